//! What slows a vehicle down, what it does not fit through, and what takes it over the water.

use geo::Point;
use roads::VehicleClass::{Ambulance, Heavy, Motorcycle};
use roads::osm::{barrier, way_from_tags};
use roads::{
    Oneway, Period, Profiles, Reach, Roads, SHIPPED_PROFILES, Starter, StationType, VehicleClass, Way,
};

use crate::town::Town;

/// Seconds over a straight kilometre of road with these tags, or `None` where it is no way for the class.
fn seconds(class: VehicleClass, tags: &str) -> Option<u32> {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (a, b) = (town.node(0.0, 0.0), town.node(1000.0, 0.0));
    let tags = tags.split(' ').filter_map(|tag| tag.split_once('='));
    town.ways.push(way_from_tags(7, vec![a, b], tags).expect("a road"));
    let roads = Roads::new(town.network(), Profiles::shipped().expect("valid"));
    let way = roads.way(town.point_of(a), town.point_of(b), class)?;
    Some((f64::from(way.travel_ms) / 1000.0).round() as u32)
}

#[test]
fn the_road_itself_slows_vehicles_down_or_stops_them() {
    for (class, tags, expected) in [
        (Heavy, "highway=residential", Some(180)),
        (Heavy, "highway=residential lanes=1", Some(225)),
        (Heavy, "highway=residential surface=cobblestone", Some(225)),
        (Heavy, "highway=residential surface=gravel", Some(360)),
        (Heavy, "highway=residential surface=mud", None),
        (Motorcycle, "highway=residential surface=mud", Some(364)),
        (Motorcycle, "highway=residential smoothness=impassable", None),
        // The limit caps what the surface leaves.
        (Heavy, "highway=residential surface=gravel maxspeed=15", Some(360)),
        (Heavy, "highway=residential maxspeed=15", Some(240)),
        (Heavy, "highway=residential maxwidth=2.5", Some(180)),
        (Heavy, "highway=residential maxwidth=2.4", None),
        (Heavy, "highway=residential maxheight=3.3", None),
        (Heavy, "highway=residential maxweight=8", None),
        (Ambulance, "highway=residential maxweight=8", Some(125)),
        (Ambulance, "highway=residential width=1.5", None),
        (Motorcycle, "highway=path width=1.5", Some(218)),
        // A signed limit is for the vehicle; between walls it needs room for its mirrors, too.
        (Ambulance, "highway=residential maxwidth=2", Some(125)),
        (Ambulance, "highway=residential width=2", None),
        (Ambulance, "highway=residential width=2.3", Some(125)),
        (Heavy, "highway=residential width=2.8", None),
        (Heavy, "highway=residential width=2.9", Some(180)),
        (Heavy, "highway=residential est_width=2.5", None),
        (Motorcycle, "highway=path width=1", Some(218)),
        (Motorcycle, "highway=path width=0.9", None),
        // A class of road that the profile leaves out, opened by name.
        (Heavy, "highway=path", None),
        (Heavy, "highway=path emergency=yes", Some(450)),
        (Heavy, "highway=footway motor_vehicle=destination", Some(450)),
        (Heavy, "highway=footway motor_vehicle=no emergency=designated", Some(450)),
        (Heavy, "highway=footway motorcycle=yes", None),
        (Ambulance, "highway=cycleway motorcar=yes", Some(313)),
        (Heavy, "highway=path emergency=yes width=2", None),
        (Motorcycle, "highway=motorway", None),
        (Motorcycle, "highway=motorway motorcycle=designated", Some(50)),
        (Heavy, "route=ferry duration=10", None),
    ] {
        assert_eq!(seconds(class, tags), expected, "{class:?} {tags}");
    }
}

#[test]
fn main_roads_are_faster_by_night() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (a, b) = (town.node(0.0, 0.0), town.node(1000.0, 0.0));
    town.way(&[a, b]).class = roads::RoadClass::Primary;
    let mut roads = Roads::new(town.network(), Profiles::shipped().expect("valid"));
    let travel =
        |roads: &Roads| roads.way(town.point_of(a), town.point_of(b), Heavy).expect("a way").travel_ms;
    assert_eq!((travel(&roads), roads.epoch()), (72_000, 0));
    roads.set_period(Period::Night);
    assert_eq!((travel(&roads), roads.epoch()), (60_000, 1));
    roads.set_period(Period::Night);
    assert_eq!(roads.epoch(), 1, "nothing has changed");
    roads.set_period(Period::Day);
    assert_eq!((travel(&roads), roads.epoch()), (72_000, 2));
}

#[test]
fn a_crew_that_sleeps_takes_longer() {
    let profiles = Profiles::shipped().expect("valid");
    let turnout = |station| Period::ALL.map(|period| profiles.turnout_s(station, period));
    assert_eq!(StationType::ALL.map(turnout), [[80, 140], [60, 120], [30, 30]]);
}

/// Two shores, 500 m of road each, and 5 km of water between them.
fn strait() -> Town {
    let mut town = Town::empty(Point::new(114.40, -8.14));
    let [a, b, c, d] = [0.0, 500.0, 5500.0, 6000.0].map(|east| town.node(east, 0.0));
    town.way(&[a, b]);
    town.way(&[c, d]);
    let tags = [("route", "ferry"), ("motor_vehicle", "yes"), ("duration", "00:45")];
    town.ways.push(Way { osm_id: 3, ..way_from_tags(3, vec![b, c], tags).expect("a ferry") });
    town
}

#[test]
fn a_ferry_is_boarded_by_whoever_may() {
    let town = strait();
    let on_board = SHIPPED_PROFILES.replacen("[heavy.kmh]\n", "[heavy.kmh]\nferry = 10\n", 1).replacen(
        "[heavy.barriers]\n",
        "[heavy.barriers]\nferry_landing = 900\n",
        1,
    );
    let travel = |table: &str, class, from: f64, to: f64| {
        let roads = Roads::new(town.network(), Profiles::from_toml(table).expect("valid"));
        let starter = Starter { point: town.at(from, 0.0), class };
        match roads.soonest(town.at(to, 0.0), &[starter], 1).reaches[0] {
            Reach::Reached { travel_ms, .. } => Some(travel_ms.div_ceil(1000)),
            _ => None,
        }
    };
    assert_eq!(travel(SHIPPED_PROFILES, Heavy, 0.0, 6000.0), None);
    // 500 m, a quarter of an hour until it leaves, 45 minutes on board, 500 m; and so on the way back.
    let expected = Some(90 + 900 + 2700 + 90);
    let near = |one: Option<u32>| one.zip(expected).is_some_and(|(one, other)| one.abs_diff(other) <= 2);
    assert!(near(travel(&on_board, Heavy, 0.0, 6000.0)));
    assert!(near(travel(&on_board, Heavy, 6000.0, 0.0)));
    assert_eq!(travel(&on_board, Ambulance, 0.0, 6000.0), None);
}

/// At the pier stands the harbour's gate: the ship is waited for all the same.
#[test]
fn a_gate_at_the_pier_does_not_take_the_place_of_the_ship() {
    let landing = |tags: [(&str, &str); 2]| {
        let mut town = strait();
        let pier = town.ways[0].nodes[1];
        town.barriers.push((pier, barrier(tags).expect("a barrier")));
        let table = SHIPPED_PROFILES.replacen("[heavy.kmh]\n", "[heavy.kmh]\nferry = 10\n", 1);
        let table = table.replacen("[heavy.barriers]\n", "[heavy.barriers]\nferry_landing = 900\n", 1);
        let roads = Roads::new(town.network(), Profiles::from_toml(&table).expect("valid"));
        let way = roads.way(town.at(0.0, 0.0), town.at(6000.0, 0.0), Heavy)?;
        Some(way.travel_ms / 1000)
    };
    let waits = landing([("barrier", "gate"), ("access", "private")]).expect("it sails");
    assert!(waits.abs_diff(90 + 900 + 2700 + 90) <= 2, "{waits}");
    assert_eq!(landing([("barrier", "gate"), ("maxheight", "2")]), None, "it does not fit on board");
}

/// The same crossing mapped in two parts, as at the border of two provinces: one boards once.
#[test]
fn nobody_boards_a_ferry_on_the_water() {
    let mut town = strait();
    let buoy = town.node(3000.0, 0.0);
    let ferry = town.ways.pop().expect("the ferry");
    let (a, b) = (ferry.nodes[0], ferry.nodes[1]);
    town.ways.push(Way { nodes: vec![a, buoy], ..ferry.clone() });
    town.ways.push(Way { osm_id: 4, nodes: vec![buoy, b], ..ferry });
    assert_eq!(town.network().barrier_count(), 2);
}

/// In Indonesia traffic keeps to the left and roundabouts turn clockwise, which is how their nodes are ordered.
#[test]
fn a_roundabout_is_driven_in_the_order_of_its_nodes() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let ring = [(0.0, -50.0), (-50.0, 0.0), (0.0, 50.0), (50.0, 0.0)].map(|(x, y)| town.node(x, y));
    let [south, west, north, east] = ring;
    let tags = [("highway", "residential"), ("junction", "roundabout")];
    town.ways.push(way_from_tags(1, vec![south, west, north, east, south], tags).expect("a road"));
    assert_eq!(town.ways[0].oneway, Oneway::Forward);
    for (node, x, y) in [(south, 0.0, -150.0), (west, -150.0, 0.0), (north, 0.0, 150.0), (east, 150.0, 0.0)] {
        let end = town.node(x, y);
        town.way(&[end, node]).osm_id = 1 + end;
    }
    let roads = Roads::new(town.network(), Profiles::shipped().expect("valid"));
    let metres =
        |to: Point<f64>| roads.way(town.at(0.0, -150.0), to, Heavy).map(|way| way.distance_m.round() as u32);
    // From the south: left after a quarter, straight on after half, right after three quarters.
    let exits = [(-150.0, 0.0), (0.0, 150.0), (150.0, 0.0)].map(|(x, y)| metres(town.at(x, y)));
    assert_eq!(exits, [Some(271), Some(341), Some(412)]);
}
