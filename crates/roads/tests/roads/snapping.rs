//! From a point to the road beside it.

use geo::Point;
use roads::VehicleClass::{self, Ambulance, Motorcycle};
use roads::{Access, Profiles, RoadClass, Roads};

use crate::town::Town;

/// A street of a kilometre from west to east, an alley 20 m north of it, and a closed yard 10 m south of it.
fn street_alley_yard() -> (Town, Roads) {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    for (north, class, access, name) in [
        (0.0, RoadClass::Residential, Access::Open, Some("Jalan Raya")),
        (20.0, RoadClass::Path, Access::Open, Some("Gang Buntu")),
        (-10.0, RoadClass::Service, Access::Closed, None),
    ] {
        let nodes = [0.0, 400.0, 1000.0].map(|east| town.node(east, north));
        let way = town.way(&nodes);
        (way.class, way.access, way.name) = (class, access, name.map(str::to_owned));
    }
    let roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table is valid"));
    (town, roads)
}

#[test]
fn a_point_snaps_to_the_nearest_road_that_its_class_may_use() {
    let (town, roads) = street_alley_yard();
    for (east, north, class, street, offset_m, off_road_m) in [
        (250.0, 4.0, Ambulance, "Jalan Raya", 250.0, 4.0),
        (700.0, 15.0, Motorcycle, "Gang Buntu", 700.0, 5.0),
        // An ambulance does not fit into the alley, and nobody may enter the yard.
        (700.0, 15.0, Ambulance, "Jalan Raya", 700.0, 15.0),
        (700.0, -9.0, Ambulance, "Jalan Raya", 700.0, 9.0),
        // Beyond the end of the road, its end is nearest.
        (1030.0, -40.0, Ambulance, "Jalan Raya", 1000.0, 50.0),
        (-3.0, 0.0, Ambulance, "Jalan Raya", 0.0, 3.0),
        // Just within the limit of 2 km.
        (500.0, -1990.0, Ambulance, "Jalan Raya", 500.0, 1990.0),
    ] {
        let at = format!("{east} m east, {north} m north, {class:?}");
        let snap = roads.snap(town.at(east, north), class).expect(&at);
        let segment = roads.network().segment(snap.segment).expect("a segment of the network");
        assert_eq!(segment.name(), Some(street), "{at}");
        assert!((f64::from(snap.offset_cm) / 100.0 - offset_m).abs() < 0.1, "{at}: {snap:?}");
        assert!((snap.off_road_m - off_road_m).abs() < 0.1, "{at}: {snap:?}");
    }
}

#[test]
fn no_road_is_near() {
    let (town, roads) = street_alley_yard();
    let nowhere = [
        town.at(500.0, -2010.0),
        Point::new(0.0, 0.0),
        Point::new(f64::NAN, -7.26),
        Point::new(f64::INFINITY, 0.0),
        Point::new(112.74, -97.26),
    ];
    for point in nowhere {
        assert_eq!(roads.snap(point, VehicleClass::Car), None, "{point:?}");
        assert_eq!(roads.street_at(point), None, "{point:?}");
    }
    let empty = Roads::new(Town::empty(nowhere[1]).network(), Profiles::shipped().expect("valid"));
    assert_eq!(empty.snap(town.at(0.0, 0.0), VehicleClass::Car), None);
}

#[test]
fn a_place_has_the_name_of_the_nearest_named_street() {
    let (town, roads) = street_alley_yard();
    assert_eq!(roads.street_at(town.at(300.0, 18.0)), Some("Gang Buntu"), "whoever may drive there");
    assert_eq!(roads.street_at(town.at(300.0, -10.0)), Some("Jalan Raya"), "the yard has no name");
}
