//! Alarms: rules over state and time. An alarm opens by itself, is acknowledged, comes back, and resolves itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::AssignmentStatus;
use crate::{Assignment, At, CallId, CallStage, Catalogue, Incident, IncidentId, State, UnitId};

/// What an alarm is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export)]
pub enum AlarmSubject {
    /// A ring nobody has answered.
    UnansweredRing {
        /// The call.
        call: CallId,
    },
    /// An incident that no unit has reached and none is on its way to.
    IncidentWithoutUnits {
        /// The incident.
        incident: IncidentId,
    },
    /// A notice that its crew hasn't acknowledged.
    NoticeNotAcknowledged {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A unit that should have arrived.
    LateOnScene {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A unit that will arrive much later than was reckoned when it was sent.
    WillBeLate {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A dropped call that nobody has called back.
    CallBackDue {
        /// The call.
        call: CallId,
    },
}

/// Something that a dispatcher has to know now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Alarm {
    /// Stable while the cause lasts.
    pub key: String,
    /// What it is about.
    pub subject: AlarmSubject,
    /// Since when the cause has lasted.
    pub since: At,
}

/// When causes become alarms. All times in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AlarmLimits {
    /// A ring unanswered this long.
    pub ring_s: u32,
    /// An incident without units this long.
    pub without_units_s: u32,
    /// A notice not acknowledged this long.
    pub notice_s: u32,
    /// This much later than reckoned when the unit was sent.
    pub late_s: u32,
    /// A dropped call not called back this long.
    pub call_back_s: u32,
    /// An acknowledged alarm comes back after this long.
    pub repeat_s: u32,
}

impl AlarmLimits {
    /// Every cause is an alarm as soon as it is there.
    const AT_ONCE: Self =
        Self { ring_s: 0, without_units_s: 0, notice_s: 0, late_s: 0, call_back_s: 0, repeat_s: 0 };
}

impl Default for AlarmLimits {
    /// Answering within 10 s is NFPA 1225's figure; the others are the room's to set.
    fn default() -> Self {
        Self { ring_s: 10, without_units_s: 90, notice_s: 60, late_s: 180, call_back_s: 120, repeat_s: 180 }
    }
}

/// What alarms are judged by, beside the state.
#[derive(Clone, Copy)]
pub struct Outlook<'a> {
    /// When causes become alarms.
    pub limits: &'a AlarmLimits,
    /// Which incidents need units.
    pub catalogue: &'a Catalogue,
    /// When a unit on its way is reckoned to arrive now; none where that isn't known.
    pub arrives: &'a dyn Fn(&UnitId) -> Option<At>,
    /// The time.
    pub now: At,
}

impl State {
    /// The alarms that stand now, the oldest cause first. Acknowledged ones are silent until they repeat.
    pub fn alarms(&self, outlook: &Outlook<'_>) -> Vec<Alarm> {
        let mut alarms = self.causes(outlook);
        alarms.retain(|alarm| {
            let seen = self.acknowledged.get(&alarm.key);
            let repeats = |seen: &At| outlook.now.seconds_since(*seen) >= outlook.limits.repeat_s;
            seen.is_none_or(|seen| *seen < alarm.since || repeats(seen))
        });
        alarms.sort_by(|a, b| (a.since, &a.key).cmp(&(b.since, &b.key)));
        alarms
    }

    /// Whether an alarm's cause is there, however young. When units will arrive is not known here, so whoever is on the
    /// way may be going to be late.
    pub(crate) fn has_cause(&self, key: &str, catalogue: &Catalogue, now: At) -> bool {
        let limits = &AlarmLimits::AT_ONCE;
        let outlook = Outlook { limits, catalogue, arrives: &|_| None, now };
        let open = self.incidents.values().filter(|incident| incident.is_open());
        let mut on_the_way = open.flat_map(|incident| {
            let units = incident.active_assignments().filter(|own| own.status().is_on_the_way());
            units.map(|own| will_be_late_key(incident.id, &own.unit))
        });
        self.causes(&outlook).iter().any(|alarm| alarm.key == key) || on_the_way.any(|own| own == key)
    }

    fn causes(&self, outlook: &Outlook<'_>) -> Vec<Alarm> {
        let mut alarms: Vec<Alarm> = self.call_alarms(outlook).collect();
        for incident in self.incidents.values().filter(|incident| incident.is_open()) {
            alarms.extend(without_units(incident, outlook));
            alarms.extend(
                incident.active_assignments().filter_map(|own| assignment_alarm(incident, own, outlook)),
            );
        }
        alarms
    }

    fn call_alarms(&self, outlook: &Outlook<'_>) -> impl Iterator<Item = Alarm> {
        let (limits, now) = (outlook.limits, outlook.now);
        self.calls.values().filter_map(move |call| {
            let id = call.id;
            if call.is_ringing() && now.seconds_since(call.rang_at) >= limits.ring_s {
                let subject = AlarmSubject::UnansweredRing { call: id };
                return Some(Alarm { key: format!("ring/{id}"), subject, since: call.rang_at });
            }
            match call.stage {
                CallStage::Closed { since, .. }
                    if call.call_back_due && now.seconds_since(since) >= limits.call_back_s =>
                {
                    let subject = AlarmSubject::CallBackDue { call: id };
                    Some(Alarm { key: format!("call-back/{id}"), subject, since })
                }
                _ => None,
            }
        })
    }
}

/// Nobody goes where somebody is needed. What needs no units, such as a complaint, waits for none.
fn without_units(incident: &Incident, outlook: &Outlook<'_>) -> Option<Alarm> {
    let kind = outlook.catalogue.get(&incident.kind);
    let needs_units = kind.is_none_or(|kind| !kind.needs(incident.alarm_level).is_empty());
    let called_off = incident.assignments.iter().filter_map(Assignment::since).max();
    let since = called_off.unwrap_or(incident.opened_at);
    let unattended = incident.assignments.iter().all(Assignment::came_to_nothing);
    let due = outlook.now.seconds_since(since) >= outlook.limits.without_units_s;
    let (id, cause) = (incident.id, needs_units && unattended && due);
    let subject = AlarmSubject::IncidentWithoutUnits { incident: id };
    cause.then(|| Alarm { key: format!("no-units/{id}"), subject, since })
}

/// A notice nobody has read, or a unit that is or will be later than was reckoned when it was sent.
fn assignment_alarm(incident: &Incident, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<Alarm> {
    let Outlook { limits, now, .. } = *outlook;
    let (id, unit) = (incident.id, assignment.unit.clone());
    let sent = assignment.steps.first()?.at;
    match assignment.status() {
        AssignmentStatus::Notified if now.seconds_since(sent) >= limits.notice_s => {
            let key = format!("notice/{id}/{unit}");
            let subject = AlarmSubject::NoticeNotAcknowledged { incident: id, unit };
            Some(Alarm { key, subject, since: sent })
        }
        AssignmentStatus::Acknowledged | AssignmentStatus::EnRoute => {
            let due = sent.plus_seconds(assignment.expected?.total_s());
            let late = |at: At| at >= due && at.seconds_since(due) >= limits.late_s;
            if late(now) {
                let key = format!("late/{id}/{unit}");
                let subject = AlarmSubject::LateOnScene { incident: id, unit };
                Some(Alarm { key, subject, since: due })
            } else if (outlook.arrives)(&unit).is_some_and(late) {
                let key = will_be_late_key(id, &unit);
                let subject = AlarmSubject::WillBeLate { incident: id, unit };
                Some(Alarm { key, subject, since: sent })
            } else {
                None
            }
        }
        _ => None,
    }
}

fn will_be_late_key(incident: IncidentId, unit: &UnitId) -> String {
    format!("will-be-late/{incident}/{unit}")
}
