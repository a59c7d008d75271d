//! What is on the map: the layers of Shortbread 1.0 (<https://shortbread-tiles.org/schema/1.0/>) that a dispatch map
//! needs, with its names, kinds and zooms, so that a basemap in that schema looks the same as a region's own.
//!
//! | layer | shape | attributes | from zoom |
//! |---|---|---|---|
//! | `ocean` | area | | 5 |
//! | `water_polygons` | area | `kind`, `way_area` | 5, docks 10 |
//! | `water_polygons_labels` | point | `kind`, `way_area`, `name` | 9 |
//! | `water_lines` | line | `kind`, `tunnel`, `bridge` | 9, streams 14 |
//! | `water_lines_labels` | line | `kind`, `name` | 12, streams 14 |
//! | `pier_lines`, `pier_polygons` | line, area | `kind` | 12 |
//! | `boundaries` | line | `admin_level`, `maritime` | 5 for countries, 7 for states |
//! | `place_labels` | point | `kind`, `name`, `population` | 6 to 10 |
//! | `land` | area | `kind` | 7 to 13 |
//! | `sites` | area | `kind` | 14 |
//! | `buildings` | area | | 14 |
//! | `addresses` | point | `housenumber`, `housename` | 14 |
//! | `streets` | line | `kind`, `rail`; from 11 `link`, `bridge`, `tunnel`, `surface`; from 14 `oneway`, `oneway_reverse` | 5 to 13 by kind |
//! | `street_labels` | line | `kind`, `name`, `ref` | 10 to 14 by kind |
//! | `street_polygons` | area | `kind` | 14 |
//! | `bridges` | area | `kind` | 12 |
//! | `ferries` | line | `kind`, `name` | 10 |
//! | `public_transport` | point | `kind`, `name` | 11 to 14 |
//! | `pois` | point | the tag (`amenity`, `shop`, ...), `name` | 14 |
//!
//! An attribute that would be `false` or empty is left out. What this map has beyond the schema: boundaries of the
//! levels below states, which say whose district it is; zones that came in a file, as boundaries and labels; stations
//! that came in a file, among the `pois`; and names in water areas from zoom 9. What it leaves out: `boundary_labels`,
//! dams, aerialways, motorway exits and labels of `street_polygons`.

use geo::{Area, Coord, LineString, MapCoords, MultiPolygon, Point};

use super::Shape;
use super::mercator::project;
use super::mvt::Value;
use crate::osm::{Areas, Extract, OsmWay, Tags};
use crate::station::Station;
use crate::steps::{Cancelled, Steps};
use crate::zone::Zone;

mod borders;
mod ground;
mod lines;
mod points;

/// One thing on the map.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(super) layer: &'static str,
    pub(super) attributes: Vec<Attribute>,
    /// The farthest zoom that shows it.
    pub(super) min_zoom: u8,
    /// Among those of a layer, the greater comes first.
    rank: u64,
    pub(super) shape: Shape,
}

/// Something said of a feature.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) key: &'static str,
    pub(super) value: Value,
    /// The farthest zoom that says it.
    pub(super) min_zoom: u8,
}

/// Everything that is drawn; `sea` is its area in the world's square.
pub(crate) fn features(
    extract: &Extract,
    areas: &Areas<'_>,
    zones: &[Zone],
    stations: &[Station],
    sea: Option<MultiPolygon<f64>>,
    mut steps: Steps<'_>,
) -> Result<Vec<Feature>, Cancelled> {
    let mut features: Vec<Feature> =
        sea.map(|sea| Feature::new("ocean", 0, Shape::Area(sea))).into_iter().collect();
    steps.part(0.0, 0.2).over(areas.areas.iter(), |area| {
        features.extend(ground::of_area(area.tags, &area.area));
    })?;
    steps.part(0.2, 0.7).over(extract.ways.iter(), |way| {
        features.extend(lines::of_way(&way.tags, || line_shape(extract, way)));
    })?;
    features.extend(borders::boundaries(extract, zones));
    steps.part(0.7, 0.8).over(extract.tagged.iter(), |node| {
        features.extend(points::of_point(&node.tags, node.point));
    })?;
    steps.part(0.8, 0.9).over(areas.areas.iter(), |area| {
        features.extend(area.point.and_then(|point| points::of_point(area.tags, point)));
    })?;
    features.extend(points::zone_labels(extract, areas, zones));
    features.extend(stations.iter().map(points::station));
    // Of two labels on one spot a map shows the first: the more important one.
    features.sort_by_key(|feature| (std::cmp::Reverse(feature.rank), feature.min_zoom));
    Ok(features)
}

impl Feature {
    fn new(layer: &'static str, min_zoom: u8, shape: Shape) -> Self {
        Self { layer, attributes: Vec::new(), min_zoom, rank: 0, shape }
    }

    fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.attributes.push(Attribute { key, value: value.into(), min_zoom: 0 });
        self
    }

    /// Says a thing from a zoom on, if it is true.
    fn when(mut self, is: bool, key: &'static str, min_zoom: u8) -> Self {
        if is {
            self.attributes.push(Attribute { key, value: Value::Flag(true), min_zoom });
        }
        self
    }

    /// Its name, and the other names of the schema where they differ.
    fn named(mut self, tags: &Tags) -> Self {
        let name = tags.name();
        let others = [("name_en", tags.get("name:en")), ("name_de", tags.get("name:de"))];
        let others = others.into_iter().filter(|(_, other)| *other != name);
        for (key, value) in std::iter::once(("name", name)).chain(others) {
            if let Some(value) = value {
                self = self.with(key, value);
            }
        }
        self
    }

    fn ranked(mut self, rank: u64) -> Self {
        self.rank = rank;
        self
    }
}

/// Whether a tag says that something is on a bridge, by the schema's list.
fn on_bridge(tags: &Tags) -> bool {
    const BRIDGES: [&str; 8] =
        ["yes", "viaduct", "boardwalk", "cantilever", "covered", "low_water_crossing", "movable", "trestle"];
    tags.is("bridge", &BRIDGES)
}

fn in_tunnel(tags: &Tags) -> bool {
    tags.is("tunnel", &["yes", "building_passage"]) || tags.is("covered", &["yes"])
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

/// An area's size in square metres as the schema counts it: in the Mercator projection.
fn way_area(area: &MultiPolygon<f64>) -> u64 {
    const EQUATOR_M: f64 = 40_075_016.685_578_5;
    (area.map_coords(project).unsigned_area() * EQUATOR_M * EQUATOR_M).round() as u64
}
