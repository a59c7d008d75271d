//! Who counts: the free units of a kind, where each stands and how long until it rolls.

use std::collections::BTreeMap;

use dispatch::moveup::Standby;
use dispatch::recommend::Whereabouts;
use dispatch::{At, Availability, Position, Unit, UnitId};
use roads::coverage::FreeVehicle;

use super::standards::CoverageStandard;
use crate::live::Live;
use crate::map::{self, Map};
use crate::settings::Settings;

/// A unit on the road that moved less than this still counts where it was: positions jitter.
const JITTER_M: f64 = 50.0;

/// A free unit as coverage counts it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FreeUnit {
    pub(crate) id: UnitId,
    /// Where it is.
    pub(crate) now: FreeVehicle,
    /// Where it will be: at the place it was told to stand by at, or where it is.
    pub(crate) planned: FreeVehicle,
    pub(crate) turnout_s: u32,
    pub(crate) standby: Option<Standby>,
}

/// Where units on the road were last counted.
#[derive(Debug, Default)]
pub(crate) struct Steady(BTreeMap<UnitId, Position>);

impl Steady {
    fn position(&mut self, unit: &Unit, seen: Position) -> Position {
        let kept = self.0.entry(unit.spec.id.clone()).or_insert(seen);
        if kept.metres_to(seen) >= JITTER_M {
            *kept = seen;
        }
        *kept
    }
}

/// The free units of a kind. Stale positions don't count: nobody knows what those units cover.
pub(crate) fn free_units(
    (live, map): (&Live, &Map),
    settings: &Settings,
    kind: &CoverageStandard,
    steady: &mut Steady,
    now: At,
) -> Vec<FreeUnit> {
    let of_kind = live.state.units.values().filter(|unit| kind.has(unit));
    let free = of_kind.filter(|unit| unit.availability() == Availability::Available);
    let count = |unit: &Unit| {
        let (class, report_ms) = (map::class(unit.spec.vehicle), kind.report_s * 1000);
        let turnout_s = map.turnout_s(unit);
        let in_quarters_ms = report_ms.saturating_add(turnout_s.saturating_mul(1000));
        let (position, ready_ms) = match live.whereabouts(unit, settings, now) {
            Whereabouts::Stale { .. } => return None,
            Whereabouts::OnTheRoad { .. } => (steady.position(unit, live.position(unit).position), report_ms),
            Whereabouts::InQuarters { .. } => (unit.spec.home, in_quarters_ms),
            Whereabouts::TakenAsInQuarters => (live.position(unit).position, in_quarters_ms),
        };
        let standby = live.state.standbys.get(&unit.spec.id).cloned();
        let here = FreeVehicle { point: map::point(position), class, ready_ms };
        let is_there =
            |own: &&Standby| own.place.position.metres_to(position) <= f64::from(settings.in_quarters_m);
        let planned = standby.as_ref().filter(|own| !is_there(own)).map_or(here, |own| FreeVehicle {
            point: map::point(own.place.position),
            class,
            ready_ms: in_quarters_ms,
        });
        Some(FreeUnit { id: unit.spec.id.clone(), now: here, planned, turnout_s, standby })
    };
    free.filter_map(count).collect()
}
