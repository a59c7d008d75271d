//! The lines of all streets: which is nearest to a point, and where one comes near something.

use std::ops::Range;

use geo::{LinesIter, MultiLineString, Point};

use super::pieces::{Piece, Spot, foot, square};
use super::way;

/// The lines of all streets, in metres east and north of the region's middle: true enough for some hundred metres.
#[derive(Debug)]
pub(super) struct StreetLines {
    centre: Point<f64>,
    /// All pieces, street by street.
    pieces: Vec<Piece>,
    /// The cells that each piece touches, row by row: the cell and the piece. A million streets must fit beside all else,
    /// so that this is a plain list.
    cells: Vec<([i16; 2], u32)>,
    /// The streets' items in rising order, each with where its pieces begin.
    starts: Vec<(u32, u32)>,
}

const METRES_PER_DEGREE: f64 = 111_195.0;

/// A street farther than this, in metres, doesn't say where a point is. As wide are the cells, so whatever is near enough
/// is in a point's own cell or in those around it.
const WITHIN_M: f32 = 300.0;

/// Of very long streets so many pieces are compared with each other.
const MOST_PIECES: usize = 400;

/// A point on a street, and how far that is from what it was asked for, in metres.
pub(super) type OnStreet = (Point<f64>, f64);

/// A street's line while the index is made: the item, and where its pieces begin and end.
#[derive(Debug)]
struct Drawn {
    item: u32,
    pieces: Range<usize>,
}

/// Streets' lines as they come in.
#[derive(Debug)]
pub(super) struct Drawing {
    centre: Point<f64>,
    pieces: Vec<Piece>,
    streets: Vec<Drawn>,
}

impl Drawing {
    pub(super) fn new(centre: Point<f64>) -> Self {
        Self { centre, pieces: Vec::new(), streets: Vec::new() }
    }

    /// Adds a street's line.
    pub(super) fn add(&mut self, item: u32, line: &MultiLineString<f64>) {
        let start = self.pieces.len();
        let ends = line.lines_iter().map(|piece| [piece.start_point(), piece.end_point()]);
        self.pieces.extend(ends.map(|ends| ends.map(|end| metres(end, self.centre))));
        self.streets.push(Drawn { item, pieces: start..self.pieces.len() });
    }

    /// Files them by their items, which lie where `moved` has where they were, if they moved.
    pub(super) fn finish(mut self, moved: Option<&[u32]>) -> StreetLines {
        if let Some(moved) = moved {
            self.follow(moved);
        }
        let Self { centre, mut pieces, streets } = self;
        pieces.shrink_to_fit();
        let starts = streets.iter().map(|street| (street.item, street.pieces.start as u32)).collect();
        drop(streets);
        let touched =
            || pieces.iter().zip(0..).flat_map(|(piece, at)| cells_of(*piece).map(move |cell| (cell, at)));
        let mut cells = Vec::with_capacity(touched().count());
        cells.extend(touched());
        cells.sort_unstable();
        StreetLines { centre, pieces, cells, starts }
    }

    /// Puts the streets in the order that their items are in now.
    fn follow(&mut self, moved: &[u32]) {
        let mut now = vec![0; moved.len()];
        moved.iter().zip(0..).for_each(|(&was, is)| now[was as usize] = is);
        for street in &mut self.streets {
            street.item = now[street.item as usize];
        }
        self.streets.sort_unstable_by_key(|street| street.item);
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for street in &mut self.streets {
            let start = pieces.len();
            pieces.extend_from_slice(&self.pieces[street.pieces.clone()]);
            street.pieces = start..pieces.len();
        }
        self.pieces = pieces;
    }
}

impl StreetLines {
    /// The item of the nearest street.
    pub(super) fn at(&self, point: Point<f64>) -> Option<u32> {
        if !point.x().is_finite() || !point.y().is_finite() {
            return None;
        }
        let at = metres(point, self.centre);
        let [row, column] = cell(at);
        let around = (row.saturating_sub(1)..=row.saturating_add(1)).flat_map(|row| {
            let first = ([row, column.saturating_sub(1)], 0);
            let last = [row, column.saturating_add(1)];
            let start = self.cells.partition_point(|known| *known < first);
            self.cells[start..].iter().take_while(move |(cell, _)| *cell <= last)
        });
        let away = around.map(|&(_, piece)| (square(foot(self.pieces[piece as usize], at), at), piece));
        let (distance_2, piece) = away.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let street = self.starts.partition_point(|&(_, start)| start <= piece).checked_sub(1)?;
        (distance_2 <= WITHIN_M * WITHIN_M).then(|| self.starts[street].0)
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
        let others: Vec<Spot> =
            self.pieces_of(other).iter().take(MOST_PIECES).flat_map(|piece| corners(*piece)).collect();
        let mut best: Option<(Spot, f32)> = None;
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

    fn pieces_of(&self, street: u32) -> &[Piece] {
        let Ok(at) = self.starts.binary_search_by_key(&street, |(item, _)| *item) else { return &[] };
        let start = self.starts[at].1 as usize;
        let end = self.starts.get(at + 1).map_or(self.pieces.len(), |(_, start)| *start as usize);
        self.pieces.get(start..end).unwrap_or_default()
    }

    fn degrees(&self, [east, north]: Spot) -> Point<f64> {
        let shrink = self.centre.y().to_radians().cos();
        let lon = self.centre.x() + f64::from(east) / METRES_PER_DEGREE / shrink;
        Point::new(lon, self.centre.y() + f64::from(north) / METRES_PER_DEGREE)
    }
}

/// The row and the column of the cell around a point. What lies ten thousand kilometres off is all in one.
fn cell([east, north]: Spot) -> [i16; 2] {
    [north, east].map(|metres| (metres / WITHIN_M).floor() as i16)
}

/// The cells that a piece runs through: of each row those between where it comes in and where it goes out.
fn cells_of([start, end]: Piece) -> impl Iterator<Item = [i16; 2]> {
    let (south, north) = if start[1] <= end[1] { (start, end) } else { (end, start) };
    let (first, last) = (cell(south), cell(north));
    (first[0]..=last[0]).flat_map(move |row| {
        let column_at = |metres: f32| {
            let share = ((metres - south[1]) / (north[1] - south[1])).clamp(0.0, 1.0);
            cell([south[0] + (north[0] - south[0]) * share, metres])[1]
        };
        let edge = f32::from(row) * WITHIN_M;
        let enters = if row == first[0] { first[1] } else { column_at(edge) };
        let leaves = if row == last[0] { last[1] } else { column_at(edge + WITHIN_M) };
        (enters.min(leaves)..=enters.max(leaves)).map(move |column| [row, column])
    })
}

fn metres(point: Point<f64>, centre: Point<f64>) -> Spot {
    let east = (point.x() - centre.x()) * centre.y().to_radians().cos() * METRES_PER_DEGREE;
    [east as f32, ((point.y() - centre.y()) * METRES_PER_DEGREE) as f32]
}

/// The ends of a piece and some points between them, no farther apart than 30 m where it is not very long.
fn corners([start, end]: Piece) -> impl Iterator<Item = Spot> {
    let steps = (square(start, end).sqrt() / 30.0).ceil().clamp(1.0, 20.0);
    (0..=steps as u8).map(move |step| {
        let share = f32::from(step) / steps;
        [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share]
    })
}

#[cfg(test)]
mod tests {
    use geo::{Coord, LineString, MultiLineString, Point};

    use super::{Drawing, METRES_PER_DEGREE};

    /// A point so many metres east and north of the middle, which is on the equator.
    fn point(east: f64, north: f64) -> Point<f64> {
        Point::new(east / METRES_PER_DEGREE, north / METRES_PER_DEGREE)
    }

    #[test]
    fn the_nearest_street_says_where_a_point_is() {
        let street = |ends: [[f64; 2]; 2]| -> MultiLineString<f64> {
            let line: LineString<f64> =
                ends.into_iter().map(|[east, north]| Coord::from(point(east, north))).collect();
            line.into()
        };
        // A long one, a short one beside its middle, and one far in the west.
        let streets = [
            (3, street([[0.0, 0.0], [9_000.0, 4_500.0]])),
            (5, street([[4_400.0, 2_000.0], [4_500.0, 2_000.0]])),
            (8, street([[-700.0, 0.0], [-700.0, 10.0]])),
        ];
        let mut drawing = Drawing::new(Point::new(0.0, 0.0));
        for (item, line) in &streets {
            drawing.add(*item, line);
        }
        let streets = drawing.finish(None);
        for (east, north, nearest) in [
            (4_000.0, 2_000.0, Some(3)),
            (4_450.0, 2_090.0, Some(5)),
            (4_450.0, 2_150.0, Some(3)),
            (9_290.0, 4_500.0, Some(3)),
            (9_310.0, 4_500.0, None),
            (-1.0, 1.0, Some(3)),
            (-401.0, 5.0, Some(8)),
            (-399.0, 5.0, None),
            (-999.0, 5.0, Some(8)),
            (2_000.0, 3_000.0, None),
        ] {
            assert_eq!(streets.at(point(east, north)), nearest, "{east} east, {north} north");
        }
        assert_eq!(streets.at(Point::new(f64::NAN, 0.0)), None);
    }
}
