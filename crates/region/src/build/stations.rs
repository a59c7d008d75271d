//! Stations from OpenStreetMap.

use geo::{Distance, Haversine};

use super::context::Contexts;
use super::places::point_inside;
use crate::osm::{Areas, Extract, Tags};
use crate::station::{Station, StationKind};

/// Two of a kind with one name this near are one station mapped twice: as a building and as a point in it.
const SAME_WITHIN_M: f64 = 250.0;

/// The stations among the nodes and areas of an extract.
pub(super) fn from_osm(extract: &Extract, areas: &Areas<'_>) -> Vec<Station> {
    let station = |id: String, tags: &Tags, point| {
        let kind = StationKind::from_tags(|key| tags.get(key))?;
        let name = tags.name().or_else(|| tags.get("operator")).unwrap_or_default().to_owned();
        Some(Station { id, name, kind, point })
    };
    let from_areas =
        areas.areas.iter().filter_map(|area| station(area.id.clone(), area.tags, point_inside(&area.area)?));
    let from_nodes =
        extract.tagged.iter().filter_map(|node| station(format!("n{}", node.id), &node.tags, node.point));
    let mut stations: Vec<Station> = Vec::new();
    for station in from_areas.chain(from_nodes) {
        let twice = stations.iter().any(|other| {
            other.kind == station.kind
                && (other.name == station.name || station.name.is_empty())
                && Haversine.distance(other.point, station.point) < SAME_WITHIN_M
        });
        if !twice {
            stations.push(station);
        }
    }
    stations
}

/// Calls each station without a name by its kind and place.
pub(super) fn name_the_nameless(stations: &mut [Station], context: &Contexts<'_>) {
    for station in stations.iter_mut().filter(|station| station.name.is_empty()) {
        let place = context.around(station.point);
        let title = station.kind.title();
        station.name = if place.is_empty() { title.to_owned() } else { format!("{title} {place}") };
    }
}
