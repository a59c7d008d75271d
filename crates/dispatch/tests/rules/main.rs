//! The rules of the room as tables, stories and laws.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where its story breaks"
)]

mod alarms;
mod assignments;
mod calls;
mod catalogue;
mod closures;
mod directory;
mod duplicates;
mod handovers;
mod incidents;
mod laws;
mod limits;
mod locations;
mod merging;
mod moveups;
mod permissions;
mod positions;
mod premises;
mod recommendations;
mod refusals;
mod rerouting;
mod streams;
mod uncertain_places;
mod units;
mod variants;
mod world;
