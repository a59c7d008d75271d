//! How fast each class of vehicle drives, and where it may.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::arc::Direction;
use crate::barrier::{Barrier, BarrierKind};
use crate::class::{Access, Oneway, RoadClass, VehicleClass};
use crate::details::{Details, Limits, Surface};
use crate::network::WayRecord;

mod tables;

use tables::{ProfileTable, ProfilesTable};

/// The table that is shipped, with the source of each assumption in its comments.
pub const SHIPPED_PROFILES: &str = include_str!("profiles.toml");

/// The driving profiles of all vehicle classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Profiles {
    vehicles: [Profile; VehicleClass::ALL.len()],
    access: Speed,
    off_road_limit_m: f64,
    fragment_cm: u64,
    fragment_skip_m: f64,
    /// Seconds by station type and period.
    turnout_s: [[u32; Period::ALL.len()]; StationType::ALL.len()],
}

/// The kinds of station that vehicles turn out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationType {
    /// Fire station.
    Fire,
    /// Ambulance station, or a hospital or clinic with an ambulance.
    Ambulance,
    /// Police station.
    Police,
}

impl StationType {
    /// All types, in the order of their index.
    pub const ALL: [Self; 3] = [Self::Fire, Self::Ambulance, Self::Police];
}

/// The part of the day, by which traffic and crews differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The streets are in use, crews are awake.
    #[default]
    Day,
    /// Neither.
    Night,
}

impl Period {
    /// Both periods, in the order of their index.
    pub const ALL: [Self; 2] = [Self::Day, Self::Night];
}

/// Why a table of profiles cannot be used.
#[derive(Debug, Error)]
pub enum ProfileError {
    /// It is not TOML, or lacks or misspells a setting.
    #[error("the profiles cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// A figure is outside of what can be meant.
    #[error("{setting} is {value}, but must be between {min} and {max}")]
    Range {
        /// The setting, as in the table.
        setting: &'static str,
        /// What the table says.
        value: f64,
        /// The least that is accepted.
        min: f64,
        /// The most that is accepted.
        max: f64,
    },
}

impl Profiles {
    /// Reads a table such as [`SHIPPED_PROFILES`].
    ///
    /// # Errors
    /// [`ProfileError::Toml`] for a table that is malformed, [`ProfileError::Range`] for a figure that cannot be meant.
    pub fn from_toml(text: &str) -> Result<Self, ProfileError> {
        let table: ProfilesTable = toml::from_str(text)?;
        let ProfilesTable { heavy, ambulance, car, motorcycle, day, night, turnout, .. } = table;
        let periods = &[day.factors()?, night.factors()?];
        Ok(Self {
            vehicles: [
                Profile::from_table(VehicleClass::Heavy, &heavy, periods)?,
                Profile::from_table(VehicleClass::Ambulance, &ambulance, periods)?,
                Profile::from_table(VehicleClass::Car, &car, periods)?,
                Profile::from_table(VehicleClass::Motorcycle, &motorcycle, periods)?,
            ],
            turnout_s: [turnout.fire.seconds()?, turnout.ambulance.seconds()?, turnout.police.seconds()?],
            fragment_cm: (in_range("fragment_km", table.fragment_km, 0.0, 1000.0)? * 100_000.0).round()
                as u64,
            fragment_skip_m: in_range("fragment_skip_m", table.fragment_skip_m, 0.0, 100_000.0)?,
            access: Speed::from_kmh(in_range("access_kmh", table.access_kmh, 1.0, 200.0)?),
            off_road_limit_m: in_range("off_road_limit_m", table.off_road_limit_m, 0.0, 100_000.0)?,
        })
    }

    /// The profiles that are shipped.
    ///
    /// # Errors
    /// None in a program that passed its tests: the table is part of it.
    pub fn shipped() -> Result<Self, ProfileError> {
        Self::from_toml(SHIPPED_PROFILES)
    }

    pub(crate) fn of(&self, class: VehicleClass) -> &Profile {
        &self.vehicles[class as usize]
    }

    /// Speed on the straight line between a point and its road.
    pub(crate) fn access(&self) -> Speed {
        self.access
    }

    /// How far from any road a point may be, in metres.
    pub fn off_road_limit_m(&self) -> f64 {
        self.off_road_limit_m
    }
}

impl Profiles {
    /// Seconds from the alarm until a vehicle in its station rolls.
    pub fn turnout_s(&self, station: StationType, period: Period) -> u32 {
        self.turnout_s[station as usize][period as usize]
    }

    /// A part of the roads with less than this, in centimetres, is a fragment.
    pub(crate) fn fragment_cm(&self) -> u64 {
        self.fragment_cm
    }

    /// How much farther than a fragment a proper road may be, in metres.
    pub(crate) fn fragment_skip_m(&self) -> f64 {
        self.fragment_skip_m
    }
}

fn in_range(setting: &'static str, value: f64, min: f64, max: f64) -> Result<f64, ProfileError> {
    if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(ProfileError::Range { setting, value, min, max })
    }
}

fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1000.0).round() as u32
}

/// A speed, in whole metres per hour so that times are exact. Never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Speed {
    metres_per_hour: u32,
}

impl Speed {
    fn from_kmh(kmh: f64) -> Self {
        Self { metres_per_hour: ((kmh * 1000.0).round() as u32).max(1) }
    }

    /// The speed that takes so many seconds over a distance.
    fn over(centimetres: u32, seconds: u32) -> Self {
        let metres_per_hour = u64::from(centimetres) * 36 / u64::from(seconds.max(1));
        Self { metres_per_hour: metres_per_hour.clamp(1, 200_000) as u32 }
    }

    /// This speed, or a lower limit.
    pub(crate) fn at_most(self, kmh: u16) -> Self {
        Self { metres_per_hour: self.metres_per_hour.min(u32::from(kmh) * 1000) }
    }

    /// Milliseconds that a metre takes.
    pub(crate) fn ms_per_m(self) -> f64 {
        3_600_000.0 / f64::from(self.metres_per_hour)
    }

    /// Time over a distance, to the nearest millisecond.
    pub(crate) fn travel_ms(self, centimetres: u32) -> u32 {
        let speed = u64::from(self.metres_per_hour);
        let ms = (u64::from(centimetres) * 36_000 + speed / 2) / speed;
        u32::try_from(ms).unwrap_or(u32::MAX)
    }
}

/// What speeds are multiplied with, by class of road.
type Factors = [f64; RoadClass::COUNT];

/// How one class of vehicle drives.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Profile {
    class: VehicleClass,
    kmh: [Option<f64>; RoadClass::COUNT],
    /// By period and class of road.
    factors: [Factors; Period::ALL.len()],
    emergency_factor: f64,
    against_oneway: bool,
    emergency_only: bool,
    restricted: bool,
    pub(crate) obeys_turn_restrictions: bool,
    /// What the vehicle itself measures.
    width_cm: u16,
    /// What it needs on both sides together.
    side_room_cm: u16,
    height_cm: u16,
    weight_kg: u32,
    /// Where two that meet have to make room.
    single_lane_factor: f64,
    /// By kind of surface; none where the vehicle does not drive.
    surface: [Option<f64>; Surface::COUNT],
    /// Milliseconds at each kind of barrier; none where the vehicle does not pass.
    barrier_ms: [Option<u32>; BarrierKind::COUNT],
    /// Milliseconds at a barrier that is tagged as open to it although its kind stops it.
    opened_barrier_ms: u32,
}

impl Profile {
    fn from_table(
        class: VehicleClass,
        table: &ProfileTable,
        factors: &[Factors; Period::ALL.len()],
    ) -> Result<Self, ProfileError> {
        let mut kmh = [None; RoadClass::COUNT];
        for (&class, &speed) in &table.kmh {
            kmh[class as usize] = Some(in_range("kmh", speed, 1.0, 200.0)?);
        }
        let mut barrier_ms = [None; BarrierKind::COUNT];
        for (&kind, &seconds) in &table.barriers {
            barrier_ms[kind as usize] = Some(milliseconds(in_range("barriers", seconds, 0.0, 3600.0)?));
        }
        let mut surface = [None; Surface::COUNT];
        surface[Surface::Good as usize] = Some(1.0);
        for (&kind, &factor) in &table.surface {
            surface[kind as usize] = Some(in_range("surface", factor, 0.05, 1.0)?);
        }
        let opened_barrier_s = in_range("opened_barrier_s", table.opened_barrier_s, 0.0, 3600.0)?;
        Ok(Self {
            class,
            kmh,
            factors: *factors,
            surface,
            width_cm: (in_range("width_m", table.width_m, 0.3, 5.0)? * 100.0).round() as u16,
            side_room_cm: (in_range("side_room_m", table.side_room_m, 0.0, 2.0)? * 200.0).round() as u16,
            height_cm: (in_range("height_m", table.height_m, 0.3, 10.0)? * 100.0).round() as u16,
            weight_kg: (in_range("weight_t", table.weight_t, 0.1, 100.0)? * 1000.0).round() as u32,
            single_lane_factor: in_range("single_lane_factor", table.single_lane_factor, 0.1, 1.0)?,
            barrier_ms,
            opened_barrier_ms: milliseconds(opened_barrier_s),
            obeys_turn_restrictions: table.obeys_turn_restrictions,
            emergency_factor: in_range("emergency_factor", table.emergency_factor, 0.1, 5.0)?,
            against_oneway: table.against_oneway,
            emergency_only: table.emergency_only,
            restricted: table.restricted,
        })
    }

    /// The speed on a way, or `None` where the vehicle does not drive at all.
    pub(crate) fn speed(&self, way: &WayRecord, period: Period) -> Option<Speed> {
        let Details { access, surface, single_lane, ferry_s, .. } = &way.details;
        let own = access.of(self.class);
        let is_named = own == Some(Access::Open) || own.unwrap_or(way.access) == Access::EmergencyOnly;
        if !self.has_room(&way.details) || !self.is_admitted(own.unwrap_or(way.access)) {
            return None;
        }
        let kmh = self.kmh[way.class as usize];
        let kmh = kmh.or_else(|| self.kmh[opened_as(way.class).filter(|_| is_named)? as usize])?;
        if way.class == RoadClass::Ferry {
            // A ship keeps its timetable, whoever is on board.
            return Some(ferry_s.map_or(Speed::from_kmh(kmh), |seconds| Speed::over(way.length_cm, seconds)));
        }
        let single_lane = if *single_lane { self.single_lane_factor } else { 1.0 };
        let kmh = kmh * self.surface[*surface as usize]? * single_lane;
        let limit = way.maxspeed_kmh.map_or(f64::INFINITY, f64::from);
        let factor = self.factors[period as usize][way.class as usize] * self.emergency_factor;
        Some(Speed::from_kmh(kmh.min(limit) * factor))
    }

    /// Whether the vehicle is small and light enough for a road.
    pub(crate) fn has_room(&self, details: &Details) -> bool {
        let is_wide_enough = |cm| self.width_cm + self.side_room_cm <= cm;
        details.width_cm.is_none_or(is_wide_enough) && self.fits(details.limits)
    }

    fn fits(&self, limits: Limits) -> bool {
        limits.width_cm.is_none_or(|cm| self.width_cm <= cm)
            && limits.height_cm.is_none_or(|cm| self.height_cm <= cm)
            && limits.weight_kg.is_none_or(|kg| self.weight_kg <= kg)
    }

    fn is_admitted(&self, access: Access) -> bool {
        match access {
            Access::Open => true,
            Access::EmergencyOnly => self.emergency_only,
            Access::Restricted => self.restricted,
            Access::Closed => false,
        }
    }

    /// Milliseconds that it takes to pass a barrier, or `None` where the vehicle does not.
    ///
    /// Where the map says that the vehicle may pass, a barrier of a kind that would stop it opens somehow. Where it is
    /// private, the vehicle's exemption lets it in, but the thing itself still stands there.
    pub(crate) fn barrier_ms(&self, barrier: Barrier, period: Period) -> Option<u32> {
        if !self.fits(barrier.limits) {
            return None;
        }
        let own = barrier.by_class.of(self.class);
        let (mut kind, mut access) = (barrier.kind, own.or(barrier.access));
        if barrier.shut_at_night && period == Period::Night {
            kind = BarrierKind::LockedGate;
            // Whom it is open to by day it may not be open to now.
            access = access.filter(|access| *access != Access::Open);
        }
        let (of_kind, opened) = (self.barrier_ms[kind as usize], self.opened_barrier_ms);
        match access {
            Some(access) if !self.is_admitted(access) => None,
            None | Some(Access::Restricted) => of_kind,
            // Who is let in by name has the key.
            Some(access) if own.is_some() || access == Access::EmergencyOnly => {
                Some(of_kind.map_or(opened, |ms| ms.min(opened)))
            }
            Some(_) => of_kind.or(Some(opened)),
        }
    }

    /// Whether the one-way rule lets the vehicle drive a way in this direction.
    pub(crate) fn admits(&self, way: &WayRecord, direction: Direction) -> bool {
        self.against_oneway
            || match way.details.oneway.of(self.class).unwrap_or(way.oneway) {
                Oneway::No => true,
                Oneway::Forward => direction == Direction::Forward,
                Oneway::Backward => direction == Direction::Backward,
            }
    }
}

/// As what class of road one is driven that a vehicle would leave out, but that the map opens to it by name: a motorway with
/// a lane for motorcycles, a path that emergency vehicles may take. OSRM's car profile drives such roads, too.
fn opened_as(class: RoadClass) -> Option<RoadClass> {
    match class {
        RoadClass::Motorway => Some(RoadClass::Trunk),
        RoadClass::MotorwayLink => Some(RoadClass::TrunkLink),
        RoadClass::Path => Some(RoadClass::Pedestrian),
        _ => None,
    }
}
