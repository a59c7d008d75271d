//! The system's own notices: a call rings while somebody looks at another window.

use std::time::Duration;

use room::Room;
use room::api::{Answer, Caller, Change, Language, Request};
use room::dispatch::Actor;
use tauri::{AppHandle, Manager, UserAttentionType, Window, WindowEvent, Wry};
use tauri_plugin_notification::NotificationExt;
use tokio::sync::Notify;

use crate::WINDOW;
use crate::desk::Desk;
use crate::rings::Rings;

/// Between the desk's own windows the focus is nowhere for a moment.
const MOMENT: Duration = Duration::from_millis(300);

/// A window of the desk is no longer the one in front.
#[derive(Default)]
pub(crate) struct Left(Notify);

/// Tells of each ring, once, while no window of the desk is the one in front: when it begins, or when the desk is left while
/// it waits. Takes the notice back once the call no longer rings; until the room is closed.
///
/// A notice names no caller: it may be read on a locked screen.
pub(crate) async fn tell_of_rings(app: AppHandle<Wry>, room: Room) {
    // The room's own watch, so that it counts as nobody who looks.
    let us = Caller { actor: Actor::Room, language: Language::default() };
    let left = app.state::<Left>();
    let mut watch = room.watch(&us);
    let mut rings = Rings::default();
    let mut all = true;
    loop {
        if std::mem::take(&mut all)
            && let Ok(Answer::Snapshot(known)) = room.ask(&us, Request::Snapshot).await
        {
            let calls = known.calls.iter().map(|view| &view.call).filter(|call| call.is_ringing());
            let calls: Vec<_> = calls.map(|call| (call.id, call.number)).collect();
            take_back(&app, rings.are(&calls));
        }
        if rings.any_untold() && !is_in_front(&app) {
            for number in rings.tell() {
                tell(&app, number);
            }
        }
        tokio::select! {
            push = watch.next() => {
                let Some(push) = push else { return };
                for change in push.changes {
                    match change {
                        Change::Call(view) if view.call.is_ringing() => {
                            rings.begins(view.call.id, view.call.number);
                        }
                        Change::Call(view) => {
                            take_back(&app, rings.ends(view.call.id).into_iter().collect());
                        }
                        Change::Missed => all = true,
                        _ => {}
                    }
                }
            }
            () = left.0.notified() => tokio::time::sleep(MOMENT).await,
        }
    }
}

/// Whoever looks at a window of the desk needs no notice; whoever turns away may.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::Focused(true) => {
            take_all_back(window.app_handle());
            let _only_a_hint = window.request_user_attention(None);
        }
        WindowEvent::Focused(false) | WindowEvent::Destroyed => window.state::<Left>().0.notify_one(),
        _ => {}
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

/// Takes back the notices of these calls.
fn take_back(app: &AppHandle<Wry>, numbers: Vec<u32>) {
    if numbers.is_empty() {
        return;
    }
    let app = app.clone();
    // It waits for an answer of the system's.
    tauri::async_runtime::spawn_blocking(move || {
        let numbers = numbers.into_iter().map(u32::cast_signed).collect();
        if let Err(error) = app.notification().remove_active(numbers) {
            tracing::warn!(%error, "a notice stays");
        }
    });
}

fn take_all_back(app: &AppHandle<Wry>) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = app.notification().remove_all_active() {
            tracing::warn!(%error, "a notice stays");
        }
    });
}
