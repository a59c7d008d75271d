//! The sorted token index: which entries have which word, and which words are near it.
//!
//! Tokens are sorted, so all words with one beginning are one range of token ids. The entries of a token come best
//! first, so that a search may stop early.

use std::collections::HashMap;
use std::ops::Range;

use super::spelling::{one_typo, sound, two_typos};

/// Which entries have which words.
#[derive(Debug, Default)]
pub(super) struct TokenIndex {
    tokens: Tokens,
    /// Where the postings of each token begin; one more than tokens.
    starts: Vec<u32>,
    /// Entry numbers, token by token, the best first.
    postings: Vec<u32>,
    /// For each short beginning that very many entries have: the best of them.
    begun: HashMap<Range<u32>, Vec<u32>>,
    /// Hashes of each token's sound and of it without one of its letters, with the token's id; sorted by hash.
    deletions: Vec<(u32, u32)>,
}

/// Sorted words in one piece of memory.
#[derive(Debug, Default)]
struct Tokens {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Tokens {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, id: usize) -> &str {
        let start = id.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(id).copied().unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How many tokens come before the first that is not `before`.
    fn partition_point(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// One word of an entry, for making the index: how good it is to find the entry by it (0 is best).
pub(super) struct Occurrence {
    pub(super) token: u32,
    pub(super) entry: u32,
    pub(super) rank: u8,
}

/// The ranks that an occurrence may have.
pub(super) const RANKS: u8 = 5;

/// Shorter words have too many neighbours for a typo to be guessed.
const SHORTEST_FOR_TYPOS: usize = 4;
const SHORTEST_FOR_TWO_TYPOS: usize = 7;

/// A beginning that more entries have keeps a list of the best of them.
const MANY: usize = 1024;
const LONGEST_LISTED_PREFIX: usize = 3;

/// So many tokens are compared letter by letter for a typo in a beginning.
const MOST_COMPARED: usize = 20_000;

impl TokenIndex {
    /// Makes the index of tokens in any order. `occurrences` name a token by its place in that order, entry by entry.
    /// Returns the index with the id of each token, by its place.
    pub(super) fn new<I: Iterator<Item = Occurrence>>(
        tokens: &[Box<str>],
        occurrences: impl Fn() -> I,
    ) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..tokens.len() as u32).collect();
        order.sort_unstable_by(|a, b| tokens[*a as usize].cmp(&tokens[*b as usize]));
        let mut ids = vec![0; tokens.len()];
        let mut sorted = Tokens {
            text: String::with_capacity(tokens.iter().map(|token| token.len()).sum()),
            ends: Vec::with_capacity(tokens.len()),
        };
        for (&place, id) in order.iter().zip(0..) {
            ids[place as usize] = id;
            sorted.text.push_str(&tokens[place as usize]);
            sorted.ends.push(sorted.text.len() as u32);
        }
        let by_id = || occurrences().map(|word| Occurrence { token: ids[word.token as usize], ..word });
        let (starts, postings) = postings(sorted.len(), by_id);
        let deletions = deletion_table(&sorted);
        let mut index = Self { tokens: sorted, starts, postings, begun: HashMap::new(), deletions };
        index.list_short_beginnings(by_id);
        (index, ids)
    }

    /// For each short beginning that many entries have, keeps the best.
    fn list_short_beginnings<I: Iterator<Item = Occurrence>>(&mut self, occurrences: impl Fn() -> I) {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for length in 1..=LONGEST_LISTED_PREFIX {
            let mut id = 0;
            while id < self.tokens.len() {
                let token = self.tokens.get(id);
                let end = token.char_indices().nth(length).map_or(token.len(), |(end, _)| end);
                let range = self.with_prefix(&token[..end]);
                id = range.end.max(id as u32 + 1) as usize;
                if self.count(range.clone()) > MANY && range.len() > 1 {
                    ranges.push(range);
                }
            }
        }
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        ranges.dedup();
        // Which lists a token belongs to.
        let mut lists_of: Vec<Vec<u32>> = vec![Vec::new(); self.tokens.len()];
        for (range, list) in ranges.iter().zip(0..) {
            range.clone().for_each(|token| lists_of[token as usize].push(list));
        }
        let mut best: Vec<Vec<u32>> = vec![Vec::new(); ranges.len()];
        for rank in 0..RANKS {
            for word in occurrences().filter(|word| word.rank == rank) {
                for &list in &lists_of[word.token as usize] {
                    let list = &mut best[list as usize];
                    if list.len() < MANY && list.last() != Some(&word.entry) {
                        list.push(word.entry);
                    }
                }
            }
        }
        self.begun = ranges.into_iter().zip(best).collect();
    }

    /// The token that is exactly this word, as a range.
    pub(super) fn exact(&self, word: &str) -> Range<u32> {
        let at = self.tokens.partition_point(|token| token < word);
        let found = at < self.tokens.len() && self.tokens.get(at) == word;
        at as u32..at as u32 + u32::from(found)
    }

    /// The tokens that begin so.
    pub(super) fn with_prefix(&self, prefix: &str) -> Range<u32> {
        let start = self.tokens.partition_point(|token| token < prefix);
        let end = self.tokens.partition_point(|token| token < prefix || token.starts_with(prefix));
        start as u32..end as u32
    }

    /// The tokens that sound like this word, and those whose sound differs by one typo: a letter too many, too few,
    /// another, or two swapped. Each with whether it has a typo.
    pub(super) fn with_typo(&self, word: &str) -> Vec<(u32, bool)> {
        if !can_have_typo(word, SHORTEST_FOR_TYPOS) {
            return Vec::new();
        }
        let heard: Vec<char> = sound(word).chars().collect();
        let mut near: Vec<u32> = hashes(&heard)
            .flat_map(|hash| {
                let start = self.deletions.partition_point(|entry| entry.0 < hash);
                self.deletions[start..].iter().take_while(move |entry| entry.0 == hash).map(|entry| entry.1)
            })
            .collect();
        near.sort_unstable();
        near.dedup();
        let judged = near.into_iter().filter_map(|id| {
            let token = self.tokens.get(id as usize);
            let other: Vec<char> = sound(token).chars().collect();
            if token == word {
                return None;
            }
            if other == heard {
                return Some((id, false));
            }
            one_typo(&heard, &other).then_some((id, true))
        });
        judged.collect()
    }

    /// The tokens whose beginning differs from this one by one typo, after two right letters.
    pub(super) fn with_typo_in_prefix(&self, prefix: &str) -> Vec<u32> {
        if !can_have_typo(prefix, SHORTEST_FOR_TYPOS) {
            return Vec::new();
        }
        let Some(head) = prefix.get(..2) else { return Vec::new() };
        let letters = prefix.as_bytes();
        let begins_nearly = |id: &u32| {
            let token = self.tokens.get(*id as usize).as_bytes();
            (letters.len() - 1..=letters.len() + 1)
                .filter_map(|length| token.get(..length))
                .any(|begun| one_typo(letters, begun))
        };
        self.with_prefix(head).take(MOST_COMPARED).filter(begins_nearly).collect()
    }

    /// The tokens with the same first letter that differ from this word by two typos at most.
    pub(super) fn with_two_typos(&self, word: &str) -> Vec<u32> {
        let head = word.get(..1).filter(|_| can_have_typo(word, SHORTEST_FOR_TWO_TYPOS));
        let Some(head) = head else { return Vec::new() };
        let near = |id: &u32| two_typos(word.as_bytes(), self.tokens.get(*id as usize).as_bytes());
        self.with_prefix(head).filter(near).collect()
    }

    /// How many entries have a token of this range; one with several of them counts several times.
    pub(super) fn count(&self, tokens: Range<u32>) -> usize {
        let start = self.starts.get(tokens.start as usize).copied().unwrap_or_default();
        let end = self.starts.get(tokens.end as usize).copied().unwrap_or_default();
        end.saturating_sub(start) as usize
    }

    /// Hands over entries that have a token of this range until `take` says that it is enough, at most `most` of them.
    /// Where there are more, those that the token is best for. Returns whether these are all.
    pub(super) fn entries(
        &self,
        tokens: Range<u32>,
        most: usize,
        take: &mut impl FnMut(u32) -> bool,
    ) -> bool {
        let all = self.slice(tokens.clone());
        if all.len() <= most {
            return all.iter().all(|&entry| take(entry));
        }
        if let Some(best) = self.begun.get(&tokens) {
            let _ = best.iter().take(most).all(|&entry| take(entry));
            return false;
        }
        let share = (most / tokens.len().max(1)).max(1);
        let each = tokens.take(most).flat_map(|id| self.slice(id..id + 1).iter().take(share));
        let _ = each.copied().all(take);
        false
    }

    /// The entries that have a token of this range, token by token.
    pub(super) fn slice(&self, tokens: Range<u32>) -> &[u32] {
        let start = self.starts.get(tokens.start as usize).copied().unwrap_or_default();
        let end = self.starts.get(tokens.end as usize).copied().unwrap_or_default();
        self.postings.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Entries grouped by token: where each group begins, and the groups one after the other, each the best first.
fn postings<I: Iterator<Item = Occurrence>>(
    tokens: usize,
    occurrences: impl Fn() -> I,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; tokens + 1];
    for word in occurrences() {
        starts[word.token as usize + 1] += 1;
    }
    for token in 0..tokens {
        starts[token + 1] += starts[token];
    }
    let mut next = starts.clone();
    let mut postings = vec![0; starts.last().map_or(0, |count| *count as usize)];
    for rank in 0..RANKS {
        for word in occurrences().filter(|word| word.rank == rank) {
            let place = &mut next[word.token as usize];
            postings[*place as usize] = word.entry;
            *place += 1;
        }
    }
    (starts, postings)
}

/// Two words that differ by one typo become equal when each loses at most one letter: so it is enough to look up a
/// word's own few deletions. The idea is `SymSpell`'s, <https://github.com/wolfgarbe/SymSpell>.
fn deletion_table(tokens: &Tokens) -> Vec<(u32, u32)> {
    let mut table = Vec::new();
    for id in 0..tokens.len() {
        let token = tokens.get(id);
        if can_have_typo(token, SHORTEST_FOR_TYPOS - 1) {
            let heard: Vec<char> = sound(token).chars().collect();
            table.extend(hashes(&heard).map(|hash| (hash, id as u32)));
        }
    }
    table.sort_unstable();
    table.dedup();
    table.shrink_to_fit();
    table
}

/// A number one digit off is another number, not a typo.
fn can_have_typo(word: &str, shortest: usize) -> bool {
    word.chars().count() >= shortest && !word.bytes().any(|letter| letter.is_ascii_digit())
}

/// FNV-1a of the word and of the word without each of its letters. Equal hashes are checked, so collisions are harmless.
fn hashes(letters: &[char]) -> impl Iterator<Item = u32> {
    let without = |skipped: usize| {
        letters
            .iter()
            .enumerate()
            .filter(move |(at, _)| *at != skipped)
            .fold(0x811c_9dc5_u32, |hash, (_, c)| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193))
    };
    (0..=letters.len()).map(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(entries: &[&str]) -> TokenIndex {
        let mut tokens: Vec<Box<str>> = Vec::new();
        let mut occurrences: Vec<(u32, u32)> = Vec::new();
        for (entry, number) in entries.iter().zip(0..) {
            for word in entry.split(' ') {
                let place = tokens.iter().position(|known| &**known == word).unwrap_or_else(|| {
                    tokens.push(word.into());
                    tokens.len() - 1
                });
                occurrences.push((place as u32, number));
            }
        }
        let occurrence = |&(token, entry)| Occurrence { token, entry, rank: 0 };
        TokenIndex::new(&tokens, || occurrences.iter().map(occurrence)).0
    }

    fn entries(index: &TokenIndex, tokens: Range<u32>, most: usize) -> (Vec<u32>, bool) {
        let mut found = Vec::new();
        let whole = index.entries(tokens, most, &mut |entry| {
            found.push(entry);
            true
        });
        (found, whole)
    }

    #[test]
    fn words_and_beginnings_lead_to_entries() {
        let index = index(&["jl melati", "jl mawar", "gg melati indah"]);
        let found = |tokens| entries(&index, tokens, 100);
        assert_eq!(found(index.exact("melati")), (vec![0, 2], true));
        assert_eq!(found(index.exact("mela")), (vec![], true));
        assert_eq!(found(index.with_prefix("m")), (vec![1, 0, 2], true), "mawar, then melati twice");
        assert_eq!(found(index.with_prefix("z")), (vec![], true));
        assert_eq!(found(index.with_prefix("")).0.len(), 7);
        assert_eq!(entries(&index, index.with_prefix("m"), 2), (vec![1, 0], false), "of each the best");
    }

    #[test]
    fn of_a_beginning_that_very_many_have_the_best_are_kept() {
        let names: Vec<String> = (0..3000).map(|number| format!("m{number}")).collect();
        let index = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let (found, whole) = entries(&index, index.with_prefix("m"), 2000);
        assert_eq!((found.len(), whole), (MANY, false));
        assert_eq!(found[..3], [0, 1, 2]);
    }

    #[test]
    fn one_typo_is_forgiven_and_two_only_when_asked() {
        let index = index(&["kenanga", "melati", "1234", "gang", "soekarno"]);
        let table = [
            ("kenagna", vec!["kenanga"]),
            ("kenannga", vec!["kenanga"]),
            ("kenaga", vec!["kenanga"]),
            ("kenunga", vec!["kenanga"]),
            ("enanga", vec!["kenanga"]),
            ("kunagna", vec![]),
            ("meltai", vec!["melati"]),
            ("sukarno", vec!["soekarno"]),
            ("1235", vec![]),
            ("gag", vec![]),
            ("kenanga", vec![]),
        ];
        for (typed, expected) in table {
            let near = index.with_typo(typed);
            let found: Vec<&str> = near.iter().map(|&(id, _)| index.tokens.get(id as usize)).collect();
            assert_eq!(found, expected, "{typed}");
        }
        assert_eq!(index.with_two_typos("kunagna").len(), 1);
    }

    #[test]
    fn a_typo_is_forgiven_while_the_word_is_still_being_typed() {
        let index = index(&["kenanga", "kencana", "melati"]);
        let found = |typed| index.with_typo_in_prefix(typed).len();
        assert_eq!(found("kenna"), 2, "both, for kena- and kenca-");
        assert_eq!(found("melt"), 1);
        assert_eq!(found("mlat"), 0, "the first two letters are needed");
    }
}
