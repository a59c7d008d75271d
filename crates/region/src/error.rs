//! Why no region file was made.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::extras::ExtraFileError;
use crate::steps::Cancelled;

/// Why no region file was made. Nothing is left behind.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The input cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The input.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The input is something else.
    #[error("{} is not an .osm.pbf file: get an extract in that format, or convert it with `osmium cat`", path.display())]
    NotPbf {
        /// The input.
        path: PathBuf,
    },
    /// The input begins well and breaks off or is corrupted.
    #[error("{} is damaged or cut short: nothing readable after byte {at}; fetch it again", path.display())]
    Damaged {
        /// The input.
        path: PathBuf,
        /// How many bytes were good.
        at: u64,
    },
    /// The input is packed with something else than zlib.
    #[error("{} is packed in a way that is not read: pack it with `osmium cat -f pbf,pbf_compression=zlib`", path.display())]
    Packed {
        /// The input.
        path: PathBuf,
    },
    /// The input needs a reader that knows more than this one.
    #[error("{} needs the feature {feature:?}, which is not supported: {}", path.display(), without(feature))]
    Unsupported {
        /// The input.
        path: PathBuf,
        /// The feature, as the file names it.
        feature: String,
    },
    /// The input is fine and holds no road.
    #[error("{} holds no roads: take an extract with all ways and their nodes, not a filtered one", path.display())]
    NoRoads {
        /// The input.
        path: PathBuf,
    },
    /// The output is a directory.
    #[error("{} is a directory: name a file to write", path.display())]
    OutputIsDirectory {
        /// The output.
        path: PathBuf,
    },
    /// The output is there and is something else: another database, a log, a device.
    #[error("{} is there and is no region file: name another file to write, or move that one away first", path.display())]
    OutputIsTaken {
        /// The output.
        path: PathBuf,
    },
    /// There is no folder to write into.
    #[error("there is no folder {} to write into: make it first, or name another file to write", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// There is no room for the region.
    #[error("there is no room left for {}: free some space on that disk, or name a file on another one", path.display())]
    Full {
        /// The output.
        path: PathBuf,
    },
    /// Input and output are the same file.
    #[error("{} is the input: name another file to write", path.display())]
    OutputIsInput {
        /// The output.
        path: PathBuf,
    },
    /// The output cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Unwritable {
        /// The output.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database cannot be written.
    #[error("cannot write the region: {0}")]
    Database(#[from] rusqlite::Error),
    /// The network cannot be stored.
    #[error("cannot store the roads: {0}")]
    Roads(#[from] postcard::Error),
    /// A file of stations or zones cannot be used.
    #[error(transparent)]
    ExtraFile(#[from] ExtraFileError),
    /// Whoever watches asked to stop.
    #[error("cancelled: nothing was written")]
    Cancelled(#[from] Cancelled),
}

impl BuildError {
    /// The same, by the plainest name, of a build that writes `output`.
    pub(crate) fn of(self, output: &Path) -> Self {
        let is_full = match &self {
            Self::Database(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Unwritable { source, .. } => source.kind() == io::ErrorKind::StorageFull,
            _ => false,
        };
        if is_full { Self::Full { path: output.to_owned() } } else { self }
    }
}

/// How to get a file that does without a feature.
fn without(feature: &str) -> &'static str {
    match feature {
        "HistoricalInformation" => {
            "it holds the past too; take today's map out of it with `osmium time-filter`"
        }
        _ => "get an extract without it, or write one with `osmium cat`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_called_so() {
        let database = rusqlite::Connection::open_in_memory().unwrap();
        database.execute_batch("CREATE TABLE t (data BLOB); PRAGMA max_page_count = 2").unwrap();
        let full = database.execute("INSERT INTO t VALUES (zeroblob(100000))", []).unwrap_err();
        let other = database.execute("INSERT INTO u VALUES (1)", []).unwrap_err();
        let output = Path::new("/srv/kota.region");
        let unwritable =
            |kind: io::ErrorKind| BuildError::Unwritable { path: output.into(), source: kind.into() };
        for (error, expected) in [
            (full.into(), "there is no room left for /srv/kota.region: free some"),
            (unwritable(io::ErrorKind::StorageFull), "there is no room left for /srv/kota.region: free some"),
            (unwritable(io::ErrorKind::PermissionDenied), "cannot write /srv/kota.region: permission denied"),
            (other.into(), "cannot write the region: no such table"),
        ] {
            let said = BuildError::of(error, output).to_string();
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
