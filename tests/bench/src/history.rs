//! Rooms with a past, to be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use room::clock::{Clock, SystemClock};
use room::dispatch::call::{CallDisposition, DraftChange};
use room::dispatch::{At, CallId, Command, Personal, TypeId};
use room::{Opening, Room};

use crate::desk::{Desk, typing};
use crate::trouble::Trouble;

/// Calls taken at once while the past is made up.
const AT_ONCE: usize = 50;
/// Events of one call, from ring to closing.
const EVENTS_OF_A_CALL: usize = 10;

/// The same room twice.
pub(crate) struct Past {
    /// As a kill leaves it: whatever came after the last snapshot is replayed.
    pub(crate) killed: PathBuf,
    /// As an orderly stop leaves it.
    pub(crate) stopped: PathBuf,
}

/// A clock that stands two days ago, so that none of the past is still on the desks.
struct TwoDaysAgo(At);

impl Clock for TwoDaysAgo {
    fn now(&self) -> At {
        self.0
    }
}

/// Makes a room with this many events in its log.
pub(crate) async fn make(region: &Path, folder: &Path, events: usize) -> Result<Past, Trouble> {
    let past = Past { killed: folder.join("killed"), stopped: folder.join("stopped") };
    let clock = TwoDaysAgo(At(SystemClock.now().0 - 2 * 24 * 3_600_000));
    let opening = Opening { clock: Arc::new(clock), ..Opening::new(&past.stopped, region) };
    let room = Room::open(opening).await?;
    let mut lanes = Vec::new();
    for lane in 0..AT_ONCE {
        let desk = Desk::new(&room, lane % 8 + 1);
        lanes.push(tokio::spawn(async move {
            for _ in 0..events / EVENTS_OF_A_CALL / AT_ONCE {
                whole_call(&desk).await?;
            }
            Ok::<_, Trouble>(())
        }));
    }
    for lane in lanes {
        lane.await??;
    }
    copy(&past.stopped, &past.killed)?;
    room.close().await;
    Ok(past)
}

async fn whole_call(desk: &Desk) -> Result<(), Trouble> {
    let call: CallId = desk.takes_a_call().await?;
    let kind = Some(TypeId::from("medical-unconscious"));
    desk.does(Command::Draft { call, change: DraftChange::Kind { kind } }).await?;
    for text in ["jl", "jl mel", "jl melati 12"] {
        let change = DraftChange::Place { text: Personal::from(text) };
        desk.does(Command::Draft { call, change }).await?;
    }
    for keystroke in 0..3 {
        desk.does(typing(call, keystroke)).await?;
    }
    desk.does(Command::CloseCall { call, disposition: CallDisposition::Information }).await
}

/// Copies a room's files to a new folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}
