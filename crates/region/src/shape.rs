//! Lines and areas: as compact bytes, coordinates in 1e-7 degree, each as the difference to the one before; and the point
//! that stands for an area.

use geo::{
    Centroid, Contains, Coord, InteriorPoint, LineString, MultiLineString, MultiPolygon, Point, Polygon,
};

/// One line as coordinate differences.
type Deltas = Vec<(i32, i32)>;

const UNITS_PER_DEGREE: f64 = 1e7;

/// Stored bytes that are not a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAShape;

pub(crate) fn encode_lines(lines: &MultiLineString<f64>) -> Vec<u8> {
    encode(&lines.0.iter().map(deltas).collect::<Vec<_>>())
}

pub(crate) fn decode_lines(bytes: &[u8]) -> Result<MultiLineString<f64>, NotAShape> {
    let lines: Vec<Deltas> = postcard::from_bytes(bytes).map_err(|_| NotAShape)?;
    Ok(lines.iter().map(line).collect())
}

pub(crate) fn encode_area(area: &MultiPolygon<f64>) -> Vec<u8> {
    let polygons: Vec<Vec<Deltas>> = area
        .iter()
        .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(deltas).collect())
        .collect();
    encode(&polygons)
}

pub(crate) fn decode_area(bytes: &[u8]) -> Result<MultiPolygon<f64>, NotAShape> {
    let polygons: Vec<Vec<Deltas>> = postcard::from_bytes(bytes).map_err(|_| NotAShape)?;
    polygons
        .iter()
        .map(|rings| {
            let (outer, inner) = rings.split_first().ok_or(NotAShape)?;
            Ok(Polygon::new(line(outer), inner.iter().map(line).collect()))
        })
        .collect()
}

/// The point that stands for an area: its centroid, or a point inside where that lies outside.
pub(crate) fn point_inside(area: &MultiPolygon<f64>) -> Option<Point<f64>> {
    area.centroid().filter(|point| area.contains(point)).or_else(|| area.interior_point())
}

fn encode(value: &impl serde::Serialize) -> Vec<u8> {
    // Writing vectors of integers into memory has no way to fail.
    postcard::to_allocvec(value).unwrap_or_default()
}

fn deltas(line: &LineString<f64>) -> Deltas {
    let mut before = (0, 0);
    line.coords()
        .map(|coord| {
            let at =
                ((coord.x * UNITS_PER_DEGREE).round() as i32, (coord.y * UNITS_PER_DEGREE).round() as i32);
            let delta = (at.0.wrapping_sub(before.0), at.1.wrapping_sub(before.1));
            before = at;
            delta
        })
        .collect()
}

fn line(deltas: &Deltas) -> LineString<f64> {
    let mut at = (0_i32, 0_i32);
    deltas
        .iter()
        .map(|delta| {
            at = (at.0.wrapping_add(delta.0), at.1.wrapping_add(delta.1));
            Coord { x: f64::from(at.0) / UNITS_PER_DEGREE, y: f64::from(at.1) / UNITS_PER_DEGREE }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{line_string, polygon};

    #[test]
    fn shapes_come_back_as_they_went_in() {
        let lines = MultiLineString::new(vec![
            line_string![(x: 114.37, y: -8.21), (x: 114.370_000_1, y: -8.2)],
            line_string![(x: -180.0, y: 90.0), (x: 180.0, y: -90.0)],
        ]);
        assert_eq!(decode_lines(&encode_lines(&lines)), Ok(lines));

        let area = MultiPolygon::new(vec![polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 0.0)],
            interiors: [[(x: 5.0, y: 1.0), (x: 6.0, y: 1.0), (x: 6.0, y: 2.0), (x: 5.0, y: 1.0)]],
        )]);
        assert_eq!(decode_area(&encode_area(&area)), Ok(area));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(decode_lines(&[0xff, 0xff]), Err(NotAShape));
        assert_eq!(decode_area(&[0x01, 0x00]), Err(NotAShape), "a polygon without a ring");
    }
}
