//! The sorted token index: which entries have which word, and which words are one typo away.
//!
//! Tokens are sorted, so all words with one beginning are one range of token ids, and their postings one slice.

use std::ops::Range;

/// Which entries have which words.
#[derive(Debug, Default)]
pub(super) struct TokenIndex {
    /// Sorted.
    tokens: Vec<Box<str>>,
    /// Where the postings of each token begin; one more than tokens.
    starts: Vec<u32>,
    /// Entry numbers, token by token.
    postings: Vec<u32>,
    /// Hashes of each token and of it without one of its letters, with the token's id; sorted by hash.
    deletions: Vec<(u32, u32)>,
}

/// Shorter words have too many neighbours for a typo to be guessed.
const SHORTEST_FOR_TYPOS: usize = 4;

impl TokenIndex {
    /// Makes the index of tokens in any order. `occurrences` are pairs of a token's place in that order and an entry.
    /// Returns the index with the id of each token, by its place.
    pub(super) fn new<I: Iterator<Item = (u32, u32)>>(
        tokens: Vec<String>,
        occurrences: impl Fn() -> I,
    ) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..tokens.len() as u32).collect();
        order.sort_unstable_by(|a, b| tokens[*a as usize].cmp(&tokens[*b as usize]));
        let mut ids = vec![0; tokens.len()];
        for (place, id) in order.iter().zip(0..) {
            ids[*place as usize] = id;
        }
        let mut tokens: Vec<Box<str>> = tokens.into_iter().map(Into::into).collect();
        tokens.sort_unstable();
        let by_id = || occurrences().map(|(place, entry)| (ids[place as usize], entry));
        let (starts, postings) = postings(tokens.len(), by_id);
        let deletions = deletion_table(&tokens);
        (Self { tokens, starts, postings, deletions }, ids)
    }

    /// The token that is exactly this word, as a range.
    pub(super) fn exact(&self, word: &str) -> Range<u32> {
        match self.tokens.binary_search_by(|token| (**token).cmp(word)) {
            Ok(at) => at as u32..at as u32 + 1,
            Err(at) => at as u32..at as u32,
        }
    }

    /// The tokens that begin so.
    pub(super) fn with_prefix(&self, prefix: &str) -> Range<u32> {
        let start = self.tokens.partition_point(|token| **token < *prefix);
        let count = self.tokens[start..].partition_point(|token| token.starts_with(prefix));
        start as u32..(start + count) as u32
    }

    /// The tokens that differ from this word by one typo: a letter too many, too few, another, or two swapped.
    pub(super) fn with_typo(&self, word: &str) -> Vec<u32> {
        let letters: Vec<char> = word.chars().collect();
        if !can_have_typo(&letters) {
            return Vec::new();
        }
        let mut found: Vec<u32> = hashes(&letters)
            .flat_map(|hash| {
                let start = self.deletions.partition_point(|entry| entry.0 < hash);
                self.deletions[start..].iter().take_while(move |entry| entry.0 == hash).map(|entry| entry.1)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&id| one_typo(&letters, &self.letters(id)));
        found
    }

    /// The tokens whose beginning differs from this one by one typo, after two right letters.
    pub(super) fn with_typo_in_prefix(&self, prefix: &str) -> Vec<u32> {
        let letters: Vec<char> = prefix.chars().collect();
        if !can_have_typo(&letters) {
            return Vec::new();
        }
        let head: String = letters.iter().take(2).collect();
        let begins_nearly = |id: &u32| {
            let token = self.letters(*id);
            (letters.len() - 1..=letters.len() + 1)
                .filter(|&length| length <= token.len())
                .any(|length| one_typo(&letters, &token[..length]))
        };
        self.with_prefix(&head).filter(begins_nearly).collect()
    }

    /// The entries that have a token of this range; an entry with several of them comes several times.
    pub(super) fn entries(&self, tokens: Range<u32>) -> &[u32] {
        let start = self.starts.get(tokens.start as usize).copied().unwrap_or_default();
        let end = self.starts.get(tokens.end as usize).copied().unwrap_or_default();
        self.postings.get(start as usize..end as usize).unwrap_or_default()
    }

    fn letters(&self, id: u32) -> Vec<char> {
        self.tokens[id as usize].chars().collect()
    }
}

/// Entries grouped by token: where each group begins, and the groups one after the other.
fn postings<I: Iterator<Item = (u32, u32)>>(
    tokens: usize,
    occurrences: impl Fn() -> I,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; tokens + 1];
    for (token, _) in occurrences() {
        starts[token as usize + 1] += 1;
    }
    for token in 0..tokens {
        starts[token + 1] += starts[token];
    }
    let mut next = starts.clone();
    let mut postings = vec![0; starts.last().map_or(0, |count| *count as usize)];
    for (token, entry) in occurrences() {
        let place = &mut next[token as usize];
        postings[*place as usize] = entry;
        *place += 1;
    }
    (starts, postings)
}

/// Two words that differ by one typo become equal when each loses at most one letter: so it is enough to look up a
/// word's own few deletions. The idea is `SymSpell`'s, <https://github.com/wolfgarbe/SymSpell>.
fn deletion_table(tokens: &[Box<str>]) -> Vec<(u32, u32)> {
    let mut table = Vec::new();
    for (token, id) in tokens.iter().zip(0..) {
        let letters: Vec<char> = token.chars().collect();
        if can_have_typo(&letters) {
            table.extend(hashes(&letters).map(|hash| (hash, id)));
        }
    }
    table.sort_unstable();
    table.dedup();
    table
}

/// A number one digit off is another number, not a typo.
fn can_have_typo(letters: &[char]) -> bool {
    letters.len() >= SHORTEST_FOR_TYPOS && !letters.iter().any(char::is_ascii_digit)
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

/// Whether two different words differ by one letter inserted, deleted, replaced or swapped with its neighbour.
fn one_typo(a: &[char], b: &[char]) -> bool {
    let same_start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - same_end], &b[..b.len() - same_end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([first, second], swapped @ [_, _]) => swapped == [*second, *first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(entries: &[&str]) -> TokenIndex {
        let mut tokens: Vec<String> = Vec::new();
        let mut occurrences: Vec<(u32, u32)> = Vec::new();
        for (entry, number) in entries.iter().zip(0..) {
            for word in entry.split(' ') {
                let place = tokens.iter().position(|known| known == word).unwrap_or_else(|| {
                    tokens.push(word.to_owned());
                    tokens.len() - 1
                });
                occurrences.push((place as u32, number));
            }
        }
        TokenIndex::new(tokens, || occurrences.iter().copied()).0
    }

    #[test]
    fn words_and_beginnings_lead_to_entries() {
        let index = index(&["jl melati", "jl mawar", "gg melati indah"]);
        assert_eq!(index.entries(index.exact("melati")), [0, 2]);
        assert_eq!(index.entries(index.exact("mela")), [0_u32; 0]);
        assert_eq!(index.entries(index.with_prefix("m")), [1, 0, 2], "mawar, then melati twice");
        assert_eq!(index.entries(index.with_prefix("z")), [0_u32; 0]);
        assert_eq!(index.entries(index.with_prefix("")).len(), 7);
    }

    #[test]
    fn one_typo_is_forgiven_and_two_are_not() {
        let index = index(&["kenanga", "melati", "1234", "gang"]);
        let table = [
            ("kenagna", vec!["kenanga"]),
            ("kenannga", vec!["kenanga"]),
            ("kenaga", vec!["kenanga"]),
            ("kenunga", vec!["kenanga"]),
            ("enanga", vec!["kenanga"]),
            ("kunanga", vec!["kenanga"]),
            ("kunagna", vec![]),
            ("meltai", vec!["melati"]),
            ("1235", vec![]),
            ("gag", vec![]),
            ("kenanga", vec![]),
        ];
        for (typed, expected) in table {
            let found: Vec<&str> =
                index.with_typo(typed).iter().map(|&id| &*index.tokens[id as usize]).collect();
            assert_eq!(found, expected, "{typed}");
        }
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
