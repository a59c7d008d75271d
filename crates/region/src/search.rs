//! Finding what a caller says: streets, places, facilities, junctions, houses, coordinates, plus codes.
//!
//! Everything is in memory. A text becomes words; each word is a range of the sorted token index; the entries that
//! have all words are ranked by how well they match, then by kind, then by distance. Where that finds too little, a
//! typo or two are forgiven, words are joined and split, and then a word may be left out. What a text says of two
//! streets or of a landmark is reckoned from their places. How well that works: docs/search.md.

use geo::Point;

use crate::entry::HitKind;

mod abbreviations;
mod compass;
mod contexts;
mod coordinates;
mod cost;
mod costs;
mod houses;
mod items;
mod lines;
mod links;
mod loading;
mod marked;
mod matcher;
mod matching;
mod nearby;
mod pairs;
mod pieces;
mod plus_code;
mod posts;
mod query;
mod ranking;
mod readings;
mod relation;
mod said;
mod shapes;
mod spelling;
mod tokens;
mod utm;
mod way;
mod words;
mod written;

use contexts::Contexts;
use houses::Houses;
use items::Items;
use lines::StreetLines;
use links::Link;
use matcher::{Matcher, Typos};
use matching::Match;
use posts::{OnRoad, Posts};
use query::{Query, Shape, Term, Weight};
use ranking::{Found, Made, What};
use tokens::TokenIndex;

pub(crate) use loading::{Gathering, Named};
pub use written::written_out;

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its name: `Jl. Ahmad Yani`; with a landmark `Jl. Merdeka, dekat Pasar Baru`.
    pub label: String,
    /// The zones or the place that it is in, the smallest first; empty where none is known.
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

/// Where those who search have their eyes: of equally good hits the nearer comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Where the room is, or the middle of the map. A short plus code is completed here.
    pub room: Point<f64>,
    /// Where the last calls came from: the next one may be about the same.
    pub recent: Vec<Point<f64>>,
}

impl From<Point<f64>> for Near {
    fn from(room: Point<f64>) -> Self {
        Self { room, recent: Vec::new() }
    }
}

/// Everything that can be searched, in memory. Share it between threads as it is.
#[derive(Debug)]
pub struct SearchIndex {
    items: Items,
    tokens: TokenIndex,
    contexts: Contexts,
    /// The tokens of the region's name, sorted.
    everywhere: Vec<u32>,
    streets: StreetLines,
    houses: Houses,
    posts: Posts,
}

/// Fewer hits than this, and typos are forgiven too.
const FEW: usize = 3;

/// Of plain matches so many are put beside those that are made of several.
const MOST_PLAIN: usize = 24;

/// That two streets meet, where nobody asked for a junction: a little less than a missing word; and more where only a part
/// of the other's name was said.
const COST_OF_UNASKED_MEETING: u32 = 38;
const COST_OF_MEETING_IN_PART: u32 = 12;

/// A house's number between two known ones.
const COST_OF_RECKONED: u32 = 6;

/// Whether any match lacks nothing that tells names apart.
fn is_sure(matches: &[Match]) -> bool {
    matches.iter().any(|(cost, _)| *cost < cost::MISSING_TYPE)
}

/// Why what a text means can't be found, where that is known: what to ask the caller for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It is a map link whose place only the internet knows: `https://maps.app.goo.gl/…`.
    LinkNeedsInternet,
    /// It names a kilometre of a road, and the map has no post there nor one before and one after.
    NoPosts,
}

impl SearchIndex {
    /// Finds what a text means, the best first, at most `limit` hits. The last word may be unfinished.
    pub fn search(&self, text: &str, near: &Near, limit: usize) -> Vec<Hit> {
        let mut text = match links::read(text) {
            Some(Link::NeedsInternet) => return Vec::new(),
            Some(Link::Name(name)) => name,
            _ => text.to_owned(),
        };
        if let Some(hit) = written::by_coordinates(&text, near) {
            return vec![self.with_context(hit)];
        }
        if let Some(hit) = self.plus_code(&text, near) {
            return vec![hit];
        }
        if coordinates::nothing_else(&text) {
            return Vec::new();
        }
        let kilometre = self.nameless_kilometre(&text);
        if let Some((_, rest)) = &kilometre {
            text.clone_from(rest);
        }
        let Some(query) = Query::parse(&text) else { return Vec::new() };
        let mut found = match &query.shape {
            Shape::Plain => kilometre
                .and_then(|(metres, _)| self.reckoned_post(metres, &query.terms, near))
                .into_iter()
                .collect(),
            Shape::Junction(a, b) => self.meeting(a, b, near),
            Shape::Beside { what, relation, landmark } => self.beside(what, *relation, landmark, near),
            Shape::Between { what, one, other } => self.between(what, one, other, near),
        };
        // The road as a whole comes after its kilometre.
        let behind = u32::from(query.shape == Shape::Plain && !found.is_empty());
        if !matches!(&query.shape, Shape::Junction(_, b) if !b.is_empty() && found.len() >= FEW) {
            let mut matches = self.lenient(&query.terms);
            if query.shape == Shape::Plain && found.is_empty() && !is_sure(&matches) {
                found = self.together(&query.terms, near);
            }
            if matches.is_empty() && found.is_empty() {
                matches = self.with_words_missing(query.terms.clone());
            }
            if query.shape == Shape::Plain && !query::says_junction(&query.terms) {
                matches = self.unasked_meetings(&query.terms, matches);
            }
            let plain = self.best(&matches, near, limit.max(MOST_PLAIN));
            if query.shape == Shape::Plain && !self.has_house(&plain) {
                found.extend(self.reckoned_house(&query.terms, near));
            }
            let item = |(cost, id)| Found { cost: cost + behind, what: What::Item(id) };
            found.extend(plain.into_iter().map(item));
        }
        self.told(&found, near, limit)
    }

    /// Why what a text means is not among its hits, where that is known.
    pub fn hint(&self, text: &str, hits: &[Hit]) -> Option<Hint> {
        if links::read(text) == Some(Link::NeedsInternet) {
            return Some(Hint::LinkNeedsInternet);
        }
        let has_post = hits.first().is_some_and(|hit| hit.kind == HitKind::Milestone);
        (!has_post && self.nameless_kilometre(text).is_some()).then_some(Hint::NoPosts)
    }

    /// The street nearest to a point, within 300 m, with its place: `Jl. Melati, Kepatihan`.
    pub fn describe(&self, point: Point<f64>) -> Option<String> {
        let street = self.streets.at(point)?;
        let (label, context) = (self.items.label(street), self.items.get(street).context);
        let context = self.contexts.name(context);
        Some(if context.is_empty() { label.to_owned() } else { format!("{label}, {context}") })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.items.len() == 0
    }

    /// A plus code in the text. The words around a short one name the place that completes it.
    fn plus_code(&self, text: &str, near: &Near) -> Option<Hit> {
        let (code, word) = written::plus_code_in(text)?;
        let place = text.replacen(word, " ", 1);
        let reference = if code.is_short() && place.chars().any(char::is_alphabetic) {
            let hits = self.search(&place, near, 1);
            hits.first().map_or(near.room, |hit| hit.point)
        } else {
            near.room
        };
        Some(self.with_context(written::by_plus_code(&code, reference, near)))
    }

    fn with_context(&self, hit: Hit) -> Hit {
        let context = self.describe(hit.point).unwrap_or_default();
        Hit { context, ..hit }
    }

    /// What has all words, with typos forgiven where nothing has them.
    fn lenient(&self, terms: &[Term]) -> Vec<Match> {
        let matchers = self.matchers(terms, Typos::None);
        let mut found = Vec::new();
        if terms.iter().any(|term| matches!(term.weight, Weight::Type | Weight::Area)) {
            let strict: Vec<Matcher> = matchers.iter().cloned().map(Matcher::strict).collect();
            found = matching::all(self, &strict);
        }
        if found.len() < FEW {
            found.extend(matching::all(self, &matchers));
        }
        if is_sure(&found) {
            return found;
        }
        let readings = self.readings(terms);
        for typos in [Typos::None, Typos::InUnknown] {
            if typos == Typos::None || found.is_empty() {
                for (cost, reading) in &readings {
                    let matches = matching::all(self, &self.matchers(reading, typos));
                    found.extend(matches.into_iter().map(|(own, id)| (own + cost, id)));
                }
            }
            if is_sure(&found) {
                return found;
            }
        }
        if matchers.iter().any(|matcher| matcher.is_needed() && matcher.is_hopeless()) {
            found.extend(matching::all(self, &self.matchers(terms, Typos::InUnknown)));
        } else {
            found.extend(matching::all(self, &self.matchers(terms, Typos::One)));
        }
        for typos in [Typos::One, Typos::Two] {
            if found.is_empty() {
                found = matching::all(self, &self.matchers(terms, typos));
            }
        }
        found
    }

    /// What has some of the words. A word that is nowhere is no part of any name.
    fn with_words_missing(&self, mut terms: Vec<Term>) -> Vec<Match> {
        let mut found = matching::some(self, &self.matchers(&terms, Typos::Two));
        for (cost, reading) in self.readings(&terms) {
            let matches = matching::some(self, &self.matchers(&reading, Typos::InUnknown));
            found.extend(matches.into_iter().map(|(own, id)| (own + cost, id)));
        }
        if !found.is_empty() {
            return found;
        }
        terms.retain(|term| !Matcher::new(self, term, Typos::Two).is_hopeless());
        query::needed_without_a_name(&mut terms);
        matching::some(self, &self.matchers(&terms, Typos::Two))
    }

    /// Nobody asked for a junction: "Jl. Suprapto Sidoarjo" names a town that no street has in its name but the one it meets.
    /// Where there are none but junctions, what lacks a word comes before those of which only a part was said.
    fn unasked_meetings(&self, terms: &[Term], mut matches: Vec<Match>) -> Vec<Match> {
        let meets = |id: u32| self.items.get(id).kind == HitKind::Junction;
        if !matches.is_empty() && matches.iter().all(|(_, id)| meets(*id)) {
            let others = self.with_words_missing(terms.to_vec());
            matches.extend(others.into_iter().filter(|(cost, _)| *cost >= cost::MISSING));
        } else if matches.iter().any(|(cost, _)| *cost < cost::MISSING) {
            return matches;
        }
        let matchers = self.matchers(terms, Typos::One);
        for (cost, id) in matches.iter_mut().filter(|(_, id)| meets(*id)) {
            let whole = if *cost < cost::MISSING { COST_OF_UNASKED_MEETING } else { 0 };
            let in_full = costs::says_both(self, self.items.get(*id), &matchers);
            *cost += whole + if in_full { 0 } else { COST_OF_MEETING_IN_PART };
        }
        matches
    }

    /// The metres of a road that a text names, and what else it says, where nothing bears that for a name.
    fn nameless_kilometre(&self, text: &str) -> Option<(u32, String)> {
        let said = posts::said(text)?;
        Query::parse(&said.rest)?;
        let is_name = |(cost, _): &Match| *cost < cost::MISSING_TYPE;
        let named = Query::parse(text).is_some_and(|whole| self.lenient(&whole.terms).iter().any(is_name));
        (!named).then_some((said.metres, said.rest))
    }

    /// A kilometre of a street, by the posts before and after it.
    fn reckoned_post(&self, metres: u32, street: &[Term], near: &Near) -> Option<Found> {
        if self.posts.is_empty() {
            return None;
        }
        let streets = self.streets_named(street, near, FEW);
        streets.into_iter().find_map(|(cost, id)| {
            let what = match self.posts.reckon(&self.items, &self.streets, id, metres)? {
                OnRoad::Post(item) => What::Item(item),
                OnRoad::Between { point, radius_m } => {
                    let km = format!("{:.3}", f64::from(metres) / 1000.0);
                    let km = km.trim_end_matches('0').trim_end_matches('.');
                    let label = format!("KM {km} {}", self.items.label(id));
                    What::Made(Box::new(Made { label, kind: HitKind::Milestone, point, radius_m }))
                }
            };
            Some(Found { cost, what })
        })
    }

    /// Whether a house was said in full.
    fn has_house(&self, matches: &[Match]) -> bool {
        matches.first().is_some_and(|(cost, id)| {
            *cost < cost::MISSING_TYPE && self.items.get(*id).kind == HitKind::HouseNumber
        })
    }

    /// The house of a street whose number lies between others.
    fn reckoned_house(&self, terms: &[Term], near: &Near) -> Option<Found> {
        let at = houses::number_in(terms)?;
        if self.items.of_kind(HitKind::HouseNumber).is_empty() {
            return None;
        }
        let mut street = terms.to_vec();
        let number = street.remove(at).text;
        let mut matches = self.lenient(&street);
        matches.retain(|(_, id)| self.items.get(*id).kind == HitKind::Street);
        self.best(&matches, near, FEW).into_iter().find_map(|(cost, id)| {
            let house = self.houses.reckon(&self.items, &self.streets, id, &number)?;
            let label = format!("{} {number}", self.items.label(id));
            let made =
                Made { label, kind: HitKind::HouseNumber, point: house.point, radius_m: house.radius_m };
            Some(Found { cost: cost + COST_OF_RECKONED, what: What::Made(Box::new(made)) })
        })
    }

    fn matchers(&self, terms: &[Term], typos: Typos) -> Vec<Matcher> {
        let mut matchers: Vec<Matcher> = terms.iter().map(|term| Matcher::new(self, term, typos)).collect();
        if let Some(head) = query::head(terms) {
            matchers[head].head();
        }
        matchers
    }
}
