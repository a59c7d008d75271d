//! A road closes: how long until the next right answer.

use geo::{Haversine, InterpolatableLine};
use roads::{ClosedShape, Closure, Reach, Roads, Starter, VehicleClass};

use crate::places::Places;
use crate::recommendation::first_times;
use crate::samples::{Samples, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const UNITS: usize = 100;
const WANTED: usize = 5;
const SEED: u64 = 113;

#[derive(Default)]
struct Closings {
    close: Samples,
    answer: Samples,
    both: Samples,
    /// All units instead of the soonest five.
    all: Samples,
    reopen: Samples,
    changed: usize,
    wrong: usize,
}

/// Closes the road that the soonest unit was to take, asks again, and opens it again.
pub(crate) fn measure<'a>(
    networks: impl Iterator<Item = (&'a str, &'a mut Roads)>,
    rounds: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "close the soonest unit's road, ask for 5 of 100",
        "close, p50",
        "answer, p50",
        "both, p50",
        "p99",
        "slowest",
        "all 100 instead, p50",
        "open again, p50",
        "answers changed",
        "differ from full search",
    ]);
    let mut slowest = Samples::default();
    for (name, roads) in networks {
        let closings = close_and_ask(roads, rounds)?;
        slowest.push(closings.both.p50());
        table.row([
            name.to_owned(),
            told(closings.close.p50()),
            told(closings.answer.p50()),
            told(closings.both.p50()),
            told(closings.both.percentile(99)),
            told(closings.both.percentile(100)),
            told(closings.all.p50()),
            told(closings.reopen.p50()),
            format!("{} of {}", closings.changed, closings.both.len()),
            closings.wrong.to_string(),
        ]);
    }
    table.print();
    reading(&format!(
        "The slowest median from a closure to the next right answer is {}; the goal is 1 ms. What was closed is in the \
         answer's epoch.",
        told(slowest.percentile(100))
    ));
    Ok(())
}

fn close_and_ask(roads: &mut Roads, rounds: usize) -> Result<Closings, Trouble> {
    let mut places = Places::new(roads, SEED);
    let mut closings = Closings::default();
    let class = VehicleClass::Ambulance;
    roads.prepare(class);
    for _ in 0..rounds {
        let fleet = (0..UNITS)
            .map(|_| Ok(Starter { point: places.near_road()?, class }))
            .collect::<Result<Vec<_>, Trouble>>()?;
        let place = places.on_road()?;
        let before = roads.soonest(place, &fleet, UNITS).reaches;
        let Some(first) = soonest_of(&before) else { continue };
        let Some(way) = roads.way(fleet[first].point, place, class) else { continue };
        let Some(middle) = way.line.point_at_ratio_from_start(&Haversine, 0.5) else { continue };
        let closure = Closure::closed("flood", ClosedShape::Segment(middle));

        let began = std::time::Instant::now();
        closings.close.time(|| roads.close(closure));
        let after = closings.answer.time(|| roads.soonest(place, &fleet, WANTED)).reaches;
        closings.both.push(began.elapsed());
        let all = closings.all.time(|| roads.soonest(place, &fleet, UNITS)).reaches;

        let full = roads.all_by_full_search(place, &fleet).reaches;
        closings.wrong += usize::from(first_times(&after) != first_times(&full));
        closings.wrong += usize::from(all != full);
        closings.changed += usize::from(first_times(&after) != first_times(&before));
        closings.reopen.time(|| roads.reopen("flood"));
    }
    Ok(closings)
}

fn soonest_of(reaches: &[Reach]) -> Option<usize> {
    let times = reaches.iter().enumerate().filter_map(|(index, reach)| match reach {
        Reach::Reached { travel_ms, .. } => Some((*travel_ms, index)),
        _ => None,
    });
    times.min().map(|(_, index)| index)
}
