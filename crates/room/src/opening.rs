//! Opening a room: its folder, its log, its region.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, RwLock};

use dispatch::catalogue::CatalogueError;
use dispatch::{Catalogue, Event};
use journal::Reader;
use tokio::sync::{broadcast, mpsc};

use crate::clock::{Clock, SystemClock};
use crate::courses;
use crate::coverage::{self, CoverageStandards, Lookout, StandardsError};
use crate::live::Live;
use crate::log::{Log, LogError};
use crate::map::{Map, MapError};
use crate::recent::Recent;
use crate::replaced;
use crate::room::{Inner, Room};
use crate::settings::{Settings, SettingsError};
use crate::tokens;
use crate::watch::{Touched, Whole};
use crate::writer::Writer;

/// The log's name in a room's folder.
pub(crate) const JOURNAL: &str = "room.journal";
/// How many commands may wait for the writer before askers have to.
const WAITING_COMMANDS: usize = 1_024;
/// How many changes a watcher may be behind before it has to start over.
const WAITING_TOUCHES: usize = 1_024;

/// What a room is opened with.
pub struct Opening {
    /// Where it keeps its log and its tokens; made if absent.
    pub folder: PathBuf,
    /// The region file.
    pub region: PathBuf,
    /// Its own incident types, or those shipped.
    pub catalogue: Option<PathBuf>,
    /// What it sets for itself.
    pub settings: Settings,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
}

impl Opening {
    /// A room with the shipped incident types and settings, on the machine's clock.
    pub fn new(folder: impl Into<PathBuf>, region: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            region: region.into(),
            catalogue: None,
            settings: Settings::default(),
            clock: Arc::new(SystemClock),
        }
    }

    /// A room with what `settings.toml` in its folder sets, on the machine's clock.
    ///
    /// # Errors
    /// The file is there and can't be used.
    pub fn as_set(folder: impl Into<PathBuf>, region: impl Into<PathBuf>) -> Result<Self, SettingsError> {
        let folder = folder.into();
        let settings = Settings::read(&folder)?;
        Ok(Self { settings, ..Self::new(folder, region) })
    }
}

/// Why a room can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its folder.
    #[error("the room's folder {folder} can't be used: {source}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Its log.
    #[error("the room's log can't be used: {0}")]
    Log(#[from] LogError),
    /// Its region.
    #[error(transparent)]
    Map(#[from] MapError),
    /// Its incident types.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// What it sets for itself.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// What it counts as covered.
    #[error(transparent)]
    Coverage(#[from] StandardsError),
    /// The thread that opened it died.
    #[error("opening the room was interrupted")]
    Interrupted,
}

struct Opened {
    log: Log,
    past: Reader<Event>,
    live: Live,
    map: Map,
    catalogue: Catalogue,
    desk_token: String,
    feed_token: String,
}

impl Room {
    /// Opens a room and starts its writer. Everything that was ever acknowledged is there.
    ///
    /// # Errors
    /// [`OpenError`], in a sentence fit to print.
    pub async fn open(opening: Opening) -> Result<Self, OpenError> {
        let Opening { folder, region, catalogue, settings, clock } = opening;
        let (own_folder, own_settings) = (folder.clone(), settings.clone());
        let standards = settings.coverage.clone().map_or_else(CoverageStandards::shipped, Ok)?;
        standards.check()?;
        settings.check()?;
        let opened = tokio::task::spawn_blocking(move || {
            read(&own_folder, &region, catalogue.as_deref(), &own_settings)
        });
        let Opened { log, past, live, map, catalogue, desk_token, feed_token } =
            opened.await.map_err(|_| OpenError::Interrupted)??;
        map.set_closures(live.state.closures.values());
        map.look_at_the_clock(clock.now(), settings.night);
        let (inputs, received) = mpsc::channel(WAITING_COMMANDS);
        let (lookout, board) = Lookout::new(standards);
        let (touches, _) = broadcast::channel(WAITING_TOUCHES);
        let (working, snapshot_at, now) = (live.state.clone(), live.seq, clock.now());
        let kept = live.positions.iter().map(|(unit, seen)| (unit.clone(), seen.at)).collect();
        let inner = Arc::new(Inner {
            map,
            catalogue,
            settings,
            clock,
            live: RwLock::new(live),
            past: Mutex::new(past),
            touches,
            desk_token,
            feed_token,
            origins: Mutex::default(),
            watchers: AtomicU32::new(0),
            desks: Mutex::default(),
            lookout,
        });
        tokio::spawn(coverage::keep_watch(Arc::clone(&inner), board));
        tokio::spawn(coverage::guard(Arc::clone(&inner)));
        // Whoever looks first sees arrivals from where units are, not from when they were sent.
        courses::follow(&inner);
        tokio::spawn(courses::run(Arc::clone(&inner)));
        tokio::spawn(tell_of_names(Arc::clone(&inner)));
        let writer = Writer {
            inner: Arc::clone(&inner),
            log,
            working,
            inputs: received,
            snapshot_at,
            positions_kept_at: now,
            recent: Recent { now, for_s: inner.settings.recent_s },
            kept,
            closing: None,
            lost: false,
        };
        tokio::spawn(writer.run());
        Ok(Self { inner, inputs })
    }
}

/// Tells every desk once places can be searched, or that they can't.
async fn tell_of_names(inner: Arc<Inner>) {
    let _either_way = inner.map.names().await;
    inner.tell(Touched::whole(Whole::Health));
}

fn read(
    folder: &Path,
    region: &Path,
    catalogue: Option<&Path>,
    settings: &Settings,
) -> Result<Opened, OpenError> {
    let unusable = |source| OpenError::Folder { folder: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(unusable)?;
    let catalogue = match catalogue {
        None => Catalogue::shipped()?,
        Some(path) => Catalogue::from_toml(&std::fs::read_to_string(path).map_err(unusable)?)?,
    };
    let map = Map::open(region, settings)?;
    let (log, known) = Log::open(&folder.join(JOURNAL))?;
    let past = log.another_reader()?;
    let replaced =
        replaced::notice(folder, map.region().info(), map.stations(), &known.state).map_err(unusable)?;
    if let Some(replaced) = replaced {
        tracing::warn!("{replaced}");
    }
    let desk_token = tokens::kept(&folder.join("desk.token")).map_err(unusable)?;
    let feed_token = tokens::kept(&folder.join("feed.token")).map_err(unusable)?;
    Ok(Opened { log, past, live: Live::new(known), map, catalogue, desk_token, feed_token })
}

/// Verifies a room's log from its first event to its last. Blocks; `progress` is told how many events are done, of
/// how many.
///
/// # Errors
/// Why the log can't be opened, or the first damage found.
pub fn verify(folder: &Path, progress: impl FnMut(u64, u64)) -> Result<journal::Verified, VerifyError> {
    let reader = journal::open_reader::<Event>(&folder.join(JOURNAL))?;
    Ok(reader.verify(progress)?)
}

/// Why a room's log isn't verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It can't be opened.
    #[error(transparent)]
    Open(#[from] journal::OpenError),
    /// It isn't what was written.
    #[error(transparent)]
    Damaged(#[from] journal::Damage),
}
