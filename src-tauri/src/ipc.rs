//! What the windows may call.

use room::api::{Answer, Language, Problem, Push, Request};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::desk::Desk;

/// Asks the room.
#[tauri::command]
pub(crate) async fn ask(
    desk: State<'_, Desk>,
    request: Request,
    language: Language,
) -> Result<Answer, Problem> {
    gateway::ask(&desk.room, desk.speaks(language), request).await
}

/// Watches the room; it gathers changes itself, so that the channel carries at most ten pushes a second.
#[tauri::command]
pub(crate) async fn watch(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    channel: Channel<Push>,
) -> Result<(), ()> {
    let mut watch = desk.room.watch(&desk.caller(Language::default()));
    desk.watched_by(
        window.label(),
        tauri::async_runtime::spawn(async move {
            while let Some(push) = watch.next().await {
                if channel.send(push).is_err() {
                    return;
                }
            }
        }),
    );
    Ok(())
}
