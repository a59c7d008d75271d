//! What was done to the files, in order.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One thing that was done. Files are named without their folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Bytes were written, to the system's memory at least.
    Written {
        /// The file.
        file: String,
        /// Where in it.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// The file was cut to this size.
    Cut {
        /// The file.
        file: String,
        /// Its size from then on.
        size: usize,
    },
    /// All that was done to the file so far is on the disk.
    Synced {
        /// The file.
        file: String,
    },
    /// The names in the folder are on the disk: files made are there, files removed are gone.
    FolderSynced,
    /// The file was removed.
    Removed {
        /// The file.
        file: String,
    },
    /// Whoever records has been promised something: the number says what.
    Promised(u64),
}

type Ops = Arc<Mutex<Vec<Op>>>;

static RECORDINGS: Mutex<Vec<(PathBuf, Ops)>> = Mutex::new(Vec::new());

/// What is done to the files of one folder.
#[derive(Debug)]
pub struct Recording {
    folder: PathBuf,
    ops: Ops,
}

impl Recording {
    pub(crate) fn of(folder: &Path) -> Self {
        let own = Self { folder: folder.to_owned(), ops: Ops::default() };
        locked(&RECORDINGS).push((own.folder.clone(), Arc::clone(&own.ops)));
        own
    }

    /// Notes that something was promised now.
    pub fn promised(&self, what: u64) {
        locked(&self.ops).push(Op::Promised(what));
    }

    /// What was done so far.
    pub fn ops(&self) -> Vec<Op> {
        locked(&self.ops).clone()
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        locked(&RECORDINGS).retain(|(folder, _)| *folder != self.folder);
    }
}

/// One open file on a tape.
pub(crate) struct Reel {
    file: String,
    ops: Ops,
    /// Whether its next sync brings its folder to the disk too.
    syncs_folder: Cell<bool>,
}

impl Reel {
    /// Where what is done to a file goes; none where nobody records it.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let folder = path.parent()?;
        let recordings = locked(&RECORDINGS);
        let (_, ops) = recordings.iter().find(|(own, _)| own == folder)?;
        let (file, ops) = (path.file_name()?.to_str()?.to_owned(), Arc::clone(ops));
        Some(Self { file, ops, syncs_folder: Cell::new(false) })
    }

    /// The same, of a file whose first sync brings its folder to the disk.
    pub(crate) fn syncing_folder(self, syncs: bool) -> Self {
        self.syncs_folder.set(syncs);
        self
    }

    pub(crate) fn put(&self, op: impl FnOnce(String) -> Op) {
        locked(&self.ops).push(op(self.file.clone()));
    }

    pub(crate) fn put_synced(&self) {
        self.put(|file| Op::Synced { file });
        self.put_folder_synced();
    }

    /// Where that is due.
    pub(crate) fn put_folder_synced(&self) {
        if self.syncs_folder.take() {
            locked(&self.ops).push(Op::FolderSynced);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
