//! The box around a region.

use geo::{BoundingRect, MultiPolygon, Point, Rect};
use serde::{Deserialize, Serialize};

/// A box of longitude and latitude, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The point in the middle.
    pub fn centre(&self) -> Point<f64> {
        Point::new(f64::midpoint(self.west, self.east), f64::midpoint(self.south, self.north))
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, point: Point<f64>) -> bool {
        (self.west..=self.east).contains(&point.x()) && (self.south..=self.north).contains(&point.y())
    }

    /// Whether the box around an area and this one have something in common.
    pub(crate) fn touches(&self, area: &MultiPolygon<f64>) -> bool {
        area.bounding_rect().is_some_and(|rect| {
            rect.min().x <= self.east
                && rect.max().x >= self.west
                && rect.min().y <= self.north
                && rect.max().y >= self.south
        })
    }

    /// The box, larger by `degrees` on each side.
    pub(crate) fn widened(&self, degrees: f64) -> Self {
        Self {
            west: self.west - degrees,
            south: self.south - degrees,
            east: self.east + degrees,
            north: self.north + degrees,
        }
    }
}

impl From<Rect<f64>> for Bounds {
    fn from(rect: Rect<f64>) -> Self {
        Self { west: rect.min().x, south: rect.min().y, east: rect.max().x, north: rect.max().y }
    }
}
