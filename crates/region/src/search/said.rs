//! The words of a text as they are said: numbers apart from what they number, and without what no map has.

use super::abbreviations::{Class, groups_of};
use super::query::is_number;
use super::words::words;

/// Words before a house's, a block's or a neighbourhood's number.
pub(super) const BEFORE_A_NUMBER: [&str; 7] = ["no", "nomor", "nomer", "nmr", "nr", "num", "number"];

/// A neighbourhood's number is not on the map, so word and number are passed over.
const NEIGHBOURHOOD: [&str; 2] = ["rt", "rw"];

/// The words of a text as they are said, apart: `gg5` is "gg 5", "lampu merah" one word, and of "simpang empat A B" the
/// number of arms says nothing.
pub(super) fn said(text: &str) -> Vec<String> {
    let apart = words(text).into_iter().flat_map(|word| unglued(&word)).collect();
    let mut all = without_numbering(apart);
    if let Some(at) = all.windows(2).position(|two| two[0] == "lampu" && two[1] == "merah") {
        all.splice(at..at + 2, ["lampumerah".to_owned()]);
    }
    let arms = |two: &[String]| two[0] == "simpang" && ARMS.contains(&two[1].as_str());
    if let Some(at) = all.windows(2).position(arms).filter(|at| at + 2 < all.len()) {
        all.remove(at + 1);
    }
    all
}

/// How many streets meet at a "simpang lima".
const ARMS: [&str; 6] = ["tiga", "empat", "lima", "3", "4", "5"];

const METRES: [&str; 3] = ["m", "mtr", "meter"];

/// A word and the number that was typed without a space after it, where such a word has numbers.
fn unglued(word: &str) -> Vec<String> {
    let unit = word.find(|c: char| !c.is_ascii_digit()).map(|at| word.split_at(at));
    if let Some((number, unit)) = unit.filter(|(number, unit)| number.len() > 1 && METRES.contains(unit)) {
        return vec![number.to_owned(), unit.to_owned()];
    }
    let Some(at) = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0) else {
        return vec![word.to_owned()];
    };
    let (sign, number) = word.split_at(at);
    let kind =
        || groups_of(sign).any(|group| matches!(group.class, Class::Type | Class::Street | Class::Area));
    if !(BEFORE_A_NUMBER.contains(&sign) || NEIGHBOURHOOD.contains(&sign) || sign == "simpang" || kind()) {
        return vec![word.to_owned()];
    }
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    // "4b" is one number, and "05rw03" two.
    let end = if number.len() - end <= 1 { number.len() } else { end };
    let mut apart = vec![sign.to_owned(), number[..end].to_owned()];
    if end < number.len() {
        apart.extend(unglued(&number[end..]));
    }
    apart
}

/// Drops neighbourhoods with their number.
fn without_numbering(all: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(all.len());
    let mut rest = all.into_iter().peekable();
    while let Some(word) = rest.next() {
        let number_follows = rest.peek().is_some_and(|next| is_number(next));
        let number_is_awaited = rest.peek().is_none() && !kept.is_empty();
        if NEIGHBOURHOOD.contains(&word.as_str()) && (number_follows || number_is_awaited) {
            rest.next();
        } else {
            kept.push(word);
        }
    }
    kept
}
