//! The play: callers ring, crews drive, for as long as it is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use room::Room;
use room::api::{Answer, CallView, Caller, Change, Language, Problem, Push, RegionView, Request, Snapshot};
use room::dispatch::call::CallBackResult;
use room::dispatch::command::Send;
use room::dispatch::incident::IncidentDisposition;
use room::dispatch::{
    AssignmentStatus, CallId, Channel, Command, DraftChange, Fix, FixSource, IncidentId, Personal, Position,
    UnitId,
};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval};
use uuid::Uuid;

use super::callers::{self, Callers};
use super::clerks::{self, Clerk};
use super::crews::{self, Crews};
use super::scenes::{self, Load, Scene};
use super::{as_crew, as_exchange, as_room, snapshot, submit, unexpected};

/// How many calls may ring, or wait to be called back, before no more come: the play waits for whoever watches it.
const MOST_UNANSWERED: usize = 8;
/// How often things move, by the room's clock.
const STEP: Duration = Duration::from_secs(1);
/// The first call comes soon, so that somebody who has just opened the room sees what it is for.
const FIRST_CALL_S: f64 = 8.0;

/// How fast things happen, and which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tempo {
    /// The same seed gives the same calls.
    pub seed: u64,
    /// How many calls come in an hour.
    pub calls_per_hour: f64,
    /// What comes.
    pub load: Load,
    /// How many dispatchers take the calls by themselves; none leaves them to whoever sits there.
    pub clerks: usize,
    /// How many seconds go by in one: as fast as the room's clock.
    pub speed: f64,
}

impl Default for Tempo {
    /// A call a minute, others every time.
    fn default() -> Self {
        Self { seed: rand::random(), calls_per_hour: 60.0, load: Load::Demo, clerks: 0, speed: 1.0 }
    }
}

/// A play that is under way. It ends when this is dropped, or the room closes.
#[derive(Debug)]
pub struct Play(JoinHandle<()>);

impl Play {
    /// Begins. Must be called within a tokio runtime.
    pub fn start(room: Room, tempo: Tempo) -> Self {
        Self(tokio::spawn(async move {
            if let Err(problem) = Stage::run(room, tempo).await {
                tracing::warn!(%problem, "the calls have stopped");
            }
        }))
    }
}

impl Drop for Play {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(super) struct Stage {
    room: Room,
    rng: StdRng,
    load: Load,
    clerks: Vec<Clerk>,
    /// What is behind each call, for the clerks.
    scenes: BTreeMap<CallId, Scene>,
    calls_per_hour: f64,
    region: RegionView,
    /// Calls that are not over.
    calls: BTreeMap<CallId, CallView>,
    /// Where people live and work, as far as the map tells: calls come from around there.
    haunts: Vec<Position>,
    callers: Callers,
    crews: Crews,
    /// Seconds from the beginning to the last step.
    now_s: f64,
    next_call_s: f64,
}

impl Stage {
    async fn run(room: Room, tempo: Tempo) -> Result<(), Problem> {
        let mut watch = room.watch(&as_room());
        let first = snapshot(&room).await?;
        let mut stage = Self::set(room, tempo, &first);
        stage.see_all(first);
        let began = Instant::now();
        let mut step = interval(STEP.div_f64(tempo.speed.clamp(1.0, 100.0)));
        step.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                push = watch.next() => match push {
                    Some(push) => stage.see(push).await?,
                    None => return Ok(()),
                },
                _ = step.tick() => {
                    let now_s = began.elapsed().as_secs_f64() * tempo.speed;
                    stage.step(now_s).await;
                    stage.clerks_step(now_s).await?;
                }
            }
        }
    }

    pub(super) fn set(room: Room, tempo: Tempo, first: &Snapshot) -> Self {
        let mut haunts: Vec<Position> = first.stations.iter().map(|station| station.position).collect();
        haunts.extend(first.units.iter().map(|view| view.unit.spec.home));
        haunts.push(first.region.centre);
        Self {
            room,
            rng: StdRng::seed_from_u64(tempo.seed),
            load: tempo.load,
            clerks: (1..=tempo.clerks)
                .map(|desk| Clerk::new(desk, StdRng::seed_from_u64(tempo.seed + desk as u64)))
                .collect(),
            scenes: BTreeMap::new(),
            calls_per_hour: tempo.calls_per_hour.clamp(0.01, 3600.0),
            region: first.region.clone(),
            calls: BTreeMap::new(),
            haunts,
            callers: Callers::default(),
            crews: Crews::new(tempo.load),
            now_s: 0.0,
            next_call_s: FIRST_CALL_S,
        }
    }

    async fn see(&mut self, push: Push) -> Result<(), Problem> {
        for change in push.changes {
            match change {
                Change::Call(view) => self.see_call(*view),
                Change::Incident(view) => {
                    self.crews.hear(&view, self.now_s, &mut self.rng);
                }
                Change::Unit(view) => self.crews.know(&view),
                Change::Missed => {
                    let all = snapshot(&self.room).await?;
                    self.see_all(all);
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn see_all(&mut self, all: Snapshot) {
        self.calls.clear();
        all.calls.into_iter().for_each(|view| self.see_call(view));
        all.units.iter().for_each(|view| self.crews.know(view));
        all.incidents.iter().for_each(|view| self.crews.hear(view, self.now_s, &mut self.rng));
    }

    fn see_call(&mut self, view: CallView) {
        self.calls.insert(view.call.id, view);
        // A closed call is kept until its caller has noticed, one more step.
        let most = 4 * MOST_UNANSWERED;
        if self.calls.len() > most {
            self.calls.retain(|_, view| !view.call.is_closed() || view.call.call_back_due);
        }
    }

    /// Everything that happens until `now_s`.
    pub(super) async fn step(&mut self, now_s: f64) {
        let passed_s = now_s - std::mem::replace(&mut self.now_s, now_s);
        if now_s >= self.next_call_s {
            let even: f64 = self.rng.random();
            // Calls come independently of one another: the time between them is exponential.
            self.next_call_s = now_s - (1.0 - even).ln() * 3600.0 / self.calls_per_hour;
            self.ring(now_s).await;
        }
        for deed in self.callers.step(now_s, |id| self.calls.get(&id).map(|view| &view.call)) {
            self.act_caller(deed).await;
        }
        for deed in self.crews.step(now_s, passed_s) {
            self.act_crew(deed).await;
        }
        let positions = self.crews.positions(now_s, self.room.now());
        if !positions.is_empty() {
            is_done(
                &submit(&self.room, &as_exchange(), Uuid::new_v4(), Command::NotePositions { positions })
                    .await,
            );
        }
    }

    async fn ring(&mut self, now_s: f64) {
        let waiting = |view: &&CallView| view.call.is_ringing() || view.call.call_back_due;
        let scene = Scene::draw(&mut self.rng, self.load);
        let place = self.somewhere();
        if self.calls.values().filter(waiting).count() >= MOST_UNANSWERED {
            return;
        }
        let fixes = match scene.radius_m {
            Some(radius_m) => vec![self.network_fix(place, radius_m).await],
            None => Vec::new(),
        };
        let call = CallId(Uuid::new_v4());
        let number = Some(Personal::from(scene.number.as_str()));
        let ring = Command::Ring { call, channel: Channel::Phone, number, fixes };
        if is_done(&submit(&self.room, &as_exchange(), Uuid::new_v4(), ring).await) {
            if !self.clerks.is_empty() {
                self.scenes.insert(call, scene.clone());
            }
            self.callers.rings(call, scene, now_s);
        }
    }

    /// A point within about a kilometre of where people are.
    fn somewhere(&mut self) -> Position {
        let haunt = self.haunts[self.rng.random_range(0..self.haunts.len())];
        let mut aside = || self.rng.random_range(-0.008..0.008);
        let (lat, lon) = (haunt.lat() + aside(), haunt.lon() + aside());
        let [west, south, east, north] = self.region.bounds;
        Position::new(lat.clamp(south, north), lon.clamp(west, east)).unwrap_or(haunt)
    }

    /// A fix on the street that is nearest, where the map knows one.
    async fn network_fix(&self, around: Position, radius_m: u32) -> Fix {
        let position = self.on_a_street(around).await.unwrap_or(around);
        Fix { position, radius_m, source: FixSource::Network, at: self.room.now(), label: String::new() }
    }

    async fn on_a_street(&self, around: Position) -> Option<Position> {
        /// A street of the same name elsewhere is not the one that was meant.
        const NEAR_M: f64 = 1_500.0;
        let Ok(Answer::Place(described)) =
            self.room.ask(&as_room(), Request::DescribePlace { at: around }).await
        else {
            return None;
        };
        let request = Request::FindPlaces { typed: described.fix.label, near: Some(around) };
        let Ok(Answer::Places(found)) = self.room.ask(&as_room(), request).await else { return None };
        found.hits.into_iter().map(|hit| hit.fix.position).find(|found| found.metres_to(around) < NEAR_M)
    }

    async fn act_caller(&self, deed: callers::Deed) {
        let outcome = match deed {
            callers::Deed::HangsUp(call) => {
                submit(&self.room, &as_exchange(), Uuid::new_v4(), Command::HangUp { call }).await
            }
            callers::Deed::Speaks(call, words) => {
                let text = Personal::from(format!("[contoh] {words}"));
                let draft = Command::Draft { call, change: DraftChange::Note { text } };
                submit(&self.room, &as_room(), Uuid::new_v4(), draft).await
            }
        };
        is_done(&outcome);
    }

    /// What the clerks do, by what the room shows now. With them, everybody else sees it at once too: time may fly.
    pub(super) async fn clerks_step(&mut self, now_s: f64) -> Result<(), Problem> {
        if self.clerks.is_empty() {
            return Ok(());
        }
        let all = snapshot(&self.room).await?;
        self.scenes.retain(|id, _| all.calls.iter().any(|view| view.call.id == *id));
        let mut clerks = std::mem::take(&mut self.clerks);
        let mut spoken_for = BTreeSet::new();
        for clerk in &mut clerks {
            let scene = |call| self.scenes.get(&call).cloned();
            if let Some(deed) = clerk.step(now_s, &all, scene, &mut spoken_for) {
                let who = Caller { actor: clerk.actor.clone(), language: Language::Id };
                self.act_clerk(&who, deed).await;
            }
        }
        self.clerks = clerks;
        self.see_all(all);
        Ok(())
    }

    async fn act_clerk(&mut self, who: &Caller, deed: clerks::Deed) {
        let commands = match deed {
            clerks::Deed::Answers(call) => vec![Command::Answer { call }],
            clerks::Deed::Classifies(call, says) => self.writes_down(call, says).await,
            clerks::Deed::Sends(call) => {
                let send = self.proposed(who, Request::Assess { call }).await;
                vec![Command::OpenIncident { incident: IncidentId(Uuid::new_v4()), call, send }]
            }
            clerks::Deed::SendsMore(incident) => {
                let send = self.proposed(who, Request::Reassess { incident }).await;
                vec![Command::Send { incident, send }]
            }
            clerks::Deed::Closes(call, disposition) => vec![Command::CloseCall { call, disposition }],
            clerks::Deed::CallsBack(call) => {
                vec![Command::CalledBack { call, result: CallBackResult::Reached }]
            }
            clerks::Deed::Acknowledges(alarm) => vec![Command::AcknowledgeAlarm { alarm }],
            clerks::Deed::ClosesIncident(incident) => {
                vec![Command::CloseIncident { incident, disposition: IncidentDisposition::Handled }]
            }
        };
        for command in commands {
            is_done(&submit(&self.room, who, Uuid::new_v4(), command).await);
        }
    }

    /// The type, and the place where the network told none.
    async fn writes_down(&mut self, call: CallId, says: &str) -> Vec<Command> {
        let kind = DraftChange::Kind { kind: Some(scenes::kind_of(says).into()) };
        let mut commands = vec![Command::Draft { call, change: kind }];
        if self.calls.get(&call).is_some_and(|view| view.location.is_none()) {
            let place = self.somewhere();
            let fix = Fix { source: FixSource::MapPin, ..self.network_fix(place, 20).await };
            commands.push(Command::AddFix { call, fix });
        }
        commands
    }

    async fn proposed(&self, who: &Caller, request: Request) -> Send {
        let units: Vec<UnitId> = match self.room.ask(who, request).await {
            Ok(Answer::Assessment(found)) => {
                found.recommendation.map_or_else(Vec::new, |own| own.proposed().cloned().collect())
            }
            _ => Vec::new(),
        };
        Send { proposed: units.clone(), units, reason: String::new() }
    }

    async fn act_crew(&mut self, deed: crews::Deed) {
        match deed {
            crews::Deed::Reports(unit, incident, status) => self.report(unit, incident, status).await,
            crews::Deed::AsksWay(unit, incident) => {
                let way = self.way(&unit, incident).await;
                if let Err(problem) = &way {
                    tracing::debug!(%problem, %unit, "no way");
                }
                self.crews.set_off(&unit, way.ok().flatten().as_ref());
            }
        }
    }

    async fn report(&self, unit: UnitId, incident: IncidentId, status: AssignmentStatus) {
        let crew = as_crew(&unit);
        let report = Command::Report { incident, unit, status };
        is_done(&submit(&self.room, &crew, Uuid::new_v4(), report).await);
    }

    async fn way(&self, unit: &UnitId, incident: IncidentId) -> Result<Option<room::api::UnitWay>, Problem> {
        match self.room.ask(&as_room(), Request::Ways { incident }).await? {
            Answer::Ways(ways) => Ok(ways.into_iter().find(|way| way.unit == *unit)),
            other => Err(unexpected(&other)),
        }
    }
}

/// Whether it was done. Somebody at a desk may have been quicker: nothing to stop the play for.
fn is_done(outcome: &Result<(), Problem>) -> bool {
    if let Err(problem) = outcome {
        tracing::debug!(%problem, "not done");
    }
    outcome.is_ok()
}

#[cfg(test)]
mod tests {
    use room::Opening;
    use room::clock::{Clock, SystemClock};
    use room::dispatch::{Actor, TypeId};
    use tempfile::TempDir;

    use super::*;

    /// A room with units, and the play in it, on a clock that the test sets.
    struct Theatre {
        stage: Stage,
        _folder: TempDir,
    }

    impl Theatre {
        async fn open(calls_per_hour: f64) -> Self {
            let folder = TempDir::new().unwrap();
            let region = region::testing::small_town(folder.path()).unwrap();
            let room = Room::open(Opening::new(folder.path().join("room"), region)).await.unwrap();
            crate::demo::enter(&room).await.unwrap();
            let first = snapshot(&room).await.unwrap();
            let mut stage = Stage::set(room, Tempo { seed: 112, calls_per_hour, ..Tempo::default() }, &first);
            stage.see_all(first);
            Self { stage, _folder: folder }
        }

        /// One second passes; what the room shows after it.
        async fn second(&mut self) -> Snapshot {
            let now_s = self.stage.now_s + 1.0;
            self.stage.step(now_s).await;
            self.stage.see_all(snapshot(&self.stage.room).await.unwrap());
            snapshot(&self.stage.room).await.unwrap()
        }

        async fn submit(&self, command: Command) {
            let lead = Caller { actor: Actor::Lead { desk: "1".to_owned() }, language: Language::En };
            submit(&self.stage.room, &lead, Uuid::new_v4(), command).await.unwrap();
        }
    }

    #[tokio::test]
    async fn calls_come_until_eight_wait_and_then_no_more() {
        let mut theatre = Theatre::open(600.0).await;
        let mut most = 0;
        for _ in 0..600 {
            let calls = theatre.second().await.calls;
            let waiting = calls.iter().filter(|view| view.call.is_ringing() || view.call.call_back_due);
            most = most.max(waiting.count());
        }
        assert_eq!(most, MOST_UNANSWERED);
    }

    #[tokio::test]
    async fn what_an_answered_caller_says_is_written_down_as_an_example() {
        let mut theatre = Theatre::open(600.0).await;
        for _ in 0..300 {
            let calls = theatre.second().await.calls;
            if let Some(ringing) = calls.iter().find(|view| view.call.is_ringing()) {
                theatre.submit(Command::Answer { call: ringing.call.id }).await;
            }
            if calls.iter().any(|view| view.call.draft.note.text().starts_with("[contoh] ")) {
                return;
            }
        }
        panic!("nobody said a word");
    }

    #[tokio::test]
    async fn a_crew_that_is_sent_drives_there_and_clears() {
        let mut theatre = Theatre::open(0.1).await;
        let (call, incident) = (CallId(Uuid::new_v4()), IncidentId(Uuid::new_v4()));
        let (lon, lat) = region::testing::points::HOUSE_EAST;
        let position = Position::new(lat, lon).unwrap();
        let fix = Fix {
            position,
            radius_m: 10,
            source: FixSource::MapPin,
            at: SystemClock.now(),
            label: String::new(),
        };
        theatre.submit(Command::Ring { call, channel: Channel::Radio, number: None, fixes: vec![fix] }).await;
        theatre.submit(Command::Answer { call }).await;
        let kind = DraftChange::Kind { kind: Some(TypeId::from("medical-unconscious")) };
        theatre.submit(Command::Draft { call, change: kind }).await;
        let units = vec![UnitId::from("AMB-1")];
        let send = Send { units: units.clone(), proposed: units, reason: String::new() };
        theatre.submit(Command::OpenIncident { incident, call, send }).await;

        let mut nearest_m = f64::INFINITY;
        for _ in 0..1200 {
            let now = theatre.second().await;
            let unit = now.units.iter().find(|view| view.unit.spec.id.0 == "AMB-1").unwrap();
            nearest_m = unit.position.position.metres_to(position).min(nearest_m);
            let assignment = &now.incidents[0].assignments[0].assignment;
            if !assignment.is_active() {
                let passed = assignment.steps.iter().map(|step| &step.status);
                let expected = [
                    AssignmentStatus::Notified,
                    AssignmentStatus::Acknowledged,
                    AssignmentStatus::EnRoute,
                    AssignmentStatus::OnScene,
                ];
                assert!(passed.zip(&expected).all(|(passed, expected)| passed == expected), "{assignment:?}");
                assert!(nearest_m < 60.0, "it was there: {nearest_m} m");
                return;
            }
        }
        panic!("the crew never cleared; it came as near as {nearest_m} m");
    }
}
