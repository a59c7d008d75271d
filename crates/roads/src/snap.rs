//! From a point to the road beside it.

use std::f64::consts::PI;

use geo::Point;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

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

fn nearest_on_line(plane: &Plane, line: &[Position]) -> Nearest {
    let mut best = Nearest { piece: 0, fraction: 0.0, distance_m: f64::INFINITY };
    for (piece, ends) in line.windows(2).enumerate() {
        let (fraction, distance_m) = nearest_on_piece(plane.place(ends[0]), plane.place(ends[1]));
        if distance_m < best.distance_m {
            best = Nearest { piece, fraction, distance_m };
        }
    }
    best
}

/// The nearest place to the origin on the straight piece from `a` to `b`.
fn nearest_on_piece(a: [f64; 2], b: [f64; 2]) -> (f64, f64) {
    let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 { -(a[0] * dx + a[1] * dy) / squared } else { 0.0 };
    let (fraction, [x, y]) = if along <= 0.0 {
        (0.0, a)
    } else if along >= 1.0 {
        (1.0, b)
    } else {
        (along, [a[0] + along * dx, a[1] + along * dy])
    };
    (fraction, x.hypot(y))
}

/// An R-tree over the boxes of all segments.
///
/// The boxes lie in a plane whose east-west scale is that of the network's highest latitude, so a distance there is
/// never more than the true one: the boxes give lower bounds and the lines themselves the distance.
pub(crate) struct SegmentIndex {
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, SegmentId>>,
    metres_per_lon: f64,
}

impl SegmentIndex {
    pub(crate) fn new(network: &Network) -> Self {
        let highest = network.bounds().map_or(0.0, |bounds| bounds.min().y.abs().max(bounds.max().y.abs()));
        let metres_per_lon = METRES_PER_DEGREE * highest.to_radians().cos();
        let place =
            |position: &Position| [position.lon() * metres_per_lon, position.lat() * METRES_PER_DEGREE];
        let boxes = (0..network.segment_count() as u32).map(SegmentId).map(|segment| {
            let places: Vec<_> = network.shape(segment).iter().map(place).collect();
            GeomWithData::new(Rectangle::from_aabb(AABB::from_points(&places)), segment)
        });
        Self { tree: RTree::bulk_load(boxes.collect()), metres_per_lon }
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
        let shrink = self.shrink(&plane);
        let mut best: Option<(SegmentId, Nearest)> = None;
        let mut reach = limit_m;
        for (candidate, squared) in self.tree.nearest_neighbor_iter_with_distance_2(self.place(point)) {
            if squared.sqrt() * shrink > reach {
                break;
            }
            let segment = candidate.data;
            if !is_usable(segment) {
                continue;
            }
            let nearest = nearest_on_line(&plane, network.shape(segment));
            // Of two roads equally near, the lower id wins: the same point always snaps to the same road.
            let wins = best.as_ref().is_none_or(|(id, held)| {
                nearest.distance_m < held.distance_m
                    || (nearest.distance_m <= held.distance_m && segment < *id)
            });
            if nearest.distance_m <= reach && wins {
                reach = nearest.distance_m;
                best = Some((segment, nearest));
            }
        }
        best.map(|(segment, nearest)| snap_to(network, segment, &nearest))
    }

    /// Every segment that comes within the radius of a point.
    pub(crate) fn touching(&self, network: &Network, centre: Point<f64>, radius_m: f64) -> Vec<SegmentId> {
        if Position::new(centre).is_none() {
            return Vec::new();
        }
        let plane = Plane::at(centre);
        let (half, [x, y]) = (radius_m / self.shrink(&plane), self.place(centre));
        let around = AABB::from_corners([x - half, y - half], [x + half, y + half]);
        let mut touching: Vec<_> = self
            .tree
            .locate_in_envelope_intersecting(around)
            .map(|candidate| candidate.data)
            .filter(|&segment| nearest_on_line(&plane, network.shape(segment)).distance_m <= radius_m)
            .collect();
        touching.sort_unstable();
        touching
    }

    fn place(&self, point: Point<f64>) -> [f64; 2] {
        [point.x() * self.metres_per_lon, point.y() * METRES_PER_DEGREE]
    }

    /// What a distance in the tree's plane must be multiplied with to be a lower bound, even nearer to a pole than
    /// any road is.
    fn shrink(&self, plane: &Plane) -> f64 {
        (plane.metres_per_lon / self.metres_per_lon).clamp(1e-6, 1.0)
    }
}

fn snap_to(network: &Network, segment: SegmentId, nearest: &Nearest) -> Snap {
    let line = network.shape(segment);
    let (before, piece) = (&line[..=nearest.piece], &line[nearest.piece..]);
    let passed = before.windows(2).map(|ends| ends[0].centimetres_to(ends[1])).fold(0, u32::saturating_add);
    let on_piece = (nearest.fraction * f64::from(piece[0].centimetres_to(piece[1]))).round() as u32;
    let (a, b) = (piece[0].point(), piece[1].point());
    Snap {
        segment,
        offset_cm: passed.saturating_add(on_piece).min(network.record(segment).length_cm),
        point: a + (b - a) * nearest.fraction,
        off_road_m: nearest.distance_m,
        piece: nearest.piece,
    }
}
