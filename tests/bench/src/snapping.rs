//! A position comes in: the road that it is on; and the index that finds it.

use std::time::{Duration, Instant};

use geo::Point;
use roads::{Fleet, Profiles, Roads, Starter, VehicleClass};

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
/// Goal: 10,000 units that report each second take less than a hundredth of a core.
const GOAL: Duration = Duration::from_micros(1);

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
        "÷ 1 µs, all over",
    ]);
    for (name, roads) in networks {
        let network = roads.network().clone();
        let profiles = Profiles::shipped()?;
        let began = Instant::now();
        let again = Roads::new(network, profiles);
        let ready = began.elapsed();
        let mut places = Places::new(&again, SEED);
        let (mut drives, mut all_over) = (Samples::default(), Samples::default());
        for _ in 0..rounds {
            let start = places.near_road()?;
            drives.push(each(&again, &(0..TOGETHER).map(|step| ahead(start, step)).collect::<Vec<_>>()));
            let scattered = (0..TOGETHER).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
            all_over.push(each(&again, &scattered));
        }
        table.row([
            name.to_owned(),
            roads.network().segment_count().to_string(),
            told(ready),
            told(drives.p50()),
            told(all_over.p50()),
            told(all_over.percentile(90)),
            ratio(times(all_over.p50(), GOAL)),
        ]);
    }
    table.print();
    reading(
        "At 1 µs, 10,000 units that report each second take one hundredth of a core. Each value is the mean of 100 \
         positions; scattered ones wait for memory rather than reckon.",
    );
    Ok(())
}

/// Prints what an update of one of many units takes, its road included, beside Redis, which finds no road.
pub(crate) fn updates<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads)>,
    steps: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "update of one of 10,000 units that drive",
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
        "The goals: Redis 50x, and less than 1 % of a core. Ours is a call in the process, Redis's a round trip to another.",
    );
    Ok(())
}

/// Moves all units of a fleet on by a step, again and again.
fn update(roads: &Roads, starts: &[Point<f64>], steps: usize) -> Samples {
    let mut fleet = Fleet::default();
    let mut samples = Samples::default();
    let class = VehicleClass::Ambulance;
    for step in 0..=steps {
        let units: Vec<(u32, Starter)> = (0..)
            .zip(starts)
            .map(|(number, &start)| (number, Starter { point: ahead(start, step), class }))
            .collect();
        for some in units.chunks(TOGETHER) {
            let began = Instant::now();
            for &(number, starter) in some {
                fleet.put(roads, number, starter);
            }
            // At first they all come from nowhere.
            if step > 0 {
                samples.push(began.elapsed() / some.len() as u32);
            }
        }
    }
    samples
}

fn ahead(start: Point<f64>, step: usize) -> Point<f64> {
    Point::new(start.x() + step as f64 * STEP_DEGREES, start.y())
}

fn each(roads: &Roads, points: &[Point<f64>]) -> Duration {
    let began = Instant::now();
    for &point in points {
        std::hint::black_box(roads.snap(point, VehicleClass::Ambulance));
    }
    began.elapsed() / points.len() as u32
}
