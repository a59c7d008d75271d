//! Invented road networks of any size, for tests and benchmarks (feature `testing`).
//!
//! A [`Country`] looks to a search as real roads do. It has towns of every size (few large ones and many villages, after
//! Zipf's law), each a crooked grid of its own density with blocks, missing links, kampung alleys that end nowhere,
//! one-way streets, avenues of two carriageways, and a river with few bridges; ring roads, roads from town to town with
//! hamlets along them, few bridges over the large rivers, a motorway with ramps, and islands that no road leads to.
//!
//! How near that comes to two extracts of OpenStreetMap, as [`NetworkBuilder`](crate::NetworkBuilder) cuts them (both
//! extracts were made without footpaths):
//!
//! | | Surabaya | Banyuwangi | 100,000 junctions | 1,000,000 |
//! |---|---|---|---|---|
//! | junctions where 1, 2, 3, 4 segments meet | 22, 16, 54, 8 % | 24, 10, 59, 8 % | 24, 16, 48, 12 % | 25, 16, 47, 12 % |
//! | segments for each junction | 1.24 | 1.25 | 1.24 | 1.23 |
//! | ways for each junction | 0.66 | 0.58 | 0.76 | 0.76 |
//! | bends of a segment | 1.5 | 3.2 | 1.6 | 1.6 |
//! | length of a segment, median and mean | 44, 75 m | 81, 132 m | 69, 105 m | 70, 112 m |
//! | one-way ways | 13 % | 1 % | 6 % | 7 % |
//! | ways with a name | 27 % | 6 % | 29 % | 29 % |
//!
//! What is simpler than the real thing: roads cross one another outside of towns without meeting, as if each crossing were
//! a flyover; there are no roundabouts; and a river between towns is only a line that few roads cross.

mod arcs;
mod country;
mod motorway;
mod names;
mod plots;
mod sketch;
mod town;

pub use arcs::{TimedArc, timed_arcs};
pub use country::{Country, Settlement};
