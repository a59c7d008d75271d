//! From a point to the road beside it.

mod grid;
mod plane;

use geo::{BoundingRect, Distance, Haversine, Intersects, LineString, Point, Polygon};

pub(crate) use self::grid::Raster;
pub(crate) use self::grid::TOGETHER;
use self::grid::{Piece, PieceGrid};
pub(crate) use self::plane::METRES_PER_DEGREE;
use self::plane::{Bounds, Plane, squared};
use crate::arc::SegmentId;
use crate::network::Network;
use crate::position::Position;

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

/// The nearest place of a piece: how far along it (0 to 1), and how far away.
#[derive(Clone, Copy)]
struct Nearest {
    piece: Piece,
    fraction: f64,
    squared_m: f64,
}

impl Nearest {
    fn on(plane: &Plane, network: &Network, piece: Piece) -> Self {
        let [a, b] = piece.ends(network).map(|end| plane.place(end));
        let (fraction, [x, y]) = nearest_on_piece(a, b);
        Self { piece, fraction, squared_m: x * x + y * y }
    }

    /// Of two roads equally near, the lower id wins, and on the same road what comes first: the same point always snaps
    /// to the same place.
    fn beats(&self, other: &Self) -> bool {
        let by_place = self.piece.start.cmp(&other.piece.start);
        self.squared_m.total_cmp(&other.squared_m).then(by_place).is_lt()
    }
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
    grid: PieceGrid,
}

impl SegmentIndex {
    pub(crate) fn new(network: &Network) -> Self {
        Self { grid: PieceGrid::new(network) }
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
        let mut best: Option<Nearest> = None;
        let mut reach = squared(limit_m);
        self.grid.visit(&plane, limit_m, |piece| {
            let nearest = Nearest::on(&plane, network, piece);
            let wins = nearest.squared_m <= reach && best.is_none_or(|best| nearest.beats(&best));
            if wins && is_usable(piece.segment) {
                reach = squared(nearest.squared_m.sqrt());
                best = Some(nearest);
            }
            reach
        });
        best.filter(|best| best.squared_m <= limit_m * limit_m).map(|best| snap_to(network, best))
    }

    /// Has what is near these points at hand for those who then look there one by one; gives roads that are likely asked
    /// about.
    pub(crate) fn fetch(&self, network: &Network, points: [Point<f64>; TOGETHER]) -> [SegmentId; TOGETHER] {
        self.grid.fetch(network, &points.map(Plane::at))
    }

    /// The greatest value of all segments that run through each cell of the map.
    pub(crate) fn greatest(&self, of: impl Fn(SegmentId) -> u16) -> Raster {
        self.grid.greatest(of)
    }

    /// A box around segments.
    pub(crate) fn around(network: &Network, segments: &[SegmentId]) -> Around {
        let shapes = segments.iter().flat_map(|&segment| network.shape(segment));
        Around(Bounds::of(shapes.copied()))
    }

    /// Every segment that comes within the radius of a point.
    pub(crate) fn touching(&self, network: &Network, centre: Point<f64>, radius_m: f64) -> Vec<SegmentId> {
        if Position::new(centre).is_none() || radius_m.is_nan() || radius_m < 0.0 {
            return Vec::new();
        }
        let plane = Plane::at(centre);
        let mut touching = Vec::new();
        self.grid.visit_all(&plane, radius_m, |piece| {
            if Nearest::on(&plane, network, piece).squared_m <= radius_m * radius_m {
                touching.push(piece.segment);
            }
        });
        touching.sort_unstable();
        touching.dedup();
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

fn snap_to(network: &Network, Nearest { piece, fraction, squared_m }: Nearest) -> Snap {
    let record = network.record(piece.segment);
    let line = network.shape(piece.segment);
    let number = (piece.start - record.first_shape) as usize;
    let [from, to] = piece.ends(network);
    let piece_cm = if line.len() == 2 { record.length_cm } else { from.centimetres_to(to) };
    let along = |line: &[Position]| {
        let pieces = line.windows(2).map(|ends| ends[0].centimetres_to(ends[1]));
        pieces.fold(0, u32::saturating_add)
    };
    // A segment is as long as its pieces, so it is reckoned from the end with fewer of them.
    let (before, after) = (&line[..=number], &line[number + 1..]);
    let passed = if before.len() <= after.len() {
        along(before)
    } else {
        record.length_cm.saturating_sub(along(after)).saturating_sub(piece_cm)
    };
    let on_piece = (fraction * f64::from(piece_cm)).round() as u32;
    let (a, b) = (from.point(), to.point());
    Snap {
        segment: piece.segment,
        offset_cm: passed.saturating_add(on_piece).min(record.length_cm),
        point: a + (b - a) * fraction,
        off_road_m: squared_m.sqrt(),
        piece: number,
    }
}
