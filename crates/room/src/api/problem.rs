//! What went wrong, in a sentence for people and a code for programs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The three kinds of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProblemKind {
    /// The rules say no. Nothing has changed.
    Refusal,
    /// Not now. Trying the same again is right.
    Unavailable,
    /// A defect of the room's.
    Fault,
}

/// A request that got no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {message}")]
#[ts(export)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// A stable code, such as `unit_committed`.
    pub code: String,
    /// The sentence to show, in the asker's language.
    pub message: String,
    /// Whether trying the same again (with the same id) can help.
    pub retry: bool,
}
