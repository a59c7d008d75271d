//! Closed roads.

use geo::{Point, Polygon};
use roads::{ClosedRoads, ClosedShape, Closure, Effect, Profiles, Reach, Roads, Starter, VehicleClass};

use crate::town::Town;

/// Two roads from west to east, 200 m apart, joined at both ends: the south one is shorter.
///
/// ```text
///   +--------------+   north
///   |              |
///   w--------------e   south
/// ```
fn two_roads() -> (Town, Roads) {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let corners = [(0.0, 0.0), (1000.0, 0.0), (0.0, 200.0), (1000.0, 200.0)];
    let [w, e, nw, ne] = corners.map(|(east, north)| town.node(east, north));
    for side in [[w, e], [w, nw], [nw, ne], [ne, e]] {
        town.way(&side);
    }
    let roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table is valid"));
    (town, roads)
}

/// Metres from the west end to the east end, or `None` where there is no way.
fn metres(town: &Town, roads: &Roads) -> Option<f64> {
    let starter = Starter { point: town.at(0.0, 100.0), class: VehicleClass::Heavy };
    let soonest = roads.soonest(town.at(1000.0, 100.0), &[starter], 1);
    assert_eq!(soonest.epoch, roads.epoch());
    match soonest.reaches[0] {
        Reach::Reached { distance_m, .. } => Some(distance_m.round()),
        _ => None,
    }
}

fn segment(id: &str, point: Point<f64>) -> Closure {
    Closure::closed(id, ClosedShape::Segment(point))
}

fn circle(id: &str, centre: Point<f64>, radius_m: f64) -> Closure {
    Closure::closed(id, ClosedShape::Circle { centre, radius_m })
}

#[test]
fn a_closure_counts_from_the_next_question_on() {
    let (town, mut roads) = two_roads();
    // Both ways round measure the same, so close one to see the other.
    assert_eq!((metres(&town, &roads), roads.epoch()), (Some(1200.0), 0));
    let flood = roads.close(segment("flood", town.at(500.0, 30.0)));
    assert_eq!(
        flood.lines,
        [roads.network().segments().find(|s| s.osm_way_id() == 1).expect("way 1").line()]
    );
    assert_eq!((metres(&town, &roads), roads.epoch()), (Some(1200.0), 1));
    roads.close(segment("market", town.at(500.0, 190.0)));
    assert_eq!((metres(&town, &roads), roads.epoch()), (None, 2));
    assert!(roads.reopen("flood"));
    assert_eq!((metres(&town, &roads), roads.epoch()), (Some(1200.0), 3));
}

#[test]
fn of_two_closures_over_one_road_each_holds_by_itself() {
    let (town, mut roads) = two_roads();
    roads.close(segment("north", town.at(500.0, 190.0)));
    roads.close(segment("crowd", town.at(300.0, 0.0)));
    roads.close(circle("flood", town.at(600.0, -50.0), 80.0));
    assert_eq!(metres(&town, &roads), None);
    assert!(roads.reopen("crowd"));
    assert_eq!(metres(&town, &roads), None, "the flood is still there");
    assert!(roads.reopen("flood"));
    assert_eq!(metres(&town, &roads), Some(1200.0));
}

#[test]
fn a_closure_that_moves_opens_what_it_leaves() {
    let (town, mut roads) = two_roads();
    roads.close(segment("north", town.at(500.0, 190.0)));
    roads.close(segment("procession", town.at(500.0, 0.0)));
    assert_eq!(metres(&town, &roads), None);
    roads.close(segment("procession", town.at(500.0, 200.0)));
    assert_eq!(metres(&town, &roads), Some(1200.0));
    assert_eq!(roads.closed().len(), 2);
}

#[test]
fn a_circle_closes_every_road_that_it_touches_and_no_other() {
    let (town, mut roads) = two_roads();
    let mut closes =
        |east, north, radius_m| roads.close(circle("fire", town.at(east, north), radius_m)).lines.len();
    assert_eq!(closes(500.0, 50.0, 49.0), 0);
    assert_eq!(closes(500.0, 50.0, 51.0), 1);
    assert_eq!(closes(500.0, 100.0, 101.0), 2);
    assert_eq!(closes(0.0, 0.0, 1.0), 2, "a corner is two roads");
    assert_eq!(closes(500.0, 100.0, 5_000.0), 4);
    assert_eq!(closes(500.0, 0.0, f64::NAN), 0);
    assert_eq!(closes(500.0, 0.0, -5.0), 0);
    assert_eq!(closes(f64::NAN, 0.0, 50.0), 0);
}

#[test]
fn all_closures_are_set_at_once() {
    let (town, mut roads) = two_roads();
    roads.close(segment("old", town.at(500.0, 0.0)));
    let north = segment("north", town.at(500.0, 200.0));
    let closed = roads.set_closures([north.clone(), circle("sea", town.at(-90_000.0, 0.0), 10.0)]);
    let ids: Vec<_> = closed.iter().map(|ClosedRoads { id, lines, .. }| (id.as_str(), lines.len())).collect();
    assert_eq!(ids, [("north", 1), ("sea", 0)]);
    assert_eq!(closed, roads.closed());
    assert_eq!((metres(&town, &roads), roads.epoch()), (Some(1200.0), 2));
    roads.set_closures([]);
    assert_eq!(roads.closed(), []);
    assert!(!roads.reopen("north"));
    assert_eq!(roads.epoch(), 3, "what was not closed cannot be opened");
}

#[test]
fn a_place_on_a_closed_road_is_reached_from_the_nearest_open_one() {
    let (town, mut roads) = two_roads();
    let place = town.at(500.0, 0.0);
    roads.close(segment("flood", place));
    let snap = roads.snap(place, VehicleClass::Heavy).expect("the north road is open");
    assert!((snap.off_road_m - 200.0).abs() < 0.5, "{snap:?}");
    let starter = Starter { point: town.at(500.0, 200.0), class: VehicleClass::Heavy };
    let Reach::Reached { travel_ms, distance_m } = roads.soonest(place, &[starter], 1).reaches[0] else {
        panic!("reachable on foot");
    };
    assert_eq!(
        (travel_ms.div_ceil(1000), distance_m.round()),
        (72, 0.0),
        "200 m at 10 km/h, none of it on a road"
    );
}

#[test]
fn a_slow_road_is_driven_slowly_or_round() {
    let (town, mut roads) = two_roads();
    // Heavy vehicles drive 20 km/h here: 1200 m over either road take 216 s.
    let travel = |roads: &Roads| {
        let starter = Starter { point: town.at(0.0, 0.0), class: VehicleClass::Heavy };
        match roads.soonest(town.at(1000.0, 0.0), &[starter], 1).reaches[0] {
            Reach::Reached { travel_ms, distance_m } => (travel_ms / 1000, distance_m.round() as u32),
            other => panic!("{other:?}"),
        }
    };
    let south = ClosedShape::Segment(town.at(500.0, 0.0));
    let slow = |roads: &mut Roads, id: &str, kmh| {
        let slowed = Closure { id: id.to_owned(), shape: south.clone(), effect: Effect::Slowed { kmh } };
        assert_eq!(roads.close(slowed).lines.len(), 1);
        travel(roads)
    };
    assert_eq!(travel(&roads), (180, 1000));
    assert_eq!(slow(&mut roads, "crowd", 18), (200, 1000), "still the shorter way");
    assert_eq!(slow(&mut roads, "flood", 5), (252, 1400), "rather round by the north");
    assert_eq!(slow(&mut roads, "market", 15), (252, 1400), "of all the strictest holds");
    assert!(roads.reopen("flood"));
    assert_eq!(travel(&roads), (240, 1000));
    assert!(roads.reopen("market") && roads.reopen("crowd"));
    assert_eq!(travel(&roads), (180, 1000));
    assert_eq!(slow(&mut roads, "convoy", 90), (180, 1000), "nobody is made faster");
    assert_eq!(slow(&mut roads, "river", 0), (252, 1400), "at no speed nobody passes");
    roads.close(Closure::closed("fire", south));
    assert_eq!(roads.closed().iter().map(|own| own.effect).max(), Some(Effect::Slowed { kmh: 90 }));
}

/// Metres east and north.
type Corners = &'static [(f64, f64)];

#[test]
fn an_outline_closes_every_road_through_it_and_says_so_before() {
    let (town, mut roads) = two_roads();
    let outline = |corners: &[(f64, f64)]| {
        let ring = corners.iter().map(|&(east, north)| town.at(east, north)).collect();
        ClosedShape::Outline(Polygon::new(ring, Vec::new()))
    };
    let table: [(&str, Corners, usize); 7] = [
        ("between the roads", &[(400.0, 50.0), (600.0, 50.0), (500.0, 150.0)], 0),
        ("over the south one", &[(400.0, -50.0), (600.0, -50.0), (500.0, 50.0)], 1),
        ("over both", &[(400.0, -50.0), (600.0, -50.0), (600.0, 250.0), (400.0, 250.0)], 2),
        ("around all", &[(-50.0, -50.0), (1050.0, -50.0), (1050.0, 250.0), (-50.0, 250.0)], 4),
        (
            "narrow and slanting: the box around it holds what it does not",
            &[(10.0, 20.0), (990.0, 180.0), (980.0, 180.0)],
            0,
        ),
        ("crossing itself", &[(400.0, -50.0), (600.0, 50.0), (600.0, -50.0), (400.0, 50.0)], 1),
        ("nowhere", &[], 0),
    ];
    for (what, corners, expected) in table {
        let before = (roads.epoch(), roads.closed());
        let covered = roads.covered(&outline(corners));
        assert_eq!((roads.epoch(), roads.closed()), before, "asking changes nothing: {what}");
        let closed = roads.close(Closure::closed("flood", outline(corners)));
        assert_eq!((covered.lines.len(), &covered.lines), (expected, &closed.lines), "{what}");
        roads.reopen("flood");
    }
    let all = roads.covered(&outline(table[3].1));
    assert_eq!(all.length_m.round() as u32, 2400);
    let not_on_earth = Polygon::new(vec![(f64::NAN, 0.0), (1.0, f64::NAN), (2.0, 2.0)].into(), Vec::new());
    assert_eq!(roads.covered(&ClosedShape::Outline(not_on_earth)).lines.len(), 0);
}
