//! Finding what a caller says: streets, places, facilities, junctions, houses, coordinates, plus codes.
//!
//! Everything is in memory. A text becomes words; each word is a range of the sorted token index; the entries that
//! have all words are ranked by how well they match, then by kind, then by distance. Where that finds too little, one
//! typo a word is forgiven, and then a word may be left out.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use geo::{Distance, Haversine, Point};

use crate::entry::HitKind;

mod coordinates;
mod loading;
mod matching;
mod nearest;
mod plus_code;
mod query;
mod tokens;
mod words;

use matching::Matcher;
use nearest::NearestStreet;
use plus_code::PlusCode;
use query::Query;
use tokens::TokenIndex;
use words::Role;

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its name: `Jl. Ahmad Yani`.
    pub label: String,
    /// The zone or place that it is in; empty where none is known.
    pub context: String,
    /// What it is.
    pub kind: HitKind,
    /// Where it is.
    pub point: Point<f64>,
    /// How far from `point`, in metres, what was meant may really be: 20 for a junction, half its length for a street.
    pub radius_m: f64,
    /// How far it is from where the search was made, in metres.
    pub distance_m: f64,
}

/// Everything that can be searched, in memory. Share it between threads as it is.
#[derive(Debug)]
pub struct SearchIndex {
    items: Vec<Item>,
    /// The words of all items, item by item.
    words: Vec<Word>,
    tokens: TokenIndex,
    /// Each different context, and the tokens of its words. The first is the empty one.
    contexts: Vec<(Box<str>, Vec<u32>)>,
    streets: NearestStreet,
}

/// An entry as it is searched.
#[derive(Debug)]
struct Item {
    label: Box<str>,
    kind: HitKind,
    context: u32,
    point: Point<f64>,
    radius_m: f64,
    /// Where its words are among all words.
    words: Range<u32>,
}

/// A word of an item.
#[derive(Clone, Copy, Debug)]
struct Word {
    token: u32,
    role: Role,
    side: Side,
}

/// Which street of a junction a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    First,
    Second,
    Both,
}

/// Fewer hits than this, and typos are forgiven too.
const FEW: usize = 3;

/// More words than this are a sentence; the rest is not searched.
const MOST_WORDS: usize = 10;

impl SearchIndex {
    /// Finds what a text means, the best first, at most `limit` hits. The last word may be unfinished.
    ///
    /// `near` is where the room is, or the middle of the map: of equals the nearer comes first, and a short plus code
    /// is completed there.
    pub fn search(&self, text: &str, near: Point<f64>, limit: usize) -> Vec<Hit> {
        if let Some(written) = coordinates::parse(text) {
            let label = format!("{:.5}, {:.5}", written.point.y(), written.point.x());
            return vec![self.point_hit(label, HitKind::Coordinate, written.point, written.radius_m, near)];
        }
        if let Some(hit) = self.plus_code(text, near) {
            return vec![hit];
        }
        let Some(mut query) = Query::parse(text) else { return Vec::new() };
        query.words.truncate(MOST_WORDS);
        let mut found = Found { index: self, near, limit, seen: HashSet::new(), hits: Vec::new() };
        if let Some((a, b)) = &query.junction {
            found.add(self.junctions(a, b, query.unfinished));
        }
        if found.hits.len() < FEW {
            found.add(matching::all(self, &self.matchers(&query.words, query.unfinished, false)));
        }
        if found.hits.len() < FEW {
            found.add(matching::all(self, &self.matchers(&query.words, query.unfinished, true)));
        }
        if found.hits.is_empty() {
            found.add(self.fewer_words(&query));
        }
        found.hits
    }

    /// The street nearest to a point, within 300 m, with its place: `Jl. Melati, Kepatihan`.
    pub fn describe(&self, point: Point<f64>) -> Option<String> {
        let item = &self.items[self.streets.at(point)?];
        let context = &self.contexts[item.context as usize].0;
        Some(if context.is_empty() { item.label.to_string() } else { format!("{}, {context}", item.label) })
    }

    fn words_of(&self, item: &Item) -> &[Word] {
        self.words.get(item.words.start as usize..item.words.end as usize).unwrap_or_default()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// A plus code in the text. The words around a short one name the place that completes it.
    fn plus_code(&self, text: &str, near: Point<f64>) -> Option<Hit> {
        let (code, word) =
            text.split([' ', ',', ';']).find_map(|word| PlusCode::parse(word).map(|code| (code, word)))?;
        let place = text.replacen(word, " ", 1);
        let reference = if code.is_short() && place.chars().any(char::is_alphabetic) {
            let hits = self.search(&place, near, 1);
            hits.first().map_or(near, |hit| hit.point)
        } else {
            near
        };
        let code = code.near(reference);
        let area = code.area();
        let (centre, corner) = (Point::from(area.center()), Point::from(area.min()));
        let radius_m = Haversine.distance(centre, corner);
        Some(self.point_hit(code.text(), HitKind::PlusCode, centre, radius_m, near))
    }

    fn point_hit(
        &self,
        label: String,
        kind: HitKind,
        point: Point<f64>,
        radius_m: f64,
        near: Point<f64>,
    ) -> Hit {
        let context = self.describe(point).unwrap_or_default();
        Hit { label, context, kind, point, radius_m, distance_m: Haversine.distance(near, point) }
    }

    /// What some of the words lead to: of a junction that is not there its streets, of a sentence all words but one,
    /// else its rarest word.
    fn fewer_words(&self, query: &Query) -> Vec<(u32, u32)> {
        if let Some((a, b)) = query.junction.as_ref().filter(|(_, b)| !b.is_empty()) {
            let mut found = matching::all(self, &self.matchers(a, false, true));
            found.extend(matching::all(self, &self.matchers(b, query.unfinished, true)));
            if !found.is_empty() {
                return found;
            }
        }
        // Words that are nowhere can't be what the place is called.
        let mut known = self.matchers(&query.words, query.unfinished, true);
        known.retain(|matcher| !matcher.is_hopeless());
        let mut found = matching::all(self, &known);
        if found.is_empty() {
            for left_out in 0..known.len() {
                let mut fewer = known.clone();
                fewer.remove(left_out);
                found.extend(matching::all(self, &fewer));
            }
        }
        if found.is_empty() {
            let rarest = known.into_iter().min_by_key(|matcher| matcher.work(self));
            found = matching::all(self, rarest.as_slice());
        }
        found
    }

    /// The junctions of a street named so with one named so.
    fn junctions(&self, a: &[String], b: &[String], unfinished: bool) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for typos in [false, true] {
            let first = self.matchers(a, unfinished && b.is_empty(), typos);
            let second = self.matchers(b, unfinished, typos);
            found = matching::junctions(self, &first, &second);
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    fn matchers(&self, words: &[String], unfinished: bool, typos: bool) -> Vec<Matcher> {
        let last = words.len().saturating_sub(1);
        words
            .iter()
            .enumerate()
            .map(|(at, word)| Matcher::new(self, word, at == last, unfinished && at == last, typos))
            .collect()
    }
}

/// A match with what it is ranked by.
struct Ranked {
    cost: u32,
    kind: HitKind,
    /// The square of its distance in degrees.
    distance_2: f64,
    id: u32,
}

impl Ranked {
    fn order(&self, other: &Self) -> Ordering {
        let by_match = (self.cost, self.kind).cmp(&(other.cost, other.kind));
        by_match.then(self.distance_2.total_cmp(&other.distance_2)).then(self.id.cmp(&other.id))
    }
}

/// Hits gathered from several searches, each entry once.
struct Found<'a> {
    index: &'a SearchIndex,
    near: Point<f64>,
    limit: usize,
    seen: HashSet<u32>,
    hits: Vec<Hit>,
}

impl Found<'_> {
    /// Adds matches (cost and item), the best first.
    fn add(&mut self, matches: Vec<(u32, u32)>) {
        let shrink = self.near.y().to_radians().cos();
        let mut ranked: Vec<Ranked> = matches
            .into_iter()
            .filter(|(_, item)| !self.seen.contains(item))
            .map(|(cost, id)| {
                let item = &self.index.items[id as usize];
                // Good enough to order by, and a thousand hits are ordered while somebody types.
                let (east, north) = ((item.point - self.near).x() * shrink, (item.point - self.near).y());
                Ranked { cost, kind: item.kind, distance_2: east * east + north * north, id }
            })
            .collect();
        // An item may have been found twice, so more are kept than can be shown.
        let keep = (self.limit * 4).max(16);
        if ranked.len() > keep {
            ranked.select_nth_unstable_by(keep, Ranked::order);
            ranked.truncate(keep);
        }
        ranked.sort_unstable_by(Ranked::order);
        for Ranked { kind, id, .. } in ranked {
            if self.hits.len() < self.limit && self.seen.insert(id) {
                let item = &self.index.items[id as usize];
                self.hits.push(Hit {
                    label: item.label.to_string(),
                    context: self.index.contexts[item.context as usize].0.to_string(),
                    kind,
                    point: item.point,
                    radius_m: item.radius_m,
                    distance_m: Haversine.distance(self.near, item.point),
                });
            }
        }
    }
}
