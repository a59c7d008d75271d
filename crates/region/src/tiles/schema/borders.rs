//! The lines of administrative borders.

use std::collections::{BTreeMap, HashMap};

use geo::MapCoords;

use super::{Feature, line_shape};
use crate::osm::{Extract, OsmWay, Tags};
use crate::tiles::Shape;
use crate::tiles::mercator::project;
use crate::zone::Zone;

/// The level of a zone of a file that doesn't say it: a village's.
const UNTOLD_LEVEL: u8 = 8;

/// Each border once, with the highest rank (least level) of the areas it bounds; and the outlines of zones that came
/// in a file.
pub(super) fn boundaries(extract: &Extract, zones: &[Zone]) -> Vec<Feature> {
    let level = |tags: &Tags| {
        let level: u8 = tags.get("admin_level")?.parse().ok()?;
        tags.is("boundary", &["administrative"]).then_some(level)
    };
    let ways: HashMap<i64, &OsmWay> = extract.ways.iter().map(|way| (way.id, way)).collect();
    let of_relations = extract
        .relations
        .iter()
        .filter_map(|relation| Some((level(&relation.tags)?, &relation.ways)))
        .flat_map(|(level, ways)| ways.iter().map(move |way| (*way, level)));
    let of_ways = extract.ways.iter().filter_map(|way| Some((way.id, level(&way.tags)?)));
    let mut levels: BTreeMap<i64, u8> = BTreeMap::new();
    for (way, level) in of_relations.chain(of_ways) {
        levels.entry(way).and_modify(|known| *known = level.min(*known)).or_insert(level);
    }
    let of_map = levels.into_iter().filter_map(|(id, level)| {
        let way = ways.get(&id)?;
        let at_sea = way.tags.is("maritime", &["yes"]) || way.tags.is("natural", &["coastline"]);
        Some(boundary(level, line_shape(extract, way)).when(at_sea, "maritime", 0))
    });
    let of_files = zones.iter().filter(|zone| zone.id.starts_with('z')).map(|zone| {
        let rings = zone.area.iter().flat_map(|polygon| {
            std::iter::once(polygon.exterior())
                .chain(polygon.interiors())
                .map(|ring| ring.map_coords(project))
        });
        boundary(zone.level.unwrap_or(UNTOLD_LEVEL), Shape::Lines(rings.collect()))
    });
    of_map.chain(of_files).collect()
}

fn boundary(level: u8, shape: Shape) -> Feature {
    let min_zoom = match level {
        0..=2 => 0,
        3 | 4 => 7,
        5 | 6 => 9,
        7 | 8 => 11,
        _ => 13,
    };
    Feature::new("boundaries", min_zoom, shape).with("admin_level", u64::from(level))
}
