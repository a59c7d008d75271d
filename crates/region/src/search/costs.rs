//! What is wrong with a match.

use super::SearchIndex;
use super::cost;
use super::items::{Item, Side, Word};
use super::matcher::Matcher;
use super::words::Role;
use crate::entry::HitKind;

/// What an item's match costs; `None` where more words are missing than may.
pub(super) fn cost_of(
    index: &SearchIndex,
    item: &Item,
    matchers: &[Matcher],
    may_miss: usize,
) -> Option<u32> {
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
                let begins = match role {
                    Role::General | Role::Meant => {
                        first_of_name.is_none_or(|first| usize::from(words[at].stands_for) < first)
                    }
                    _ => Some(at) == first_of_name,
                };
                total += cost
                    + u32::from(role == Role::Implied) * cost::NOT_IN_THE_NAME
                    + u32::from(number == 0 && !begins) * cost::NOT_THE_BEGINNING;
            }
            None if matcher.in_context_of(item) => {
                elsewhere |= matcher.is_needed();
                total += cost::NOT_IN_THE_NAME + u32::from(number == 0) * cost::NOT_THE_BEGINNING;
            }
            None => match matcher.cost_of_missing(item.kind) {
                Some(cost) => total += cost,
                None if missed < may_miss => {
                    missed += 1;
                    total += if missed == 1 { cost::MISSING } else { cost::MISSING_ANOTHER };
                    total += matcher.cost_as_head();
                }
                None => return None,
            },
        }
    }
    let has_kind = matches!(item.kind, HitKind::Facility | HitKind::Place);
    let unsaid_kind = has_kind && said.lacks_kind(words);
    total += u32::from(unsaid_kind) * cost::KIND_NOT_SAID;
    let lacks_rank = match item.kind {
        HitKind::Street => said.lacks_rank(words),
        kind => kind == HitKind::Junction,
    };
    total += u32::from(lacks_rank) * cost::RANK_NOT_SAID;
    let tells = telling || (!elsewhere && missed == 0);
    Some(total + said.cost_of_rest(words, Side::Both)).filter(|_| tells)
}

/// What it costs that one street of a junction has the words.
pub(super) fn cost_of_side(words: &[Word], matchers: &[Matcher], side: Side) -> Option<u32> {
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
pub(super) fn cost_of_both(words: &[Word], matchers: &[Matcher]) -> Option<u32> {
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

/// Whether both streets of a junction were said in full. "Raya" counts: a "Jl. Raya Waru" goes to Waru, and who says "Waru"
/// alone may mean the place.
pub(super) fn says_both(index: &SearchIndex, item: &Item, matchers: &[Matcher]) -> bool {
    let (words, mut said) = (index.items.words(item), Said::default());
    for (matcher, side) in
        matchers.iter().flat_map(|matcher| [(matcher, Side::First), (matcher, Side::Second)])
    {
        if let Some((_, at)) = matcher.own(words, side) {
            said.add(at, words[at]);
        }
    }
    let raya = index.tokens.exact("raya");
    let tells = |word: &Word| word.role.is_of_name() || raya.contains(&word.token);
    words.iter().take(64).enumerate().all(|(at, word)| !tells(word) || said.has(at))
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

    fn has(&self, at: usize) -> bool {
        self.0 & 1_u64.checked_shl(at as u32).unwrap_or_default() != 0
    }

    /// Whether a name says what kind of thing it is and that was not said in any way.
    fn lacks_kind(&self, words: &[Word]) -> bool {
        words.iter().any(|word| word.role == Role::General)
            && !words.iter().enumerate().any(|(at, word)| !word.role.is_of_name() && self.has(at))
    }

    /// Whether a street's "Raya" or "Jenderal" was not said.
    fn lacks_rank(&self, words: &[Word]) -> bool {
        let rank = |(at, word): (usize, &Word)| word.role == Role::General && !self.has(at);
        words.iter().enumerate().skip(1).any(rank)
    }

    /// What it costs that words of the name were not said. How many is no matter: "puskesmas" means the nearest one.
    fn cost_of_rest(&self, words: &[Word], side: Side) -> u32 {
        let of_name = |word: &Word| word.role.is_of_name() && (side == Side::Both || word.side == side);
        let unsaid = words.iter().take(64).enumerate().any(|(at, word)| of_name(word) && !self.has(at));
        u32::from(unsaid) * cost::MORE_WORDS
    }
}
