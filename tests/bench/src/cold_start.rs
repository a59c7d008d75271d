//! From starting the program to a desk that has everything it shows.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::history;
use crate::process::{Memory, mib};
use crate::samples::{Samples, ratio, times, told};
use crate::served::{Programs, Served};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// Events in the room that has a past.
const EVENTS: usize = 20_000;

/// A room as it is started.
#[derive(Default)]
struct Start {
    listening: Samples,
    snapshot: Samples,
    memory: Memory,
}

/// Prints how long a room takes to start, and what it weighs then.
pub(crate) async fn measure(programs: &Programs, folder: &Path, times_each: usize) -> Result<(), Trouble> {
    let past = history::make(&programs.region, folder, EVENTS).await?;
    let rooms = [
        ("new room", None),
        ("20,000 events, stopped in order", Some(past.stopped)),
        ("20,000 events, killed", Some(past.killed)),
    ];
    let mut bare = Samples::default();
    let mut starts: [Start; 3] = Default::default();
    for run in 0..times_each {
        for ((_, past), start) in rooms.iter().zip(&mut starts) {
            let room = tempfile::Builder::new().prefix("start-").tempdir_in(folder)?;
            if let Some(past) = past {
                history::copy(past, room.path())?;
            }
            start.take(programs, room.path()).await?;
        }
        let mut command = Command::new(&programs.sigap);
        let version = command.arg("--version").stdout(Stdio::null());
        let ended = bare.time(|| version.status())?;
        if run == 0 && !ended.success() {
            return Err(Trouble::Surprise("sigap does not tell its version"));
        }
    }
    let mut table = Table::new(&[
        "from process start",
        "listening, median",
        "slowest",
        "first snapshot, median",
        "slowest",
        "snapshot ÷ bare start",
        "backend RSS",
    ]);
    for ((room, _), Start { listening, snapshot, memory }) in rooms.iter().zip(&starts) {
        table.row([
            (*room).to_owned(),
            told(listening.p50()),
            told(listening.percentile(100)),
            told(snapshot.p50()),
            told(snapshot.percentile(100)),
            ratio(times(snapshot.p50(), bare.p50())),
            mib(memory.rss),
        ]);
    }
    table.print();
    let [new, _, killed] = &starts;
    reading(&format!(
        "After a kill a room with 20,000 events is back on the desks in {}, {} a new room's time. Merely starting the \
         program takes {}. Files are in the page cache; {times_each} starts each.",
        told(killed.snapshot.p50()),
        ratio(times(killed.snapshot.p50(), new.snapshot.p50())),
        told(bare.p50()),
    ));
    Ok(())
}

impl Start {
    async fn take(&mut self, programs: &Programs, room: &Path) -> Result<(), Trouble> {
        let served = Served::start(programs, room)?;
        self.listening.push(served.began.elapsed());
        served.first_snapshot().await?;
        self.snapshot.push(served.began.elapsed());
        self.memory = Memory::of(served.pid());
        served.stop()
    }
}
