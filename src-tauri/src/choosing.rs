//! Choosing a region file, a room's folder and a basemap in the system's own dialog.

use std::path::{Path, PathBuf};

use room::OpenError;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::args::Args;
use crate::desk::NoRoom;
use crate::place::Place;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    Region,
    Room,
    Basemap,
}

/// What somebody has chosen.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    Region(PathBuf),
    Room(PathBuf),
    /// A basemap, or none: the region's own map.
    Basemap(Option<PathBuf>),
}

impl Choice {
    /// Shows the dialog, and waits until somebody has chosen or not. Not for the main thread, which shows it.
    pub(crate) fn ask(self, app: &AppHandle<Wry>, place: Option<&Place>) -> Option<Chosen> {
        let mut dialog = app.dialog().file();
        if let Some(window) = app.get_webview_window(crate::WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        let near = place.and_then(|place| match self {
            Self::Region => place.region.parent(),
            Self::Room => place.room.parent(),
            Self::Basemap => place.basemap.as_deref().unwrap_or(&place.region).parent(),
        });
        if let Some(near) = near.filter(|near| near.is_dir()) {
            dialog = dialog.set_directory(near);
        }
        match self {
            Self::Region => {
                let dialog = dialog.set_title("Pilih berkas wilayah · Choose a region file");
                let dialog = dialog.add_filter("Wilayah · Region (*.region)", &["region"]);
                path(dialog.blocking_pick_file()).map(Chosen::Region)
            }
            Self::Room => {
                let dialog = dialog.set_title("Pilih folder ruang kendali · Choose the room's folder");
                path(dialog.blocking_pick_folder()).map(Chosen::Room)
            }
            Self::Basemap => {
                let dialog = dialog.set_title("Pilih peta dasar · Choose a basemap");
                let kinds = ["pmtiles", "mbtiles"];
                let dialog = dialog.add_filter("Peta dasar · Basemap (*.pmtiles, *.mbtiles)", &kinds);
                path(dialog.blocking_pick_file()).map(|path| Chosen::Basemap(Some(path)))
            }
        }
    }
}

impl Chosen {
    /// Puts it where a start finds it, as if the desk had been started with it.
    ///
    /// # Errors
    /// The folder is no room's and can't become one.
    pub(crate) fn put(self, args: &mut Args, place: Option<&Place>) -> Result<(), NoRoom> {
        match self {
            Self::Region(region) => {
                // The last room goes on with another map. Who had told a region had told which room, too.
                if args.region.is_none() {
                    args.room = args.room.take().or_else(|| place.map(|place| place.room.clone()));
                }
                args.region = Some(region);
                args.basemap = None;
            }
            Self::Room(room) => {
                fit(&room)?;
                args.room = Some(room);
            }
            Self::Basemap(basemap) => {
                // It is this room's, with this region: neither is looked for again, nor the basemap that was.
                if let Some(place) = place {
                    args.region = Some(place.region.clone());
                    args.room = Some(place.room.clone());
                }
                args.basemap = basemap;
            }
        }
        Ok(())
    }
}

fn fit(folder: &Path) -> Result<(), NoRoom> {
    match room::may_hold_a_room(folder) {
        Ok(true) => Ok(()),
        Ok(false) => Err(NoRoom::NotARoom { folder: folder.to_owned() }),
        Err(source) => Err(OpenError::Folder { folder: folder.to_owned(), source }.into()),
    }
}

fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen?.into_path().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(region: Option<&str>, room: Option<&str>) -> Args {
        let [region, room] = [region, room].map(|path| path.map(PathBuf::from));
        Args { region, room, basemap: None, calls: false, serve: None }
    }

    /// What the desk was started with, what was chosen one after the other; then the region and the room that are opened, of a
    /// desk that knows a last room and of one that knows none.
    #[test]
    fn a_choice_counts_as_if_the_desk_had_been_started_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (last, rooms) = (folder.path().join("last.json"), Path::new("/rooms"));
        let empty = folder.path().join("empty");
        std::fs::create_dir(&empty).unwrap();
        let region = |path: &str| Chosen::Region(path.into());
        let shown = empty.to_str().unwrap();
        let rows = [
            (args(None, None), vec![region("/b.region")], Some(("/b.region", "/rooms/b")), "/a"),
            (args(None, Some("/r")), vec![region("/b.region")], Some(("/b.region", "/r")), "/r"),
            (
                args(Some("/c.region"), None),
                vec![region("/b.region")],
                Some(("/b.region", "/rooms/b")),
                "/rooms/b",
            ),
            (
                args(None, None),
                vec![region("/no.jpg"), region("/b.region")],
                Some(("/b.region", "/rooms/b")),
                "/a",
            ),
            (args(None, None), vec![Chosen::Room(empty.clone())], None, shown),
            (
                args(None, None),
                vec![Chosen::Room(empty.clone()), region("/b.region")],
                Some(("/b.region", shown)),
                shown,
            ),
        ];
        for (started, chosen, first, room_after_a_last_one) in &rows {
            for knows_one in [false, true] {
                let _none_yet = std::fs::remove_file(&last);
                if knows_one {
                    let known = Place { region: "/a.region".into(), room: "/a".into(), basemap: None };
                    known.remember(&last).unwrap();
                }
                let mut args = started.clone();
                let mut place = Place::choose(&args, &last, rooms);
                for one in chosen {
                    let one = match one {
                        Chosen::Region(path) => Chosen::Region(path.clone()),
                        Chosen::Room(path) => Chosen::Room(path.clone()),
                        Chosen::Basemap(path) => Chosen::Basemap(path.clone()),
                    };
                    one.put(&mut args, place.as_ref()).unwrap();
                    place = Place::choose(&args, &last, rooms);
                }
                let found = place.map(|place| (place.region, place.room));
                let expected = if knows_one {
                    let region = first.map_or("/a.region", |(region, _)| region);
                    Some((region.into(), PathBuf::from(room_after_a_last_one)))
                } else {
                    first.map(|(region, room)| (region.into(), room.into()))
                };
                assert_eq!(found, expected, "{started:?} {chosen:?}, a last one: {knows_one}");
            }
        }
    }

    #[test]
    fn a_basemap_is_chosen_for_the_room_that_was_to_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (last, rooms) = (folder.path().join("last.json"), Path::new("/rooms"));
        let known =
            Place { region: "/a.region".into(), room: "/a".into(), basemap: Some("/gone.pmtiles".into()) };
        known.remember(&last).unwrap();
        let told = Args { basemap: Some("/jpg.mbtiles".into()), ..args(Some("/b.region"), None) };
        for (started, region, room) in
            [(args(None, None), "/a.region", "/a"), (told, "/b.region", "/rooms/b")]
        {
            for basemap in [None, Some(PathBuf::from("/c.pmtiles"))] {
                let mut args = started.clone();
                let place = Place::choose(&args, &last, rooms);
                Chosen::Basemap(basemap.clone()).put(&mut args, place.as_ref()).unwrap();
                let expected = Place { region: region.into(), room: room.into(), basemap };
                assert_eq!(Place::choose(&args, &last, rooms), Some(expected), "{started:?}");
            }
        }
    }

    #[test]
    fn a_strangers_folder_is_no_room_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("foto.jpg"), "").unwrap();
        let mut own = args(None, None);
        for (folder, not_a_room) in [(folder.path().to_owned(), true), ("/no/such/folder".into(), false)] {
            let refused = Chosen::Room(folder).put(&mut own, None).unwrap_err();
            assert_eq!(matches!(refused, NoRoom::NotARoom { .. }), not_a_room, "{refused:?}");
            assert_eq!(own.room, None);
        }
    }
}
