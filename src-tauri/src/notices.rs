//! The system's own notices: a call rings while somebody looks at another window.

use std::collections::BTreeMap;

use room::Room;
use room::api::{Caller, Change, Language};
use room::dispatch::{Actor, CallId};
use tauri::{AppHandle, Manager, UserAttentionType, Window, WindowEvent, Wry};
use tauri_plugin_notification::NotificationExt;

use crate::WINDOW;
use crate::desk::Desk;

/// Tells of each ring, once, while the desk's window is not the one in front, and takes the notice back once the call
/// no longer rings; until the room is closed.
///
/// A notice names no caller: it may be read on a locked screen.
pub(crate) async fn tell_of_rings(app: AppHandle<Wry>, room: Room) {
    // The room's own watch, so that it counts as nobody who looks.
    let mut watch = room.watch(&Caller { actor: Actor::Room, language: Language::default() });
    let mut ringing: BTreeMap<CallId, i32> = BTreeMap::new();
    while let Some(push) = watch.next().await {
        for change in push.changes {
            let Change::Call(view) = change else { continue };
            let call = &view.call;
            if !call.is_ringing() {
                if let Some(notice) = ringing.remove(&call.id) {
                    take_back(&app, Some(notice));
                }
            } else if ringing.insert(call.id, call.number.cast_signed()).is_none() && !is_in_front(&app) {
                tell(&app, call.number);
            }
        }
    }
}

/// Whoever looks at a window of the desk needs no notice.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    if matches!(event, WindowEvent::Focused(true)) {
        take_back(window.app_handle(), None);
        let _only_a_hint = window.request_user_attention(None);
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
    let notice = app.notification().builder().id(number.cast_signed()).title(title).body(body);
    if let Err(error) = notice.show() {
        tracing::warn!(%error, window = WINDOW, "the system shows no notices");
    }
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _only_a_hint = window.request_user_attention(Some(UserAttentionType::Critical));
    }
}

/// Takes back one notice, or all of them.
fn take_back(app: &AppHandle<Wry>, notice: Option<i32>) {
    let app = app.clone();
    // It waits for an answer of the system's.
    tauri::async_runtime::spawn_blocking(move || {
        let notices = app.notification();
        let taken = match notice {
            Some(notice) => notices.remove_active(vec![notice]),
            None => notices.remove_all_active(),
        };
        if let Err(error) = taken {
            tracing::warn!(%error, "a notice stays");
        }
    });
}
