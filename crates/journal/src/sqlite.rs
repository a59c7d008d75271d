//! The one place where SQL is spoken. One table, one file.

pub(crate) mod deeds;
pub(crate) mod events;
pub(crate) mod personal;
mod schema;
mod settings;
pub(crate) mod snapshots;
pub(crate) mod verify;

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::deed::Outcome;
use crate::lock::beside;
use crate::prepared::Prepared;
use crate::{Damage, Hash, OpenError, Receipt, SnapshotError, StorageError};

/// How many of the newest events are verified each time the journal is opened for writing: what the last run may have left.
const TAIL: u64 = 1_000;

/// The connection that writes. Held by the writer's thread alone.
pub(crate) struct Store {
    connection: Connection,
    /// The newest committed event and its hash.
    head: (u64, Hash),
}

/// Where in a transaction it failed, which decides whether the outcome is known.
pub(crate) enum Failed {
    /// Before the commit: nothing of it is kept.
    Before(StorageError),
    /// In the commit itself.
    InCommit(StorageError),
}

impl From<Failed> for StorageError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Before(cause) | Failed::InCommit(cause) => cause,
        }
    }
}

impl From<rusqlite::Error> for Failed {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Before(cause.into())
    }
}

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(opening)?;
        settings::require_engine()?;
        let layout = schema::layout_of(&connection)?;
        settings::apply(&connection)?;
        schema::migrate(&mut connection, layout)?;
        settle(&connection, path)?;
        let head = verify::tail(&connection, TAIL).map_err(OpenError::Damaged)?;
        Ok(Self { connection, head })
    }

    /// Keeps the deeds of a group in one transaction, in the order given.
    pub(crate) fn append(&mut self, group: &[Vec<Prepared>]) -> Result<Vec<Vec<Outcome>>, Failed> {
        let mut head = self.head;
        let outcomes = self.transact(|transaction| {
            let batch =
                |deeds: &Vec<Prepared>| deeds.iter().map(|deed| keep(transaction, &mut head, deed)).collect();
            group.iter().map(batch).collect::<Result<_, StorageError>>()
        })?;
        self.head = head;
        Ok(outcomes)
    }

    pub(crate) fn save_snapshot(
        &mut self,
        at_seq: u64,
        format: &str,
        bytes: &[u8],
    ) -> Result<(), SnapshotError> {
        let last_seq = self.head.0;
        if at_seq == 0 || at_seq > last_seq {
            return Err(SnapshotError::NoSuchEvent { at_seq });
        }
        self.transact(|transaction| Ok(snapshots::save(transaction, at_seq, format, bytes)?)).map_err(
            |failed| match failed {
                Failed::Before(cause) => SnapshotError::NotSaved(cause),
                Failed::InCommit(cause) => SnapshotError::OutcomeUnknown(cause),
            },
        )
    }

    /// Deletes the personal text of these events, and every snapshot, since a state may hold the text too.
    pub(crate) fn erase(&mut self, seqs: &[u64]) -> Result<u64, Failed> {
        self.transact(|transaction| {
            snapshots::delete_all(transaction)?;
            let mut erased = 0;
            for &seq in seqs {
                erased += personal::delete(transaction, seq)?;
            }
            Ok(erased)
        })
    }

    /// Moves committed pages from the log file to the main file. Done between commits, so that no receipt waits for it; when it
    /// fails, everything committed is still in the log file.
    pub(crate) fn checkpoint(&self) -> Result<(), StorageError> {
        checkpoint(&self.connection, "PASSIVE").map(drop)
    }

    /// Empties the log file, so that erased text is not left in it; false when a reader still needs it, for which it does not wait.
    pub(crate) fn empty_log(&self) -> Result<bool, StorageError> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let emptied = checkpoint(&self.connection, "TRUNCATE");
        self.connection.busy_timeout(settings::PATIENCE)?;
        emptied
    }

    /// From now on commits are not synced: what power cuts are survived by is switched off.
    #[cfg(test)]
    pub(crate) fn stop_syncing(&self) {
        self.connection.pragma_update(None, "synchronous", "NORMAL").expect("the pragma is known");
    }

    /// From now on the file cannot grow: SQLite says that the disk is full.
    #[cfg(test)]
    pub(crate) fn fill_disk(&self) {
        self.connection.pragma(None, "max_page_count", 1, |_| Ok(())).expect("the pragma is known");
    }

    fn transact<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StorageError>,
    ) -> Result<T, Failed> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&transaction).map_err(Failed::Before)?;
        transaction.commit().map_err(|cause| Failed::InCommit(cause.into()))?;
        Ok(result)
    }
}

/// A connection that can only read.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(opening)?;
    settings::require_engine()?;
    connection.busy_timeout(settings::PATIENCE).map_err(opening)?;
    match schema::layout_of(&connection)? {
        0 => Err(OpenError::NotAJournal),
        _ => Ok(connection),
    }
}

/// Turns a finished copy into one plain file without a log beside it.
pub(crate) fn make_single_file(connection: &Connection) -> Result<(), StorageError> {
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

/// Keeps one deed after `head`, unless its command was kept before.
fn keep(
    transaction: &Transaction<'_>,
    head: &mut (u64, Hash),
    deed: &Prepared,
) -> Result<Outcome, StorageError> {
    if let Some(receipt) = deeds::receipt_of(transaction, deed.command)? {
        return Ok(Outcome::Repeated(receipt));
    }
    let receipt = Receipt { first_seq: head.0 + 1, last_seq: head.0 + deed.events.len() as u64 };
    deeds::insert(transaction, receipt, deed)?;
    for event in &deed.events {
        let seq = head.0 + 1;
        let hash = deed.link(seq, receipt, &event.body).hash(head.1);
        events::insert(transaction, seq, receipt.first_seq, &event.body, hash)?;
        for text in &event.personal {
            personal::insert(transaction, seq, text)?;
        }
        *head = (seq, hash);
    }
    Ok(Outcome::Accepted(receipt))
}

/// After a commit whose outcome was unknown, the log file may hold frames that are in the system's cache but not on the disk, and
/// the system will not report that a second time. Writing them to the main file and emptying the log, both synced, makes what is
/// read from here on durable.
fn settle(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    match checkpoint(connection, "TRUNCATE") {
        Ok(true) => {}
        Ok(false) => return Err(OpenError::InUse),
        Err(cause) => return Err(OpenError::Storage(cause)),
    }
    let log = beside(path, "-wal");
    let synced = File::options().write(true).open(&log).and_then(|file| file.sync_all());
    synced.map_err(|source| OpenError::File { path: log, source })
}

/// True when the whole log could be handled.
fn checkpoint(connection: &Connection, mode: &str) -> Result<bool, StorageError> {
    let busy =
        connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get::<_, bool>(0))?;
    Ok(!busy)
}

/// What an error means while opening.
fn opening(cause: rusqlite::Error) -> OpenError {
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotAJournal,
        Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged(Damage::File(cause.into())),
        _ => OpenError::Storage(cause.into()),
    }
}

/// Sequence numbers are signed in SQLite; one beyond its range is beyond every event.
pub(crate) fn column(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
