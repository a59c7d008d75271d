//! Making the index from the region's entries.

use std::collections::HashMap;

use geo::Point;

use super::nearest::NearestStreet;
use super::tokens::TokenIndex;
use super::words::{Role, name_words, words};
use super::{Item, SearchIndex, Side, Word};
use crate::entry::{Entry, HitKind, JUNCTION_SIGN};

impl SearchIndex {
    pub(crate) fn new(entries: Vec<Entry>, centre: Point<f64>) -> Self {
        let streets = NearestStreet::new(&entries, centre);
        let (mut tokens, mut contexts) = (Numbered::default(), Numbered::default());
        contexts.number(String::new());
        let mut items: Vec<Item> = Vec::with_capacity(entries.len());
        let mut all_words: Vec<Word> = Vec::with_capacity(entries.len() * 6);
        for entry in entries {
            let start = all_words.len() as u32;
            all_words.extend(entry_words(&entry).into_iter().map(|(word, role, side)| Word {
                token: tokens.number(word),
                role,
                side,
            }));
            items.push(Item {
                label: entry.label.into(),
                kind: entry.kind,
                context: contexts.number(entry.context),
                point: entry.point,
                radius_m: entry.radius_m,
                words: start..all_words.len() as u32,
            });
        }
        let occurrences = || {
            let of_item = |(item, number): (&Item, u32)| {
                let words = &all_words[item.words.start as usize..item.words.end as usize];
                words.iter().map(move |word| (word.token, number))
            };
            items.iter().zip(0..).flat_map(of_item)
        };
        let (tokens, sorted) = TokenIndex::new(tokens.texts, occurrences);
        for word in &mut all_words {
            word.token = sorted[word.token as usize];
        }
        let with_tokens = |name: String| {
            let ids = words(&name).iter().flat_map(|word| tokens.exact(word)).collect();
            (name.into_boxed_str(), ids)
        };
        let contexts = contexts.texts.into_iter().map(with_tokens).collect();
        Self { items, words: all_words, tokens, contexts, streets }
    }
}

/// Texts by the order in which each was first seen.
#[derive(Default)]
struct Numbered {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Numbered {
    fn number(&mut self, text: String) -> u32 {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// The words of an entry: of its name with their roles, then of its other names. A street is always "jalan" too.
fn entry_words(entry: &Entry) -> Vec<(String, Role, Side)> {
    let mut all: Vec<(String, Role, Side)> = Vec::new();
    let mut add = |word: String, role, side| {
        if !all.iter().any(|(known, _, of)| *known == word && *of == side) {
            all.push((word, role, side));
        }
    };
    let sides = match entry.label.split_once(JUNCTION_SIGN) {
        Some((first, second)) if entry.kind == HitKind::Junction => {
            vec![(first, Side::First), (second, Side::Second)]
        }
        _ => vec![(entry.label.as_str(), Side::Both)],
    };
    for (name, side) in sides {
        for (word, role) in name_words(name) {
            add(word, role, side);
        }
        if matches!(entry.kind, HitKind::Street | HitKind::Junction | HitKind::HouseNumber) {
            for word in ["jalan", "jl", "jln"] {
                add(word.to_owned(), Role::Implied, side);
            }
        }
    }
    for word in words(&entry.also) {
        add(word, Role::Implied, Side::Both);
    }
    all
}
