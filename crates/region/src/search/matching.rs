//! Which entries have the words of a query, and what is wrong with each match.

use std::ops::Range;

use super::SearchIndex;
use super::abbreviations::groups_of;
use super::items::{Item, Side, Word};
use super::query::{Term, Weight};
use super::words::Role;
use crate::entry::HitKind;

/// What a match lacks. Less is better, 0 is a name said in full; the sum ranks the hits before kind and distance.
pub(super) mod cost {
    /// The name has more words.
    pub(in super::super) const MORE_WORDS: u32 = 4;
    /// The last word is the beginning of the name's word.
    pub(super) const UNFINISHED: u32 = 2;
    /// What kind of thing it is was not said: "Gubeng" is the place before its police station.
    pub(super) const KIND_NOT_SAID: u32 = 3;
    /// The first word is not where the name begins.
    pub(super) const NOT_THE_BEGINNING: u32 = 1;
    /// A word is the name of the place that it is in, or what it might be called.
    pub(super) const NOT_IN_THE_NAME: u32 = 1;
    /// A word is an initial of the other.
    pub(super) const INITIAL: u32 = 1;
    /// A hospital for a general hospital.
    pub(super) const WIDER: u32 = 5;
    /// A word is spelled in another way that sounds the same.
    pub(super) const SPELLING: u32 = 3;
    /// A word has a typo, or two.
    pub(super) const TYPO: u32 = 20;
    pub(super) const TWO_TYPOS: u32 = 30;
    /// A word that tells names apart is missing.
    pub(super) const MISSING: u32 = 40;
    /// What is missing is only what kind of thing it is, a rank, or the number of a house.
    pub(in super::super) const MISSING_TYPE: u32 = 8;
    /// A place is no hospital, and a hospital no village.
    pub(super) const MISSING_OTHER_TYPE: u32 = 14;
    pub(super) const MISSING_AREA: u32 = 4;
    pub(super) const MISSING_TITLE: u32 = 2;
    pub(super) const MISSING_HOUSE: u32 = 12;
}

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

/// A search looks at so many entries at most, and stops when so many have all words: entries come best first.
const MOST_LOOKED_AT: usize = 5_000;
const MOST_MATCHES: usize = 300;
/// With fewer matches of the rarest word's best entries, those of the next word are looked at too.
const FEW_MATCHES: usize = 10;

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
    in_any_context: bool,
    everywhere: bool,
    /// How many entries are to be looked at for it.
    work: usize,
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
        let first = letters.next().filter(|first| first.is_alphabetic() && !term.last);
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
        let (in_any_context, everywhere, work) = (false, false, 0);
        let mut matcher =
            Self { tokens, nearly, initial, weight: term.weight, in_any_context, everywhere, work };
        let any = |ids: &[u32]| {
            matcher.ranges().any(|range| {
                ids.get(ids.partition_point(|id| *id < range.start)).is_some_and(|id| range.contains(id))
            })
        };
        (matcher.in_any_context, matcher.everywhere) = (any(&index.in_contexts), any(&index.everywhere));
        let ranges = matcher.ranges().chain([matcher.initial.clone()]);
        matcher.work = ranges.map(|range| index.tokens.count(range)).sum();
        matcher
    }

    /// The tokens that it may mean, the best first.
    fn ranges(&self) -> impl Iterator<Item = Range<u32>> {
        let nearly = self.nearly.iter().map(|(id, _)| *id..id + 1);
        self.tokens.iter().map(|(range, _)| range.clone()).chain(nearly)
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

    pub(super) fn is_needed(&self) -> bool {
        self.weight == Weight::Needed
    }

    /// Whether only the names of entries can have it.
    fn is_of_names(&self) -> bool {
        !self.in_any_context && !self.everywhere
    }

    /// What it costs to take one of an item's words for it, and which: the best one.
    fn own(&self, words: &[Word], side: Side) -> Option<(u32, usize)> {
        let mut best: Option<(u32, Role, usize)> = None;
        for (at, word) in words.iter().enumerate() {
            // A house's number is no lane's: "no. 8" is not "VIII".
            let another = self.weight == Weight::House && word.role == Role::Meant;
            if another || (side != Side::Both && word.side != side) {
                continue;
            }
            let cost = match self.cost_of_token(word.token) {
                Some(cost) => cost,
                None if word.role == Role::Initial && self.initial.contains(&word.token) => cost::INITIAL,
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
    fn is_had_by(&self, index: &SearchIndex, item: &Item) -> bool {
        let has =
            |word: &Word| self.cost_of_token(word.token).is_some() || self.initial.contains(&word.token);
        index.items.words(item).iter().any(has) || self.in_context_of(index, item)
    }

    fn in_context_of(&self, index: &SearchIndex, item: &Item) -> bool {
        let has = |id: &u32| self.cost_of_token(*id).is_some();
        self.everywhere
            || (self.in_any_context && index.contexts[item.context as usize].tokens.iter().any(has))
    }

    /// What it costs that an item doesn't have it; `None` where it is another item then.
    fn cost_of_missing(&self, kind: HitKind) -> Option<u32> {
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
            Weight::Filler => Some(0),
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

/// Cost and number of an item.
pub(super) type Match = (u32, u32);

/// The items that have all needed words, those that tell it from others in its own name.
pub(super) fn all(index: &SearchIndex, matchers: &[Matcher]) -> Vec<Match> {
    let mut found = Vec::new();
    if matchers.iter().any(|matcher| matcher.is_needed() && matcher.is_hopeless()) {
        return found;
    }
    // A word that only names have must be in the item's own: its entries are all there is to look at. The rarest is
    // enough, unless it is so frequent that only its best entries are looked at.
    let mut drivers: Vec<&Matcher> = matchers.iter().filter(|matcher| matcher.is_needed()).collect();
    if !drivers.iter().any(|matcher| matcher.is_of_names()) {
        // "Puskesmas Kalipuro" may be a puskesmas in Kalipuro with another name.
        drivers.extend(matchers.iter().filter(|matcher| matcher.weight == Weight::Type));
    }
    drivers.sort_by_key(|matcher| (!matcher.is_of_names(), matcher.work));
    let needed: Vec<&Matcher> = drivers.iter().copied().filter(|matcher| matcher.is_needed()).collect();
    for driver in drivers {
        let whole = look(index, driver, MOST_LOOKED_AT, &mut |candidate| {
            let item = index.items.get(candidate);
            let others = needed.iter().filter(|other| !std::ptr::eq(**other, driver));
            if others.copied().all(|other| other.is_had_by(index, item)) {
                let cost = cost_of(index, item, matchers, 0);
                found.extend(cost.map(|cost| (cost, candidate)));
            }
            found.len() < MOST_MATCHES
        });
        if driver.is_needed() && driver.is_of_names() && (whole || found.len() >= FEW_MATCHES) {
            break;
        }
    }
    found
}

/// The items that have some of the needed words, the rarest at least.
pub(super) fn some(index: &SearchIndex, matchers: &[Matcher]) -> Vec<Match> {
    let mut drivers: Vec<&Matcher> =
        matchers.iter().filter(|matcher| matcher.is_needed() && !matcher.is_hopeless()).collect();
    drivers.sort_by_key(|matcher| matcher.work);
    let may_miss = matchers.iter().filter(|matcher| matcher.is_needed()).count().saturating_sub(1);
    let share = MOST_LOOKED_AT / drivers.len().max(1);
    let mut found = Vec::new();
    for driver in drivers {
        let enough = found.len() + MOST_MATCHES;
        look(index, driver, share, &mut |candidate| {
            let cost = cost_of(index, index.items.get(candidate), matchers, may_miss);
            found.extend(cost.map(|cost| (cost, candidate)));
            found.len() < enough
        });
    }
    found
}

/// The junctions where the one street has the first words and the other the second.
pub(super) fn junctions(index: &SearchIndex, first: &[Matcher], second: &[Matcher]) -> Vec<Match> {
    let mut found = Vec::new();
    let needed = || first.iter().chain(second).filter(|matcher| matcher.is_needed());
    let hopeless = needed().any(Matcher::is_hopeless);
    let Some(driver) = needed().min_by_key(|matcher| matcher.work).filter(|_| !hopeless) else {
        return found;
    };
    look(index, driver, MOST_LOOKED_AT, &mut |candidate| {
        let item = index.items.get(candidate);
        if item.kind == HitKind::Junction {
            let words = index.items.words(item);
            let cost = if second.is_empty() {
                cost_of_both(words, first)
            } else {
                let sides = |a, b| Some(cost_of_side(words, first, a)? + cost_of_side(words, second, b)?);
                let costs = [sides(Side::First, Side::Second), sides(Side::Second, Side::First)];
                costs.into_iter().flatten().min()
            };
            found.extend(cost.map(|cost| (cost, candidate)));
        }
        found.len() < MOST_MATCHES
    });
    found
}

/// Hands over the entries of a word, the best first. Returns whether they are all there are.
fn look(index: &SearchIndex, driver: &Matcher, most: usize, take: &mut impl FnMut(u32) -> bool) -> bool {
    let mut whole = true;
    let ranges = driver.ranges().chain([driver.initial.clone()]);
    for range in ranges.filter(|range| !range.is_empty()) {
        let mut stopped = false;
        whole &= index.tokens.entries(range, most, &mut |entry| {
            stopped = !take(entry);
            !stopped
        });
        if stopped {
            return false;
        }
    }
    whole
}

/// What an item's match costs; `None` where more words are missing than may.
fn cost_of(index: &SearchIndex, item: &Item, matchers: &[Matcher], may_miss: usize) -> Option<u32> {
    let words = index.items.words(item);
    let first_of_name = words.iter().position(|word| word.role.is_of_name());
    let (mut total, mut said, mut missed) = (0, Said::default(), 0);
    let (mut telling, mut elsewhere) = (false, false);
    for (number, matcher) in matchers.iter().enumerate() {
        match matcher.own(words, Side::Both) {
            Some((cost, at)) => {
                let role = words[at].role;
                // "Jl." tells no street, while "puskesmas" with a village's name tells which.
                telling |= role == Role::Name
                    || (matches!(role, Role::General | Role::Meant | Role::Implied)
                        && item.kind == HitKind::Facility);
                said.add(at, words[at]);
                let begins = matches!(role, Role::General | Role::Meant) || Some(at) == first_of_name;
                total += cost
                    + u32::from(role == Role::Implied) * cost::NOT_IN_THE_NAME
                    + u32::from(number == 0 && !begins) * cost::NOT_THE_BEGINNING;
            }
            None if matcher.in_context_of(index, item) => {
                elsewhere |= matcher.is_needed();
                total += cost::NOT_IN_THE_NAME;
            }
            None => match matcher.cost_of_missing(item.kind) {
                Some(cost) => total += cost,
                None if missed < may_miss => {
                    missed += 1;
                    total += cost::MISSING;
                }
                None => return None,
            },
        }
    }
    let has_kind = matches!(item.kind, HitKind::Facility | HitKind::Place);
    let unsaid_kind = has_kind && said.lacks_kind(words);
    total += u32::from(unsaid_kind) * cost::KIND_NOT_SAID;
    let tells = telling || (!elsewhere && missed == 0);
    Some(total + said.cost_of_rest(words, Side::Both)).filter(|_| tells)
}

fn cost_of_side(words: &[Word], matchers: &[Matcher], side: Side) -> Option<u32> {
    let (mut total, mut said) = (0, Said::default());
    for matcher in matchers {
        match matcher.own(words, side) {
            Some((cost, at)) => {
                total += cost;
                said.add(at, words[at]);
            }
            None => total += matcher.cost_of_missing(HitKind::Junction)?,
        }
    }
    Some(total + said.cost_of_rest(words, side))
}

/// What it costs that a junction's streets have the words between them, each at least one.
fn cost_of_both(words: &[Word], matchers: &[Matcher]) -> Option<u32> {
    let (mut total, mut said) = (0, Said::default());
    let (mut first, mut second) = (false, false);
    for matcher in matchers {
        let own = [Side::First, Side::Second].map(|side| matcher.own(words, side));
        match own.into_iter().flatten().min() {
            Some((cost, _)) => {
                total += cost;
                // A word that both have ("timur") tells neither from the other.
                for (found, side) in own.into_iter().zip([&mut first, &mut second]) {
                    if let Some((_, at)) = found {
                        said.add(at, words[at]);
                        *side |= words[usize::from(words[at].stands_for)].role.is_of_name();
                    }
                }
            }
            None => total += matcher.cost_of_missing(HitKind::Junction)?,
        }
    }
    Some(total + said.cost_of_rest(words, Side::Both)).filter(|_| matchers.len() == 1 || (first && second))
}

/// Which of an item's words were said: one bit each, as far as names have any sense.
#[derive(Default)]
struct Said(u64);

impl Said {
    fn add(&mut self, at: usize, word: Word) {
        for at in [at as u32, u32::from(word.stands_for)] {
            self.0 |= 1_u64.checked_shl(at).unwrap_or_default();
        }
    }

    /// Whether a name says what kind of thing it is and that was not said in any way.
    fn lacks_kind(&self, words: &[Word]) -> bool {
        let said = |at: usize| self.0 & 1_u64.checked_shl(at as u32).unwrap_or_default() != 0;
        words.iter().any(|word| word.role == Role::General)
            && !words.iter().enumerate().any(|(at, word)| !word.role.is_of_name() && said(at))
    }

    /// What it costs that words of the name were not said. How many is no matter: "puskesmas" means the nearest one.
    fn cost_of_rest(&self, words: &[Word], side: Side) -> u32 {
        let of_name = |word: &Word| word.role.is_of_name() && (side == Side::Both || word.side == side);
        let unsaid =
            words.iter().take(64).enumerate().any(|(at, word)| of_name(word) && self.0 & (1 << at) == 0);
        u32::from(unsaid) * cost::MORE_WORDS
    }
}
