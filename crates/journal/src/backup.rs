//! A copy that counts only after it has been opened and verified.

use std::fs::File;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::lock::beside;
use crate::sqlite::verify::{self, Verified};
use crate::sqlite::{self, events};
use crate::{BackupError, Hash, StorageError};

/// Pages copied between two calls of the progress function; 4 MiB.
const STRIDE: i32 = 1_024;

/// Nobody but this knows the new file, so this is never waited for.
#[derive(Debug, thiserror::Error)]
#[error("another program holds the copy")]
struct Locked;

pub(crate) fn run(
    journal: &Connection,
    path: &Path,
    progress: impl FnMut(u64, u64),
) -> Result<Verified, BackupError> {
    if path.exists() {
        return Err(BackupError::Exists(path.to_owned()));
    }
    let partial = beside(path, ".partial");
    let made = copy(journal, &partial, progress).and_then(|original| {
        let verified = prove(&partial, original)?;
        name_it(&partial, path)?;
        Ok(verified)
    });
    if made.is_err()
        && let Err(cause) = std::fs::remove_file(&partial)
    {
        tracing::warn!(%cause, "an unfinished backup could not be removed");
    }
    made
}

/// Copies one moment of the journal; returns where it ended at that moment.
fn copy(
    journal: &Connection,
    partial: &Path,
    mut progress: impl FnMut(u64, u64),
) -> Result<(u64, Hash), BackupError> {
    // What an earlier attempt left is not to be built upon.
    File::create(partial).map_err(|source| BackupError::File { path: partial.to_owned(), source })?;
    let mut target = Connection::open(partial)?;
    // An open read transaction holds the moment; without it each commit would begin the copy anew.
    let moment = journal.unchecked_transaction()?;
    let last_seq = events::last_seq(&moment)?;
    let head = events::hash_of(&moment, last_seq)?.unwrap_or(Hash::GENESIS);
    {
        let backup = Backup::new(&moment, &mut target)?;
        loop {
            let step = backup.step(STRIDE)?;
            let pages = backup.progress();
            progress(
                u64::from((pages.pagecount - pages.remaining).unsigned_abs()),
                u64::from(pages.pagecount.unsigned_abs()),
            );
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(StorageError::new(Locked).into()),
            }
        }
    }
    sqlite::make_single_file(&target)?;
    target.close().map_err(|(_, cause)| StorageError::from(cause))?;
    Ok((last_seq, head))
}

/// Restores it, as far as a single file has to be restored: opens it as any journal and verifies all of it.
fn prove(partial: &Path, original: (u64, Hash)) -> Result<Verified, BackupError> {
    let copy = sqlite::open_to_read(partial).map_err(BackupError::Unopened)?;
    let verified = verify::whole(&copy, |_, _| ()).map_err(BackupError::Damaged)?;
    if (verified.last_seq, verified.head) == original {
        Ok(verified)
    } else {
        Err(BackupError::Differs { copy: verified.last_seq, journal: original.0 })
    }
}

/// Makes the file and then its name durable.
fn name_it(partial: &Path, path: &Path) -> Result<(), BackupError> {
    let failed = |source| BackupError::File { path: path.to_owned(), source };
    File::options().write(true).open(partial).and_then(|file| file.sync_all()).map_err(failed)?;
    std::fs::rename(partial, path).map_err(failed)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    }
    Ok(())
}
