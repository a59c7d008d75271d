//! The journal seen from outside, as stories and tables.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests, and what they share")]

mod any_deeds;
mod backup;
mod damage;
mod erasing;
mod keeping;
mod kill;
mod opening;
mod place;
mod snapshots;
