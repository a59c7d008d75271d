//! A unit's way as fronts draw it and read it out.

use dispatch::UnitId;
use dispatch::assignment::Expected;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A unit's way to an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitWay {
    /// The unit.
    pub unit: UnitId,
    /// Turnout, road time and length from where it is now.
    pub expected: Expected,
    /// The line, `[lon, lat]` by `[lon, lat]`.
    pub line: Vec<[f64; 2]>,
    /// The named streets it follows, in order.
    pub streets: Vec<StreetLeg>,
    /// What its driver does, from setting out; none where the unit is there already.
    pub steps: Vec<WayStep>,
}

/// A part of a way along one street.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StreetLeg {
    /// The street.
    pub name: String,
    /// How far along it, metres.
    pub length_m: u32,
}

/// One thing to do on the way, and how far to go after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WayStep {
    /// What to do.
    pub turn: Turn,
    /// The street that it leads to; none for a road without a name.
    pub name: Option<String>,
    /// How far to follow it, metres.
    pub length_m: u32,
    /// Where it is done, `[lon, lat]`.
    pub point: [f64; 2],
}

/// What to do at a step of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Turn {
    /// Set out.
    Depart,
    /// Go straight on where the street's name changes.
    Straight,
    /// Turn left.
    Left,
    /// Turn right.
    Right,
    /// Turn left, nearly back.
    SharpLeft,
    /// Turn right, nearly back.
    SharpRight,
    /// Turn back.
    UTurn,
    /// Leave the roundabout by an exit; without one the way ends on it.
    Roundabout {
        /// Which exit, the first is 1.
        exit: Option<u8>,
    },
}
