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
        "a busy room of 100 units, one desk",
        "room, PSS",
        "desk's renderer, PSS",
        "JS heap after GC",
        "nodes",
        "listeners",
    ]);
    let (mut rooms, mut renderers, mut heaps) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=minutes / every {
        let page: Page = script.told()?;
        let (room, renderer) = (Memory::of(served.pid()).pss, script.renderers().pss);
        rooms.push(room);
        renderers.push(renderer);
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
    // The first half fills caches and compiles what is used often; what grows in the second would grow for ever.
    let grown = |weights: &[u64]| {
        let half = weights.get(weights.len() / 2).copied().unwrap_or_default();
        ratio(weights.last().copied().unwrap_or_default() as f64 / half.max(1) as f64)
    };
    reading(&format!(
        "In the second half the room became {}, the renderer {} and the heap {} of what they were. The desk looks at one incident \
         after another; the room's time goes {SPEED} times as fast.",
        grown(&rooms),
        grown(&renderers),
        grown(&heaps),
    ));
    Ok(())
}
