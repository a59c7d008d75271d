//! A road network in memory, and who reaches a place soonest.
//!
//! The way through the crate: [`osm`] reads road tags, [`NetworkBuilder`] makes a [`Network`] of junctions and
//! segments, [`Profiles`] say how fast each class of vehicle drives, and [`Roads`] answers questions.
//!
//! Five rules hold throughout:
//!
//! 1. Positions are kept to 1e-7 degree, as OpenStreetMap keeps them; lengths are whole centimetres of the
//!    great circle; times are whole milliseconds. Sums are therefore exact, and two searches can be compared bit by bit.
//! 2. Points hang on their nearest *segment*, with the offset along it, never on a node.
//! 3. "No road leads there" is an answer of its own, never a big number.
//! 4. Every answer carries the epoch of the closures that it was computed under.
//! 5. A turn that is not allowed is not driven: turn restrictions and barriers are part of the graph.
//!
//! ```
//! use roads::{NetworkBuilder, Profiles, Reach, Roads, Starter, VehicleClass, osm};
//!
//! let mut builder = NetworkBuilder::new();
//! builder.add_node(1, (112.740, -7.260).into());
//! builder.add_node(2, (112.750, -7.260).into());
//! builder.add_way(osm::way_from_tags(7, vec![1, 2], [("highway", "primary")]).ok_or("not a road")?);
//!
//! let roads = Roads::new(builder.build(), Profiles::shipped()?);
//! let engine = Starter { point: (112.741, -7.260).into(), class: VehicleClass::Heavy };
//! let answer = roads.soonest((112.749, -7.260).into(), &[engine], 1);
//! // 883 m at 50 km/h.
//! assert!(matches!(answer.reaches[0], Reach::Reached { travel_ms: 63_000..64_000, .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apart;
mod arc;
mod automaton;
mod barrier;
mod bound;
mod builder;
mod changes;
mod class;
mod closures;
pub mod coverage;
mod details;
mod diagnosis;
mod everywhere;
mod graph;
mod hierarchy;
mod hilbert;
mod leaders;
mod memory;
mod network;
pub mod osm;
mod position;
mod profile;
mod restriction;
mod roads;
mod route;
mod search;
mod snap;
mod soonest;
mod stand;
mod steps;
#[cfg(feature = "testing")]
pub mod testing;
mod weights;

pub use arc::SegmentId;
pub use barrier::{Barrier, BarrierKind};
pub use builder::{NetworkBuilder, Way};
pub use class::{Access, Oneway, RoadClass, VehicleClass, VehicleSet};
pub use closures::{ClosedRoads, ClosedShape, Closure, Covered, Effect};
pub use details::{Details, Limits, PerClass, Surface};
pub use diagnosis::{Diagnosis, RoadPart};
pub use everywhere::FirstArrivals;
pub use hierarchy::{Order, UnfitOrder};
pub use network::{BrokenNetwork, Network, NodeId, Segment};
pub use profile::{Period, ProfileError, Profiles, SHIPPED_PROFILES, StationType};
pub use restriction::{LeftOut, Restriction, TurnRule, Via};
pub use roads::{Reach, Roads, Soonest, Starter};
pub use route::{RoadWay, Stretch};
pub use snap::Snap;
pub use soonest::Engine;
pub use steps::{Step, Turn};
