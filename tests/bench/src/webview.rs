//! The desk as people see it: how soon it can be typed into and shows what a key brings, how its map moves, and what page,
//! window and room weigh.

mod bundle;
mod busy;
mod fleet;
mod opening;
mod script;
mod typing;
mod window;

use std::path::{Path, PathBuf};
use std::time::Duration;

use room::dispatch::Command;
use room::{Opening, Room};

use crate::assess::unit;
use crate::desk::Desk;
use crate::places::{Places, position};
use crate::process::{Memory, mib};
use crate::regions::Measured;
use crate::samples::ratio;
use crate::served::{Programs, Served};
use crate::table::{Table, reading, skipped};
use crate::trouble::Trouble;

const PATIENCE: Duration = Duration::from_mins(1);
/// How long a window is left to settle before it is weighed.
const SETTLING: Duration = Duration::from_secs(10);
const UNITS: usize = 100;
const SEED: u64 = 1_121;

/// Prints all of the desk's figures; `few` is by how much less is measured.
pub(crate) async fn measure(
    programs: &Programs,
    demo: &Measured,
    folder: &Path,
    few: usize,
) -> Result<(), Trouble> {
    let rooms = Rooms { quiet: folder.join("desk"), busy: folder.join("busy") };
    rooms.crew(demo).await?;
    let mut weights = Vec::new();
    match opening::measure(programs, &rooms.quiet, 7usize.div_ceil(few)).await {
        Ok(weighed) => weights.extend(weighed),
        Err(error) => skipped(format!("the desk in a browser: {error}")),
    }
    told("the pages", bundle::measure());
    let served = Served::start(programs, &rooms.quiet)?;
    told("from a key to the screen", typing::measure(&served, 120 / few));
    told("a thousand units on the map", fleet::measure(&served, 8usize.div_ceil(few).max(3)));
    served.stop()?;
    told("a busy room", busy::measure(programs, &rooms.busy, if few > 1 { 4 } else { 1 }));
    match window::built() {
        Some(window) => match window::weigh(&window, programs, &rooms.quiet) {
            Ok(weighed) => weights.extend(weighed),
            Err(error) => skipped(format!("the desktop window: {error}")),
        },
        None => skipped("the desktop window: sigap-desk is not built"),
    }
    print_weights(&weights);
    Ok(())
}

/// One part that could not be measured leaves the others.
fn told(part: &str, measured: Result<(), Trouble>) {
    if let Err(error) = measured {
        skipped(format!("{part}: {error}"));
    }
}

/// Rooms to open, each with units on duty.
struct Rooms {
    quiet: PathBuf,
    busy: PathBuf,
}

impl Rooms {
    async fn crew(&self, demo: &Measured) -> Result<(), Trouble> {
        for folder in [&self.quiet, &self.busy] {
            let room = Room::open(Opening::new(folder, &demo.file)).await?;
            let desk = Desk::new(&room, 1);
            let mut places = Places::new(&demo.roads, SEED);
            for number in 0..UNITS {
                let spec = unit(number, position(places.near_road()?)?);
                desk.does(Command::RegisterUnit { spec }).await?;
            }
            room.close().await;
        }
        Ok(())
    }
}

/// A process or several, and what they weigh.
struct Weighed {
    what: String,
    memory: Memory,
}

fn print_weights(weights: &[Weighed]) {
    if weights.is_empty() {
        return;
    }
    let backend = weights.iter().map(|own| own.memory.pss).next().unwrap_or_default();
    let mut table = Table::new(&["memory after 10 s of rest", "RSS", "PSS", "PSS ÷ first row"]);
    for Weighed { what, memory } in weights {
        let share = ratio(memory.pss as f64 / backend.max(1) as f64);
        table.row([what.clone(), mib(memory.rss), mib(memory.pss), share]);
    }
    table.print();
    reading(
        "PSS divides shared pages among those who share them, so rows add up. The page outweighs the room.",
    );
}
