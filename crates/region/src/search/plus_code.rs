//! Plus codes (Open Location Code): `6P3GQ9QG+8V`, and short ones such as `Q9QG+8V` said together with a place.
//!
//! Source: <https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md>.
//! Written here because the crates at hand know neither short codes nor more than ten digits.

use geo::{Coord, Point, Rect};

const DIGITS: &[u8; 20] = b"23456789CFGHJMPQRVWX";
const SEPARATOR_AT: usize = 8;
/// Digits that come in pairs, latitude and longitude in turn; those after them are cells of a grid.
const PAIRED: usize = 10;
/// More digits than these are read and add nothing that can be measured.
const MOST_DIGITS: usize = 15;
const GRID_ROWS: f64 = 5.0;
const GRID_COLUMNS: f64 = 4.0;

/// A valid code in capitals, without separator and padding, and how many digits it lacks in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlusCode {
    digits: Vec<u8>,
    missing: usize,
}

impl PlusCode {
    /// Reads a code; `None` where it is not a valid one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (before, after) = text.split_once('+')?;
        let padded = before.trim_end_matches('0');
        let padding = before.len() - padded.len();
        let even = before.len().is_multiple_of(2) && padding.is_multiple_of(2);
        // Padding fills a full code up to the separator, and nothing follows it.
        let padding_fits = padding == 0
            || (before.len() == SEPARATOR_AT && (2..SEPARATOR_AT).contains(&padding) && after.is_empty());
        let long_enough = after.len() != 1 && !(before.is_empty() && after.is_empty());
        if before.len() > SEPARATOR_AT || !even || !padding_fits || !long_enough {
            return None;
        }
        let all: Vec<u8> =
            padded.bytes().chain(after.bytes()).map(|byte| byte.to_ascii_uppercase()).collect();
        let known = all.iter().all(|byte| DIGITS.contains(byte));
        let missing = SEPARATOR_AT - before.len();
        let code = Self { digits: all, missing };
        (known && (missing > 0 || code.is_on_earth())).then_some(code)
    }

    /// Whether it lacks its first digits, which a place near tells.
    pub(super) fn is_short(&self) -> bool {
        self.missing > 0
    }

    /// The first digits of a full code must not lie past the pole or the date line.
    fn is_on_earth(&self) -> bool {
        let value = |at: usize| self.digits.get(at).map_or(0, |digit| value_of(*digit));
        value(0) < 9 && value(1) < 18
    }

    /// The box that a full code names, in degrees; of a short one, that of its digits as they are.
    pub(super) fn area(&self) -> Rect<f64> {
        let (mut south, mut west) = (-90.0, -180.0);
        let (mut height, mut width) = (400.0, 400.0);
        for (at, digit) in self.digits.iter().take(MOST_DIGITS).enumerate() {
            let value = value_of(*digit);
            if at >= PAIRED {
                height /= GRID_ROWS;
                width /= GRID_COLUMNS;
                south += height * (value / 4) as f64;
                west += width * (value % 4) as f64;
            } else if at % 2 == 0 {
                height /= 20.0;
                south += height * value as f64;
            } else {
                width /= 20.0;
                west += width * value as f64;
            }
        }
        Rect::new(Coord { x: west, y: south }, Coord { x: west + width, y: south + height })
    }

    /// The full code that a short one means near a point.
    pub(super) fn near(&self, reference: Point<f64>) -> Self {
        if !self.is_short() {
            return self.clone();
        }
        let lat = reference.y().clamp(-90.0, 90.0);
        let mut full = leading_digits(lat, reference.x(), self.missing);
        full.extend(&self.digits);
        let candidate = Self { digits: full, missing: 0 };
        // The named box repeats in each neighbouring cell of the missing digits: take the nearest.
        let cell = 20.0_f64.powi(2 - self.missing as i32 / 2);
        let middle = candidate.area().center();
        let step = |from: f64, to: f64, fits: &dyn Fn(f64) -> bool| {
            if to + cell / 2.0 < from && fits(from - cell) {
                -cell
            } else if to - cell / 2.0 > from && fits(from + cell) {
                cell
            } else {
                0.0
            }
        };
        let up = step(middle.y, lat, &|moved| (-90.0..=90.0).contains(&moved));
        let right = step(middle.x, reference.x(), &|_| true);
        let mut digits = leading_digits(middle.y + up, middle.x + right, self.missing);
        digits.extend(&self.digits);
        Self { digits, missing: 0 }
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        let mut digits = self.digits.clone();
        let before = SEPARATOR_AT - self.missing;
        digits.resize(digits.len().max(before), b'0');
        digits.insert(before, b'+');
        digits.into_iter().map(char::from).collect()
    }
}

fn value_of(digit: u8) -> usize {
    DIGITS.iter().position(|known| *known == digit).unwrap_or_default()
}

/// The first digits of the code of a point.
fn leading_digits(lat: f64, lon: f64, count: usize) -> Vec<u8> {
    let mut lat = (lat + 90.0).min(179.999_999);
    let mut lon = (lon + 180.0).rem_euclid(360.0);
    let mut digits = Vec::with_capacity(count);
    let mut size = 20.0;
    for _ in 0..count / 2 {
        for rest in [&mut lat, &mut lon] {
            let value = (*rest / size).floor().clamp(0.0, 19.0);
            *rest -= value * size;
            digits.push(DIGITS[value as usize]);
        }
        size /= 20.0;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_and_places_complete_short_ones() {
        let code = PlusCode::parse("6P3GQ9QG+8V").unwrap();
        let middle = code.area().center();
        assert!((middle.y - -8.211_687_5).abs() < 1e-4 || !code.is_short(), "{middle:?}");
        let short = PlusCode::parse("q9qg+8v").unwrap();
        assert!(short.is_short());
        assert_eq!(short.text(), "Q9QG+8V");
    }

    /// A table of the reference implementation, without its comments.
    fn table(name: &str) -> Option<Vec<Vec<String>>> {
        let path = format!("{}/../../../shared/data/corpora/pluscodes/{name}", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("skipped: no shared data");
            return None;
        };
        let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        Some(rows.map(|line| line.split(',').map(str::to_owned).collect()).collect())
    }

    #[test]
    fn the_reference_table_of_validity() {
        for row in table("validityTests.csv").unwrap_or_default() {
            let code = PlusCode::parse(&row[0]);
            assert_eq!(code.is_some().to_string(), row[1], "{} is valid", row[0]);
            assert_eq!(
                code.as_ref().is_some_and(PlusCode::is_short).to_string(),
                row[2],
                "{} is short",
                row[0]
            );
            assert_eq!(code.is_some_and(|code| !code.is_short()).to_string(), row[3], "{} is full", row[0]);
        }
    }

    #[test]
    fn the_reference_table_of_decoding() {
        for row in table("decoding.csv").unwrap_or_default() {
            let area = PlusCode::parse(&row[0]).unwrap().area();
            let number = |at: usize| row[at].trim().parse::<f64>().unwrap();
            let found = [area.min().y, area.min().x, area.max().y, area.max().x];
            for (found, at) in found.into_iter().zip(2..) {
                assert!((found - number(at)).abs() < 1e-9, "{}: {found} is not {}", row[0], number(at));
            }
        }
    }

    #[test]
    fn the_reference_table_of_short_codes() {
        for row in table("shortCodeTests.csv").unwrap_or_default().into_iter().filter(|row| row[4] != "S") {
            let near = Point::new(row[2].parse().unwrap(), row[1].parse().unwrap());
            assert_eq!(PlusCode::parse(&row[3]).unwrap().near(near).text(), row[0], "{row:?}");
        }
    }
}
