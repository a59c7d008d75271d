//! Thousands of random questions in random towns, each answered by the crate and by the oracle.

use geo::{Distance, Haversine, Point};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::{
    ClosedShape, Closure, Effect, Engine, Order, Period, Profiles, Reach, Roads, Starter, VehicleClass,
};

use crate::full_search::{Oracle, OracleReach, rules, rules_as_toml};
use crate::town::Town;

const TOWNS: u64 = 2_000;
const ROUNDS: usize = 6;

#[test]
fn every_answer_is_the_oracles() {
    let profiles = Profiles::from_toml(&rules_as_toml(&rules())).expect("the rules are a valid table");
    let mut tally = Tally::default();
    for seed in 0..TOWNS {
        let town = Town::random(seed);
        let mut roads = Roads::new(town.network(), profiles.clone());
        if seed % 2 == 0 {
            roads.use_order(&Order::new(roads.network())).expect("its own order");
        }
        let mut oracle = Oracle::new(&town, rules());
        let rng = &mut StdRng::seed_from_u64(seed ^ 0x5167_6170);
        for round in 0..ROUNDS {
            let ask = Question::random(&town, rng);
            ask.check(&roads, &oracle, &format!("seed {seed}, round {round}"), &mut tally);
            change_closures(&town, &mut roads, &mut oracle, rng);
        }
    }
    // The towns must exercise every kind of answer, or agreement would mean little.
    let Tally { reached, unreachable, off_road, not_among, over_closures, by_turns } = tally;
    println!(
        "{reached} reached, {unreachable} unreachable, {off_road} off road, {not_among} not among the soonest, \
         {by_turns} otherwise without turn restrictions and barriers"
    );
    assert!(
        reached > 10_000
            && unreachable > 1_000
            && off_road > 1_000
            && not_among > 1_000
            && over_closures > 1_000
            && by_turns > 5_000
    );
}

#[derive(Default)]
struct Tally {
    reached: usize,
    unreachable: usize,
    off_road: usize,
    not_among: usize,
    over_closures: usize,
    /// How many answers turn restrictions and barriers changed.
    by_turns: usize,
}

struct Question {
    place: Point<f64>,
    starters: Vec<Starter>,
    wanted: usize,
}

impl Question {
    fn random(town: &Town, rng: &mut StdRng) -> Self {
        let point = |rng: &mut StdRng| {
            let beside = rng.random_bool(0.3).then(|| town.random_roadside(rng)).flatten();
            beside.unwrap_or_else(|| town.random_point(rng))
        };
        let place = point(rng);
        let classes = rng.random_range(1..=4);
        let starters = (0..rng.random_range(1..12)).map(|_| Starter {
            point: if rng.random_bool(0.1) { place } else { point(rng) },
            class: VehicleClass::ALL[rng.random_range(0..classes)],
        });
        let starters: Vec<Starter> = starters.collect();
        let wanted = rng.random_range(0..=starters.len());
        Self { place, starters, wanted }
    }

    fn check(&self, roads: &Roads, oracle: &Oracle<'_>, at: &str, tally: &mut Tally) {
        let expected: Vec<OracleReach> = self
            .starters
            .iter()
            .map(|starter| oracle.reach(starter.point, self.place, starter.class))
            .collect();

        for engine in [Engine::PlainSearch, Engine::Hierarchy] {
            let all = roads.soonest_by(engine, self.place, &self.starters, self.starters.len());
            let answers: Vec<_> = all.reaches.iter().map(as_oracle).collect();
            assert_eq!(answers, expected, "{at}: all wanted, by {engine:?}");
        }
        let all = roads.soonest(self.place, &self.starters, self.starters.len());
        assert_eq!(all, roads.all_by_full_search(self.place, &self.starters), "{at}: full search");
        assert_eq!(all.epoch, roads.epoch(), "{at}: the answer carries the epoch");

        for engine in [Engine::PlainSearch, Engine::Hierarchy] {
            self.check_soonest((roads, engine), &expected, at, tally);
        }
        for (starter, expected) in self.starters.iter().zip(&expected) {
            self.check_way(roads, oracle, starter, *expected, at);
            let free = oracle.reach_by_any_turn(starter.point, self.place, starter.class);
            tally.by_turns += usize::from(free != *expected);
        }
        match roads.street_at(self.place) {
            Some(name) => {
                assert!(oracle.streets_at(self.place).contains(&name), "{at}: {name} is not the street");
            }
            None => assert!(oracle.streets_at(self.place).is_empty(), "{at}: there is a street"),
        }
        for expected in &expected {
            match expected {
                OracleReach::Reached(_) => tally.reached += 1,
                OracleReach::Unreachable => tally.unreachable += 1,
                OracleReach::OffRoad => tally.off_road += 1,
            }
        }
        tally.over_closures += usize::from(!oracle.closures.is_empty());
    }

    /// With fewer wanted than there are, those reached are the soonest, exactly.
    fn check_soonest(
        &self,
        (roads, engine): (&Roads, Engine),
        expected: &[OracleReach],
        at: &str,
        tally: &mut Tally,
    ) {
        let at = format!("{at}: soonest {} of {} by {engine:?}", self.wanted, self.starters.len());
        let mut costs: Vec<_> = expected.iter().filter_map(cost).collect();
        costs.sort_unstable();
        let enough = costs.len() >= self.wanted;
        costs.truncate(self.wanted);

        let answer = roads.soonest_by(engine, self.place, &self.starters, self.wanted);
        let mut answered = Vec::new();
        for (reach, expected) in answer.reaches.iter().zip(expected) {
            if *reach == Reach::NotAmongSoonest {
                // Whether a road is near one that is too far even by straight line is not looked for.
                assert!(enough, "{at}: {expected:?} was left out");
                tally.not_among += 1;
            } else {
                assert_eq!(as_oracle(reach), *expected, "{at}");
                answered.extend(cost(expected));
            }
        }
        answered.sort_unstable();
        assert_eq!(answered, costs, "{at}");
    }

    /// The way takes the time that the soonest search gave, and its line begins and ends on the road.
    fn check_way(
        &self,
        roads: &Roads,
        oracle: &Oracle<'_>,
        starter: &Starter,
        expected: OracleReach,
        at: &str,
    ) {
        let way = roads.way(starter.point, self.place, starter.class);
        let OracleReach::Reached((ms, cm)) = expected else {
            assert_eq!(way, None, "{at}: a way where there is none");
            return;
        };
        let way = way.unwrap_or_else(|| panic!("{at}: no way from {starter:?}"));
        assert_eq!(
            (u64::from(way.travel_ms), metres(cm)),
            (ms, way.distance_m),
            "{at}: the way's time and distance"
        );

        let ends = [(starter.point, way.line.points().next()), (self.place, way.line.points().next_back())];
        for (point, end) in ends {
            let snap = roads.snap(point, starter.class).expect("a way has two ends on the road");
            assert_eq!(end, Some(snap.point), "{at}: the line's end");
            let distance = oracle.snap(point, starter.class).expect("the oracle snaps too").off_road_m;
            assert!((snap.off_road_m - distance).abs() < 1e-6, "{at}: the nearest road");
            let drawn = Haversine.distance(point, snap.point);
            assert!(
                (drawn - distance).abs() < 0.02 + distance * 1e-3,
                "{at}: {drawn} m drawn, {distance} m meant"
            );
        }

        let length: f64 =
            way.line.lines().map(|piece| Haversine.distance(piece.start_point(), piece.end_point())).sum();
        assert!(
            (length - way.distance_m).abs() < 0.5 + way.distance_m * 1e-3,
            "{at}: {length} m, not {}",
            way.distance_m
        );
        let streets: f64 = way.streets.iter().map(|stretch| stretch.length_m).sum();
        assert!((streets - way.distance_m).abs() < 1e-6, "{at}: the streets add up");
        let steps: f64 = way.steps.iter().map(|step| step.length_m).sum();
        assert!((steps - way.distance_m).abs() < 1e-6, "{at}: the steps add up");
        assert!(
            way.streets.windows(2).all(|pair| pair[0].name != pair[1].name),
            "{at}: each street is told once"
        );
    }
}

fn change_closures(town: &Town, roads: &mut Roads, oracle: &mut Oracle<'_>, rng: &mut StdRng) {
    let before = roads.epoch();
    match rng.random_range(0..6) {
        5 => {
            oracle.period = if oracle.period == Period::Day { Period::Night } else { Period::Day };
            roads.set_period(oracle.period);
        }
        0 => {
            let ids: Vec<String> = oracle.closures.keys().cloned().collect();
            if let Some(id) = ids.get(rng.random_range(0..=ids.len())) {
                assert!(roads.reopen(id));
                oracle.closures.remove(id);
            } else {
                assert!(!roads.reopen("no such closure"));
                return;
            }
        }
        1 => {
            oracle.closures.clear();
            let closures: Vec<Closure> =
                (0..rng.random_range(0..3)).map(|_| random_closure(town, rng)).collect();
            for closure in &closures {
                oracle.closures.insert(closure.id.clone(), covered(oracle, closure));
            }
            let closed = roads.set_closures(closures);
            assert_eq!(closed.len(), oracle.closures.len());
        }
        _ => {
            let closure = random_closure(town, rng);
            let expected = covered(oracle, &closure);
            oracle.closures.insert(closure.id.clone(), expected.clone());
            assert_eq!(roads.close(closure).lines.len(), expected.1.len(), "as many segments as stretches");
        }
    }
    assert!(roads.epoch() > before);
}

/// One of four ids, so that closures are also moved.
fn random_closure(town: &Town, rng: &mut StdRng) -> Closure {
    let id = format!("closure {}", rng.random_range(0..4));
    let shape = match town.random_roadside(rng) {
        Some(point) if rng.random_bool(0.6) => ClosedShape::Segment(point),
        _ => ClosedShape::Circle { centre: town.random_point(rng), radius_m: rng.random_range(1.0..250.0) },
    };
    let effect = match rng.random_range(0..3) {
        0 => Effect::Closed,
        1 => Effect::Slowed { kmh: rng.random_range(0..8) },
        _ => Effect::Slowed { kmh: rng.random_range(8..40) },
    };
    Closure { id, shape, effect }
}

/// What a closure leaves of the speed, and where.
fn covered(oracle: &Oracle<'_>, closure: &Closure) -> (Option<u16>, std::collections::BTreeSet<usize>) {
    let left = match closure.effect {
        Effect::Closed | Effect::Slowed { kmh: 0 } => None,
        Effect::Slowed { kmh } => Some(kmh),
    };
    let stretches = match closure.shape {
        ClosedShape::Segment(point) => oracle.stretch_at(point),
        ClosedShape::Circle { centre, radius_m } => oracle.stretches_touching(centre, radius_m),
        ClosedShape::Outline(_) => unreachable!("none is drawn here"),
    };
    (left, stretches)
}

fn metres(cm: u64) -> f64 {
    cm as f64 / 100.0
}

fn cost(reach: &OracleReach) -> Option<(u64, u64)> {
    match reach {
        OracleReach::Reached(cost) => Some(*cost),
        _ => None,
    }
}

pub(crate) fn as_oracle(reach: &Reach) -> OracleReach {
    match *reach {
        Reach::Reached { travel_ms, distance_m } => {
            OracleReach::Reached((travel_ms.into(), (distance_m * 100.0).round() as u64))
        }
        Reach::Unreachable => OracleReach::Unreachable,
        Reach::OffRoad => OracleReach::OffRoad,
        Reach::NotAmongSoonest => panic!("an answer that was wanted is missing"),
    }
}
