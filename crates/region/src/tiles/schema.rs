//! What is on the map.
//!
//! The layers and classes are a small part of `OpenMapTiles`' (<https://openmaptiles.org/schema/>), so that styles
//! made for those need little change:
//!
//! | layer | shape | attributes |
//! |---|---|---|
//! | `transportation` | line | `class` (motorway, trunk, primary, secondary, tertiary, minor, service, track, path, rail), `name`, `oneway` (1 along the line) |
//! | `water` | area | `class` (lake, river, ocean), `name` |
//! | `waterway` | line | `class` (river, canal, stream, ditch), `name` |
//! | `landuse` | area | `class` (residential, industrial, commercial, wood, grass, farmland, park, cemetery, school, hospital, pitch, sand, rock, wetland, military) |
//! | `building` | area | |
//! | `boundary` | line | `admin_level` |
//! | `place` | point | `class` (city, town, village, suburb, hamlet, ...), `name` |
//! | `poi` | point | `class` (for stations fire, hospital, clinic, police, ambulance, rescue; else the tag's value), `name` |

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, LineString, MapCoords, MultiPolygon, Point};

use super::Shape;
use super::mercator::project;
use super::mvt::{Attributes, Value};
use crate::osm::{Areas, Extract, OsmWay, Tags};
use crate::station::{Station, StationKind};

/// One thing on the map.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(super) layer: &'static str,
    pub(super) attributes: Attributes,
    /// The farthest zoom that shows it.
    pub(super) min_zoom: u8,
    pub(super) shape: Shape,
}

/// Layer, class (empty for none) and the farthest zoom.
type Style = (&'static str, &'static str, u8);

/// Everything that is drawn.
pub(crate) fn features(extract: &Extract, areas: &Areas<'_>, stations: &[Station]) -> Vec<Feature> {
    let mut features = Vec::new();
    for area in &areas.areas {
        if let Some(style) = area_style(area.tags) {
            let shape = area_shape(&area.area);
            features.push(feature(style, name(area.tags).filter(|_| style.0 == "water"), shape));
        }
    }
    for way in &extract.ways {
        if let Some(style) = line_style(&way.tags) {
            let mut line = feature(style, name(&way.tags), line_shape(extract, way));
            if way.tags.is("oneway", &["yes", "true", "1"]) || way.tags.is("junction", &["roundabout"]) {
                line.attributes.push(("oneway", Value::Number(1)));
            }
            features.push(line);
        }
    }
    features.extend(boundaries(extract));
    let points =
        areas.areas.iter().filter_map(|area| Some((area.tags, crate::build::point_inside(&area.area)?)));
    for (tags, point) in extract.tagged.iter().map(|node| (&node.tags, node.point)).chain(points) {
        let style = place_style(tags).or_else(|| landmark_style(tags));
        if let (Some((layer, class, min_zoom)), Some(name)) = (style, name(tags)) {
            let attributes = vec![("class", Value::Text(class.into())), ("name", name)];
            features.push(Feature { layer, attributes, min_zoom, shape: point_shape(point) });
        }
    }
    features.extend(stations.iter().map(station));
    // Of two labels on one spot a map shows the first: the more important one.
    features.sort_by_key(|feature| feature.min_zoom);
    features
}

fn feature((layer, class, min_zoom): Style, name: Option<Value>, shape: Shape) -> Feature {
    let class = (!class.is_empty()).then(|| ("class", Value::Text(class.into())));
    let attributes = class.into_iter().chain(name.map(|name| ("name", name))).collect();
    Feature { layer, attributes, min_zoom, shape }
}

fn name(tags: &Tags) -> Option<Value> {
    tags.name().map(|name| Value::Text(name.into()))
}

fn line_style(tags: &Tags) -> Option<Style> {
    if let Some(highway) = tags.get("highway") {
        if tags.is("area", &["yes"]) {
            return None;
        }
        let (class, min_zoom) = match highway {
            "motorway" | "motorway_link" => ("motorway", 8),
            "trunk" | "trunk_link" => ("trunk", 8),
            "primary" | "primary_link" => ("primary", 8),
            "secondary" | "secondary_link" => ("secondary", 9),
            "tertiary" | "tertiary_link" => ("tertiary", 11),
            "residential" | "unclassified" | "living_street" | "road" => ("minor", 12),
            "service" => ("service", 13),
            "track" => ("track", 13),
            "path" | "footway" | "cycleway" | "bridleway" | "steps" | "pedestrian" => ("path", 13),
            _ => return None,
        };
        return Some(("transportation", class, min_zoom));
    }
    match (tags.get("railway"), tags.get("waterway")) {
        (Some("rail" | "light_rail" | "narrow_gauge" | "tram"), _) => Some(("transportation", "rail", 10)),
        (_, Some("river")) => Some(("waterway", "river", 9)),
        (_, Some("canal")) => Some(("waterway", "canal", 11)),
        (_, Some("stream")) => Some(("waterway", "stream", 13)),
        (_, Some("ditch" | "drain")) => Some(("waterway", "ditch", 14)),
        _ => None,
    }
}

fn area_style(tags: &Tags) -> Option<Style> {
    if tags.is("boundary", &["administrative"]) {
        return None;
    }
    if tags.has("building") && !tags.is("building", &["no"]) {
        return Some(("building", "", 13));
    }
    water_style(tags).or_else(|| landuse_class(tags).map(|class| ("landuse", class, 10)))
}

fn water_style(tags: &Tags) -> Option<Style> {
    let river = tags.is("waterway", &["riverbank"]) || tags.is("water", &["river", "canal"]);
    if river {
        Some(("water", "river", 9))
    } else if tags.is("natural", &["bay", "strait"]) {
        Some(("water", "ocean", 8))
    } else if tags.is("natural", &["water"])
        || tags.is("waterway", &["dock"])
        || tags.is("landuse", &["reservoir", "basin"])
    {
        Some(("water", "lake", 9))
    } else {
        None
    }
}

fn landuse_class(tags: &Tags) -> Option<&'static str> {
    let of_landuse = |value: &str| {
        Some(match value {
            "residential" => "residential",
            "industrial" | "quarry" | "landfill" | "railway" => "industrial",
            "commercial" | "retail" => "commercial",
            "forest" => "wood",
            "grass" | "meadow" | "village_green" | "recreation_ground" => "grass",
            "farmland" | "farm" | "orchard" | "vineyard" | "plantation" | "farmyard" | "allotments" => {
                "farmland"
            }
            "cemetery" => "cemetery",
            "military" => "military",
            _ => return None,
        })
    };
    let of_natural = |value: &str| {
        Some(match value {
            "wood" => "wood",
            "grassland" | "heath" | "scrub" | "fell" => "grass",
            "wetland" | "mud" | "marsh" => "wetland",
            "sand" | "beach" => "sand",
            "bare_rock" | "scree" | "shingle" | "glacier" => "rock",
            _ => return None,
        })
    };
    let of_leisure = |value: &str| {
        Some(match value {
            "park" | "garden" | "nature_reserve" | "golf_course" => "park",
            "pitch" | "stadium" | "sports_centre" | "track" | "playground" => "pitch",
            _ => return None,
        })
    };
    let of_amenity = |value: &str| {
        Some(match value {
            "school" | "university" | "college" | "kindergarten" => "school",
            "hospital" => "hospital",
            "grave_yard" => "cemetery",
            _ => return None,
        })
    };
    let tag = |key| tags.get(key);
    tag("amenity")
        .and_then(of_amenity)
        .or_else(|| tag("leisure").and_then(of_leisure))
        .or_else(|| tag("landuse").and_then(of_landuse))
        .or_else(|| tag("natural").and_then(of_natural))
}

fn place_style(tags: &Tags) -> Option<(&'static str, &str, u8)> {
    let class = tags.get("place")?;
    let min_zoom = match class {
        "city" | "town" => 8,
        "village" | "island" | "municipality" => 10,
        "suburb" | "borough" | "quarter" => 12,
        "hamlet" | "neighbourhood" | "islet" => 13,
        "isolated_dwelling" | "farm" | "locality" | "square" => 14,
        _ => return None,
    };
    Some(("place", class, min_zoom))
}

/// Named things by which callers say where they are. Stations come from their own list.
fn landmark_style(tags: &Tags) -> Option<(&'static str, &str, u8)> {
    const KEYS: [&str; 7] =
        ["amenity", "shop", "tourism", "leisure", "office", "historic", "public_transport"];
    if StationKind::from_tags(|key| tags.get(key)).is_some() {
        return None;
    }
    let value = KEYS.iter().find_map(|key| tags.get(key))?;
    Some(("poi", value, 14))
}

fn station(station: &Station) -> Feature {
    let min_zoom = if station.kind == StationKind::Clinic { 12 } else { 10 };
    let attributes = vec![
        ("class", Value::Text(station.kind.as_str().into())),
        ("name", Value::Text(station.name.as_str().into())),
    ];
    Feature { layer: "poi", attributes, min_zoom, shape: point_shape(station.point) }
}

/// The lines of administrative borders, each once, with the highest rank (least level) of the areas it bounds.
fn boundaries(extract: &Extract) -> Vec<Feature> {
    let level = |tags: &Tags| {
        let administrative = tags.is("boundary", &["administrative"]) && !tags.is("maritime", &["yes"]);
        let level: u32 = tags.get("admin_level")?.parse().ok()?;
        administrative.then_some(level)
    };
    let ways: HashMap<i64, &OsmWay> = extract.ways.iter().map(|way| (way.id, way)).collect();
    let of_relations = extract
        .relations
        .iter()
        .filter_map(|relation| Some((level(&relation.tags)?, &relation.ways)))
        .flat_map(|(level, ways)| ways.iter().map(move |way| (*way, level)));
    let of_ways = extract.ways.iter().filter_map(|way| Some((way.id, level(&way.tags)?)));
    let mut levels: BTreeMap<i64, u32> = BTreeMap::new();
    for (way, level) in of_relations.chain(of_ways) {
        levels.entry(way).and_modify(|known| *known = level.min(*known)).or_insert(level);
    }
    levels
        .into_iter()
        .filter_map(|(id, level)| {
            let min_zoom = match level {
                0..=4 => 8,
                5 | 6 => 9,
                7 | 8 => 11,
                _ => 13,
            };
            Some(Feature {
                layer: "boundary",
                attributes: vec![("admin_level", Value::Number(level))],
                min_zoom,
                shape: line_shape(extract, ways.get(&id)?),
            })
        })
        .collect()
}

fn point_shape(point: Point<f64>) -> Shape {
    Shape::Point(project(point.0))
}

fn line_shape(extract: &Extract, way: &OsmWay) -> Shape {
    let projected = |line: LineString<f64>| line.map_coords(project);
    Shape::Lines(extract.nodes.lines(&way.nodes).into_iter().map(projected).collect())
}

fn area_shape(area: &MultiPolygon<f64>) -> Shape {
    Shape::Area(area.map_coords(|coord: Coord<f64>| project(coord)))
}
