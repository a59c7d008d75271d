//! The reckoning itself, with what is kept from one time to the next.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use dispatch::assignment::Expected;
use dispatch::unit::Service;
use geo::Point;
use roads::VehicleClass;
use roads::coverage::{Catchment, Coverage, FreeVehicle, Move, Mover, best_moves};
use tokio::time::Instant;

use super::Reckoned;
use super::country::{Country, Post};
use super::fleet::{FreeUnit, Steady, free_units};
use super::outcome::{Found, Proposed, outcome};
use super::standards::{CoverageStandard, CoverageStandards};
use crate::api::{CoverageMap, CoverageView};
use crate::map;
use crate::room::Inner;

/// Of moves that bring about as much as the best, percent of it, the one that is there soonest is proposed.
const ABOUT_AS_GOOD_PERCENT: u64 = 95;
/// How often reckoning begins again because a road was closed meanwhile.
const TRIES: usize = 3;

/// Reckons coverage, and keeps what stays the same.
pub(super) struct Reckoner {
    standards: Arc<CoverageStandards>,
    steady: Steady,
    latest: BTreeMap<Service, (Asked, Reckoned)>,
    /// What would be reached from each place, under the closures of `epoch`.
    catchments: HashMap<CatchmentKey, Arc<Catchment>>,
    epoch: u64,
    version: u64,
}

/// All that a reckoning depends on.
#[derive(Clone, PartialEq)]
struct Asked {
    units: Vec<FreeUnit>,
    epoch: u64,
}

/// A road was closed or opened while reckoning went on.
struct RoadsChanged;

/// Service, place, class, and how long until the unit rolls.
type CatchmentKey = (Service, usize, VehicleClass, u32);

impl Reckoner {
    pub(super) fn new(standards: Arc<CoverageStandards>) -> Self {
        Self {
            standards,
            steady: Steady::default(),
            latest: BTreeMap::new(),
            catchments: HashMap::new(),
            epoch: 0,
            version: 0,
        }
    }

    /// What is so now, for each of these services.
    pub(super) fn reckon(&mut self, inner: &Inner, services: &[Service]) -> Vec<(Service, Reckoned)> {
        let standards = Arc::clone(&self.standards);
        let kinds = services.iter().filter_map(|&service| standards.of(service));
        kinds.filter_map(|kind| Some((kind.service, self.of_kind(inner, kind)?))).collect()
    }

    fn of_kind(&mut self, inner: &Inner, kind: &CoverageStandard) -> Option<Reckoned> {
        let country = inner.lookout.country(inner)?;
        for _ in 0..TRIES {
            let checked = Instant::now();
            let units = {
                let live = inner.live();
                free_units((&live, &inner.map), &inner.settings, kind, &mut self.steady, inner.clock.now())
            };
            let asked = Asked { units, epoch: inner.map.roads().epoch() };
            if let Some((before, reckoned)) = self.latest.get_mut(&kind.service)
                && *before == asked
            {
                reckoned.checked = checked;
                return Some(reckoned.clone());
            }
            let Ok((view, map)) = self.afresh(inner, &country, kind, &asked) else { continue };
            let reckoned = Reckoned { checked, view: Arc::new(view), map: Arc::new(map) };
            self.latest.insert(kind.service, (asked, reckoned.clone()));
            return Some(reckoned);
        }
        None
    }

    fn afresh(
        &mut self,
        inner: &Inner,
        country: &Country,
        kind: &CoverageStandard,
        asked: &Asked,
    ) -> Result<(CoverageView, CoverageMap), RoadsChanged> {
        let began = Stopwatch::now();
        let reach = |vehicles: &[FreeVehicle]| {
            let horizon_ms = kind.steps_ms().last().copied().unwrap_or_default();
            inner.map.roads().coverage(&country.ground, vehicles, kind.within_ms(), horizon_ms)
        };
        let now: Vec<FreeVehicle> = asked.units.iter().map(|unit| unit.now).collect();
        let planned: Vec<FreeVehicle> = asked.units.iter().map(|unit| unit.planned).collect();
        let covered = reach(&now);
        let then = (planned != now).then(|| reach(&planned));
        let then = then.as_ref().unwrap_or(&covered);
        let proposed = self.propose(inner, country, kind, &asked.units, then)?;
        if covered.epoch != asked.epoch || then.epoch != asked.epoch {
            return Err(RoadsChanged);
        }
        self.version += 1;
        let version = self.version;
        let target_percent = self.standards.target_percent;
        let units = &asked.units;
        let found =
            Found { country, kind, target_percent, units, covered: &covered, planned: then, version, began };
        Ok(outcome(&found, proposed))
    }

    /// The best move, if there is a gap and one helps.
    fn propose(
        &mut self,
        inner: &Inner,
        country: &Country,
        kind: &CoverageStandard,
        units: &[FreeUnit],
        covered: &Coverage,
    ) -> Result<Option<Proposed>, RoadsChanged> {
        let target = self.standards.target_percent;
        let Some(gap) = covered.worst_gap(&country.ground, target) else { return Ok(None) };
        let mut groups: Vec<(VehicleClass, u32)> = Vec::new();
        let mut movers = Vec::new();
        for (vehicle, unit) in units.iter().enumerate().filter(|(_, unit)| unit.standby.is_none()) {
            let own = (unit.now.class, kind.report_s.saturating_add(unit.turnout_s).saturating_mul(1000));
            let group = groups.iter().position(|known| *known == own).unwrap_or_else(|| {
                groups.push(own);
                groups.len() - 1
            });
            movers.push(Mover { vehicle, group });
        }
        let posts = country.posts(kind.service);
        let catchments = self.catchments(inner, country, kind, &posts, &groups, covered.epoch)?;
        let moves = best_moves(&country.ground, covered, &movers, &catchments, target);
        let worth = |own: &Move| {
            let gained = own.covered_cm[gap].saturating_sub(covered.covered_cm[gap]);
            gained * 100 >= country.ground.road_cm(gap) * u64::from(self.standards.least_gain_percent)
        };
        let worth_it: Vec<Move> = moves.into_iter().filter(worth).collect();
        Ok(self.soonest(inner, worth_it, units, &posts))
    }

    /// Of the moves that bring about as much as the best one can be driven, the one that is there soonest.
    fn soonest(
        &self,
        inner: &Inner,
        moves: Vec<Move>,
        units: &[FreeUnit],
        posts: &[Post],
    ) -> Option<Proposed> {
        let longest_s = u32::from(self.standards.longest_drive_min) * 60;
        let mut best: Option<(u64, Proposed)> = None;
        for own in moves {
            if let Some((net_cm, _)) = &best
                && own.net_cm * 100 < net_cm * ABOUT_AS_GOOD_PERCENT
            {
                break;
            }
            let (unit, post) = (&units[own.vehicle], &posts[own.place]);
            let Some((expected, line)) = drive(inner, unit, map::point(post.position)) else { continue };
            let sooner = best.as_ref().is_none_or(|(_, held)| expected.travel_s < held.expected.travel_s);
            if expected.travel_s <= longest_s && sooner {
                let net_cm = best.as_ref().map_or(own.net_cm, |(net_cm, _)| *net_cm);
                best = Some((net_cm, Proposed { moved: own, post: post.clone(), expected, line }));
            }
        }
        best.map(|(_, proposed)| proposed)
    }

    /// What would be reached from each place, for each group of units; what was found before is kept.
    fn catchments(
        &mut self,
        inner: &Inner,
        country: &Country,
        kind: &CoverageStandard,
        posts: &[Post],
        groups: &[(VehicleClass, u32)],
        epoch: u64,
    ) -> Result<Vec<Vec<Arc<Catchment>>>, RoadsChanged> {
        if self.epoch != epoch {
            self.catchments.clear();
            self.epoch = epoch;
        }
        let mut all = Vec::with_capacity(posts.len());
        for (place, post) in posts.iter().enumerate() {
            let mut of_place = Vec::with_capacity(groups.len());
            for &(class, ready_ms) in groups {
                let key = (kind.service, place, class, ready_ms);
                let catchment = self.catchments.entry(key).or_insert_with(|| {
                    let from = FreeVehicle { point: map::point(post.position), class, ready_ms };
                    // Asked for one by one, so that a closure never waits for all of them.
                    Arc::new(inner.map.roads().catchment(&country.ground, from, kind.within_ms()))
                });
                if catchment.epoch != epoch {
                    self.catchments.clear();
                    return Err(RoadsChanged);
                }
                of_place.push(Arc::clone(catchment));
            }
            all.push(of_place);
        }
        Ok(all)
    }
}

/// The way of a unit to a place, and how long it takes.
fn drive(inner: &Inner, unit: &FreeUnit, place: Point<f64>) -> Option<(Expected, Vec<[f64; 2]>)> {
    let way = inner.map.roads().way(unit.now.point, place, unit.now.class)?;
    let expected = Expected {
        turnout_s: unit.turnout_s,
        travel_s: way.travel_ms.div_ceil(1000),
        distance_m: way.distance_m.round() as u32,
    };
    let line = way.line.coords().map(|at| [at.x, at.y]).collect();
    Some((expected, line))
}
