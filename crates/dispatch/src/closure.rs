//! Closures: roads that nobody can use for now, or only slowly.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Actor, At, ClosureId, Position};

/// What a closure covers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
#[ts(export)]
pub enum ClosedShape {
    /// The road nearest to a point, between its two junctions.
    Road {
        /// The point.
        at: Position,
    },
    /// Every road that touches a circle.
    Area {
        /// Its middle.
        centre: Position,
        /// Its radius, metres.
        radius_m: u32,
    },
}

/// What a closure does to the roads it covers, for every vehicle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Effect {
    /// Nobody passes. What closures did before they could do otherwise.
    #[default]
    Closed,
    /// Nobody drives faster than this.
    Slowed {
        /// In km/h; zero closes.
        kmh: u16,
    },
}

/// A blocked or slow road.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// What it covers.
    pub shape: ClosedShape,
    /// What it does.
    #[serde(default)]
    pub effect: Effect,
    /// Why: flood, market, fallen tree.
    pub why: String,
    /// Since when.
    pub since: At,
    /// Who said so.
    pub by: Actor,
}
