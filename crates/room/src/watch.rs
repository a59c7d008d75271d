//! Watching the room: what was touched is told at once and gathered, the views are made when they are sent.
//!
//! A slow watcher therefore never holds more than the names of what changed, and always gets the latest.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use dispatch::unit::Service;
use dispatch::{Actor, CallId, ClosureId, Event, HandoverId, Incident, IncidentId, State, UnitId};
use tokio::sync::broadcast;
use tokio::time::Instant;

use crate::api::{Caller, Change, Push};
use crate::room::Inner;

/// Ten pushes a second for each watcher in the long run: more is not seen, and webviews choke on it.
const BETWEEN_PUSHES: Duration = Duration::from_millis(100);
/// So many may come at once after a quiet moment: whoever answers a call must not wait because it rang just now.
const AT_ONCE: u32 = 4;

/// The names of what changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched {
    pub(crate) calls: BTreeSet<CallId>,
    pub(crate) incidents: BTreeSet<IncidentId>,
    pub(crate) units: BTreeSet<UnitId>,
    pub(crate) moved: BTreeSet<UnitId>,
    pub(crate) closures: BTreeSet<ClosureId>,
    pub(crate) zones: BTreeSet<String>,
    pub(crate) handovers: BTreeSet<HandoverId>,
    pub(crate) wholes: BTreeSet<Whole>,
}

/// What is told as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whole {
    /// The alarms that stand.
    Alarms,
    /// How the room is.
    Health,
    /// How much a service's free units reach.
    Coverage(Service),
    /// Too much happened to tell piece by piece.
    Missed,
    /// The room has stopped.
    Closed,
}

impl Touched {
    pub(crate) fn whole(whole: Whole) -> Self {
        Self { wholes: BTreeSet::from([whole]), ..Self::default() }
    }

    /// Takes in what an event touches; `state` already contains the event.
    pub(crate) fn by(&mut self, event: &Event, state: &State) {
        match event {
            Event::CallRang { call, .. }
            | Event::CallAnswered { call }
            | Event::CallHeld { call }
            | Event::CallHungUp { call }
            | Event::CallDrafted { call, .. }
            | Event::FixAdded { call, .. }
            | Event::FixChosen { call, .. }
            | Event::CallClosed { call, .. }
            | Event::CallReopened { call }
            | Event::CalledBack { call, .. }
            | Event::CallMarkedAbusive { call, .. }
            | Event::LocationLinked { call, .. } => {
                self.calls.insert(*call);
                let incident = state.calls.get(call).and_then(|call| call.incident);
                if let Some(incident) = incident {
                    self.incident(incident, state);
                }
            }
            Event::IncidentOpened { call, incident, .. }
            | Event::CallJoined { call, incident }
            | Event::CallUnjoined { call, incident } => {
                self.calls.insert(*call);
                self.incident(*incident, state);
            }
            Event::UnitNotified { incident, unit, .. }
            | Event::StatusReported { incident, unit, .. }
            | Event::UnitQueued { incident, unit }
            | Event::UnitUnqueued { incident, unit } => {
                self.incident(*incident, state);
                self.awaited(unit, state);
            }
            Event::UnitDiverted { unit, from, to, .. } => {
                self.incident(*from, state);
                self.incident(*to, state);
                self.awaited(unit, state);
            }
            Event::IncidentMerged { incident, into: other, .. }
            | Event::IncidentUnmerged { incident, from: other } => {
                for id in [incident, other] {
                    self.ranked(*id, state);
                    let units = state.incidents.get(id).into_iter().flat_map(Incident::active_assignments);
                    self.units.extend(units.map(|own| own.unit.clone()));
                }
            }
            Event::UnitsChosen { incident, .. }
            | Event::IncidentNoted { incident, .. }
            | Event::PlaceMoved { incident, .. }
            | Event::AlarmRaised { incident, .. }
            | Event::AlarmLowered { incident, .. }
            | Event::IncidentClosed { incident, .. }
            | Event::IncidentReopened { incident } => self.incident(*incident, state),
            Event::IncidentReclassified { incident, .. } | Event::PrioritySet { incident, .. } => {
                self.ranked(*incident, state);
            }
            Event::UnitRegistered { spec } => {
                self.units.insert(spec.id.clone());
            }
            Event::DutySet { unit, .. }
            | Event::UnitMovedUp { unit, .. }
            | Event::UnitSentBack { unit }
            | Event::PagePaired { unit, .. } => {
                self.units.insert(unit.clone());
            }
            // What is recommended rests on it, and every front asks for that anew.
            Event::PositionsNoted { .. } => {}
            Event::FirstDueSet { zone, .. } => {
                self.zones.insert(zone.clone());
            }
            Event::RoadClosed { closure, .. }
            | Event::ClosureChanged { closure, .. }
            | Event::RoadOpened { closure } => {
                self.closures.insert(*closure);
            }
            Event::NumberEntered { entry } => {
                let own = state.calls_from(&entry.number).filter(|call| !call.is_closed());
                self.calls.extend(own.map(|call| call.id));
            }
            Event::PremiseNoted { .. } | Event::HazardMarked { .. } | Event::PremiseNoteRemoved { .. } => {
                // Whoever shows the place looks again; notes change rarely.
                let open = state.calls.values().filter(|call| !call.is_closed());
                self.calls.extend(open.map(|call| call.id));
                let open = state.incidents.values().filter(|incident| incident.is_open());
                self.incidents.extend(open.map(|incident| incident.id));
            }
            Event::HandoverBegun { handover, .. }
            | Event::HandoverWorded { handover, .. }
            | Event::ItemSigned { handover, .. }
            | Event::HandoverCompleted { handover, .. } => {
                self.handovers.insert(*handover);
            }
            Event::AlarmAcknowledged { .. } => {
                self.wholes.insert(Whole::Alarms);
            }
        }
    }

    /// An incident, and the one it was merged into, which shows what it has.
    fn incident(&mut self, id: IncidentId, state: &State) {
        self.incidents.extend([id, state.surviving(id)]);
    }

    /// An incident that may be more or less urgent than before: whom it awaits may go elsewhere first, or here.
    fn ranked(&mut self, id: IncidentId, state: &State) {
        self.incident(id, state);
        let awaited = state.incidents.get(&id).into_iter().flat_map(|incident| &incident.queue);
        for queued in awaited {
            self.awaited(&queued.unit, state);
        }
    }

    /// A unit, and the incidents that it goes to once it is free: each shows its place among them.
    fn awaited(&mut self, unit: &UnitId, state: &State) {
        self.units.insert(unit.clone());
        self.incidents.extend(state.queued_at(unit).into_iter().map(|incident| incident.id));
    }

    /// Whether something may be left to the next shift that was not before, or no longer is.
    pub(crate) fn may_leave_something(&self) -> bool {
        !(self.calls.is_empty()
            && self.incidents.is_empty()
            && self.units.is_empty()
            && self.closures.is_empty())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.calls.is_empty()
            && self.incidents.is_empty()
            && self.units.is_empty()
            && self.moved.is_empty()
            && self.closures.is_empty()
            && self.zones.is_empty()
            && self.handovers.is_empty()
            && self.wholes.is_empty()
    }

    fn join(&mut self, other: &Self) {
        self.calls.extend(&other.calls);
        self.incidents.extend(&other.incidents);
        self.units.extend(other.units.iter().cloned());
        self.moved.extend(other.moved.iter().cloned());
        self.closures.extend(&other.closures);
        self.zones.extend(other.zones.iter().cloned());
        self.handovers.extend(&other.handovers);
        self.wholes.extend(&other.wholes);
    }
}

/// One front's view of what changes.
pub struct Watch {
    inner: Arc<Inner>,
    caller: Caller,
    touches: broadcast::Receiver<Arc<Touched>>,
    /// What has been taken from `touches` and not sent yet.
    pending: Touched,
    /// When the pushes so far would have been, had they been spaced.
    spaced_until: Instant,
}

impl Watch {
    pub(crate) fn new(inner: Arc<Inner>, caller: Caller) -> Self {
        let touches = inner.touches.subscribe();
        if is_somebody(&caller.actor) {
            inner.watcher_came(&caller.actor);
        }
        Self { inner, caller, touches, pending: Touched::default(), spaced_until: Instant::now() }
    }

    /// What changed since the last time, once something has; `None` when the room is closed.
    ///
    /// Safe to drop while waiting: what was gathered is kept for the next time.
    pub async fn next(&mut self) -> Option<Push> {
        loop {
            if self.pending.is_empty() {
                let first = self.touches.recv().await;
                self.pending.join(&taken(first)?);
            }
            let ahead = BETWEEN_PUSHES * (AT_ONCE - 1);
            tokio::time::sleep_until(self.spaced_until.checked_sub(ahead).unwrap_or_else(Instant::now)).await;
            while let Some(more) = self.more() {
                self.pending.join(&more);
            }
            let touched = std::mem::take(&mut self.pending);
            if touched.wholes.contains(&Whole::Closed) {
                return None;
            }
            if let Some(push) = self.push(&touched) {
                self.spaced_until = self.spaced_until.max(Instant::now()) + BETWEEN_PUSHES;
                return Some(push);
            }
        }
    }

    fn more(&mut self) -> Option<Touched> {
        match self.touches.try_recv() {
            Ok(touched) => Some(touched.as_ref().clone()),
            Err(broadcast::error::TryRecvError::Lagged(_)) => Some(Touched::whole(Whole::Missed)),
            Err(_) => None,
        }
    }

    fn push(&self, touched: &Touched) -> Option<Push> {
        let live = self.inner.live();
        let views = self.inner.views(&live, self.caller.language);
        let changes = match &self.caller.actor {
            _ if touched.wholes.contains(&Whole::Missed) => vec![Change::Missed],
            Actor::Responder { unit } => {
                let own = live.state.units.get(unit)?.committed_to;
                let concerned = touched.units.contains(unit)
                    || touched.moved.contains(unit)
                    || own.is_some_and(|incident| touched.incidents.contains(&incident));
                if !concerned {
                    return None;
                }
                vec![Change::Page(Box::new(views.page(unit)?))]
            }
            Actor::Caller { .. } => return None,
            _ => views.changes(touched),
        };
        (!changes.is_empty()).then(|| Push { seq: live.seq, now: self.inner.clock.now(), changes })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if is_somebody(&self.caller.actor) {
            self.inner.watcher_went(&self.caller.actor);
        }
    }
}

/// Whether a person looks at what is watched; a play or a feed does not count.
fn is_somebody(actor: &Actor) -> bool {
    !matches!(actor, Actor::Room | Actor::Feed { .. } | Actor::Caller { .. })
}

/// What a receiver got; `None` when the room is closed.
fn taken(received: Result<Arc<Touched>, broadcast::error::RecvError>) -> Option<Touched> {
    match received {
        Ok(touched) => Some(touched.as_ref().clone()),
        Err(broadcast::error::RecvError::Lagged(_)) => Some(Touched::whole(Whole::Missed)),
        Err(broadcast::error::RecvError::Closed) => None,
    }
}
