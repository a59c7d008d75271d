//! Where something is, and how sure we are of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::At;

/// A point on the earth, WGS 84 degrees. It cannot be out of range, and "no place" is never 0,0 but `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(try_from = "Degrees")]
#[ts(export)]
pub struct Position {
    lat: f64,
    lon: f64,
}

/// Degrees of a position are never "not a number".
impl Eq for Position {}

#[derive(Deserialize)]
struct Degrees {
    lat: f64,
    lon: f64,
}

/// Degrees that are not a place on the earth.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{lat}, {lon} is not a place on the earth")]
pub struct NotOnEarth {
    lat: f64,
    lon: f64,
}

impl TryFrom<Degrees> for Position {
    type Error = NotOnEarth;
    fn try_from(d: Degrees) -> Result<Self, NotOnEarth> {
        Self::new(d.lat, d.lon)
    }
}

/// Machines write degrees to five digits or more.
const NOWHERE_DEG: f64 = 0.000_01;

/// The earth's mean radius, metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Position {
    /// A position from degrees.
    ///
    /// # Errors
    /// When a value is not finite or out of range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, NotOnEarth> {
        let on_earth = lat.is_finite() && lon.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 180.0;
        if on_earth { Ok(Self { lat, lon }) } else { Err(NotOnEarth { lat, lon }) }
    }

    /// Latitude, degrees north.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude, degrees east.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Whether it is 0°, 0°: what machines say that don't know where they are, and a place in the open sea.
    pub fn is_nowhere(self) -> bool {
        self.lat.abs() < NOWHERE_DEG && self.lon.abs() < NOWHERE_DEG
    }

    /// Straight-line distance over a sphere, metres (haversine). Good for "near", never for "soonest".
    pub fn metres_to(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// Where a fix came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FixSource {
    /// The mobile network or the handset, by Advanced Mobile Location.
    Network,
    /// The SIP gateway (PIDF-LO).
    Sip,
    /// The room's number directory.
    Directory,
    /// The caller's own phone page.
    CallerPage,
    /// An address the dispatcher picked.
    Address,
    /// A landmark or facility the dispatcher picked.
    Landmark,
    /// A junction the dispatcher picked.
    Junction,
    /// A plus code the dispatcher typed.
    PlusCode,
    /// Coordinates the dispatcher typed.
    Coordinates,
    /// A link the caller shared.
    SharedLink,
    /// A click on the map.
    MapPin,
}

impl FixSource {
    /// Whether a dispatcher made this fix while listening, rather than a machine.
    pub fn is_dispatchers(self) -> bool {
        !matches!(self, Self::Network | Self::Sip | Self::Directory | Self::CallerPage)
    }
}

/// One statement of where the caller or the incident is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fix {
    /// The middle of where it may be.
    pub position: Position,
    /// Radius of uncertainty, metres.
    pub radius_m: u32,
    /// Who says so.
    pub source: FixSource,
    /// When it was measured or said, by the source's clock.
    pub at: At,
    /// What to call it, such as "Jl. Melati × Jl. Mawar"; empty where it has no name.
    pub label: String,
}

/// The fix that counts as the location.
///
/// The dispatcher's choice beats all. Else the newest fix that a dispatcher made; else the machine with the smallest
/// radius, the newest of equals. Each machine's newest word counts, for a caller may move, except that an earlier and
/// finer one stands while the newer circle still holds it.
pub fn location(fixes: &[Fix], chosen: Option<usize>) -> Option<&Fix> {
    if let Some(fix) = chosen.and_then(|index| fixes.get(index)) {
        return Some(fix);
    }
    let said = fixes.iter().rfind(|fix| fix.source.is_dispatchers());
    said.or_else(|| {
        latest_words(fixes).into_iter().min_by_key(|fix| (fix.radius_m, std::cmp::Reverse(fix.at)))
    })
}

/// What each machine's word is now.
fn latest_words(fixes: &[Fix]) -> Vec<&Fix> {
    let mut words: Vec<&Fix> = Vec::new();
    for fix in fixes {
        match words.iter_mut().find(|word| word.source == fix.source) {
            Some(word) if word.stands_beside(fix) => {}
            Some(word) => *word = fix,
            None => words.push(fix),
        }
    }
    words
}

impl Fix {
    /// Whether a newer word of the same machine is only a vaguer one.
    fn stands_beside(&self, newer: &Self) -> bool {
        let apart_m = self.position.metres_to(newer.position);
        self.radius_m < newer.radius_m && apart_m <= f64::from(newer.radius_m)
    }
}
