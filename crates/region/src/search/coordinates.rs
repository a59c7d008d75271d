//! Coordinates in the forms that people type, dictate and paste.

use geo::Point;

use super::compass::{Axis, IDLE, Piece, letter, word};
use super::links::{self, Link};
use super::{pairs, utm};

/// A point read from a text, and how precisely it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub(super) point: Point<f64>,
    /// Half of the last digit's worth, in metres, and no less than [`LEAST_RADIUS_M`].
    pub(super) radius_m: f64,
}

/// A phone's own position is seldom better than this.
const LEAST_RADIUS_M: f64 = 10.0;
const METRES_PER_DEGREE: f64 = 111_195.0;

/// Reads coordinates: `-8.21174,114.37603`, `-8,21174 114,37603`, `8°12'42"S 114°22'34"E`, `8.2117 S 114.376 E`,
/// `LS 8 12 42 BT 114 22 34`, `50L 211066 9091268` (UTM), also amid other words, and links of the usual maps. Latitude
/// comes first unless words, letters or sizes say otherwise.
pub(super) fn parse(text: &str) -> Option<Written> {
    let text = text.trim();
    match links::read(text) {
        Some(Link::Pair(pair)) => return in_order(angles(&scan(&pair)?)?),
        Some(Link::Name(_) | Link::NeedsInternet) => return None,
        None => {}
    }
    if let Some(point) = utm::parse(text) {
        return Some(Written { point, radius_m: LEAST_RADIUS_M });
    }
    let plain = with_decimal_points(text);
    let written = |text: &str| in_order(angles(&scan(text)?)?);
    written(&plain)
        .or_else(|| {
            written(without_words_around(&plain)).filter(|written| written.radius_m < SURELY_WITHIN_M)
        })
        .or_else(|| written(&pairs::find(&plain)?))
}

/// Numbers amid other words are coordinates where they are as precise as this.
const SURELY_WITHIN_M: f64 = 100.0;

/// Whether a text can only be coordinates, be they unfinished or impossible: such numbers are in no name.
pub(super) fn nothing_else(text: &str) -> bool {
    let text = text.trim();
    let mut letters = text.chars().zip(text.chars().skip(1)).zip(text.chars().skip(2));
    let decimal = letters.any(|((a, b), c)| a.is_ascii_digit() && ".,".contains(b) && c.is_ascii_digit());
    !text.contains(char::is_alphabetic) && (decimal || text.contains(DEGREES) || text.starts_with(['-', '−']))
}

const DEGREES: [char; 3] = ['°', 'º', '˚'];

/// The text from its first word that coordinates may hold to its last one.
fn without_words_around(text: &str) -> &str {
    let bears = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(|c: char| c.is_ascii_digit()) || letter(&word.to_lowercase()).is_some()
    };
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut words = text.split_whitespace().filter(|word| bears(word));
    let Some(first) = words.next() else { return "" };
    let last = words.next_back().unwrap_or(first);
    &text[place(first)..place(last) + last.len()]
}

/// One angle as written.
#[derive(Clone, Copy, Debug)]
struct Angle {
    degrees: f64,
    /// The worth of its last digit, in degrees.
    unit: f64,
    axis: Option<Axis>,
}

/// Latitude and longitude of two angles. Plain 0,0 is what broken devices send, never a place that somebody means.
fn in_order([first, second]: [Angle; 2]) -> Option<Written> {
    let swapped = match (first.axis, second.axis) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(Axis::Longitude), _) | (_, Some(Axis::Latitude)) => true,
        (None, None) => first.degrees.abs() > 90.0,
        _ => false,
    };
    let (lat, lon) = if swapped { (second, first) } else { (first, second) };
    let valid = lat.degrees.abs() <= 90.0 && lon.degrees.abs() <= 180.0;
    if !valid || (lat.degrees == 0.0 && lon.degrees == 0.0) {
        return None;
    }
    let radius_m = (lat.unit.max(lon.unit) / 2.0 * METRES_PER_DEGREE).max(LEAST_RADIUS_M);
    Some(Written { point: Point::new(lon.degrees, lat.degrees), radius_m })
}

/// Turns decimal commas into points and other commas into spaces.
fn with_decimal_points(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let inside_number = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    let has_point = (0..letters.len()).any(|at| letters[at] == '.' && inside_number(at));
    let commas: Vec<usize> =
        (0..letters.len()).filter(|&at| letters[at] == ',' && inside_number(at)).collect();
    // Of three in "-8,21174,114,37603" the middle one separates; one alone separates too.
    let decimal = |at: usize| match (has_point, commas.as_slice()) {
        (false, [a, b]) => at == *a || at == *b,
        (false, [a, _, c]) => at == *a || at == *c,
        _ => false,
    };
    letters
        .iter()
        .enumerate()
        .map(|(at, &letter)| match letter {
            ',' if decimal(at) => '.',
            ',' | ';' | '|' => ' ',
            '−' | '–' => '-',
            other => other,
        })
        .collect()
}

/// Takes a text apart; `None` where it holds anything that coordinates don't.
fn scan(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let quoted = text.contains('{');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_whitespace() || BETWEEN.contains(c) || (quoted && c == '"') {
            rest = &rest[c.len_utf8()..];
        } else if c.is_ascii_digit() || c == '-' || c == '+' {
            let end =
                rest[1..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |at| at + 1);
            pieces.push(number(&rest[..end])?);
            rest = &rest[end..];
        } else if c.is_alphabetic() && c != 'º' {
            let end = rest.find(|c: char| !c.is_alphabetic() || c == 'º').unwrap_or(rest.len());
            if !IDLE.contains(&rest[..end].to_lowercase().as_str()) {
                pieces.push(word(&rest[..end], &pieces)?);
            }
            rest = &rest[end..];
        } else {
            let two_strokes = rest.starts_with("''") || rest.starts_with("′′");
            pieces.push(match c {
                '°' | 'º' | '˚' => Piece::Degrees,
                '\'' | '′' | '’' | '‘' if !two_strokes => Piece::Minutes,
                '\'' | '′' | '"' | '″' | '”' | '“' => Piece::Seconds,
                _ => return None,
            });
            rest = &rest[if two_strokes { 2 * c.len_utf8() } else { c.len_utf8() }..];
        }
    }
    Some(pieces)
}

fn number(text: &str) -> Option<Piece> {
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let value: f64 = text.parse().ok()?;
    Some(Piece::Number { value: value.abs(), decimals, negative: text.starts_with('-') })
}

/// What may stand between the parts of coordinates.
const BETWEEN: &str = ":=&/~()[]{}";

/// Puts the pieces together as two angles.
fn angles(pieces: &[Piece]) -> Option<[Angle; 2]> {
    let places = |wanted: fn(&Piece) -> bool| -> Vec<usize> {
        (0..pieces.len()).filter(|&at| wanted(&pieces[at])).collect()
    };
    let numbers = places(|piece| matches!(piece, Piece::Number { .. }));
    let letters = places(|piece| matches!(piece, Piece::Letter { .. }));
    let names = places(|piece| matches!(piece, Piece::Name(_)));
    if !matches!(numbers.len(), 2 | 4 | 6) {
        return None;
    }
    let bare_whole = |piece: &Piece| matches!(piece, Piece::Number { decimals: 0, .. });
    if numbers.len() + names.len() == pieces.len() && (numbers.len() > 2 || pieces.iter().any(bare_whole)) {
        // Bare whole numbers are house numbers, not coordinates.
        return None;
    }
    // A name or a letter stands before both angles or after both.
    let second = match pieces.first()? {
        Piece::Name(_) => *names.get(1)?,
        Piece::Letter { .. } => *letters.get(1)?,
        _ => numbers[numbers.len() / 2],
    };
    // Of "8°21" or "8°12'42\"S 114" the rest is still being typed.
    let (first, second) = pieces.split_at(second);
    let count =
        |pieces: &[Piece], wanted: fn(&Piece) -> bool| pieces.iter().filter(|piece| wanted(piece)).count();
    let as_long = |wanted| count(first, wanted) == count(second, wanted);
    let whole = as_long(|piece| matches!(piece, Piece::Number { .. }))
        && (!letters.is_empty() || as_long(|piece| matches!(piece, Piece::Degrees)));
    whole.then_some([angle(first)?, angle(second)?])
}

/// Degrees, minutes and seconds, with the letter of its side.
fn angle(pieces: &[Piece]) -> Option<Angle> {
    let (mut degrees, mut unit, mut minus) = (0.0, 1.0, false);
    let (mut axis, mut named) = (None, None);
    let marks = [(1.0, Piece::Degrees), (60.0, Piece::Minutes), (3600.0, Piece::Seconds)];
    let (mut scales, mut mark) = (marks.into_iter(), None);
    for piece in pieces {
        match *piece {
            Piece::Number { value, decimals, negative } => {
                let (scale, own) = scales.next()?;
                mark = Some(own);
                if scale > 1.0 && (negative || value >= 60.0) {
                    return None;
                }
                degrees += value / scale;
                unit = 10_f64.powi(-decimals) / scale;
                minus |= negative;
            }
            Piece::Letter { axis: of_letter, negative } => {
                if axis.replace(of_letter).is_some() {
                    return None;
                }
                minus ^= negative;
            }
            Piece::Name(of_name) => {
                if named.replace(of_name).is_some() {
                    return None;
                }
            }
            Piece::Degrees | Piece::Minutes | Piece::Seconds => {
                if mark.take() != Some(*piece) {
                    return None;
                }
            }
        }
    }
    if axis.is_some() && named.is_some() && axis != named {
        return None;
    }
    let axis = axis.or(named);
    Some(Angle { degrees: if minus { -degrees } else { degrees }, unit, axis })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, f64)> {
        let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
        parse(text).map(|written| (round(written.point.y()), round(written.point.x())))
    }

    #[test]
    fn the_usual_forms_are_read() {
        let banyuwangi = Some((-8.21174, 114.37603));
        let table = [
            ("-8.21174,114.37603", banyuwangi),
            ("-8.21174 114.37603", banyuwangi),
            ("(-8.21174; 114.37603)", banyuwangi),
            ("-8,21174 114,37603", banyuwangi),
            ("-8,21174, 114,37603", banyuwangi),
            ("-8,21174,114,37603", banyuwangi),
            ("−8.21174, 114.37603", banyuwangi),
            ("114.37603, -8.21174", banyuwangi),
            ("8.21174 S 114.37603 E", banyuwangi),
            ("S 8.21174 E 114.37603", banyuwangi),
            ("8.21174S, 114.37603E", banyuwangi),
            ("E 114.37603 S 8.21174", banyuwangi),
            ("8,21174° LS 114,37603° BT", banyuwangi),
            ("lat: -8.21174, lon: 114.37603", banyuwangi),
            ("8°12'42\"S 114°22'34\"E", Some((-8.21167, 114.37611))),
            ("8° 12′ 42″ S, 114° 22′ 34″ E", Some((-8.21167, 114.37611))),
            ("8°12''42\"S", None),
            ("8°12'42.3\"S 114°22'33.7\"E", Some((-8.21175, 114.37603))),
            ("8º12'42''LS 114º22'34''BT", Some((-8.21167, 114.37611))),
            ("LS 8 12 42 BT 114 22 34", Some((-8.21167, 114.37611))),
            ("8°12.7' S 114°22.56' E", Some((-8.21167, 114.376))),
            ("47.141 9.521", Some((47.141, 9.521))),
            ("S 8° 12' 42\" E 114° 22' 34\"", Some((-8.21167, 114.37611))),
            ("lokasi: -8.21174, 114.37603", banyuwangi),
            ("koordinat -8.21174 114.37603", banyuwangi),
            ("8.21174 lintang selatan 114.37603 bujur timur", banyuwangi),
            ("lintang 8.21174 selatan bujur 114.37603 timur", banyuwangi),
            ("koordinatnya -8.21174,114.37603 pak", banyuwangi),
            ("jam 23.15 kebakaran di -8.21174, 114.37603 dekat gudang no 3", banyuwangi),
            ("latitude=-8.21174&longitude=114.37603", banyuwangi),
            ("{\"lat\":-8.21174,\"lng\":114.37603}", banyuwangi),
            ("-8.21174/114.37603", banyuwangi),
            ("-8.21174°, 114.37603°", banyuwangi),
            ("−8,21174°; 114,37603°", banyuwangi),
            ("X: 114.37603 Y: -8.21174", banyuwangi),
            ("POINT(114.37603 -8.21174)", banyuwangi),
            ("long 9.521 lat 47.141", Some((47.141, 9.521))),
            ("7d19m58.8s S, 112d43m37.2s E", Some((-7.333, 112.727))),
            ("7d19m58.8S 112d43m37.2E", Some((-7.333, 112.727))),
            ("7 derajat 19 menit 58,8 detik LS 112 derajat 43 menit 37,2 detik BT", Some((-7.333, 112.727))),
            ("lokasinya 7°19'58.8\"S 112°43'37.2\"E ya pak", Some((-7.333, 112.727))),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn pasted_links_are_read() {
        let expected = Some((-8.21174, 114.37603));
        for link in [
            "geo:-8.21174,114.37603?z=17",
            "https://www.google.com/maps/@-8.21174,114.37603,17z",
            "https://maps.google.com/?q=-8.21174,114.37603",
            "https://maps.google.com/maps?q=-8.21174%2C114.37603&z=17",
            "https://www.google.com/maps/place/X/@-8.2,114.3,17z/data=!3m1!4b1!4m4!3m3!8m2!3d-8.21174!4d114.37603",
            "https://www.openstreetmap.org/#map=17/-8.21174/114.37603",
            "location: https://maps.google.com/?q=-8.21174,114.37603",
            "Lokasi saya https://maps.google.com/?q=-8.21174,114.37603 pak",
            "https://www.google.com/maps/search/?api=1&query=-8.21174%2C114.37603",
            "https://www.google.com/maps/search/-8.21174,+114.37603?entry=tts",
            "https://www.google.com/maps/dir/?api=1&destination=-8.21174,114.37603",
            "https://maps.apple.com/?ll=-8.21174,114.37603&q=Pin",
            "https://maps.apple.com/?daddr=-8.21174,114.37603",
            "https://maps.apple.com/place?coordinate=-8.21174,114.37603",
            "https://waze.com/ul?ll=-8.21174%2C114.37603&navigate=yes",
            "https://www.waze.com/live-map/directions?to=ll.-8.21174%2C114.37603",
            "https://www.google.com/maps/place/8%C2%B012'42.3%22S+114%C2%B022'33.7%22E/@-8.21174,114.37603,17z",
            "Posisi: geo:-8.21174,114.37603;u=30",
            "www.google.com/maps?q=-8.21174,114.37603",
            "google.com/maps/@-8.21174,114.37603,17z",
            "https://wego.here.com/?map=-8.21174,114.37603,17,normal",
            "https://share.here.com/l/-8.21174,114.37603",
            "https://www.bing.com/maps?cp=-8.21174~114.37603&lvl=17",
            "https://yandex.com/maps/?ll=114.37603%2C-8.21174&z=17",
            "https://omaps.app/-8.21174,114.37603/Pin",
            "om://map?v=1&ll=-8.21174,114.37603&n=Pin",
            "https://osmand.net/map?pin=-8.21174,114.37603#15/-8.2/114.3",
            "https://www.google.com/maps/dir/-8.3001,114.2001/-8.21174,114.37603/@-8.25,114.3,13z",
            "https://www.waze.com/live-map/directions?navigate=yes&latlng=-8.21174%2C114.37603",
            "https://www.openstreetmap.org/directions?to=-8.21174%2C114.37603",
            "https://www.openstreetmap.org/?mlat=-8.21174&mlon=114.37603#map=12/-8.2/114.3",
        ] {
            assert_eq!(read(link), expected, "{link}");
        }
    }

    #[test]
    fn universal_transverse_mercator_is_read() {
        for text in
            ["50L 210959 9091324", "50 L 210959 9091324", "50L 0210959mE 9091324mN", "UTM 50S 210959 9091324"]
        {
            let (lat, lon) = read(text).unwrap();
            assert!((lat - -8.21174).abs() < 0.02 && (lon - 114.37603).abs() < 0.02, "{text}: {lat}, {lon}");
        }
    }

    #[test]
    fn other_texts_are_not_coordinates() {
        for text in [
            "",
            "jl melati 14",
            "14 12",
            "3",
            "-8.21",
            "0,0",
            "0.0 0.0",
            "gang 3 no 4",
            "91.5 95.5",
            "-8.2 181.0",
            "8°72'42\"S 114°22'34\"E",
            "8.2 S 114.3 S",
            "1.5 2.5 3.5",
            "-",
            "+",
            "°",
            "https://example.org/a,b",
            "geo:",
            "081234567890",
            "N",
            "E 114.3 S",
            "8°21",
            "8°12'42\"S 1",
            "8°12'42\"S 114",
            "LS 8 12 42 BT 114",
            "lat 8.2 lat 114.3",
            "lat 8.2 E long 114.3 S",
            "1e400, -0",
            "91.123, 112.7270",
            "NaN NaN",
            "inf inf",
            "jl melati 3.5 km 12.5",
            "gang 3.25 4.75 timur",
            "21.8.2025 jam 13.45",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn unfinished_and_impossible_coordinates_are_no_names() {
        let table = [
            ("-7", true),
            ("-7.3330, 112.", true),
            ("-7,3", true),
            ("7°19", true),
            ("91.5 112.7", true),
            ("7", false),
            ("14/3", false),
            ("jl melati 3.5", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(nothing_else(text), expected, "{text}");
        }
    }

    #[test]
    fn few_digits_make_a_wide_circle() {
        let radius = |text| parse(text).map(|written| written.radius_m.round());
        assert_eq!(radius("-8.21,114.37"), Some(556.0));
        assert_eq!(radius("-8.21174,114.37603"), Some(10.0));
        assert_eq!(radius("8°12'42\"S 114°22'34\"E"), Some(15.0));
    }
}
