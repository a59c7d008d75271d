//! The desktop shell of Sigap 112: a window on a room in the same process, and a second one for its map. Nothing decides here.

mod args;
mod closing;
mod desk;
mod ipc;
mod map_window;
mod no_room;
mod notices;
mod place;
mod protocol;

use clap::Parser;
use tauri::webview::WebviewWindowBuilder;
use tauri::{App, AppHandle, Manager, RunEvent, Url, WebviewUrl, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;
use tracing_subscriber::EnvFilter;

use args::Args;
use closing::Closing;
use desk::{Desk, NoRoom};
use place::Place;

const WINDOW: &str = "desk";

fn main() -> tauri::Result<()> {
    let args = Args::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = tauri::Builder::default()
        // The first plugin, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_forward(app)))
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .register_asynchronous_uri_scheme_protocol("sigap", |context, request, responder| {
            let app = context.app_handle().clone();
            tauri::async_runtime::spawn_blocking(move || {
                responder.respond(match (app.try_state::<Desk>(), app.try_state::<NoRoom>()) {
                    (Some(desk), _) => protocol::tile(&desk.room, &request),
                    (None, Some(why)) => protocol::page(no_room::page(&why)),
                    (None, None) => protocol::page(no_room::page(&NoRoom::NoPlace)),
                });
            });
        })
        .plugin(tauri_plugin_notification::init())
        .manage(Closing::default())
        .on_window_event(closing::on_event)
        .invoke_handler(tauri::generate_handler![
            ipc::ask,
            ipc::watch,
            map_window::tear_off,
            map_window::close_map,
            closing::guard_closing,
            closing::closing_asked,
            closing::close_anyway
        ])
        .setup(move |app| Ok(set_up(app, &args)?))
        .build(tauri::generate_context!())?;
    close_when_told(app.handle().clone());
    app.run(|app, event| match event {
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == WINDOW => {
            if let Err(error) = map_window::close(app) {
                tracing::warn!(%error, "the map's window stays");
            }
        }
        RunEvent::Exit => {
            if let Some(desk) = app.try_state::<Desk>() {
                tauri::async_runtime::block_on(desk.close());
            }
        }
        _ => {}
    });
    Ok(())
}

/// Opens the room, then the window on it, so that the page never asks in vain.
fn set_up(app: &mut App, args: &Args) -> tauri::Result<()> {
    let mut window = app.config().app.windows.first().cloned().unwrap_or_default();
    match tauri::async_runtime::block_on(open(app.handle(), args)) {
        Ok(desk) => {
            tauri::async_runtime::spawn(notices::tell_of_rings(app.handle().clone(), desk.room.clone()));
            app.manage(desk);
        }
        Err(why) => {
            tracing::error!(%why, "there is no room");
            if let Ok(page) = Url::parse("sigap://localhost/") {
                window.url = WebviewUrl::CustomProtocol(page);
            }
            app.manage(why);
        }
    }
    WebviewWindowBuilder::from_config(app.handle(), &window)?.build()?;
    Ok(())
}

async fn open(app: &AppHandle<Wry>, args: &Args) -> Result<Desk, NoRoom> {
    let last = app.path().app_config_dir()?.join("last.json");
    let rooms = app.path().app_data_dir()?.join("rooms");
    let place = Place::choose(args, &last, &rooms).ok_or(NoRoom::NoPlace)?;
    let desk = Desk::open(&place, args).await?;
    if let Err(error) = place.remember(&last) {
        tracing::warn!(%error, "the room will not be remembered");
    }
    Ok(desk)
}

/// A second start shows the window of the first.
fn come_forward(app: &AppHandle<Wry>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window does not come forward");
        }
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
