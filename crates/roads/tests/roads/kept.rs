//! What is kept from question to question, while roads close, slow down and open again, is what would be found anew.

use std::collections::BTreeMap;

use geo::{Point, Rect};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::testing::Country;
use roads::{
    ClosedShape, Closure, Effect, Network, Order, Period, Profiles, Reach, Roads, Starter, VehicleClass,
};

use crate::town::Town;

/// Beyond the edge of the map some are too far from any road.
const BEYOND: f64 = 0.03;

fn somewhere(bounds: &Rect<f64>, rng: &mut StdRng) -> Point<f64> {
    let (min, max) = (bounds.min(), bounds.max());
    let east = rng.random_range(min.x - BEYOND..max.x + BEYOND);
    Point::new(east, rng.random_range(min.y - BEYOND..max.y + BEYOND))
}

fn starter(bounds: &Rect<f64>, rng: &mut StdRng) -> Starter {
    let class = VehicleClass::ALL[rng.random_range(0..VehicleClass::ALL.len())];
    Starter { point: somewhere(bounds, rng), class }
}

/// Closes, slows or opens something, on the roads and in the list of what is in force.
fn change(roads: &mut Roads, in_force: &mut BTreeMap<String, Closure>, near: Point<f64>, rng: &mut StdRng) {
    let id = format!("closure {}", rng.random_range(0..8));
    if rng.random_bool(0.4) {
        roads.reopen(&id);
        in_force.remove(&id);
        return;
    }
    let shape = if rng.random_bool(0.5) {
        ClosedShape::Segment(near)
    } else {
        ClosedShape::Circle { centre: near, radius_m: rng.random_range(50.0..900.0) }
    };
    let slowed = Effect::Slowed { kmh: rng.random_range(0..20) };
    let closure =
        Closure { id: id.clone(), shape, effect: if rng.random_bool(0.3) { slowed } else { Effect::Closed } };
    roads.close(closure.clone());
    in_force.insert(id, closure);
}

/// A room that has just opened, with the same closures.
fn opened_anew(network: &Network, in_force: &BTreeMap<String, Closure>, period: Period) -> Roads {
    let mut roads = Roads::new(network.clone(), Profiles::shipped().expect("the shipped table"));
    roads.set_closures(in_force.values().cloned());
    roads.set_period(period);
    roads
}

fn as_told(number: usize, reach: &Reach) -> Option<(u32, u64, usize)> {
    match *reach {
        Reach::Reached { travel_ms, distance_m } => {
            Some((travel_ms, (distance_m * 100.0).round() as u64, number))
        }
        _ => None,
    }
}

#[test]
fn whoever_stands_still_is_found_again_where_roads_have_changed() {
    let (mut moved, mut asked) = (0, 0);
    for seed in 0..6 {
        let network = Country::new(seed, 300).network();
        let bounds = network.bounds().expect("there are roads");
        let rng = &mut StdRng::seed_from_u64(seed);
        let mut roads = opened_anew(&network, &BTreeMap::new(), Period::Day);
        let mut in_force = BTreeMap::new();
        let mut starters: Vec<Starter> = (0..60).map(|_| starter(&bounds, rng)).collect();
        let order = Order::new(&network);
        roads.use_order(&order).expect("its own order");
        let mut before = Vec::new();
        for round in 0..150 {
            let at = format!("seed {seed}, round {round}");
            match rng.random_range(0..30) {
                0 => roads.set_period(if rng.random_bool(0.5) { Period::Day } else { Period::Night }),
                // More than are remembered one by one.
                1 => (0..70).for_each(|_| change(&mut roads, &mut in_force, somewhere(&bounds, rng), rng)),
                2 => drop(roads.set_closures(in_force.values().cloned())),
                _ => {
                    let near = starters[rng.random_range(0..starters.len())].point;
                    change(&mut roads, &mut in_force, near, rng);
                }
            }
            let index = rng.random_range(0..starters.len());
            starters[index] = starter(&bounds, rng);

            let place = somewhere(&bounds, rng);
            let anew = opened_anew(&network, &in_force, roads.period());
            let expected = anew.all_by_full_search(place, &starters).reaches;
            assert_eq!(roads.all_by_full_search(place, &starters).reaches, expected, "{at}: by a list");
            let mut costs: Vec<_> =
                expected.iter().enumerate().filter_map(|(number, reach)| as_told(number, reach)).collect();
            costs.sort_unstable();
            let wanted = [1, 5, starters.len()][round % 3];
            costs.truncate(wanted);
            let told = roads.soonest(place, &starters, wanted).reaches;
            let mut told: Vec<_> =
                told.iter().enumerate().filter_map(|(number, reach)| as_told(number, reach)).collect();
            told.sort_unstable();
            assert_eq!(told, costs, "{at}: {wanted} by the hierarchy");

            let stands: Vec<_> = starters.iter().map(|own| roads.snap(own.point, own.class)).collect();
            moved += before.iter().zip(&stands).filter(|(before, now)| before != now).count();
            asked += stands.len();
            before = stands;
        }
    }
    assert!(moved > asked / 100, "only {moved} of {asked} stands were others than before");
}

/// A stray piece of road is stood on only while no proper road is near: also if that one is farther than the piece.
#[test]
fn a_proper_road_that_opens_again_is_stood_on_rather_than_the_fragment_before_it() {
    let mut town = Town::empty(Point::new(112.7, -7.3));
    let fragment = [town.node(0.0, 0.0), town.node(100.0, 0.0)];
    let proper = [0.0, 1_000.0, 5_000.0].map(|east| town.node(east, 200.0));
    town.way(&fragment);
    town.way(&proper[..2]);
    town.way(&proper[1..]);
    let mut roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table"));
    let (unit, place) = (town.at(50.0, 0.0), town.at(4_000.0, 200.0));
    let reaches = |roads: &Roads| {
        let unit = Starter { point: unit, class: VehicleClass::Ambulance };
        matches!(roads.soonest(place, &[unit], 1).reaches[0], Reach::Reached { .. })
    };
    assert!(reaches(&roads), "over the proper road");
    for round in 0..2 {
        roads.close(Closure::closed(
            "flood",
            ClosedShape::Circle { centre: town.at(50.0, 200.0), radius_m: 10.0 },
        ));
        assert!(!reaches(&roads), "round {round}: only the fragment is left");
        roads.reopen("flood");
        assert!(reaches(&roads), "round {round}: the road is open again");
    }
}
