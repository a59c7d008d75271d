//! Making the index from the region's entries.

use std::collections::HashMap;

use geo::Point;

use super::SearchIndex;
use super::contexts::Contexts;
use super::houses::Houses;
use super::items::{Items, Side, Word};
use super::lines::StreetLines;
use super::posts::Posts;
use super::tokens::{Occurrence, TokenIndex};
use super::words::{NameWord, Role, name_words, words};
use crate::entry::{Entry, HitKind, JUNCTION_SIGN};

impl SearchIndex {
    /// `region` is the region's name: said with a place, it is true of every place.
    pub(crate) fn new(mut entries: Vec<Entry>, centre: Point<f64>, region: &str) -> Self {
        entries.sort_by_cached_key(|entry| (entry.kind, far(entry.point, centre)));
        let (mut tokens, mut contexts) = (Numbered::default(), Numbered::default());
        contexts.number("");
        let mut items = Items::default();
        for entry in &entries {
            let words = entry_words(entry);
            let ranks = ranks(&words);
            let words = words.iter().zip(ranks).zip(0..).map(|(((word, side), rank), at)| Word {
                token: tokens.number(&word.text),
                role: word.role,
                side: *side,
                rank,
                stands_for: word.stands_for.map_or(at, |other| other as u8),
            });
            let context = contexts.number(&entry.context);
            items.push(entry.kind, &entry.label, context, entry.point, entry.radius_m, words);
        }
        let streets = (0..).zip(&entries).filter_map(|(item, entry)| Some((item, entry.line.as_ref()?)));
        let streets = StreetLines::new(streets, centre);
        drop(entries);
        let mut in_context: Vec<Vec<u32>> = Vec::with_capacity(contexts.texts.len());
        for name in &contexts.texts {
            in_context.push(name_words(name).iter().map(|word| tokens.number(&word.text)).collect());
        }
        let mut everywhere: Vec<u32> = words(region).iter().map(|word| tokens.number(word)).collect();
        let occurrences = || {
            let words = |(entry, item)| {
                let word = move |word: &Word| Occurrence { token: word.token, entry, rank: word.rank };
                items.words(item).iter().map(word)
            };
            items.iter().flat_map(words)
        };
        let (tokens, ids) = TokenIndex::new(&tokens.texts, occurrences);
        items.renumber(&ids);
        let all = in_context.iter_mut().flatten();
        all.chain(&mut everywhere).for_each(|token| *token = ids[*token as usize]);
        everywhere.sort_unstable();
        let contexts = Contexts::new(contexts.texts, &in_context, &items);
        let (houses, posts) = (Houses::new(&items), Posts::new(&items));
        Self { items, tokens, contexts, everywhere, streets, houses, posts }
    }
}

/// Something that grows with the distance of two points: metres, roughly.
fn far(point: Point<f64>, centre: Point<f64>) -> u64 {
    let east = (point.x() - centre.x()) * centre.y().to_radians().cos();
    (east.hypot(point.y() - centre.y()) * 111_195.0) as u64
}

/// Texts by the order in which each was first seen.
#[derive(Default)]
struct Numbered {
    texts: Vec<String>,
    numbers: HashMap<Box<str>, u32>,
}

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.into(), number);
        number
    }
}

/// How good each word of an entry is to find it by: the whole name, its beginning, another part of it, what kind of
/// thing it is, what it might be called.
fn ranks(words: &[(NameWord, Side)]) -> Vec<u8> {
    let of_name = words.iter().filter(|(word, _)| word.role == Role::Name).count();
    let first = words.iter().position(|(word, _)| word.role.is_of_name());
    let rank = |(at, (word, _)): (usize, &(NameWord, Side))| match word.role {
        Role::Name if of_name == 1 => 0,
        Role::Name if Some(at) == first => 1,
        Role::Name | Role::Initial => 2,
        Role::General | Role::Meant => 3,
        Role::Implied => 4,
    };
    words.iter().enumerate().map(rank).collect()
}

/// Names of so many words are known by their first letters.
const FEWEST_FOR_LETTERS: usize = 3;

/// The words of an entry: of its name with their roles, then of its other names.
fn entry_words(entry: &Entry) -> Vec<(NameWord, Side)> {
    let mut all: Vec<(NameWord, Side)> = Vec::new();
    let sides = match entry.label.split_once(JUNCTION_SIGN) {
        Some((first, second)) if entry.kind == HitKind::Junction => {
            vec![(first, Side::First), (second, Side::Second)]
        }
        _ => vec![(entry.label.as_str(), Side::Both)],
    };
    for (name, side) in sides {
        let before = all.len();
        all.extend(name_words(name).into_iter().map(|mut word| {
            word.stands_for = word.stands_for.map(|at| at + before);
            (word, side)
        }));
    }
    let mut others = words(&entry.also);
    if entry.kind == HitKind::Facility {
        let of_name = all.iter().filter(|(word, _)| word.role.is_of_name());
        let letters: String = of_name.filter_map(|(word, _)| word.text.chars().next()).collect();
        others.extend((letters.chars().count() >= FEWEST_FOR_LETTERS).then_some(letters));
    }
    for text in others {
        if !all.iter().any(|(known, _)| known.text == text) {
            all.push((NameWord { text, role: Role::Implied, stands_for: None }, Side::Both));
        }
    }
    all
}
