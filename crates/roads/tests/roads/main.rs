//! Tests of the road network from outside: tables, stories, and an oracle that shares no code with it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod closures;
mod country;
mod coverage;
mod diagnosis;
mod engines;
mod full_search;
mod kept;
mod network;
mod oracle;
mod osm_tags;
mod profiles;
mod real_roads;
mod snapping;
mod speeds;
mod steps;
mod stories;
mod town;
mod turn_rules;
mod turns;
