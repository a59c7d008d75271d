//! A desk in the same process: what the benchmarks do at the room's API.

use room::Room;
use room::api::{Answer, Caller, Language, Request};
use room::dispatch::call::{Channel, DraftChange};
use room::dispatch::{Actor, CallId, Command, Personal};
use uuid::Uuid;

use crate::trouble::Trouble;

/// Somebody at a desk.
#[derive(Clone)]
pub(crate) struct Desk {
    room: Room,
    caller: Caller,
}

impl Desk {
    pub(crate) fn new(room: &Room, desk: usize) -> Self {
        let actor = Actor::Lead { desk: desk.to_string() };
        Self { room: room.clone(), caller: Caller { actor, language: Language::En } }
    }

    pub(crate) async fn asks(&self, request: Request) -> Result<Answer, Trouble> {
        Ok(self.room.ask(&self.caller, request).await?)
    }

    pub(crate) async fn does(&self, command: Command) -> Result<(), Trouble> {
        self.asks(submit(command)).await.map(drop)
    }

    /// A call that has been answered.
    pub(crate) async fn takes_a_call(&self) -> Result<CallId, Trouble> {
        let call = CallId(Uuid::new_v4());
        let number = Some(Personal::from("081200000112"));
        self.does(Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() }).await?;
        self.does(Command::Answer { call }).await?;
        Ok(call)
    }
}

/// A command under an id of its own.
pub(crate) fn submit(command: Command) -> Request {
    Request::Submit { id: Uuid::new_v4(), command: Box::new(command) }
}

/// What keeping a keystroke of the notes asks for.
pub(crate) fn typing(call: CallId, keystroke: usize) -> Command {
    let text = format!("Asap tebal dari lantai dua, penghuni sudah keluar, ketikan ke-{keystroke}");
    Command::Draft { call, change: DraftChange::Note { text: Personal::from(text.as_str()) } }
}
