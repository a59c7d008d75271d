//! The table of profiles as it is written. What is not known is refused.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Factors, Period, ProfileError, in_range};
use crate::barrier::BarrierKind;
use crate::class::RoadClass;
use crate::details::Surface;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfilesTable {
    pub(super) off_road_limit_m: f64,
    pub(super) access_kmh: f64,
    pub(super) fragment_km: f64,
    pub(super) fragment_skip_m: f64,
    #[serde(default)]
    pub(super) day: PeriodTable,
    #[serde(default)]
    pub(super) night: PeriodTable,
    pub(super) turnout: TurnoutTable,
    pub(super) heavy: ProfileTable,
    pub(super) ambulance: ProfileTable,
    pub(super) car: ProfileTable,
    pub(super) motorcycle: ProfileTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TurnoutTable {
    pub(super) fire: Turnout,
    pub(super) ambulance: Turnout,
    pub(super) police: Turnout,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turnout {
    pub(super) day: f64,
    pub(super) night: f64,
}

impl Turnout {
    pub(super) fn seconds(&self) -> Result<[u32; Period::ALL.len()], ProfileError> {
        let [day, night] = [self.day, self.night].map(|value| in_range("turnout", value, 0.0, 3600.0));
        Ok([day?.round() as u32, night?.round() as u32])
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodTable {
    pub(super) factor: BTreeMap<RoadClass, f64>,
}

impl PeriodTable {
    pub(super) fn factors(&self) -> Result<Factors, ProfileError> {
        let mut factors = [1.0; RoadClass::COUNT];
        for (&class, &factor) in &self.factor {
            factors[class as usize] = in_range("factor", factor, 0.1, 5.0)?;
        }
        Ok(factors)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(super) struct ProfileTable {
    pub(super) emergency_factor: f64,
    pub(super) against_oneway: bool,
    pub(super) emergency_only: bool,
    pub(super) restricted: bool,
    pub(super) obeys_turn_restrictions: bool,
    pub(super) opened_barrier_s: f64,
    pub(super) width_m: f64,
    #[serde(default)]
    pub(super) side_room_m: f64,
    pub(super) height_m: f64,
    pub(super) weight_t: f64,
    pub(super) single_lane_factor: f64,
    pub(super) kmh: BTreeMap<RoadClass, f64>,
    pub(super) surface: BTreeMap<Surface, f64>,
    pub(super) barriers: BTreeMap<BarrierKind, f64>,
}
