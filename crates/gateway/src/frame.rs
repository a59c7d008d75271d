//! What goes over a WebSocket, one JSON text each.
//!
//! The first frame is the client's [`Hello`], answered by [`Welcome`]; after that [`ClientFrame`]s one way and
//! [`ServerFrame`]s the other.

use room::api::{Answer, Language, Problem, Push, Request};
use room::dispatch::{Actor, At};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The close code for a token that admits nobody, or no longer.
pub const NOT_ADMITTED: u16 = 4401;

/// The first frame of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hello {
    /// The token of a desk or of a unit's page.
    pub token: String,
    /// Which desk it is; without it, desk 1.
    #[serde(default)]
    #[ts(optional)]
    pub seat: Option<Seat>,
}

/// The desk that somebody sits down at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Seat {
    /// Made by the desk, and kept: whoever brings it again is the same desk.
    pub key: String,
    /// What it would be called; the room gives it a number where it wishes nothing, or another desk has the name.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
}

/// The answer to a [`Hello`] that was let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Welcome {
    /// Who the room takes the client for.
    pub welcome: Actor,
}

/// A request, with a number by which its answer is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientFrame {
    /// The client's own number for it.
    pub id: u32,
    /// The language of the sentences that come back.
    #[serde(default)]
    #[ts(optional, as = "Option<Language>")]
    pub language: Language,
    /// The request.
    pub request: Request,
}

/// What the room sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
#[ts(export)]
pub enum ServerFrame {
    /// The answer to a request.
    Answer {
        /// The request's number.
        id: u32,
        /// The answer.
        answer: Answer,
    },
    /// A request got none.
    Problem {
        /// The request's number; none where the frame had no legible one.
        id: Option<u32>,
        /// Why.
        problem: Problem,
    },
    /// Something changed.
    Push {
        /// What.
        push: Push,
    },
    /// Nothing has, and the line is there all the same: a page sees no pings, and must not take a dead line for a quiet night.
    Alive {
        /// The room's time.
        alive: At,
    },
}
