//! What can go wrong, by what the caller asked for.

use std::path::PathBuf;
use std::sync::Arc;

/// What the store underneath said. Opaque, so that callers do not come to depend on which store it is; the text is for
/// people and logs.
#[derive(Debug, Clone, thiserror::Error)]
#[error(transparent)]
pub struct StorageError(Arc<dyn std::error::Error + Send + Sync>);

impl StorageError {
    pub(crate) fn new(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(cause))
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::new(cause)
    }
}

/// Why a journal could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another writer, in this process or another, has it open; or a program from outside does not let go of it.
    #[error("the journal is in use")]
    InUse,
    /// The file is something else. It was not touched.
    #[error("the file is not a journal")]
    NotAJournal,
    /// A newer version of the program wrote it.
    #[error("the journal has layout {found}, this program knows up to {known}")]
    Newer {
        /// The layout found in the file.
        found: u32,
        /// The newest layout this program knows.
        known: u32,
    },
    /// The store's own version has a known fault that loses committed writes.
    #[error("the storage engine is version {found}; at least {needed} is needed")]
    EngineTooOld {
        /// The version present, as the engine numbers itself.
        found: i32,
        /// The oldest version that is safe.
        needed: i32,
    },
    /// The store did not accept a setting that durability rests on, for example on a network file system.
    #[error("the setting {name} is {found} where {wanted} is needed")]
    Setting {
        /// The setting's name.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What the store says it is.
        found: String,
    },
    /// What is kept does not hold together.
    #[error("the journal is damaged")]
    Damaged(#[source] Damage),
    /// The file or the lock beside it could not be opened.
    #[error("cannot open {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store failed in another way.
    #[error("the store failed")]
    Storage(#[source] StorageError),
}

/// Why a deed was not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// A deed without events has no place in the order. Nothing of the call was kept.
    #[error("a deed must have at least one event")]
    Empty,
    /// An event cannot be written down. Nothing of the call was kept.
    #[error("an event cannot be kept")]
    Encode(#[from] EncodeError),
    /// The store failed while committing, now or earlier: what was handed in may or may not be kept. The writer acknowledges
    /// nothing more; open the journal again and ask for the receipt.
    #[error("it is not known whether this was kept; the journal must be opened again")]
    OutcomeUnknown(#[source] StorageError),
}

/// Why an event cannot be written down.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// It does not serialize to JSON.
    #[error("it is not JSON")]
    Json(#[from] serde_json::Error),
    /// A `{"personal": ...}` object holds something other than text or null; kept so, it could never be erased.
    #[error("personal content must be text")]
    PersonalNotText,
    /// It has an object whose only key is `personal_digest`, which the journal uses itself.
    #[error("the key personal_digest is the journal's own")]
    ReservedKey,
    /// The system gave no random bytes for the salt that protects personal text.
    #[error("no randomness from the system")]
    NoRandom(#[source] StorageError),
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The event is there but is not one that this program knows.
    #[error("event {seq} is not readable")]
    Unreadable {
        /// Its sequence number.
        seq: u64,
        /// What does not fit.
        source: serde_json::Error,
    },
    /// There is no such event.
    #[error("there is no event {seq}")]
    Absent {
        /// The number asked for.
        seq: u64,
    },
    /// The store failed.
    #[error("the store failed")]
    Storage(#[from] StorageError),
}

impl From<rusqlite::Error> for ReadError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Storage(cause.into())
    }
}

/// Why a snapshot was not saved. The journal is as good without it.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// There is no event with that sequence number yet.
    #[error("there is no event {at_seq} to take a snapshot at")]
    NoSuchEvent {
        /// The number asked for.
        at_seq: u64,
    },
    /// The store failed before the commit: the snapshot is not there, the writer goes on.
    #[error("the snapshot was not saved")]
    NotSaved(#[source] StorageError),
    /// As [`AppendError::OutcomeUnknown`].
    #[error("it is not known whether this was kept; the journal must be opened again")]
    OutcomeUnknown(#[source] StorageError),
}

/// Why there is no backup. What was half made is removed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file of that name already. It was not touched.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The copy could not be opened again as a journal.
    #[error("the copy does not open")]
    Unopened(#[source] OpenError),
    /// The copy does not verify.
    #[error("the copy is damaged")]
    Damaged(#[source] Damage),
    /// The copy is whole but not the journal it was made from.
    #[error("the copy ends at {copy:?} where the journal ended at {journal:?}")]
    Differs {
        /// Last sequence number of the copy.
        copy: u64,
        /// Last sequence number of the journal when the copy was begun.
        journal: u64,
    },
    /// The file system failed.
    #[error("cannot write {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store failed.
    #[error("the store failed")]
    Storage(#[from] StorageError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Storage(cause.into())
    }
}

/// What does not hold together, and from which event on.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Damage {
    /// There is no event of this number although there are later ones, or its deed says that there should be.
    #[error("event {seq} is missing")]
    Missing {
        /// The number that is missing.
        seq: u64,
    },
    /// The event, its deed or its hash is not what was written.
    #[error("event {seq} is not what was written")]
    Altered {
        /// The first event whose hash does not follow.
        seq: u64,
    },
    /// A personal text is not the one that was written with this event, or never belonged to it.
    #[error("personal text of event {seq} is not what was written")]
    PersonalAltered {
        /// The event that the text lies beside.
        seq: u64,
    },
    /// A deed was put in that has no events.
    #[error("a deed at event {seq} was never written")]
    StrayDeed {
        /// Where the deed claims to begin.
        seq: u64,
    },
    /// The file itself is not whole.
    #[error("the file is damaged")]
    File(#[source] StorageError),
}

impl From<rusqlite::Error> for Damage {
    fn from(cause: rusqlite::Error) -> Self {
        Self::File(cause.into())
    }
}
