//! Stations and zones from files of their own: GeoJSON and CSV.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use geo::Point;
use geojson::Feature;
use thiserror::Error;

use crate::report::{SkipReason, Warning};
use crate::station::{Station, StationKind};
use crate::text::tidy;
use crate::zone::Zone;

mod features;
mod table;

/// What columns and properties are called that say the name and the kind, whatever the case of their letters.
const NAME: [&str; 4] = ["name", "nama", "station", "namobj"];
const KIND: [&str; 9] =
    ["kind", "type", "facility_type", "amenity", "category", "jenis", "tipe", "kategori", "layanan"];
const ID: [&str; 5] = ["id", "@id", "kode", "code", "kdepum"];

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
    /// It is a spreadsheet, or packed.
    #[error("{} is a spreadsheet or a packed file: save it as CSV (UTF-8) or as GeoJSON", path.display())]
    Packed {
        /// The file.
        path: PathBuf,
    },
    /// It is not GeoJSON.
    #[error("{} is not GeoJSON that can be read: {source}", path.display())]
    GeoJson {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<geojson::Error>,
    },
    /// It is not CSV.
    #[error("{} is not CSV that can be read: {source}", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
}

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

/// How ZIP, and with it XLSX and ODS, begin; and older spreadsheets, and gzip.
const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"];

/// An extra file as it was read. The region keeps it, to be built again without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extra {
    pub(crate) role: ExtraRole,
    /// The file's name.
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Extra {
    /// Reads a file, in whatever encoding it was saved.
    pub(crate) fn read(role: ExtraRole, path: &Path) -> Result<Self, ExtraFileError> {
        let bytes =
            fs::read(path).map_err(|source| ExtraFileError::Unreadable { path: path.to_owned(), source })?;
        if PACKED.iter().any(|magic| bytes.starts_with(magic)) {
            return Err(ExtraFileError::Packed { path: path.to_owned() });
        }
        let text = decoded(&bytes).ok_or_else(|| ExtraFileError::UnknownFormat { path: path.to_owned() })?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { role, file, text })
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(&self.file)
    }
}

/// The text of a file: UTF-8, UTF-16 with its mark, as spreadsheets save "Unicode text", else Latin-1. `None` if it is
/// none.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |number: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].as_chunks::<2>().0.iter().map(|pair| number(*pair)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => Some(String::from_utf16_lossy(&wide(u16::from_le_bytes))),
        [0xfe, 0xff, ..] => Some(String::from_utf16_lossy(&wide(u16::from_be_bytes))),
        _ if bytes.contains(&0) => None,
        _ => Some(match str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        }),
    }
}

/// The stations of all extra files. Rows that cannot be used are left out with a warning.
pub(crate) fn stations(
    extras: &[Extra],
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Station>, ExtraFileError> {
    let mut ids = Ids::default();
    let mut stations: Vec<Station> = Vec::new();
    for extra in extras.iter().filter(|extra| extra.role == ExtraRole::Stations) {
        let rows = if extra.text.trim_start().starts_with(['{', '[']) {
            features::read(extra)?.iter().map(Row::from_feature).collect()
        } else {
            table::read(extra)?
        };
        let of_file = StationKind::from_name(&extra.file);
        let mut skipped = Skipped::default();
        let before = stations.len();
        for (index, row) in rows.into_iter().enumerate() {
            match row.station(index + 1, of_file) {
                Ok(station) if stations.iter().any(|other| other.is_same(&station)) => {
                    skipped.add(index + 1, SkipReason::Twice);
                }
                Ok(station) => stations.push(Station { id: ids.unused(&station.id), ..station }),
                Err(why) => skipped.add(index + 1, why),
            }
        }
        skipped.tell(extra, stations.len() == before, warnings);
    }
    Ok(stations)
}

/// The zones of all extra files. Features that cannot be used are left out with a warning.
pub(crate) fn zones(extras: &[Extra], warnings: &mut Vec<Warning>) -> Result<Vec<Zone>, ExtraFileError> {
    let mut ids = Ids::default();
    let mut zones: Vec<Zone> = Vec::new();
    for extra in extras.iter().filter(|extra| extra.role == ExtraRole::Zones) {
        let mut skipped = Skipped::default();
        let before = zones.len();
        for (index, feature) in features::read(extra)?.iter().enumerate() {
            match features::zone(feature, index + 1) {
                Ok(zone) if zones.iter().any(|other| other.is_same(&zone)) => {
                    skipped.add(index + 1, SkipReason::Twice);
                }
                Ok(zone) => zones.push(Zone { id: ids.unused(&zone.id), ..zone }),
                Err(why) => skipped.add(index + 1, why),
            }
        }
        skipped.tell(extra, zones.len() == before, warnings);
    }
    Ok(zones)
}

/// What was left out of a file, by why.
#[derive(Default)]
struct Skipped(BTreeMap<SkipReason, Vec<usize>>);

impl Skipped {
    fn add(&mut self, row: usize, why: SkipReason) {
        self.0.entry(why).or_default().push(row);
    }

    fn tell(self, extra: &Extra, nothing_used: bool, warnings: &mut Vec<Warning>) {
        let file = || extra.file.clone();
        warnings.extend(self.0.into_iter().map(|(why, rows)| Warning::Skipped { file: file(), rows, why }));
        if nothing_used {
            warnings.push(Warning::NothingUsed { file: file() });
        }
    }
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
        Self {
            id: features::id(feature),
            name: features::property(feature, &NAME),
            kind: features::property(feature, &KIND),
            point: features::point(feature),
        }
    }

    /// The kind comes from its column, else from the name, else from the file's name.
    fn station(self, row: usize, of_file: Option<StationKind>) -> Result<Station, SkipReason> {
        let point = self.point.ok_or(SkipReason::NoPoint)?;
        if !on_earth(&point) {
            return Err(SkipReason::OffEarth);
        }
        let name = tidy(&self.name.unwrap_or_default()).into_owned();
        let of_column = |word: &str| StationKind::from_word(word).or_else(|| StationKind::from_name(word));
        let kind = self
            .kind
            .as_deref()
            .and_then(of_column)
            .or_else(|| StationKind::from_name(&name))
            .or(of_file)
            .ok_or(SkipReason::NoKind)?;
        Ok(Station { id: format!("s{}", self.id.unwrap_or_else(|| row.to_string())), name, kind, point })
    }
}

fn on_earth(point: &Point<f64>) -> bool {
    (-180.0..=180.0).contains(&point.x()) && (-90.0..=90.0).contains(&point.y())
}
