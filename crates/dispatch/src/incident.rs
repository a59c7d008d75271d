//! Incidents: something happening at a place that needs units.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Actor, Assignment, At, CallId, Fix, IncidentId, Personal, TypeId, UnitId};

/// How an incident ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum IncidentDisposition {
    /// Dealt with on the spot.
    Handled,
    /// Somebody was taken to hospital.
    Transported,
    /// Nothing was found.
    NothingFound,
    /// A false alarm in good faith.
    FalseAlarm,
    /// A prank.
    Prank,
    /// Called off before anybody arrived.
    Cancelled,
    /// Taken over by another agency.
    HandedOver,
    /// The same as another incident.
    Duplicate,
}

/// Where an incident stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
#[ts(export)]
pub enum IncidentStage {
    /// Work to do.
    Open,
    /// Over.
    Closed {
        /// Since when.
        since: At,
        /// How it ended.
        disposition: IncidentDisposition,
    },
}

/// A remark on an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Note {
    /// When.
    pub at: At,
    /// Who.
    pub by: Actor,
    /// What.
    pub text: Personal,
}

/// Units proposed and units sent, kept side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sending {
    /// When.
    pub at: At,
    /// Who decided.
    pub by: Actor,
    /// What the room proposed.
    pub proposed: Vec<UnitId>,
    /// What was sent.
    pub sent: Vec<UnitId>,
    /// Why something else was sent; empty where nothing else was.
    pub reason: String,
}

/// Something happening at a place that needs units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// Its number as people say it: K-1021.
    pub number: u32,
    /// Its type.
    pub kind: TypeId,
    /// 1 is the most urgent, 5 the least.
    pub priority: u8,
    /// Alarm level, from 1.
    pub alarm_level: u8,
    /// Where it is.
    pub place: Fix,
    /// When it was opened.
    pub opened_at: At,
    /// When the first call about it, or about a duplicate of it, began to ring: response times count from here.
    pub reported_at: At,
    /// Who opened it.
    pub opened_by: Actor,
    /// Where it stands.
    pub stage: IncidentStage,
    /// The calls about it.
    pub calls: Vec<CallId>,
    /// The units on it, past and present, in the order they were sent.
    pub assignments: Vec<Assignment>,
    /// What was proposed and what was sent, each time.
    pub sendings: Vec<Sending>,
    /// Remarks.
    pub notes: Vec<Note>,
    /// Units that are busy elsewhere and come once they are free, in the order they were asked for.
    #[serde(default)]
    pub queue: Vec<Queued>,
    /// The incident that this one is a duplicate of, if it was merged.
    #[serde(default)]
    pub merged_into: Option<IncidentId>,
    /// The duplicates merged into this one, in the order they were.
    #[serde(default)]
    pub absorbed: Vec<IncidentId>,
    /// What it and its duplicates each say of its urgency and age; empty where nothing was merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub(crate) claims: Vec<Claim>,
}

/// A unit that comes once it is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Queued {
    /// The unit.
    pub unit: UnitId,
    /// Since when it is asked for.
    pub since: At,
    /// Who asked for it.
    pub by: Actor,
    /// The duplicates by whose merging it came here, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub(crate) came_by: Vec<IncidentId>,
}

impl Incident {
    /// Whether there is work to do.
    pub fn is_open(&self) -> bool {
        self.stage == IncidentStage::Open
    }

    /// The assignments that bind a unit now.
    pub fn active_assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(|assignment| assignment.is_active())
    }

    /// Whether `unit` is to come once it is free.
    pub fn awaits(&self, unit: &UnitId) -> bool {
        self.queue.iter().any(|queued| queued.unit == *unit)
    }

    /// The active assignment of `unit`.
    pub fn active_assignment(&self, unit: &UnitId) -> Option<&Assignment> {
        self.active_assignments().find(|assignment| assignment.unit == *unit)
    }
}

/// What one of the incidents found to be one says of all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claim {
    pub(crate) of: IncidentId,
    /// None once the priority was set for the whole.
    pub(crate) priority: Option<u8>,
    /// None once the alarm was raised or lowered for the whole, and in logs from before it counted.
    pub(crate) alarm_level: Option<u8>,
    pub(crate) reported_at: At,
}
