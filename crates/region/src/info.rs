//! What a region is, and which tiles it has.

use std::time::{SystemTime, UNIX_EPOCH};

use geo::Point;
use serde::{Deserialize, Serialize};

use crate::bounds::Bounds;

/// What a region is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionInfo {
    /// Its name.
    pub name: String,
    /// The box around its roads.
    pub bounds: Bounds,
    /// When it was built, in seconds since 1970 UTC.
    pub built_at_s: u64,
}

/// Which map tiles there are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TileInfo {
    /// The farthest zoom.
    pub min_zoom: u8,
    /// The nearest zoom; a map draws nearer ones from these tiles.
    pub max_zoom: u8,
    /// The box they cover.
    pub bounds: Bounds,
}

impl RegionInfo {
    pub(crate) fn new(name: String, bounds: Bounds) -> Self {
        let built_at_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Self { name, bounds, built_at_s }
    }

    /// The point in the middle.
    pub fn centre(&self) -> Point<f64> {
        self.bounds.centre()
    }

    pub(crate) fn to_meta(&self) -> [(&'static str, String); 6] {
        let Bounds { west, south, east, north } = self.bounds;
        [
            ("name", self.name.clone()),
            ("west", west.to_string()),
            ("south", south.to_string()),
            ("east", east.to_string()),
            ("north", north.to_string()),
            ("built_at_s", self.built_at_s.to_string()),
        ]
    }
}

impl TileInfo {
    pub(crate) fn to_meta(self) -> [(&'static str, String); 2] {
        [("min_zoom", self.min_zoom.to_string()), ("max_zoom", self.max_zoom.to_string())]
    }
}
