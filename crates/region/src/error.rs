//! Why no region file was made.

use std::io;
use std::path::PathBuf;

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
    /// The database cannot be written: most often a full disk.
    #[error("cannot write the region: {0}")]
    Database(#[from] rusqlite::Error),
    /// The network cannot be stored.
    #[error("cannot store the roads: {0}")]
    Roads(#[from] postcard::Error),
    /// A file of stations or zones cannot be used.
    #[error(transparent)]
    ExtraFile(#[from] ExtraFileError),
    /// Whoever watches asked to stop.
    #[error("cancelled")]
    Cancelled(#[from] Cancelled),
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
