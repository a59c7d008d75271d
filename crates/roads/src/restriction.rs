//! Turn restrictions: from what a map says to forbidden sequences of arcs.

use std::collections::{HashMap, VecDeque};

use crate::arc::{ArcId, Direction, SegmentId};
use crate::class::{Oneway, VehicleSet};
use crate::graph::Star;
use crate::network::{ForbiddenWord, Network};

/// A turn that is not allowed, or the only one that is. [`crate::osm::restrictions`] reads one from a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Whether the turn is forbidden, or every other one.
    pub rule: TurnRule,
    /// The ways that one comes from, by OpenStreetMap id: one of them, each on its own.
    pub from: Vec<i64>,
    /// What lies between.
    pub via: Via,
    /// The ways that one goes to: one of them, each on its own.
    pub to: Vec<i64>,
    /// The vehicles that it is for. A profile may still exempt them.
    pub binds: VehicleSet,
}

/// What a restriction says about its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnRule {
    /// It is forbidden.
    No,
    /// Whoever comes from `from` has to go over all of `via` to `to`, and may turn off nowhere between, not even back. So
    /// OpenStreetMap's wiki has it (all routing that originates from `from` leads to `to`), and so does `GraphHopper`; OSRM
    /// binds nobody before the last turn.
    Only,
}

/// What lies between the ways of a restriction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// The junction at a node, by OpenStreetMap id.
    Node(i64),
    /// These ways one after the other, each from end to end.
    Ways(Vec<i64>),
}

/// Why a restriction is not honoured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LeftOut {
    /// It holds at certain times or under other conditions only.
    Conditional,
    /// It lacks a part, or its parts do not meet: as at the edge of an extract, or where a way is no road.
    Incomplete,
    /// It can be read in several ways, as where a way passes through the junction instead of ending there.
    Ambiguous,
}

/// Finds the arcs that restrictions speak of.
pub(crate) struct TurnReader<'a> {
    network: &'a Network,
    star: &'a Star,
    /// The segments of each way that restrictions name, in the order of its nodes.
    segments_of: &'a HashMap<i64, Vec<SegmentId>>,
    /// The junctions that they name, by OpenStreetMap id.
    node_of: &'a HashMap<i64, u32>,
}

impl<'a> TurnReader<'a> {
    pub(crate) fn new(
        network: &'a Network,
        star: &'a Star,
        segments_of: &'a HashMap<i64, Vec<SegmentId>>,
        node_of: &'a HashMap<i64, u32>,
    ) -> Self {
        Self { network, star, segments_of, node_of }
    }

    /// The forbidden words of a restriction. Of one with several ways, those that can be told are kept; the first that
    /// can't is the trouble.
    pub(crate) fn words(&self, restriction: &Restriction) -> (Vec<ForbiddenWord>, Option<LeftOut>) {
        let (mut turns, mut trouble) = (Vec::new(), None);
        for &from in &restriction.from {
            for &to in &restriction.to {
                match self.turns(restriction.rule, from, &restriction.via, to) {
                    Ok(found) => turns.extend(found),
                    Err(left_out) => trouble = trouble.or(Some(left_out)),
                }
            }
        }
        if restriction.rule == TurnRule::Only {
            turns = match trouble {
                // Without all of what is allowed there, nothing is known to be forbidden.
                Some(_) => Vec::new(),
                None => self.all_but(&turns),
            };
        }
        let word = |arcs| ForbiddenWord { arcs, binds: restriction.binds };
        (turns.into_iter().map(word).collect(), trouble)
    }

    /// The one sequence of arcs from a way over `via` to a way.
    ///
    /// Where nobody may go from a way that passes through a junction to that way, back is meant, from either side: who
    /// means straight on says another thing.
    fn turns(&self, rule: TurnRule, from: i64, via: &Via, to: i64) -> Result<Vec<Vec<ArcId>>, LeftOut> {
        let mut found = Vec::new();
        for (begin, between, end) in self.passages(via)? {
            let arriving = self.drivable(from)?.filter(|&arc| self.network.head(arc) == begin);
            for first in arriving {
                let leaving = self.drivable(to)?.filter(|&arc| self.network.tail(arc) == end);
                found.extend(leaving.map(|last| [&[first][..], &between, &[last]].concat()));
            }
        }
        if from == to && rule == TurnRule::No && matches!(via, Via::Node(_)) && found.len() > 1 {
            found.retain(|turn| turn[0].segment() == turn[1].segment());
            return Ok(found);
        }
        match found.len() {
            0 => Err(LeftOut::Incomplete),
            1 => Ok(found),
            _ => Err(LeftOut::Ambiguous),
        }
    }

    /// The ways over `via`: the junctions where each begins and ends, and the arcs between them.
    fn passages(&self, via: &Via) -> Result<Vec<(u32, Vec<ArcId>, u32)>, LeftOut> {
        match via {
            Via::Node(id) => {
                let node = *self.node_of.get(id).ok_or(LeftOut::Incomplete)?;
                Ok(vec![(node, Vec::new(), node)])
            }
            Via::Ways(ways) => {
                let line = self.in_line(ways)?;
                let back: Vec<i64> = line.iter().rev().copied().filter(|_| line.len() > 1).collect();
                Ok([self.passages_over(&line)?, self.passages_over(&back)?].concat())
            }
        }
    }

    /// The passages over these ways in this order.
    fn passages_over(&self, ways: &[i64]) -> Result<Vec<(u32, Vec<ArcId>, u32)>, LeftOut> {
        let mut passages: Vec<(u32, Vec<ArcId>, u32)> = Vec::new();
        for (position, &way) in ways.iter().enumerate() {
            let whole = self.ends_to_end(way)?;
            if position == 0 {
                passages = whole;
                continue;
            }
            let joined = passages.iter().flat_map(|(begin, arcs, end)| {
                let next = whole.iter().filter(move |(next, ..)| next == end);
                next.map(move |(_, more, end)| (*begin, [&arcs[..], more].concat(), *end))
            });
            passages = joined.collect();
        }
        Ok(passages)
    }

    /// Ways one after the other, as editors do not always list them: each is put next to one that it meets.
    fn in_line(&self, ways: &[i64]) -> Result<Vec<i64>, LeftOut> {
        let ends =
            |way| Ok(self.ends_to_end(way)?.into_iter().flat_map(|(begin, _, end)| [begin, end]).collect());
        let mut rest: Vec<(i64, Vec<u32>)> =
            ways.iter().map(|&way| Ok((way, ends(way)?))).collect::<Result<_, LeftOut>>()?;
        let mut line: VecDeque<_> = rest.drain(..rest.len().min(1)).collect();
        while !rest.is_empty() {
            let meet = |a: &(i64, Vec<u32>), b: &(i64, Vec<u32>)| a.1.iter().any(|end| b.1.contains(end));
            if let Some(next) = rest.iter().position(|way| meet(way, &line[line.len() - 1])) {
                line.push_back(rest.remove(next));
            } else if let Some(before) = rest.iter().position(|way| meet(way, &line[0])) {
                line.push_front(rest.remove(before));
            } else {
                return Err(LeftOut::Incomplete);
            }
        }
        Ok(line.into_iter().map(|(way, _)| way).collect())
    }

    /// A way from end to end, in each direction that may be driven.
    fn ends_to_end(&self, way: i64) -> Result<Vec<(u32, Vec<ArcId>, u32)>, LeftOut> {
        let arcs: Vec<ArcId> = self.drivable(way)?.collect();
        let along = |direction| -> Vec<ArcId> {
            arcs.iter().copied().filter(|arc| arc.direction() == direction).collect()
        };
        let mut back = along(Direction::Backward);
        back.reverse();
        let connected = |arcs: &Vec<ArcId>| {
            let meet = |pair: &[ArcId]| self.network.head(pair[0]) == self.network.tail(pair[1]);
            !arcs.is_empty() && arcs.windows(2).all(meet)
        };
        let ends =
            |arcs: Vec<ArcId>| (self.network.tail(arcs[0]), self.network.head(arcs[arcs.len() - 1]), arcs);
        let whole = [along(Direction::Forward), back].into_iter().filter(connected).map(ends);
        Ok(whole.map(|(begin, end, arcs)| (begin, arcs, end)).collect())
    }

    /// The arcs of a way that its one-way rule admits, in the order of its nodes.
    fn drivable(&self, way: i64) -> Result<impl Iterator<Item = ArcId>, LeftOut> {
        let segments = self.segments_of.get(&way).ok_or(LeftOut::Incomplete)?;
        let arcs = segments.iter().flat_map(|&segment| ArcId::both(segment));
        Ok(arcs.filter(|arc| match self.network.way_record(arc.segment()).oneway {
            Oneway::No => true,
            Oneway::Forward => arc.direction() == Direction::Forward,
            Oneway::Backward => arc.direction() == Direction::Backward,
        }))
    }

    /// Every way to leave these turns, at whichever junction between their first arc and their last.
    fn all_but(&self, turns: &[Vec<ArcId>]) -> Vec<Vec<ArcId>> {
        let mut forbidden = Vec::new();
        for turn in turns {
            for next in 1..turn.len() {
                for &arc in self.star.leaving(self.network.tail(turn[next])) {
                    let word = [&turn[..next], &[arc]].concat();
                    if !turns.iter().any(|turn| turn.starts_with(&word)) && !forbidden.contains(&word) {
                        forbidden.push(word);
                    }
                }
            }
        }
        forbidden
    }
}
