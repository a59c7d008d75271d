//! The lines of all streets: which is nearest to a point, and where one comes near something.

use geo::{LinesIter, MultiLineString, Point};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use super::way;

/// The lines of all streets, in metres east and north of the region's middle: true enough for some hundred metres.
#[derive(Debug)]
pub(super) struct StreetLines {
    centre: Point<f64>,
    tree: RTree<GeomWithData<Line<[f32; 2]>, u32>>,
    /// All pieces, street by street.
    pieces: Vec<[[f32; 2]; 2]>,
    /// The streets' items in rising order, each with where its pieces begin.
    starts: Vec<(u32, u32)>,
}

const METRES_PER_DEGREE: f64 = 111_195.0;

/// A street farther than this, in metres, doesn't say where a point is.
const WITHIN_M: f32 = 300.0;

/// Of very long streets so many pieces are compared with each other.
const MOST_PIECES: usize = 400;

/// A point on a street, and how far that is from what it was asked for, in metres.
pub(super) type OnStreet = (Point<f64>, f64);

impl StreetLines {
    /// `lines` come with their items, in rising order.
    pub(super) fn new<'a>(
        lines: impl Iterator<Item = (u32, &'a MultiLineString<f64>)>,
        centre: Point<f64>,
    ) -> Self {
        let (mut pieces, mut starts, mut leaves) = (Vec::new(), Vec::new(), Vec::new());
        for (item, line) in lines {
            starts.push((item, pieces.len() as u32));
            for piece in line.lines_iter() {
                let piece = [metres(piece.start_point(), centre), metres(piece.end_point(), centre)];
                pieces.push(piece);
                leaves.push(GeomWithData::new(Line::new(piece[0], piece[1]), item));
            }
        }
        Self { centre, tree: RTree::bulk_load(leaves), pieces, starts }
    }

    /// The item of the nearest street.
    pub(super) fn at(&self, point: Point<f64>) -> Option<u32> {
        if !point.x().is_finite() || !point.y().is_finite() {
            return None;
        }
        let at = metres(point, self.centre);
        let (line, distance_2) = self.tree.nearest_neighbor_iter_with_distance_2(at).next()?;
        (distance_2 <= WITHIN_M * WITHIN_M).then_some(line.data)
    }

    /// Where a street is nearest to a point.
    pub(super) fn nearest_on(&self, street: u32, point: Point<f64>) -> Option<OnStreet> {
        let at = metres(point, self.centre);
        let on = self.pieces_of(street).iter().map(|piece| foot(*piece, at));
        let best = on.min_by(|a, b| square(*a, at).total_cmp(&square(*b, at)))?;
        Some((self.degrees(best), f64::from(square(best, at)).sqrt()))
    }

    /// Where a street is nearest to another one.
    pub(super) fn nearest_between(&self, street: u32, other: u32) -> Option<OnStreet> {
        let others: Vec<[f32; 2]> =
            self.pieces_of(other).iter().take(MOST_PIECES).flat_map(|piece| corners(*piece)).collect();
        let mut best: Option<([f32; 2], f32)> = None;
        for piece in self.pieces_of(street).iter().take(MOST_PIECES) {
            for &corner in &others {
                let on = foot(*piece, corner);
                let distance = square(on, corner);
                if best.is_none_or(|(_, least)| distance < least) {
                    best = Some((on, distance));
                }
            }
        }
        best.map(|(on, distance)| (self.degrees(on), f64::from(distance).sqrt()))
    }

    /// The point this share of the way from one point to another along a street, and how long that way is in metres;
    /// nothing where the street's pieces don't join.
    pub(super) fn along(
        &self,
        street: u32,
        from: Point<f64>,
        to: Point<f64>,
        share: f64,
    ) -> Option<OnStreet> {
        let (way, length_m) =
            way::shortest(self.pieces_of(street), metres(from, self.centre), metres(to, self.centre))?;
        Some((self.degrees(way::at(&way, length_m * share as f32)), f64::from(length_m)))
    }

    /// Metres between two points.
    pub(super) fn distance(&self, a: Point<f64>, b: Point<f64>) -> f64 {
        f64::from(square(metres(a, self.centre), metres(b, self.centre))).sqrt()
    }

    fn pieces_of(&self, street: u32) -> &[[[f32; 2]; 2]] {
        let Ok(at) = self.starts.binary_search_by_key(&street, |(item, _)| *item) else { return &[] };
        let start = self.starts[at].1 as usize;
        let end = self.starts.get(at + 1).map_or(self.pieces.len(), |(_, start)| *start as usize);
        self.pieces.get(start..end).unwrap_or_default()
    }

    fn degrees(&self, [east, north]: [f32; 2]) -> Point<f64> {
        let shrink = self.centre.y().to_radians().cos();
        let lon = self.centre.x() + f64::from(east) / METRES_PER_DEGREE / shrink;
        Point::new(lon, self.centre.y() + f64::from(north) / METRES_PER_DEGREE)
    }
}

fn metres(point: Point<f64>, centre: Point<f64>) -> [f32; 2] {
    let east = (point.x() - centre.x()) * centre.y().to_radians().cos() * METRES_PER_DEGREE;
    [east as f32, ((point.y() - centre.y()) * METRES_PER_DEGREE) as f32]
}

pub(super) fn square(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

/// The ends of a piece and some points between them, no farther apart than 30 m where it is not very long.
fn corners([start, end]: [[f32; 2]; 2]) -> impl Iterator<Item = [f32; 2]> {
    let steps = (square(start, end).sqrt() / 30.0).ceil().clamp(1.0, 20.0);
    (0..=steps as u8).map(move |step| {
        let share = f32::from(step) / steps;
        [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share]
    })
}

/// The point of a piece that is nearest to a point.
pub(super) fn foot([start, end]: [[f32; 2]; 2], at: [f32; 2]) -> [f32; 2] {
    let along = [end[0] - start[0], end[1] - start[1]];
    let length_2 = along[0].powi(2) + along[1].powi(2);
    if length_2 <= f32::EPSILON {
        return start;
    }
    let share = ((at[0] - start[0]) * along[0] + (at[1] - start[1]) * along[1]) / length_2;
    let share = share.clamp(0.0, 1.0);
    [start[0] + along[0] * share, start[1] + along[1] * share]
}
