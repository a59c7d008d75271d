//! Places that are written out in full: they are found without any name.

use geo::{Distance, Haversine, Point};

use super::links::{self, Link};
use super::plus_code::PlusCode;
use super::{Hit, Near, coordinates};
use crate::entry::HitKind;

/// The place that a text gives by coordinates, by a plus code or by a link that holds either: for as long as names
/// can't be read. Its context is empty, and a short plus code is completed near the room.
#[must_use]
pub fn written_out(text: &str, near: &Near) -> Option<Hit> {
    let text = match links::read(text) {
        Some(Link::Name(name)) => name,
        _ => text.to_owned(),
    };
    by_coordinates(&text, near)
        .or_else(|| plus_code_in(&text).map(|(code, _)| by_plus_code(&code, near.room, near)))
}

/// The point that a text gives by coordinates.
pub(super) fn by_coordinates(text: &str, near: &Near) -> Option<Hit> {
    let written = coordinates::parse(text)?;
    let label = format!("{:.5}, {:.5}", written.point.y(), written.point.x());
    Some(hit(label, HitKind::Coordinate, written.point, written.radius_m, near))
}

/// The plus code in a text, and the part of the text that it is. Its halves may be typed apart: `Q9QG +8V`.
pub(super) fn plus_code_in(text: &str) -> Option<(PlusCode, &str)> {
    let mut parts = text.match_indices('+').filter_map(|(at, _)| {
        let (before, after) = (text[..at].trim_end(), text[at + 1..].trim_start());
        let ends = |c: char| !c.is_ascii_alphanumeric();
        let start = before.rfind(ends).map_or(0, |end| end + 1);
        let end = text.len() - after.len() + after.find(ends).unwrap_or(after.len());
        text.get(start..end).filter(|part| !part.starts_with('+'))
    });
    parts.find_map(|part| {
        let code = PlusCode::parse(&part.replace(char::is_whitespace, ""))?;
        Some((code, part))
    })
}

/// The middle of a plus code's area; a short one is completed near the reference.
pub(super) fn by_plus_code(code: &PlusCode, reference: Point<f64>, near: &Near) -> Hit {
    let code = code.near(reference);
    let area = code.area();
    let (centre, corner) = (Point::from(area.center()), Point::from(area.min()));
    hit(code.text(), HitKind::PlusCode, centre, Haversine.distance(centre, corner), near)
}

fn hit(label: String, kind: HitKind, point: Point<f64>, radius_m: f64, near: &Near) -> Hit {
    let distance_m = Haversine.distance(near.room, point);
    Hit { label, context: String::new(), kind, point, radius_m, distance_m }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_out_needs_no_name() {
        let near = Near::from(Point::new(114.37, -8.21));
        let cases = [
            ("-8.2120, 114.3750", Some("-8.21200, 114.37500")),
            ("LS 8 12 42 BT 114 22 34", Some("-8.21167, 114.37611")),
            ("https://www.google.com/maps?q=-8.2120,114.3750", Some("-8.21200, 114.37500")),
            ("6P3QQ9QG+8V", Some("6P3QQ9QG+8V")),
            ("depan Q9QG+8V ya", Some("6P3PQ9QG+8V")),
            ("q9qg + 8v", Some("6P3PQ9QG+8V")),
            ("Q9QG+8V.", Some("6P3PQ9QG+8V")),
            ("https://plus.codes/6P3QQ9QG+8V", Some("6P3QQ9QG+8V")),
            ("jl mawar + jl melati", None),
            ("Jl. Mawar 12", None),
            ("https://maps.app.goo.gl/abc", None),
        ];
        for (text, label) in cases {
            let hit = written_out(text, &near);
            assert_eq!(hit.as_ref().map(|hit| hit.label.as_str()), label, "{text}");
        }
    }
}
