//! What every start does between reading a region and the first answer, and what stays in memory.

use std::time::{Duration, Instant};

use roads::{Order, Profiles, Roads, VehicleClass};

use crate::process::{Memory, mib};
use crate::samples::{Samples, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const RUNS: usize = 3;

/// Prints how long each step takes, the least disturbed of three runs.
pub(crate) fn measure<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads, &'a Order)>,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "network in memory to ready",
        "junctions",
        "graph and index",
        "hierarchy",
        "one class of vehicle",
        "all of it",
        "RSS it adds",
    ]);
    for (name, roads, order) in networks {
        let mut steps: [Samples; 3] = Default::default();
        let mut added = 0;
        for _ in 0..RUNS {
            let network = roads.network().clone();
            let before = Memory::of(std::process::id()).rss;
            let mut last = Instant::now();
            let mut step = |samples: &mut Samples| {
                samples.push(last.elapsed());
                last = Instant::now();
            };
            let mut again = Roads::new(network, Profiles::shipped()?);
            step(&mut steps[0]);
            again.use_order(order)?;
            step(&mut steps[1]);
            again.prepare(VehicleClass::Ambulance);
            step(&mut steps[2]);
            added = added.max(Memory::of(std::process::id()).rss.saturating_sub(before));
        }
        let least = steps.map(|samples| samples.percentile(1));
        let row = [name.to_owned(), roads.network().node_count().to_string()];
        let took = least.map(told).into_iter().chain([told(least.iter().sum::<Duration>()), mib(added)]);
        table.row(row.into_iter().chain(took));
    }
    table.print();
    reading("The order of the nodes is found once, when a region is built, and read with it.");
    Ok(())
}
