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
