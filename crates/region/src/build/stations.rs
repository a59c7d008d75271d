//! Stations from OpenStreetMap.

use super::context::Contexts;
use crate::osm::{Areas, Extract, Tags};
use crate::station::{Station, StationKind};
use crate::steps::{Cancelled, Steps};

/// The stations among the nodes and areas of an extract.
pub(super) fn from_osm(
    extract: &Extract,
    areas: &Areas<'_>,
    mut steps: Steps<'_>,
) -> Result<Vec<Station>, Cancelled> {
    let mut stations: Vec<Station> = Vec::new();
    let mut add = |kind: Option<StationKind>, id: String, tags: &Tags, point| {
        let Some(kind) = kind else { return };
        let name = tags.name().or_else(|| tags.get("operator")).unwrap_or_default().to_owned();
        let station = Station { id, name, kind, point };
        // Mapped twice: as a building and as a point in it.
        let nameless = station.name.is_empty();
        let twice = stations.iter().any(|other| {
            other.is_same(&station) || (nameless && other.kind == station.kind && other.is_near(&station))
        });
        if !twice {
            stations.push(station);
        }
    };
    let kind = |tags: &Tags| StationKind::from_tags(|key| tags.get(key));
    steps.part(0.0, 0.5).over(areas.areas.iter(), |area| {
        if let Some(point) = area.point {
            add(kind(area.tags), area.id.clone(), area.tags, point);
        }
    })?;
    steps.part(0.5, 1.0).over(extract.tagged.iter(), |node| {
        add(kind(&node.tags), format!("n{}", node.id), &node.tags, node.point);
    })?;
    Ok(stations)
}

/// Calls each station without a name by its kind and place.
pub(super) fn name_the_nameless(stations: &mut [Station], context: &Contexts<'_>) {
    for station in stations.iter_mut().filter(|station| station.name.is_empty()) {
        let place = context.around(station.point);
        let title = station.kind.title(station.point);
        station.name = if place.is_empty() { title.to_owned() } else { format!("{title} {place}") };
    }
}
