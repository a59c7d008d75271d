//! Dispatchers who take the play's calls when nobody is there: so that a room can be measured, or watched.
//!
//! They are neither quick nor clever: one thing at a time, what rings first, then what an alarm asks for, then calls to
//! be called back, then incidents that are over.

use std::collections::BTreeSet;

use rand::RngExt;
use rand::rngs::StdRng;
use room::api::{Snapshot, UnitView};
use room::dispatch::alarm::AlarmSubject;
use room::dispatch::call::CallDisposition;
use room::dispatch::{Actor, CallId, CallStage, IncidentId};

use super::scenes::{About, Scene};

/// What a dispatcher does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Answers(CallId),
    /// Sets the type that fits what was said, and the place where the network knows none.
    Classifies(CallId, &'static str),
    /// Opens an incident with the units that are proposed.
    Sends(CallId),
    /// Sends what is proposed to an incident that has nobody.
    SendsMore(IncidentId),
    Closes(CallId, CallDisposition),
    CallsBack(CallId),
    Acknowledges(String),
    ClosesIncident(IncidentId),
}

/// One dispatcher.
#[derive(Debug)]
pub(super) struct Clerk {
    pub(super) actor: Actor,
    rng: StdRng,
    doing: Doing,
    free_at_s: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    /// Listens, and then knows what it is about.
    Listening(CallId),
    /// Has written down what and where.
    Written(CallId),
}

impl Clerk {
    pub(super) fn new(desk: usize, rng: StdRng) -> Self {
        let actor = Actor::Lead { desk: desk.to_string() };
        Self { actor, rng, doing: Doing::Nothing, free_at_s: 0.0 }
    }

    /// What it does now. `spoken_for` holds what others are at already, so that no two do the same.
    pub(super) fn step(
        &mut self,
        now_s: f64,
        room: &Snapshot,
        scene: impl Fn(CallId) -> Option<Scene>,
        spoken_for: &mut BTreeSet<String>,
    ) -> Option<Deed> {
        if now_s < self.free_at_s {
            return None;
        }
        match self.doing {
            Doing::Listening(call) => Some(self.has_heard(now_s, room, call, scene(call))),
            Doing::Written(call) => {
                self.doing = Doing::Nothing;
                self.busy(now_s, 3.0..8.0);
                is_active(room, call).then_some(Deed::Sends(call))
            }
            Doing::Nothing => self.next(now_s, room, spoken_for),
        }
    }

    fn busy(&mut self, now_s: f64, seconds: std::ops::Range<f64>) {
        self.free_at_s = now_s + self.rng.random_range(seconds);
    }

    /// A call is talked on for 30 to 60 s and written down in as much, by a city's decree (Cilegon).
    fn has_heard(&mut self, now_s: f64, room: &Snapshot, call: CallId, scene: Option<Scene>) -> Deed {
        self.doing = Doing::Nothing;
        let about = scene.as_ref().map_or(About::Silent, |scene| scene.about);
        let disposition = match about {
            About::Emergency if is_active(room, call) => {
                self.doing = Doing::Written(call);
                self.busy(now_s, 30.0..60.0);
                return Deed::Classifies(call, scene.map_or("", |scene| scene.says));
            }
            About::Emergency | About::Dropped => CallDisposition::Dropped,
            About::Silent => CallDisposition::Silent,
            About::Prank => CallDisposition::Prank,
            About::Question => CallDisposition::Information,
        };
        self.busy(now_s, 3.0..8.0);
        Deed::Closes(call, disposition)
    }

    fn next(&mut self, now_s: f64, room: &Snapshot, spoken_for: &mut BTreeSet<String>) -> Option<Deed> {
        let mut ringing: Vec<_> = room.calls.iter().filter(|view| view.call.is_ringing()).collect();
        ringing.sort_by_key(|view| view.call.number);
        if let Some(view) = ringing.iter().find(|view| spoken_for.insert(view.call.id.to_string())) {
            let call = view.call.id;
            self.doing = Doing::Listening(call);
            self.busy(now_s, 30.0..60.0);
            return Some(Deed::Answers(call));
        }
        if let Some(deed) = Self::heeds_an_alarm(room, spoken_for) {
            self.busy(now_s, 10.0..25.0);
            return Some(deed);
        }
        let back = room.calls.iter().find(|view| {
            view.call.call_back_due
                && view.call.is_closed()
                && spoken_for.insert(format!("back/{}", view.call.id))
        });
        if let Some(view) = back {
            self.busy(now_s, 20.0..40.0);
            return Some(Deed::CallsBack(view.call.id));
        }
        let over = room.incidents.iter().find(|view| {
            let all_done = view.assignments.iter().all(|own| !own.assignment.is_active());
            let has_been_served = !view.assignments.is_empty() || view.due_at.is_none();
            view.incident.is_open()
                && all_done
                && has_been_served
                && spoken_for.insert(view.incident.id.to_string())
        });
        over.map(|view| {
            self.busy(now_s, 5.0..15.0);
            Deed::ClosesIncident(view.incident.id)
        })
    }

    /// Sends where nobody goes; asks after everybody else by radio and acknowledges.
    fn heeds_an_alarm(room: &Snapshot, spoken_for: &mut BTreeSet<String>) -> Option<Deed> {
        for cause in room.alarms.iter().flat_map(|alarm| &alarm.causes) {
            match &cause.subject {
                // Those are answered, called back, written down and brought to an end as it is.
                AlarmSubject::UnansweredRing { .. }
                | AlarmSubject::CallBackDue { .. }
                | AlarmSubject::UnclassifiedCall { .. }
                | AlarmSubject::UndecidedCall { .. }
                | AlarmSubject::CallerOnHold { .. } => {}
                AlarmSubject::IncidentWithoutUnits { incident }
                    if room.units.iter().any(is_free) && spoken_for.insert(cause.key.clone()) =>
                {
                    return Some(Deed::SendsMore(*incident));
                }
                _ => return Some(Deed::Acknowledges(cause.key.clone())),
            }
        }
        None
    }
}

fn is_active(room: &Snapshot, call: CallId) -> bool {
    room.calls.iter().any(|view| view.call.id == call && matches!(view.call.stage, CallStage::Active { .. }))
}

fn is_free(view: &UnitView) -> bool {
    matches!(view.availability, room::dispatch::Availability::Available)
}
