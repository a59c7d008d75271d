//! A hundred thousand questions to both engines, on invented countries and on real roads, while roads close and open:
//! the plain search, which the oracle of this folder checks, and the hierarchy. Every answer must be the same.

use geo::Point;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::testing::Country;
use roads::{
    ClosedShape, Closure, Effect, Engine, Network, NodeId, Order, Period, Profiles, Reach, Roads, Starter,
    VehicleClass,
};

use crate::real_roads::{read, shared_regions};

/// How many questions have been asked, and what they showed.
#[derive(Default)]
struct Tally {
    asked: usize,
    reached: usize,
    unreachable: usize,
    closed: usize,
}

/// Asks so many questions about a network; every few of them a road closes or opens.
fn interrogate(network: Network, name: &str, questions: usize, tally: &mut Tally) {
    let order = Order::new(&network);
    let bounds = network.bounds().expect("there are roads");
    let mut roads = Roads::new(network, Profiles::shipped().expect("the shipped table"));
    roads.use_order(&order).expect("its own order");
    let rng = &mut StdRng::seed_from_u64(112);
    let point = |rng: &mut StdRng| {
        let (min, max) = (bounds.min(), bounds.max());
        Point::new(rng.random_range(min.x..max.x), rng.random_range(min.y..max.y))
    };
    for question in 0..questions {
        if question % 20 == 0 {
            change_closures(&mut roads, point(rng), rng);
        }
        if question % 500 == 250 {
            roads.set_period(if rng.random_bool(0.5) { Period::Day } else { Period::Night });
        }
        let classes = rng.random_range(1..=4);
        let starters: Vec<Starter> = (0..rng.random_range(1..20))
            .map(|_| Starter { point: point(rng), class: VehicleClass::ALL[rng.random_range(0..classes)] })
            .collect();
        let (place, wanted) = (point(rng), rng.random_range(0..=starters.len()));
        let expected = roads.all_by_full_search(place, &starters);
        let at = format!("{name}, question {question}");
        let all = roads.soonest_by(Engine::Hierarchy, place, &starters, starters.len());
        assert_eq!(all, expected, "{at}: all");
        for engine in [Engine::Hierarchy, Engine::PlainSearch] {
            let few = roads.soonest_by(engine, place, &starters, wanted);
            assert_eq!(
                costs(&few.reaches),
                first(costs(&expected.reaches), wanted),
                "{at}: {wanted} by {engine:?}"
            );
        }
        if let (Some(starter), Some(reach)) = (starters.first(), expected.reaches.first()) {
            let way = roads.way(starter.point, place, starter.class);
            let told = way.map(|way| (way.travel_ms, (way.distance_m * 100.0).round() as u64));
            assert_eq!(told, cost(reach), "{at}: the way");
        }
        if question % 50 == 0 {
            check_first_arrivals(&roads, &starters, &at);
        }
        tally.asked += 1;
        tally.reached += costs(&expected.reaches).len();
        tally.unreachable += expected.reaches.iter().filter(|reach| **reach == Reach::Unreachable).count();
        tally.closed += roads.closed().iter().map(|closed| closed.lines.len()).sum::<usize>();
    }
}

/// At each of a few junctions the first of the starters arrives when the plain search says so.
fn check_first_arrivals(roads: &Roads, starters: &[Starter], at: &str) {
    let ready: Vec<(Starter, u32)> =
        starters.iter().zip(1_000..).map(|(&starter, ms)| (starter, ms)).collect();
    let first = roads.first_arrivals(&ready).expect("there is an order");
    for junction in (0..roads.network().node_count() as u32).step_by(roads.network().node_count() / 4 + 1) {
        let junction = NodeId(junction);
        let place = roads.network().node(junction).expect("one of its junctions");
        let on_it =
            |starter: &Starter| roads.snap(place, starter.class).is_some_and(|it| it.off_road_m < 0.001);
        // Nothing can be asked about a junction that a class cannot stand on, its roads being closed to it.
        if starters.iter().all(on_it) {
            let expected = first_arrival(roads, place, &ready);
            assert_eq!(first.ms(junction), expected, "{at}: first at {junction:?}");
        }
    }
}

fn first_arrival(roads: &Roads, place: Point<f64>, ready: &[(Starter, u32)]) -> Option<u32> {
    let starters: Vec<Starter> = ready.iter().map(|&(starter, _)| starter).collect();
    let reaches = roads.all_by_full_search(place, &starters).reaches;
    let at = |(reach, &(_, ready_ms)): (&Reach, &(Starter, u32))| Some(cost(reach)?.0 + ready_ms);
    reaches.iter().zip(ready).filter_map(at).min()
}

fn change_closures(roads: &mut Roads, near: Point<f64>, rng: &mut StdRng) {
    let id = format!("closure {}", rng.random_range(0..6));
    let radius_m = rng.random_range(50.0..800.0);
    let shape = match rng.random_range(0..4) {
        0 => {
            roads.reopen(&id);
            return;
        }
        1 => ClosedShape::Segment(near),
        _ => ClosedShape::Circle { centre: near, radius_m },
    };
    let slowed = Effect::Slowed { kmh: rng.random_range(3..20) };
    roads.close(Closure { id, shape, effect: if rng.random_bool(0.3) { slowed } else { Effect::Closed } });
}

/// Milliseconds and centimetres, where the place is reached.
fn cost(reach: &Reach) -> Option<(u32, u64)> {
    match *reach {
        Reach::Reached { travel_ms, distance_m } => Some((travel_ms, (distance_m * 100.0).round() as u64)),
        Reach::NotAmongSoonest | Reach::Unreachable | Reach::OffRoad => None,
    }
}

/// The costs of those who reach the place, the soonest first.
fn costs(reaches: &[Reach]) -> Vec<(u32, u64)> {
    let mut costs: Vec<_> = reaches.iter().filter_map(cost).collect();
    costs.sort_unstable();
    costs
}

fn first(mut costs: Vec<(u32, u64)>, wanted: usize) -> Vec<(u32, u64)> {
    costs.truncate(wanted);
    costs
}

/// The questions must exercise every kind of answer, or agreement would mean little.
fn told(name: &str, tally: &Tally) -> String {
    let Tally { asked, reached, unreachable, closed } = *tally;
    assert!(reached > asked && unreachable > asked / 10 && closed > asked, "{name} shows too little");
    format!(
        "{name}: {asked} questions, {reached} reached, {unreachable} not, {} roads closed",
        closed / asked
    )
}

#[test]
fn both_engines_give_the_same_answer_in_hamlets() {
    let mut tally = Tally::default();
    for seed in 0..12 {
        interrogate(Country::new(seed, 300).network(), &format!("hamlets {seed}"), 5_000, &mut tally);
    }
    println!("{}", told("hamlets", &tally));
}

#[test]
fn both_engines_give_the_same_answer_in_towns() {
    let mut tally = Tally::default();
    for (seed, junctions, questions) in [(1, 1_000, 20_000), (2, 5_000, 16_000), (3, 50_000, 400)] {
        interrogate(Country::new(seed, junctions).network(), &format!("towns {seed}"), questions, &mut tally);
    }
    println!("{}", told("towns", &tally));
}

#[test]
fn both_engines_give_the_same_answer_on_real_roads() {
    let Some(folder) = shared_regions() else {
        println!("skipped: no shared data");
        return;
    };
    let mut tally = Tally::default();
    for name in ["surabaya-sidoarjo", "banyuwangi-utara_bali-barat"] {
        let file = folder.join(name).with_extension("osm.pbf");
        interrogate(read(&file).network(), name, 2_500, &mut tally);
    }
    println!("{}", told("real roads", &tally));
}
