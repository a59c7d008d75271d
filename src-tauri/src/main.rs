//! The desktop shell of Sigap 112: a window on a room in the same process, and a second one for its map. Nothing decides here.

mod args;
mod choosing;
mod closing;
mod desk;
mod ipc;
mod map_window;
mod no_room;
mod notices;
mod place;
mod protocol;
mod rings;
mod starting;

use std::time::Duration;

use clap::Parser;
use tauri::webview::WebviewWindowBuilder;
use tauri::{App, AppHandle, Manager, RunEvent, Url, WebviewUrl, WebviewWindow, WindowEvent, Wry};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_window_state::StateFlags;
use tracing_subscriber::EnvFilter;

use args::Args;
use closing::Closing;
use desk::Desk;
use map_window::Torn;
use starting::Start;

const WINDOW: &str = "desk";
/// The engine writes down a page's own settings, such as its theme, half a second late; the window is gone by then.
const KEPT_WITHIN: Duration = Duration::from_millis(700);

fn main() -> tauri::Result<()> {
    let args = Args::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .register_asynchronous_uri_scheme_protocol("sigap", |context, request, responder| {
            let app = context.app_handle().clone();
            tauri::async_runtime::spawn_blocking(move || {
                responder.respond(protocol::answer(&app, &request));
            });
        })
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .manage(Closing::default())
        .manage(Torn::default())
        .manage(notices::Left::default())
        .on_window_event(|window, event| {
            closing::on_event(window, event);
            notices::on_event(window, event);
        })
        .invoke_handler(tauri::generate_handler![
            ipc::ask,
            ipc::sit_down,
            ipc::speaks,
            ipc::watch,
            map_window::tear_off,
            map_window::close_map,
            closing::guard_closing,
            closing::closing_asked,
            closing::close_anyway
        ])
        .setup(move |app| Ok(set_up(app, args)?))
        .build(tauri::generate_context!())?;
    close_when_told(app.handle().clone());
    app.run(|app, event| match event {
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == WINDOW => {
            if let Err(error) = map_window::close(app) {
                tracing::warn!(%error, "the map's window stays");
            }
        }
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == map_window::MAP => {
            map_window::gone(app);
        }
        RunEvent::Exit => tauri::async_runtime::block_on(async {
            let desk = app.try_state::<Desk>();
            let closed = async {
                if let Some(desk) = desk {
                    desk.close().await;
                }
            };
            tokio::join!(closed, tokio::time::sleep(KEPT_WITHIN));
        }),
        _ => {}
    });
    Ok(())
}

/// Opens the room, then the window on it, so that the page never asks in vain.
fn set_up(app: &App, args: Args) -> tauri::Result<()> {
    let start = Start::new(app.handle(), args)?;
    start.be_the_only_one(app.handle())?;
    let mut window = app.config().app.windows.first().cloned().unwrap_or_default();
    if !start.open(app.handle())
        && let Ok(page) = Url::parse(protocol::NO_ROOM)
    {
        window.url = WebviewUrl::CustomProtocol(page);
    }
    app.manage(start);
    let builder = WebviewWindowBuilder::from_config(app.handle(), &window)?;
    builder.on_document_title_changed(|window, title| window_title(&window, &title)).build()?;
    let handle = app.handle().clone();
    // Nothing can be wrong with registering; what a click does is told there.
    let _ = app.notification().on_action(move |_| starting::come_forward(&handle));
    Ok(())
}

/// A window is called what its page is called, in the page's language.
fn window_title(window: &WebviewWindow, title: &str) {
    if let Err(error) = window.set_title(title) {
        tracing::warn!(%error, "the window keeps its title");
    }
}

/// Asked by the system to end, the desk closes its room as it does with its window.
fn close_when_told(app: AppHandle<Wry>) {
    tauri::async_runtime::spawn(async move {
        use tokio::signal::unix::{SignalKind, signal};
        let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
        let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
            tracing::warn!("signals can't be heard");
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        app.exit(0);
    });
}
