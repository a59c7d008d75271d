//! Turn restrictions and barriers, from tags to answers one can see.
#![allow(clippy::many_single_char_names, reason = "corners of a sketch")]

use std::collections::BTreeSet;

use roads::osm::{self, Member, MemberKind};
use roads::{
    Access, Barrier, BarrierKind, LeftOut, NetworkBuilder, Period, Profiles, Reach, Restriction, Roads,
    SHIPPED_PROFILES, Starter, TurnRule, VehicleClass, VehicleSet, Via,
};

use crate::town::Town;
use VehicleClass::{Ambulance, Car, Heavy, Motorcycle};

/// Members as `role node 7` or `role way 8`, tags as `key=value`, both separated by commas.
fn relation(members: &str, tags: &str) -> Result<Vec<Restriction>, LeftOut> {
    let member = |text: &'static str| {
        let mut words = text.split(' ');
        let mut word = || words.next().expect("three words");
        let role = word();
        let kind = match word() {
            "node" => MemberKind::Node,
            "way" => MemberKind::Way,
            _ => MemberKind::Relation,
        };
        Member { kind, id: word().parse().expect("an id"), role }
    };
    let members: &'static str = members.to_owned().leak();
    osm::restrictions(
        members.split(", ").map(member),
        tags.split(", ").map(|tag| tag.split_once('=').expect("key=value")),
    )
}

#[test]
fn relations_that_are_turn_restrictions() {
    const AT_NODE: &str = "from way 1, via node 5, to way 2";
    let all = VehicleSet::ALL;
    let heavy = VehicleSet::of([Heavy]);
    let only = |rule, binds| Ok(vec![(rule, binds)]);
    for (tags, rules) in [
        ("type=restriction, restriction=no_left_turn", only(TurnRule::No, all)),
        ("type=restriction, restriction=no_u_turn", only(TurnRule::No, all)),
        ("type=restriction, restriction=no_entry", only(TurnRule::No, all)),
        ("type=restriction, restriction=only_straight_on", only(TurnRule::Only, all)),
        ("type=restriction, restriction:hgv=no_right_turn", only(TurnRule::No, heavy)),
        ("type=restriction:hgv, restriction:hgv=no_right_turn", only(TurnRule::No, heavy)),
        (
            "type=restriction, restriction=no_left_turn, except=hgv;bicycle",
            only(TurnRule::No, all.without(heavy)),
        ),
        (
            "type=restriction, restriction=no_left_turn, except=motorcar",
            only(TurnRule::No, VehicleSet::of([Heavy, Motorcycle])),
        ),
        ("type=restriction, restriction=no_left_turn, except=psv; emergency", Ok(vec![])),
        ("type=restriction, restriction=no_left_turn, except=bus", only(TurnRule::No, all)),
        ("type=restriction, restriction:bus=no_left_turn", Ok(vec![])),
        (
            "type=restriction, restriction=no_left_turn, restriction:hgv=only_right_turn",
            Ok(vec![(TurnRule::No, all), (TurnRule::Only, heavy)]),
        ),
        (
            "type=restriction, restriction:conditional=no_left_turn @ (Mo-Fr 07:00-09:00)",
            Err(LeftOut::Conditional),
        ),
        ("type=restriction, restriction=no_left_turn @ (Mo-Fr 07:00-09:00)", Err(LeftOut::Conditional)),
        (
            "type=restriction, restriction=no_left_turn, hour_on=07:00, hour_off=09:00",
            Err(LeftOut::Conditional),
        ),
        ("type=restriction, restriction=no_left_turn, day_on=Monday", Err(LeftOut::Conditional)),
        ("type=restriction, restriction=no_left_turn, restriction:emergency=none", Ok(vec![])),
        (
            "type=restriction, restriction=no_left_turn, restriction:hgv=none",
            only(TurnRule::No, all.without(heavy)),
        ),
        ("type=restriction, restriction=give_way", Err(LeftOut::Incomplete)),
        ("type=restriction", Err(LeftOut::Incomplete)),
        ("type=multipolygon, restriction=no_left_turn", Ok(vec![])),
    ] {
        let told = relation(AT_NODE, tags)
            .map(|told| told.into_iter().map(|told| (told.rule, told.binds)).collect::<Vec<_>>());
        assert_eq!(told, rules, "{tags}");
    }
}

#[test]
fn members_of_a_turn_restriction() {
    for (members, told) in [
        ("from way 1, via node 5, to way 2", Ok((vec![1], Via::Node(5), vec![2]))),
        ("to way 2, via node 5, from way 1", Ok((vec![1], Via::Node(5), vec![2]))),
        ("from way 1, via way 5, to way 2", Ok((vec![1], Via::Ways(vec![5]), vec![2]))),
        ("from way 1, via way 5, via way 6, to way 2", Ok((vec![1], Via::Ways(vec![5, 6]), vec![2]))),
        ("from way 1, from way 3, via node 5, to way 2", Ok((vec![1, 3], Via::Node(5), vec![2]))),
        ("from way 1, via node 5, to way 2, location_hint node 9", Ok((vec![1], Via::Node(5), vec![2]))),
        ("from way 1, to way 2", Err(LeftOut::Incomplete)),
        ("from way 1, via node 5", Err(LeftOut::Incomplete)),
        ("from node 1, via node 5, to way 2", Err(LeftOut::Incomplete)),
        ("from way 1, via node 5, via node 6, to way 2", Err(LeftOut::Ambiguous)),
        ("from way 1, via node 5, via way 6, to way 2", Err(LeftOut::Ambiguous)),
    ] {
        let read = relation(members, "type=restriction, restriction=no_left_turn")
            .map(|mut read| read.swap_remove(0))
            .map(|read| (read.from, read.via, read.to));
        assert_eq!(read, told, "{members}");
    }
}

#[test]
fn barriers_by_their_tags() {
    use Access::{Closed, EmergencyOnly, Open, Restricted};
    for (tags, barrier) in [
        ("barrier=gate", Some((BarrierKind::Gate, None))),
        ("barrier=gate, access=private", Some((BarrierKind::Gate, Some(Restricted)))),
        ("barrier=gate, locked=yes", Some((BarrierKind::LockedGate, None))),
        ("barrier=lift_gate, motor_vehicle=yes", Some((BarrierKind::LiftGate, Some(Open)))),
        ("barrier=bollard", Some((BarrierKind::Bollard, None))),
        ("barrier=bollard, bollard=removable", Some((BarrierKind::OpeningBollard, None))),
        ("barrier=bollard, emergency=yes", Some((BarrierKind::Bollard, Some(EmergencyOnly)))),
        (
            "barrier=bollard, motor_vehicle=no, emergency=yes",
            Some((BarrierKind::Bollard, Some(EmergencyOnly))),
        ),
        ("barrier=block, locked=yes", Some((BarrierKind::Block, None))),
        // A gate kept shut is a locked one; where everybody is told off it, even emergency vehicles, nobody passes.
        ("barrier=gate, access=no", Some((BarrierKind::LockedGate, Some(Restricted)))),
        ("barrier=lift_gate, access=no, motor_vehicle=no", Some((BarrierKind::LockedGate, Some(Restricted)))),
        ("barrier=gate, access=no, emergency=yes", Some((BarrierKind::Gate, Some(EmergencyOnly)))),
        ("barrier=gate, access=no, emergency=no", Some((BarrierKind::Gate, Some(Closed)))),
        ("barrier=gate, motor_vehicle=no", Some((BarrierKind::Gate, Some(Restricted)))),
        ("barrier=block, access=no", Some((BarrierKind::Block, Some(Closed)))),
        ("barrier=arch", None),
        ("barrier=gate, emergency=no", Some((BarrierKind::Gate, Some(Closed)))),
        ("barrier=wall", Some((BarrierKind::Other, None))),
        ("barrier=full-height_turnstile", Some((BarrierKind::FootPassage, None))),
        ("barrier=entrance", None),
        ("barrier=kerb", None),
        ("barrier=no", None),
        ("highway=crossing", None),
    ] {
        let told = osm::barrier(tags.split(", ").filter_map(|tag| tag.split_once('=')));
        assert_eq!(told.map(|told| (told.kind, told.access)), barrier, "{tags}");
    }
}

/// By kind of barrier: what heavy vehicles, ambulances, cars and motorcycles may, where it differs from the rest.
#[test]
fn what_a_barrier_is_to_a_class() {
    use Access::{Open, Restricted};
    let own = |tags: &str| {
        let told = osm::barrier(tags.split(", ").filter_map(|tag| tag.split_once('='))).expect(tags);
        VehicleClass::ALL.map(|class| told.by_class.of(class))
    };
    for (tags, by_class) in [
        ("barrier=gate", [None; 4]),
        ("barrier=gate, access=no, motorcycle=yes", [None, None, None, Some(Open)]),
        ("barrier=lift_gate, hgv=no", [Some(Restricted), None, None, None]),
        ("barrier=lift_gate, motorcar=no", [Some(Restricted), Some(Restricted), Some(Restricted), None]),
        ("barrier=height_restrictor, motorcar=yes", [None, Some(Open), Some(Open), None]),
    ] {
        assert_eq!(own(tags), by_class, "{tags}");
    }
}

#[test]
fn gates_that_are_shut_by_night() {
    for (tags, kind, access, shut_at_night) in [
        ("barrier=gate, access:conditional=no @ (22:00-05:00)", BarrierKind::Gate, None, true),
        (
            "barrier=gate, access=permissive, access:conditional=no @ (23:00-04:30)",
            BarrierKind::Gate,
            Some(Access::Open),
            true,
        ),
        (
            "barrier=lift_gate, motor_vehicle:conditional=yes @ (05:00-22:00)",
            BarrierKind::LiftGate,
            None,
            true,
        ),
        ("barrier=gate, access=no, access:conditional=yes @ (05:00-22:00)", BarrierKind::Gate, None, true),
        (
            "barrier=gate, access=private, access:conditional=permissive @ (05:00-22:00)",
            BarrierKind::Gate,
            Some(Access::Restricted),
            false,
        ),
        ("barrier=gate, access:conditional=no @ (07:00-09:00)", BarrierKind::Gate, None, false),
        ("barrier=bollard, access:conditional=no @ (22:00-05:00)", BarrierKind::Bollard, None, false),
    ] {
        let told = osm::barrier(tags.split(", ").filter_map(|tag| tag.split_once('='))).expect(tags);
        assert_eq!((told.kind, told.access, told.shut_at_night), (kind, access, shut_at_night), "{tags}");
    }
}

/// Whoever comes up against the gate of a quarter: by day it is opened in 20 s, by night it has to be cut, or
/// somebody comes with the key.
#[test]
fn a_gate_that_is_shut_by_night_is_driven_round_then() {
    let delay = |class, period, tags: &str| {
        let passing = |barrier: Option<Barrier>| {
            let mut crossroads = crossroads();
            crossroads.town.barriers.extend(barrier.map(|barrier| (crossroads.ids[0], barrier)));
            let mut roads = Roads::new(crossroads.town.network(), Profiles::shipped().expect("valid"));
            roads.set_period(period);
            let [from, to] = [ON_SOUTH, ON_NORTH].map(|(east, north)| crossroads.town.at(east, north));
            roads.way(from, to, class).map(|way| way.travel_ms)
        };
        let barrier = osm::barrier(tags.split(", ").filter_map(|tag| tag.split_once('=')));
        Some(passing(barrier)? - passing(None)?)
    };
    let gate = "barrier=gate, access=permissive, access:conditional=no @ (22:00-05:00)";
    let for_all = "barrier=gate, emergency=yes, access:conditional=no @ (22:00-05:00)";
    let motorcycles = "barrier=gate, access=no, motorcycle=yes";
    for (class, period, tags, expected) in [
        (Heavy, Period::Day, gate, Some(20_000)),
        (Heavy, Period::Night, gate, Some(90_000)),
        (Ambulance, Period::Day, gate, Some(20_000)),
        (Ambulance, Period::Night, gate, Some(300_000)),
        (Ambulance, Period::Night, for_all, Some(30_000)),
        (Ambulance, Period::Day, motorcycles, Some(300_000)),
        (Heavy, Period::Day, motorcycles, Some(90_000)),
        (Motorcycle, Period::Day, motorcycles, Some(30_000)),
        (Ambulance, Period::Day, "barrier=gate, locked=yes, emergency=yes", Some(30_000)),
        (Ambulance, Period::Day, "barrier=gate, locked=yes, access=permissive", Some(300_000)),
        (Ambulance, Period::Day, "barrier=gate, access=no, emergency=no", None),
        (Ambulance, Period::Day, "barrier=gate, emergency=yes", Some(20_000)),
    ] {
        assert_eq!(delay(class, period, tags), expected, "{class:?} {period:?} {tags}");
    }
}

/// A crossroads, 100 m to each end, with a second way round from the south to the west:
///
/// ```text
///            n
///            |
///   w ------ x ------ e
///   |        |
///   +------- s
/// ```
struct Crossroads {
    town: Town,
    ids: [i64; 6],
}

/// Its ways, by OpenStreetMap id.
const SOUTH: i64 = 1;
const WEST: i64 = 2;
const NORTH: i64 = 3;
const EAST: i64 = 4;
const ROUND: i64 = 5;

fn crossroads() -> Crossroads {
    let mut town = Town::empty(geo::Point::new(112.74, -7.26));
    let places = [(0.0, 0.0), (0.0, -100.0), (-100.0, 0.0), (0.0, 100.0), (100.0, 0.0), (-100.0, -100.0)];
    let ids = places.map(|(east, north)| town.node(east, north));
    let [x, s, w, n, e, corner] = ids;
    for nodes in [&[s, x][..], &[x, w], &[x, n], &[x, e], &[s, corner, w]] {
        town.way(nodes);
    }
    Crossroads { town, ids }
}

impl Crossroads {
    fn restrict(mut self, rule: TurnRule, from: i64, via: Via, to: i64) -> Self {
        let (from, to, binds) = (vec![from], vec![to], VehicleSet::ALL);
        self.town.restrictions.push(Restriction { rule, from, via, to, binds });
        self
    }

    fn at_x(self, rule: TurnRule, from: i64, to: i64) -> Self {
        let x = self.ids[0];
        self.restrict(rule, from, Via::Node(x), to)
    }

    fn barrier(mut self, node: usize, kind: BarrierKind, access: Option<Access>) -> Self {
        self.town.barriers.push((self.ids[node], Barrier { access, ..Barrier::of(kind) }));
        self
    }

    /// Tens of metres by road from the middle of one arm to the middle of another, for ambulances.
    fn tens(&self, from: (f64, f64), to: (f64, f64)) -> Option<u32> {
        self.measure(SHIPPED_PROFILES, Ambulance, from, to).map(|(_, metres)| (metres / 10.0).round() as u32)
    }

    fn measure(
        &self,
        profiles: &str,
        class: VehicleClass,
        from: (f64, f64),
        to: (f64, f64),
    ) -> Option<(u32, f64)> {
        let roads = Roads::new(self.town.network(), Profiles::from_toml(profiles).expect("valid"));
        let [from, to] = [from, to].map(|(east, north)| self.town.at(east, north));
        match roads.soonest(to, &[Starter { point: from, class }], 1).reaches[0] {
            Reach::Reached { travel_ms, distance_m } => Some((travel_ms, distance_m)),
            _ => None,
        }
    }
}

const ON_SOUTH: (f64, f64) = (0.0, -50.0);
const ON_WEST: (f64, f64) = (-50.0, 0.0);
const ON_NORTH: (f64, f64) = (0.0, 50.0);
const ON_EAST: (f64, f64) = (50.0, 0.0);

#[test]
fn a_forbidden_turn_is_driven_round() {
    use TurnRule::{No, Only};
    let plain = crossroads();
    assert_eq!(plain.tens(ON_SOUTH, ON_WEST), Some(10));

    // To the left is forbidden: back, and the other way round.
    let no_left = crossroads().at_x(No, SOUTH, WEST);
    assert_eq!(no_left.tens(ON_SOUTH, ON_WEST), Some(30));
    assert_eq!(no_left.tens(ON_SOUTH, ON_NORTH), Some(10), "straight on is not forbidden");
    assert_eq!(no_left.tens(ON_EAST, ON_WEST), Some(10), "nor is it from elsewhere");
    assert_eq!(no_left.tens(ON_WEST, ON_SOUTH), Some(10), "nor the other way");
    assert_eq!(no_left.tens((0.0, 0.0), ON_WEST), Some(5), "who begins at the junction comes from nowhere");
    assert_eq!(no_left.tens(ON_SOUTH, (0.0, 0.0)), Some(5), "and who ends there turns nowhere");

    let straight_on = crossroads().at_x(Only, SOUTH, NORTH);
    assert_eq!(straight_on.tens(ON_SOUTH, ON_NORTH), Some(10));
    // Straight on, and back from the north end, where one may turn.
    assert_eq!(straight_on.tens(ON_SOUTH, ON_EAST), Some(30));
    let no_return = crossroads().at_x(No, SOUTH, SOUTH).at_x(No, NORTH, NORTH);
    assert_eq!(no_return.tens(ON_SOUTH, ON_NORTH), Some(10));
}

#[test]
fn a_forbidden_sequence_of_ways() {
    // From the round way over the south arm to the east is forbidden; each turn by itself is not.
    let sequence = || crossroads().restrict(TurnRule::No, ROUND, Via::Ways(vec![SOUTH]), EAST);
    let on_round = (-50.0, -100.0);
    assert_eq!(crossroads().tens(on_round, ON_EAST), Some(20));
    assert_eq!(sequence().tens(on_round, ON_NORTH), Some(20));
    assert_eq!(sequence().tens(ON_SOUTH, ON_EAST), Some(10));
    // The other way round is 50 + 100 + 100 + 50 m.
    assert_eq!(sequence().tens(on_round, ON_EAST), Some(30));
    let only = crossroads().restrict(TurnRule::Only, ROUND, Via::Ways(vec![SOUTH]), EAST);
    assert_eq!(only.tens(on_round, ON_EAST), Some(20));
    assert_eq!(only.tens(on_round, ON_NORTH), Some(30));
}

#[test]
fn the_only_way_over_a_way_begins_at_its_first_turn() {
    // Whoever comes up the south arm has to turn west, and from there into the round way.
    let only = || crossroads().restrict(TurnRule::Only, SOUTH, Via::Ways(vec![WEST]), ROUND);
    assert_eq!(only().tens(ON_SOUTH, ON_WEST), Some(10));
    // The other way round: down the arm, 50 + 200 + 100 + 50 m.
    assert_eq!(only().tens(ON_SOUTH, ON_NORTH), Some(40));
    assert_eq!(only().tens(ON_SOUTH, ON_EAST), Some(40));
    // Who comes from elsewhere may turn as ever.
    assert_eq!(only().tens(ON_EAST, ON_NORTH), Some(10));
    assert_eq!(only().tens(ON_EAST, ON_SOUTH), Some(10));
}

#[test]
fn whom_a_turn_binds_is_a_setting() {
    let no_left = crossroads().at_x(TurnRule::No, SOUTH, WEST);
    let lawless =
        SHIPPED_PROFILES.replacen("obeys_turn_restrictions = true", "obeys_turn_restrictions = false", 1);
    let metres = |profiles, class| {
        no_left.measure(profiles, class, ON_SOUTH, ON_WEST).map(|(_, metres)| metres.round() as u32)
    };
    assert_eq!([Heavy, Car].map(|class| metres(SHIPPED_PROFILES, class)), [Some(300), Some(300)]);
    assert_eq!([Heavy, Car].map(|class| metres(&lawless, class)), [Some(100), Some(300)]);
}

#[test]
fn what_stands_in_the_road() {
    use BarrierKind::{Block, Bollard, Gate};
    // Milliseconds more than without a barrier at the crossing, or `None` where it is driven round.
    let delay = |class, kind, access, to| {
        let (ms, metres) = crossroads().measure(SHIPPED_PROFILES, class, ON_SOUTH, to).expect("a way");
        let barred = crossroads().barrier(0, kind, access);
        let (with_ms, with_metres) = barred.measure(SHIPPED_PROFILES, class, ON_SOUTH, to)?;
        ((metres - with_metres).abs() < 1.0).then(|| with_ms - ms)
    };
    for (class, kind, access, expected) in [
        (Heavy, Gate, None, Some(20_000)),
        (Heavy, Gate, Some(Access::Restricted), Some(20_000)),
        (Heavy, Gate, Some(Access::Closed), None),
        (Heavy, Bollard, None, None),
        (Motorcycle, Bollard, None, Some(2_000)),
        (Heavy, Bollard, Some(Access::EmergencyOnly), Some(30_000)),
        (Heavy, Bollard, Some(Access::Restricted), None),
        (Ambulance, Block, None, None),
        (Ambulance, Block, Some(Access::Open), Some(30_000)),
    ] {
        assert_eq!(delay(class, kind, access, ON_NORTH), expected, "{class:?} {kind:?} {access:?}");
    }
    // A detour of 200 m is sooner than a gate of 20 s only for the place to the west.
    let gate = crossroads().barrier(0, Gate, None);
    assert_eq!(gate.tens(ON_SOUTH, ON_WEST), Some(10));
    let block = crossroads().barrier(0, Block, None);
    assert_eq!(block.tens(ON_SOUTH, ON_WEST), Some(30));
    assert_eq!(block.tens(ON_SOUTH, ON_EAST), None, "no other way leads there");
    assert_eq!(block.tens(ON_SOUTH, (0.0, 0.0)), Some(5), "one can drive up to it");
}

#[test]
fn a_barrier_in_the_middle_of_a_road_cuts_it() {
    let mut town = Town::empty(geo::Point::new(112.74, -7.26));
    let [a, b, c] = [0.0, 100.0, 300.0].map(|east| town.node(east, 0.0));
    town.way(&[a, b, c]);
    assert_eq!(town.network().segment_count(), 1);
    town.barriers.push((b, Barrier::of(BarrierKind::Block)));
    let network = town.network();
    assert_eq!((network.segment_count(), network.barrier_count()), (2, 1));
    let roads = Roads::new(network, Profiles::shipped().expect("valid"));
    let reach = |class, from, to| {
        let starter = Starter { point: town.at(from, 0.0), class };
        matches!(roads.soonest(town.at(to, 0.0), &[starter], 1).reaches[0], Reach::Reached { .. })
    };
    let passes: BTreeSet<_> =
        VehicleClass::ALL.into_iter().filter(|&class| reach(class, 50.0, 200.0)).collect();
    assert_eq!(passes, BTreeSet::from([Motorcycle]));
    assert!(reach(Car, 250.0, 200.0) && reach(Car, 50.0, 10.0));
}

#[test]
fn via_ways_in_any_order() {
    // From the round way over the south arm and the north arm: listed backwards, or from its middle.
    let forbids = |via: Vec<i64>| {
        let sequence = crossroads().restrict(TurnRule::No, ROUND, Via::Ways(via), NORTH);
        let mut builder = NetworkBuilder::new();
        for &(id, point) in &sequence.town.nodes {
            builder.add_node(id, point);
        }
        sequence.town.ways.iter().cloned().for_each(|way| builder.add_way(way));
        sequence.town.restrictions.iter().cloned().for_each(|own| builder.add_restriction(own));
        let (network, left_out) = builder.build_and_tell();
        (network.forbidden_turn_count(), left_out)
    };
    assert_eq!(forbids(vec![SOUTH]), (1, vec![]));
    assert_eq!(forbids(vec![WEST, EAST]), (0, vec![LeftOut::Incomplete]), "they end elsewhere");
    assert_eq!(forbids(vec![NORTH, ROUND]), (0, vec![LeftOut::Incomplete]), "they do not meet");
    // North, from the round way's west end over the west arm: the west arm is met in both orders.
    let town = || {
        let mut crossroads = crossroads();
        let n = crossroads.ids[3];
        let far = crossroads.town.node(0.0, 200.0);
        crossroads.town.way(&[n, far]);
        crossroads
    };
    for via in [vec![WEST, NORTH], vec![NORTH, WEST]] {
        let sequence = town().restrict(TurnRule::No, ROUND, Via::Ways(via.clone()), 6);
        assert_eq!(sequence.tens((-50.0, -100.0), (0.0, 150.0)), Some(30), "{via:?}");
        let west_about = town().restrict(TurnRule::No, ROUND, Via::Ways(via), 6);
        // Along the round way to the west, over x, and past the north end: 50 + 100 + 100 + 100 + 50 m.
        assert_eq!(west_about.tens((-100.0, -50.0), (0.0, 150.0)), Some(40));
    }
}

#[test]
fn no_u_turn_where_a_way_passes_through_is_for_either_side() {
    let Crossroads { mut town, ids: [x, s, _, n, ..] } = crossroads();
    town.ways.retain(|way| ![SOUTH, NORTH].contains(&way.osm_id));
    town.way(&[s, x, n]).osm_id = 9;
    let count = |rule| {
        let mut builder = NetworkBuilder::new();
        town.nodes.iter().for_each(|&(id, point)| builder.add_node(id, point));
        town.ways.iter().cloned().for_each(|way| builder.add_way(way));
        let (from, to) = (vec![9], vec![9]);
        builder.add_restriction(Restriction { rule, from, via: Via::Node(x), to, binds: VehicleSet::ALL });
        let (network, left_out) = builder.build_and_tell();
        (network.forbidden_turn_count(), left_out)
    };
    assert_eq!(count(TurnRule::No), (2, vec![]));
    assert_eq!(count(TurnRule::Only), (0, vec![LeftOut::Ambiguous]));
}

#[test]
fn restrictions_that_cannot_be_honoured_are_told() {
    let unsplit = |edit: &dyn Fn(&mut Town)| {
        let Crossroads { mut town, ids: [x, s, w, n, e, _] } = crossroads();
        town.ways.clear();
        for nodes in [[s, x, n], [w, x, e]] {
            town.way(&nodes);
        }
        edit(&mut town);
        let mut builder = NetworkBuilder::new();
        for &(id, point) in &town.nodes {
            builder.add_node(id, point);
        }
        for way in town.ways {
            builder.add_way(way);
        }
        let restriction = |from, to| Restriction {
            rule: TurnRule::No,
            from: vec![from],
            via: Via::Node(x),
            to: vec![to],
            binds: VehicleSet::ALL,
        };
        builder.add_restriction(restriction(1, 2));
        builder.add_restriction(restriction(1, 99));
        let (network, left_out) = builder.build_and_tell();
        (network.forbidden_turn_count(), left_out)
    };
    // Coming from either side, going to either side: which is meant is not known.
    assert_eq!(unsplit(&|_| {}), (0, vec![LeftOut::Ambiguous, LeftOut::Incomplete]));
    // Where both are one-way there is only one.
    let one_way = |town: &mut Town| {
        for way in &mut town.ways {
            way.oneway = roads::Oneway::Forward;
        }
    };
    assert_eq!(unsplit(&one_way), (1, vec![LeftOut::Incomplete]));
}
