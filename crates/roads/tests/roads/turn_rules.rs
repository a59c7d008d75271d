//! Turn restrictions and barriers as the oracle understands them: no automaton, no copies of junctions, but a look back
//! at the stretches that were driven.

use std::collections::HashMap;

use roads::{Access, Barrier, BarrierKind, Oneway, Period, TurnRule, VehicleClass, VehicleSet, Via};

use crate::full_search::Rules;
use crate::town::Town;

/// A stretch between junctions, driven forwards (`true`) or backwards.
pub(crate) type Driven = (usize, bool);

/// What a rule looks for at the end of what was driven: a beginning, and what may or may not follow.
struct Rule {
    says: TurnRule,
    binds: VehicleSet,
    beginning: Vec<Driven>,
    turns: Vec<Driven>,
}

pub(crate) struct TurnRules {
    rules: Vec<Rule>,
    barriers: HashMap<i64, Barrier>,
}

/// The stretches of a town.
pub(crate) struct Stretches<'a> {
    pub(crate) town: &'a Town,
    pub(crate) ends: &'a [[i64; 2]],
    /// The way of each.
    pub(crate) way: &'a [usize],
}

impl Stretches<'_> {
    fn begin(&self, (stretch, forward): Driven) -> i64 {
        self.ends[stretch][usize::from(!forward)]
    }

    fn end(&self, (stretch, forward): Driven) -> i64 {
        self.begin((stretch, !forward))
    }

    /// The stretches of a way in order, driven in one direction.
    fn along(&self, osm_id: i64, forward: bool) -> Vec<Driven> {
        let of_way = |&stretch: &usize| self.town.ways[self.way[stretch]].osm_id == osm_id;
        let mut stretches: Vec<Driven> =
            (0..self.ends.len()).filter(of_way).map(|stretch| (stretch, forward)).collect();
        if !forward {
            stretches.reverse();
        }
        stretches
    }

    fn is_legal(&self, (stretch, forward): Driven) -> bool {
        self.town.ways[self.way[stretch]].oneway != if forward { Oneway::Backward } else { Oneway::Forward }
    }

    fn is_drivable(&self, path: &[Driven]) -> bool {
        path.iter().all(|&driven| self.is_legal(driven))
            && path.windows(2).all(|pair| self.end(pair[0]) == self.begin(pair[1]))
    }

    /// Every path from one way over the via to another, tried out one by one.
    fn paths(&self, from: i64, via: &Via, to: i64) -> Vec<Vec<Driven>> {
        let both = |way| [self.along(way, true), self.along(way, false)].concat();
        let middles: Vec<Vec<Driven>> = match via {
            Via::Node(_) => vec![Vec::new()],
            Via::Ways(ways) => {
                let back: Vec<i64> = ways.iter().rev().copied().collect();
                let orders = if ways.len() > 1 { vec![ways.clone(), back] } else { vec![ways.clone()] };
                let driven = |(order, directions): (&Vec<i64>, usize)| {
                    let part = |(at, &way)| self.along(way, directions >> at & 1 == 0);
                    order.iter().enumerate().flat_map(part).collect()
                };
                let all =
                    (0..1_usize << ways.len()).flat_map(|own| orders.iter().map(move |order| (order, own)));
                all.map(driven).collect()
            }
        };
        // A via way that is no road at all is a gap, not a shortcut.
        if let Via::Ways(ways) = via
            && ways.iter().any(|&way| both(way).is_empty())
        {
            return Vec::new();
        }
        let mut paths = Vec::new();
        for first in both(from) {
            for middle in &middles {
                for last in both(to) {
                    let path = [&[first][..], middle, &[last]].concat();
                    let at_node = !matches!(via, Via::Node(node) if self.end(first) != *node);
                    if at_node && self.is_drivable(&path) {
                        paths.push(path);
                    }
                }
            }
        }
        paths
    }
}

impl TurnRules {
    pub(crate) fn new(stretches: &Stretches<'_>) -> Self {
        let mut rules = Vec::new();
        for restriction in &stretches.town.restrictions {
            let (rule, binds) = (restriction.rule, restriction.binds);
            let mut unclear = false;
            let mut told: Vec<Rule> = Vec::new();
            for (from, to) in
                restriction.from.iter().flat_map(|&from| restriction.to.iter().map(move |&to| (from, to)))
            {
                let mut paths = stretches.paths(from, &restriction.via, to);
                // From a way to itself, which passes through: back, from either side.
                let is_back = from == to && rule == TurnRule::No && matches!(restriction.via, Via::Node(_));
                if is_back && paths.len() > 1 {
                    paths.retain(|path| path[0].0 == path[1].0);
                } else if paths.len() != 1 {
                    unclear = true;
                    continue;
                }
                for path in paths {
                    // What is forbidden is the last turn alone; what is the only way is so from the first turn on.
                    let first = if rule == TurnRule::Only { 1 } else { path.len() - 1 };
                    for next in first..path.len() {
                        let (beginning, turn) = (path[..next].to_vec(), path[next]);
                        match told.iter_mut().find(|rule| rule.beginning == beginning) {
                            Some(rule) => rule.turns.push(turn),
                            None => told.push(Rule { says: rule, binds, beginning, turns: vec![turn] }),
                        }
                    }
                }
            }
            if rule == TurnRule::No || !unclear {
                rules.extend(told);
            }
        }
        Self { rules, barriers: stretches.town.barriers.iter().copied().collect() }
    }

    /// The longest end of what was driven that some rule could still ask for; at least the last stretch.
    pub(crate) fn worth_remembering<'d>(&self, driven: &'d [Driven]) -> &'d [Driven] {
        let asked_for = |end: &[Driven]| self.rules.iter().any(|rule| rule.beginning.starts_with(end));
        let from = (0..driven.len()).find(|&from| asked_for(&driven[from..]));
        &driven[from.unwrap_or(driven.len() - 1)..]
    }

    /// Milliseconds that the turn at a node costs, or `None` where it may not be driven.
    pub(crate) fn turn(
        &self,
        (class, of_class, period): (VehicleClass, &Rules, Period),
        driven: &[Driven],
        node: i64,
        next: Driven,
    ) -> Option<u64> {
        let forbids = |rule: &Rule| {
            rule.binds.contains(class)
                && driven.ends_with(&rule.beginning)
                && rule.turns.contains(&next) == (rule.says == TurnRule::No)
        };
        if of_class.obeys && self.rules.iter().any(forbids) {
            return None;
        }
        let passes = driven.last().is_some_and(|&(stretch, forward)| next != (stretch, !forward));
        match self.barriers.get(&node).filter(|_| passes) {
            Some(barrier) => seconds(of_class, *barrier, class, period).map(|seconds| seconds * 1000),
            None => Some(0),
        }
    }
}

fn seconds(rules: &Rules, barrier: Barrier, class: VehicleClass, period: Period) -> Option<u64> {
    let is_shut = barrier.shut_at_night && period == Period::Night;
    let kind = if is_shut { BarrierKind::LockedGate } else { barrier.kind };
    let listed = rules.barriers.iter().find(|(own, ..)| *own == kind).map(|&(.., seconds)| seconds);
    let own = barrier.by_class.of(class);
    let is_named = own.is_some() || barrier.access == Some(Access::EmergencyOnly);
    match own.or(barrier.access) {
        None => listed,
        Some(Access::Open) if is_shut => listed,
        Some(Access::Closed) => None,
        Some(Access::Restricted) => listed.filter(|_| rules.restricted),
        Some(Access::EmergencyOnly) if !rules.emergency_only => None,
        Some(Access::Open | Access::EmergencyOnly) if is_named => {
            Some(listed.unwrap_or(rules.opened_barrier_s).min(rules.opened_barrier_s))
        }
        Some(Access::Open | Access::EmergencyOnly) => Some(listed.unwrap_or(rules.opened_barrier_s)),
    }
}

/// The barriers that the oracle's rules know, by their names in the table.
pub(crate) const BARRIERS: [(BarrierKind, &str, u64); 4] = [
    (BarrierKind::LockedGate, "locked_gate", 41),
    (BarrierKind::Gate, "gate", 17),
    (BarrierKind::LiftGate, "lift_gate", 5),
    (BarrierKind::Bollard, "bollard", 2),
];
