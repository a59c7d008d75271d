//! What room and desk weigh as the hours of a busy room pass.

use std::path::Path;

use serde::Deserialize;

use super::script::Script;
use crate::process::{Memory, mib};
use crate::samples::ratio;
use crate::served::{Programs, Served};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// How many times as fast the room's time goes.
const SPEED: u32 = 60;
const MINUTES: u32 = 120;
const EVERY: u32 = 30;

#[derive(Deserialize)]
struct Page {
    minute: f64,
    heap: u64,
    nodes: u64,
    listeners: u64,
}

/// Prints the memory of a room with two invented dispatchers and of a desk beside it, over simulated hours.
pub(super) fn measure(programs: &Programs, room: &Path, few: u32) -> Result<(), Trouble> {
    let (minutes, every) = (MINUTES / few, (EVERY / few).max(1));
    let speed = SPEED.to_string();
    let load = ["--calls=busy", "--clerks", "2", "--seed", "112", "--speed", &speed];
    let served = Served::start_with(programs, room, &load)?;
    let numbers = [SPEED, minutes, every].map(|number| number.to_string());
    let script = Script::start("busy", &[&served.desk, &numbers[0], &numbers[1], &numbers[2]])?;
    let mut table = Table::new(&[
        "two hours of a busy room",
        "room, PSS",
        "desk's renderer, PSS",
        "JS heap after GC",
        "nodes",
        "listeners",
    ]);
    let mut rooms = Vec::new();
    let mut heaps = Vec::new();
    for _ in 0..=minutes / every {
        let page: Page = script.told()?;
        let (room, renderer) = (Memory::of(served.pid()).pss, script.renderers().pss);
        rooms.push(room);
        heaps.push(page.heap);
        table.row([
            format!("after {:.0} min", page.minute),
            mib(room),
            mib(renderer),
            mib(page.heap),
            page.nodes.to_string(),
            page.listeners.to_string(),
        ]);
    }
    script.stop()?;
    served.stop()?;
    table.print();
    let growth = |weights: &[u64]| match weights {
        [.., before, last] => ratio(*last as f64 / (*before).max(1) as f64),
        _ => ratio(1.0),
    };
    reading(&format!(
        "In the last {every} min the room became {} and the heap {} of what they were. A call of the last hours stays on the \
         desks until it is {}; what is gone from them is on disk.",
        growth(&rooms),
        growth(&heaps),
        "old",
    ));
    Ok(())
}
