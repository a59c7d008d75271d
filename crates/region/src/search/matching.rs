//! Which entries have the words of a query, and what is wrong with each match.

use std::ops::Range;

use super::words::Role;
use super::{Item, SearchIndex, Side, Word};
use crate::entry::HitKind;

/// What a match lacks. Less is better, 0 is a name said in full; the sum ranks the hits before kind and distance.
mod cost {
    /// The name has more words.
    pub(super) const MORE_WORDS: u32 = 4;
    /// The last word is the beginning of the name's word.
    pub(super) const UNFINISHED: u32 = 2;
    /// The first word is not where the name begins.
    pub(super) const NOT_THE_BEGINNING: u32 = 1;
    /// A word is the name of the place that it is in, or what it might be called.
    pub(super) const NOT_IN_THE_NAME: u32 = 1;
    /// A word is an initial of the other.
    pub(super) const INITIAL: u32 = 1;
    /// A word has a typo.
    pub(super) const TYPO: u32 = 20;
}

/// One word of a query and the tokens that it may mean.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    /// Ranges of tokens, each with what taking the word so costs; the best first.
    tokens: Vec<(Range<u32>, u32)>,
    /// The token of its first letter, which an initial in a name stands for.
    initial: Range<u32>,
    /// For each context, whether it has the word.
    contexts: Vec<bool>,
    in_any_context: bool,
}

impl Matcher {
    /// `last`: no word follows. `unfinished`: the word may go on. `typos`: one typo is forgiven.
    pub(super) fn new(index: &SearchIndex, word: &str, last: bool, unfinished: bool, typos: bool) -> Self {
        let mut tokens = vec![(index.tokens.exact(word), 0)];
        if unfinished {
            tokens.push((index.tokens.with_prefix(word), cost::UNFINISHED));
        }
        // "A. Yani" is "Ahmad Yani", said either way; a lone letter at the end is a block's or a lane's.
        let mut letters = word.chars();
        let first = letters.next().filter(|first| first.is_alphabetic());
        let mut initial = 0..0;
        match first {
            Some(_) if letters.as_str().is_empty() && !last => {
                tokens.push((index.tokens.with_prefix(word), cost::INITIAL));
            }
            Some(first) if !last => initial = index.tokens.exact(first.encode_utf8(&mut [0; 4])),
            _ => {}
        }
        if typos {
            let near = index.tokens.with_typo(word);
            let begun = if unfinished { index.tokens.with_typo_in_prefix(word) } else { Vec::new() };
            tokens.extend(near.into_iter().chain(begun).map(|id| (id..id + 1, cost::TYPO)));
        }
        tokens.retain(|(range, _)| !range.is_empty());
        let among = |ids: &[u32]| ids.iter().any(|id| tokens.iter().any(|(range, _)| range.contains(id)));
        let contexts: Vec<bool> = index.contexts.iter().map(|(_, ids)| among(ids)).collect();
        Self { in_any_context: contexts.contains(&true), tokens, initial, contexts }
    }

    /// Whether no entry can have it.
    pub(super) fn is_hopeless(&self) -> bool {
        self.tokens.is_empty() && self.initial.is_empty() && !self.in_any_context
    }

    /// How many entries are to be looked at for it.
    pub(super) fn work(&self, index: &SearchIndex) -> usize {
        self.ranges().map(|range| index.tokens.entries(range).len()).sum()
    }

    fn ranges(&self) -> impl Iterator<Item = Range<u32>> {
        self.tokens.iter().map(|(range, _)| range.clone()).chain([self.initial.clone()])
    }

    fn candidates<'a>(&'a self, index: &'a SearchIndex) -> impl Iterator<Item = u32> + 'a {
        self.ranges().flat_map(|range| index.tokens.entries(range).iter().copied())
    }

    /// What it costs to take one of an item's words for it, and which: the best one.
    fn own(&self, words: &[Word], side: Side) -> Option<(u32, usize)> {
        let cost_of = |(at, word): (usize, &Word)| {
            let of_token = self.tokens.iter().find(|(range, _)| range.contains(&word.token));
            let cost = match of_token {
                Some((_, cost)) => *cost,
                None if word.role == Role::Initial && self.initial.contains(&word.token) => cost::INITIAL,
                None => return None,
            };
            Some((cost, word.role, at))
        };
        let of_side = words.iter().enumerate().filter(|(_, word)| side == Side::Both || word.side == side);
        of_side.filter_map(cost_of).min().map(|(cost, _, at)| (cost, at))
    }

    fn in_context_of(&self, item: &Item) -> bool {
        self.contexts.get(item.context as usize).copied().unwrap_or_default()
    }
}

/// Cost and number of each item that has all words, those that tell it from others in its own name.
pub(super) fn all(index: &SearchIndex, matchers: &[Matcher]) -> Vec<(u32, u32)> {
    if matchers.is_empty() || matchers.iter().any(Matcher::is_hopeless) {
        return Vec::new();
    }
    // A word that no context has must be in the item's own name: its entries are all there is to look at.
    let drivers: Vec<&Matcher> = match matchers
        .iter()
        .filter(|matcher| !matcher.in_any_context)
        .min_by_key(|matcher| matcher.work(index))
    {
        Some(driver) => vec![driver],
        None => matchers.iter().collect(),
    };
    let mut seen = Seen::new(index);
    drivers
        .into_iter()
        .flat_map(|driver| driver.candidates(index))
        .filter(|&candidate| seen.insert(candidate))
        .filter_map(|candidate| {
            Some((cost_of(index, &index.items[candidate as usize], matchers)?, candidate))
        })
        .collect()
}

/// Cost and number of each junction where the one street has the first words and the other the second.
pub(super) fn junctions(index: &SearchIndex, first: &[Matcher], second: &[Matcher]) -> Vec<(u32, u32)> {
    let Some(driver) = first.iter().chain(second).min_by_key(|matcher| matcher.work(index)) else {
        return Vec::new();
    };
    let mut seen = Seen::new(index);
    driver
        .candidates(index)
        .filter(|&candidate| seen.insert(candidate))
        .filter_map(|candidate| {
            let item = &index.items[candidate as usize];
            if item.kind != HitKind::Junction {
                return None;
            }
            if second.is_empty() {
                return Some((cost_of(index, item, first)?, candidate));
            }
            let words = index.words_of(item);
            let sides = |a, b| Some(cost_of_side(words, first, a)? + cost_of_side(words, second, b)?);
            let cost = match (sides(Side::First, Side::Second), sides(Side::Second, Side::First)) {
                (Some(one), Some(other)) => one.min(other),
                (one, other) => one.or(other)?,
            };
            Some((cost, candidate))
        })
        .collect()
}

/// Which items were looked at: one bit each.
struct Seen(Vec<u64>);

impl Seen {
    fn new(index: &SearchIndex) -> Self {
        Self(vec![0; index.items.len().div_ceil(64)])
    }

    /// Whether it was not there before.
    fn insert(&mut self, item: u32) -> bool {
        let Some(bits) = self.0.get_mut(item as usize / 64) else { return false };
        let bit = 1 << (item % 64);
        let new = *bits & bit == 0;
        *bits |= bit;
        new
    }
}

fn cost_of(index: &SearchIndex, item: &Item, matchers: &[Matcher]) -> Option<u32> {
    let words = index.words_of(item);
    let first_of_name = words.iter().position(|word| word.role.is_of_name());
    let (mut total, mut said) = (0, Said::default());
    let (mut telling, mut elsewhere) = (false, false);
    for (number, matcher) in matchers.iter().enumerate() {
        match matcher.own(words, Side::Both) {
            Some((cost, at)) => {
                let role = words[at].role;
                // "Jl." tells no street, while "puskesmas" with a village's name tells which.
                telling |= role == Role::Name || (role == Role::General && item.kind == HitKind::Facility);
                said.add(at);
                let begins = role == Role::General || Some(at) == first_of_name;
                total += cost
                    + u32::from(role == Role::Implied) * cost::NOT_IN_THE_NAME
                    + u32::from(number == 0 && !begins) * cost::NOT_THE_BEGINNING;
            }
            None if matcher.in_context_of(item) => {
                elsewhere = true;
                total += cost::NOT_IN_THE_NAME;
            }
            None => return None,
        }
    }
    Some(total + said.cost_of_rest(words, Side::Both)).filter(|_| telling || !elsewhere)
}

fn cost_of_side(words: &[Word], matchers: &[Matcher], side: Side) -> Option<u32> {
    let (mut total, mut said) = (0, Said::default());
    for matcher in matchers {
        let (cost, at) = matcher.own(words, side)?;
        total += cost;
        said.add(at);
    }
    Some(total + said.cost_of_rest(words, side))
}

/// Which of an item's words were said: one bit each, as far as names have any sense.
#[derive(Default)]
struct Said(u64);

impl Said {
    fn add(&mut self, at: usize) {
        self.0 |= 1_u64.checked_shl(at as u32).unwrap_or_default();
    }

    /// What it costs that words of the name were not said. How many is no matter: "puskesmas" means the nearest one.
    fn cost_of_rest(&self, words: &[Word], side: Side) -> u32 {
        let of_name = |word: &Word| word.role.is_of_name() && (side == Side::Both || word.side == side);
        let unsaid =
            words.iter().take(64).enumerate().any(|(at, word)| of_name(word) && self.0 & (1 << at) == 0);
        u32::from(unsaid) * cost::MORE_WORDS
    }
}
