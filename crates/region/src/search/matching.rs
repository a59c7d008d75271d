//! Which entries have the words of a query, and what is wrong with each match.

use std::ops::Range;

use super::SearchIndex;
use super::abbreviations::groups_of;
use super::items::{Item, Side, Word};
use super::marked::Marked;
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
        let mut matcher = Self {
            tokens,
            nearly,
            initial,
            weight: term.weight,
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

    pub(super) fn is_needed(&self) -> bool {
        self.weight == Weight::Needed
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
        index.items.words(item).iter().any(has) || self.in_context_of(item)
    }

    fn in_context_of(&self, item: &Item) -> bool {
        self.everywhere || (!self.contexts.is_empty() && self.contexts.binary_search(&item.context).is_ok())
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
    // An item that has all needed words has the rarest one, in its name or as where it lies: looking at that word's
    // entries is enough, unless it is so frequent that only the best are looked at, or is true of the whole region.
    let tells = |matcher: &&Matcher| matches!(matcher.weight, Weight::Needed | Weight::Type);
    let by_place = matchers.iter().filter(tells).count() > 1;
    let work = |matcher: &Matcher| matcher.work + if by_place { matcher.work_in_contexts } else { 0 };
    let mut drivers: Vec<&Matcher> = matchers.iter().filter(|matcher| matcher.is_needed()).collect();
    let needed = drivers.clone();
    if drivers.iter().all(|matcher| matcher.everywhere) {
        // "Puskesmas Kalipuro" may be a puskesmas in Kalipuro with another name.
        drivers.extend(matchers.iter().filter(|matcher| matcher.weight == Weight::Type));
    }
    drivers.sort_by_key(|matcher| (matcher.everywhere, work(matcher)));
    for driver in drivers {
        let looks = work(driver).min(MOST_LOOKED_AT);
        let others = needed.iter().filter(|other| !std::ptr::eq(**other, driver));
        let others: Vec<_> = others.map(|other| (*other, Marked::for_looks(index, other, looks))).collect();
        let mut take = |candidate| {
            let has = |(other, marked): &(&Matcher, Option<Marked>)| match marked {
                Some(marked) => marked.has(candidate),
                None => other.is_had_by(index, index.items.get(candidate)),
            };
            if others.iter().all(has) {
                let cost = cost_of(index, index.items.get(candidate), matchers, 0);
                found.extend(cost.map(|cost| (cost, candidate)));
            }
            found.len() < MOST_MATCHES
        };
        let mut whole = look(index, driver, MOST_LOOKED_AT, &mut take);
        if by_place {
            whole &= look_in_contexts(index, driver, &mut take);
        }
        if driver.is_needed() && !driver.everywhere && (whole || found.len() >= FEW_MATCHES) {
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
    for range in driver.all_ranges().filter(|range| !range.is_empty()) {
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

/// The same of what lies in the places that the word names.
fn look_in_contexts(index: &SearchIndex, driver: &Matcher, take: &mut impl FnMut(u32) -> bool) -> bool {
    let whole = driver.work_in_contexts <= MOST_LOOKED_AT;
    let share = if whole { usize::MAX } else { (MOST_LOOKED_AT / driver.contexts.len().max(1)).max(1) };
    let each = |context: &u32| index.contexts.entries(*context).iter().take(share).copied();
    let all = driver.contexts.iter().take(MOST_LOOKED_AT).flat_map(each).all(take);
    whole && all
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
            None if matcher.in_context_of(item) => {
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
