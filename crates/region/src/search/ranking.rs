//! Matches in the order in which they are shown.

use std::cmp::Ordering;

use geo::{Distance, Haversine, Point};

use super::houses::key;
use super::matching::Match;
use super::{Hit, Near, SearchIndex};
use crate::entry::HitKind;
use crate::side;

/// Something found, before it is told.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cost: u32,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    /// An item as it is.
    Item(u32),
    /// A place made of items: "Jl. Merdeka, dekat Pasar Baru".
    Made(Box<Made>),
}

#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) label: String,
    pub(super) kind: HitKind,
    pub(super) point: Point<f64>,
    pub(super) radius_m: f64,
}

/// With what a match is ranked.
struct Ranked {
    cost: u32,
    kind: HitKind,
    metres: f64,
    at: usize,
}

impl Ranked {
    fn order(&self, other: &Self) -> Ordering {
        let by_match = (self.cost, self.kind).cmp(&(other.cost, other.kind));
        by_match.then(self.metres.total_cmp(&other.metres)).then(self.at.cmp(&other.at))
    }
}

/// Matches nearer than the first, in metres, are equally near; each doubling of the distance costs 1. A place is known
/// far and wide.
const FARTHER_M: [f64; 4] = [3000.0, 6000.0, 12_000.0, 24_000.0];

const METRES_PER_DEGREE: f64 = 111_195.0;

impl Near {
    /// About how far a point is from the room or from the nearest of the last calls, in metres.
    fn metres(&self, point: Point<f64>) -> f64 {
        let shrink = self.room.y().to_radians().cos();
        let from = |other: &Point<f64>| {
            let (east, north) = ((point - *other).x() * shrink, (point - *other).y());
            east * east + north * north
        };
        let nearest = std::iter::once(&self.room).chain(&self.recent).map(from).fold(f64::INFINITY, f64::min);
        nearest.sqrt() * METRES_PER_DEGREE
    }
}

fn cost_of_distance(metres: f64) -> u32 {
    FARTHER_M.into_iter().map(|farther| u32::from(metres > farther)).sum()
}

impl SearchIndex {
    /// The best of some matches, the best first, each item once.
    pub(super) fn best(&self, matches: &[Match], near: &Near, limit: usize) -> Vec<Match> {
        let mut ranked: Vec<Ranked> = matches
            .iter()
            .map(|&(cost, id)| {
                let item = self.items.get(id);
                let metres = near.metres(item.point());
                let far = if item.kind == HitKind::Place { 0 } else { cost_of_distance(metres) };
                Ranked { cost: cost + far, kind: item.kind, metres, at: id as usize }
            })
            .collect();
        // An item may have been found several times, so more are kept than can be shown.
        let keep = limit * 4 + 16;
        if ranked.len() > keep {
            ranked.select_nth_unstable_by(keep, Ranked::order);
            ranked.truncate(keep);
        }
        ranked.sort_unstable_by(Ranked::order);
        let mut best: Vec<Match> = Vec::with_capacity(limit);
        for Ranked { cost, at, .. } in ranked {
            if best.len() < limit && best.iter().all(|(_, id)| *id as usize != at) {
                best.push((cost, at as u32));
            }
        }
        best
    }

    /// What was found, told in the order of cost, kind and distance.
    pub(super) fn told(&self, found: &[Found], near: &Near, limit: usize) -> Vec<Hit> {
        let mut ranked: Vec<Ranked> = found
            .iter()
            .enumerate()
            .map(|(at, found)| {
                let (kind, point) = match &found.what {
                    What::Item(id) => (self.items.get(*id).kind, self.items.get(*id).point()),
                    What::Made(made) => (made.kind, made.point),
                };
                Ranked { cost: found.cost, kind, metres: near.metres(point), at }
            })
            .collect();
        ranked.sort_unstable_by(Ranked::order);
        let mut hits: Vec<Hit> = Vec::with_capacity(limit);
        for ranked in ranked {
            if hits.len() == limit {
                break;
            }
            let hit = self.hit(&found[ranked.at].what, near);
            if !hits.iter().any(|other| is_the_same(other, &hit)) {
                hits.push(hit);
            }
        }
        tell_apart(&mut hits);
        hits
    }

    pub(super) fn hit(&self, what: &What, near: &Near) -> Hit {
        match what {
            What::Item(id) => {
                let item = self.items.get(*id);
                let point = item.point();
                Hit {
                    label: self.items.label(*id).to_owned(),
                    context: self.contexts.name(item.context).to_owned(),
                    kind: item.kind,
                    point,
                    radius_m: f64::from(item.radius_m),
                    distance_m: Haversine.distance(near.room, point),
                }
            }
            What::Made(made) => Hit {
                label: made.label.clone(),
                context: self.context_at(made.point).unwrap_or_default().to_owned(),
                kind: made.kind,
                point: made.point,
                radius_m: made.radius_m,
                distance_m: Haversine.distance(near.room, made.point),
            },
        }
    }

    /// The place around a point, as far as the nearest street tells.
    fn context_at(&self, point: Point<f64>) -> Option<&str> {
        let street = self.streets.at(point)?;
        Some(self.contexts.name(self.items.get(street).context))
    }
}

/// Whether two hits are one thing that the map has twice: as a point and as an area, or a junction of each carriageway.
fn is_the_same(one: &Hit, other: &Hit) -> bool {
    let degrees = one.point - other.point;
    let nearby = degrees.x().abs().max(degrees.y().abs()) * METRES_PER_DEGREE < LOOK_ALIKE_FROM_M;
    let named_alike = || {
        one.label == other.label || (one.kind == HitKind::Facility && key(&one.label) == key(&other.label))
    };
    nearby && one.kind == other.kind && one.context == other.context && named_alike()
}

/// Hits that read alike and are farther apart than this, in metres, say on which side of each other they are.
const LOOK_ALIKE_FROM_M: f64 = 100.0;

fn tell_apart(hits: &mut [Hit]) {
    for at in 0..hits.len() {
        let alike: Vec<usize> = (at..hits.len())
            .filter(|&other| {
                let (own, other) = (&hits[at], &hits[other]);
                (&own.label, &own.context, own.kind) == (&other.label, &other.context, other.kind)
            })
            .collect();
        let points: Vec<Point<f64>> = alike.iter().map(|&at| hits[at].point).collect();
        if points.iter().any(|other| Haversine.distance(points[0], *other) > LOOK_ALIKE_FROM_M) {
            for (at, side) in alike.into_iter().zip(side::each(&points)) {
                let context = &mut hits[at].context;
                context.extend([if context.is_empty() { "" } else { ", " }, side]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::search_index;

    #[test]
    fn hits_that_read_alike_say_on_which_side_of_each_other_they_are() {
        let street = |context: &str, north: f64| {
            (HitKind::Street, "Jl. Melati".to_owned(), context.to_owned(), Point::new(114.3, -8.2 + north))
        };
        let middle = Point::new(114.3, -8.2);
        let contexts = |streets: Vec<(HitKind, String, String, Point<f64>)>| {
            let index = search_index(streets, middle);
            let mut contexts: Vec<String> = index
                .search("jl melati", &Near::from(middle), 9)
                .into_iter()
                .map(|hit| hit.context)
                .collect();
            contexts.sort();
            contexts
        };
        let table: [(&str, Vec<_>, &[&str]); 4] = [
            ("in two villages", vec![street("Sobo", 0.0), street("Giri", 0.01)], &["Giri", "Sobo"]),
            (
                "twice in one",
                vec![street("Sobo", 0.0), street("Sobo", 0.01), street("Giri", 0.02)],
                &["Giri", "Sobo, sebelah selatan", "Sobo, sebelah utara"],
            ),
            (
                "nobody knows where",
                vec![street("", 0.0), street("", 0.01)],
                &["sebelah selatan", "sebelah utara"],
            ),
            ("as good as one", vec![street("Sobo", 0.0), street("Sobo", 0.0005)], &["Sobo"]),
        ];
        for (what, streets, expected) in table {
            assert_eq!(contexts(streets), expected, "{what}");
        }
    }
}
