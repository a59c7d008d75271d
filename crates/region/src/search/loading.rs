//! Making the index from the region's entries.

use std::collections::HashMap;

use geo::{MultiLineString, Point};

use super::SearchIndex;
use super::contexts::Contexts;
use super::houses::Houses;
use super::items::{Items, Side, Word};
use super::lines::Drawing;
use super::posts::Posts;
use super::tokens::{Occurrence, TokenIndex};
use super::words::{NameWord, Role, name_words, words};
use crate::entry::{HitKind, JUNCTION_SIGN};

/// An entry as it is read, one after the other: a million of them are never in memory at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'a> {
    pub(crate) kind: HitKind,
    pub(crate) label: &'a str,
    pub(crate) also: &'a str,
    pub(crate) context: &'a str,
    pub(crate) point: Point<f64>,
    pub(crate) radius_m: f64,
    pub(crate) line: Option<&'a MultiLineString<f64>>,
}

/// The index while entries come in, in any order.
#[derive(Debug)]
pub(crate) struct Gathering {
    centre: Point<f64>,
    items: Items,
    tokens: Numbered,
    contexts: Numbered,
    streets: Drawing,
}

impl Gathering {
    /// Of equally good entries those near `centre` will come first.
    pub(crate) fn around(centre: Point<f64>) -> Self {
        let mut contexts = Numbered::default();
        contexts.number("");
        let (items, tokens) = (Items::default(), Numbered::default());
        Self { centre, items, tokens, contexts, streets: Drawing::new(centre) }
    }

    pub(crate) fn add(&mut self, entry: Named<'_>) {
        let words = entry_words(&entry);
        let ranks = ranks(&words);
        let words = words.iter().zip(ranks).zip(0..).map(|(((word, side), rank), at)| Word {
            token: self.tokens.number(&word.text),
            role: word.role,
            side: *side,
            rank,
            stands_for: word.stands_for.map_or(at, |other| other as u8),
        });
        let context = self.contexts.number(entry.context);
        if let Some(line) = entry.line {
            self.streets.add(self.items.len() as u32, line);
        }
        self.items.push(entry.kind, entry.label, context, entry.point, entry.radius_m, words);
    }

    /// `region` is the region's name: said with a place, it is true of every place.
    pub(crate) fn finish(self, region: &str) -> SearchIndex {
        let Self { centre, items, mut tokens, contexts, streets } = self;
        let (mut items, moved) = items.in_order(centre);
        let streets = streets.finish(moved.as_deref());
        drop(moved);
        let contexts = contexts.into_texts();
        let mut in_context: Vec<Vec<u32>> = Vec::with_capacity(contexts.len());
        for name in &contexts {
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
        let (tokens, ids) = TokenIndex::new(&tokens.into_texts(), occurrences);
        items.renumber(&ids);
        let all = in_context.iter_mut().flatten();
        all.chain(&mut everywhere).for_each(|token| *token = ids[*token as usize]);
        everywhere.sort_unstable();
        let contexts = Contexts::new(contexts, &in_context, &items);
        let (houses, posts) = (Houses::new(&items), Posts::new(&items));
        SearchIndex { items, tokens, contexts, everywhere, streets, houses, posts }
    }
}

/// Texts by the order in which each was first seen.
#[derive(Debug, Default)]
struct Numbered(HashMap<Box<str>, u32>);

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(text.into(), number);
        number
    }

    fn into_texts(self) -> Vec<Box<str>> {
        let mut texts: Vec<(Box<str>, u32)> = self.0.into_iter().collect();
        texts.sort_unstable_by_key(|(_, number)| *number);
        texts.into_iter().map(|(text, _)| text).collect()
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
fn entry_words(entry: &Named<'_>) -> Vec<(NameWord, Side)> {
    let mut all: Vec<(NameWord, Side)> = Vec::new();
    let sides = match entry.label.split_once(JUNCTION_SIGN) {
        Some((first, second)) if entry.kind == HitKind::Junction => {
            vec![(first, Side::First), (second, Side::Second)]
        }
        _ => vec![(entry.label, Side::Both)],
    };
    for (name, side) in sides {
        let before = all.len();
        all.extend(name_words(name).into_iter().map(|mut word| {
            word.stands_for = word.stands_for.map(|at| at + before);
            (word, side)
        }));
    }
    let mut others = words(entry.also);
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
