//! Universal Transverse Mercator, as survey teams and the army read it off: `50L 211066 9091268`.

use geo::Point;

/// WGS 84: semi-major axis in metres, first eccentricity squared.
const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_14;
/// The scale on the central meridian, and what is added to eastings and to southern northings, in metres.
const SCALE: f64 = 0.9996;
const FALSE_EASTING: f64 = 500_000.0;
const FALSE_NORTHING: f64 = 10_000_000.0;

/// What is said before the zone, and which axis a number is of; that comes in this order anyway.
const BEFORE: [&str; 6] = ["", "UTM", "ZONA", "ZONE", "WGS", "KOORDINAT"];
const AXES: [&str; 8] = ["E", "T", "N", "S", "U", "X", "Y", "M"];

fn before_word(c: char) -> bool {
    !c.is_ascii_alphabetic()
}

/// Reads zone, band, easting and northing. The letter may be the band of latitude or `N`/`S` for the half of the
/// earth; `S` is read as south, for the band `S` lies in the Mediterranean.
pub(super) fn parse(text: &str) -> Option<Point<f64>> {
    let text = text.to_uppercase();
    let (said, text) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    if !said.split(before_word).all(|word| BEFORE.contains(&word)) {
        return None;
    }
    let mut spaced = text.replace([';', ':', '=', '/'], " ").replace(", ", " ");
    for unit in ["ME", "MT", "MN", "MS", "MU"] {
        spaced = spaced.replace(unit, " ");
    }
    let letter_at = spaced.find(|c: char| c.is_ascii_alphabetic())?;
    let (zone, rest) = (spaced[..letter_at].trim(), &spaced[letter_at..]);
    let (letter, rest) = (rest.chars().next()?, &rest[1..]);
    let zone: u8 = zone.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    let mut numbers = rest.split_whitespace().filter(|word| !AXES.contains(word));
    let easting: f64 = numbers.next()?.parse().ok()?;
    let northing: f64 = numbers.next()?.parse().ok()?;
    let on_grid = (100_000.0..=900_000.0).contains(&easting) && (0.0..=FALSE_NORTHING).contains(&northing);
    if numbers.next().is_some() || !on_grid || !('C'..='X').contains(&letter) {
        return None;
    }
    let south = letter < 'N' || letter == 'S';
    Some(to_degrees(zone, easting, if south { northing - FALSE_NORTHING } else { northing }))
}

/// Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), pages 60 to 64: exact to centimetres
/// within a zone.
fn to_degrees(zone: u8, easting: f64, northing: f64) -> Point<f64> {
    let ep2 = E2 / (1.0 - E2);
    let e1 = (1.0 - (1.0 - E2).sqrt()) / (1.0 + (1.0 - E2).sqrt());
    let mu = northing / SCALE / (A * (1.0 - E2 / 4.0 - 3.0 * E2.powi(2) / 64.0 - 5.0 * E2.powi(3) / 256.0));
    let foot = mu
        + (1.5 * e1 - 27.0 * e1.powi(3) / 32.0) * (2.0 * mu).sin()
        + (21.0 * e1.powi(2) / 16.0 - 55.0 * e1.powi(4) / 32.0) * (4.0 * mu).sin()
        + 151.0 * e1.powi(3) / 96.0 * (6.0 * mu).sin();
    let (sin, cos, tan2) = (foot.sin(), foot.cos(), foot.tan().powi(2));
    let c = ep2 * cos.powi(2);
    let n = A / (1.0 - E2 * sin.powi(2)).sqrt();
    let r = A * (1.0 - E2) / (1.0 - E2 * sin.powi(2)).powf(1.5);
    let d = (easting - FALSE_EASTING) / (n * SCALE);
    let lat = foot
        - n * foot.tan() / r
            * (d.powi(2) / 2.0
                - (5.0 + 3.0 * tan2 + 10.0 * c - 4.0 * c.powi(2) - 9.0 * ep2) * d.powi(4) / 24.0);
    let lon = (d - (1.0 + 2.0 * tan2 + c) * d.powi(3) / 6.0
        + (5.0 - 2.0 * c + 28.0 * tan2 - 3.0 * c.powi(2) + 8.0 * ep2 + 24.0 * tan2.powi(2)) * d.powi(5)
            / 120.0)
        / cos;
    let meridian = f64::from(zone) * 6.0 - 183.0;
    Point::new(meridian + lon.to_degrees(), lat.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formula's own worked example is on another ellipsoid; these are what the zones' definition gives.
    #[test]
    fn central_meridian_and_equator_are_where_they_are_defined() {
        let table = [
            ("50N 500000 0", (117.0, 0.0)),
            ("31N 500000 0", (3.0, 0.0)),
            ("49M 500000 10000000", (111.0, 0.0)),
            // 0.9996 of the meridian's length to 45 degrees, 4,984,944.378 m.
            ("32T 500000 4982950.4", (9.0, 45.0)),
            // The edge of a zone on the equator: 3 degrees are 333,978.6 m by the scale and the series.
            ("50N 833978.557 0", (120.0, 0.0)),
        ];
        for (text, (lon, lat)) in table {
            let point = parse(text).unwrap();
            assert!((point.x() - lon).abs() < 1e-5 && (point.y() - lat).abs() < 1e-5, "{text}: {point:?}");
        }
    }

    #[test]
    fn it_is_read_as_it_is_dictated() {
        let expected = parse("49M 690692 9189064").unwrap();
        for text in [
            "49S 690692mE 9189064mS",
            "zona 49S 690692 9189064",
            "UTM zone 49 M: 690692 E, 9189064 N",
            "49M X=690692.0 Y=9189064.0",
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in [
            "jl melati 14",
            "50L 14 12",
            "50 500000 9000000",
            "blok C 200000 300000",
            "",
            "99L 500000 9000000",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
