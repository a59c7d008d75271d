//! The desk's room, in the same process, with its network front for units' pages.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use gateway::{Listen, ListenError, Serving};
use room::api::{Caller, Language};
use room::dispatch::Actor;
use room::{OpenError, Opening, Room, SettingsError};
use sigap::demo::{Play, Tempo};
use tauri::async_runtime::JoinHandle;

use crate::args::Args;
use crate::place::Place;

/// What the desk that hosts its room is called.
const OWN: &str = "1";

/// Why there is no room. Fit to print.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoRoom {
    #[error("No region has been chosen yet.")]
    NoPlace,
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Listen(#[from] ListenError),
    #[error("the desk's folders are unknown: {0}")]
    Folders(#[from] tauri::Error),
}

/// An open room, seen from this desk.
pub(crate) struct Desk {
    pub(crate) room: Room,
    actor: Actor,
    /// The language that its page spoke last.
    language: Mutex<Language>,
    /// Ended when the desk closes.
    beside: Mutex<Option<(Serving, Option<Play>)>>,
    /// The watcher of each window, by its label.
    watching: Mutex<HashMap<String, JoinHandle<()>>>,
}

impl Desk {
    pub(crate) async fn open(place: &Place, args: &Args) -> Result<Self, NoRoom> {
        let mut opening = Opening::as_set(&place.room, &place.region)?;
        opening.settings.basemap = place.basemap.clone().or(opening.settings.basemap);
        let room = Room::open(opening).await?;
        // Without --serve the front is for this machine alone, on any free port.
        let addr = args.serve.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let serving = match gateway::serve(
            room.clone(),
            Listen { addr, desks_taken: vec![OWN.to_owned()], ..Listen::default() },
        )
        .await
        {
            Ok(serving) => serving,
            Err(error) => {
                room.close().await;
                return Err(error.into());
            }
        };
        tracing::info!(address = serving.local_url(), "the room is open");
        let play = args.calls.then(|| Play::start(room.clone(), Tempo::default()));
        let actor = room.admit(&room.desk_token()).unwrap_or(Actor::Lead { desk: OWN.to_owned() });
        Ok(Self {
            room,
            actor,
            language: Mutex::default(),
            beside: Mutex::new(Some((serving, play))),
            watching: Mutex::default(),
        })
    }

    /// The language that its page spoke last.
    pub(crate) fn language(&self) -> Language {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever sits at this desk, in the language of what it asks.
    pub(crate) fn speaks(&self, language: Language) -> Caller {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner) = language;
        self.caller(language)
    }

    /// Whoever sits at this desk.
    pub(crate) fn caller(&self, language: Language) -> Caller {
        Caller { actor: self.actor.clone(), language }
    }

    /// Keeps one watcher for each window: a page that was loaded again takes the place of the one before.
    pub(crate) fn watched_by(&self, window: &str, watcher: JoinHandle<()>) {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let before = watching.insert(window.to_owned(), watcher);
        if let Some(before) = before {
            before.abort();
        }
    }

    /// A window is gone, and its watcher with it.
    pub(crate) fn unwatched_by(&self, window: &str) {
        let watcher = self.watching.lock().unwrap_or_else(PoisonError::into_inner).remove(window);
        if let Some(watcher) = watcher {
            watcher.abort();
        }
    }

    /// Closes everything; what was accepted is on the disk when this returns.
    pub(crate) async fn close(&self) {
        let beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((serving, play)) = beside {
            drop(play);
            serving.shutdown().await;
            self.room.clone().close().await;
        }
    }
}
