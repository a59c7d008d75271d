//! A room to try things in: units on the region's real stations, callers, and crews that drive and press their buttons.
//!
//! Everything goes through the room's own API, as exchanges, phones and desks do it. Nobody in it exists: numbers and
//! names show by their form that they are examples.

mod busy;
mod callers;
mod clerks;
mod clock;
mod crews;
mod play;
mod roster;
mod scenes;
mod way;

use room::Room;
use room::api::{Answer, Caller, Language, Problem, Request, Snapshot};
use room::dispatch::{Actor, Command, UnitId};
use uuid::Uuid;

pub use busy::{AlarmsOfAnHour, busy_hour};
pub use clock::FastClock;
pub use play::{Play, Tempo};
pub use roster::{Entered, enter};
pub use scenes::Load;

/// The namespace of the ids of what is entered once (RFC 9562, version 5).
const ENTERED: Uuid = Uuid::from_u128(0x7c9a_41f2_0b6e_4d1c_9a55_112d_e300_0001);

fn as_room() -> Caller {
    Caller { actor: Actor::Room, language: Language::Id }
}

fn as_exchange() -> Caller {
    Caller { actor: Actor::Feed { name: "contoh".to_owned() }, language: Language::Id }
}

fn as_crew(unit: &UnitId) -> Caller {
    Caller { actor: Actor::Responder { unit: unit.clone() }, language: Language::Id }
}

async fn submit(room: &Room, caller: &Caller, id: Uuid, command: Command) -> Result<(), Problem> {
    room.ask(caller, Request::Submit { id, command: Box::new(command) }).await.map(drop)
}

async fn snapshot(room: &Room) -> Result<Snapshot, Problem> {
    match room.ask(&as_room(), Request::Snapshot).await? {
        Answer::Snapshot(snapshot) => Ok(*snapshot),
        other => Err(unexpected(&other)),
    }
}

fn unexpected(answer: &Answer) -> Problem {
    Problem {
        kind: room::api::ProblemKind::Fault,
        code: "unexpected_answer".to_owned(),
        message: format!("The room gave another answer than asked for: {answer:?}"),
        retry: false,
    }
}
