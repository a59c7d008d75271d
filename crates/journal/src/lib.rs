//! The append-only log that everything is kept in.
//!
//! What a command changed is one [`Deed`]: its events, kept all or not at all, in one order for the whole room. A receipt
//! is given only after the deed is durable. Each event carries a hash over the one before it, so that a change made behind
//! the journal's back is found by [`Reader::verify`]. Personal text lies beside the chain, held to it by a digest, and can be
//! erased while the chain still verifies.
//!
//! There is one [`Writer`] per journal, guarded by a lock between processes, and any number of [`Reader`]s. The journal has no
//! clock and knows nothing of what the events mean. It is kept in one SQLite file; no type of SQLite shows in this API, so
//! that another store can take its place.
//!
//! # Personal text
//!
//! An event marks personal text by the JSON object `{"personal": "<text>"}`, anywhere within it. Once erased it is read back as
//! `{"personal": null}`. The actor of a deed is kept as it is: put no personal text there.

mod backup;
mod chain;
mod deed;
mod error;
mod lock;
mod personal;
#[cfg(test)]
mod power_cuts;
mod prepared;
mod reader;
mod sqlite;
mod writer;

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use chain::Hash;
pub use deed::{Deed, Entry, Outcome, Receipt};
pub use error::{
    AppendError, BackupError, Damage, EncodeError, OpenError, ReadError, SnapshotError, StorageError,
};
pub use reader::Reader;
pub use sqlite::verify::Verified;
pub use writer::{Stats, Writer};

/// Opens the journal at `path` for writing and reading, creating it if it is absent; its folder must exist.
///
/// Takes the lock that keeps a second writer out, checks that the store accepted every setting that durability rests on, makes
/// durable whatever an earlier crash left half written to the main file, and verifies the newest part of the chain. After an
/// [`AppendError::OutcomeUnknown`] this is the way back: close the old writer, open again, and ask
/// [`Reader::receipt_of`] what was kept.
///
/// Blocks on the disk: call it off the async threads.
///
/// # Errors
/// [`OpenError`] says which of these did not hold; the file is left as it was found.
pub fn open<E>(path: &Path) -> Result<(Writer<E>, Reader<E>), OpenError>
where
    E: Serialize + DeserializeOwned + Send + 'static,
{
    let path = lock::resolve(path)?;
    let lock = lock::Lock::take(&path)?;
    let store = sqlite::Store::open(&path)?;
    let reader = open_reader(&path)?;
    Ok((Writer::start(store, lock)?, reader))
}

/// Opens an existing journal for reading alone, also while a room writes to it.
///
/// # Errors
/// [`OpenError`] when the file is absent, not a journal, newer than this program, or unreadable.
pub fn open_reader<E: DeserializeOwned>(path: &Path) -> Result<Reader<E>, OpenError> {
    let path = path.canonicalize().map_err(|source| OpenError::File { path: path.to_owned(), source })?;
    Reader::open(&path)
}
