//! The torn-off map: a second window on the same room, which shows the map alone.

use tauri::ipc::Channel;
use tauri::webview::WebviewWindowBuilder;
use tauri::{AppHandle, Manager, WindowEvent};

use crate::desk::Desk;

/// Its label; capabilities/map.json says what it may do.
const MAP: &str = "map";

/// Opens the map's window, or brings it forward; `gone` is told once it has been closed.
///
/// # Errors
/// Where the system gives no window.
#[tauri::command]
pub(crate) async fn tear_off(app: AppHandle, gone: Channel<()>) -> tauri::Result<()> {
    let window = match app.get_webview_window(MAP) {
        Some(open) => {
            open.unminimize()?;
            open.set_focus()?;
            open
        }
        None => build(&app)?,
    };
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            let (app, gone) = (app.clone(), gone.clone());
            // Not from within the event: the runtime holds its list of windows, which speaking to one needs.
            tauri::async_runtime::spawn(async move {
                if let Some(desk) = app.try_state::<Desk>() {
                    desk.unwatched_by(MAP);
                }
                // A desk that was loaded anew since has given another channel.
                let _ = gone.send(());
            });
        }
    });
    Ok(())
}

fn build(app: &AppHandle) -> tauri::Result<tauri::WebviewWindow> {
    let windows = &app.config().app.windows;
    let config = windows.iter().find(|own| own.label == MAP).cloned();
    WebviewWindowBuilder::from_config(app, &config.ok_or(tauri::Error::WindowNotFound)?)?.build()
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
