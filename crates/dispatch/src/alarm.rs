//! Alarms: rules over state and time. An alarm opens by itself, is acknowledged, comes back, and resolves itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::AssignmentStatus;
use crate::{Assignment, At, CallId, CallStage, IncidentId, State, UnitId};

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
    /// This much later than reckoned.
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

impl State {
    /// The alarms that stand now, the oldest cause first. Acknowledged ones are silent until they repeat.
    pub fn alarms(&self, limits: &AlarmLimits, now: At) -> Vec<Alarm> {
        let mut alarms: Vec<Alarm> =
            self.call_alarms(limits, now).chain(self.incident_alarms(limits, now)).collect();
        alarms.retain(|alarm| {
            let seen = self.acknowledged.get(&alarm.key);
            seen.is_none_or(|seen| *seen < alarm.since || now.seconds_since(*seen) >= limits.repeat_s)
        });
        alarms.sort_by(|a, b| (a.since, &a.key).cmp(&(b.since, &b.key)));
        alarms
    }

    /// Whether an alarm's cause is there, however young.
    pub(crate) fn has_cause(&self, key: &str, now: At) -> bool {
        let limits = &AlarmLimits::AT_ONCE;
        self.call_alarms(limits, now).chain(self.incident_alarms(limits, now)).any(|alarm| alarm.key == key)
    }

    fn call_alarms(&self, limits: &AlarmLimits, now: At) -> impl Iterator<Item = Alarm> {
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

    fn incident_alarms(&self, limits: &AlarmLimits, now: At) -> impl Iterator<Item = Alarm> {
        let open = self.incidents.values().filter(|incident| incident.is_open());
        open.flat_map(move |incident| {
            let id = incident.id;
            let mut alarms = Vec::new();
            let called_off = incident.assignments.iter().filter_map(Assignment::since).max();
            let since = called_off.unwrap_or(incident.opened_at);
            let unattended = incident.assignments.iter().all(Assignment::came_to_nothing);
            if unattended && now.seconds_since(since) >= limits.without_units_s {
                let subject = AlarmSubject::IncidentWithoutUnits { incident: id };
                alarms.push(Alarm { key: format!("no-units/{id}"), subject, since });
            }
            for assignment in incident.active_assignments() {
                let unit = assignment.unit.clone();
                let Some(sent) = assignment.steps.first().map(|step| step.at) else { continue };
                let due = assignment.expected.map(|own| sent.plus_seconds(own.total_s()));
                match assignment.status() {
                    AssignmentStatus::Notified if now.seconds_since(sent) >= limits.notice_s => {
                        let key = format!("notice/{id}/{unit}");
                        let subject = AlarmSubject::NoticeNotAcknowledged { incident: id, unit };
                        alarms.push(Alarm { key, subject, since: sent });
                    }
                    AssignmentStatus::Acknowledged | AssignmentStatus::EnRoute => {
                        let late = |due: &At| now >= *due && now.seconds_since(*due) >= limits.late_s;
                        let Some(since) = due.filter(late) else { continue };
                        let key = format!("late/{id}/{unit}");
                        let subject = AlarmSubject::LateOnScene { incident: id, unit };
                        alarms.push(Alarm { key, subject, since });
                    }
                    _ => {}
                }
            }
            alarms
        })
    }
}
