//! A position comes in: the road that it is on; and the index that finds it.

use std::time::{Duration, Instant};

use geo::Point;
use roads::{Profiles, Roads, VehicleClass};

use crate::places::Places;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// Positions measured together, for one takes less time than reading the clock twice.
const TOGETHER: usize = 100;
const SEED: u64 = 114;
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
