//! How much of the roads free vehicles reach in time, where the worst gap is, and which single move closes it best.
//!
//! The rules, exact to the centimetre and the millisecond:
//!
//! 1. A point of a road is *covered* when a free vehicle is there within the time asked for: until it rolls, from where
//!    it stands to the road, and along the roads. At the frontier the part of a segment that is reached counts, from
//!    either end; over one segment time passes evenly.
//! 2. What counts is length of road: of all roads along which people live and work. Motorways, tracks and alleys don't
//!    (see [`Ground`]). A closed road is still there, so it counts as not covered.
//! 3. A segment belongs to the zone that its middle lies in, the first given of several.
//! 4. A zone's *shortfall* is the length of road that is missing to its target: so that an empty valley does not outweigh a
//!    town, and half a percent of a town no whole village. The worst gap is the greatest shortfall.
//! 5. The best move is the one that takes most off the sum of all shortfalls: what it brings to one zone less what it
//!    costs in others. A zone may fall as long as it keeps its target, and that too is told.
//!
//! Times come from one bounded search forwards over the roads ([`reach`]) which knows for each node the two nearest
//! vehicles: the second tells what is left where the first is taken away.

mod grid;
mod ground;
mod moves;
mod reach;
mod share;

use geo::Point;

pub use grid::Bands;
pub use ground::Ground;
pub use moves::{Move, Mover, best_moves};
pub use share::{Catchment, Coverage};

use crate::class::VehicleClass;

/// A vehicle that could be sent, or a place where one could stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreeVehicle {
    /// Where it is, longitude and latitude.
    pub point: Point<f64>,
    /// How it drives.
    pub class: VehicleClass,
    /// How long until it rolls, in milliseconds.
    pub ready_ms: u32,
}
