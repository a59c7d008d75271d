//! Administrative zones from OpenStreetMap.

use crate::osm::Areas;
use crate::zone::Zone;

/// The areas with `boundary=administrative` and a name.
pub(super) fn from_areas(areas: &Areas<'_>) -> Vec<Zone> {
    areas
        .areas
        .iter()
        .filter(|area| area.tags.is("boundary", &["administrative"]))
        .filter_map(|area| {
            Some(Zone {
                id: area.id.clone(),
                name: area.tags.name()?.to_owned(),
                level: area.tags.get("admin_level").and_then(|level| level.parse().ok()),
                area: area.area.clone(),
            })
        })
        .collect()
}
