//! The people of the stories: a small town's room, its desk and its crews, as tests speak to them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    reason = "a story that can't go on fails"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use room::api::{
    Answer, Assessment, Caller, Change, FoundPlaces, Language, PageView, PlaceHit, Problem, Push, Request,
    Snapshot, UnitWay,
};
use room::clock::Clock;
use room::dispatch::call::{Channel, DraftChange};
use room::dispatch::command::Send;
use room::dispatch::unit::{Service, UnitSpec, Vehicle};
use room::dispatch::{
    Actor, AssignmentStatus, At, CallId, Command, Fix, IncidentId, Personal, Position, TypeId, UnitId,
};
use room::{Opening, Room, Settings, Watch};
use uuid::Uuid;

/// A clock that a story sets.
pub struct StoryClock(AtomicI64);

impl StoryClock {
    /// A clock that stands at 2026-11-22 00:30 in Western Indonesia.
    pub fn at_half_past_midnight() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_795_282_200_000)))
    }

    /// Lets seconds go by.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for StoryClock {
    fn now(&self) -> At {
        At(self.0.load(Ordering::SeqCst))
    }
}

/// A small town's room in a folder of its own.
pub struct Town {
    /// Holds the region and the room; removed with the town.
    pub folder: tempfile::TempDir,
    /// The region file.
    pub region: PathBuf,
    /// The room's clock.
    pub clock: Arc<StoryClock>,
}

impl Town {
    /// A town whose room has not been opened yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let region = region::testing::small_town(folder.path()).expect("the town is built");
        Self { folder, region, clock: StoryClock::at_half_past_midnight() }
    }

    /// Where the room keeps its log.
    pub fn room_folder(&self) -> PathBuf {
        self.folder.path().join("room")
    }

    /// Opens the room.
    pub async fn open(&self) -> Room {
        self.open_in(&self.room_folder()).await
    }

    /// Opens a room in another folder, such as a copy of this one's.
    pub async fn open_in(&self, folder: &Path) -> Room {
        let settings = Settings { time_zone: Some("Asia/Jakarta".to_owned()), ..Settings::default() };
        let opening = Opening { settings, clock: self.clock.clone(), ..Opening::new(folder, &self.region) };
        Room::open(opening).await.expect("the room opens")
    }

    /// The room's files as a power cut of the program alone would leave them, in a new folder.
    pub fn as_killed_now(&self, name: &str) -> PathBuf {
        let copy = self.folder.path().join(name);
        std::fs::create_dir(&copy).expect("a folder for the copy");
        for file in std::fs::read_dir(self.room_folder()).expect("the room's folder") {
            let file = file.expect("a file of the room's");
            if file.file_type().expect("its type").is_file() {
                std::fs::copy(file.path(), copy.join(file.file_name())).expect("a copy");
            }
        }
        copy
    }
}

impl Default for Town {
    fn default() -> Self {
        Self::new()
    }
}

/// Somebody at a desk or in a cab.
pub struct Person {
    room: Room,
    caller: Caller,
    watch: Watch,
}

impl Person {
    /// The shift lead at desk 1.
    pub fn at_the_desk(room: &Room) -> Self {
        Self::new(room, Actor::Lead { desk: "1".to_owned() })
    }

    /// Whoever this actor is.
    pub fn new(room: &Room, actor: Actor) -> Self {
        let caller = Caller { actor, language: Language::Id };
        Self { room: room.clone(), watch: room.watch(&caller), caller }
    }

    /// Asks anything.
    pub async fn ask(&self, request: Request) -> Result<Answer, Problem> {
        self.room.ask(&self.caller, request).await
    }

    /// Does something, and gets the receipt's number.
    pub async fn does(&self, command: Command) -> u64 {
        self.tries(command).await.expect("the room takes it")
    }

    /// Tries something that the room may refuse.
    pub async fn tries(&self, command: Command) -> Result<u64, Problem> {
        self.tries_as(Uuid::new_v4(), command).await
    }

    /// The same under an id of one's own.
    pub async fn tries_as(&self, id: Uuid, command: Command) -> Result<u64, Problem> {
        match self.ask(Request::Submit { id, command: Box::new(command) }).await? {
            Answer::Receipt(receipt) => Ok(receipt.seq),
            other => panic!("a receipt was expected, not {other:?}"),
        }
    }

    /// A call rings from this number and is answered.
    pub async fn takes_a_call(&self, number: &str) -> CallId {
        let call = CallId(Uuid::new_v4());
        let number = Some(Personal::from(number));
        self.does(Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() }).await;
        self.does(Command::Answer { call }).await;
        call
    }

    /// A call is answered, and its type and place are the first hits of what is typed.
    pub async fn takes_a_call_about(&self, number: &str, incident_type: &str, place: &str) -> CallId {
        let call = self.takes_a_call(number).await;
        self.picks_type(call, incident_type).await;
        self.picks_place(call, place).await;
        call
    }

    /// Writes in the call form.
    pub async fn writes(&self, call: CallId, change: DraftChange) -> u64 {
        self.does(Command::Draft { call, change }).await
    }

    /// Picks the type that comes first for these words.
    pub async fn picks_type(&self, call: CallId, typed: &str) -> TypeId {
        let Ok(Answer::Types(types)) = self.ask(Request::FindTypes { typed: typed.to_owned() }).await else {
            panic!("types were expected")
        };
        let kind = types.first().cloned().unwrap_or_else(|| panic!("no type for {typed}"));
        self.writes(call, DraftChange::Kind { kind: Some(kind.clone()) }).await;
        kind
    }

    /// Takes the first place that is found for these words.
    pub async fn picks_place(&self, call: CallId, typed: &str) -> Fix {
        let hits = self.finds(typed).await;
        let hit = hits.into_iter().next().unwrap_or_else(|| panic!("no place for {typed}"));
        self.does(Command::AddFix { call, fix: hit.fix.clone() }).await;
        hit.fix
    }

    /// Places for these words.
    pub async fn finds(&self, typed: &str) -> Vec<PlaceHit> {
        self.asks_where(typed).await.hits
    }

    /// Places for these words, or why there is none.
    pub async fn asks_where(&self, typed: &str) -> FoundPlaces {
        match self.ask(Request::FindPlaces { typed: typed.to_owned(), near: None }).await {
            Ok(Answer::Places(found)) => found,
            other => panic!("places were expected, not {other:?}"),
        }
    }

    /// Who should go.
    pub async fn assesses(&self, call: CallId) -> Assessment {
        match self.ask(Request::Assess { call }).await {
            Ok(Answer::Assessment(assessment)) => *assessment,
            other => panic!("an assessment was expected, not {other:?}"),
        }
    }

    /// The ways of the units on an incident.
    pub async fn ways(&self, incident: IncidentId) -> Vec<UnitWay> {
        match self.ask(Request::Ways { incident }).await {
            Ok(Answer::Ways(ways)) => ways,
            other => panic!("ways were expected, not {other:?}"),
        }
    }

    /// Opens an incident and sends what is proposed.
    pub async fn sends_the_proposed(&self, call: CallId) -> (IncidentId, Vec<UnitId>) {
        let recommendation = self.assesses(call).await.recommendation.expect("a recommendation");
        let units: Vec<UnitId> = recommendation.proposed().cloned().collect();
        let incident = IncidentId(Uuid::new_v4());
        let send = Send { units: units.clone(), proposed: units.clone(), reason: String::new() };
        self.does(Command::OpenIncident { incident, call, send }).await;
        (incident, units)
    }

    /// Reports a unit's next status.
    pub async fn reports(&self, incident: IncidentId, unit: &UnitId, status: AssignmentStatus) -> u64 {
        self.does(Command::Report { incident, unit: unit.clone(), status }).await
    }

    /// All that the desk shows.
    pub async fn sees(&self) -> Snapshot {
        match self.ask(Request::Snapshot).await {
            Ok(Answer::Snapshot(snapshot)) => *snapshot,
            other => panic!("a snapshot was expected, not {other:?}"),
        }
    }

    /// What a unit's own page shows.
    pub async fn page(&self) -> PageView {
        match self.ask(Request::Page).await {
            Ok(Answer::Page(page)) => *page,
            other => panic!("a page was expected, not {other:?}"),
        }
    }

    /// Waits for the first push that has such a change.
    pub async fn waits_for(&mut self, wanted: impl Fn(&Change) -> bool) -> Push {
        let look = async {
            loop {
                let push = self.watch.next().await.expect("the room is open");
                if push.changes.iter().any(&wanted) {
                    return push;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), look).await.expect("it comes")
    }
}

/// A unit as a roster has it.
pub fn unit(id: &str, service: Service, capabilities: &[&str], home: Position) -> UnitSpec {
    let vehicle = match service {
        Service::Fire => Vehicle::Heavy,
        Service::Medical => Vehicle::Ambulance,
        Service::Police | Service::Rescue => Vehicle::Car,
    };
    UnitSpec {
        id: UnitId::from(id),
        service,
        agency: format!("{service:?}"),
        vehicle,
        capabilities: capabilities.iter().map(|&capability| capability.to_owned()).collect(),
        station: None,
        station_name: String::new(),
        home,
        crew: 4,
        turnout_s: Some(60),
    }
}
