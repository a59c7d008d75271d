//! Stations and zones from files of their own: GeoJSON and CSV.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use geo::{CoordsIter, Geometry, MultiPolygon, Point};
use geojson::{Feature, FeatureCollection, JsonObject, JsonValue};
use thiserror::Error;

use crate::report::{SkipReason, Warning};
use crate::shape::point_inside;
use crate::station::{Station, StationKind};
use crate::zone::Zone;

/// Why a file of stations or zones cannot be used.
#[derive(Debug, Error)]
pub enum ExtraFileError {
    /// It cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is neither the one nor the other.
    #[error("{} is neither GeoJSON nor CSV with the columns name, lat and lon", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// It is not a GeoJSON feature collection.
    #[error("{} is not a GeoJSON feature collection: {source}", path.display())]
    GeoJson {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<geojson::Error>,
    },
    /// It is not CSV.
    #[error("{} is not CSV: {source}", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
}

/// The words that columns and properties are called by in files that are about.
const NAME: [&str; 3] = ["name", "nama", "station"];
const LAT: [&str; 4] = ["lat", "latitude", "approx_lat", "y"];
const LON: [&str; 6] = ["lon", "lng", "long", "longitude", "approx_lon", "x"];
const KIND: [&str; 5] = ["kind", "type", "facility_type", "amenity", "category"];
const ID: [&str; 4] = ["id", "@id", "kode", "code"];
const LEVEL: [&str; 2] = ["admin_level", "level"];

/// What an extra file adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExtraRole {
    Stations,
    Zones,
}

impl ExtraRole {
    /// The word that the region file uses.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Zones => "zones",
        }
    }

    pub(crate) fn from_stored(word: &str) -> Option<Self> {
        [Self::Stations, Self::Zones].into_iter().find(|role| role.as_str() == word)
    }
}

/// An extra file as it was read. The region keeps it, to be built again without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extra {
    pub(crate) role: ExtraRole,
    /// The file's name.
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Extra {
    /// Reads a file; those saved elsewhere may begin with a byte order mark or hold letters of another encoding.
    pub(crate) fn read(role: ExtraRole, path: &Path) -> Result<Self, ExtraFileError> {
        let bytes =
            fs::read(path).map_err(|source| ExtraFileError::Unreadable { path: path.to_owned(), source })?;
        if bytes.contains(&0) {
            return Err(ExtraFileError::UnknownFormat { path: path.to_owned() });
        }
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { role, file, text })
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(&self.file)
    }
}

/// The stations of all extra files. Rows that cannot be used are left out with a warning.
pub(crate) fn stations(
    extras: &[Extra],
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Station>, ExtraFileError> {
    let mut ids = Ids::default();
    let mut stations = Vec::new();
    for extra in extras.iter().filter(|extra| extra.role == ExtraRole::Stations) {
        let rows = if extra.text.trim_start().starts_with('{') {
            features(extra)?.iter().map(Row::from_feature).collect()
        } else {
            csv_rows(extra)?
        };
        let of_file = StationKind::from_name(&extra.file);
        for (index, row) in rows.into_iter().enumerate() {
            match row.station(index + 1, of_file) {
                Ok(station) => stations.push(Station { id: ids.unused(&station.id), ..station }),
                Err(why) => {
                    warnings.push(Warning::Skipped { file: extra.file.clone(), row: index + 1, why });
                }
            }
        }
    }
    Ok(stations)
}

/// The zones of all extra files. Features that cannot be used are left out with a warning.
pub(crate) fn zones(extras: &[Extra], warnings: &mut Vec<Warning>) -> Result<Vec<Zone>, ExtraFileError> {
    let mut ids = Ids::default();
    let mut zones = Vec::new();
    for extra in extras.iter().filter(|extra| extra.role == ExtraRole::Zones) {
        for (index, feature) in features(extra)?.iter().enumerate() {
            match zone(feature, index + 1) {
                Ok(zone) => zones.push(Zone { id: ids.unused(&zone.id), ..zone }),
                Err(why) => {
                    warnings.push(Warning::Skipped { file: extra.file.clone(), row: index + 1, why });
                }
            }
        }
    }
    Ok(zones)
}

/// The ids in use: row 1 of a second file is not row 1 of the first.
#[derive(Default)]
struct Ids(HashSet<String>);

impl Ids {
    fn unused(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        for number in 2.. {
            if self.0.insert(free.clone()) {
                break;
            }
            free = format!("{id}-{number}");
        }
        free
    }
}

/// What one row of a file of stations says.
#[derive(Default)]
struct Row {
    id: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    point: Option<Point<f64>>,
}

impl Row {
    fn from_feature(feature: &Feature) -> Self {
        let property = |names: &[&str]| feature.properties.as_ref().and_then(|all| text_of(all, names));
        let point = geometry(feature).and_then(|geometry| match geometry {
            Geometry::Point(point) => Some(point),
            Geometry::Polygon(polygon) => point_inside(&polygon.into()),
            Geometry::MultiPolygon(area) => point_inside(&area),
            _ => None,
        });
        Self { id: property(&ID), name: property(&NAME), kind: property(&KIND), point }
    }

    /// The kind comes from its column, else from the name, else from the file's name.
    fn station(self, row: usize, of_file: Option<StationKind>) -> Result<Station, SkipReason> {
        let point = self.point.filter(on_earth).ok_or(SkipReason::NoPoint)?;
        let name = self.name.unwrap_or_default();
        let of_column = self.kind.as_deref().and_then(StationKind::from_word);
        let kind =
            of_column.or_else(|| StationKind::from_name(&name)).or(of_file).ok_or(SkipReason::NoKind)?;
        Ok(Station { id: format!("s{}", self.id.unwrap_or_else(|| row.to_string())), name, kind, point })
    }
}

fn zone(feature: &Feature, number: usize) -> Result<Zone, SkipReason> {
    let property = |names: &[&str]| feature.properties.as_ref().and_then(|all| text_of(all, names));
    let mut area: MultiPolygon<f64> = match geometry(feature) {
        Some(Geometry::Polygon(polygon)) => polygon.into(),
        Some(Geometry::MultiPolygon(area)) => area,
        _ => return Err(SkipReason::NoArea),
    };
    area.0.retain(|polygon| polygon.exterior().0.len() >= 4);
    if area.0.is_empty() || !area.coords_iter().all(|coord| on_earth(&coord.into())) {
        return Err(SkipReason::NoArea);
    }
    Ok(Zone {
        id: format!("z{}", property(&ID).unwrap_or_else(|| number.to_string())),
        name: property(&NAME).ok_or(SkipReason::NoName)?,
        level: property(&LEVEL)
            .and_then(|level| level.parse().ok())
            .or_else(|| property(&ID).and_then(|id| level_of_code(&id))),
        area,
    })
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

fn on_earth(point: &Point<f64>) -> bool {
    (-180.0..=180.0).contains(&point.x()) && (-90.0..=90.0).contains(&point.y())
}

fn features(extra: &Extra) -> Result<Vec<Feature>, ExtraFileError> {
    let collection: FeatureCollection = extra
        .text
        .parse()
        .map_err(|source| ExtraFileError::GeoJson { path: extra.path(), source: Box::new(source) })?;
    Ok(collection.features)
}

fn geometry(feature: &Feature) -> Option<Geometry<f64>> {
    feature.geometry.clone().and_then(|geometry| Geometry::try_from(geometry).ok())
}

fn text_of(properties: &JsonObject, names: &[&str]) -> Option<String> {
    let text = names.iter().find_map(|name| match properties.get(*name)? {
        JsonValue::String(text) => Some(text.trim().to_owned()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    });
    text.filter(|text| !text.is_empty())
}

fn csv_rows(extra: &Extra) -> Result<Vec<Row>, ExtraFileError> {
    let text = extra.text.as_str();
    let csv_error = |source| ExtraFileError::Csv { path: extra.path(), source };
    // Spreadsheets of countries with a decimal comma write semicolons between the columns.
    let heading = text.lines().next().unwrap_or_default();
    let separator = if heading.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(csv_error)?.clone();
    let column =
        |names: &[&str]| headings.iter().position(|heading| names.contains(&heading.to_lowercase().as_str()));
    let (Some(name), Some(lat), Some(lon)) = (column(&NAME), column(&LAT), column(&LON)) else {
        return Err(ExtraFileError::UnknownFormat { path: extra.path() });
    };
    let (kind, id) = (column(&KIND), column(&ID));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(csv_error)?;
        let field = |index: usize| record.get(index).filter(|text| !text.is_empty()).map(str::to_owned);
        let number = |index| field(index)?.replace(',', ".").parse::<f64>().ok();
        rows.push(Row {
            id: id.and_then(field),
            name: field(name),
            kind: kind.and_then(field),
            point: number(lon).zip(number(lat)).map(|(lon, lat)| Point::new(lon, lat)),
        });
    }
    Ok(rows)
}
