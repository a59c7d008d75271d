//! What else the map says about a way.

use serde::{Deserialize, Serialize};

use crate::class::{Access, Oneway, VehicleClass};

/// What the map may say about a way beside its class; by default nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Directions that differ for a class of vehicle.
    pub oneway: PerClass<Oneway>,
    /// Access that differs for a class of vehicle.
    pub access: PerClass<Access>,
    /// What its surface is like.
    pub surface: Surface,
    /// What fits through.
    pub limits: Limits,
    /// How wide the road itself is, in centimetres.
    pub width_cm: Option<u16>,
    /// Whether those who meet on it have to make room.
    pub single_lane: bool,
    /// Whether it is a roundabout, or a part of one.
    pub roundabout: bool,
    /// How long a ferry takes from end to end, in seconds.
    pub ferry_s: Option<u32>,
}

/// Something that differs for some classes of vehicle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerClass<T>([Option<T>; VehicleClass::ALL.len()]);

impl<T: Copy> PerClass<T> {
    /// Sets it for a class.
    pub fn set(&mut self, class: VehicleClass, value: T) {
        self.0[class as usize] = Some(value);
    }

    /// What holds for a class, if it differs.
    pub fn of(&self, class: VehicleClass) -> Option<T> {
        self.0[class as usize]
    }
}

/// How well one drives on a surface, from OpenStreetMap's `smoothness`, or else from `surface` and `tracktype`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// Asphalt, concrete, paving stones; and whatever nobody has described.
    #[default]
    Good,
    /// Cobbles, planks, compacted gravel; potholes.
    Uneven,
    /// Gravel, earth.
    Rough,
    /// Sand, mud, grass; only for off-road vehicles.
    Bad,
    /// Nobody drives there.
    Impassable,
}

impl Surface {
    /// Number of kinds.
    pub const COUNT: usize = 5;
}

/// What fits through; none where the map says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Width in centimetres.
    pub width_cm: Option<u16>,
    /// Height in centimetres.
    pub height_cm: Option<u16>,
    /// Weight in kilograms.
    pub weight_kg: Option<u32>,
}
