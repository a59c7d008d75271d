//! The street nearest to a point.

use geo::{LinesIter, Point};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use crate::entry::Entry;

/// The lines of all streets, in metres east and north of the region's middle.
#[derive(Debug)]
pub(super) struct NearestStreet {
    centre: Point<f64>,
    /// Each with its entry's number.
    lines: RTree<GeomWithData<Line<[f64; 2]>, u32>>,
}

const METRES_PER_DEGREE: f64 = 111_195.0;

/// A street farther than this, in metres, doesn't say where a point is.
const WITHIN_M: f64 = 300.0;

impl NearestStreet {
    pub(super) fn new(entries: &[Entry], centre: Point<f64>) -> Self {
        let mut lines = Vec::new();
        for (entry, number) in entries.iter().zip(0_u32..) {
            for line in entry.line.iter().flat_map(LinesIter::lines_iter) {
                let line = Line::new(metres(line.start_point(), centre), metres(line.end_point(), centre));
                lines.push(GeomWithData::new(line, number));
            }
        }
        Self { centre, lines: RTree::bulk_load(lines) }
    }

    /// The number of the entry of the nearest street.
    pub(super) fn at(&self, point: Point<f64>) -> Option<usize> {
        if !point.x().is_finite() || !point.y().is_finite() {
            return None;
        }
        let (line, distance_2) =
            self.lines.nearest_neighbor_iter_with_distance_2(metres(point, self.centre)).next()?;
        (distance_2 <= WITHIN_M * WITHIN_M).then_some(line.data as usize)
    }
}

/// Flattened around the centre: true enough for comparing distances of some hundred metres within a region.
fn metres(point: Point<f64>, centre: Point<f64>) -> [f64; 2] {
    let east = (point.x() - centre.x()) * centre.y().to_radians().cos() * METRES_PER_DEGREE;
    [east, (point.y() - centre.y()) * METRES_PER_DEGREE]
}
