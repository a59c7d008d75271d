//! Writing a vector tile.
//!
//! Source: Mapbox Vector Tile Specification 2.1, <https://github.com/mapbox/vector-tile-spec/tree/master/2.1>. Written
//! here because what a tile needs is small, and the crate at hand loses the first point of a ring that begins where
//! the ring before it ended.

use std::collections::HashMap;

use geo::{Coord, LineString, MultiPolygon};

use crate::wire::{Message, zigzag};

/// A value of a feature's attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    Text(Box<str>),
    Number(u64),
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// Encoded commands of one feature.
pub(super) struct Geometry {
    kind: GeometryKind,
    commands: Vec<u32>,
}

#[derive(Clone, Copy)]
enum GeometryKind {
    Point = 1,
    Lines = 2,
    Polygons = 3,
}

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

type Place = (i32, i32);

/// A point; `None` outside the tile, for another tile has it.
pub(super) fn point(at: Coord<f64>) -> Option<Geometry> {
    let inside = |value: f64| (0.0..super::EXTENT).contains(&value);
    let mut pen = Pen::default();
    (inside(at.x) && inside(at.y)).then(|| pen.path(&[rounded(at)]));
    pen.finish(GeometryKind::Point)
}

/// Lines, in units from a tile's corner; `None` where none is longer than a unit.
pub(super) fn lines(lines: &[LineString<f64>], corner: Coord<f64>) -> Option<Geometry> {
    let mut pen = Pen::default();
    for line in lines {
        let places = distinct(line, corner);
        if places.len() >= 2 {
            pen.path(&places);
        }
    }
    pen.finish(GeometryKind::Lines)
}

/// An area, in units from a tile's corner; `None` where no polygon of it is left.
pub(super) fn polygons(area: &MultiPolygon<f64>, corner: Coord<f64>) -> Option<Geometry> {
    let mut pen = Pen::default();
    for polygon in area {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        for (number, ring) in rings.enumerate() {
            let outer = number == 0;
            let mut places = distinct(ring, corner);
            if places.first() == places.last() {
                places.pop();
            }
            let doubled_area = doubled_area(&places);
            if places.len() < 3 || doubled_area == 0 {
                if outer {
                    break;
                }
                continue;
            }
            // Outer rings turn one way and holes the other: that is how a reader tells them apart.
            if (doubled_area > 0) != outer {
                places.reverse();
            }
            pen.path(&places);
            pen.close();
        }
    }
    pen.finish(GeometryKind::Polygons)
}

fn rounded(at: Coord<f64>) -> Place {
    (at.x.round() as i32, at.y.round() as i32)
}

fn distinct(line: &LineString<f64>, corner: Coord<f64>) -> Vec<Place> {
    let mut places: Vec<Place> = line.coords().map(|at| rounded(*at - corner)).collect();
    places.dedup();
    places
}

fn doubled_area(places: &[Place]) -> i64 {
    let next = places.iter().cycle().skip(1);
    places
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum()
}

/// Writes commands, each point as the way from the one before.
#[derive(Default)]
struct Pen {
    at: Place,
    commands: Vec<u32>,
}

impl Pen {
    fn path(&mut self, places: &[Place]) {
        let Some((first, rest)) = places.split_first() else { return };
        self.command(MOVE_TO, 1);
        self.go(*first);
        if !rest.is_empty() {
            self.command(LINE_TO, rest.len() as u32);
            for place in rest {
                self.go(*place);
            }
        }
    }

    fn close(&mut self) {
        self.command(CLOSE_PATH, 1);
    }

    fn command(&mut self, id: u32, count: u32) {
        self.commands.push(id | count << 3);
    }

    fn go(&mut self, to: Place) {
        self.commands.push(zigzag(i64::from(to.0 - self.at.0)) as u32);
        self.commands.push(zigzag(i64::from(to.1 - self.at.1)) as u32);
        self.at = to;
    }

    fn finish(self, kind: GeometryKind) -> Option<Geometry> {
        (!self.commands.is_empty()).then_some(Geometry { kind, commands: self.commands })
    }
}

/// A layer being written.
#[derive(Default)]
pub(super) struct Layer {
    features: Vec<Vec<u8>>,
    keys: Vec<&'static str>,
    values: Vec<Value>,
    value_ids: HashMap<Value, u64>,
}

impl Layer {
    pub(super) fn add<'a>(
        &mut self,
        geometry: &Geometry,
        attributes: impl IntoIterator<Item = (&'static str, &'a Value)>,
    ) {
        let mut tags = Vec::new();
        for (key, value) in attributes {
            tags.push(self.key(key));
            tags.push(self.value(value));
        }
        let mut feature = Message::default();
        feature.packed(2, tags);
        feature.number(3, geometry.kind as u64);
        feature.packed(4, geometry.commands.iter().map(|command| u64::from(*command)));
        self.features.push(feature.into_bytes());
    }

    fn key(&mut self, key: &'static str) -> u64 {
        let known = self.keys.iter().position(|known| *known == key);
        known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        }) as u64
    }

    fn value(&mut self, value: &Value) -> u64 {
        if let Some(id) = self.value_ids.get(value) {
            return *id;
        }
        let id = self.values.len() as u64;
        self.values.push(value.clone());
        self.value_ids.insert(value.clone(), id);
        id
    }
}

/// A tile being written.
#[derive(Default)]
pub(super) struct TileMessage(Message);

impl TileMessage {
    pub(super) fn add(&mut self, name: &str, layer: Layer) {
        let mut message = Message::default();
        message.number(15, 2);
        message.bytes(1, name.as_bytes());
        for feature in &layer.features {
            message.bytes(2, feature);
        }
        for key in layer.keys {
            message.bytes(3, key.as_bytes());
        }
        for value in layer.values {
            let mut of_value = Message::default();
            match value {
                Value::Text(text) => of_value.bytes(1, text.as_bytes()),
                Value::Number(number) => of_value.number(5, number),
                Value::Flag(is) => of_value.number(7, u64::from(is)),
            }
            message.bytes(4, &of_value.into_bytes());
        }
        message.number(5, super::EXTENT as u64);
        self.0.bytes(3, &message.into_bytes());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Polygon;

    const CORNER: Coord<f64> = Coord { x: 0.0, y: 0.0 };

    fn line(places: &[(i32, i32)]) -> LineString<f64> {
        places.iter().map(|(x, y)| Coord { x: f64::from(*x), y: f64::from(*y) }).collect()
    }

    fn area(rings: &[&[(i32, i32)]]) -> MultiPolygon<f64> {
        Polygon::new(line(rings[0]), rings[1..].iter().map(|ring| line(ring)).collect()).into()
    }

    /// The examples of the specification, section 4.3.5.
    #[test]
    fn geometries_are_as_in_the_specification() {
        let point = point(Coord { x: 25.0, y: 17.0 }).unwrap();
        assert_eq!(point.commands, [9, 50, 34]);

        let two_lines = [line(&[(2, 2), (2, 10), (10, 10)]), line(&[(1, 1), (3, 5)])];
        let two_lines = lines(&two_lines, CORNER).unwrap();
        assert_eq!(two_lines.commands, [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]);

        let polygon = polygons(&area(&[&[(3, 6), (8, 12), (20, 34), (3, 6)]]), CORNER).unwrap();
        assert_eq!(polygon.commands, [9, 6, 12, 18, 10, 12, 24, 44, 15]);

        let first = area(&[&[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]]);
        let second = area(&[
            &[(11, 11), (20, 11), (20, 20), (11, 20), (11, 11)],
            &[(13, 13), (13, 17), (17, 17), (17, 13), (13, 13)],
        ]);
        let both = MultiPolygon::new([first.0, second.0].concat());
        assert_eq!(
            polygons(&both, CORNER).unwrap().commands,
            [
                9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0,
                8, 8, 0, 0, 7, 15
            ]
        );
    }

    #[test]
    fn rings_turn_the_right_way_however_they_came() {
        let clockwise = area(&[&[(0, 0), (10, 0), (10, 10), (0, 10)]]);
        let counter = area(&[&[(0, 10), (10, 10), (10, 0), (0, 0)]]);
        let commands = |area| polygons(area, CORNER).unwrap().commands;
        assert_eq!(commands(&clockwise), commands(&counter));
    }

    #[test]
    fn what_vanishes_is_not_drawn() {
        assert!(point(Coord { x: -0.1, y: 5.0 }).is_none());
        let short = LineString::new(vec![Coord { x: 0.1, y: 0.0 }, Coord { x: 0.2, y: 0.0 }]);
        assert!(lines(&[short], CORNER).is_none());
        let flat = area(&[&[(0, 0), (5, 5), (9, 9)], &[(1, 1), (2, 1), (2, 2)]]);
        assert!(polygons(&flat, CORNER).is_none());
    }
}
