//! Tables of speeds: the shipped one, and ones that cannot be meant.

use geo::Point;
use roads::{Access, Oneway, Profiles, RoadClass, Roads, SHIPPED_PROFILES, VehicleClass, Way};

use crate::town::Town;

#[test]
fn tables_that_cannot_be_meant_are_refused() {
    for (find, replace, complaint) in [
        ("access_kmh = 10\n", "", "access_kmh"),
        ("access_kmh = 10\n", "access_kmh = 0\n", "access_kmh is 0, but must be between 1 and 200"),
        ("access_kmh = 10\n", "access_kmh = nan\n", "access_kmh is NaN"),
        ("off_road_limit_m = 2000", "off_road_limit_m = -1", "off_road_limit_m is -1"),
        ("motorway = 80", "motorway = 800", "kmh is 800"),
        ("motorway = 80", "motorway = 0", "kmh is 0"),
        ("motorway = 80", "moterway = 80", "unknown variant `moterway`"),
        ("emergency_factor = 1.0", "emergency_factor = 11.5", "emergency_factor is 11.5"),
        ("against_oneway = false", "against_onway = false", "against_onway"),
        ("[motorcycle]", "[motorbike]", "motor"),
        ("[heavy]", "[heavy", "TOML"),
    ] {
        assert!(SHIPPED_PROFILES.contains(find), "{find}");
        let table = SHIPPED_PROFILES.replacen(find, replace, 1);
        let refusal = Profiles::from_toml(&table).expect_err(replace).to_string();
        assert!(refusal.contains(complaint), "{replace}: {refusal}");
    }
}

/// One straight kilometre, driven from end to end by each class; in seconds, or `None` where it is no way.
fn seconds(profiles: &Profiles, edit: impl Fn(&mut Way)) -> [Option<u32>; 4] {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (a, b) = (town.node(0.0, 0.0), town.node(0.0, 1000.0));
    edit(town.way(&[a, b]));
    let roads = Roads::new(town.network(), profiles.clone());
    VehicleClass::ALL.map(|class| {
        let way = roads.way(town.point_of(a), town.point_of(b), class)?;
        Some((f64::from(way.travel_ms) / 1000.0).round() as u32)
    })
}

#[test]
fn each_class_has_its_own_speed() {
    let shipped = Profiles::shipped().expect("the shipped table is valid");
    for (class, expected) in [
        // 1 km at 80, 90 * 1.15 and 90 * 1.15 km/h; no motorcycles on toll roads.
        (RoadClass::Motorway, [Some(45), Some(35), Some(35), None]),
        (RoadClass::Residential, [Some(180), Some(125), Some(125), Some(109)]),
        (RoadClass::Path, [None, None, None, Some(218)]),
    ] {
        assert_eq!(seconds(&shipped, |way| way.class = class), expected, "{class:?}");
    }
}

#[test]
fn the_signed_limit_caps_the_speed_before_the_emergency_factor() {
    let shipped = Profiles::shipped().expect("the shipped table is valid");
    let limited = seconds(&shipped, |way| {
        way.class = RoadClass::Primary;
        way.maxspeed_kmh = Some(20);
    });
    assert_eq!(limited, [Some(180), Some(157), Some(157), Some(164)]);
}

#[test]
fn exemptions_are_settings() {
    let strict = SHIPPED_PROFILES.replace("emergency_only = true", "emergency_only = false");
    let strict = strict.replace("restricted = true", "restricted = false");
    let free = SHIPPED_PROFILES.replace("against_oneway = false", "against_oneway = true");
    let tables = [SHIPPED_PROFILES, &strict, &free].map(|table| Profiles::from_toml(table).expect("valid"));
    let heavy_passes = |edit: &dyn Fn(&mut Way)| {
        let passes: Vec<bool> = tables.iter().map(|table| seconds(table, edit)[0].is_some()).collect();
        <[bool; 3]>::try_from(passes).expect("three tables")
    };
    // shipped, strict, free
    assert_eq!(heavy_passes(&|way| way.access = Access::EmergencyOnly), [true, false, true]);
    assert_eq!(heavy_passes(&|way| way.access = Access::Restricted), [true, false, true]);
    assert_eq!(heavy_passes(&|way| way.access = Access::Closed), [false, false, false]);
    assert_eq!(heavy_passes(&|way| way.oneway = Oneway::Forward), [true, true, true]);
    assert_eq!(heavy_passes(&|way| way.oneway = Oneway::Backward), [false, false, true]);
}
