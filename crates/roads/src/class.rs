//! The kinds of road and of vehicle.

use serde::{Deserialize, Serialize};

/// What kind of road a way is, after OpenStreetMap's `highway` key.
///
/// The alleys of an Indonesian kampung are often mapped as paths and footways; a motorcycle may pass there, so they
/// are part of the network and each vehicle's profile says whether it uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoadClass {
    /// Controlled-access road (`motorway`).
    Motorway,
    /// Ramp of a motorway (`motorway_link`).
    MotorwayLink,
    /// Most important other road (`trunk`).
    Trunk,
    /// Ramp of a trunk road (`trunk_link`).
    TrunkLink,
    /// Road between larger towns (`primary`).
    Primary,
    /// Ramp of a primary road (`primary_link`).
    PrimaryLink,
    /// Road between towns (`secondary`).
    Secondary,
    /// Ramp of a secondary road (`secondary_link`).
    SecondaryLink,
    /// Road between villages or quarters (`tertiary`).
    Tertiary,
    /// Ramp of a tertiary road (`tertiary_link`).
    TertiaryLink,
    /// Minor through road (`unclassified`, and `road`, which is a road nobody has classified yet).
    Unclassified,
    /// Street along which people live (`residential`).
    Residential,
    /// Street where people on foot go first (`living_street`).
    LivingStreet,
    /// Way to or within a property (`service`).
    Service,
    /// Way for farm and forest (`track`).
    Track,
    /// Street for people on foot (`pedestrian`).
    Pedestrian,
    /// Alley, path, footway or cycleway (`path`, `footway`, `cycleway`, `bridleway`).
    Path,
    /// A ferry that carries vehicles (`route=ferry`).
    Ferry,
}

impl RoadClass {
    /// Number of classes.
    pub const COUNT: usize = 18;

    /// The class of a `highway` value, or `None` where no vehicle can pass (steps, platforms, roads being built).
    pub fn from_osm(highway: &str) -> Option<Self> {
        Some(match highway {
            "motorway" => Self::Motorway,
            "motorway_link" => Self::MotorwayLink,
            "trunk" => Self::Trunk,
            "trunk_link" => Self::TrunkLink,
            "primary" => Self::Primary,
            "primary_link" => Self::PrimaryLink,
            "secondary" => Self::Secondary,
            "secondary_link" => Self::SecondaryLink,
            "tertiary" => Self::Tertiary,
            "tertiary_link" => Self::TertiaryLink,
            "unclassified" | "road" => Self::Unclassified,
            "residential" => Self::Residential,
            "living_street" => Self::LivingStreet,
            // A lane apart for buses: a sign keeps others out, but no kerb keeps out who turns into it.
            "service" | "busway" => Self::Service,
            "track" => Self::Track,
            "pedestrian" => Self::Pedestrian,
            "path" | "footway" | "cycleway" | "bridleway" => Self::Path,
            _ => return None,
        })
    }
}

/// In which direction of its nodes a way may be driven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Oneway {
    /// Both directions.
    #[default]
    No,
    /// Only from the first node towards the last.
    Forward,
    /// Only from the last node towards the first.
    Backward,
}

/// Who may drive on a way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody, if only to reach something on it.
    #[default]
    Open,
    /// Emergency vehicles alone: closed to others and tagged `emergency=yes`.
    EmergencyOnly,
    /// Private, or shut to motor traffic: passable for those whose profile says so.
    Restricted,
    /// Nobody: no exemption opens it.
    Closed,
}

/// The classes of vehicle that have a profile of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VehicleClass {
    /// Fire engine, ladder, rescue truck, water tender.
    Heavy,
    /// Ambulance.
    Ambulance,
    /// Patrol car and every other car.
    Car,
    /// Motorcycle.
    Motorcycle,
}

impl VehicleClass {
    /// All classes, in the order of their index.
    pub const ALL: [Self; 4] = [Self::Heavy, Self::Ambulance, Self::Car, Self::Motorcycle];
}

/// Some of the vehicle classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VehicleSet(u8);

impl VehicleSet {
    /// Every class.
    pub const ALL: Self = Self((1 << VehicleClass::ALL.len()) - 1);

    /// These classes.
    pub fn of(classes: impl IntoIterator<Item = VehicleClass>) -> Self {
        Self(classes.into_iter().fold(0, |set, class| set | 1 << class as u8))
    }

    /// Whether a class is among them.
    pub fn contains(self, class: VehicleClass) -> bool {
        self.0 & 1 << class as u8 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of this set that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
