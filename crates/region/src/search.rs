//! Finding what a caller says: streets, places, facilities, junctions, houses, coordinates, plus codes.
//!
//! Everything is in memory. A text becomes words; each word is a range of the sorted token index; the entries that
//! have all words are ranked by how well they match, then by kind, then by distance. Where that finds too little, one
//! typo a word is forgiven, and then a word may be left out.

use std::collections::{HashMap, HashSet};

use geo::{Distance, Haversine, Point};

use crate::entry::{Entry, HitKind, JUNCTION_SIGN};

mod coordinates;
mod matching;
mod nearest;
mod plus_code;
mod query;
mod tokens;
mod words;

use matching::{Matcher, Side};
use nearest::NearestStreet;
use plus_code::PlusCode;
use query::Query;
use tokens::TokenIndex;
use words::{Role, name_words, words};

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
    words: Vec<Word>,
}

/// A word of an item.
#[derive(Clone, Copy, Debug)]
struct Word {
    token: u32,
    role: Role,
    side: Side,
}

/// Fewer hits than this, and typos are forgiven too.
const FEW: usize = 3;

/// More words than this are a sentence; the rest is not searched.
const MOST_WORDS: usize = 10;

/// What leaving out a word costs a hit, against what any match can cost.
const LEFT_OUT: u32 = 100;

impl SearchIndex {
    pub(crate) fn new(entries: Vec<Entry>, centre: Point<f64>) -> Self {
        let streets = NearestStreet::new(&entries, centre);
        let mut context_of: HashMap<String, u32> = HashMap::from([(String::new(), 0)]);
        let mut contexts = vec![String::new()];
        let mut texts: Vec<Vec<String>> = Vec::with_capacity(entries.len());
        let mut items = Vec::with_capacity(entries.len());
        for entry in entries {
            let (text, roles): (Vec<String>, Vec<(Role, Side)>) =
                entry_words(&entry).into_iter().map(|(word, role, side)| (word, (role, side))).unzip();
            texts.push(text);
            let context = *context_of.entry(entry.context).or_insert_with_key(|name| {
                contexts.push(name.clone());
                contexts.len() as u32 - 1
            });
            // The token ids are known only when all words are.
            let words = roles.into_iter().map(|(role, side)| Word { token: 0, role, side }).collect();
            items.push(Item {
                label: entry.label.into(),
                kind: entry.kind,
                context,
                point: entry.point,
                radius_m: entry.radius_m,
                words,
            });
        }
        let (tokens, of_items) = TokenIndex::new(&texts);
        for (item, ids) in items.iter_mut().zip(of_items) {
            for (word, token) in item.words.iter_mut().zip(ids) {
                word.token = token;
            }
        }
        let contexts = contexts
            .into_iter()
            .map(|name| {
                let ids = words(&name).iter().flat_map(|word| tokens.exact(word)).collect();
                (name.into(), ids)
            })
            .collect();
        Self { items, tokens, contexts, streets }
    }

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
        found.add(self.ladder(&query.words, query.unfinished, found.hits.len()));
        found.hits
    }

    /// The street nearest to a point, within 300 m, with its place: `Jl. Melati, Kepatihan`.
    pub fn describe(&self, point: Point<f64>) -> Option<String> {
        let item = &self.items[self.streets.at(point)?];
        let context = &self.contexts[item.context as usize].0;
        Some(if context.is_empty() { item.label.to_string() } else { format!("{}, {context}", item.label) })
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

    /// Matches ever more loosely until enough is found. Hits of a lower rung cost more.
    fn ladder(&self, words: &[String], unfinished: bool, already: usize) -> Vec<(u32, u32)> {
        let strict = self.matchers(words, unfinished, false);
        let mut found = matching::all(self, &strict);
        if found.len() + already >= FEW {
            return found;
        }
        let loose = self.matchers(words, unfinished, true);
        found.extend(matching::all(self, &loose));
        if !found.is_empty() || already > 0 {
            return found;
        }
        // Words that are nowhere can't be what the place is called.
        let known: Vec<Matcher> = loose.into_iter().filter(|matcher| !matcher.is_hopeless()).collect();
        if known.len() < words.len() {
            found = matching::all(self, &known);
        }
        if found.is_empty() && known.len() > 1 {
            for left_out in 0..known.len() {
                let mut fewer = known.clone();
                fewer.remove(left_out);
                found.extend(matching::all(self, &fewer));
            }
        }
        found.into_iter().map(|(cost, item)| (cost + LEFT_OUT, item)).collect()
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

/// The words of an entry: of its name with their roles, then of its other names. A street is always "jalan" too.
fn entry_words(entry: &Entry) -> Vec<(String, Role, Side)> {
    let mut all = Vec::new();
    let sides = match entry.label.split_once(JUNCTION_SIGN) {
        Some((first, second)) if entry.kind == HitKind::Junction => {
            vec![(first, Side::First), (second, Side::Second)]
        }
        _ => vec![(entry.label.as_str(), Side::Both)],
    };
    for (name, side) in sides {
        all.extend(name_words(name).into_iter().map(|(word, role)| (word, role, side)));
        if matches!(entry.kind, HitKind::Street | HitKind::Junction | HitKind::HouseNumber) {
            let street = ["jalan", "jl", "jln"].into_iter();
            all.extend(street.map(|word| (word.to_owned(), Role::Implied, side)));
        }
    }
    all.extend(words(&entry.also).into_iter().map(|word| (word, Role::Implied, Side::Both)));
    let mut seen = HashSet::new();
    all.retain(|(word, _, side)| seen.insert((word.clone(), *side)));
    all
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
        let mut ranked: Vec<(u32, HitKind, f64, u32)> = matches
            .into_iter()
            .filter(|(_, item)| !self.seen.contains(item))
            .map(|(cost, id)| {
                let item = &self.index.items[id as usize];
                (cost, item.kind, Haversine.distance(self.near, item.point), id)
            })
            .collect();
        let order = |a: &(u32, HitKind, f64, u32), b: &(u32, HitKind, f64, u32)| {
            (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3))
        };
        // An item may have been found twice, so more are kept than can be shown.
        let keep = (self.limit * 4).max(16);
        if ranked.len() > keep {
            ranked.select_nth_unstable_by(keep, order);
            ranked.truncate(keep);
        }
        ranked.sort_unstable_by(order);
        for (_, kind, distance_m, id) in ranked {
            if self.hits.len() < self.limit && self.seen.insert(id) {
                let item = &self.index.items[id as usize];
                self.hits.push(Hit {
                    label: item.label.to_string(),
                    context: self.index.contexts[item.context as usize].0.to_string(),
                    kind,
                    point: item.point,
                    radius_m: item.radius_m,
                    distance_m,
                });
            }
        }
    }
}
