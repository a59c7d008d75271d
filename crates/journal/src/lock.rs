//! The lock that keeps a second writer out.
//!
//! It lies beside the journal, not on it: on POSIX systems closing any handle of a file drops the process's record locks on it,
//! which are SQLite's.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::OpenError;

/// Held as long as the value lives, and given back by the system when the process dies.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "the open handle is the lock")] File);

impl Lock {
    pub(crate) fn take(journal: &Path) -> Result<Self, OpenError> {
        let path = beside(journal, ".lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        match file.map(|file| (file.try_lock(), file)) {
            Ok((Ok(()), file)) => Ok(Self(file)),
            Ok((Err(TryLockError::WouldBlock), _)) => Err(OpenError::InUse),
            Ok((Err(TryLockError::Error(source)), _)) | Err(source) => Err(OpenError::File { path, source }),
        }
    }
}

/// The one name of the journal, so that two ways to write its path meet at one lock.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, OpenError> {
    let resolved = path.canonicalize().or_else(|_| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let name = path.file_name().unwrap_or_default();
        folder.canonicalize().map(|folder| folder.join(name))
    });
    resolved.map_err(|source| OpenError::File { path: path.to_owned(), source })
}

/// The file whose name is that of `path` with `ending` after it.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
