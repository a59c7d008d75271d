//! Which room the desk opens: the one it was told, or the last one.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::args::Args;

/// A region file and a room's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) region: PathBuf,
    pub(crate) room: PathBuf,
}

impl Place {
    /// What `args` say, or else what `last` holds; a region without a room gets one under `rooms`.
    pub(crate) fn choose(args: &Args, last: &Path, rooms: &Path) -> Option<Self> {
        let Some(region) = args.region.clone() else {
            let known: Self = serde_json::from_slice(&std::fs::read(last).ok()?).ok()?;
            return Some(Self { room: args.room.clone().unwrap_or(known.room), ..known });
        };
        let own = || rooms.join(region.file_stem().unwrap_or_default());
        Some(Self { room: args.room.clone().unwrap_or_else(own), region })
    }

    /// Remembers it for the next start.
    pub(crate) fn remember(&self, last: &Path) -> std::io::Result<()> {
        let whole =
            Self { region: std::path::absolute(&self.region)?, room: std::path::absolute(&self.room)? };
        if let Some(folder) = last.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(last, serde_json::to_vec(&whole)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(region: Option<&str>, room: Option<&str>) -> Args {
        Args { region: region.map(PathBuf::from), room: room.map(PathBuf::from), calls: false, serve: None }
    }

    fn place(region: &str, room: &str) -> Place {
        Place { region: region.into(), room: room.into() }
    }

    #[test]
    fn what_is_told_beats_what_was_last() {
        let folder = tempfile::tempdir().unwrap();
        let (last, rooms) = (folder.path().join("config/last.json"), Path::new("/rooms"));
        assert_eq!(Place::choose(&args(None, None), &last, rooms), None, "the first start of all");

        place("/maps/a.region", "/a").remember(&last).unwrap();
        let table = [
            (args(None, None), place("/maps/a.region", "/a")),
            (args(None, Some("/b")), place("/maps/a.region", "/b")),
            (args(Some("/maps/c.region"), None), place("/maps/c.region", "/rooms/c")),
            (args(Some("/maps/c.region"), Some("/b")), place("/maps/c.region", "/b")),
        ];
        for (args, expected) in table {
            assert_eq!(Place::choose(&args, &last, rooms), Some(expected), "{args:?}");
        }

        std::fs::write(&last, "not json").unwrap();
        assert_eq!(Place::choose(&args(None, None), &last, rooms), None, "a broken note is no note");
    }
}
