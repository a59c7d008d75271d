//! The number directory: what the room knows of a telephone number.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Personal, Position};

/// A registered number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DirectoryEntry {
    /// The number, digits only, as [`digits`] writes it.
    pub number: Personal,
    /// Whose it is.
    pub name: Personal,
    /// The address.
    pub address: Personal,
    /// The address's point, if known.
    pub position: Option<Position>,
    /// What to know before sending anybody: narrow alley, oxygen on the premises.
    pub note: Personal,
    /// Marked for repeated pranks. A call from a flagged number still rings.
    pub flagged: bool,
    /// Marked for abusing whoever answers.
    #[serde(default)]
    pub abusive: bool,
    /// Somebody there needs more help than others: old and alone, disabled, on a ventilator.
    #[serde(default)]
    pub vulnerable: bool,
}

/// So many digits at the end tell nearly all numbers apart.
const ENDING: usize = 4;
/// Of numbers that have this many digits, no way to write the country reaches into the ending: `0062` is the longest.
const LONG: usize = ENDING + 4;

/// Whether two numbers are one, in whatever forms they are written; none is the same as another that has no digits.
///
/// Forms differ in front only, and a room compares every call with all that it ever had, for each desk and each letter that
/// is typed: what ends differently is not written anew first.
pub(crate) fn are_one(one: &str, other: &str) -> bool {
    fn backwards(number: &str) -> impl Iterator<Item = u8> {
        number.bytes().rev().filter(u8::is_ascii_digit)
    }
    let is_long = |number: &str| backwards(number).take(LONG).count() == LONG;
    let may_be =
        !is_long(one) || !is_long(other) || backwards(one).take(ENDING).eq(backwards(other).take(ENDING));
    let written = may_be.then(|| digits(one)).filter(|digits| !digits.is_empty());
    written.is_some_and(|one| one == digits(other))
}

/// A telephone number in one form: digits only, Indonesian ones with a leading 0, foreign ones with a leading 00.
///
/// Understands `+62 …`, `0062…`, `62…`, `+62 (0)…` and a mobile number without its 0, as gateways write it (`812…`).
pub fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return digits;
    }
    let written_abroad =
        if number.trim_start().starts_with('+') { Some(&*digits) } else { digits.strip_prefix("00") };
    let with_country = written_abroad.or_else(|| (digits.len() > 9).then_some(&*digits));
    if let Some(national) = with_country.and_then(|full| full.strip_prefix("62")) {
        return format!("0{}", national.trim_start_matches('0'));
    }
    let bare_mobile = digits.starts_with('8') && (9..=12).contains(&digits.len());
    match written_abroad {
        Some(foreign) => format!("00{foreign}"),
        None if bare_mobile => format!("0{digits}"),
        None => digits,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PREFIXES: [&str; 9] = ["", "0", "62", "+62", "0062", "+62 (0)", "+62 000", "+81", "8"];

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(112), failure_persistence: None, cases: 20_000,
            ..ProptestConfig::default()
        })]

        #[test]
        fn two_numbers_are_one_exactly_where_their_one_form_is(
            one in 0..PREFIXES.len(),
            other in 0..PREFIXES.len(),
            number in "0{0,5}[0-9]{0,12}",
            differs in prop::option::of("[0-9 -]{0,5}"),
        ) {
            let written = format!("{}{number}", PREFIXES[one]);
            let again = format!("{}{number}{}", PREFIXES[other], differs.unwrap_or_default());
            let is_one = !digits(&written).is_empty() && digits(&written) == digits(&again);
            prop_assert_eq!(are_one(&written, &again), is_one, "{} and {}", written, again);
        }
    }
}
