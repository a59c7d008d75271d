//! What free vehicles reach: on roads that one can count on one's fingers, and in random towns against searches and
//! reckonings that share nothing with it.

use std::sync::Arc;

use geo::{Distance, Haversine, MultiPolygon, Point, Rect};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::coverage::{Catchment, Coverage, FreeVehicle, Ground, Move, Mover, best_moves};
use roads::{ClosedShape, Closure, Oneway, Profiles, Reach, RoadClass, Roads, Starter, VehicleClass};

use crate::full_search::{rules, rules_as_toml};
use crate::town::Town;

const TOWNS: u64 = 1_000;
const MINUTE: u32 = 60_000;

fn profiles() -> Profiles {
    Profiles::from_toml(&rules_as_toml(&rules())).expect("the rules are a valid table")
}

/// The zone between these metres east of a town's origin.
fn zone(town: &Town, west: f64, east: f64) -> MultiPolygon<f64> {
    let corners = (town.at(west, -5_000.0).0, town.at(east, 9_000.0).0);
    MultiPolygon::new(vec![Rect::new(corners.0, corners.1).to_polygon()])
}

fn ambulance(point: Point<f64>, ready_ms: u32) -> FreeVehicle {
    FreeVehicle { point, class: VehicleClass::Ambulance, ready_ms }
}

/// A street of 4 km from west to east, a junction at every kilometre; ambulances drive it at 26.45 km/h, 7.347 m a
/// second.
fn street() -> (Town, Vec<i64>) {
    let mut town = Town::empty((112.75, -7.26).into());
    let nodes: Vec<i64> = (0..5).map(|km| town.node(1000.0 * f64::from(km), 0.0)).collect();
    for pair in nodes.windows(2) {
        town.way(pair);
    }
    (town, nodes)
}

fn metres(cm: u64) -> f64 {
    cm as f64 / 100.0
}

fn close_to(actual: f64, expected: f64, what: &str) {
    assert!((actual - expected).abs() < 2.0, "{what}: {actual} m, not {expected} m");
}

#[test]
fn length_of_road_counts_to_the_metre_at_the_frontier() {
    let (town, _) = street();
    let roads = Roads::new(town.network(), profiles());
    let ground = Ground::new(&roads, &[zone(&town, -100.0, 5_000.0)]);
    close_to(metres(ground.road_cm(0)), 4_000.0, "the street");
    let centre = ground.centre(0).expect("there is road");
    assert!(Haversine.distance(centre, town.at(2_000.0, 0.0)) < 2.0, "the middle of the street");
    let speed = 23.0 * 1.15 / 3.6;
    for (what, east, ready_ms, within_ms, expected) in [
        ("both ways from the middle of a segment", 1_500.0, 0, MINUTE, 2.0 * 60.0 * speed),
        ("turnout is part of the time", 1_500.0, 20_000, MINUTE, 2.0 * 40.0 * speed),
        ("over a junction", 1_500.0, 0, 2 * MINUTE, 2.0 * 120.0 * speed),
        ("the street ends", 0.0, 0, MINUTE, 60.0 * speed),
        ("not yet rolling", 1_500.0, MINUTE, MINUTE, 0.0),
        ("all of it", 2_000.0, 0, 5 * MINUTE, 4_000.0),
    ] {
        let fleet = [ambulance(town.at(east, 0.0), ready_ms)];
        let coverage = roads.coverage(&ground, &fleet, within_ms, within_ms);
        close_to(metres(coverage.covered_cm[0]), expected, what);
    }
}

#[test]
fn roads_that_no_fire_engine_fits_into_are_reached_from_their_ends() {
    for (width_cm, expected) in [(None, 5_000.0), (Some(400), 5_000.0), (Some(200), 4_000.0)] {
        let (mut town, nodes) = street();
        let end = town.node(2_000.0, 1_000.0);
        town.way(&[nodes[2], end]).details.width_cm = width_cm;
        let roads = Roads::new(town.network(), Profiles::shipped().expect("valid"));
        let ground = Ground::new(&roads, &[zone(&town, -100.0, 5_000.0)]);
        close_to(metres(ground.road_cm(0)), expected, &format!("{width_cm:?}"));
    }
}

/// A district around a town: the mean of its roads lies in the town, its centre on one of its own roads.
#[test]
fn the_middle_of_a_zone_is_on_its_own_roads() {
    let (town, _) = street();
    let roads = Roads::new(town.network(), profiles());
    let inner = zone(&town, 1_400.0, 2_600.0);
    let around = zone(&town, -100.0, 5_000.0);
    let ground = Ground::new(&roads, &[inner, around]);
    let [inner, around] =
        [0, 1].map(|zone| Haversine.distance(ground.centre(zone).expect("road"), town.at(0.0, 0.0)));
    assert!((inner - 2_000.0).abs() < 2.0, "{inner}");
    // Its segments are those of the first and of the last kilometre.
    assert!((around - 1_000.0).abs() < 2.0 || (around - 3_000.0).abs() < 2.0, "{around}");
}

#[test]
fn what_two_reach_counts_once_and_what_nobody_may_drive_not_at_all() {
    let (mut town, nodes) = street();
    let far = town.node(3_000.0, 1_000.0);
    town.way(&[nodes[3], far]).oneway = Oneway::Backward;
    let motorway = town.node(0.0, 3_000.0);
    town.way(&[nodes[0], motorway]).class = RoadClass::Motorway;
    let mut roads = Roads::new(town.network(), profiles());
    let ground = Ground::new(&roads, &[zone(&town, -100.0, 5_000.0)]);
    close_to(metres(ground.road_cm(0)), 5_000.0, "a motorway is no road that counts");
    let fleet = [ambulance(town.at(1_400.0, 0.0), 0), ambulance(town.at(1_600.0, 0.0), 0)];
    let speed = 23.0 * 1.15 / 3.6;
    let reached = |roads: &Roads, within_ms| {
        metres(roads.coverage(&ground, &fleet, within_ms, within_ms).covered_cm[0])
    };
    close_to(reached(&roads, MINUTE), 2.0 * 60.0 * speed + 200.0, "two that overlap");
    close_to(reached(&roads, 10 * MINUTE), 4_000.0, "nobody drives against the one-way");
    let shape = ClosedShape::Segment(town.at(2_500.0, 0.0));
    roads.close(Closure::closed("banjir", shape));
    close_to(reached(&roads, 10 * MINUTE), 2_000.0, "closed, and what lies behind it cut off");
    roads.reopen("banjir");
    close_to(reached(&roads, 10 * MINUTE), 4_000.0, "open again");
}

#[test]
fn the_map_shows_bands_where_there_is_road() {
    let (town, _) = street();
    let roads = Roads::new(town.network(), profiles());
    let ground = Ground::new(&roads, &[]);
    let fleet = [ambulance(town.at(0.0, 0.0), 0)];
    let bands = roads.coverage(&ground, &fleet, 2 * MINUTE, 4 * MINUTE);
    let bands = bands.bands(&ground, &[2 * MINUTE, 4 * MINUTE]);
    assert_eq!((bands.columns, bands.rows), (27, 1), "cells of 150 m");
    // 882 m are reached within two minutes, 1763 m within four.
    let expected: Vec<u8> = (0..27).map(|cell| if cell < 6 { 1 } else { 2 + u8::from(cell > 11) }).collect();
    assert_eq!(bands.cells, expected);
}

#[test]
fn the_best_move_says_what_it_brings_and_what_it_costs() {
    let (town, _) = street();
    let roads = Roads::new(town.network(), profiles());
    let zones = [zone(&town, -100.0, 2_000.0), zone(&town, 2_000.0, 5_000.0)];
    let ground = Ground::new(&roads, &zones);
    // In 150 seconds each comes 1102 m either way: the west is covered, the east to a third.
    let fleet = [ambulance(town.at(400.0, 0.0), 0), ambulance(town.at(1_600.0, 0.0), 0)];
    let within_ms = 150_000;
    let before = roads.coverage(&ground, &fleet, within_ms, within_ms);
    assert_eq!(before.worst_gap(&ground, 90), Some(1));
    let places = [town.at(3_000.0, 0.0), town.at(3_900.0, 0.0), town.at(500.0, 0.0)];
    let catchments: Vec<_> = places
        .iter()
        .map(|&place| vec![Arc::new(roads.catchment(&ground, ambulance(place, 0), within_ms))])
        .collect();
    let movers: Vec<Mover> = (0..2).map(|vehicle| Mover { vehicle, group: 0 }).collect();
    let moves = best_moves(&ground, &before, &movers, &catchments, 90);
    let best = moves.first().expect("a move helps");
    assert_eq!((best.vehicle, best.place), (1, 0), "the middle of the east: {moves:?}");
    let share = |covered: &[u64]| [0, 1].map(|zone| covered[zone] * 100 / ground.road_cm(zone));
    assert_eq!((share(&before.covered_cm), share(&best.covered_cm)), ([100, 35], [80, 100]));
    assert_eq!(best_moves(&ground, &before, &movers, &catchments, 35), [], "no gap, no move");
    assert_eq!(best_moves(&ground, &before, &movers, &catchments[2..], 90), [], "none to the west helps");
}

/// A fleet in a random town, the zones cut through it, and places where one could stand.
struct Scene {
    town: Town,
    roads: Roads,
    ground: Ground,
    fleet: Vec<FreeVehicle>,
    within_ms: u32,
    target_percent: u8,
    places: Vec<Point<f64>>,
}

impl Scene {
    fn random(seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed ^ 0xC0FE);
        let town = Town::random(seed);
        let mut roads = Roads::new(town.network(), profiles());
        for id in 0..rng.random_range(0..3) {
            let shape = match town.random_roadside(rng) {
                Some(point) if rng.random_bool(0.5) => ClosedShape::Segment(point),
                _ => ClosedShape::Circle {
                    centre: town.random_point(rng),
                    radius_m: rng.random_range(1.0..150.0),
                },
            };
            roads.close(Closure::closed(id.to_string(), shape));
        }
        let borders = [-20_000.0, 300.0, 700.0, 1_200.0, 20_000.0];
        let zones: Vec<_> = borders.windows(2).map(|pair| zone(&town, pair[0], pair[1])).collect();
        let classes = rng.random_range(1..=4);
        let fleet = (0..rng.random_range(0..6))
            .map(|_| FreeVehicle {
                point: town.random_roadside(rng).unwrap_or_else(|| town.random_point(rng)),
                class: VehicleClass::ALL[rng.random_range(0..classes)],
                ready_ms: [0, 30_000, 60_000][rng.random_range(0..3)],
            })
            .collect();
        let places = (0..4).map(|_| town.random_point(rng)).collect();
        let within_ms = rng.random_range(10_000..240_000);
        let target_percent = rng.random_range(20..=100);
        let ground = Ground::new(&roads, &zones);
        Self { town, roads, ground, fleet, within_ms, target_percent, places }
    }

    fn coverage(&self, fleet: &[FreeVehicle]) -> Coverage {
        self.roads.coverage(&self.ground, fleet, self.within_ms, self.within_ms)
    }

    /// When the fleet reaches a point at the soonest, by the search for who reaches a place.
    fn soonest_ms(&self, point: Point<f64>) -> Option<u32> {
        let starter = |own: &FreeVehicle| Starter { point: own.point, class: own.class };
        let starters: Vec<Starter> = self.fleet.iter().map(starter).collect();
        let reaches = self.roads.soonest(point, &starters, starters.len()).reaches;
        let times = reaches.iter().zip(&self.fleet).filter_map(|(reach, own)| match reach {
            Reach::Reached { travel_ms, .. } => Some(travel_ms + own.ready_ms),
            _ => None,
        });
        times.min()
    }

    /// How all classes of the fleet see a point as being on the same road.
    fn segment_at(&self, point: Point<f64>) -> Option<roads::Snap> {
        let mut snaps = self.fleet.iter().map(|own| self.roads.snap(point, own.class));
        let first = snaps.next()??;
        (first.off_road_m < 0.01 && snaps.all(|snap| snap == Some(first))).then_some(first)
    }
}

#[test]
fn a_place_is_covered_when_somebody_reaches_it_in_time() {
    let (mut covered, mut not) = (0, 0);
    for seed in 0..TOWNS {
        let scene = Scene::random(seed);
        let coverage = scene.coverage(&scene.fleet);
        let rng = &mut StdRng::seed_from_u64(seed);
        for _ in 0..30 {
            let Some(point) = scene.town.random_roadside(rng) else { continue };
            let Some(snap) = scene.segment_at(point) else { continue };
            // One can come as far as a gate on a junction without entering the segment behind it.
            let length_m = scene.roads.network().segment(snap.segment).expect("it was snapped to").length_m();
            if snap.offset_cm == 0 || f64::from(snap.offset_cm) / 100.0 >= length_m {
                continue;
            }
            let soonest = scene.soonest_ms(point);
            if soonest.is_some_and(|ms| ms.abs_diff(scene.within_ms) < 5) {
                continue;
            }
            let expected = soonest.is_some_and(|ms| ms <= scene.within_ms);
            assert_eq!(
                coverage.covers(&scene.ground, snap.segment, snap.offset_cm),
                expected,
                "seed {seed}: {point:?} is reached in {soonest:?} of {} ms",
                scene.within_ms
            );
            *(if expected { &mut covered } else { &mut not }) += 1;
        }
    }
    println!("{covered} covered, {not} not");
    assert!(covered > 1_000 && not > 1_000, "both kinds: {covered}, {not}");
}

/// As large as the rules have a heavy vehicle.
fn is_fit_for_engines(details: roads::Details) -> bool {
    let [width_m, height_m, weight_t] = rules()[VehicleClass::Heavy as usize].size;
    let fits = |own: f64, limit: Option<f64>| limit.is_none_or(|limit| own * 1000.0 <= limit);
    let millimetres = |cm: Option<u16>| cm.map(|cm| f64::from(cm) * 10.0);
    let roads::Limits { width_cm, height_cm, weight_kg } = details.limits;
    fits(width_m, millimetres(width_cm))
        && fits(height_m, millimetres(height_cm))
        && fits(weight_t, weight_kg.map(f64::from))
}

/// The length that counts is that of the covered places: looked at in a thousand places of each segment.
#[test]
fn the_covered_length_is_that_of_the_covered_places() {
    for seed in 0..TOWNS / 5 {
        let scene = Scene::random(seed);
        let everywhere = [zone(&scene.town, -30_000.0, 30_000.0)];
        let ground = Ground::new(&scene.roads, &everywhere);
        let coverage = scene.roads.coverage(&ground, &scene.fleet, scene.within_ms, scene.within_ms);
        let (mut expected, mut segments) = (0.0, 0.0);
        for segment in scene.roads.network().segments() {
            let counts = !matches!(segment.class(), RoadClass::Path | RoadClass::Pedestrian)
                && segment.access() != roads::Access::Closed
                && is_fit_for_engines(segment.details());
            if counts {
                let length_cm = (segment.length_m() * 100.0).round() as u32;
                let covered = (0..1_000).filter(|part| {
                    let offset_cm = (f64::from(length_cm) * (f64::from(*part) + 0.5) / 1_000.0) as u32;
                    coverage.covers(&ground, segment.id(), offset_cm)
                });
                expected += segment.length_m() * covered.count() as f64 / 1_000.0;
                segments += segment.length_m();
            }
        }
        let actual = metres(coverage.covered_cm[0]);
        assert!(
            (actual - expected).abs() <= 0.01 + segments / 400.0,
            "seed {seed}: {actual}, not {expected}"
        );
    }
}

/// Every move, reckoned anew with the vehicle at the other place.
#[test]
fn the_best_moves_are_those_of_trying_each() {
    let mut found = 0;
    for seed in 0..TOWNS {
        let scene = Scene::random(seed);
        let before = scene.coverage(&scene.fleet);
        let kinds: Vec<(VehicleClass, u32)> = kinds(&scene.fleet);
        let catchment = |&(class, ready_ms): &(VehicleClass, u32), &point: &Point<f64>| {
            let from = FreeVehicle { point, class, ready_ms };
            Arc::new(scene.roads.catchment(&scene.ground, from, scene.within_ms))
        };
        let catchments: Vec<Vec<Arc<Catchment>>> = scene
            .places
            .iter()
            .map(|place| kinds.iter().map(|kind| catchment(kind, place)).collect())
            .collect();
        let movers: Vec<Mover> = (0..)
            .zip(&scene.fleet)
            .map(|(vehicle, own)| {
                let group = kinds.iter().position(|kind| *kind == (own.class, own.ready_ms));
                Mover { vehicle, group: group.expect("each has its kind") }
            })
            .collect();
        let moves = best_moves(&scene.ground, &before, &movers, &catchments, scene.target_percent);
        let expected = by_trying_each(&scene, &before);
        assert_eq!(moves, expected, "seed {seed}");
        found += usize::from(!moves.is_empty());
    }
    println!("{found} of {TOWNS} towns have a move that helps");
    assert!(found > 50);
}

fn kinds(fleet: &[FreeVehicle]) -> Vec<(VehicleClass, u32)> {
    let mut kinds: Vec<_> = fleet.iter().map(|own| (own.class, own.ready_ms)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn by_trying_each(scene: &Scene, before: &Coverage) -> Vec<Move> {
    let target = u64::from(scene.target_percent);
    let lacking = |covered: &[u64], zone: usize| {
        (scene.ground.road_cm(zone) * target).div_ceil(100).saturating_sub(covered[zone])
    };
    let zones = 0..scene.ground.zones();
    let all = |covered: &[u64]| zones.clone().map(|zone| lacking(covered, zone)).sum::<u64>();
    let worst = zones.clone().map(|zone| lacking(&before.covered_cm, zone)).max().unwrap_or(0);
    let Some(gap) = zones.clone().find(|&zone| worst > 0 && lacking(&before.covered_cm, zone) == worst)
    else {
        return Vec::new();
    };
    let mut moves = Vec::new();
    for (place, &point) in scene.places.iter().enumerate() {
        for vehicle in 0..scene.fleet.len() {
            let mut fleet = scene.fleet.clone();
            fleet[vehicle].point = point;
            let covered_cm = scene.coverage(&fleet).covered_cm;
            let (then, now) = (all(&covered_cm), all(&before.covered_cm));
            if then < now && covered_cm[gap] > before.covered_cm[gap] {
                let sum = |covered: &[u64]| covered.iter().sum::<u64>() as i64;
                let gained_cm = sum(&covered_cm) - sum(&before.covered_cm);
                moves.push(Move { vehicle, place, net_cm: now - then, gained_cm, covered_cm });
            }
        }
    }
    moves.sort_by_key(|own| {
        (std::cmp::Reverse(own.net_cm), std::cmp::Reverse(own.gained_cm), own.place, own.vehicle)
    });
    moves
}
