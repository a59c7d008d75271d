//! A road network in memory, and who reaches a place soonest.
//!
//! The way through the crate: [`osm`] reads road tags, [`NetworkBuilder`] makes a [`Network`] of junctions and
//! segments, [`Profiles`] say how fast each class of vehicle drives, and [`Roads`] answers questions.
//!
//! Four rules hold throughout:
//!
//! 1. Positions are kept to 1e-7 degree, as OpenStreetMap keeps them; lengths are whole centimetres of the
//!    great circle; times are whole milliseconds. Sums are therefore exact, and two searches can be compared bit by bit.
//! 2. Points hang on their nearest *segment*, with the offset along it, never on a node.
//! 3. "No road leads there" is an answer of its own, never a big number.
//! 4. Every answer carries the epoch of the closures that it was computed under.

mod builder;
mod class;
mod closures;
mod graph;
mod hilbert;
mod network;
pub mod osm;
mod position;
mod profile;
mod roads;
mod route;
mod search;
mod snap;
mod stand;
mod weights;

pub use builder::{NetworkBuilder, Way};
pub use class::{Access, Oneway, RoadClass, VehicleClass};
pub use closures::{ClosedRoads, ClosedShape, Closure};
pub use network::{BrokenNetwork, Network, NodeId, Segment, SegmentId};
pub use profile::{ProfileError, Profiles, SHIPPED_PROFILES};
pub use roads::{Reach, Roads, Soonest, Starter};
pub use route::{RoadWay, Stretch};
pub use snap::Snap;
