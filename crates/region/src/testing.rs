//! A small invented town, for the tests of this crate and of those that build on it (feature `testing`).
//!
//! Kota Melati lies around 114.37 E, 8.21 S. West and east bank are joined by one bridge, `Jembatan Lama`, and by a
//! long way round in the north; an island in the strait has a road and no bridge:
//!
//! ```text
//!            Jl. Lingkar Utara (the long way round)
//!      o----------------------------------------------o
//!      |                        ~river~               |
//!      |      Gg. Anggrek       ~     ~               |            island
//!      |     o-----o            ~     ~               |
//!   Jl. Mawar      |            ~     ~          Jl. Dahlia     Jl. Pulau
//!      o-----o-----o-----o===Jembatan Lama===o--------o           o---o
//!      |  Jl. Kenanga    |      ~     ~      |  Jl. Kenanga
//!      o-----------------o      ~     ~      o Jl. Cempaka
//!         Jl. Melati (one-way, to the east)
//! ```
//!
//! The fire station of the west bank is the nearest to the east bank as long as the bridge is open; with the bridge
//! closed the one on the east bank's far end, over `Jl. Dahlia`, is sooner.

mod country;
pub mod pbf;
mod town;

use std::path::{Path, PathBuf};

use crate::build::{BuildOptions, build};
use crate::entry::HitKind;
use crate::error::BuildError;
use crate::search::{Gathering, Named, SearchIndex};
use crate::steps::Silent;
use geo::Point;

pub use country::country;
pub use town::{BRIDGE_WAY, points, town};

/// Builds the town's region file in a directory and returns its path.
///
/// # Errors
/// The directory cannot be written.
pub fn small_town(dir: &Path) -> Result<PathBuf, BuildError> {
    let (input, output) = (small_town_pbf(dir)?, dir.join("kota-melati.region"));
    let options = BuildOptions { name: Some("Kota Melati".to_owned()), ..BuildOptions::default() };
    build(&input, &output, &options, &mut Silent)?;
    Ok(output)
}

/// Writes the town's `.osm.pbf` in a directory and returns its path.
///
/// # Errors
/// The directory cannot be written.
pub fn small_town_pbf(dir: &Path) -> Result<PathBuf, BuildError> {
    let path = dir.join("kota-melati.osm.pbf");
    std::fs::write(&path, town().to_bytes())
        .map_err(|source| BuildError::Unwritable { path: path.clone(), source })?;
    Ok(path)
}

/// An index of invented entries: kind, label, context and point of each.
pub fn search_index(
    entries: impl IntoIterator<Item = (HitKind, String, String, Point<f64>)>,
    centre: Point<f64>,
) -> SearchIndex {
    let mut index = Gathering::around(centre);
    for (kind, label, context, point) in entries {
        let (label, context) = (label.as_str(), context.as_str());
        index.add(Named { kind, label, also: "", context, point, radius_m: 20.0, line: None });
    }
    index.finish("")
}

/// The middle of the town.
pub fn centre() -> Point<f64> {
    Point::new(114.37, -8.21)
}
