//! What OpenStreetMap's tags say about a road.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Key:highway>, `Key:oneway`, `Key:access`, `Key:junction`,
//! `Key:maxspeed`; for turns and barriers `Relation:restriction`, `Key:barrier`.

use crate::builder::Way;
use crate::class::{Access, Oneway, RoadClass};

mod turns;

pub use turns::{Member, MemberKind, barrier, restrictions};

/// The tags that concern a road.
#[derive(Default)]
struct RoadTags<'a> {
    highway: Option<&'a str>,
    area: Option<&'a str>,
    name: Option<&'a str>,
    reference: Option<&'a str>,
    oneway: Option<&'a str>,
    junction: Option<&'a str>,
    access: AccessTags<'a>,
    maxspeed: Option<&'a str>,
}

/// The way that these tags describe, or `None` where it is not a road that a vehicle can take (a building, a ferry
/// line, steps, a square, a road being built).
///
/// A road without a name goes by its number (`ref`), as people on the phone call it.
pub fn way_from_tags<'a>(
    osm_id: i64,
    nodes: Vec<i64>,
    tags: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<Way> {
    let tags = RoadTags::gather(tags);
    let class = RoadClass::from_osm(tags.highway?)?;
    if tags.area == Some("yes") {
        return None;
    }
    let name = tags.name.or(tags.reference).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let (oneway, access, maxspeed_kmh) =
        (tags.oneway(class), tags.access.of_way(), tags.maxspeed.and_then(maxspeed_kmh));
    Some(Way { osm_id, nodes, class, name, oneway, access, maxspeed_kmh })
}

impl<'a> RoadTags<'a> {
    fn gather(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut road = Self::default();
        for (key, value) in tags {
            let place = match key {
                "highway" => &mut road.highway,
                "area" => &mut road.area,
                "name" => &mut road.name,
                "ref" => &mut road.reference,
                "oneway" => &mut road.oneway,
                "junction" => &mut road.junction,
                "maxspeed" => &mut road.maxspeed,
                _ => {
                    road.access.take(key, value);
                    continue;
                }
            };
            *place = Some(value);
        }
        road
    }

    /// A tag on the way beats what its kind implies. Lanes that change direction by the hour count as both ways.
    fn oneway(&self, class: RoadClass) -> Oneway {
        let implied =
            class == RoadClass::Motorway || matches!(self.junction, Some("roundabout" | "circular"));
        match self.oneway {
            Some("yes" | "true" | "1") => Oneway::Forward,
            Some("-1" | "reverse") => Oneway::Backward,
            Some("no" | "false" | "0" | "reversible" | "alternating") => Oneway::No,
            _ if implied => Oneway::Forward,
            _ => Oneway::No,
        }
    }
}

/// The tags of a road or a barrier that say who may pass.
#[derive(Default)]
struct AccessTags<'a> {
    access: Option<&'a str>,
    vehicle: Option<&'a str>,
    motor_vehicle: Option<&'a str>,
    emergency: Option<&'a str>,
}

impl<'a> AccessTags<'a> {
    fn take(&mut self, key: &str, value: &'a str) {
        match key {
            "access" => self.access = Some(value),
            "vehicle" => self.vehicle = Some(value),
            "motor_vehicle" => self.motor_vehicle = Some(value),
            "emergency" => self.emergency = Some(value),
            _ => {}
        }
    }

    /// What they say of a way. That emergency vehicles may pass keeps nobody else from it.
    fn of_way(&self) -> Access {
        let general = self.motor_vehicle.or(self.vehicle).or(self.access);
        match (general, self.emergency) {
            (None, Some("no")) => Access::Closed,
            (None, _) => Access::Open,
            _ => self.told().unwrap_or_default(),
        }
    }

    /// What they say, if anything. The more specific key wins: `emergency`, then `motor_vehicle`, `vehicle`, `access`.
    fn told(&self) -> Option<Access> {
        let motor = self.motor_vehicle.or(self.vehicle);
        let access = match (motor, self.access) {
            (Some("no" | "private" | "agricultural" | "forestry"), _)
            | (None, Some("private" | "agricultural" | "forestry")) => Some(Access::Restricted),
            (None, Some("no")) => Some(Access::Closed),
            (None, None) => None,
            _ => Some(Access::Open),
        };
        match self.emergency {
            Some("no") => Some(Access::Closed),
            Some("yes" | "designated" | "official") if access != Some(Access::Open) => {
                Some(Access::EmergencyOnly)
            }
            _ => access,
        }
    }
}

/// The limit in km/h, from `50`, `50 km/h` or `30 mph`; words such as `none` or `ID:urban` give none.
fn maxspeed_kmh(value: &str) -> Option<u16> {
    let value = value.trim();
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let number: u16 = value[..digits].parse().ok()?;
    let kmh = match value[digits..].trim() {
        "" | "km/h" | "kmh" | "kph" => f64::from(number),
        "mph" => f64::from(number) * 1.609_344,
        _ => return None,
    };
    Some(kmh.round() as u16).filter(|kmh| (1..=200).contains(kmh))
}
