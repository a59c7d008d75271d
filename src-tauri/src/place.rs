//! Which room the desk opens: the one it was told, or the last one.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::args::Args;

/// A region file, a room's folder, and the room's own basemap if it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) region: PathBuf,
    pub(crate) room: PathBuf,
    #[serde(default)]
    pub(crate) basemap: Option<PathBuf>,
}

impl Place {
    /// What `args` say, or else what `last` holds; a region without a room gets one under `rooms`.
    pub(crate) fn choose(args: &Args, last: &Path, rooms: &Path) -> Option<Self> {
        let basemap = args.basemap.clone();
        let Some(region) = args.region.clone() else {
            let known: Self = serde_json::from_slice(&std::fs::read(last).ok()?).ok()?;
            let room = args.room.clone().unwrap_or(known.room);
            return Some(Self { room, basemap: basemap.or(known.basemap), ..known });
        };
        let own = || rooms.join(region.file_stem().unwrap_or_default());
        Some(Self { room: args.room.clone().unwrap_or_else(own), region, basemap })
    }

    /// Remembers it for the next start.
    pub(crate) fn remember(&self, last: &Path) -> std::io::Result<()> {
        let whole = Self {
            region: std::path::absolute(&self.region)?,
            room: std::path::absolute(&self.room)?,
            basemap: self.basemap.as_ref().map(std::path::absolute).transpose()?,
        };
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
        let [region, room] = [region, room].map(|path| path.map(PathBuf::from));
        Args { region, room, basemap: None, calls: false, serve: None }
    }

    fn with_basemap(args: Args, basemap: &str) -> Args {
        Args { basemap: Some(basemap.into()), ..args }
    }

    fn place(region: &str, room: &str) -> Place {
        Place { region: region.into(), room: room.into(), basemap: None }
    }

    fn drawn(place: Place, basemap: &str) -> Place {
        Place { basemap: Some(basemap.into()), ..place }
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

        // A basemap is remembered with its region, and is of no other.
        drawn(place("/maps/a.region", "/a"), "/maps/a.pmtiles").remember(&last).unwrap();
        let table = [
            (args(None, None), drawn(place("/maps/a.region", "/a"), "/maps/a.pmtiles")),
            (
                with_basemap(args(None, None), "/b.mbtiles"),
                drawn(place("/maps/a.region", "/a"), "/b.mbtiles"),
            ),
            (args(Some("/maps/c.region"), None), place("/maps/c.region", "/rooms/c")),
        ];
        for (args, expected) in table {
            assert_eq!(Place::choose(&args, &last, rooms), Some(expected), "{args:?}");
        }
        std::fs::write(&last, r#"{"region":"/maps/a.region","room":"/a"}"#).unwrap();
        let before = Place::choose(&args(None, None), &last, rooms);
        assert_eq!(before, Some(place("/maps/a.region", "/a")), "a note of an earlier version");

        std::fs::write(&last, "not json").unwrap();
        assert_eq!(Place::choose(&args(None, None), &last, rooms), None, "a broken note is no note");
    }
}
