//! The running room: one writer, the live state, a clock, and the API that all fronts share.
//!
//! A front opens a [`Room`], asks it [`Request`](api::Request)s on behalf of a [`Caller`](api::Caller), and shows what
//! [`Room::watch`] pushes. Everything that changes goes through one writer task, and a receipt is given only once its
//! events are durable. Readers see what is durable and never wait for the disk.

mod along;
pub mod api;
mod around;
pub mod clock;
mod courses;
mod coverage;
mod destination;
mod folder;
mod histories;
mod hospitals;
mod live;
mod log;
mod map;
mod nearby;
mod opening;
mod places;
mod recent;
mod reckon;
mod replaced;
mod room;
mod settings;
mod tally;
mod tokens;
mod views;
mod watch;
mod wording;
mod writer;
mod zones;

pub use coverage::{CoverageStandard, CoverageStandards, StandardsError};
pub use dispatch;
pub use folder::may_hold_a_room;
pub use journal::{OpenError as JournalError, Verified};
pub use log::LogError;
pub use map::MapError;
pub use opening::{OpenError, Opening, VerifyError, verify};
pub use region::{BasemapError, RegionError};
pub use room::{Audience, Room};
pub use settings::{Night, Settings, SettingsError};
pub use watch::Watch;
