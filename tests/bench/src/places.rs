//! Seeded places on and near the roads of a region.

use geo::{Haversine, InterpolatableLine, Point};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::{Reach, Roads, SegmentId, Starter, VehicleClass};
use room::dispatch::Position;

use crate::trouble::Trouble;

/// How many places are drawn before those that hang together are kept.
const POOL: usize = 20_000;
/// How many of them are tried as the place that most others lead to.
const HUBS: usize = 5;

/// Seeded places on roads that lead to one another. An extract's cut-off pieces are left out: which unit reaches them
/// says more about the scissors than about the roads.
pub(crate) struct Places {
    pool: Vec<Point<f64>>,
    rng: StdRng,
}

impl Places {
    /// Draws by length of road, so that each metre of road is as likely as any other.
    pub(crate) fn new(roads: &Roads, seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let add = |sum: &mut f64, length: f64| {
            *sum += length;
            Some(*sum)
        };
        let lengths = roads.network().segments().map(|segment| segment.length_m());
        let metres: Vec<f64> = lengths.scan(0.0, add).collect();
        let drawn: Vec<Starter> = (0..POOL)
            .filter_map(|_| on_any_road(roads, &metres, &mut rng))
            .map(|point| Starter { point, class: VehicleClass::Ambulance })
            .collect();
        let leading_to = |hub: &Starter| {
            let reaches = roads.all_by_full_search(hub.point, &drawn).reaches;
            let reached =
                drawn.iter().zip(reaches).filter(|(_, reach)| matches!(reach, Reach::Reached { .. }));
            reached.map(|(own, _)| own.point).collect::<Vec<_>>()
        };
        let pool = drawn.iter().take(HUBS).map(leading_to).max_by_key(Vec::len).unwrap_or_default();
        Self { pool, rng }
    }

    /// A place on a road.
    pub(crate) fn on_road(&mut self) -> Result<Point<f64>, Trouble> {
        let index = self.rng.random_range(0..self.pool.len().max(1));
        self.pool.get(index).copied().ok_or(Trouble::Surprise("the region has no road for an ambulance"))
    }

    /// A place within 30 m or so of a road, as a vehicle in its yard is.
    pub(crate) fn near_road(&mut self) -> Result<Point<f64>, Trouble> {
        const DEGREES: f64 = 30.0 / 111_195.0;
        let road = self.on_road()?;
        let (east, north) =
            (self.rng.random_range(-DEGREES..DEGREES), self.rng.random_range(-DEGREES..DEGREES));
        Ok(Point::new(road.x() + east, road.y() + north))
    }
}

fn on_any_road(roads: &Roads, metres: &[f64], rng: &mut StdRng) -> Option<Point<f64>> {
    let all = metres.last().copied().filter(|&all| all > 0.0)?;
    let metre = rng.random_range(0.0..all);
    let segment = metres.partition_point(|&sum| sum <= metre);
    let line = roads.network().segment(SegmentId(segment as u32))?.line();
    line.point_at_ratio_from_start(&Haversine, rng.random_range(0.0..1.0))
}

/// The same place in the words of the rules.
pub(crate) fn position(point: Point<f64>) -> Result<Position, Trouble> {
    Position::new(point.y(), point.x()).map_err(|_| Trouble::Surprise("a place is not on the earth"))
}
