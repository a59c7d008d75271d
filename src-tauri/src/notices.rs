//! The system's own notices: a call rings while somebody looks at another window.

use std::collections::BTreeSet;

use room::Room;
use room::api::{Caller, Change, Language};
use room::dispatch::{Actor, CallId};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_notification::NotificationExt;

use crate::WINDOW;
use crate::desk::Desk;

/// Tells of each ring, once, while the desk's window is not the one in front; until the room is closed.
///
/// A notice names no caller: it may be read on a locked screen.
pub(crate) async fn tell_of_rings(app: AppHandle<Wry>, room: Room) {
    // The room's own watch, so that it counts as nobody who looks.
    let mut watch = room.watch(&Caller { actor: Actor::Room, language: Language::default() });
    let mut told: BTreeSet<CallId> = BTreeSet::new();
    while let Some(push) = watch.next().await {
        for change in push.changes {
            let Change::Call(view) = change else { continue };
            if !view.call.is_ringing() {
                told.remove(&view.call.id);
            } else if told.insert(view.call.id) && !is_in_front(&app) {
                tell(&app, view.call.number);
            }
        }
    }
}

fn is_in_front(app: &AppHandle<Wry>) -> bool {
    app.webview_windows().values().any(|window| window.is_focused().unwrap_or(false))
}

fn tell(app: &AppHandle<Wry>, number: u32) {
    let language = app.try_state::<Desk>().map_or(Language::default(), |desk| desk.language());
    let (title, body) = match language {
        Language::Id => ("112 berdering", format!("Panggilan P-{number} belum dijawab.")),
        Language::En => ("112 is ringing", format!("Call P-{number} has not been answered.")),
    };
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, window = WINDOW, "the system shows no notices");
    }
}
