//! The desk's room, in the same process, with its network front for units' pages and other desks.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use gateway::frame::Seat;
use gateway::{Listen, ListenError, Serving, Taken, Turns};
use room::api::{Answer, Caller, Language, Problem, Request};
use room::dispatch::Actor;
use room::{OpenError, Opening, Room, SettingsError};
use sigap::demo::{Play, Tempo};
use tauri::async_runtime::JoinHandle;
use tokio::sync::watch;

use crate::args::Args;
use crate::place::Place;

/// Why there is no room. Fit to print.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoRoom {
    #[error("No region has been chosen yet.")]
    NoPlace,
    #[error("{folder} holds other things, and no room")]
    NotARoom { folder: PathBuf },
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Listen(#[from] ListenError),
}

/// An open room, seen from this desk.
pub(crate) struct Desk {
    pub(crate) room: Room,
    /// Its windows' requests.
    turns: Turns,
    /// Whoever sits here, by the desk's present name.
    seated: watch::Sender<Actor>,
    /// Keeps the desk's name, so that it is called so next time; a page's own storage may lag behind its closing.
    named: PathBuf,
    /// The language of its screen.
    language: Mutex<Language>,
    /// Ended when the desk closes.
    beside: Mutex<Option<Beside>>,
    /// The watcher of each window, by its label.
    watching: Mutex<HashMap<String, JoinHandle<()>>>,
}

/// What runs beside the room.
struct Beside {
    serving: Serving,
    /// The desk's name, so that no other desk takes it.
    seat: Option<Taken>,
    play: Option<Play>,
}

impl Desk {
    /// Opens the room; `named` is the file that keeps the desk's name.
    pub(crate) async fn open(place: &Place, args: &Args, named: PathBuf) -> Result<Self, NoRoom> {
        let mut opening = Opening::as_set(&place.room, &place.region)?;
        opening.settings.basemap = place.basemap.clone().or(opening.settings.basemap);
        let room = Room::open(opening).await?;
        // Without --serve the front is for this machine alone, on any free port.
        let addr = args.serve.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let serving = match gateway::serve(room.clone(), Listen { addr, ..Listen::default() }).await {
            Ok(serving) => serving,
            Err(error) => {
                room.close().await;
                return Err(error.into());
            }
        };
        tracing::info!(address = serving.local_url(), "the room is open");
        let play = args.calls.then(|| Play::start(room.clone(), Tempo::default()));
        let seat = serving.sit_down(&wishing(std::fs::read_to_string(&named).ok()));
        let (seated, _) = watch::channel(Actor::Lead { desk: seat.name().to_owned() });
        Ok(Self {
            room,
            turns: Turns::default(),
            seated,
            named,
            language: Mutex::default(),
            beside: Mutex::new(Some(Beside { serving, seat: Some(seat), play })),
            watching: Mutex::default(),
        })
    }

    /// Asks the room in the name of whoever sits here.
    pub(crate) async fn ask(&self, language: Language, request: Request) -> Result<Answer, Problem> {
        let turn = self.turns.take(&request);
        gateway::ask_in_turn(&self.room, turn, self.caller(language), request).await
    }

    /// The language of its screen.
    pub(crate) fn language(&self) -> Language {
        *locked(&self.language)
    }

    /// Its screen speaks this language from now on.
    pub(crate) fn speaks(&self, language: Language) {
        *locked(&self.language) = language;
    }

    /// Whoever sits at this desk, in the language of what it asks.
    pub(crate) fn caller(&self, language: Language) -> Caller {
        Caller { actor: self.seated.borrow().clone(), language }
    }

    /// Whoever sits at this desk, also when that changes.
    pub(crate) fn seated(&self) -> watch::Receiver<Actor> {
        self.seated.subscribe()
    }

    /// The desk's name.
    pub(crate) fn name(&self) -> String {
        self.seated.borrow().desk().unwrap_or_default().to_owned()
    }

    /// Takes the name that somebody wishes for, or a number where another desk has it.
    pub(crate) fn sit_down(&self, wish: String) {
        let mut beside = locked(&self.beside);
        let Some(beside) = beside.as_mut() else { return };
        // Let go of before, so that it is free to be wished for again.
        beside.seat = None;
        let taken = beside.serving.sit_down(&wishing(Some(wish)));
        let name = taken.name().to_owned();
        beside.seat = Some(taken);
        if let Err(error) = std::fs::write(&self.named, &name) {
            tracing::warn!(%error, "the desk's name will not be remembered");
        }
        self.seated.send_replace(Actor::Lead { desk: name });
    }

    /// Keeps one watcher for each window: a page that was loaded again takes the place of the one before.
    pub(crate) fn watched_by(&self, window: &str, watcher: JoinHandle<()>) {
        let before = locked(&self.watching).insert(window.to_owned(), watcher);
        if let Some(before) = before {
            before.abort();
        }
    }

    /// A window is gone, and its watcher with it.
    pub(crate) fn unwatched_by(&self, window: &str) {
        let watcher = locked(&self.watching).remove(window);
        if let Some(watcher) = watcher {
            watcher.abort();
        }
    }

    /// Closes everything; what was accepted is on the disk when this returns.
    pub(crate) async fn close(&self) {
        let beside = locked(&self.beside).take();
        if let Some(Beside { serving, seat, play }) = beside {
            drop((seat, play));
            serving.shutdown().await;
            self.room.clone().close().await;
        }
    }
}

/// A seat that nobody else has the key of.
fn wishing(name: Option<String>) -> Seat {
    Seat { key: String::new(), name }
}

fn locked<T>(own: &Mutex<T>) -> MutexGuard<'_, T> {
    own.lock().unwrap_or_else(PoisonError::into_inner)
}
