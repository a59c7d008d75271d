//! The room's journal: opened, replayed, snapshotted, and opened again when a write has failed.

use std::path::{Path, PathBuf};

use dispatch::{Actor, At, Event, Recorded, State};
use journal::{AppendError, Deed, OpenError, Outcome, ReadError, Reader, SnapshotError, Writer};
use uuid::Uuid;

use crate::api::Receipt;
use crate::histories::Histories;
use crate::live::Live;
use crate::wording::Trouble;

/// The layout of [`Known`] in snapshots. A change of it or of [`State`] changes this, and older snapshots are passed over.
const SNAPSHOT_FORMAT: &str = "known-4";
/// How many events are read at a time.
const PAGE: usize = 2_000;

/// What the log comes to, up to one of its events.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The last event in it.
    pub(crate) seq: u64,
    pub(crate) state: State,
    pub(crate) histories: Histories,
}

impl Known {
    /// Takes in the next event.
    pub(crate) fn apply(&mut self, seq: u64, recorded: &Recorded) {
        self.state.apply(recorded);
        self.histories.take_in(seq, &recorded.event);
        self.seq = seq;
    }
}

/// The journal as the writer task holds it.
pub(crate) struct Log {
    path: PathBuf,
    writer: Option<Writer<Event>>,
    reader: Reader<Event>,
}

/// Why the log can't be used.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// It can't be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Somebody in it is not an actor this program knows.
    #[error("event {seq} has an unknown actor")]
    UnknownActor {
        /// Its sequence number.
        seq: u64,
        /// What doesn't fit.
        source: serde_json::Error,
    },
    /// The thread that opened it died.
    #[error("opening the log was interrupted")]
    Interrupted,
}

impl Log {
    /// Opens the journal and makes what it comes to from it. Blocks on the disk.
    pub(crate) fn open(path: &Path) -> Result<(Self, Known), LogError> {
        let (writer, reader) = journal::open::<Event>(path)?;
        let snapshot = reader.latest_snapshot(SNAPSHOT_FORMAT)?;
        let known = snapshot.and_then(|(seq, bytes)| {
            let (state, histories) = serde_json::from_slice(&bytes).ok()?;
            Some(Known { seq, state, histories })
        });
        let known = replay(&reader, known.unwrap_or_default())?;
        Ok((Self { path: path.to_owned(), writer: Some(writer), reader }, known))
    }

    /// Closes and opens the journal again, which verifies its tail.
    pub(crate) async fn reopen(&mut self) -> Result<(), LogError> {
        if let Some(writer) = self.writer.take() {
            writer.close().await;
        }
        let path = self.path.clone();
        let opened = tokio::task::spawn_blocking(move || journal::open::<Event>(&path));
        let (writer, reader) = opened.await.map_err(|_| LogError::Interrupted)??;
        self.writer = Some(writer);
        self.reader = reader;
        Ok(())
    }

    /// A reader of its own for whoever asks what happened.
    pub(crate) fn another_reader(&self) -> Result<Reader<Event>, LogError> {
        Ok(self.reader.another()?)
    }

    /// What is live, brought up to the end of the log.
    pub(crate) fn known_after(&self, live: &Live) -> Result<Known, LogError> {
        replay(&self.reader, live.known())
    }

    pub(crate) async fn append(&mut self, deeds: Vec<Deed<Event>>) -> Result<Vec<Outcome>, AppendError> {
        match &self.writer {
            Some(writer) => writer.append_all(deeds).await,
            None => Err(AppendError::Empty),
        }
    }

    /// The receipt of a command that was kept before.
    pub(crate) fn receipt_of(&self, command: Uuid) -> Result<Option<Receipt>, Trouble> {
        let receipt = self.reader.receipt_of(command).map_err(|error| {
            tracing::error!(%error, "the log can't be read");
            Trouble::JournalDown
        })?;
        Ok(receipt.map(|receipt| Receipt { seq: receipt.last_seq }))
    }

    pub(crate) async fn save_snapshot(&mut self, known: &Known) -> Result<(), NoSnapshot> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let bytes = serde_json::to_vec(&(&known.state, &known.histories))?;
        Ok(writer.save_snapshot(known.seq, SNAPSHOT_FORMAT, bytes).await?)
    }

    pub(crate) async fn close(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.close().await;
        }
    }
}

/// Why no snapshot was saved; the log is as good without.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoSnapshot {
    #[error(transparent)]
    NotJson(#[from] serde_json::Error),
    #[error(transparent)]
    NotSaved(#[from] SnapshotError),
}

fn replay(reader: &Reader<Event>, mut known: Known) -> Result<Known, LogError> {
    loop {
        let entries = reader.entries_after(known.seq, PAGE)?;
        if entries.is_empty() {
            return Ok(known);
        }
        for entry in entries {
            let seq = entry.seq;
            let by: Actor = serde_json::from_value(entry.actor)
                .map_err(|source| LogError::UnknownActor { seq, source })?;
            known.apply(seq, &Recorded { at: At(entry.at_ms), by, event: entry.event });
        }
    }
}
