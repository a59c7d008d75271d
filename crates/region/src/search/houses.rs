//! The houses of each street by number, and where a number must be that is not on the map.

use std::collections::HashMap;

use geo::Point;

use super::items::Items;
use super::lines::StreetLines;
use super::query::{Weight, is_number, terms};
use super::words::words;
use crate::entry::HitKind;

/// The houses of all streets.
#[derive(Debug, Default)]
pub(super) struct Houses {
    /// Streets' names by [`key`].
    streets: HashMap<Box<str>, u32>,
    /// Street, house number and item, in this order.
    rows: Vec<(u32, u32, u32)>,
}

/// Where a house must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reckoned {
    pub(super) point: Point<f64>,
    pub(super) radius_m: f64,
}

/// A house is of a street that is this near, in metres; farther off it is of another street of the same name.
const OF_STREET_WITHIN_M: f64 = 150.0;

/// How sure one can be of a house's point, in metres.
const LEAST_RADIUS_M: f64 = 15.0;

/// Beyond the last house known, each number is about this far from the next of its side, in metres.
const HOUSE_EVERY_M: f64 = 12.0;

/// Numbers farther beyond the last one known are not guessed.
const MOST_BEYOND: u32 = 20;

impl Houses {
    pub(super) fn new(items: &Items) -> Self {
        let mut houses = Self::default();
        for item in items.of_kind(HitKind::HouseNumber) {
            let Some((street, number)) = items.label(item).rsplit_once(' ') else { continue };
            let Some(number) = value(number) else { continue };
            let next = houses.streets.len() as u32;
            let street = *houses.streets.entry(key(street).into()).or_insert(next);
            houses.rows.push((street, number, item));
        }
        houses.rows.sort_unstable();
        houses.rows.shrink_to_fit();
        houses
    }

    /// Where a number of a street must be: between its neighbours on the same side, for numbers are odd on one side and
    /// even on the other; else beside the last one known.
    pub(super) fn reckon(
        &self,
        items: &Items,
        lines: &StreetLines,
        street: u32,
        number: &str,
    ) -> Option<Reckoned> {
        let wanted = value(number)?;
        let known = *self.streets.get(key(items.label(street)).as_str())?;
        let start = self.rows.partition_point(|row| row.0 < known);
        let of_street = self.rows[start..].iter().take_while(|row| row.0 == known).filter(|(.., item)| {
            let on = lines.nearest_on(street, items.get(*item).point());
            on.is_some_and(|(_, away)| away < OF_STREET_WITHIN_M)
        });
        let same_side: Vec<(u32, Point<f64>)> = of_street
            .filter(|(_, number, _)| number % 2 == wanted % 2)
            .map(|(_, number, item)| (*number, items.get(*item).point()))
            .collect();
        let below = same_side.iter().rfind(|(number, _)| *number <= wanted);
        let above = same_side.iter().find(|(number, _)| *number >= wanted);
        match (below, above) {
            (Some((low, a)), Some((high, b))) => {
                let share = f64::from(wanted - low) / f64::from((high - low).max(1));
                let point = *a + (*b - *a) * share;
                let radius_m = (lines.distance(*a, *b) / 2.0).max(LEAST_RADIUS_M);
                Some(Reckoned { point, radius_m })
            }
            (Some((nearest, point)), None) | (None, Some((nearest, point))) => {
                let beyond = nearest.abs_diff(wanted);
                let radius_m = LEAST_RADIUS_M + f64::from(beyond / 2) * HOUSE_EVERY_M;
                (beyond <= MOST_BEYOND).then_some(Reckoned { point: *point, radius_m })
            }
            (None, None) => None,
        }
    }
}

/// The number that a house's number begins with: 14 of `14A`, `14-16` and `14/3`.
fn value(number: &str) -> Option<u32> {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

/// A street's name, however its parts are abbreviated.
pub(super) fn key(street: &str) -> String {
    let terms = terms(&words(street), false);
    let parts =
        terms.iter().filter(|term| matches!(term.weight, Weight::Needed | Weight::Type | Weight::Number));
    parts.map(|term| term.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The number among the words of a query.
pub(super) fn number_in(texts: &[super::query::Term]) -> Option<usize> {
    texts
        .iter()
        .rposition(|term| matches!(term.weight, Weight::House | Weight::Number) && is_number(&term.text))
}
