//! Other ways to read what was typed: words joined that belong apart, and apart that belong together.

use super::SearchIndex;
use super::abbreviations::{groups_of, misspelled_kind};
use super::query::{Term, Weight};

/// That words were joined or split.
const COST: u32 = 3;
/// That a kind of thing has a typo.
const COST_OF_KIND: u32 = 5;

/// Parts shorter than this, in letters, are in too many words; of three or more parts, those shorter than the second.
const SHORTEST_PART: usize = 2;
const SHORTEST_OF_MANY: usize = 3;
/// Parts shorter than this, in letters, are not guessed by their sound, nor by their beginning.
const SHORTEST_HEARD: usize = 4;
const SHORTEST_BEGUN: usize = 2;
/// So many parts a word is taken into at most, and words longer than this, in letters, are no words.
const MOST_PARTS: usize = 4;
const LONGEST_WORD: usize = 40;
/// So many words that belong together are joined at most.
const MOST_JOINED: usize = 3;

impl SearchIndex {
    /// Other readings of a query, each with what it costs to read it so: "genteng wetan" for "gentengwetan",
    /// "kalipuro" for "kali puro", "sdn 2" for "sdn2", "puskesmas" for "pukesmas".
    pub(super) fn readings(&self, terms: &[Term]) -> Vec<(u32, Vec<Term>)> {
        let mut readings = self.joined(terms);
        readings.extend(self.going_on(terms));
        let (mut cost, mut apart) = (0, Vec::with_capacity(terms.len() + MOST_PARTS));
        for term in terms {
            let more = self.otherwise(term);
            cost += more.as_ref().map_or(0, |(cost, _)| *cost);
            apart.extend(more.map_or_else(|| vec![term.clone()], |(_, parts)| parts));
        }
        if cost > 0 {
            readings.extend(self.joined(&apart).into_iter().map(|(more, reading)| (cost + more, reading)));
            readings.push((cost, apart));
        }
        readings
    }

    /// Each of the readings with some neighbours joined.
    fn joined(&self, terms: &[Term]) -> Vec<(u32, Vec<Term>)> {
        let mut readings = Vec::new();
        for width in 2..=MOST_JOINED {
            for (at, some) in terms.windows(width).enumerate() {
                let last = &some[width - 1];
                let is = |text: &String| self.is_word(text) || (last.unfinished && self.is_begun(text));
                if let Some(text) = [some_joined(some, false), some_joined(some, true)].into_iter().find(is) {
                    let word = Term { text, weight: Weight::Needed, ..last.clone() };
                    let mut reading = terms.to_vec();
                    reading.splice(at..at + width, [word]);
                    readings.push((COST, reading));
                }
            }
        }
        readings
    }

    /// The last word as the beginning of one, though a space follows: "sumber " of "Sumberejo".
    fn going_on(&self, terms: &[Term]) -> Option<(u32, Vec<Term>)> {
        let (last, before) = terms.split_last()?;
        let may_go_on = !last.unfinished && last.text.len() >= SHORTEST_BEGUN && !self.is_word(&last.text);
        let last = Term { unfinished: true, ..last.clone() };
        (may_go_on && self.is_begun(&last.text)).then(|| (COST, [before, &[last]].concat()))
    }

    /// What a word may be that is none: a kind of thing with a typo, or several words.
    fn otherwise(&self, term: &Term) -> Option<(u32, Vec<Term>)> {
        if let Some(kind) = misspelled_kind(&term.text) {
            let kind =
                Term { text: kind.own_and_wider().next()?.to_owned(), weight: Weight::Type, ..term.clone() };
            return Some((COST_OF_KIND, vec![kind]));
        }
        let mixed =
            term.text.contains(|c: char| c.is_ascii_digit()) && term.text.contains(char::is_alphabetic);
        if term.text.len() > LONGEST_WORD || (!mixed && self.is_word(&term.text)) {
            return None;
        }
        let parts = if mixed { self.runs(&term.text)? } else { self.parts(&term.text, term.unfinished)? };
        Some((COST, apart(term, &parts)))
    }

    /// Letters and digits of a word apart: "timur1", "5a". Of the letters each must be a word, or one alone.
    fn runs(&self, word: &str) -> Option<Vec<String>> {
        let mut runs = Vec::new();
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let digit = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if digit || run.chars().count() == 1 || self.is_word(run) {
                runs.push(run.to_owned());
            } else {
                runs.extend(self.parts(run, false)?);
            }
            rest = after;
        }
        Some(runs)
    }

    /// The fewest words that a word is made of; the last may sound like one, or go on where the word does.
    fn parts(&self, word: &str, unfinished: bool) -> Option<Vec<String>> {
        let ends_well = |part: &str| {
            self.is_word(part)
                || (unfinished && part.len() >= SHORTEST_BEGUN && self.is_begun(part))
                || (part.len() >= SHORTEST_HEARD && !self.tokens.with_typo(part).is_empty())
        };
        let cuts = |word: &str| -> Vec<usize> {
            (SHORTEST_PART..=word.len().saturating_sub(SHORTEST_PART))
                .filter(|at| word.is_char_boundary(*at) && self.is_word(&word[..*at]))
                .collect()
        };
        let in_two = |word: &str| {
            let cuts = cuts(word);
            let surely = cuts.iter().rev().find(|at| self.is_word(&word[**at..]));
            let nearly = || cuts.iter().rev().find(|at| ends_well(&word[**at..]));
            surely
                .or_else(nearly)
                .copied()
                .or_else(|| self.heard_before(word))
                .or_else(|| self.after_initial(word))
        };
        // What lies before the last two words, each part in turn as long as can be.
        let mut open: Vec<(Vec<usize>, usize)> = vec![(Vec::new(), 0)];
        for parts in 2..=MOST_PARTS {
            let mut next = Vec::new();
            for (before, start) in open {
                let rest = &word[start..];
                if let Some(at) = in_two(rest).filter(|_| parts == 2 || rest.len() >= SHORTEST_OF_MANY) {
                    let ends = before.iter().copied().chain([start + at, word.len()]);
                    let starts = [0].into_iter().chain(before.iter().copied()).chain([start + at]);
                    return Some(starts.zip(ends).map(|(start, end)| word[start..end].to_owned()).collect());
                }
                let long = |at: &usize| *at >= SHORTEST_OF_MANY || groups_of(&rest[..*at]).next().is_some();
                next.extend(cuts(rest).into_iter().rev().filter(long).map(|at| {
                    let cut = start + at;
                    (before.iter().copied().chain([cut]).collect(), cut)
                }));
            }
            open = next;
        }
        None
    }

    /// Where a word begins after one that only sounds like a word: "babad" of "babadjerawat".
    fn heard_before(&self, word: &str) -> Option<usize> {
        let cuts = SHORTEST_HEARD..=word.len().saturating_sub(SHORTEST_HEARD);
        let mut cuts = cuts.rev().filter(|at| word.is_char_boundary(*at) && self.is_word(&word[*at..]));
        cuts.find(|at| self.tokens.with_typo(&word[..*at]).iter().any(|(_, typo)| !typo))
    }

    /// Where a word begins after an initial: "ayani".
    fn after_initial(&self, word: &str) -> Option<usize> {
        let at = word.chars().next()?.len_utf8();
        (word.len() - at >= SHORTEST_HEARD && self.is_word(&word[at..])).then_some(at)
    }

    /// Whether it is a word of a name, or one that stands for such.
    fn is_word(&self, word: &str) -> bool {
        !self.tokens.exact(word).is_empty() || groups_of(word).next().is_some()
    }

    fn is_begun(&self, word: &str) -> bool {
        !self.tokens.with_prefix(word).is_empty()
    }
}

/// Some words in one. `once`: where one ends with the letter that the next begins with, it is written once ("sumber rejo",
/// `Sumberejo`).
fn some_joined(some: &[Term], once: bool) -> String {
    some.iter().fold(String::new(), |mut joined, term| {
        let twice = once && joined.chars().next_back().is_some_and(|end| term.text.starts_with(end));
        joined.extend(term.text.chars().skip(usize::from(twice)));
        joined
    })
}

/// The terms of a word split. A general part may be missing as in any query.
fn apart(term: &Term, parts: &[String]) -> Vec<Term> {
    let mut terms = super::query::terms(parts, term.unfinished);
    for part in &mut terms {
        part.last &= term.last;
        // The letter after a number is whole.
        part.unfinished &= term.unfinished && part.text.len() > 1;
        if part.weight == Weight::House {
            part.weight = Weight::Needed;
        }
    }
    terms
}
