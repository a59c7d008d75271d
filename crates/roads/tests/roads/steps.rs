//! What is read out of a way: streets and turns.

use geo::Point;
use roads::osm::way_from_tags;
use roads::{Access, Profiles, RoadClass, Roads, Turn, VehicleClass};

use crate::town::Town;

type Told = (Turn, String, u32);

/// Turn, street and metres of each step, and the streets with their metres.
fn told(town: &Town, from: (f64, f64), to: (f64, f64)) -> (Vec<Told>, Vec<(String, u32)>) {
    let roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table is valid"));
    let [from, to] = [from, to].map(|(east, north)| town.at(east, north));
    let way = roads.way(from, to, VehicleClass::Car).expect("there is a way");
    let name = |name: Option<String>| name.unwrap_or_else(|| "-".to_owned());
    let metres = |length_m: f64| length_m.round() as u32;
    let steps = way.steps.into_iter().map(|step| (step.turn, name(step.name), metres(step.length_m)));
    let streets = way.streets.into_iter().map(|street| (name(street.name), metres(street.length_m)));
    (steps.collect(), streets.collect())
}

fn steps<const N: usize>(steps: [(Turn, &str, u32); N]) -> Vec<Told> {
    steps.into_iter().map(|(turn, name, metres)| (turn, name.to_owned(), metres)).collect()
}

/// A street north, from whose end roads lead in all directions.
fn fan() -> Town {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (south, x) = (town.node(0.0, -500.0), town.node(0.0, 0.0));
    town.way(&[south, x]).name = Some("Jalan Ahmad Yani".to_owned());
    for (name, east, north) in [
        ("Lurus", 50.0, 300.0),
        ("Kanan", 300.0, 0.0),
        ("Kiri", -300.0, 50.0),
        ("Tajam Kanan", 200.0, -300.0),
        ("Tajam Kiri", -200.0, -300.0),
    ] {
        let end = town.node(east, north);
        town.way(&[x, end]).name = Some(name.to_owned());
    }
    town
}

#[test]
fn turns_have_their_names() {
    let town = fan();
    for (to, turn, name) in [
        ((25.0, 150.0), Turn::Straight, "Lurus"),
        ((150.0, 0.0), Turn::Right, "Kanan"),
        ((-150.0, 25.0), Turn::Left, "Kiri"),
        ((100.0, -150.0), Turn::SharpRight, "Tajam Kanan"),
        ((-100.0, -150.0), Turn::SharpLeft, "Tajam Kiri"),
    ] {
        let (told, _) = told(&town, (0.0, -400.0), to);
        assert_eq!(told[0], (Turn::Depart, "Jalan Ahmad Yani".to_owned(), 400), "{name}");
        assert_eq!((told.len(), told[1].0, told[1].1.as_str()), (2, turn, name));
    }
}

#[test]
fn a_short_nameless_road_is_part_of_the_turn() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    // From Ahmad Yani over a slip road of 42 m to the right into Basuki Rahmat, which bends at a side street.
    let places = [
        (0.0, -500.0),
        (0.0, 0.0),
        (30.0, 30.0),
        (300.0, 30.0),
        (300.0, 60.0),
        (600.0, 100.0),
        (300.0, -99.0),
    ];
    let n = places.map(|(east, north)| town.node(east, north));
    let mut road = |nodes: &[i64], name: Option<&str>| town.way(nodes).name = name.map(str::to_owned);
    road(&[n[0], n[1]], Some("Jalan Ahmad Yani"));
    road(&[n[1], n[2]], None);
    road(&[n[2], n[3], n[4], n[5]], Some("Jalan Basuki Rahmat"));
    road(&[n[3], n[6]], Some("Gang Buntu"));
    let (told, streets) = told(&town, (0.0, -500.0), (600.0, 100.0));
    assert_eq!(
        told,
        steps([
            (Turn::Depart, "Jalan Ahmad Yani", 500),
            (Turn::Right, "Jalan Basuki Rahmat", 312),
            (Turn::Left, "Jalan Basuki Rahmat", 333),
        ])
    );
    assert_eq!(streets, [("Jalan Ahmad Yani".to_owned(), 500), ("Jalan Basuki Rahmat".to_owned(), 645)]);
}

/// A station lies 40 m up a nameless drive, which bends: out of it the crew has to know which way to turn.
#[test]
fn the_turn_out_of_a_nameless_drive_is_told() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let places = [(30.0, 30.0), (0.0, 30.0), (0.0, 0.0), (-400.0, 0.0), (400.0, 0.0), (0.0, -300.0)];
    let [yard, bend, gate, west, east, south] = places.map(|(east, north)| town.node(east, north));
    town.way(&[yard, bend, gate]);
    town.way(&[west, gate, east]).name = Some("Jalan Ahmad Yani".to_owned());
    town.way(&[gate, south]).name = Some("Jalan Basuki Rahmat".to_owned());
    for (to, turn, name) in
        [((-300.0, 0.0), Turn::Right, "Jalan Ahmad Yani"), ((300.0, 0.0), Turn::Left, "Jalan Ahmad Yani")]
    {
        let (told, streets) = told(&town, (0.0, 35.0), to);
        assert_eq!(told, steps([(Turn::Depart, name, 30), (turn, name, 300)]), "{to:?}");
        assert_eq!(streets, [(name.to_owned(), 330)]);
    }
    // Straight over the street nothing is to be done; and within the drive nothing is told.
    let (told, _) = told(&town, (10.0, 30.0), (0.0, -200.0));
    assert_eq!(told, steps([(Turn::Depart, "Jalan Basuki Rahmat", 240)]));
}

#[test]
fn a_roundabout_is_left_by_a_numbered_exit() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let [south, west, north, east] =
        [(0.0, -50.0), (-50.0, 0.0), (0.0, 50.0), (50.0, 0.0)].map(|(x, y)| town.node(x, y));
    let tags = [("highway", "primary"), ("junction", "roundabout"), ("name", "Bundaran")];
    town.ways.push(way_from_tags(1, vec![south, west, north, east, south], tags).expect("a road"));
    for (node, name, x, y) in [
        (south, "Selatan", 0.0, -150.0),
        (west, "Barat", -150.0, 0.0),
        (north, "Utara", 0.0, 150.0),
        (east, "Timur", 150.0, 0.0),
    ] {
        let end = town.node(x, y);
        town.way(&[end, node]).name = Some(name.to_owned());
    }
    // Between south and west a petrol station's drive, an alley, and a road that is shut for good: none of them counts.
    let [drive, alley, shut] = [(-60.0, -60.0), (-70.0, -50.0), (-50.0, -70.0)].map(|(x, y)| town.node(x, y));
    let between = town.node(-25.0, -25.0);
    town.ways[0].nodes.insert(1, between);
    town.way(&[between, drive]).class = RoadClass::Service;
    town.way(&[between, alley]).class = RoadClass::Path;
    town.way(&[between, shut]).access = Access::Closed;
    for (to, exit, name, metres) in
        [((-150.0, 0.0), 1, "Barat", 171), ((0.0, 150.0), 2, "Utara", 241), ((150.0, 0.0), 3, "Timur", 312)]
    {
        let (told, streets) = told(&town, (0.0, -150.0), to);
        let expected =
            [(Turn::Depart, "Selatan", 100), (Turn::Roundabout { exit: Some(exit) }, name, metres)];
        assert_eq!((told, streets.len()), (steps(expected), 2));
    }
    let (told, _) = told(&town, (0.0, -150.0), (-25.0, 25.0));
    assert_eq!(told[1], (Turn::Roundabout { exit: None }, "Bundaran".to_owned(), 106));
}

#[test]
fn who_is_there_has_nothing_to_do() {
    let town = fan();
    assert_eq!(told(&town, (0.0, -400.0), (0.0, -400.0)), (vec![], vec![]));
}
