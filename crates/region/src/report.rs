//! What a build found, and what it missed.

use std::collections::BTreeMap;
use std::fmt;

use roads::RoadClass;
use serde::Serialize;

use crate::bounds::Bounds;
use crate::changes::Changes;
use crate::station::StationKind;

/// What a build found, and what it missed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The region's name.
    pub name: String,
    /// The box around its roads.
    pub bounds: Bounds,
    /// The road network.
    pub roads: RoadReport,
    /// Streets with a name.
    pub streets: usize,
    /// Meetings of two named streets.
    pub junctions: usize,
    /// Stations by kind; a kind without any is there with 0.
    pub stations: BTreeMap<StationKind, usize>,
    /// Cities, villages, districts that can be searched.
    pub places: usize,
    /// Named things that can be searched: mosques, schools, markets, stations.
    pub facilities: usize,
    /// Houses with a number.
    pub house_numbers: usize,
    /// Administrative zones.
    pub zones: usize,
    /// Map tiles.
    pub tiles: usize,
    /// Size of the region file, in bytes.
    pub file_bytes: u64,
    /// What is other than in the region that was replaced, if there was one.
    pub changes: Option<Changes>,
    /// What the input referred to and did not hold.
    pub missing: Missing,
    /// What somebody should know before working with this region.
    pub warnings: Vec<Warning>,
}

/// The road network of a build.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoadReport {
    /// Segments between junctions.
    pub segments: usize,
    /// Junctions and road ends.
    pub nodes: usize,
    /// Length of all roads, in kilometres.
    pub km: f64,
    /// Length by class of road, in kilometres.
    pub km_by_class: BTreeMap<RoadClass, f64>,
}

/// What the input referred to and did not hold, as extracts do at their edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Nodes that a way names; the way is cut there.
    pub nodes: usize,
    /// Areas whose outline does not close; they are not on the map.
    pub areas: usize,
}

/// Something to know before working with a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// No station of a kind that a room can hardly do without.
    NoStations {
        /// The kind.
        station: StationKind,
    },
    /// Stations that lie outside the box around the roads: no road time can be told for them.
    StationsOutside {
        /// How many.
        count: usize,
    },
    /// Zones that the box around the roads does not touch.
    ZonesOutside {
        /// How many.
        count: usize,
    },
    /// No administrative zone.
    NoZones,
    /// No village, town or city.
    NoPlaces,
    /// The coastlines do not fit together: the map shows no sea.
    BrokenCoast,
    /// Roads whose class nobody noted, or of a class that is not known: those are not in the network.
    RoadsWithoutClass {
        /// How many ways.
        count: usize,
        /// Their length.
        metres: u64,
    },
    /// Roads that run straight for longer than any road does: one of their points is misplaced, often to 0, 0.
    EndlessRoads {
        /// The OpenStreetMap ids of the ways.
        ways: Vec<i64>,
    },
    /// The region that was replaced is damaged: what it was told could not be read.
    EarlierUnread,
    /// Turn restrictions that could not be made out.
    TurnsLeftOut {
        /// How many.
        count: usize,
    },
    /// Part of an extra file could not be used.
    Skipped {
        /// The file's name.
        file: String,
        /// Which rows or features, counted from 1.
        rows: Vec<usize>,
        /// What is wrong with them.
        why: SkipReason,
    },
    /// Nothing in an extra file could be used.
    NothingUsed {
        /// The file's name.
        file: String,
    },
}

/// Why a row of an extra file was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It has no usable point.
    NoPoint,
    /// Its degrees are not on the earth: swapped, or no degrees.
    OffEarth,
    /// It has no usable area.
    NoArea,
    /// It has no name.
    NoName,
    /// Neither a column, its name nor the file's name tell what it is.
    NoKind,
    /// A station or a zone of its name and kind is there already, in the same place.
    Twice,
}

/// How many of a long list are named.
const NAMED: usize = 8;

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStations { station } => {
                write!(f, "no {} stations in this file: add them with --stations", station.as_str())
            }
            Self::StationsOutside { count } => {
                write!(
                    f,
                    "{count} stations lie outside the roads of this file: take a wider extract or leave them out, and \
                     if they are of a region that was here before, build with --forget"
                )
            }
            Self::ZonesOutside { count } => {
                write!(
                    f,
                    "{count} zones lie outside the roads of this file: take a wider extract or leave them out, and if \
                     all do, see whether their coordinates are longitude and latitude, in this order"
                )
            }
            Self::NothingUsed { file } => write!(f, "{file}: nothing in it could be used"),
            Self::NoZones => write!(f, "no administrative zones in this file: add them with --zones"),
            Self::NoPlaces => write!(f, "no villages or towns in this file: search knows streets only"),
            Self::BrokenCoast => {
                write!(f, "the coastlines in this file do not fit together: the map shows no sea")
            }
            Self::RoadsWithoutClass { count, metres } => {
                write!(f, "{count} roads have no class or an unknown one ({:.1} km)", *metres as f64 / 1000.0)
            }
            Self::EndlessRoads { ways } => {
                write!(f, "a point of these roads is misplaced, they run straight for over 100 km: way ")?;
                list(f, ways)?;
                write!(f, "; mend it on openstreetmap.org and build again")
            }
            Self::EarlierUnread => write!(
                f,
                "the region that was there is damaged: if it was told a name, stations or zones, tell them again"
            ),
            Self::TurnsLeftOut { count } => write!(f, "{count} turn restrictions could not be made out"),
            Self::Skipped { file, rows, why } => {
                let why = match why {
                    SkipReason::NoPoint => {
                        "no point that can be read; lat and lon are degrees, as -8.2112 and 114.3797"
                    }
                    SkipReason::OffEarth => {
                        "not on the earth; see whether lat and lon are swapped, and save it in degrees (WGS 84, EPSG:4326)"
                    }
                    SkipReason::NoArea => "no area; a zone is a polygon",
                    SkipReason::NoName => "no name; give it a property \"name\"",
                    SkipReason::NoKind => {
                        "nothing tells what kind of station it is; give it a column \"kind\" with fire, hospital, clinic, \
                         police, ambulance or rescue"
                    }
                    SkipReason::Twice => "it is there twice",
                };
                write!(f, "{file}: number ")?;
                list(f, rows)?;
                write!(f, " left out: {why}")
            }
        }
    }
}

/// The first of a list, and how many more there are.
fn list(f: &mut fmt::Formatter<'_>, all: &[impl ToString]) -> fmt::Result {
    let named: Vec<String> = all.iter().take(NAMED).map(ToString::to_string).collect();
    write!(f, "{}", named.join(", "))?;
    match all.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}
