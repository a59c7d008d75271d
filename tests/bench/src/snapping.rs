//! A position comes in: the road that it is on; and the index that finds it.

use std::time::{Duration, Instant};

use geo::Point;
use roads::{Profiles, Roads, SegmentId, VehicleClass};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use crate::peers::redis;
use crate::places::Places;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading, skipped};
use crate::trouble::Trouble;

/// Positions measured together, for one takes less time than reading the clock twice.
const TOGETHER: usize = 100;
const SEED: u64 = 114;
const FLEET: usize = 10_000;
/// Of which Redis is told so many, so many times.
const REDIS_UNITS: usize = 1_000;
const REDIS_STEPS: usize = 4;
/// A vehicle goes so far from one position to the next.
const STEP_DEGREES: f64 = 15.0 / 111_195.0;

/// Prints how long it takes to make a network ready, and to find the road of a position.
pub(crate) fn measure<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads)>,
    rounds: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "position to its place on a road",
        "segments",
        "making the roads ready",
        "one unit drives, p50",
        "units all over, p50",
        "p90",
        "asked together, p50",
        "a library's R*-tree, p50",
        "÷ ours",
    ]);
    for (name, roads) in networks {
        let network = roads.network().clone();
        let profiles = Profiles::shipped()?;
        let began = Instant::now();
        let again = Roads::new(network, profiles);
        let ready = began.elapsed();
        let mut places = Places::new(&again, SEED);
        let tree = PieceTree::new(&again);
        let (mut drives, mut all_over, mut together, mut by_tree) =
            (Samples::default(), Samples::default(), Samples::default(), Samples::default());
        for _ in 0..rounds {
            let start = places.near_road()?;
            let snap = |point| again.snap(point, VehicleClass::Ambulance);
            drives.push(each(&(0..TOGETHER).map(|step| ahead(start, step)).collect::<Vec<_>>(), snap));
            let scattered = (0..TOGETHER).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
            all_over.push(each(&scattered, snap));
            let scattered = (0..TOGETHER).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
            together.push(all(&again, &scattered));
            by_tree.push(each(&scattered, |point| tree.nearest(point)));
        }
        table.row([
            name.to_owned(),
            roads.network().segment_count().to_string(),
            told(ready),
            told(drives.p50()),
            told(all_over.p50()),
            told(all_over.percentile(90)),
            told(together.p50()),
            told(by_tree.p50()),
            ratio(times(by_tree.p50(), all_over.p50())),
        ]);
    }
    table.print();
    reading(
        "The goal is 0.5 µs. Each value is the mean of 100 positions; scattered ones wait for memory rather than reckon, \
         together at once and not one after the other. The \
         library's tree (rstar) finds the nearest straight piece of any road, whoever may drive there, and not how far along.",
    );
    Ok(())
}

/// Prints what an update of one of many units takes, its road included, beside Redis, which finds no road.
pub(crate) fn updates<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads)>,
    steps: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "position of one of 10,000 units that drive",
        "ours, its road found, p50",
        "p99",
        "a core, at one update a second each",
        "Redis GEOADD, p50",
        "many sent at once, each",
        "Redis ÷ ours",
        "many at once ÷ ours",
    ]);
    let has_redis = redis::is_installed();
    if !has_redis {
        skipped("Redis: there is no redis-server on the path");
    }
    for (name, roads) in networks {
        let mut places = Places::new(roads, SEED + 1);
        let starts = (0..FLEET).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
        let ours = update(roads, &starts, steps);
        let mut columns = vec![
            name.to_owned(),
            told(ours.p50()),
            told(ours.percentile(99)),
            format!("{:.2} %", ours.mean().as_secs_f64() * FLEET as f64 * 100.0),
        ];
        if has_redis {
            let track = |&start: &Point<f64>| (0..REDIS_STEPS).map(|step| ahead(start, step)).collect();
            let tracks: Vec<Vec<Point<f64>>> = starts.iter().take(REDIS_UNITS).map(track).collect();
            let redis = redis::measure(&tracks)?;
            let (awaited, together) = (redis.awaited.p50(), redis.together.p50());
            columns.extend([told(awaited), told(together)]);
            columns.extend([awaited, together].map(|theirs| ratio(times(theirs, ours.p50()))));
        } else {
            columns.extend(["-"; 4].map(str::to_owned));
        }
        table.row(columns);
    }
    table.print();
    reading(
        "The goals: Redis 50x, and less than 1 % of a core. Ours is a call in the process for 100 of them, Redis's a round trip \
         to another.",
    );
    Ok(())
}

/// Moves all units on by a step, again and again.
fn update(roads: &Roads, starts: &[Point<f64>], steps: usize) -> Samples {
    let mut samples = Samples::default();
    for step in 0..=steps {
        let units: Vec<Point<f64>> = starts.iter().map(|&start| ahead(start, step)).collect();
        for some in units.chunks(TOGETHER) {
            let took = all(roads, some);
            // At first they all come from nowhere.
            if step > 0 {
                samples.push(took);
            }
        }
    }
    samples
}

fn ahead(start: Point<f64>, step: usize) -> Point<f64> {
    Point::new(start.x() + step as f64 * STEP_DEGREES, start.y())
}

/// As a question finds the roads of all who have moved, and whoever takes reports in a batch.
fn all(roads: &Roads, points: &[Point<f64>]) -> Duration {
    let began = Instant::now();
    std::hint::black_box(roads.snap_all(points, VehicleClass::Ambulance));
    began.elapsed() / points.len() as u32
}

fn each<T>(points: &[Point<f64>], find: impl Fn(Point<f64>) -> T) -> Duration {
    let began = Instant::now();
    for &point in points {
        std::hint::black_box(find(point));
    }
    began.elapsed() / points.len() as u32
}

/// The straight pieces of all roads in a library's tree, longitudes drawn together as they are in the middle.
struct PieceTree {
    pieces: RTree<GeomWithData<Line<[f64; 2]>, SegmentId>>,
    per_lon: f64,
}

impl PieceTree {
    fn new(roads: &Roads) -> Self {
        let middle = roads.network().bounds().map_or(0.0, |bounds| bounds.center().y);
        let per_lon = middle.to_radians().cos();
        let pieces = roads.network().segments().flat_map(|segment| {
            let of_line = |line: geo::Line<f64>| [line.start, line.end].map(|at| [at.x * per_lon, at.y]);
            let lines: Vec<[[f64; 2]; 2]> = segment.line().lines().map(of_line).collect();
            lines.into_iter().map(move |[from, to]| GeomWithData::new(Line::new(from, to), segment.id()))
        });
        Self { pieces: RTree::bulk_load(pieces.collect()), per_lon }
    }

    fn nearest(&self, point: Point<f64>) -> Option<SegmentId> {
        Some(self.pieces.nearest_neighbor([point.x() * self.per_lon, point.y()])?.data)
    }
}
