//! Zones that have lost their coverage: covered when everybody on duty is at home, and hardly reached now.
//!
//! A zone far from every station is no news and no alarm. A unit that was told to stand by counts where it was told to,
//! so that whoever accepted a move has done what there is to do.

use std::collections::BTreeMap;
use std::sync::Arc;

use dispatch::alarm::UncoveredZone;
use dispatch::unit::{Duty, Service};
use dispatch::{At, Unit};
use roads::coverage::FreeVehicle;

use super::country::Country;
use super::fleet::{Steady, free_units};
use super::standards::{CoverageStandard, CoverageStandards};
use crate::map;
use crate::room::Inner;

/// How often it is looked, by the room's clock.
const LOOK_EVERY_S: u32 = 20;

/// What was reckoned last, so that nothing is reckoned twice.
#[derive(Default)]
pub(super) struct Losses {
    steady: Steady,
    /// By service and whether everybody is at home.
    known: BTreeMap<(Service, bool), Reached>,
    looked_at: Option<At>,
}

/// How much of each zone's roads these vehicles reach, under the weights of `epoch`.
struct Reached {
    vehicles: Vec<FreeVehicle>,
    epoch: u64,
    covered_cm: Vec<u64>,
}

/// When a zone counts as covered, and when as lost: shares of its roads.
#[derive(Debug, Clone, Copy)]
struct Rule {
    covered_percent: u8,
    lost_percent: u8,
}

impl Rule {
    /// Whether a zone that is covered as a rule hardly is now. One without roads has nothing to lose.
    fn is_lost(self, road_cm: u64, usual_cm: u64, present_cm: u64) -> bool {
        let less_than = |covered_cm: u64, percent: u8| covered_cm * 100 < road_cm * u64::from(percent);
        !less_than(usual_cm, self.covered_percent) && less_than(present_cm, self.lost_percent)
    }
}

impl Losses {
    /// The zones that are lost now; none where it was looked a moment ago.
    pub(super) fn look(&mut self, inner: &Inner, now: At) -> Option<Vec<UncoveredZone>> {
        let lately = |before: At| before <= now && now.seconds_since(before) < LOOK_EVERY_S;
        if self.looked_at.is_some_and(lately) {
            return None;
        }
        self.looked_at = Some(now);
        let standards = Arc::clone(&inner.lookout.standards);
        let country = inner.lookout.country(inner)?;
        let kinds = standards.kinds.iter();
        Some(kinds.flat_map(|kind| self.of_kind(inner, &standards, kind, &country, now)).collect())
    }

    fn of_kind(
        &mut self,
        inner: &Inner,
        standards: &CoverageStandards,
        kind: &CoverageStandard,
        country: &Country,
        now: At,
    ) -> Vec<UncoveredZone> {
        let (at_home, planned) = {
            let live = inner.live();
            let serves = |unit: &&Unit| kind.has(unit) && unit.duty == Duty::OnDuty;
            let home = |unit: &Unit| FreeVehicle {
                point: map::point(unit.spec.home),
                class: map::class(unit.spec.vehicle),
                ready_ms: kind.report_s.saturating_add(inner.map.turnout_s(unit)).saturating_mul(1000),
            };
            let at_home = live.state.units.values().filter(serves).map(home).collect();
            let free = free_units((&live, &inner.map), &inner.settings, kind, &mut self.steady, now);
            (at_home, free.into_iter().map(|unit| unit.planned).collect())
        };
        let mut reached = |at_home: bool, vehicles: Vec<FreeVehicle>| {
            let epoch = inner.map.roads().epoch();
            let known = self.known.get(&(kind.service, at_home));
            if let Some(known) = known.filter(|own| own.epoch == epoch && own.vehicles == vehicles) {
                return known.covered_cm.clone();
            }
            let within_ms = kind.within_ms();
            let covered = inner.map.roads().coverage(&country.ground, &vehicles, within_ms, within_ms);
            let covered_cm = covered.covered_cm.clone();
            let reached = Reached { vehicles, epoch: covered.epoch, covered_cm: covered.covered_cm };
            self.known.insert((kind.service, at_home), reached);
            covered_cm
        };
        let (usual, present) = (reached(true, at_home), reached(false, planned));
        let rule = Rule {
            covered_percent: standards.target_percent,
            lost_percent: inner.settings.alarms.uncovered_percent,
        };
        let lost = (0..country.zones.len())
            .filter(|&zone| rule.is_lost(country.ground.road_cm(zone), usual[zone], present[zone]));
        lost.map(|zone| {
            let (zone, name) = country.zones[zone].clone();
            UncoveredZone { service: kind.service, zone, name, since: now }
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Roads of a zone, how much of them is reached with everybody at home, how much now, and whether the zone is lost.
    #[test]
    fn a_zone_is_lost_that_was_covered_and_hardly_is() {
        let rule = Rule { covered_percent: 90, lost_percent: 50 };
        let rows = [
            ("all are at home", 1_000, 1_000, 1_000, false),
            ("less than before, and still half", 1_000, 1_000, 500, false),
            ("less than half", 1_000, 1_000, 499, true),
            ("just covered before", 1_000, 900, 0, true),
            ("far from every station, now as ever", 1_000, 899, 0, false),
            ("more than as a rule", 1_000, 400, 950, false),
            ("without roads", 0, 0, 0, false),
        ];
        for (what, road_cm, usual_cm, present_cm, lost) in rows {
            assert_eq!(rule.is_lost(road_cm, usual_cm, present_cm), lost, "{what}");
        }
    }

    #[test]
    fn whoever_wants_none_told_sets_it_to_nothing() {
        let never = Rule { covered_percent: 90, lost_percent: 0 };
        assert!(!never.is_lost(1_000, 1_000, 0));
    }
}
