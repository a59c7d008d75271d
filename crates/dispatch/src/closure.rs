//! Closures: roads that nobody can use for now, or only slowly.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Actor, At, ClosureId, Position};

/// What a closure covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
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
    /// Every road that runs through or touches what a hand drew around.
    Outline {
        /// Its corners in turn, three or more; the last is joined to the first.
        corners: Vec<Position>,
    },
}

impl ClosedShape {
    /// Where its sign stands: the point, the middle of the circle, the mean of the corners. `None` without a corner.
    pub fn sign(&self) -> Option<Position> {
        match self {
            Self::Road { at } => Some(*at),
            Self::Area { centre, .. } => Some(*centre),
            Self::Outline { corners } => {
                let count = corners.len() as f64;
                let mean =
                    |of: fn(Position) -> f64| corners.iter().map(|&corner| of(corner)).sum::<f64>() / count;
                Position::new(mean(Position::lat), mean(Position::lon)).ok()
            }
        }
    }

    /// Whether it encloses anything at all.
    pub(crate) fn is_somewhere(&self) -> bool {
        match self {
            Self::Road { .. } => true,
            Self::Area { radius_m, .. } => *radius_m > 0,
            Self::Outline { corners } => corners.len() >= 3,
        }
    }
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
