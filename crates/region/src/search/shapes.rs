//! Places that are told by others: where streets meet, what is beside a landmark, what lies between two.

use geo::{Destination, Haversine, Point};

use super::cost;
use super::matcher::Typos;
use super::matching::{self, Match};
use super::query::{Term, Weight, needed_without_a_name};
use super::ranking::{Found, Made, What};
use super::relation::Relation;
use super::{Near, SearchIndex};
use crate::entry::{HitKind, JUNCTION_SIGN};

/// Of each side so many hits are tried with the other.
const TRIED: usize = 5;
const TRIED_NEARBY: usize = 3;

/// Streets that come this near, in metres, and share no node are said to meet.
const MEET_WITHIN_M: f64 = 200.0;
/// Nobody calls what is farther off, in metres, "near" a landmark, or names streets farther apart for a place between.
const BESIDE_WITHIN_M: f64 = 1500.0;
const BETWEEN_WITHIN_M: f64 = 3000.0;

/// A pair costs 1 more for so many metres between its two.
const METRES_PER_COST: f64 = 150.0;
/// That two streets meet though no node says so.
const COST_OF_NO_NODE: u32 = 6;
/// Words shorter than this, in letters, tell nothing by themselves.
const SHORTEST_TELLING: usize = 3;
/// That nothing says how two things lie to each other.
const COST_OF_NO_RELATION: u32 = 4;
/// That a place only says where the landmark is.
const COST_OF_PLACE: u32 = 4;
/// What is beside a landmark alone: the landmark is a better answer where only that is said.
const COST_OF_LANDMARK_ALONE: u32 = 10;

const RADIUS_M: std::ops::RangeInclusive<f64> = 40.0..=400.0;
const JUNCTION_RADIUS_M: f64 = 30.0;

impl SearchIndex {
    /// Where two streets meet.
    pub(super) fn meeting(&self, a: &[Term], b: &[Term], near: &Near) -> Vec<Found> {
        let junctions = |a: &[Term], b: &[Term], typos| {
            matching::junctions(self, &self.matchers(a, typos), &self.matchers(b, typos))
        };
        let mut matches = junctions(a, b, Typos::None);
        if matches.is_empty() {
            for (_, a) in self.readings(a) {
                matches.extend(junctions(&a, b, Typos::None));
            }
            for (_, b) in self.readings(b) {
                matches.extend(junctions(a, &b, Typos::None));
            }
        }
        for typos in [Typos::One, Typos::Two] {
            if matches.is_empty() {
                matches = junctions(a, b, typos);
            }
        }
        if !matches.is_empty() {
            return items(&self.best(&matches, near, TRIED * 2));
        }
        let found = self.close_by(a, b, near);
        if !found.is_empty() || !b.is_empty() {
            return found;
        }
        let splits = 1..a.len();
        splits.flat_map(|at| self.close_by(&a[..at], &a[at..], near)).collect()
    }

    /// Two streets that come near each other without a node of both.
    fn close_by(&self, a: &[Term], b: &[Term], near: &Near) -> Vec<Found> {
        if b.is_empty() {
            return Vec::new();
        }
        let (first, second) = (self.streets_named(a, near, TRIED), self.streets_named(b, near, TRIED));
        let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (*one, *other)));
        let meeting = |((cost_a, a), (cost_b, b)): (Match, Match)| {
            let (point, metres) = self.streets.nearest_between(a, b).filter(|_| a != b)?;
            let label = format!("{}{JUNCTION_SIGN}{}", self.items.label(a), self.items.label(b));
            let radius_m = JUNCTION_RADIUS_M + metres;
            let cost = cost_a + cost_b + COST_OF_NO_NODE + (metres / METRES_PER_COST) as u32;
            (metres < MEET_WITHIN_M).then(|| made(cost, label, HitKind::Junction, point, radius_m))
        };
        pairs.filter_map(meeting).collect()
    }

    /// What lies so to a landmark.
    pub(super) fn beside(
        &self,
        what: &[Term],
        relation: Relation,
        landmark: &[Term],
        near: &Near,
    ) -> Vec<Found> {
        let landmarks = self.named(landmark, near, TRIED);
        let named = what.iter().any(|term| term.weight == Weight::Needed);
        let mut found = Vec::new();
        if named {
            let whats = self.named(what, near, TRIED);
            for &what in &whats {
                let here = Near::from(self.items.get(what.1).point());
                let nearby = self.named(landmark, &here, TRIED_NEARBY);
                found.extend(nearby.iter().filter_map(|landmark| self.pair(what, relation, *landmark)));
            }
            for &landmark in landmarks.iter().filter(|_| !whats.is_empty()) {
                let here = Near::from(self.items.get(landmark.1).point());
                let nearby = self.named(what, &here, TRIED_NEARBY);
                found.extend(nearby.iter().filter_map(|what| self.pair(*what, relation, landmark)));
            }
        }
        if found.is_empty() {
            found.extend(landmarks.iter().map(|landmark| self.off_landmark(*landmark, relation)));
            let extra = if named { COST_OF_LANDMARK_ALONE } else { 0 };
            for found in &mut found {
                found.cost += extra;
            }
        }
        found
    }

    /// A thing that is said with the street or thing beside it, and no word between: "RS Islam Ahmad Yani".
    pub(super) fn together(&self, terms: &[Term], near: &Near) -> Vec<Found> {
        let tells = |term: &Term| {
            let kind = matches!(term.weight, Weight::Needed | Weight::Type);
            kind && term.text.len() >= SHORTEST_TELLING
        };
        let named = |terms: &[Term]| {
            let mut terms = terms.to_vec();
            needed_without_a_name(&mut terms);
            let mut matches = matching::all(self, &self.matchers(&terms, Typos::None));
            matches.retain(|(cost, _)| *cost < cost::MISSING_TYPE);
            matches
        };
        let splits = (1..terms.len()).map(|at| terms.split_at(at));
        let mut found = Vec::new();
        for (one, other) in splits.filter(|(one, other)| one.iter().any(tells) && other.iter().any(tells)) {
            let (one, other) = (named(one), named(other));
            if one.is_empty() || other.is_empty() {
                continue;
            }
            for (some, others) in [(&one, &other), (&other, &one)] {
                for first in self.best(some, near, TRIED) {
                    let here = Near::from(self.items.get(first.1).point());
                    let second = self.best(others, &here, TRIED_NEARBY);
                    found.extend(
                        second.into_iter().filter_map(|second| self.beside_each_other(first, second)),
                    );
                }
            }
        }
        found
    }

    /// The thing of the two that tells the place, where they are near each other.
    fn beside_each_other(&self, (cost, one): Match, (cost_of_other, other): Match) -> Option<Found> {
        let is_thing = |id: u32| self.items.get(id).kind == HitKind::Facility;
        let (thing, by) = if is_thing(one) { (one, other) } else { (other, one) };
        let point = self.items.get(thing).point();
        let on_street = self.streets.nearest_on(by, point).map(|(_, metres)| metres);
        let metres = on_street.unwrap_or_else(|| self.streets.distance(point, self.items.get(by).point()));
        let cost = cost + cost_of_other + COST_OF_NO_RELATION + (metres / METRES_PER_COST) as u32;
        let near = one != other && is_thing(thing) && metres < BESIDE_WITHIN_M;
        near.then_some(Found { cost, what: What::Item(thing) })
    }

    /// A street or thing beside a landmark, where they are near each other.
    fn pair(&self, (cost, what): Match, relation: Relation, (cost_of_landmark, by): Match) -> Option<Found> {
        let (item, landmark) = (self.items.get(what), self.items.get(by));
        if what == by {
            return None;
        }
        let on_street = self.streets.nearest_on(what, landmark.point());
        let away = self.streets.distance(item.point(), landmark.point());
        let (point, metres) = on_street.unwrap_or((item.point(), away));
        let within = BESIDE_WITHIN_M + f64::from(landmark.radius_m);
        if item.kind == HitKind::Place {
            // "Genteng, depan puskesmas": the place only says where the landmark is.
            let outside = (metres - f64::from(item.radius_m)).max(0.0);
            let cost = cost + cost_of_landmark + COST_OF_PLACE + (outside / METRES_PER_COST) as u32;
            return (outside < within).then_some(Found { cost, what: What::Item(by) });
        }
        let cost = cost + cost_of_landmark + (metres / METRES_PER_COST) as u32;
        let radius_m =
            (metres / 2.0).max(f64::from(landmark.radius_m)).clamp(*RADIUS_M.start(), *RADIUS_M.end());
        let label = format!("{}, {} {}", self.items.label(what), relation.word, self.items.label(by));
        (metres < within).then(|| made(cost, label, item.kind, point, radius_m))
    }

    /// A landmark, or what is some way off it in a direction.
    fn off_landmark(&self, (cost, id): Match, relation: Relation) -> Found {
        let Some((metres, degrees)) = relation.offset else { return Found { cost, what: What::Item(id) } };
        let item = self.items.get(id);
        let point = Haversine.destination(item.point(), degrees, metres);
        let radius_m = (metres / 2.0).max(f64::from(item.radius_m)).max(*RADIUS_M.start());
        let label = format!("{metres:.0} m {} {}", relation.word, self.items.label(id));
        made(cost, label, item.kind, point, radius_m)
    }

    /// What lies between two streets or things.
    pub(super) fn between(&self, what: &[Term], one: &[Term], other: &[Term], near: &Near) -> Vec<Found> {
        let whats = if what.is_empty() { Vec::new() } else { self.streets_named(what, near, TRIED) };
        let mut found = Vec::new();
        for &what in &whats {
            let here = Near::from(self.items.get(what.1).point());
            for one in self.named(one, &here, TRIED_NEARBY) {
                for other in self.named(other, &here, TRIED_NEARBY) {
                    found.extend(self.on_street_between(what, one, other));
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
        for one in self.named(one, near, TRIED) {
            let here = Near::from(self.items.get(one.1).point());
            for other in self.named(other, &here, TRIED_NEARBY) {
                found.extend(self.middle(one, other));
            }
        }
        found
    }

    /// The middle of a street between where it comes near two others.
    fn on_street_between(&self, (cost, street): Match, one: Match, other: Match) -> Option<Found> {
        let touch = |id: u32| {
            let line = self.streets.nearest_between(street, id);
            line.or_else(|| self.streets.nearest_on(street, self.items.get(id).point()))
        };
        let ((a, off_a), (b, off_b)) = (touch(one.1)?, touch(other.1)?);
        let length = self.streets.distance(a, b);
        if off_a + off_b > BESIDE_WITHIN_M || length > 2.0 * BETWEEN_WITHIN_M || one.1 == other.1 {
            return None;
        }
        let (point, _) = self.streets.nearest_on(street, middle_of(a, b))?;
        let cost = cost + one.0 + other.0 + ((off_a + off_b) / METRES_PER_COST) as u32;
        let [what, a, b] = [street, one.1, other.1].map(|id| self.items.label(id));
        let label = format!("{what}, {a} – {b}");
        Some(made(cost, label, HitKind::Street, point, length / 2.0 + JUNCTION_RADIUS_M))
    }

    fn middle(&self, (cost_a, a): Match, (cost_b, b): Match) -> Option<Found> {
        let (one, other) = (self.items.get(a), self.items.get(b));
        let near_b = self.streets.nearest_on(a, other.point()).map_or(one.point(), |(point, _)| point);
        let near_a = self.streets.nearest_on(b, near_b).map_or(other.point(), |(point, _)| point);
        let metres = self.streets.distance(near_a, near_b);
        if a == b || metres > BETWEEN_WITHIN_M {
            return None;
        }
        let label = format!("{} – {}", self.items.label(a), self.items.label(b));
        let cost = cost_a + cost_b + (metres / METRES_PER_COST) as u32;
        let kind = one.kind.max(other.kind);
        Some(made(cost, label, kind, middle_of(near_a, near_b), metres / 2.0 + JUNCTION_RADIUS_M))
    }

    /// The best of all things named so.
    fn named(&self, terms: &[Term], near: &Near, limit: usize) -> Vec<Match> {
        self.best(&self.named_so_far(terms), near, limit)
    }

    pub(super) fn streets_named(&self, terms: &[Term], near: &Near, limit: usize) -> Vec<Match> {
        let mut matches = self.lenient(terms);
        matches.retain(|(_, id)| self.items.get(*id).kind == HitKind::Street);
        self.best(&matches, near, limit)
    }

    /// What has all words; where nothing has, what has those before the one that is still being typed.
    fn named_so_far(&self, terms: &[Term]) -> Vec<Match> {
        let matches = self.lenient(terms);
        match terms.split_last() {
            Some((last, before)) if matches.is_empty() && last.unfinished && !before.is_empty() => {
                self.lenient(before)
            }
            _ => matches,
        }
    }
}

fn middle_of(a: Point<f64>, b: Point<f64>) -> Point<f64> {
    (a + b) / 2.0
}

fn items(matches: &[Match]) -> Vec<Found> {
    matches.iter().map(|&(cost, id)| Found { cost, what: What::Item(id) }).collect()
}

fn made(cost: u32, label: String, kind: HitKind, point: Point<f64>, radius_m: f64) -> Found {
    Found { cost, what: What::Made(Box::new(Made { label, kind, point, radius_m })) }
}
