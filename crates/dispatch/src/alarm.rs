//! Alarms: rules over state and time. An alarm opens by itself, is acknowledged, comes back, and resolves itself.
//!
//! What is no cause for anybody to act is no alarm, and causes that ask for the same act share one line.

mod causes;
mod limits;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::unit::Service;
use crate::{At, CallId, Catalogue, IncidentId, State, UnitId};

pub use limits::{AlarmLimits, UnsoundLimits};

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
    /// A call that somebody has been talking on for long, and still nobody knows what it is.
    UnclassifiedCall {
        /// The call.
        call: CallId,
    },
    /// A caller who has been on hold for long.
    CallerOnHold {
        /// The call.
        call: CallId,
    },
    /// A call that has been open for long, its type known, and still nothing has come of it: whoever took it may be gone.
    UndecidedCall {
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
    /// A unit that has read its notice and stays where it is.
    NotMoving {
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
    /// A unit under way whose position has not been heard of for long.
    PositionStale {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A crew that has been on scene so long that somebody should ask how it is.
    OnSceneTooLong {
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
    /// A zone that is covered when everybody is at home, and hardly is now.
    ZoneUncovered {
        /// Whose units are missing there.
        service: Service,
        /// The zone.
        zone: String,
        /// What people call it.
        name: String,
    },
}

/// What an alarm asks for: how it sounds, and what comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Urgency {
    /// A call rings.
    Ring,
    /// Somebody may die of it: the gravest incidents, while nobody has reached them.
    Life,
    /// Somebody has to act.
    Action,
}

/// One cause of an alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AlarmCause {
    /// Stable while it lasts; this is what is acknowledged.
    pub key: String,
    /// What it is about.
    pub subject: AlarmSubject,
    /// Since when it has lasted.
    pub since: At,
}

/// Something that a dispatcher has to act upon now: one line, for all causes that ask for the same act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Alarm {
    /// Stable while any of its causes lasts.
    pub key: String,
    /// What it asks for.
    pub urgency: Urgency,
    /// Since when its oldest cause has lasted.
    pub since: At,
    /// The oldest first; never empty.
    pub causes: Vec<AlarmCause>,
}

/// What is known of where a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// When it last said where it is.
    pub at: At,
    /// Since when it has stood there.
    pub still_since: At,
}

/// A zone whose coverage has broken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncoveredZone {
    /// Whose units are missing.
    pub service: Service,
    /// The zone.
    pub zone: String,
    /// What people call it.
    pub name: String,
    /// Since when.
    pub since: At,
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
    /// Where a unit was last heard of; none where it never was.
    pub sighted: &'a dyn Fn(&UnitId) -> Option<Sighting>,
    /// The zones that have lost their coverage.
    pub uncovered: &'a [UncoveredZone],
    /// The time.
    pub now: At,
}

impl State {
    /// The alarms that stand now: what is most urgent first, then the oldest. Acknowledged causes are silent until they
    /// repeat.
    pub fn alarms(&self, outlook: &Outlook<'_>) -> Vec<Alarm> {
        let mut lines: BTreeMap<String, Alarm> = BTreeMap::new();
        for cause in self.causes(outlook).into_iter().filter(|cause| self.is_due(cause, outlook)) {
            let (urgency, since) = (self.urgency(&cause.subject), cause.since);
            let key = line(&cause);
            let alarm = || Alarm { key: key.clone(), urgency, since, causes: Vec::new() };
            let alarm = lines.entry(key.clone()).or_insert_with(alarm);
            alarm.urgency = alarm.urgency.min(urgency);
            alarm.since = alarm.since.min(since);
            alarm.causes.push(cause);
        }
        let mut alarms: Vec<Alarm> = lines.into_values().collect();
        for alarm in &mut alarms {
            alarm.causes.sort_by(|a, b| (a.since, &a.key).cmp(&(b.since, &b.key)));
        }
        alarms.sort_by(|a, b| (a.urgency, a.since, &a.key).cmp(&(b.urgency, b.since, &b.key)));
        alarms
    }

    /// Whether nobody has acknowledged it, or it is time to say it again.
    fn is_due(&self, cause: &AlarmCause, outlook: &Outlook<'_>) -> bool {
        let repeat_s = outlook.limits.repeats_after_s(&cause.subject);
        let repeats = |seen: &At| outlook.now.seconds_since(*seen) >= repeat_s;
        self.acknowledged.get(&cause.key).is_none_or(|seen| *seen < cause.since || repeats(seen))
    }

    /// Nobody has reached the gravest incidents yet: those are a matter of life.
    fn urgency(&self, subject: &AlarmSubject) -> Urgency {
        match subject {
            AlarmSubject::UnansweredRing { .. } => Urgency::Ring,
            AlarmSubject::IncidentWithoutUnits { incident }
            | AlarmSubject::NoticeNotAcknowledged { incident, .. }
            | AlarmSubject::NotMoving { incident, .. }
            | AlarmSubject::LateOnScene { incident, .. } => {
                let grave = self.incidents.get(incident).is_some_and(|own| {
                    own.priority == 1 && !own.assignments.iter().any(crate::Assignment::has_been_on_scene)
                });
                if grave { Urgency::Life } else { Urgency::Action }
            }
            AlarmSubject::UnclassifiedCall { .. }
            | AlarmSubject::CallerOnHold { .. }
            | AlarmSubject::UndecidedCall { .. }
            | AlarmSubject::WillBeLate { .. }
            | AlarmSubject::PositionStale { .. }
            | AlarmSubject::OnSceneTooLong { .. }
            | AlarmSubject::CallBackDue { .. }
            | AlarmSubject::ZoneUncovered { .. } => Urgency::Action,
        }
    }
}

/// The line that a cause belongs to. Calls of one kind are one line, as are an incident's units and a service's zones.
fn line(cause: &AlarmCause) -> String {
    match &cause.subject {
        AlarmSubject::UnansweredRing { .. }
        | AlarmSubject::UnclassifiedCall { .. }
        | AlarmSubject::CallerOnHold { .. }
        | AlarmSubject::UndecidedCall { .. }
        | AlarmSubject::CallBackDue { .. } => cause.key.split('/').next().unwrap_or_default().to_owned(),
        AlarmSubject::IncidentWithoutUnits { .. } => cause.key.clone(),
        AlarmSubject::NoticeNotAcknowledged { .. }
        | AlarmSubject::NotMoving { .. }
        | AlarmSubject::LateOnScene { .. }
        | AlarmSubject::WillBeLate { .. }
        | AlarmSubject::PositionStale { .. }
        | AlarmSubject::OnSceneTooLong { .. }
        | AlarmSubject::ZoneUncovered { .. } => {
            let mut parts = cause.key.splitn(3, '/');
            [parts.next(), parts.next()].into_iter().flatten().collect::<Vec<_>>().join("/")
        }
    }
}
