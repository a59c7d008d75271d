//! Starting: which room, whether a desk has it open already, and what to show where it can't be opened.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager, Wry};

use crate::WINDOW;
use crate::args::Args;
use crate::desk::{Desk, NoRoom};
use crate::place::Place;
use crate::{no_room, notices};

/// How this desk was started, and why it has no room where it has none.
pub(crate) struct Start {
    args: Args,
    /// Where the last room is remembered.
    last: PathBuf,
    place: Option<Place>,
    why: Mutex<Option<NoRoom>>,
}

impl Start {
    pub(crate) fn new(app: &AppHandle<Wry>, args: Args) -> tauri::Result<Self> {
        let last = app.path().app_config_dir()?.join("last.json");
        let rooms = app.path().app_data_dir()?.join("rooms");
        let place = Place::choose(&args, &last, &rooms);
        Ok(Self { args, last, place, why: Mutex::default() })
    }

    /// Ends this start where a desk of the same room runs already, and brings that one's window to the front. A desk of
    /// another room is none of its business.
    pub(crate) fn be_the_only_one(&self, app: &AppHandle<Wry>) -> tauri::Result<()> {
        let identifier = &app.config().identifier;
        let name = match &self.place {
            Some(place) => format!("{identifier}.room-{:016x}", digest(&place.room)),
            None => identifier.clone(),
        };
        let only = tauri_plugin_single_instance::Builder::new().dbus_id(name);
        app.plugin(only.callback(|app, _, _| come_forward(app)).build())
    }

    /// Opens the room, unless it is open. Whether it is now.
    pub(crate) fn open(&self, app: &AppHandle<Wry>) -> bool {
        // Held meanwhile: whoever is impatient opens it once all the same.
        let mut why = self.why.lock().unwrap_or_else(PoisonError::into_inner);
        if app.try_state::<Desk>().is_some() {
            return true;
        }
        *why = match tauri::async_runtime::block_on(self.desk()) {
            Ok(desk) => {
                tauri::async_runtime::spawn(notices::tell_of_rings(app.clone(), desk.room.clone()));
                app.manage(desk);
                None
            }
            Err(why) => {
                tracing::error!(%why, "there is no room");
                Some(why)
            }
        };
        why.is_none()
    }

    async fn desk(&self) -> Result<Desk, NoRoom> {
        let place = self.place.as_ref().ok_or(NoRoom::NoPlace)?;
        let desk = Desk::open(place, &self.args, self.last.with_file_name("desk-name")).await?;
        if let Err(error) = place.remember(&self.last) {
            tracing::warn!(%error, "the room will not be remembered");
        }
        Ok(desk)
    }

    /// What stands in the window of a desk without a room.
    pub(crate) fn page(&self) -> String {
        let why = self.why.lock().unwrap_or_else(PoisonError::into_inner);
        why.as_ref().map_or_else(no_room::opening, |why| no_room::page(why, self.place.as_ref()))
    }
}

/// Shows the desk's window to whoever looked for it: a second start, or a click on a notice.
pub(crate) fn come_forward(app: &AppHandle<Wry>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window does not come forward");
        }
    }
}

/// The same number for the same folder, however it was written.
fn digest(room: &Path) -> u64 {
    let known = room.canonicalize().or_else(|_| std::path::absolute(room));
    let mut hasher = DefaultHasher::new();
    known.as_deref().unwrap_or(room).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_the_same_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let room = folder.path().join("room");
        std::fs::create_dir_all(room.join("inner")).unwrap();
        std::os::unix::fs::symlink(&room, folder.path().join("link")).unwrap();
        for also in ["room/", "room/inner/..", "link"] {
            assert_eq!(digest(&folder.path().join(also)), digest(&room), "{also}");
        }
        assert_ne!(digest(&room.join("inner")), digest(&room));
    }
}
