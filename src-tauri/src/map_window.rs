//! The torn-off map: a second window on the same room, which shows the map alone.

use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;
use tauri::webview::WebviewWindowBuilder;
use tauri::{AppHandle, Manager, State};

use crate::desk::Desk;

/// Its label; capabilities/map.json says what it may do.
pub(crate) const MAP: &str = "map";

/// The desk's page, which wants to know when the window is gone. Kept here and not with the window: a channel that is
/// dropped speaks to its page, which the runtime can't have while it takes a window down.
#[derive(Default)]
pub(crate) struct Torn(Mutex<Option<Channel<()>>>);

/// Opens the map's window, or brings it forward; `gone` is told once it has been closed.
///
/// # Errors
/// Where the system gives no window.
#[tauri::command]
pub(crate) async fn tear_off(app: AppHandle, torn: State<'_, Torn>, gone: Channel<()>) -> tauri::Result<()> {
    // A desk that was loaded anew gives another channel.
    let _before = torn.0.lock().unwrap_or_else(PoisonError::into_inner).replace(gone);
    match app.get_webview_window(MAP) {
        Some(open) => open.unminimize().and_then(|()| open.set_focus()),
        None => build(&app).map(|_| ()),
    }
}

/// The window has been closed.
pub(crate) fn gone(app: &AppHandle) {
    let app = app.clone();
    // Not from within the event: the runtime holds its list of windows, which speaking to one needs.
    tauri::async_runtime::spawn(async move {
        if let Some(desk) = app.try_state::<Desk>() {
            desk.unwatched_by(MAP);
        }
        let page = app.state::<Torn>().0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(page) = page {
            let _the_desk_may_be_gone_too = page.send(());
        }
    });
}

fn build(app: &AppHandle) -> tauri::Result<tauri::WebviewWindow> {
    let windows = &app.config().app.windows;
    let config = windows.iter().find(|own| own.label == MAP).cloned();
    let builder = WebviewWindowBuilder::from_config(app, &config.ok_or(tauri::Error::WindowNotFound)?)?;
    builder.on_document_title_changed(|window, title| crate::window_title(&window, &title)).build()
}

/// Closes the map's window, if it is open.
///
/// # Errors
/// Where the system refuses.
#[tauri::command]
pub(crate) async fn close_map(app: AppHandle) -> tauri::Result<()> {
    close(&app)
}

/// The desk's window was closed: the map has nobody to belong to.
pub(crate) fn close(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(MAP).map_or(Ok(()), |window| window.close())
}
