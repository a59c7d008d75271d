//! What road tags mean.

use roads::osm::way_from_tags;
use roads::{Access, Limits, Oneway, RoadClass, Surface, VehicleClass, Way};

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
        ("highway=busway", Some(R::Service)),
        ("highway=footway footway=sidewalk", None),
        ("highway=footway footway=crossing", Some(R::Path)),
        ("highway=corridor", None),
        ("highway=escape", None),
        ("highway=proposed proposed=primary", None),
        ("route=ferry", Some(R::Ferry)),
        ("route=ferry motor_vehicle=yes name=Ketapang-Gilimanuk", Some(R::Ferry)),
        ("route=bus", None),
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
        ("highway=primary oneway=yes oneway:emergency=no", No),
        ("highway=primary oneway=yes oneway:bus=no", Forward),
        ("highway=primary oneway=yes oneway:bicycle=no", Forward),
        ("highway=primary oneway:motor_vehicle=yes", Forward),
        ("highway=primary oneway=yes oneway:motorcycle=no", Forward),
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
        // One more "no" opens nothing.
        ("highway=service access=no motor_vehicle=no", Closed),
        ("highway=service access=no vehicle=no emergency=yes", EmergencyOnly),
        ("highway=service access=private motor_vehicle=no", Restricted),
        ("highway=service access=permit", Restricted),
        ("highway=service access=military", Restricted),
        ("highway=service access=customers", Open),
        ("highway=service vehicle=agricultural;forestry", Restricted),
        // A road for emergency vehicles says so by its kind.
        ("highway=service service=emergency_access", EmergencyOnly),
        ("highway=service service=emergency_access access=no", EmergencyOnly),
        ("highway=service service=emergency_access motor_vehicle=yes", Open),
        ("highway=service service=emergency_access emergency=no", Closed),
        ("highway=service service=alley", Open),
        // Where buses drive nothing but a sign keeps others out.
        ("highway=service access=no bus=designated", Restricted),
        ("highway=unclassified access=no psv=yes", Restricted),
        ("highway=service access=no bus=no", Closed),
        ("highway=busway", Restricted),
        ("highway=busway access=no emergency=yes", EmergencyOnly),
        ("highway=busway motor_vehicle=yes", Open),
        // On a path "yes" to emergency vehicles is not one to all.
        ("highway=footway emergency=yes", EmergencyOnly),
        ("highway=pedestrian emergency=designated", EmergencyOnly),
        ("highway=service emergency=yes", Open),
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
        ("walk", Some(5)),
        ("ID:urban", Some(50)),
        ("ID:rural", Some(80)),
        ("DE:urban", None),
        ("0", None),
        ("-20", None),
        ("99999", None),
        ("900", None),
        ("50;60", Some(50)),
        ("60;~40", Some(40)),
        ("signals;80", Some(80)),
        ("", None),
        ("50~knots", None),
    ] {
        let tags = format!("highway=primary maxspeed={value}");
        assert_eq!(way(&tags).expect(&tags).maxspeed_kmh, kmh, "{tags}");
    }
}

#[test]
fn limits_of_a_direction() {
    for (tags, kmh) in [
        ("maxspeed=50 maxspeed:forward=40", Some(40)),
        ("maxspeed:forward=40 maxspeed:backward=60", Some(40)),
        ("maxspeed=30 maxspeed:forward=40 maxspeed:backward=60", Some(40)),
        ("oneway=yes maxspeed=50 maxspeed:forward=60", Some(60)),
        ("oneway=yes maxspeed=50 maxspeed:backward=30", Some(50)),
        ("oneway=-1 maxspeed=50 maxspeed:backward=30", Some(30)),
    ] {
        assert_eq!(way(&format!("highway=primary {tags}")).expect(tags).maxspeed_kmh, kmh, "{tags}");
    }
}

/// By class: heavy, ambulance, car, motorcycle.
#[test]
fn what_holds_for_a_class_only() {
    use Access::{EmergencyOnly, Open, Restricted};
    let access = |tags: &str| {
        let own = way(&format!("highway=service {tags}")).expect(tags);
        VehicleClass::ALL.map(|class| own.details.access.of(class).unwrap_or(own.access))
    };
    assert_eq!(access("hgv=no"), [Restricted, Open, Open, Open]);
    assert_eq!(access("hgv=no emergency=yes"), [EmergencyOnly, Open, Open, Open]);
    assert_eq!(access("motor_vehicle=no motorcycle=yes"), [Restricted, Restricted, Restricted, Open]);
    assert_eq!(access("motorcar=private hgv=destination"), [Open, Restricted, Restricted, Open]);
    // What keeps cars out of an alley keeps lorries out; what lets cars in does not let lorries in.
    assert_eq!(access("motorcar=no"), [Restricted, Restricted, Restricted, Open]);
    assert_eq!(access("access=private motorcar=yes"), [Restricted, Open, Open, Restricted]);
    assert_eq!(access("access=no motorcycle=yes"), [Access::Closed, Access::Closed, Access::Closed, Open]);
    let oneway = |tags: &str| {
        let own = way(&format!("highway=service {tags}")).expect(tags);
        VehicleClass::ALL.map(|class| own.details.oneway.of(class).unwrap_or(own.oneway))
    };
    let (no, on) = (Oneway::No, Oneway::Forward);
    assert_eq!(oneway("oneway=yes oneway:motorcycle=no"), [on, on, on, no]);
    assert_eq!(oneway("oneway:hgv=yes"), [on, no, no, no]);
    assert_eq!(oneway("oneway=no oneway:motorcar=yes"), [on, on, on, no]);
    assert_eq!(oneway("oneway=yes oneway:motorcar=no"), [on, no, no, on]);
    assert_eq!(oneway("oneway=yes oneway:motorcar=no oneway:emergency=yes"), [on; 4]);
}

#[test]
fn surfaces() {
    use Surface::{Bad, Good, Impassable, Rough, Uneven};
    for (tags, surface) in [
        ("", Good),
        ("surface=asphalt", Good),
        ("surface=something", Good),
        ("surface=paving_stones", Good),
        ("surface=cobblestone", Uneven),
        ("surface=gravel", Rough),
        ("surface=mud", Bad),
        ("tracktype=grade1", Good),
        ("tracktype=grade5", Bad),
        ("surface=gravel tracktype=grade2", Rough),
        ("surface=gravel smoothness=good", Good),
        ("surface=asphalt smoothness=very_bad", Rough),
        ("smoothness=impassable", Impassable),
        ("smoothness=good;very_bad", Rough),
        ("smoothness=unpaved surface=gravel", Rough),
        ("surface=asphalt;sand", Bad),
        ("surface=laterite", Rough),
    ] {
        assert_eq!(way(&format!("highway=track {tags}")).expect(tags).details.surface, surface, "{tags}");
    }
}

#[test]
fn what_fits_through() {
    for (tags, width_cm, height_cm, weight_kg) in [
        ("maxwidth=2.2", Some(220), None, None),
        ("maxwidth=2.2~m width=3", Some(220), None, None),
        ("maxwidth=3 maxwidth:physical=2.2", Some(220), None, None),
        ("maxheight=4.2 maxheight:physical=3,9", None, Some(390), None),
        ("maxheight=4.2 maxheight:physical=5", None, Some(420), None),
        ("maxheight=3.50", None, Some(350), None),
        ("maxheight=11'6\"", None, Some(351), None),
        ("maxheight=default", None, None, None),
        ("maxheight=", None, None, None),
        ("maxweight=8", None, None, Some(8_000)),
        ("maxweight=7500~kg", None, None, Some(7_500)),
        ("maxweight=3.5~t", None, None, Some(3_500)),
        ("maxweight=0", None, None, None),
    ] {
        let limits = Limits { width_cm, height_cm, weight_kg };
        assert_eq!(way(&format!("highway=service {tags}")).expect(tags).details.limits, limits, "{tags}");
    }
}

#[test]
fn how_wide_a_road_is() {
    for (tags, width_cm) in [
        ("width=1,5", Some(150)),
        ("width=3~m maxwidth=2.2", Some(300)),
        ("est_width=2", Some(200)),
        ("est_width=2 width=3", Some(300)),
        ("width=narrow est_width=2", Some(200)),
        ("width=narrow", None),
        ("", None),
    ] {
        assert_eq!(way(&format!("highway=service {tags}")).expect(tags).details.width_cm, width_cm, "{tags}");
    }
}

#[test]
fn lanes_roundabouts_and_ferries() {
    let details = |tags: &str| way(tags).expect(tags).details;
    assert!(details("highway=residential lanes=1").single_lane);
    assert!(!details("highway=residential lanes=1 oneway=yes").single_lane);
    assert!(!details("highway=residential lanes=2").single_lane);
    assert!(details("highway=primary junction=roundabout").roundabout);
    for (duration, seconds) in [
        ("45", Some(2_700)),
        ("1:30", Some(5_400)),
        ("00:45:30", Some(2_730)),
        ("PT45M", Some(2_700)),
        ("PT1H30M", Some(5_400)),
        ("P1DT2H", Some(93_600)),
        ("PT30S", Some(30)),
        ("P45M", None),
        ("PT45", None),
        ("PTM", None),
        ("P", None),
        ("an~hour", None),
        ("0", None),
    ] {
        assert_eq!(details(&format!("route=ferry duration={duration}")).ferry_s, seconds, "{duration}");
    }
    assert_eq!(way("route=ferry motor_vehicle=no").expect("a ferry").access, Access::Closed);
}

#[test]
fn names() {
    for (tags, name) in [
        ("highway=primary name=Jalan~Basuki~Rahmat", Some("Jalan Basuki Rahmat")),
        ("highway=primary name=Jalan~Tol ref=AH2", Some("Jalan Tol")),
        ("highway=primary ref=AH2", Some("AH2")),
        ("highway=primary name=~", None),
        ("highway=primary name=~ ref=AH2", Some("AH2")),
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
