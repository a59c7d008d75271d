//! The handle by which every front speaks to the room.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use dispatch::{
    Actor, At, CallId, CallStage, Catalogue, Circumstances, Command, Event, Incident, IncidentId, Position,
};
use dispatch::{Refusal, RefusalCode, State, UnitId};
use journal::{Entry, Reader};
use tokio::sync::{broadcast, mpsc, oneshot};
use uuid::Uuid;

use crate::api::{Answer, Caller, Language, LocationShare, Moment, Pairing, Problem, Receipt, Request};
use crate::clock::Clock;
use crate::coverage::{self, Lookout};
use crate::live::Live;
use crate::map::Map;
use crate::settings::Settings;
use crate::views::Views;
use crate::watch::{Touched, Watch, Whole};
use crate::wording::Trouble;
use crate::writer::Input;
use crate::{courses, destination, hospitals, nearby, reckon, tokens};

/// What fronts, watchers and the writer share.
pub(crate) struct Inner {
    pub(crate) map: Map,
    pub(crate) catalogue: Catalogue,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) live: RwLock<Live>,
    /// Reads single events of the log.
    pub(crate) past: Mutex<Reader<Event>>,
    pub(crate) touches: broadcast::Sender<Arc<Touched>>,
    pub(crate) desk_token: String,
    pub(crate) feed_token: String,
    pub(crate) origins: Mutex<Vec<String>>,
    pub(crate) watchers: AtomicU32,
    /// The desks that watch, and through how many windows each.
    pub(crate) desks: Mutex<BTreeMap<String, u32>>,
    pub(crate) lookout: Lookout,
}

impl Inner {
    pub(crate) fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn live_mut(&self) -> RwLockWriteGuard<'_, Live> {
        self.live.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn views<'a>(&'a self, live: &'a Live, language: Language) -> Views<'a> {
        Views { inner: self, live, language, now: self.clock.now() }
    }

    /// Tells every watcher. Nobody watching is no error.
    pub(crate) fn tell(&self, touched: Touched) {
        if !touched.is_empty() {
            let _nobody = self.touches.send(Arc::new(touched));
        }
    }

    pub(crate) fn watchers(&self) -> u32 {
        self.watchers.load(Ordering::Relaxed)
    }

    /// How many desks watch.
    pub(crate) fn desks(&self) -> u32 {
        let desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        u32::try_from(desks.len()).unwrap_or(u32::MAX)
    }

    /// Each desk counts once, however many windows it has; whoever else watches is a page.
    pub(crate) fn audience(&self) -> Audience {
        let desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        let windows: u32 = desks.values().sum();
        Audience { desks: desks.keys().cloned().collect(), pages: self.watchers().saturating_sub(windows) }
    }

    pub(crate) fn watcher_came(&self, who: &Actor) {
        self.watchers.fetch_add(1, Ordering::Relaxed);
        if let Some(desk) = who.desk() {
            let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
            *desks.entry(desk.to_owned()).or_default() += 1;
        }
        self.tell(Touched::whole(Whole::Health));
    }

    pub(crate) fn watcher_went(&self, who: &Actor) {
        self.watchers.fetch_sub(1, Ordering::Relaxed);
        if let Some(desk) = who.desk() {
            let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(windows) = desks.get_mut(desk) {
                *windows -= 1;
                if *windows == 0 {
                    desks.remove(desk);
                }
            }
        }
        self.tell(Touched::whole(Whole::Health));
    }
}

/// Who watches a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// The names of the desks, each once however many windows it has.
    pub desks: BTreeSet<String>,
    /// Units' pages.
    pub pages: u32,
}

/// The one running room. Handles are cheap to clone.
#[derive(Clone)]
pub struct Room {
    pub(crate) inner: Arc<Inner>,
    pub(crate) inputs: mpsc::Sender<Input>,
}

impl Room {
    /// Answers one request, for whoever asks.
    ///
    /// # Errors
    /// A [`Problem`] in the asker's language: the rules say no, try again, or a fault.
    pub async fn ask(&self, caller: &Caller, request: Request) -> Result<Answer, Problem> {
        self.answer(caller, request).await.map_err(|trouble| {
            if let Trouble::Fault(what) = &trouble {
                tracing::error!(what, "a request met a fault");
            }
            trouble.tell(caller.language)
        })
    }

    async fn answer(&self, caller: &Caller, request: Request) -> Result<Answer, Trouble> {
        may_ask(&caller.actor, &request)?;
        let inner = &self.inner;
        let now = inner.clock.now();
        match request {
            Request::Snapshot => {
                let live = inner.live();
                let snapshot = inner.views(&live, caller.language).snapshot(caller.actor.clone());
                Ok(Answer::Snapshot(Box::new(snapshot)))
            }
            Request::Page => {
                let Actor::Responder { unit } = &caller.actor else { return Err(Trouble::NotForYou) };
                let live = inner.live();
                let page = inner.views(&live, caller.language).page(unit).ok_or_else(|| unknown(unit))?;
                Ok(Answer::Page(Box::new(page)))
            }
            Request::Submit { id, command } => {
                self.submit(id, &caller.actor, *command).await.map(Answer::Receipt)
            }
            Request::FindTypes { typed } => {
                let types = inner.catalogue.matching(&typed);
                Ok(Answer::Types(types.into_iter().map(|kind| kind.key.clone()).collect()))
            }
            Request::FindPlaces { typed, near } => {
                // Who reads coordinates out must not wait for names, nor go without where there are none.
                if inner.map.names_by_now().is_none()
                    && let Some(found) = inner.map.written_out(&typed, near, now)
                {
                    return Ok(Answer::Places(found));
                }
                let names = inner.map.names().await?;
                let recent = recent_places(&inner.live().state, now);
                Ok(Answer::Places(inner.map.find(names, &typed, near, &recent, now)))
            }
            Request::Around { call } => {
                let names = inner.map.names().await.ok();
                let live = inner.live();
                let call =
                    live.state.calls.get(&call).ok_or_else(|| Refusal::new(RefusalCode::UnknownCall))?;
                Ok(Answer::Around(Box::new(nearby::around(names, &live.state, call, now))))
            }
            Request::Crossings { street, crossing, near } => {
                let names = inner.map.names().await?;
                Ok(Answer::Places(inner.map.crossings(names, &street, &crossing, near, now)))
            }
            Request::LinkLocation { call } => {
                self.link_location(&caller.actor, call).await.map(Answer::LocationShare)
            }
            Request::DescribePlace { at } => {
                // A point without a name is a place all the same.
                Ok(Answer::Place(Map::describe(inner.map.names().await.ok(), at, now)))
            }
            Request::WouldClose { shape } => Ok(Answer::WouldClose(inner.map.would_close(&shape))),
            Request::Assess { call } => {
                let live = inner.live();
                let call =
                    live.state.calls.get(&call).ok_or_else(|| Refusal::new(RefusalCode::UnknownCall))?;
                Ok(Answer::Assessment(Box::new(reckon::assess_call(inner, &live, call, now))))
            }
            Request::Reassess { incident } => {
                let live = inner.live();
                let known = known(&live.state, incident)?;
                Ok(Answer::Assessment(Box::new(reckon::assess_incident(inner, &live, known, now))))
            }
            Request::Ways { incident } => {
                let live = inner.live();
                Ok(Answer::Ways(inner.views(&live, caller.language).ways(incident)))
            }
            Request::Duplicates { incident } => {
                let live = inner.live();
                let known = known(&live.state, incident)?;
                Ok(Answer::Duplicates(reckon::duplicates(inner, &live, known, now)))
            }
            Request::Hospitals { incident, unit } => {
                let live = inner.live();
                let known = known(&live.state, incident)?;
                let unit = live.state.units.get(&unit).ok_or_else(|| unknown(&unit))?;
                Ok(Answer::Hospitals(hospitals::soonest(inner, known, unit)))
            }
            Request::Runs { unit } => {
                let live = inner.live();
                Ok(Answer::Runs(inner.views(&live, caller.language).runs(&unit)))
            }
            Request::Timeline { incident } => self.timeline(incident).await.map(Answer::Timeline),
            Request::Coverage { service } => {
                let view = inner.lookout.look(service).await?;
                Ok(Answer::Coverage(Box::new(view.as_ref().clone())))
            }
            Request::CoverageMap { service } => {
                let map = inner.lookout.map(service).await?;
                Ok(Answer::CoverageMap(Box::new(map.as_ref().clone())))
            }
            Request::PairPage { unit } => self.pair(&caller.actor, unit).await.map(Answer::Paired),
        }
    }

    /// Watches what changes, for whoever asks.
    pub fn watch(&self, caller: &Caller) -> Watch {
        Watch::new(Arc::clone(&self.inner), caller.clone())
    }

    /// Who watches now.
    pub fn audience(&self) -> Audience {
        self.inner.audience()
    }

    /// The time by the room's own clock.
    pub fn now(&self) -> At {
        self.inner.clock.now()
    }

    /// Where a call stands; none where there is no such call.
    pub fn call_stage(&self, call: CallId) -> Option<CallStage> {
        self.inner.live().state.calls.get(&call).map(|call| call.stage.clone())
    }

    /// A map tile: gzipped MVT; none where there is nothing to draw.
    ///
    /// # Errors
    /// A [`Problem`] where the region file can't be read.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, Problem> {
        let tile = self.inner.map.tile(z, x, y);
        tile.map_err(|error| Trouble::Fault(error.to_string()).tell(Language::default()))
    }

    /// Changes with the tiles: what was fetched under one version is right for ever.
    pub fn tiles_version(&self) -> &str {
        &self.inner.map.view().tiles_version
    }

    /// Who comes with this token: the room's desk, its feeds, a unit's page, or a caller's while its link works. Nobody else is admitted.
    pub fn admit(&self, token: &str) -> Option<Actor> {
        // Digests are compared, not tokens, so that timing tells nothing about them.
        let digest = tokens::digest(token);
        if digest == tokens::digest(&self.inner.desk_token) {
            return Some(Actor::Lead { desk: "1".to_owned() });
        }
        if digest == tokens::digest(&self.inner.feed_token) {
            return Some(Actor::Feed { name: "feed".to_owned() });
        }
        let live = self.inner.live();
        let mut units = live.state.units.values();
        if let Some(unit) = units.find(|unit| unit.page_token_digest.as_deref() == Some(digest.as_str())) {
            return Some(Actor::Responder { unit: unit.spec.id.clone() });
        }
        let call = live.state.call_linked_by(&digest, self.inner.clock.now())?;
        Some(Actor::Caller { call })
    }

    /// The token of the room's desks, kept in the room's folder.
    pub fn desk_token(&self) -> String {
        self.inner.desk_token.clone()
    }

    /// The token of the room's call and position feeds, kept in the room's folder.
    pub fn feed_token(&self) -> String {
        self.inner.feed_token.clone()
    }

    /// Tells the room where its network front listens, for the links to units' own pages.
    pub fn set_origins(&self, origins: Vec<String>) {
        *self.inner.origins.lock().unwrap_or_else(PoisonError::into_inner) = origins;
    }

    /// Lets what time alone changes be so now rather than within half a second: for whoever sets the room's clock.
    pub async fn look_at_the_clock(&self) {
        let inner = Arc::clone(&self.inner);
        let looked = tokio::task::spawn_blocking(move || {
            courses::follow(&inner);
            coverage::look_for_lost(&inner);
        });
        let _a_fault_is_logged = looked.await;
        let (done, looked) = oneshot::channel();
        if self.inputs.send(Input::Look { done }).await.is_ok() {
            let _closing = looked.await;
        }
    }

    /// Closes the room: what was accepted is on the disk when this returns.
    pub async fn close(self) {
        let (done, closed) = oneshot::channel();
        if self.inputs.send(Input::Close { done }).await.is_ok() {
            let _already_closed = closed.await;
        }
    }

    async fn submit(&self, id: Uuid, actor: &Actor, command: Command) -> Result<Receipt, Trouble> {
        if matches!(command, Command::NotePositions { .. }) {
            return self.see(actor, &command);
        }
        let command = destination::settled(&self.inner, command);
        let (reply, outcome) = oneshot::channel();
        let submission = Input::Submit { id, by: actor.clone(), command: Box::new(command), reply };
        // A full queue makes the asker wait; nothing that was asked is dropped.
        self.inputs.send(submission).await.map_err(|_| Trouble::Closing)?;
        outcome.await.map_err(|_| Trouble::Closing)?
    }

    /// Positions count at once and are not waited for: the log keeps the latest now and then (see [`Settings`]).
    /// Which of them are sound is the domain's rule all the same.
    fn see(&self, actor: &Actor, command: &Command) -> Result<Receipt, Trouble> {
        let nobody_sent = BTreeMap::new();
        let now = self.inner.clock.now();
        let given =
            Circumstances { now, by: actor, catalogue: &self.inner.catalogue, expected: &nobody_sent };
        let mut live = self.inner.live_mut();
        let mut moved = BTreeSet::new();
        for event in live.state.decide(command, given)? {
            let Event::PositionsNoted { positions } = event else { continue };
            moved.extend(
                positions.into_iter().filter(|own| live.see(&own.unit, own.seen, now)).map(|own| own.unit),
            );
        }
        let seq = live.seq;
        drop(live);
        self.inner.tell(Touched { moved, ..Touched::default() });
        Ok(Receipt { seq })
    }

    async fn pair(&self, actor: &Actor, unit: UnitId) -> Result<Pairing, Trouble> {
        let token = tokens::fresh();
        let command = Command::PairPage { unit: unit.clone(), token_digest: tokens::digest(&token) };
        self.submit(Uuid::new_v4(), actor, command).await?;
        let origins = self.inner.origins.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Pairing { unit, path: format!("/responder.html#token={token}"), origins })
    }

    async fn link_location(&self, actor: &Actor, call: CallId) -> Result<LocationShare, Trouble> {
        let token = tokens::short();
        let command = Command::LinkLocation { call, token_digest: tokens::digest(&token) };
        self.submit(Uuid::new_v4(), actor, command).await?;
        let origins = self.inner.origins.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let live = self.inner.live();
        let link = live.state.calls.get(&call).and_then(|call| call.location_link.as_ref());
        let until = link.map_or_else(|| self.inner.clock.now(), |link| link.until);
        Ok(LocationShare { call, path: format!("/caller.html#{token}"), origins, until })
    }

    /// Read from the log itself, so that it shows what is kept and nothing else.
    async fn timeline(&self, incident: IncidentId) -> Result<Vec<Moment>, Trouble> {
        let inner = Arc::clone(&self.inner);
        let read = tokio::task::spawn_blocking(move || read_timeline(&inner, incident));
        read.await.map_err(|error| Trouble::Fault(error.to_string()))?
    }
}

fn read_timeline(inner: &Inner, incident: IncidentId) -> Result<Vec<Moment>, Trouble> {
    let seqs = {
        let live = inner.live();
        let own = known(&live.state, incident)?;
        // What was merged into it is part of what happened.
        let duplicates = live.state.duplicates_of(own);
        let all = || std::iter::once(own).chain(duplicates.iter().copied());
        let calls: Vec<CallId> = all().flat_map(|own| own.calls.clone()).collect();
        let incidents: Vec<IncidentId> = all().map(|own| own.id).collect();
        live.histories.of(&incidents, &calls)
    };
    let fault = |error: &dyn std::error::Error| Trouble::Fault(error.to_string());
    let past = inner.past.lock().unwrap_or_else(PoisonError::into_inner);
    let moment = |seq| {
        let Entry { at_ms, actor, event, .. } = past.entry_at(seq).map_err(|error| fault(&error))?;
        let by = serde_json::from_value(actor).map_err(|error| fault(&error))?;
        Ok(Moment { seq, at: At(at_ms), by, event })
    };
    seqs.into_iter().map(moment).collect()
}

/// Who may ask what: desks everything, a unit's page its own, feeds nothing but to submit. What may be submitted is
/// the domain's rule ([`Actor::permit`]).
fn may_ask(actor: &Actor, request: &Request) -> Result<(), Trouble> {
    let permitted = match actor {
        Actor::Dispatcher { .. } | Actor::Lead { .. } | Actor::Room => true,
        Actor::Responder { .. } => matches!(request, Request::Page | Request::Submit { .. }),
        Actor::Feed { .. } | Actor::Caller { .. } => matches!(request, Request::Submit { .. }),
    };
    if permitted { Ok(()) } else { Err(Trouble::NotForYou) }
}

fn known(state: &State, incident: IncidentId) -> Result<&Incident, Refusal> {
    state.incidents.get(&incident).ok_or_else(|| Refusal::new(RefusalCode::UnknownIncident))
}

fn unknown(unit: &UnitId) -> Trouble {
    Trouble::Refused(Refusal::new(RefusalCode::UnknownUnit).with("unit", unit))
}

/// The next call is often about what the last ones were about: so many of them count, if they came within this time.
const RECENT_INCIDENTS: u32 = 4;
const RECENT_SECONDS: u32 = 2 * 60 * 60;

/// Where the last incidents are.
fn recent_places(state: &State, now: At) -> Vec<Position> {
    let recent = |incident: &&Incident| {
        incident.number + RECENT_INCIDENTS > state.last_incident_number
            && now.seconds_since(incident.opened_at) < RECENT_SECONDS
    };
    state.incidents.values().filter(recent).map(|incident| incident.place.position).collect()
}
