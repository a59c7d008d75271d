//! The number directory: what the room knows of a telephone number.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Personal, Position};

/// A registered number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
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
}

/// A telephone number in one form: digits only, Indonesia's +62 and 0062 written as a leading 0.
pub fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0062").or_else(|| digits.strip_prefix("62"));
    match national {
        Some(rest) if digits.len() > 9 => format!("0{rest}"),
        _ => digits,
    }
}
