//! Assignments: one unit on one incident, from notice to clear.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Actor, At, IncidentId, Position, StationId, UnitId};

/// Where an assignment stands. Each state carries only its own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum AssignmentStatus {
    /// The notice went out.
    Notified,
    /// The crew has read it.
    Acknowledged,
    /// Wheels are rolling.
    EnRoute,
    /// At the place.
    OnScene,
    /// Taking somebody somewhere.
    Transporting {
        /// Where to.
        to: String,
        /// The region's hospital or clinic, where it is one of those.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        hospital: Option<StationId>,
        /// Where that is, where it is none of those and was found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        place: Option<Position>,
    },
    /// At the hospital.
    AtHospital,
    /// Done.
    Cleared {
        /// What came of it, in the crew's or dispatcher's words.
        outcome: String,
    },
    /// Called off.
    StoodDown {
        /// Why.
        why: String,
    },
}

impl AssignmentStatus {
    /// Whether the unit is still bound by it.
    pub fn is_active(&self) -> bool {
        !matches!(self, Self::Cleared { .. } | Self::StoodDown { .. })
    }

    /// Whether the unit has yet to arrive.
    pub fn is_on_the_way(&self) -> bool {
        matches!(self, Self::Notified | Self::Acknowledged | Self::EnRoute)
    }

    /// How far along it is; a later status has a greater one.
    fn rank(&self) -> u8 {
        match self {
            Self::Notified => 0,
            Self::Acknowledged => 1,
            Self::EnRoute => 2,
            Self::OnScene => 3,
            Self::Transporting { .. } => 4,
            Self::AtHospital => 5,
            Self::Cleared { .. } | Self::StoodDown { .. } => 6,
        }
    }

    /// Whether `next` may follow. Steps may be skipped (a crew presses late) but never taken back, and nobody
    /// transports before having been on scene.
    pub fn may_become(&self, next: &Self) -> bool {
        let transports = matches!(next, Self::Transporting { .. } | Self::AtHospital);
        self.is_active() && next.rank() > self.rank() && (!transports || self.rank() >= Self::OnScene.rank())
    }

    /// What may be reported next, the usual one first, free texts empty. Only units that carry patients are offered
    /// the hospital leg.
    pub fn next(&self, carries_patients: bool) -> Vec<Self> {
        let leg = [Self::Transporting { to: String::new(), hospital: None, place: None }, Self::AtHospital];
        let rest = [Self::Cleared { outcome: String::new() }, Self::StoodDown { why: String::new() }];
        [Self::Acknowledged, Self::EnRoute, Self::OnScene]
            .into_iter()
            .chain(leg.into_iter().filter(|_| carries_patients))
            .chain(rest)
            .filter(|next| self.may_become(next))
            .collect()
    }
}

/// A status with when and by whom it was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Step {
    /// The status reached.
    pub status: AssignmentStatus,
    /// When.
    pub at: At,
    /// Who said so.
    pub by: Actor,
}

/// Road time and length as reckoned when a unit was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Expected {
    /// Crew to wheels, seconds.
    pub turnout_s: u32,
    /// By road, seconds.
    pub travel_s: u32,
    /// By road, metres.
    pub distance_m: u32,
}

impl Expected {
    /// From notice to arrival, seconds.
    pub fn total_s(self) -> u32 {
        self.turnout_s.saturating_add(self.travel_s)
    }
}

/// One unit on one incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Assignment {
    /// The unit.
    pub unit: UnitId,
    /// Every status it has passed, first to last. Never empty.
    pub steps: Vec<Step>,
    /// What was reckoned when it was sent; absent where no road led there.
    pub expected: Option<Expected>,
    /// The duplicates by whose merging it came here, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub(crate) came_by: Vec<CameBy>,
}

/// Where an assignment was before two incidents were found to be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CameBy {
    /// The duplicate.
    pub(crate) incident: IncidentId,
    /// Its place among the duplicate's assignments.
    pub(crate) index: usize,
}

impl Assignment {
    /// A unit's assignment as it begins: with its notice.
    pub(crate) fn notified(unit: UnitId, at: At, by: Actor, expected: Option<Expected>) -> Self {
        let first = Step { status: AssignmentStatus::Notified, at, by };
        Self { unit, steps: vec![first], expected, came_by: Vec::new() }
    }

    /// Where it stands.
    pub fn status(&self) -> &AssignmentStatus {
        self.steps.last().map_or(&AssignmentStatus::Notified, |step| &step.status)
    }

    /// Whether the unit is still bound by it.
    pub fn is_active(&self) -> bool {
        self.status().is_active()
    }

    /// Whether the unit was called off before it was on scene.
    pub(crate) fn came_to_nothing(&self) -> bool {
        let called_off = matches!(self.status(), AssignmentStatus::StoodDown { .. });
        called_off && !self.has_been_on_scene()
    }

    /// Whether the unit has reached the place, by its own word.
    pub(crate) fn has_been_on_scene(&self) -> bool {
        self.steps.iter().any(|step| step.status == AssignmentStatus::OnScene)
    }

    /// Since when it has its present status.
    pub fn since(&self) -> Option<At> {
        self.steps.last().map(|step| step.at)
    }
}
