//! From a point to the road beside it.

mod tree;

use std::f64::consts::PI;

use geo::{BoundingRect, Distance, Haversine, Intersects, LineString, Point, Polygon};

use self::tree::{Bounds, BoxTree};
use crate::network::{Network, SegmentId};
use crate::position::Position;

/// Mean radius of the earth (IUGG), the one of `geo::Haversine`.
const EARTH_RADIUS_M: f64 = 6_371_008.8;
pub(crate) const METRES_PER_DEGREE: f64 = EARTH_RADIUS_M * PI / 180.0;

/// Where a point meets the nearest road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snap {
    /// The segment.
    pub segment: SegmentId,
    /// How far along the segment, in centimetres from its first node.
    pub offset_cm: u32,
    /// The place on the road, longitude and latitude.
    pub point: Point<f64>,
    /// Straight-line distance from the point to the road, in metres.
    pub off_road_m: f64,
    /// Which of the segment's straight pieces it is on.
    pub(crate) piece: usize,
}

/// The plane that touches the earth at a point: metres east and north of it. Good to a part in ten thousand over the few
/// kilometres that a snap looks at.
struct Plane {
    origin: Point<f64>,
    metres_per_lon: f64,
}

impl Plane {
    fn at(origin: Point<f64>) -> Self {
        Self { origin, metres_per_lon: METRES_PER_DEGREE * origin.y().to_radians().cos() }
    }

    fn place(&self, position: Position) -> [f64; 2] {
        [
            (position.lon() - self.origin.x()) * self.metres_per_lon,
            (position.lat() - self.origin.y()) * METRES_PER_DEGREE,
        ]
    }
}

/// The nearest place of a line: which of its pieces, how far along that piece (0 to 1), and how far away.
struct Nearest {
    piece: usize,
    fraction: f64,
    distance_m: f64,
}

/// The nearest place of a line, if one is within reach. Of several as near, the first.
fn nearest_on_line(plane: &Plane, line: &[Position], reach_m: f64) -> Option<Nearest> {
    let mut best = None;
    let mut reach_m = reach_m;
    let mut squared_reach = beyond(reach_m);
    let mut last = plane.place(*line.first()?);
    for (piece, &end) in line[1..].iter().enumerate() {
        let next = plane.place(end);
        let (fraction, [x, y]) = nearest_on_piece(last, next);
        last = next;
        if x * x + y * y > squared_reach {
            continue;
        }
        let distance_m = x.hypot(y);
        let wins = if best.is_some() { distance_m < reach_m } else { distance_m <= reach_m };
        if wins {
            reach_m = distance_m;
            squared_reach = beyond(reach_m);
            best = Some(Nearest { piece, fraction, distance_m });
        }
    }
    best
}

/// A square that no place within reach exceeds, however it was rounded: most places need no root.
fn beyond(reach_m: f64) -> f64 {
    reach_m * reach_m * (1.0 + 1e-9)
}

/// The nearest place to the origin on the straight piece from `a` to `b`: how far along it, and where.
fn nearest_on_piece(a: [f64; 2], b: [f64; 2]) -> (f64, [f64; 2]) {
    let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 { -(a[0] * dx + a[1] * dy) / squared } else { 0.0 };
    if along <= 0.0 {
        (0.0, a)
    } else if along >= 1.0 {
        (1.0, b)
    } else {
        (along, [a[0] + along * dx, a[1] + along * dy])
    }
}

/// Finds the segments near a point.
pub(crate) struct SegmentIndex {
    tree: BoxTree,
}

impl SegmentIndex {
    pub(crate) fn new(network: &Network) -> Self {
        let segments = (0..network.segment_count() as u32).map(SegmentId);
        Self { tree: BoxTree::new(segments.map(|segment| network.shape(segment))) }
    }

    /// The nearest of the usable segments, if one is within the limit.
    pub(crate) fn nearest(
        &self,
        network: &Network,
        point: Point<f64>,
        limit_m: f64,
        is_usable: impl Fn(SegmentId) -> bool,
    ) -> Option<Snap> {
        Position::new(point)?;
        let plane = Plane::at(point);
        let mut best: Option<(SegmentId, Nearest)> = None;
        let mut reach = limit_m;
        self.tree.visit(&plane, limit_m, |item| {
            let segment = SegmentId(item);
            let Some(nearest) = nearest_on_line(&plane, network.shape(segment), reach) else { return reach };
            // Of two roads equally near, the lower id wins: the same point always snaps to the same road.
            let wins =
                best.as_ref().is_none_or(|(id, held)| nearest.distance_m < held.distance_m || segment < *id);
            if wins && is_usable(segment) {
                reach = nearest.distance_m;
                best = Some((segment, nearest));
            }
            reach
        });
        best.map(|(segment, nearest)| snap_to(network, segment, &nearest))
    }

    /// A box around segments.
    pub(crate) fn around(&self, segments: &[SegmentId]) -> Around {
        Around(self.tree.around(segments.iter().map(|segment| segment.0)))
    }

    /// Every segment that comes within the radius of a point.
    pub(crate) fn touching(&self, network: &Network, centre: Point<f64>, radius_m: f64) -> Vec<SegmentId> {
        if Position::new(centre).is_none() {
            return Vec::new();
        }
        let plane = Plane::at(centre);
        let mut touching = Vec::new();
        self.tree.visit(&plane, radius_m, |item| {
            let segment = SegmentId(item);
            if nearest_on_line(&plane, network.shape(segment), radius_m).is_some() {
                touching.push(segment);
            }
            radius_m
        });
        touching.sort_unstable();
        touching
    }

    /// Every segment that runs through an area or touches it.
    pub(crate) fn within(&self, network: &Network, area: &Polygon<f64>) -> Vec<SegmentId> {
        let Some(bounds) = area.bounding_rect() else { return Vec::new() };
        let centre = Point::from(bounds.center());
        let corners = bounds.to_polygon();
        let radius_m = corners.exterior().points().map(|corner| Haversine.distance(centre, corner));
        // The plane is good to a part in ten thousand.
        let mut within = self.touching(network, centre, radius_m.fold(0.0, f64::max) * 1.01);
        within.retain(|&segment| {
            let line: LineString<f64> = network.shape(segment).iter().map(|at| at.point()).collect();
            area.intersects(&line)
        });
        within
    }
}

/// A box around roads.
#[derive(Debug)]
pub(crate) struct Around(Bounds);

impl Around {
    /// Whether any of the roads may come so near to a point.
    pub(crate) fn is_within(&self, point: Point<f64>, reach_m: f64) -> bool {
        self.0.is_within(&Plane::at(point), reach_m)
    }
}

fn snap_to(network: &Network, segment: SegmentId, nearest: &Nearest) -> Snap {
    let line = network.shape(segment);
    let (before, piece) = (&line[..=nearest.piece], &line[nearest.piece..]);
    let passed = before.windows(2).map(|ends| ends[0].centimetres_to(ends[1])).fold(0, u32::saturating_add);
    let length_cm = network.record(segment).length_cm;
    let piece_cm = if line.len() == 2 { length_cm } else { piece[0].centimetres_to(piece[1]) };
    let on_piece = (nearest.fraction * f64::from(piece_cm)).round() as u32;
    let (a, b) = (piece[0].point(), piece[1].point());
    Snap {
        segment,
        offset_cm: passed.saturating_add(on_piece).min(length_cm),
        point: a + (b - a) * nearest.fraction,
        off_road_m: nearest.distance_m,
        piece: nearest.piece,
    }
}
