//! One word of a query, and what it may mean.

use std::ops::Range;

use super::SearchIndex;
use super::abbreviations::groups_of;
use super::cost;
use super::items::{Item, Side, Word};
use super::query::{Term, Weight};
use super::words::Role;
use crate::entry::HitKind;

/// How many typos a word may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Typos {
    None,
    /// One where a word is nowhere.
    InUnknown,
    One,
    /// Two where nothing else is like it.
    Two,
}

/// One word of a query and the tokens that it may mean.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    /// Ranges of tokens, each with what taking the word so costs; the best first.
    tokens: Vec<(Range<u32>, u32)>,
    /// Tokens that are spelled nearly so, in rising order, each with what taking the word so costs.
    nearly: Vec<(u32, u32)>,
    /// The token of its first letter, which an initial in a name stands for.
    initial: Range<u32>,
    weight: Weight,
    /// Whether the street or thing is called by it; the rest may be where it is.
    is_head: bool,
    is_last: bool,
    /// The places that have it in their name, in rising order.
    contexts: Vec<u32>,
    everywhere: bool,
    /// How many entries have it in their name, and how many more may lie where it says.
    work: usize,
    work_in_contexts: usize,
}

impl Matcher {
    pub(super) fn new(index: &SearchIndex, term: &Term, typos: Typos) -> Self {
        let word = term.text.as_str();
        let mut tokens = vec![(index.tokens.exact(word), 0)];
        for group in groups_of(word).filter(|_| term.weight != Weight::House) {
            for (other, cost) in group.own_and_wider().zip([0, cost::WIDER, cost::WIDER]) {
                tokens.push((index.tokens.exact(other), cost));
            }
        }
        if term.unfinished {
            tokens.push((index.tokens.with_prefix(word), cost::UNFINISHED));
        }
        // "A. Yani" is "Ahmad Yani", said either way; a lone letter at the end is a block's or a lane's.
        let mut letters = word.chars();
        let is_name = matches!(term.weight, Weight::Needed | Weight::Title | Weight::Toward);
        let first = letters.next().filter(|first| first.is_alphabetic() && !term.last && is_name);
        let mut initial = 0..0;
        match first {
            Some(_) if letters.as_str().is_empty() => {
                tokens.push((index.tokens.with_prefix(word), cost::INITIAL));
            }
            Some(first) => initial = index.tokens.exact(first.encode_utf8(&mut [0; 4])),
            None => {}
        }
        tokens.retain(|(range, _)| !range.is_empty());
        let wanted = typos >= Typos::One || (typos == Typos::InUnknown && tokens.is_empty());
        let nearly = if wanted && term.weight != Weight::Filler {
            misspelled(index, term, typos, tokens.is_empty())
        } else {
            Vec::new()
        };
        let mut matcher = Self {
            tokens,
            nearly,
            initial,
            weight: term.weight,
            is_head: false,
            is_last: term.last,
            contexts: Vec::new(),
            everywhere: false,
            work: 0,
            work_in_contexts: 0,
        };
        matcher.contexts = index.contexts.named(matcher.ranges());
        let everywhere = matcher.ranges().any(|range| index.everywhere.iter().any(|id| range.contains(id)));
        matcher.everywhere = everywhere;
        matcher.work = matcher.all_ranges().map(|range| index.tokens.count(range)).sum();
        matcher.work_in_contexts =
            matcher.contexts.iter().map(|context| index.contexts.entries(*context).len()).sum();
        matcher
    }

    /// The tokens that it may mean, the best first.
    fn ranges(&self) -> impl Iterator<Item = Range<u32>> {
        let nearly = self.nearly.iter().map(|(id, _)| *id..id + 1);
        self.tokens.iter().map(|(range, _)| range.clone()).chain(nearly)
    }

    /// The same, and its initial.
    pub(super) fn all_ranges(&self) -> impl Iterator<Item = Range<u32>> {
        self.ranges().chain([self.initial.clone()])
    }

    /// The places that have it in their name.
    pub(super) fn contexts(&self) -> &[u32] {
        &self.contexts
    }

    /// Whether it is true of the whole region.
    pub(super) fn is_everywhere(&self) -> bool {
        self.everywhere
    }

    /// How many entries have it in their name.
    pub(super) fn work_in_names(&self) -> usize {
        self.work
    }

    /// How many more may lie where it says.
    pub(super) fn work_in_contexts(&self) -> usize {
        self.work_in_contexts
    }

    /// How many entries may have it.
    pub(super) fn work(&self) -> usize {
        self.work + self.work_in_contexts
    }

    /// What it costs to take a token for it.
    fn cost_of_token(&self, token: u32) -> Option<u32> {
        if let Some((_, cost)) = self.tokens.iter().find(|(range, _)| range.contains(&token)) {
            return Some(*cost);
        }
        let at = self.nearly.binary_search_by_key(&token, |(id, _)| *id).ok()?;
        Some(self.nearly[at].1)
    }

    /// Whether no entry can have it.
    pub(super) fn is_hopeless(&self) -> bool {
        self.tokens.is_empty() && self.nearly.is_empty() && self.initial.is_empty()
    }

    /// The same, but another kind of thing is another thing.
    pub(super) fn strict(mut self) -> Self {
        if matches!(self.weight, Weight::Type | Weight::Area) {
            self.weight = Weight::Needed;
        }
        self
    }

    /// The same, as the word that the street or thing is called by.
    pub(super) fn head(&mut self) {
        self.is_head = true;
    }

    /// What more it costs that it is missing where words may miss.
    pub(super) fn cost_as_head(&self) -> u32 {
        u32::from(self.is_head) * cost::MISSING_HEAD
    }

    /// Whether it is a kind of thing.
    pub(super) fn is_type(&self) -> bool {
        self.weight == Weight::Type
    }

    pub(super) fn is_needed(&self) -> bool {
        self.weight == Weight::Needed
    }

    /// What it costs to take one of an item's words for it, and which: the best one.
    pub(super) fn own(&self, words: &[Word], side: Side) -> Option<(u32, usize)> {
        let mut best: Option<(u32, Role, usize)> = None;
        for (at, word) in words.iter().enumerate() {
            // A house's number is no lane's: "no. 8" is not "VIII".
            let another = self.weight == Weight::House && word.role == Role::Meant;
            if another || (side != Side::Both && word.side != side) {
                continue;
            }
            let cost = match self.cost_of_token(word.token) {
                Some(cost) => cost,
                None if word.role == Role::Initial && self.initial.contains(&word.token) => {
                    if self.tokens.is_empty() { cost::INITIAL_OF_UNKNOWN } else { cost::INITIAL }
                }
                None => continue,
            };
            let found = (cost, word.role, at);
            if best.is_none_or(|best| found < best) {
                best = Some(found);
            }
        }
        best.map(|(cost, _, at)| (cost, at))
    }

    /// Whether an item or its place has it: most have not, and that is soon seen.
    pub(super) fn is_had_by(&self, index: &SearchIndex, item: &Item) -> bool {
        let has =
            |word: &Word| self.cost_of_token(word.token).is_some() || self.initial.contains(&word.token);
        index.items.words(item).iter().any(has) || self.in_context_of(item)
    }

    pub(super) fn in_context_of(&self, item: &Item) -> bool {
        self.everywhere || (!self.contexts.is_empty() && self.contexts.binary_search(&item.context).is_ok())
    }

    /// What it costs that an item doesn't have it; `None` where it is another item then.
    pub(super) fn cost_of_missing(&self, kind: HitKind) -> Option<u32> {
        let is_street = matches!(kind, HitKind::Street | HitKind::Junction | HitKind::HouseNumber);
        match self.weight {
            Weight::Needed => None,
            Weight::Street if is_street => Some(0),
            Weight::Type if kind == HitKind::Place => Some(cost::MISSING_OTHER_TYPE),
            Weight::Street | Weight::Type => Some(cost::MISSING_TYPE),
            Weight::Area if kind == HitKind::Place => Some(cost::MISSING_AREA),
            Weight::Area => Some(cost::MISSING_OTHER_TYPE),
            Weight::Title => Some(cost::MISSING_TITLE),
            Weight::House | Weight::Number => Some(cost::MISSING_HOUSE),
            Weight::Toward => Some(cost::MISSING_TOWARD),
            // "RS DKT" is no hospital near something: what has the word comes first.
            Weight::Filler => Some(u32::from(self.is_last)),
        }
    }
}

/// The tokens that a misspelled word may mean, with their costs. `unknown`: there is no such word.
fn misspelled(index: &SearchIndex, term: &Term, typos: Typos, unknown: bool) -> Vec<(u32, u32)> {
    let word = term.text.as_str();
    let cost = |typo| if typo { cost::TYPO } else { cost::SPELLING };
    let mut nearly: Vec<(u32, u32)> =
        index.tokens.with_typo(word).into_iter().map(|(id, typo)| (id, cost(typo))).collect();
    if term.unfinished {
        nearly.extend(index.tokens.with_typo_in_prefix(word).into_iter().map(|id| (id, cost::TYPO)));
    }
    if unknown && nearly.is_empty() && typos == Typos::Two {
        nearly.extend(index.tokens.with_two_typos(word).into_iter().map(|id| (id, cost::TWO_TYPOS)));
    }
    nearly.sort_unstable();
    nearly.dedup_by_key(|(id, _)| *id);
    nearly
}
