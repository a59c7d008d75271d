//! Cutting lines and areas to a tile and its buffer.

use geo::{Coord, LineString, MultiPolygon};

/// A tile's square with its buffer, in units from the tile's own corner.
#[derive(Clone, Copy)]
struct Frame {
    low: f64,
    high: f64,
}

/// The parts of lines within a tile, relative to its corner.
pub(super) fn lines(
    lines: &[LineString<f64>],
    corner: Coord<f64>,
    extent: f64,
    buffer: f64,
) -> Vec<Vec<Coord<f64>>> {
    let frame = Frame { low: -buffer, high: extent + buffer };
    let mut parts: Vec<Vec<Coord<f64>>> = Vec::new();
    for line in lines {
        let mut part: Vec<Coord<f64>> = Vec::new();
        for segment in line.0.windows(2) {
            let Some((from, to)) = frame.segment(segment[0] - corner, segment[1] - corner) else { continue };
            if part.last() != Some(&from) {
                parts.push(std::mem::replace(&mut part, vec![from]));
            }
            part.push(to);
        }
        parts.push(part);
    }
    parts.retain(|part| part.len() >= 2);
    parts
}

/// The part of an area within a tile, relative to its corner: for each polygon its rings, the outer one first.
pub(super) fn area(
    area: &MultiPolygon<f64>,
    corner: Coord<f64>,
    extent: f64,
    buffer: f64,
) -> Vec<Vec<Vec<Coord<f64>>>> {
    let frame = Frame { low: -buffer, high: extent + buffer };
    area.iter()
        .map(|polygon| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            let moved =
                |ring: &LineString<f64>| ring.0.iter().map(|coord| *coord - corner).collect::<Vec<_>>();
            rings.map(|ring| frame.ring(&moved(ring))).collect()
        })
        .collect()
}

impl Frame {
    /// The part of a segment inside. Algorithm: Liang and Barsky, 1984.
    fn segment(self, from: Coord<f64>, to: Coord<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
        let along = to - from;
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let edges = [
            (-along.x, from.x - self.low),
            (along.x, self.high - from.x),
            (-along.y, from.y - self.low),
            (along.y, self.high - from.y),
        ];
        for (step, room) in edges {
            if step == 0.0 && room < 0.0 {
                return None;
            }
            if step < 0.0 {
                enter = enter.max(room / step);
            } else if step > 0.0 {
                leave = leave.min(room / step);
            }
        }
        if enter > leave {
            return None;
        }
        // A whole end stays exactly itself, so that the next segment is seen to go on from it.
        let start = if enter <= 0.0 { from } else { from + along * enter };
        let end = if leave >= 1.0 { to } else { from + along * leave };
        Some((start, end))
    }

    /// The part of a ring inside, closed along the edges. Algorithm: Sutherland and Hodgman, 1974.
    fn ring(self, ring: &[Coord<f64>]) -> Vec<Coord<f64>> {
        let ring = cut(ring, |at| at.x - self.low);
        let ring = cut(&ring, |at| self.high - at.x);
        let ring = cut(&ring, |at| at.y - self.low);
        cut(&ring, |at| self.high - at.y)
    }
}

/// The part of a ring on the side where `inside` is not negative.
fn cut(ring: &[Coord<f64>], inside: impl Fn(Coord<f64>) -> f64) -> Vec<Coord<f64>> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    let Some(mut before) = ring.last().copied() else { return kept };
    for &at in ring {
        let (depth_before, depth) = (inside(before), inside(at));
        if (depth_before < 0.0) != (depth < 0.0) {
            kept.push(before + (at - before) * (depth_before / (depth_before - depth)));
        }
        if depth >= 0.0 {
            kept.push(at);
        }
        before = at;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Polygon, Rect, line_string};

    const ORIGIN: Coord<f64> = Coord { x: 0.0, y: 0.0 };

    fn pairs(part: &[Coord<f64>]) -> Vec<(f64, f64)> {
        part.iter().map(Coord::x_y).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_edges_and_comes_back_in() {
        let line = line_string![
            (x: -10.0, y: 5.0), (x: 5.0, y: 5.0), (x: 6.0, y: 5.0), (x: 6.0, y: 50.0), (x: 2.0, y: 50.0),
            (x: 2.0, y: 0.0),
        ];
        let parts = lines(&[line], ORIGIN, 10.0, 0.0);
        let parts: Vec<_> = parts.iter().map(|part| pairs(part)).collect();
        assert_eq!(
            parts,
            [vec![(0.0, 5.0), (5.0, 5.0), (6.0, 5.0), (6.0, 10.0)], vec![(2.0, 10.0), (2.0, 0.0)]]
        );
        let outside = line_string![(x: -5.0, y: 4.0), (x: 4.0, y: -5.0), (x: 20.0, y: -5.0)];
        assert!(lines(&[outside], ORIGIN, 10.0, 0.0).is_empty());
    }

    #[test]
    fn an_area_is_cut_to_the_frame() {
        let square = |low: f64, high: f64| Rect::new((low, low), (high, high)).to_polygon();
        let rings = |polygon: Polygon<f64>| area(&polygon.into(), ORIGIN, 10.0, 1.0)[0][0].clone();
        let size = |ring: Vec<Coord<f64>>| Polygon::new(ring.into(), vec![]).unsigned_area() as u32;
        assert_eq!(size(rings(square(-100.0, 100.0))), 144, "the whole frame with its buffer");
        assert_eq!(size(rings(square(5.0, 100.0))), 36);
        assert_eq!(size(rings(square(2.0, 4.0))), 4);
        assert!(rings(square(20.0, 30.0)).is_empty());
    }
}
