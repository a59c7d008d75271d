//! Words for people on standard error, values for programs on standard output.

use std::fmt::Display;
use std::io::{Write, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

/// A sentence for people. Nobody reading it is no reason to stop.
pub(crate) fn say(sentence: impl Display) {
    let _ = writeln!(stderr(), "{sentence}");
}

/// A table for people on standard output, to be kept or paged. Nobody reading it is no reason to stop.
pub(crate) fn show(table: impl Display) {
    let mut out = stdout();
    let _ = write!(out, "{table}").and_then(|()| out.flush());
}

/// How results are told to programs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// Whether programs read along.
    pub(crate) json: bool,
}

impl Said {
    /// A value for programs, if one reads along.
    pub(crate) fn put(self, value: &Value) {
        if self.json {
            let mut out = stdout();
            let _ = writeln!(out, "{value}").and_then(|()| out.flush());
        }
    }
}

/// A bar of `length` steps on a terminal; nothing elsewhere.
pub(crate) fn bar(length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template("{msg:<28} {wide_bar} {percent:>3} % {elapsed:>4}") {
        bar.set_style(style.progress_chars("━╸─"));
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// A number as people read it: 61 897.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut spaced = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            spaced.push(' ');
        }
        spaced.push(digit);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn large_numbers_are_spaced() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1 000"), (61_897, "61 897"), (1_234_567, "1 234 567")]
        {
            assert_eq!(count(number), expected);
        }
    }
}
