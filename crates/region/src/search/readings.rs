//! Other ways to read what was typed: words joined that belong apart, and apart that belong together.

use super::SearchIndex;
use super::query::{Term, Weight};

/// That words were joined or split.
const COST: u32 = 3;

/// So many ways to split a word are tried.
const MOST_SPLITS: usize = 3;

/// Halves shorter than this, in letters, are in too many words.
const SHORTEST_HALF: usize = 2;

impl SearchIndex {
    /// Other readings of a query, each with what it costs to read it so: "genteng wetan" for "gentengwetan",
    /// "kalipuro" for "kali puro", "sdn 2" for "sdn2".
    pub(super) fn readings(&self, terms: &[Term]) -> Vec<(u32, Vec<Term>)> {
        let known = |word: &str| !self.tokens.exact(word).is_empty();
        let mut readings = Vec::new();
        for at in 1..terms.len() {
            let joined = format!("{}{}", terms[at - 1].text, terms[at].text);
            if known(&joined) {
                let mut reading = terms.to_vec();
                reading.remove(at - 1);
                reading[at - 1].text = joined;
                reading[at - 1].weight = Weight::Needed;
                readings.push((COST, reading));
            }
        }
        for (at, term) in terms.iter().enumerate().filter(|(_, term)| !known(&term.text)) {
            for (left, right) in self.splits(&term.text).take(MOST_SPLITS) {
                let mut reading = terms.to_vec();
                reading.splice(at..=at, apart(term, left, right));
                readings.push((COST, reading));
            }
        }
        readings
    }

    /// The ways to split a word into two that are known, a number from letters first.
    fn splits<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let number = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at >= SHORTEST_HALF);
        let anywhere = (SHORTEST_HALF..=word.len().saturating_sub(SHORTEST_HALF)).rev();
        let known = |word: &str| !self.tokens.exact(word).is_empty();
        number
            .into_iter()
            .chain(anywhere)
            .filter_map(|at| word.split_at_checked(at))
            .filter(move |(left, right)| known(left) && known(right))
    }
}

/// The two terms of a word split. A general part may be missing as in any query.
fn apart(term: &Term, left: &str, right: &str) -> Vec<Term> {
    let words = [left.to_owned(), right.to_owned()];
    let mut halves = super::query::terms(&words, term.unfinished);
    for half in &mut halves {
        half.last &= term.last;
        half.unfinished &= term.unfinished;
        if half.weight == Weight::House {
            half.weight = Weight::Needed;
        }
    }
    halves
}
