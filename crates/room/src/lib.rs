//! The running room: one writer, the live state, a clock, and the API that all fronts share.
//!
//! A front opens a [`Room`], asks it [`Request`]s on behalf of a [`Caller`], and shows what [`Room::watch`] pushes.
//! Everything that changes goes through one writer task; a receipt is given only once its events are durable.

pub mod api;

pub use api::{Answer, Change, Push, Request, Snapshot};
