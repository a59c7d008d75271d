//! Starting: which room, whether a desk has it open already, and what to show where it can't be opened.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tauri::{AppHandle, Manager, Wry};

use crate::WINDOW;
use crate::args::Args;
use crate::choosing::Chosen;
use crate::desk::{Desk, NoRoom};
use crate::place::Place;
use crate::{no_room, notices};

/// How this desk was started, and why it has no room where it has none.
pub(crate) struct Start {
    /// Where the last room is remembered.
    last: PathBuf,
    /// Where rooms lie that nobody chose a folder for.
    rooms: PathBuf,
    now: Mutex<Now>,
}

struct Now {
    /// What it was started with, and what was chosen since.
    args: Args,
    place: Option<Place>,
    why: Option<NoRoom>,
}

impl Start {
    pub(crate) fn new(app: &AppHandle<Wry>, args: Args) -> tauri::Result<Self> {
        let last = app.path().app_config_dir()?.join("last.json");
        let rooms = app.path().app_data_dir()?.join("rooms");
        let place = Place::choose(&args, &last, &rooms);
        Ok(Self { last, rooms, now: Mutex::new(Now { args, place, why: None }) })
    }

    /// Ends this start where a desk of the same room runs already, and brings that one's window to the front. A desk of
    /// another room is none of its business.
    pub(crate) fn be_the_only_one(&self, app: &AppHandle<Wry>) -> tauri::Result<()> {
        let identifier = &app.config().identifier;
        let name = match &self.now().place {
            Some(place) => format!("{identifier}.room-{}", key(&place.room)),
            None => identifier.clone(),
        };
        let only = tauri_plugin_single_instance::Builder::new().dbus_id(name);
        app.plugin(only.callback(|app, _, _| come_forward(app)).build())
    }

    /// Opens the room, unless it is open. Whether it is now.
    pub(crate) fn open(&self, app: &AppHandle<Wry>) -> bool {
        // Held meanwhile: whoever is impatient opens it once all the same.
        let mut now = self.now();
        if app.try_state::<Desk>().is_some() {
            return true;
        }
        now.why = match tauri::async_runtime::block_on(self.desk(&now)) {
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
        now.why.is_none()
    }

    /// Opens the room with what somebody has chosen. Whether it is open now.
    pub(crate) fn open_with(&self, app: &AppHandle<Wry>, chosen: Chosen) -> bool {
        {
            let now = &mut *self.now();
            if let Err(refused) = chosen.put(&mut now.args, now.place.as_ref()) {
                now.why = Some(refused);
                return false;
            }
            now.place = Place::choose(&now.args, &self.last, &self.rooms);
        }
        if !self.open(app) {
            return false;
        }
        // From now on it is a desk of this room, which it was not when it started.
        if let Err(error) = self.be_the_only_one(app) {
            tracing::warn!(%error, "a second desk of this room would not find this one");
        }
        true
    }

    /// Where the room and the region lie that would be opened.
    pub(crate) fn place(&self) -> Option<Place> {
        self.now().place.clone()
    }

    async fn desk(&self, now: &Now) -> Result<Desk, NoRoom> {
        let place = now.place.as_ref().ok_or(NoRoom::NoPlace)?;
        let desk = Desk::open(place, &now.args, self.last.with_file_name("desk-name")).await?;
        if let Err(error) = place.remember(&self.last) {
            tracing::warn!(%error, "the room will not be remembered");
        }
        Ok(desk)
    }

    /// What stands in the window of a desk without a room.
    pub(crate) fn page(&self) -> String {
        let now = self.now();
        let room = now.args.room.as_deref();
        now.why.as_ref().map_or_else(no_room::opening, |why| no_room::page(why, now.place.as_ref(), room))
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
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

/// The same key for the same folder, however it was written and whichever version of this program asks: the beginning of the
/// SHA-256 of its path.
fn key(room: &Path) -> String {
    let known = room.canonicalize().or_else(|_| std::path::absolute(room));
    let digest = Sha256::digest(known.as_deref().unwrap_or(room).as_os_str().as_encoded_bytes());
    let beginning = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    format!("{beginning:016x}")
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
            assert_eq!(key(&folder.path().join(also)), key(&room), "{also}");
        }
        assert_ne!(key(&room.join("inner")), key(&room));
    }

    #[test]
    fn a_desk_of_another_version_has_the_same_key() {
        // printf %s /ruang/kota/tidak-ada | sha256sum
        assert_eq!(key(Path::new("/ruang/kota/tidak-ada")), "90b80908af4574be");
    }
}
