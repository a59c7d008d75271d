//! Whether a room's region is another one than when the room was last open.

use std::fmt;
use std::io;
use std::path::Path;

use dispatch::State;
use region::RegionInfo;

use crate::api::StationView;

/// Where a room notes the region that it was last open on.
const NOTE: &str = "region.seen";

/// A region took the place of another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Replaced {
    region: String,
    before: String,
    /// Units whose station the region does not have.
    homeless: Vec<String>,
}

/// Compares a region with the one noted, and notes it.
pub(crate) fn notice(
    folder: &Path,
    region: &RegionInfo,
    stations: &[StationView],
    state: &State,
) -> io::Result<Option<Replaced>> {
    let path = folder.join(NOTE);
    let built = jiff::Timestamp::from_second(region.built_at_s as i64).unwrap_or_default();
    let now = format!("{} with {} stations, built {built}", region.name, stations.len());
    let before = match std::fs::read_to_string(&path) {
        Ok(before) => Some(before.trim().to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if before.as_deref() == Some(now.as_str()) {
        return Ok(None);
    }
    std::fs::write(path, &now)?;
    Ok(before.map(|before| Replaced { region: now, before, homeless: homeless(stations, state) }))
}

fn homeless(stations: &[StationView], state: &State) -> Vec<String> {
    let is_there = |id| stations.iter().any(|station| &station.id == id);
    let units =
        state.units.values().filter(|unit| unit.spec.station.as_ref().is_some_and(|id| !is_there(id)));
    units.map(|unit| unit.spec.id.to_string()).collect()
}

impl fmt::Display for Replaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the region was replaced since this room was last open: {} (before: {})",
            self.region, self.before
        )?;
        match self.homeless.as_slice() {
            [] => Ok(()),
            units => write!(f, "; units based at stations that it does not have: {}", units.join(", ")),
        }
    }
}
