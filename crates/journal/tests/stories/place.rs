//! What the stories share: a made-up room's events, and a folder to keep them in.

use std::path::PathBuf;

use journal::{Deed, Entry, Outcome, Reader, Receipt, Writer};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use uuid::Uuid;

/// Text that can be erased, as the journal wants it marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Personal {
    pub(crate) personal: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    CallRang { number: Personal },
    PlaceFound { lat: f64, lon: f64, words: Option<Personal> },
    UnitSent { unit: String },
}

pub(crate) fn personal(text: &str) -> Personal {
    Personal { personal: Some(text.to_owned()) }
}

pub(crate) fn rang(number: &str) -> Event {
    Event::CallRang { number: personal(number) }
}

pub(crate) fn sent(unit: &str) -> Event {
    Event::UnitSent { unit: unit.to_owned() }
}

pub(crate) fn command(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn deed(number: u128, events: Vec<Event>) -> Deed<Event> {
    let at_ms = 1_790_000_000_000 + i64::try_from(number).expect("a small number");
    Deed { command: command(number), at_ms, actor: serde_json::json!({ "desk": 3 }), events }
}

pub(crate) fn receipt(first_seq: u64, last_seq: u64) -> Receipt {
    Receipt { first_seq, last_seq }
}

/// A journal in a folder of its own.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.file("room.journal")
    }

    pub(crate) fn open(&self) -> (Writer<Event>, Reader<Event>) {
        journal::open(&self.path()).expect("it opens")
    }

    /// Its files as another process would find them at this moment.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::new();
        for name in ["room.journal", "room.journal-wal"] {
            if self.file(name).exists() {
                std::fs::copy(self.file(name), copy.file(name)).expect("copied");
            }
        }
        copy
    }

    /// A copy that somebody then changed.
    pub(crate) fn copy_of(&self, sql: &str) -> Self {
        let copy = self.copy();
        copy.tamper(sql);
        copy
    }

    /// A program from outside that opens the file.
    pub(crate) fn outside(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).expect("it opens")
    }

    /// Changes the file as somebody could who knows SQL and means to.
    pub(crate) fn tamper(&self, sql: &str) {
        let outside = self.outside();
        let triggers = "SELECT coalesce(group_concat('DROP TRIGGER ' || name, ';'), '') FROM sqlite_schema WHERE type = 'trigger'";
        let drop_triggers: String = outside.query_row(triggers, [], |row| row.get(0)).expect("triggers");
        outside.execute_batch("PRAGMA foreign_keys = OFF").expect("no keys");
        outside.execute_batch(&drop_triggers).expect("no triggers");
        outside.execute_batch(sql).expect(sql);
    }

    /// Whether the text is anywhere in the journal's files.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let held = |name| {
            let bytes = std::fs::read(self.file(name)).unwrap_or_default();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        };
        ["room.journal", "room.journal-wal"].into_iter().any(held)
    }
}

pub(crate) async fn keep(writer: &Writer<Event>, deed: Deed<Event>) -> Receipt {
    match writer.append(deed).await.expect("it is kept") {
        Outcome::Accepted(receipt) => receipt,
        Outcome::Repeated(receipt) => panic!("kept before as {receipt:?}"),
    }
}

pub(crate) fn everything(reader: &Reader<Event>) -> Vec<Entry<Event>> {
    reader.entries_after(0, usize::MAX).expect("readable")
}

pub(crate) fn events(reader: &Reader<Event>) -> Vec<Event> {
    everything(reader).into_iter().map(|entry| entry.event).collect()
}
