//! What comes beside and after: duplicates of an incident, units it awaits, hospitals, and a unit's runs.

use dispatch::catalogue::Bilingual;
use dispatch::incident::Note;
use dispatch::{At, CallId, Fix, IncidentId, Personal, Position, StationId, TypeId, UnitId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AssignmentView;

/// A duplicate that was merged into an incident, with what it brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DuplicateView {
    /// The duplicate.
    pub incident: IncidentId,
    /// Its number.
    pub number: u32,
    /// Where it was said to be.
    pub place: Fix,
    /// Its calls.
    pub calls: Vec<CallId>,
    /// What was written down in them.
    pub said: Vec<Personal>,
    /// Remarks on it.
    pub notes: Vec<Note>,
    /// Units that were done with it before it was merged.
    pub assignments: Vec<AssignmentView>,
    /// Whether its merge can be undone from here; one that was merged into another duplicate comes apart after that.
    pub can_unmerge: bool,
}

/// A unit that comes once it is free.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AwaitedView {
    /// The unit.
    pub unit: UnitId,
    /// Since when it is awaited.
    pub since: At,
    /// How many incidents it goes to before.
    pub before: u32,
}

/// A hospital or clinic, by road from an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HospitalWay {
    /// Its id in the region.
    pub id: StationId,
    /// Its name.
    pub name: String,
    /// Whether it is a clinic.
    pub clinic: bool,
    /// Seconds by road.
    pub travel_s: u32,
    /// Metres by road.
    pub distance_m: u32,
}

/// Where a unit takes somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Leg {
    /// Its name: the region's where that has it, or else as it was picked or typed.
    pub to: String,
    /// Its address, where the region has one.
    pub address: Option<String>,
    /// Where that is; none where the room knows no such place, so that there is neither a way nor an arrival.
    pub position: Option<Position>,
    /// Whether the unit is there.
    pub arrived: bool,
}

/// One time that a unit was sent somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Run {
    /// The incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: u32,
    /// Its type.
    pub kind: TypeId,
    /// When it was told.
    pub notified_at: At,
    /// When it arrived.
    pub on_scene_at: Option<At>,
    /// When it was done; none while it is on it.
    pub ended_at: Option<At>,
    /// Whether it was called off.
    pub stood_down: bool,
}

/// What a unit goes to once it is free.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NextNotice {
    /// The incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: u32,
    /// Its type.
    pub kind: Bilingual,
    /// Its priority.
    pub priority: u8,
    /// Where.
    pub place: Fix,
}
