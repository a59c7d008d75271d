//! The rules of the dispatch room.
//!
//! Everything that may happen is a [`Command`]; [`decide`](State::decide) turns it into [`Event`]s or a [`Refusal`];
//! [`apply`](State::apply) is the only thing that changes a [`State`]. There is no IO, no clock and no randomness
//! here: time, ids and road times are arguments. The same events always give the same state.

pub mod actor;
pub mod alarm;
mod apply;
pub mod assignment;
pub mod call;
pub mod catalogue;
pub mod closure;
pub mod command;
pub mod decide;
pub mod directory;
pub mod duplicate;
pub mod engaged;
pub mod event;
pub mod handover;
pub mod id;
pub mod incident;
mod merge;
pub mod moveup;
pub mod personal;
pub mod place;
pub mod premise;
pub mod recommend;
pub mod refusal;
pub mod state;
pub mod time;
pub mod unit;

pub use actor::{Actor, Role};
pub use assignment::{Assignment, AssignmentStatus};
pub use call::{Call, CallStage, Channel, Draft, DraftChange};
pub use catalogue::{Catalogue, IncidentType};
pub use command::Command;
pub use decide::Circumstances;
pub use event::{Event, Recorded};
pub use id::{CallId, ClosureId, HandoverId, IncidentId, PremiseId, StationId, TypeId, UnitId};
pub use incident::{Incident, IncidentStage};
pub use personal::Personal;
pub use place::{Fix, FixSource, Position};
pub use refusal::{Refusal, RefusalCode};
pub use state::State;
pub use time::At;
pub use unit::{Availability, Unit, UnitSpec};
