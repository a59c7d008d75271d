//! The region: the map data that a dispatch room runs on, in one file.
//!
//! [`build`] turns any `.osm.pbf` into a region file; [`Region`] reads it. The file is a SQLite database that holds
//! the road [`Network`](roads::Network), the stations, everything that can be searched, administrative zones and
//! the vector tiles of the map, so that a room needs no network at run time.
//!
//! What a newcomer should know:
//!
//! 1. Points are `geo::Point<f64>` in degrees, WGS 84, x = longitude, y = latitude. Distances are metres.
//! 2. A region file is written once, beside its final name, and renamed when it is whole. It is never changed later,
//!    so readers open it as immutable and take no locks.
//! 3. [`SearchIndex`] lives in memory and needs no SQL; tiles are read from the file as they are asked for.
//! 4. What a file lacks is not an error: a region of roads alone is a region, and the [`Report`] says what is missing.

mod basemap;
mod bounds;
mod build;
mod changes;
mod check;
mod earlier;
mod entry;
mod error;
mod extras;
mod info;
mod osm;
mod region;
mod report;
mod seal;
mod search;
mod shape;
mod side;
mod station;
mod steps;
mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text;
mod tiles;
mod wire;
mod zone;

pub use basemap::{Basemap, BasemapError};
pub use bounds::Bounds;
pub use build::{BuildOptions, build};
pub use changes::{ChangedZone, Changes, MovedStation, NamedStation, TakenId};
pub use check::{CheckError, Checkup, OddRoads, Stuck, StuckStation};
pub use entry::HitKind;
pub use error::BuildError;
pub use extras::ExtraFileError;
pub use info::{RegionInfo, TileInfo};
pub use region::{Region, RegionError};
pub use report::{Missing, Report, RoadReport, SkipReason, Warning};
pub use search::{Hint, Hit, Near, SearchIndex, written_out};
pub use station::{Station, StationKind};
pub use steps::{Cancelled, Progress, Silent, Stage};
pub use zone::{Zone, told_apart};
