//! Power cuts for SQLite's files.
//!
//! A kill proves recovery, not durability: the system keeps what was written and not synced. Here every write, truncation and
//! sync that SQLite does in a folder is put on a tape while it does it for real; from the tape the files are made as a power
//! cut at any moment would leave them. What was synced survives; of what was not, each sector by chance.

mod image;
mod tape;
mod vfs;

pub use image::{Disk, cut};
pub use tape::{Op, Recording};

use std::path::Path;

/// Records what SQLite does to the files in `folder` from now on, for as long as the recording is held.
///
/// # Errors
/// The folder isn't there.
pub fn record(folder: &Path) -> std::io::Result<Recording> {
    vfs::install();
    Ok(Recording::of(&folder.canonicalize()?))
}
