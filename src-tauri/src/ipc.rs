//! What the windows may call.

use room::Room;
use room::api::{Answer, Caller, Change, Language, Problem, Push, Request};
use room::dispatch::Actor;
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};
use tokio::sync::watch::Receiver;

use crate::desk::Desk;

/// Asks the room, each request in its turn: who should go is told with what the same desk has just said.
#[tauri::command]
pub(crate) async fn ask(
    desk: State<'_, Desk>,
    request: Request,
    language: Language,
) -> Result<Answer, Problem> {
    desk.ask(language, request).await
}

/// Says what the desk would be called; all of its windows are told what it is called from now on.
#[tauri::command]
#[allow(clippy::needless_pass_by_value, reason = "a command is handed its arguments by value")]
pub(crate) fn sit_down(desk: State<'_, Desk>, name: String) {
    desk.sit_down(name);
}

/// Says which language the screen speaks, for what the system is told beside it.
#[tauri::command]
#[allow(clippy::needless_pass_by_value, reason = "a command is handed its arguments by value")]
pub(crate) fn speaks(desk: State<'_, Desk>, language: Language) {
    desk.speaks(language);
}

/// Watches the room; it gathers changes itself, so that the channel carries at most ten pushes a second.
#[tauri::command]
pub(crate) async fn watch(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    channel: Channel<Push>,
) -> Result<(), ()> {
    let watcher = tell(desk.room.clone(), desk.seated(), channel);
    desk.watched_by(window.label(), tauri::async_runtime::spawn(watcher));
    Ok(())
}

/// Tells a window what changes; under another name the desk starts over.
async fn tell(room: Room, mut seated: Receiver<Actor>, channel: Channel<Push>) {
    loop {
        let actor = seated.borrow_and_update().clone();
        let mut watch = room.watch(&Caller { actor, language: Language::default() });
        let renamed = loop {
            tokio::select! {
                push = watch.next() => {
                    let Some(push) = push else { return };
                    if channel.send(push).is_err() { return }
                }
                changed = seated.changed() => break changed.is_ok(),
            }
        };
        let start_over = Push { seq: 0, now: room.now(), changes: vec![Change::Missed] };
        if !renamed || channel.send(start_over).is_err() {
            return;
        }
    }
}
