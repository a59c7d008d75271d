//! Stations and zones from GeoJSON.

use geo::{Area, CoordsIter, Geometry, MultiPolygon, Point, Polygon};
use geojson::feature::Id;
use geojson::{Feature, GeoJson, JsonValue};

use super::{Extra, ExtraFileError, ID, NAME, on_earth};
use crate::report::SkipReason;
use crate::shape::point_inside;
use crate::text::tidy;
use crate::zone::Zone;

const LEVEL: [&str; 2] = ["admin_level", "level"];

/// The features of a file: of a collection, or the only one. One that is no feature, as with an empty geometry, is one
/// that says nothing, so that it alone is left out.
pub(super) fn read(extra: &Extra) -> Result<Vec<Feature>, ExtraFileError> {
    let unreadable = |source: serde_json::Error| ExtraFileError::GeoJson {
        path: extra.path(),
        source: Box::new(source.into()),
    };
    let mut json: JsonValue = serde_json::from_str(&extra.text).map_err(unreadable)?;
    if json["type"] == "FeatureCollection"
        && let JsonValue::Array(features) = json["features"].take()
    {
        return Ok(features
            .into_iter()
            .map(|feature| serde_json::from_value(feature).unwrap_or_default())
            .collect());
    }
    Ok(match serde_json::from_value(json).map_err(unreadable)? {
        GeoJson::FeatureCollection(collection) => collection.features,
        GeoJson::Feature(feature) => vec![feature],
        GeoJson::Geometry(geometry) => vec![Feature { geometry: Some(geometry), ..Feature::default() }],
    })
}

/// The first of these properties that says something, whatever the case of its letters.
pub(super) fn property(feature: &Feature, names: &[&str]) -> Option<String> {
    let properties = feature.properties.as_ref()?;
    let said = |name: &&str| {
        let mut same_name = properties.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        same_name.find_map(|(_, value)| text(value))
    };
    names.iter().find_map(said)
}

pub(super) fn id(feature: &Feature) -> Option<String> {
    property(feature, &ID).or_else(|| match feature.id.as_ref()? {
        Id::String(id) => Some(tidy(id).into_owned()),
        Id::Number(id) => Some(id.to_string()),
    })
}

fn text(value: &JsonValue) -> Option<String> {
    let text = match value {
        JsonValue::String(text) => tidy(text).into_owned(),
        JsonValue::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Where a feature is: its point, or one inside its area.
pub(super) fn point(feature: &Feature) -> Option<Point<f64>> {
    match geometry(feature)? {
        Geometry::Point(point) => Some(point),
        Geometry::MultiPoint(points) => points.0.first().copied(),
        other => point_inside(&MultiPolygon::new(polygons(other))),
    }
}

pub(super) fn zone(feature: &Feature, number: usize) -> Result<Zone, SkipReason> {
    let area = MultiPolygon::new(geometry(feature).map(polygons).unwrap_or_default());
    if area.0.is_empty() {
        return Err(SkipReason::NoArea);
    }
    if !area.coords_iter().all(|coord| on_earth(&coord.into())) {
        return Err(SkipReason::OffEarth);
    }
    let id = id(feature);
    let of_code = || id.as_deref().and_then(level_of_code);
    Ok(Zone {
        name: property(feature, &NAME).ok_or(SkipReason::NoName)?,
        level: property(feature, &LEVEL).and_then(|level| level.parse().ok()).or_else(of_code),
        id: format!("z{}", id.unwrap_or_else(|| number.to_string())),
        area,
    })
}

fn geometry(feature: &Feature) -> Option<Geometry<f64>> {
    feature.geometry.clone().and_then(|geometry| Geometry::try_from(geometry).ok())
}

/// The polygons of a geometry that have room inside.
fn polygons(geometry: Geometry<f64>) -> Vec<Polygon<f64>> {
    let mut polygons = match geometry {
        Geometry::Polygon(polygon) => vec![polygon],
        Geometry::MultiPolygon(area) => area.0,
        Geometry::GeometryCollection(all) => all.0.into_iter().flat_map(polygons).collect(),
        _ => Vec::new(),
    };
    polygons.retain(|polygon| polygon.exterior().0.len() >= 4 && polygon.unsigned_area() > 0.0);
    polygons
}

/// The level that a code of the Indonesian ministry of the interior tells, as OpenStreetMap numbers levels: `35.10.01`
/// is a district (6), `35.10.01.2001` a village (7). Shorter ones may be any number.
fn level_of_code(code: &str) -> Option<u8> {
    const DIGITS: [usize; 4] = [2, 2, 2, 4];
    let parts: Vec<&str> = code.split('.').collect();
    let valid =
        |(part, digits): (&&str, &usize)| part.len() == *digits && part.bytes().all(|c| c.is_ascii_digit());
    let whole = (3..=DIGITS.len()).contains(&parts.len()) && parts.iter().zip(&DIGITS).all(valid);
    whole.then_some(3 + parts.len() as u8)
}
