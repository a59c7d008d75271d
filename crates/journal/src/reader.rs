//! The ones that read: each with a connection of its own that cannot write.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::sqlite::events::{self, Stored};
use crate::sqlite::verify::{self, Verified};
use crate::sqlite::{self, column, deeds, snapshots};
use crate::{BackupError, Damage, Entry, OpenError, ReadError, Receipt, StorageError, backup, personal};

/// Reads the journal, while the writer goes on. It blocks on the disk; one thread at a time uses it, and [`Reader::another`]
/// makes one for the next thread.
#[derive(Debug)]
pub struct Reader<E> {
    connection: Connection,
    path: PathBuf,
    event: PhantomData<fn() -> E>,
}

impl<E> Reader<E> {
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { connection: sqlite::open_to_read(path)?, path: path.to_owned(), event: PhantomData })
    }

    /// A second reader of the same journal.
    ///
    /// # Errors
    /// As [`crate::open_reader`].
    pub fn another(&self) -> Result<Self, OpenError> {
        Self::open(&self.path)
    }

    /// Where the events of this command are, if it was kept.
    ///
    /// # Errors
    /// [`ReadError::Storage`].
    pub fn receipt_of(&self, command: Uuid) -> Result<Option<Receipt>, ReadError> {
        Ok(deeds::receipt_of(&self.connection, command)?)
    }

    /// The number of the newest event; 0 when there is none.
    ///
    /// # Errors
    /// [`ReadError::Storage`].
    pub fn last_seq(&self) -> Result<u64, ReadError> {
        Ok(events::last_seq(&self.connection)?)
    }

    /// The newest snapshot of this format that is whole: the number of the last event it covers, and the state. Those of other
    /// formats and damaged ones are passed over; without any, the caller replays from the first event.
    ///
    /// # Errors
    /// [`ReadError::Storage`].
    pub fn latest_snapshot(&self, format: &str) -> Result<Option<(u64, Vec<u8>)>, ReadError> {
        Ok(snapshots::latest(&self.connection, format)?)
    }

    /// Walks the whole chain: no gaps, every hash right, every personal text that is still kept the one that was written, and the
    /// file's own structure. Sees one moment, while writing goes on. `progress` is told how many events are done, of how many.
    ///
    /// What was cut off at the end cannot be seen from inside: compare [`Verified::last_seq`] and [`Verified::head`], or the
    /// [`Entry::hash`] of an earlier event, with what was written down elsewhere.
    ///
    /// # Errors
    /// The first [`Damage`] found.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Verified, Damage> {
        verify::whole(&self.connection, progress)
    }

    /// Copies the journal as it is at this moment into a new file, while writing goes on, then opens the copy, verifies it and compares
    /// it with the original; only then does it get its name. `progress` is told how many pages are copied, of how many.
    ///
    /// # Errors
    /// [`BackupError`]; there is then no file of that name.
    pub fn backup_to(&self, path: &Path, progress: impl FnMut(u64, u64)) -> Result<Verified, BackupError> {
        backup::run(&self.connection, path, progress)
    }
}

impl<E: DeserializeOwned> Reader<E> {
    /// The events with numbers above `seq`, in order, at most `limit` of them.
    ///
    /// # Errors
    /// [`ReadError`]; `Unreadable` names the first event that this program does not know.
    pub fn entries_after(&self, seq: u64, limit: usize) -> Result<Vec<Entry<E>>, ReadError> {
        let mut statement = events::after(&self.connection)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query([column(seq), limit])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(self.entry(Stored::from_row(row)?)?);
        }
        Ok(entries)
    }

    /// The event of this number.
    ///
    /// # Errors
    /// [`ReadError`]; `Absent` where there is none.
    pub fn entry_at(&self, seq: u64) -> Result<Entry<E>, ReadError> {
        let before = seq.checked_sub(1).ok_or(ReadError::Absent { seq })?;
        let found = self.entries_after(before, 1)?.into_iter().next();
        found.filter(|entry| entry.seq == seq).ok_or(ReadError::Absent { seq })
    }

    fn entry(&self, stored: Stored) -> Result<Entry<E>, ReadError> {
        let seq = stored.seq;
        let (Some(deed), Some(hash)) = (stored.deed, stored.hash) else {
            return Err(ReadError::Storage(StorageError::new(Damage::Altered { seq })));
        };
        let unreadable = |source| ReadError::Unreadable { seq, source };
        let event = if personal::may_hold_digest(&stored.body) {
            serde_json::from_value(self.with_personal(seq, &stored.body)?).map_err(unreadable)?
        } else {
            serde_json::from_str(&stored.body).map_err(unreadable)?
        };
        let actor = serde_json::from_str(&deed.actor).map_err(unreadable)?;
        Ok(Entry { seq, deed: deed.receipt, command: deed.command, at_ms: deed.at_ms, actor, event, hash })
    }

    fn with_personal(&self, seq: u64, body: &str) -> Result<Value, ReadError> {
        let mut event = serde_json::from_str(body).map_err(|source| ReadError::Unreadable { seq, source })?;
        let texts = sqlite::personal::of_event(&self.connection, seq)?;
        personal::put_back(&mut event, |digest| {
            texts
                .iter()
                .flatten()
                .find(|text| text.digest.to_string() == digest)
                .map(|text| text.text.clone())
        });
        Ok(event)
    }
}
