//! A small room to test in: a roster, a desk, a lead, and short names for things.

use std::collections::BTreeMap;

use dispatch::assignment::Expected;
use dispatch::call::{Channel, DraftChange};
use dispatch::command::Send;
use dispatch::moveup::StandbyPlace;
use dispatch::unit::{Service, Vehicle};
use dispatch::{
    Actor, AssignmentStatus, At, CallId, Catalogue, Circumstances, ClosureId, Command, Event, Fix, FixSource,
    HandoverId, IncidentId, Personal, Position, PremiseId, Recorded, RefusalCode, State, UnitId, UnitSpec,
};
use uuid::Uuid;

pub(crate) fn call(n: u128) -> CallId {
    CallId(Uuid::from_u128(n))
}

pub(crate) fn incident(n: u128) -> IncidentId {
    IncidentId(Uuid::from_u128(n))
}

pub(crate) fn closure(n: u128) -> ClosureId {
    ClosureId(Uuid::from_u128(n))
}

pub(crate) fn handover(n: u128) -> HandoverId {
    HandoverId(Uuid::from_u128(n))
}

pub(crate) fn premise(n: u128) -> PremiseId {
    PremiseId(Uuid::from_u128(n))
}

pub(crate) fn caller(n: u128) -> Actor {
    Actor::Caller { call: call(n) }
}

pub(crate) fn desk() -> Actor {
    Actor::Dispatcher { desk: "A".to_owned() }
}

pub(crate) fn lead() -> Actor {
    Actor::Lead { desk: "L".to_owned() }
}

pub(crate) fn crew(unit: &str) -> Actor {
    Actor::Responder { unit: unit.into() }
}

pub(crate) fn pbx() -> Actor {
    Actor::Feed { name: "pbx".to_owned() }
}

pub(crate) fn some(text: &str) -> Personal {
    Personal::from(text)
}

/// A point so many metres north of the room.
pub(crate) fn north(metres: f64) -> Position {
    Position::new(-8.2 + metres / 111_195.0, 114.37).expect("a place on the earth")
}

/// A fix of that source at that point, good to `radius_m`.
pub(crate) fn fix(source: FixSource, at: Position, radius_m: u32) -> Fix {
    Fix { position: at, radius_m, source, at: At(0), label: String::new() }
}

/// A place to stand by at, 3 km north of the room.
pub(crate) fn standby(label: &str) -> StandbyPlace {
    StandbyPlace { position: north(3_000.0), label: label.to_owned() }
}

pub(crate) fn pin(metres: f64) -> Fix {
    fix(FixSource::MapPin, north(metres), 0)
}

/// Send exactly what was proposed.
pub(crate) fn send(units: &[&str]) -> Send {
    let units: Vec<UnitId> = units.iter().map(|unit| (*unit).into()).collect();
    Send { proposed: units.clone(), units, reason: String::new() }
}

pub(crate) fn spec(id: &str, capabilities: &[&str]) -> UnitSpec {
    UnitSpec {
        id: id.into(),
        service: Service::Fire,
        agency: "Damkar".to_owned(),
        vehicle: Vehicle::Heavy,
        capabilities: capabilities.iter().map(|own| (*own).to_owned()).collect(),
        station: None,
        station_name: String::new(),
        home: north(0.0),
        crew: 4,
        turnout_s: Some(60),
    }
}

pub(crate) fn ring(n: u128, number: Option<&str>) -> Command {
    Command::Ring { call: call(n), channel: Channel::Phone, number: number.map(some), fixes: Vec::new() }
}

pub(crate) fn report(n: u128, unit: &str, status: AssignmentStatus) -> Command {
    Command::Report { incident: incident(n), unit: unit.into(), status }
}

pub(crate) fn cleared() -> AssignmentStatus {
    AssignmentStatus::Cleared { outcome: "padam".to_owned() }
}

pub(crate) fn stood_down() -> AssignmentStatus {
    AssignmentStatus::StoodDown { why: "tidak diperlukan".to_owned() }
}

/// The roster of every test: call sign and what it can do.
pub(crate) const ROSTER: [(&str, &str); 6] = [
    ("DMK-1", "pump"),
    ("DMK-2", "pump"),
    ("DMK-3", "tanker"),
    ("AMB-1", "als"),
    ("AMB-2", "bls"),
    ("PTL-1", "patrol"),
];

/// A room with its log.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) catalogue: Catalogue,
    pub(crate) now: At,
    pub(crate) log: Vec<Recorded>,
    pub(crate) expected: BTreeMap<UnitId, Expected>,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut world = Self {
            state: State::default(),
            catalogue: Catalogue::shipped().expect("the shipped catalogue"),
            now: At(1_750_000_000_000),
            log: Vec::new(),
            expected: BTreeMap::new(),
        };
        for (id, capability) in ROSTER {
            world.does(Command::RegisterUnit { spec: spec(id, &[capability]) });
        }
        world
    }

    /// Give a command, and let its events count.
    pub(crate) fn give(&mut self, by: &Actor, command: &Command) -> Result<Vec<Event>, RefusalCode> {
        let given = Circumstances { now: self.now, by, catalogue: &self.catalogue, expected: &self.expected };
        let events = self.state.decide(command, given).map_err(|refusal| refusal.code)?;
        for event in &events {
            let recorded = Recorded { at: self.now, by: by.clone(), event: event.clone() };
            self.state.apply(&recorded);
            self.log.push(recorded);
        }
        Ok(events)
    }

    /// Something the lead does, which must succeed.
    #[allow(clippy::needless_pass_by_value, reason = "stories read better without a & before every command")]
    pub(crate) fn does(&mut self, command: Command) -> &mut Self {
        if let Err(code) = self.give(&lead(), &command) {
            panic!("{command:?} was refused: {code:?}");
        }
        self
    }

    /// What the lead is refused with.
    pub(crate) fn refuses(&self, command: &Command) -> Option<RefusalCode> {
        self.clone().give(&lead(), command).err()
    }

    pub(crate) fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now = At(self.now.0 + seconds * 1000);
        self
    }

    /// A call that somebody has answered.
    pub(crate) fn answered(&mut self, n: u128) -> &mut Self {
        self.does(ring(n, None)).does(Command::Answer { call: call(n) })
    }

    /// An answered call that knows what and where.
    pub(crate) fn told(&mut self, n: u128, kind: &str, place: Fix) -> &mut Self {
        let kind = DraftChange::Kind { kind: Some(kind.into()) };
        self.answered(n)
            .does(Command::Draft { call: call(n), change: kind })
            .does(Command::AddFix { call: call(n), fix: place })
    }

    /// House fire `n`, told by call `n`, with these units on it.
    pub(crate) fn fire(&mut self, n: u128, units: &[&str]) -> &mut Self {
        self.told(n, "fire-house", pin(0.0));
        self.does(Command::OpenIncident { incident: incident(n), call: call(n), send: send(units) })
    }
}
