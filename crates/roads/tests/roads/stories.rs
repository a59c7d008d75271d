//! Who reaches it soonest, where one can see the answer.

use geo::Point;
use roads::VehicleClass::{self, Ambulance, Heavy, Motorcycle};
use roads::{Oneway, Order, Profiles, Reach, RoadClass, Roads, Starter};

use crate::town::Town;

/// All classes drive 36 km/h, ten metres a second, on residential roads, and no class drives elsewhere; except
/// motorcycles, at half that. The straight line to the road is as fast as the road.
fn even_profiles() -> Profiles {
    let vehicle = |name: &str, kmh: u32| {
        format!(
            "[{name}]\nemergency_factor = 1\nagainst_oneway = false\nemergency_only = true\nrestricted = true\n\
             obeys_turn_restrictions = true\nopened_barrier_s = 30\n\
             width_m = 2\nheight_m = 2\nweight_t = 2\nsingle_lane_factor = 1\n\
             [{name}.kmh]\nresidential = {kmh}\n[{name}.surface]\n[{name}.barriers]\ngate = 10\n"
        )
    };
    let table = "off_road_limit_m = 300\naccess_kmh = 36\nfragment_km = 0\nfragment_skip_m = 0\n".to_owned()
        + "[turnout]\nfire = { day = 1, night = 2 }\nambulance = { day = 1, night = 2 }\n\
           police = { day = 1, night = 2 }\n"
        + &vehicle("heavy", 36)
        + &vehicle("ambulance", 36)
        + &vehicle("car", 36)
        + &vehicle("motorcycle", 18);
    Profiles::from_toml(&table).expect("a valid table")
}

fn ambulance(point: Point<f64>) -> Starter {
    Starter { point, class: Ambulance }
}

/// Tenths of a second, or the letter of another answer.
fn tenths(reach: Reach) -> Result<u32, char> {
    match reach {
        Reach::Reached { travel_ms, .. } => Ok((travel_ms + 50) / 100),
        Reach::NotAmongSoonest => Err('n'),
        Reach::Unreachable => Err('u'),
        Reach::OffRoad => Err('o'),
    }
}

fn all_tenths(roads: &Roads, place: Point<f64>, starters: &[Starter]) -> Vec<Result<u32, char>> {
    let soonest = roads.soonest(place, starters, starters.len());
    soonest.reaches.into_iter().map(tenths).collect()
}

/// A square block, 400 m a side, one way around counter-clockwise.
fn one_way_block() -> (Town, Roads) {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let corners = [(0.0, 0.0), (400.0, 0.0), (400.0, 400.0), (0.0, 400.0)];
    let [a, b, c, d] = corners.map(|(east, north)| town.node(east, north));
    for side in [[a, b], [b, c], [c, d], [d, a]] {
        town.way(&side).oneway = Oneway::Forward;
    }
    let roads = Roads::new(town.network(), even_profiles());
    (town, roads)
}

#[test]
fn past_it_on_a_one_way_street_means_once_around_the_block() {
    let (town, roads) = one_way_block();
    let place = town.at(200.0, 0.0);
    let starters = [town.at(100.0, 0.0), town.at(300.0, 0.0), place, town.at(200.0, 10.0)].map(ambulance);
    // 100 m before it; 100 m past it, so 1500 m; there already; 10 m beside it.
    assert_eq!(all_tenths(&roads, place, &starters), [Ok(100), Ok(1500), Ok(0), Ok(10)]);
}

#[test]
fn on_a_two_way_street_both_neighbours_come_straight() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (a, b) = (town.node(0.0, 0.0), town.node(400.0, 0.0));
    town.way(&[a, b]);
    let roads = Roads::new(town.network(), even_profiles());
    let starters = [town.at(100.0, 0.0), town.at(300.0, 0.0)].map(ambulance);
    assert_eq!(all_tenths(&roads, town.at(200.0, 0.0), &starters), [Ok(100), Ok(100)]);
}

#[test]
fn at_the_corner_it_does_not_matter_which_street_one_stands_on() {
    let (town, roads) = one_way_block();
    let corner = town.at(400.0, 0.0);
    let outside = town.at(430.0, -40.0);
    let starters = [town.at(300.0, 0.0), town.at(400.0, 100.0)].map(ambulance);
    assert_eq!(all_tenths(&roads, corner, &starters), [Ok(100), Ok(1500)]);
    // 50 m off the corner, whichever of the two streets is taken as the nearest.
    assert_eq!(all_tenths(&roads, outside, &starters), [Ok(150), Ok(1550)]);
    assert_eq!(all_tenths(&roads, town.at(400.0, 200.0), &[ambulance(outside)]), [Ok(250)]);
}

#[test]
fn across_the_strait_is_unreachable_and_in_the_strait_is_off_road() {
    let mut town = Town::empty(Point::new(114.40, -8.14));
    for shore in [0.0, 5000.0] {
        let (a, b) = (town.node(shore, 0.0), town.node(shore, 1000.0));
        town.way(&[a, b]);
    }
    let roads = Roads::new(town.network(), even_profiles());
    let starters = [town.at(0.0, 0.0), town.at(5000.0, 400.0), town.at(2500.0, 400.0)].map(ambulance);
    assert_eq!(all_tenths(&roads, town.at(0.0, 400.0), &starters), [Ok(400), Err('u'), Err('o')]);
    assert_eq!(
        all_tenths(&roads, town.at(2500.0, 0.0), &starters),
        [Err('o'); 3],
        "the place itself is at sea"
    );
    assert_eq!(roads.way(starters[1].point, town.at(0.0, 400.0), Ambulance), None);
}

#[test]
fn the_soonest_two_are_found_over_all_classes() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let (a, b) = (town.node(0.0, 0.0), town.node(4000.0, 0.0));
    town.way(&[a, b]);
    let roads = Roads::new(town.network(), even_profiles());
    let starters = [(3000.0, Heavy), (900.0, Motorcycle), (1500.0, Ambulance), (1700.0, Heavy)]
        .map(|(east, class)| Starter { point: town.at(east, 0.0), class });
    let soonest = |wanted| -> Vec<_> {
        roads.soonest(town.at(0.0, 0.0), &starters, wanted).reaches.into_iter().map(tenths).collect()
    };
    // The motorcycle is nearest, but at half the speed it comes third.
    assert_eq!(soonest(0), [Err('n'); 4]);
    assert_eq!(soonest(2), [Err('n'), Err('n'), Ok(1500), Ok(1700)]);
    assert_eq!(soonest(3), [Err('n'), Ok(1800), Ok(1500), Ok(1700)]);
    assert_eq!(soonest(usize::MAX), [Ok(3000), Ok(1800), Ok(1500), Ok(1700)]);
    assert_eq!(roads.soonest(town.at(0.0, 0.0), &[], 3).reaches, []);
}

#[test]
fn a_way_tells_the_streets_in_order() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let places = [(0.0, 0.0), (500.0, 0.0), (500.0, 300.0), (700.0, 300.0), (900.0, 300.0), (700.0, 500.0)];
    let nodes = places.map(|(east, north)| town.node(east, north));
    for (nodes, name) in [
        (&nodes[0..2], Some("Jalan Diponegoro")),
        (&nodes[1..3], None),
        (&nodes[2..5], Some("Jalan Kartini")),
        (&[nodes[3], nodes[5]], Some("Gang Melati")),
    ] {
        town.way(nodes).name = name.map(str::to_owned);
    }
    let roads = Roads::new(town.network(), even_profiles());
    let way =
        roads.way(town.at(100.0, 5.0), town.at(800.0, 300.0), VehicleClass::Car).expect("there is a way");
    let told: Vec<_> =
        way.streets.iter().map(|street| (street.name.as_deref(), street.length_m.round())).collect();
    assert_eq!(told, [(Some("Jalan Diponegoro"), 400.0), (None, 300.0), (Some("Jalan Kartini"), 300.0)]);
    assert_eq!(
        (way.distance_m.round(), (way.travel_ms + 50) / 100),
        (1000.0, 1005),
        "5 m to the road are timed"
    );
    assert_eq!(way.line.0.len(), 5, "start, two corners, the junction with the alley, end");

    let staying =
        roads.way(town.at(100.0, 0.0), town.at(100.0, 0.0), VehicleClass::Car).expect("there already");
    assert_eq!((staying.travel_ms, staying.streets.len(), staying.line.0.len()), (0, 0, 2));
}

#[test]
fn the_longer_road_is_taken_where_it_is_faster() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let [a, b, over] =
        [(0.0, 0.0), (1000.0, 0.0), (500.0, 400.0)].map(|(east, north)| town.node(east, north));
    town.way(&[a, b]).class = RoadClass::Service;
    town.way(&[a, over, b]).class = RoadClass::Primary;
    let roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table is valid"));
    let way = roads.way(town.at(0.0, 0.0), town.at(1000.0, 0.0), Heavy).expect("there is a way");
    assert!((way.distance_m - 1280.6).abs() < 1.0, "{} m", way.distance_m);
}

#[test]
fn many_threads_ask_at_once() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    let (town, roads) = one_way_block();
    is_shared(&roads);
    let ask = || -> Vec<_> {
        let starters: Vec<Starter> =
            (0..40).map(|step| ambulance(town.at(f64::from(step) * 10.0, 0.0))).collect();
        (0..40).map(|step| all_tenths(&roads, town.at(400.0, f64::from(step) * 10.0), &starters)).collect()
    };
    let alone = ask();
    std::thread::scope(|scope| {
        let together: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        for answers in together {
            assert_eq!(answers.join().expect("no thread fails"), alone);
        }
    });
}

/// On a one-way street whoever stands behind the place is there at once, though the nodes beside both are far apart;
/// one ahead of it goes all the way round.
#[test]
fn of_three_the_one_behind_on_the_same_one_way_street_is_soonest() {
    let (town, mut roads) = one_way_block();
    roads.use_order(&Order::new(roads.network())).expect("its own order");
    // Metres along the southern side, from west to east; the last stands round the corner, just before the street begins.
    let stands = [(250.0, 0.0), (350.0, 0.0), (0.0, 30.0)];
    let units = stands.map(|(east, north)| ambulance(town.at(east, north)));
    let soonest = |units: &[Starter], wanted| -> Vec<Result<u32, char>> {
        let soonest = roads.soonest(town.at(300.0, 0.0), units, wanted);
        soonest.reaches.into_iter().map(tenths).collect()
    };
    assert_eq!(soonest(&units, 1), [Ok(50), Err('n'), Err('n')]);
    assert_eq!(soonest(&units, 2), [Ok(50), Err('n'), Ok(330)]);
    assert_eq!(soonest(&units, 3), [Ok(50), Ok(1550), Ok(330)]);
    assert_eq!(soonest(&units[1..], 1), [Err('n'), Ok(330)], "the first has gone");
}
