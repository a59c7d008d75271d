//! What words in a note suggest. A suggestion is shown and never set by itself.

use super::{Catalogue, IncidentType, words};

/// How many types are suggested at once.
const MOST: usize = 2;
/// The words of a phrase stand within so many words of each other.
const WITHIN: usize = 6;
/// A word of a phrase may go on, as in "rumahnya", if it has so many letters.
const MAY_GO_ON: usize = 4;
/// So many words before a phrase may deny it: "tidak ada api".
const DENIED_WITHIN: usize = 2;
const DENIALS: [&str; 13] =
    ["tidak", "tdk", "tak", "gak", "nggak", "ga", "bukan", "belum", "tanpa", "no", "not", "never", "without"];

impl Catalogue {
    /// Types that written words suggest, the likeliest first, two at most: those whose phrases ([`IncidentType::says`])
    /// stand in the text, longer ones counting more. What is denied suggests nothing.
    pub fn suggested_by(&self, text: &str) -> Vec<&IncidentType> {
        let text = text.to_lowercase();
        let text: Vec<&str> = words(&text).collect();
        let mut hits: Vec<(usize, &IncidentType)> = self
            .types
            .iter()
            .map(|kind| (kind.says.iter().map(|phrase| weight(phrase, &text)).sum(), kind))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        hits.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        hits.into_iter().take(MOST).map(|(_, kind)| kind).collect()
    }
}

/// How much a phrase counts in a text: the square of its length, so that two words that belong together beat two that
/// don't; nothing where it doesn't stand there.
fn weight(phrase: &str, text: &[&str]) -> usize {
    let phrase: Vec<&str> = words(phrase).collect();
    let denies = phrase.iter().any(|word| DENIALS.contains(word));
    let stands = (0..text.len()).any(|start| {
        let near = &text[start..text.len().min(start + WITHIN)];
        let begins = phrase.iter().any(|word| is_said(word, near[0]));
        let whole = begins && phrase.iter().all(|word| near.iter().any(|said| is_said(word, said)));
        let before = &text[start.saturating_sub(DENIED_WITHIN)..start];
        whole && (denies || !before.iter().any(|word| DENIALS.contains(word)))
    });
    if stands { phrase.len() * phrase.len() } else { 0 }
}

fn is_said(word: &str, said: &str) -> bool {
    said == word || (word.len() >= MAY_GO_ON && said.starts_with(word))
}
