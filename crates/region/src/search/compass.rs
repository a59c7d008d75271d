//! The words and letters of coordinates: which angle, which side, degrees, minutes and seconds.

/// Which of the two angles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Latitude,
    Longitude,
}

/// A part of coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    Number {
        value: f64,
        decimals: i32,
        negative: bool,
    },
    Degrees,
    Minutes,
    Seconds,
    Letter {
        axis: Axis,
        negative: bool,
    },
    /// "Latitude": which of the two, and no side.
    Name(Axis),
}

/// Words that are said around coordinates and add nothing.
pub(super) const IDLE: [&str; 13] = [
    "koordinat",
    "koordinatnya",
    "koord",
    "coordinates",
    "gps",
    "lokasi",
    "posisi",
    "titik",
    "location",
    "point",
    "dan",
    "and",
    "di",
];

/// The piece that a word is; `None` where coordinates don't hold such a word.
pub(super) fn word(written: &str, before: &[Piece]) -> Option<Piece> {
    let lower = written.to_lowercase();
    // "7d19m58.8s S": a small s right after minutes is a second, a capital one is the south.
    let seconds = matches!(before, [.., Piece::Minutes, Piece::Number { .. }]) && written == "s";
    match lower.as_str() {
        "lat" | "latitude" | "lintang" | "y" => Some(Piece::Name(Axis::Latitude)),
        "lon" | "lng" | "long" | "longitude" | "bujur" | "x" => Some(Piece::Name(Axis::Longitude)),
        "d" | "deg" | "derajat" | "drajat" | "degrees" => Some(Piece::Degrees),
        "m" | "min" | "menit" | "minutes" => Some(Piece::Minutes),
        "sec" | "dtk" | "detik" | "seconds" => Some(Piece::Seconds),
        _ if seconds => Some(Piece::Seconds),
        _ => letter(&lower),
    }
}

/// A compass letter in English or Indonesian: `ls` is lintang selatan, south.
pub(super) fn letter(word: &str) -> Option<Piece> {
    let piece = |axis, negative| Some(Piece::Letter { axis, negative });
    match word {
        "n" | "lu" | "u" | "utara" | "north" => piece(Axis::Latitude, false),
        "s" | "ls" | "selatan" | "south" => piece(Axis::Latitude, true),
        "e" | "bt" | "t" | "timur" | "east" => piece(Axis::Longitude, false),
        "w" | "bb" | "b" | "barat" | "west" => piece(Axis::Longitude, true),
        _ => None,
    }
}
