//! The one writer: every change goes through here, one after the other.
//!
//! It takes all inputs that wait, decides them in order on its working state, and hands their events to the journal as
//! one commit. Only what is durable is answered, applied to the live state and told to watchers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use dispatch::alarm::Outlook;
use dispatch::unit::SeenUnit;
use dispatch::{Actor, At, Circumstances, Command, Event, Position, Recorded, State, UnitId};
use journal::{AppendError, Deed, Outcome};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::api::{EtaBasis, JournalHealth, Receipt};
use crate::log::{Known, Log};
use crate::recent::Recent;
use crate::reckon;
use crate::room::Inner;
use crate::watch::{Touched, Whole};
use crate::wording::Trouble;

/// How many commands may share one commit.
const BATCH: usize = 256;
/// How often the clock is looked at, for alarms and stale positions.
const TICK: Duration = Duration::from_millis(500);
/// How many events go by between two snapshots.
const SNAPSHOT_EVERY: u64 = 5_000;

/// Everything that can come to the writer.
pub(crate) enum Input {
    /// A command.
    Submit { id: Uuid, by: Actor, command: Box<Command>, reply: oneshot::Sender<Result<Receipt, Trouble>> },
    /// Look at the clock now.
    Look { done: oneshot::Sender<()> },
    /// Write what is left and stop.
    Close { done: oneshot::Sender<()> },
}

/// A command that was decided and waits for its commit.
struct Waiting {
    at: usize,
    reply: oneshot::Sender<Result<Receipt, Trouble>>,
}

pub(crate) struct Writer {
    pub(crate) inner: Arc<Inner>,
    pub(crate) log: Log,
    /// The live state and, while a batch is decided, what it will add.
    pub(crate) working: State,
    pub(crate) inputs: mpsc::Receiver<Input>,
    pub(crate) snapshot_at: u64,
    pub(crate) positions_kept_at: At,
    /// What desks showed when it was last looked for what leaves them.
    pub(crate) recent: Recent,
    /// Units that moved since positions were last kept, and where the log has them.
    pub(crate) kept: BTreeMap<UnitId, At>,
    /// Whoever asked for the room to be closed.
    pub(crate) closing: Option<oneshot::Sender<()>>,
    /// A commit failed, and what the log contains is not known.
    pub(crate) lost: bool,
}

impl Writer {
    /// Runs until the room is closed or nobody holds it any more.
    pub(crate) async fn run(mut self) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let mut batch = Vec::new();
        while self.closing.is_none() {
            tokio::select! {
                received = self.inputs.recv_many(&mut batch, BATCH) => {
                    if received == 0 {
                        break;
                    }
                    self.handle(std::mem::take(&mut batch)).await;
                }
                _ = tick.tick() => self.tick().await,
            }
            if self.lost {
                self.recover().await;
            }
        }
        self.keep_positions().await;
        self.snapshot().await;
        self.log.close().await;
        self.inner.tell(Touched::whole(Whole::Closed));
        if let Some(done) = self.closing.take() {
            let _nobody_waits = done.send(());
        }
    }

    /// Decides a batch, commits it and answers.
    async fn handle(&mut self, batch: Vec<Input>) {
        let mut deeds: Vec<Deed<Event>> = Vec::new();
        let (mut waiting, mut looks) = (Vec::new(), Vec::new());
        let mut at_of: HashMap<Uuid, usize> = HashMap::new();
        for input in batch {
            match input {
                Input::Close { done } => self.closing = Some(done),
                Input::Look { done } => looks.push(done),
                Input::Submit { id, by, command, reply } => {
                    if let Some(&at) = at_of.get(&id) {
                        waiting.push(Waiting { at, reply });
                        continue;
                    }
                    match self.decide(id, &by, &command) {
                        Ok(Decided::Kept(receipt)) => answer(reply, Ok(receipt)),
                        Ok(Decided::New(deed)) => {
                            at_of.insert(id, deeds.len());
                            waiting.push(Waiting { at: deeds.len(), reply });
                            deeds.push(deed);
                        }
                        Err(trouble) => answer(reply, Err(trouble)),
                    }
                }
            }
        }
        if !deeds.is_empty() {
            let committed = self.commit(deeds).await;
            for Waiting { at, reply } in waiting {
                let receipt = committed.as_ref().map(|receipts| receipts.get(at).copied());
                answer(
                    reply,
                    match receipt {
                        Ok(Some(receipt)) => Ok(receipt),
                        Ok(None) => Err(Trouble::Fault("a deed got no receipt".to_owned())),
                        Err(trouble) => Err(trouble.clone()),
                    },
                );
            }
            if self.inner.live().seq >= self.snapshot_at + SNAPSHOT_EVERY {
                self.snapshot().await;
            }
        }
        if !looks.is_empty() {
            self.tick().await;
        }
        for done in looks {
            let _nobody_waits = done.send(());
        }
    }

    fn decide(&mut self, id: Uuid, by: &Actor, command: &Command) -> Result<Decided, Trouble> {
        if let Some(receipt) = self.log.receipt_of(id)? {
            return Ok(Decided::Kept(receipt));
        }
        let now = self.inner.clock.now();
        let expected = self.expected(command);
        let given = Circumstances { now, by, catalogue: &self.inner.catalogue, expected: &expected };
        let events = self.working.decide(command, given)?;
        if events.is_empty() {
            return Ok(Decided::Kept(Receipt { seq: self.inner.live().seq }));
        }
        for event in &events {
            self.working.apply(&Recorded { at: now, by: by.clone(), event: event.clone() });
        }
        let actor = serde_json::to_value(by).map_err(|error| Trouble::Fault(error.to_string()))?;
        Ok(Decided::New(Deed { command: id, at_ms: now.0, actor, events }))
    }

    /// What the roads say of the units that a command would send.
    fn expected(&self, command: &Command) -> BTreeMap<UnitId, dispatch::assignment::Expected> {
        let sent: Option<(Position, &[UnitId])> = match command {
            Command::OpenIncident { call, send, .. } => {
                let place = self.working.calls.get(call).and_then(|call| call.location());
                place.map(|fix| (fix.position, send.units.as_slice()))
            }
            Command::Send { incident, send } => {
                let incident = self.working.incidents.get(incident);
                incident.map(|incident| (incident.place.position, send.units.as_slice()))
            }
            Command::Divert { incident, unit, .. } => {
                let incident = self.working.incidents.get(incident);
                incident.map(|incident| (incident.place.position, std::slice::from_ref(unit)))
            }
            // Whoever is free goes to where it is awaited.
            Command::Report { unit, status, .. } if !status.is_active() => {
                let next = self.working.queued_at(unit).into_iter().next();
                next.map(|incident| (incident.place.position, std::slice::from_ref(unit)))
            }
            Command::MoveUp { unit, to } => Some((to.position, std::slice::from_ref(unit))),
            _ => None,
        };
        sent.map_or_else(BTreeMap::new, |(place, units)| {
            reckon::expected(&self.inner, &self.inner.live(), &self.working, units, place)
        })
    }

    /// Makes deeds durable, then lets them count. When the outcome is unknown, whoever asked is told so at once; the log
    /// is opened again afterwards.
    async fn commit(&mut self, deeds: Vec<Deed<Event>>) -> Result<Vec<Receipt>, Trouble> {
        match self.log.append(deeds.clone()).await {
            Ok(outcomes) => {
                self.publish(&deeds, &outcomes);
                self.alarm();
                Ok(outcomes.iter().map(|outcome| Receipt { seq: outcome.receipt().last_seq }).collect())
            }
            Err(AppendError::OutcomeUnknown(error)) => {
                tracing::error!(%error, "a commit failed: the log has to be opened again");
                self.lost = true;
                Err(Trouble::OutcomeUnknown)
            }
            Err(error) => {
                self.working = self.inner.live().state.clone();
                Err(Trouble::Fault(error.to_string()))
            }
        }
    }

    fn publish(&self, deeds: &[Deed<Event>], outcomes: &[Outcome]) {
        let mut touched = Touched::default();
        {
            let mut live = self.inner.live_mut();
            for (deed, outcome) in deeds.iter().zip(outcomes) {
                let Outcome::Accepted(receipt) = outcome else { continue };
                let Ok(by) = serde_json::from_value::<Actor>(deed.actor.clone()) else { continue };
                for (seq, event) in (receipt.first_seq..).zip(&deed.events) {
                    live.apply(seq, &Recorded { at: At(deed.at_ms), by: by.clone(), event: event.clone() });
                    self.close_roads(event);
                    touched.by(event, &live.state);
                }
            }
        }
        self.inner.tell(touched);
    }

    fn close_roads(&self, event: &Event) {
        match event {
            Event::RoadClosed { closure, shape, effect, .. }
            | Event::ClosureChanged { closure, shape, effect, .. } => {
                self.inner.map.close(*closure, shape, *effect);
            }
            Event::RoadOpened { closure } => self.inner.map.reopen(*closure),
            _ => {}
        }
    }

    /// Opens the log again; the state becomes what it says. Nothing is acknowledged until that has worked.
    async fn recover(&mut self) {
        self.set_journal_health(JournalHealth::Reopening);
        let mut pause = Duration::from_millis(200);
        while self.closing.is_none() && !self.inputs.is_closed() {
            match self.log.reopen().await.and_then(|()| self.log.known_after(&self.inner.live())) {
                Ok(Known { seq, state, histories }) => {
                    self.inner.map.set_closures(state.closures.values());
                    self.working = state.clone();
                    let mut live = self.inner.live_mut();
                    (live.seq, live.state, live.histories) = (seq, state, histories);
                    live.journal = JournalHealth::Safe;
                    drop(live);
                    self.inner.tell(Touched::whole(Whole::Missed));
                    self.lost = false;
                    return;
                }
                Err(error) => {
                    tracing::error!(%error, "the log can't be opened");
                    self.set_journal_health(JournalHealth::Down);
                    self.refuse_for(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(5));
                }
            }
        }
    }

    /// Waits, and meanwhile says at once to everybody who asks that the log can't be written.
    async fn refuse_for(&mut self, pause: Duration) {
        let until = tokio::time::Instant::now() + pause;
        while let Ok(Some(input)) = tokio::time::timeout_at(until, self.inputs.recv()).await {
            match input {
                Input::Submit { reply, .. } => answer(reply, Err(Trouble::JournalDown)),
                Input::Look { done } => drop(done),
                Input::Close { done } => self.closing = Some(done),
            }
        }
    }

    fn set_journal_health(&self, health: JournalHealth) {
        self.inner.live_mut().journal = health;
        self.inner.tell(Touched::whole(Whole::Health));
    }

    /// What time alone changes: alarms, stale positions, and positions due to be kept.
    async fn tick(&mut self) {
        self.alarm();
        let now = self.inner.clock.now();
        self.inner.map.look_at_the_clock(now, self.inner.settings.night);
        let mut touched = Touched::default();
        {
            let mut live = self.inner.live_mut();
            let stale = live.stale_now(&self.inner.settings, now);
            if stale != live.stale {
                touched.units = stale.symmetric_difference(&live.stale).cloned().collect::<BTreeSet<_>>();
                touched.wholes.insert(Whole::Health);
                live.stale = stale;
            }
            let left = self.recent.leave(&live.state, now);
            (touched.calls, touched.incidents) = (left.calls, left.incidents);
            if live.tally.forget(now) {
                touched.wholes.insert(Whole::Health);
            }
        }
        self.inner.tell(touched);
        let set_back = now < self.positions_kept_at;
        if set_back || now.seconds_since(self.positions_kept_at) >= self.inner.settings.keep_positions_every_s
        {
            self.positions_kept_at = now;
            self.keep_positions().await;
        }
    }

    fn alarm(&self) {
        let now = self.inner.clock.now();
        let mut live = self.inner.live_mut();
        let (limits, catalogue) = (&self.inner.settings.alarms, &self.inner.catalogue);
        let arrives = |unit: &UnitId| {
            let eta = live.eta(live.state.units.get(unit)?, &self.inner.settings, now)?;
            (eta.basis != EtaBasis::Stale).then_some(eta.arrives_at)
        };
        let sighted = |unit: &UnitId| live.sighting(unit);
        let (arrives, sighted, uncovered) = (&arrives, &sighted, live.uncovered.as_slice());
        let alarms = live.state.alarms(&Outlook { limits, catalogue, arrives, sighted, uncovered, now });
        if alarms != live.alarms {
            let before = std::mem::replace(&mut live.alarms, alarms.clone());
            live.tally.count(&before, &alarms, now);
            drop(live);
            self.inner.tell(Touched { wholes: [Whole::Alarms, Whole::Health].into(), ..Touched::default() });
        }
    }

    /// Puts the latest positions in the log, those that changed since the last time.
    async fn keep_positions(&mut self) {
        let positions: Vec<SeenUnit> = {
            let live = self.inner.live();
            let unkept = live.positions.iter().filter(|(unit, seen)| self.kept.get(*unit) != Some(&seen.at));
            unkept.map(|(unit, seen)| SeenUnit { unit: unit.clone(), seen: *seen }).collect()
        };
        if positions.is_empty() {
            return;
        }
        let command = Command::NotePositions { positions: positions.clone() };
        match self.decide(Uuid::new_v4(), &Actor::Room, &command) {
            Ok(Decided::New(deed)) => {
                if self.commit(vec![deed]).await.is_ok() {
                    self.kept.extend(positions.into_iter().map(|own| (own.unit, own.seen.at)));
                }
            }
            Ok(Decided::Kept(_)) => {}
            Err(error) => tracing::error!(%error, "positions can't be kept"),
        }
    }

    async fn snapshot(&mut self) {
        let known = self.inner.live().known();
        if known.seq > self.snapshot_at {
            match self.log.save_snapshot(&known).await {
                Ok(()) => self.snapshot_at = known.seq,
                Err(error) => tracing::warn!(%error, "no snapshot was saved"),
            }
        }
    }
}

enum Decided {
    /// The command was kept before, or changes nothing.
    Kept(Receipt),
    New(Deed<Event>),
}

/// Whoever stopped waiting for an answer doesn't get it; what was decided stands.
fn answer(reply: oneshot::Sender<Result<Receipt, Trouble>>, outcome: Result<Receipt, Trouble>) {
    let _nobody_waits = reply.send(outcome);
}
