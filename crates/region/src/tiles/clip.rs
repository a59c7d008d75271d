//! Cutting lines and areas to a box.

use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};

/// The parts of lines within a box.
pub(super) fn lines(lines: &[LineString<f64>], frame: Rect<f64>) -> Vec<LineString<f64>> {
    let mut parts: Vec<LineString<f64>> = Vec::new();
    for line in lines {
        let mut part: Vec<Coord<f64>> = Vec::new();
        for ends in line.0.windows(2) {
            let Some((from, to)) = segment(ends[0], ends[1], frame) else { continue };
            if part.last() != Some(&from) {
                parts.push(LineString::new(std::mem::replace(&mut part, vec![from])));
            }
            part.push(to);
        }
        parts.push(LineString::new(part));
    }
    parts.retain(|part| part.0.len() >= 2);
    parts
}

/// The part of an area within a box, its rings closed along the edges.
pub(super) fn area(area: &MultiPolygon<f64>, frame: Rect<f64>) -> MultiPolygon<f64> {
    let cut = |polygon: &Polygon<f64>| {
        let outer = ring(polygon.exterior(), frame);
        let inner = polygon.interiors().iter().map(|hole| ring(hole, frame));
        let inner = inner.filter(|hole| hole.0.len() > 3).collect();
        (outer.0.len() > 3).then(|| Polygon::new(outer, inner))
    };
    area.iter().filter_map(cut).collect()
}

/// The part of a segment inside. Algorithm: Liang and Barsky, 1984.
fn segment(from: Coord<f64>, to: Coord<f64>, frame: Rect<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
    let along = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let edges = [
        (-along.x, from.x - frame.min().x),
        (along.x, frame.max().x - from.x),
        (-along.y, from.y - frame.min().y),
        (along.y, frame.max().y - from.y),
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
fn ring(ring: &LineString<f64>, frame: Rect<f64>) -> LineString<f64> {
    let (min, max) = (frame.min(), frame.max());
    let ring = cut(&ring.0, |at| at.x - min.x);
    let ring = cut(&ring, |at| max.x - at.x);
    let ring = cut(&ring, |at| at.y - min.y);
    let mut ring = LineString::new(cut(&ring, |at| max.y - at.y));
    ring.close();
    ring
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
    use geo::{Area, line_string};

    fn frame(low: f64, high: f64) -> Rect<f64> {
        Rect::new((low, low), (high, high))
    }

    fn pairs(part: &LineString<f64>) -> Vec<(f64, f64)> {
        part.coords().map(Coord::x_y).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_edges_and_comes_back_in() {
        let line = line_string![
            (x: -10.0, y: 5.0), (x: 5.0, y: 5.0), (x: 6.0, y: 5.0), (x: 6.0, y: 50.0), (x: 2.0, y: 50.0),
            (x: 2.0, y: 0.0),
        ];
        let parts: Vec<_> = lines(&[line], frame(0.0, 10.0)).iter().map(pairs).collect();
        assert_eq!(
            parts,
            [vec![(0.0, 5.0), (5.0, 5.0), (6.0, 5.0), (6.0, 10.0)], vec![(2.0, 10.0), (2.0, 0.0)]]
        );
        let outside = line_string![(x: -5.0, y: 4.0), (x: 4.0, y: -5.0), (x: 20.0, y: -5.0)];
        assert!(lines(&[outside], frame(0.0, 10.0)).is_empty());
    }

    #[test]
    fn an_area_is_cut_to_the_frame() {
        let square = |low: f64, high: f64| frame(low, high).to_polygon();
        let size = |polygon: Polygon<f64>| area(&polygon.into(), frame(-1.0, 11.0)).unsigned_area() as u32;
        assert_eq!(size(square(-100.0, 100.0)), 144, "the whole frame");
        assert_eq!(size(square(5.0, 100.0)), 36);
        assert_eq!(size(square(2.0, 4.0)), 4);
        assert_eq!(size(square(20.0, 30.0)), 0);
    }
}
