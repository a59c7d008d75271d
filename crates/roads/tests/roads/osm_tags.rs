//! What road tags mean.

use roads::osm::way_from_tags;
use roads::{Access, Oneway, RoadClass, Way};

/// Tags written as `key=value key=value`, with `~` for a space in a value.
fn way(tags: &str) -> Option<Way> {
    let pairs = tags.split(' ').filter_map(|tag| tag.split_once('='));
    let spaced: Vec<(&str, String)> = pairs.map(|(key, value)| (key, value.replace('~', " "))).collect();
    way_from_tags(7, vec![1, 2], spaced.iter().map(|(key, value)| (*key, value.as_str())))
}

#[test]
fn roads_are_told_from_other_ways() {
    use RoadClass as R;
    for (tags, class) in [
        ("highway=motorway", Some(R::Motorway)),
        ("highway=trunk_link", Some(R::TrunkLink)),
        ("highway=living_street", Some(R::LivingStreet)),
        ("highway=road", Some(R::Unclassified)),
        ("highway=footway", Some(R::Path)),
        ("highway=pedestrian", Some(R::Pedestrian)),
        ("highway=pedestrian area=yes", None),
        ("highway=steps", None),
        ("highway=construction construction=primary", None),
        ("highway=platform", None),
        ("route=ferry", None),
        ("route=ferry motor_vehicle=yes name=Ketapang-Gilimanuk", None),
        ("building=yes", None),
        ("", None),
    ] {
        assert_eq!(way(tags).map(|way| way.class), class, "{tags}");
    }
}

#[test]
fn directions() {
    use Oneway::{Backward, Forward, No};
    for (tags, oneway) in [
        ("highway=primary", No),
        ("highway=primary oneway=yes", Forward),
        ("highway=primary oneway=true", Forward),
        ("highway=primary oneway=1", Forward),
        ("highway=primary oneway=-1", Backward),
        ("highway=primary oneway=reverse", Backward),
        ("highway=primary oneway=no", No),
        ("highway=primary oneway=reversible", No),
        ("highway=primary junction=roundabout", Forward),
        ("highway=primary junction=circular", Forward),
        ("highway=primary junction=roundabout oneway=-1", Backward),
        ("highway=primary junction=yes", No),
        ("highway=motorway", Forward),
        ("highway=motorway oneway=no", No),
        ("highway=motorway_link", No),
    ] {
        assert_eq!(way(tags).expect(tags).oneway, oneway, "{tags}");
    }
}

#[test]
fn who_may_pass() {
    use Access::{Closed, EmergencyOnly, Open, Restricted};
    for (tags, access) in [
        ("highway=service", Open),
        ("highway=service access=yes", Open),
        ("highway=service access=destination", Open),
        ("highway=service access=private", Restricted),
        ("highway=service access=no", Closed),
        ("highway=service access=no emergency=yes", EmergencyOnly),
        ("highway=service access=private emergency=yes", EmergencyOnly),
        ("highway=service access=private emergency=designated", EmergencyOnly),
        ("highway=service access=yes emergency=yes", Open),
        ("highway=service emergency=no", Closed),
        ("highway=service access=no motor_vehicle=yes", Open),
        ("highway=service access=no motor_vehicle=destination", Open),
        ("highway=pedestrian motor_vehicle=no", Restricted),
        ("highway=pedestrian motor_vehicle=no emergency=yes", EmergencyOnly),
        ("highway=track vehicle=forestry", Restricted),
        ("highway=track access=agricultural", Restricted),
        ("highway=track vehicle=no motor_vehicle=yes", Open),
    ] {
        assert_eq!(way(tags).expect(tags).access, access, "{tags}");
    }
}

#[test]
fn limits() {
    for (value, kmh) in [
        ("50", Some(50)),
        ("50~km/h", Some(50)),
        ("30~mph", Some(48)),
        ("30mph", Some(48)),
        ("~40~", Some(40)),
        ("none", None),
        ("walk", None),
        ("ID:urban", None),
        ("0", None),
        ("-20", None),
        ("99999", None),
        ("900", None),
        ("50;60", None),
        ("", None),
        ("50~knots", None),
    ] {
        let tags = format!("highway=primary maxspeed={value}");
        assert_eq!(way(&tags).expect(&tags).maxspeed_kmh, kmh, "{tags}");
    }
}

#[test]
fn names() {
    for (tags, name) in [
        ("highway=primary name=Jalan~Basuki~Rahmat", Some("Jalan Basuki Rahmat")),
        ("highway=primary name=Jalan~Tol ref=AH2", Some("Jalan Tol")),
        ("highway=primary ref=AH2", Some("AH2")),
        ("highway=primary name=~", None),
        ("highway=primary", None),
    ] {
        assert_eq!(way(tags).expect(tags).name.as_deref(), name, "{tags}");
    }
}

#[test]
fn the_way_keeps_its_id_and_nodes() {
    let way = way("highway=primary").expect("a road");
    assert_eq!((way.osm_id, way.nodes), (7, vec![1, 2]));
}
