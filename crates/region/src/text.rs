//! Names as they can be shown: on one line, of a length that fits somewhere.

use std::borrow::Cow;

/// OpenStreetMap takes no longer value: <https://wiki.openstreetmap.org/wiki/API_v0.6>.
const LONGEST: usize = 255;

/// A text as one line without control characters, which could move a terminal's cursor or break a list, cut where
/// nobody would read on.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut line = String::new();
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > LONGEST {
            let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
            line.truncate(end);
            if line.chars().count() == LONGEST {
                break;
            }
        }
    }
    Cow::Owned(line)
}

/// Whether two names are the same but for the case of their letters.
pub(crate) fn is_same_name(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        let long = "ꦗ".repeat(300);
        let table = [
            ("Pos Kota", "Pos Kota"),
            (" Pos Kota ", "Pos Kota"),
            ("Pos\r\nKota\tDua", "Pos Kota Dua"),
            ("Pos \u{1b}[31mMerah\u{7}", "Pos [31mMerah"),
            (&long, &long[..3 * LONGEST]),
            ("", ""),
        ];
        for (text, line) in table {
            assert_eq!(tidy(text), line);
        }
        assert!(tidy(&"panjang ".repeat(100_000)).len() <= LONGEST);
    }
}
