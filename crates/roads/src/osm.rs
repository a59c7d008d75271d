//! What OpenStreetMap's tags say about a road.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Key:highway>, `Key:junction`, `Key:lanes`, `Tag:route=ferry`,
//! `Key:maxwidth`, `Key:maxheight`, `Key:maxweight`; and those that the parts of this module name.

use crate::builder::Way;
use crate::class::{Access, Oneway, RoadClass};
use crate::details::{Details, Limits};

mod access;
mod hours;
mod measures;
mod turns;

use access::{AccessTags, OnewayTags};
use measures::{duration_s, length_cm, maxspeed_kmh, surface, weight_kg};
pub use turns::{Member, MemberKind, barrier, restrictions};

/// The keys of ways that [`way_from_tags`] looks at. Whoever keeps only some tags keeps these.
pub const WAY_KEYS: [&str; 39] = [
    "access",
    "area",
    "bus",
    "duration",
    "emergency",
    "est_width",
    "footway",
    "hgv",
    "highway",
    "junction",
    "lanes",
    "maxheight",
    "maxheight:physical",
    "maxspeed",
    "maxspeed:backward",
    "maxspeed:forward",
    "maxweight",
    "maxwidth",
    "maxwidth:physical",
    "motor_vehicle",
    "motorcar",
    "motorcycle",
    "name",
    "oneway",
    "oneway:emergency",
    "oneway:hgv",
    "oneway:motor_vehicle",
    "oneway:motorcar",
    "oneway:motorcycle",
    "oneway:vehicle",
    "psv",
    "ref",
    "route",
    "service",
    "smoothness",
    "surface",
    "tracktype",
    "vehicle",
    "width",
];

/// The tags that concern a road.
#[derive(Default)]
struct RoadTags<'a> {
    highway: Option<&'a str>,
    route: Option<&'a str>,
    area: Option<&'a str>,
    footway: Option<&'a str>,
    name: Option<&'a str>,
    reference: Option<&'a str>,
    junction: Option<&'a str>,
    lanes: Option<&'a str>,
    duration: Option<&'a str>,
    smoothness: Option<&'a str>,
    surface: Option<&'a str>,
    tracktype: Option<&'a str>,
    width: Option<&'a str>,
    est_width: Option<&'a str>,
    maxwidth: [Option<&'a str>; 2],
    maxheight: [Option<&'a str>; 2],
    maxweight: Option<&'a str>,
    maxspeed: Option<&'a str>,
    maxspeed_forward: Option<&'a str>,
    maxspeed_backward: Option<&'a str>,
    oneway: OnewayTags<'a>,
    access: AccessTags<'a>,
}

/// The way that these tags describe, or `None` where it is not a road that a vehicle can take (a building, steps, a
/// square, a road being built or planned).
///
/// A road without a name goes by its number (`ref`), as people on the phone call it. A ferry that carries vehicles is a
/// way too; whether anybody boards it is up to the profiles.
pub fn way_from_tags<'a>(
    osm_id: i64,
    nodes: Vec<i64>,
    tags: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<Way> {
    let mut tags = RoadTags::gather(tags);
    let class = tags.class()?;
    if tags.highway == Some("busway") {
        tags.access.are_for_buses();
    }
    if tags.area == Some("yes") {
        return None;
    }
    let mut names = [tags.name, tags.reference].into_iter().flatten().map(str::trim);
    let name = names.find(|name| !name.is_empty()).map(str::to_owned);
    let oneway = tags.oneway.general(tags.implied_oneway(class));
    let access = match tags.access.of_way(for_motors(class)) {
        // A ship that carries no cars does not carry ours either.
        Access::Restricted if class == RoadClass::Ferry => Access::Closed,
        access => access,
    };
    let maxspeed_kmh = tags.maxspeed_kmh(oneway);
    Some(Way {
        osm_id,
        nodes,
        class,
        name,
        oneway,
        access,
        maxspeed_kmh,
        details: tags.details(class, oneway),
    })
}

/// Whether a road of a class is for motor traffic where its tags say nothing else.
fn for_motors(class: RoadClass) -> bool {
    !matches!(class, RoadClass::Pedestrian | RoadClass::Path)
}

impl<'a> RoadTags<'a> {
    fn gather(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut road = Self::default();
        for (key, value) in tags {
            let place = match key {
                "highway" => &mut road.highway,
                "route" => &mut road.route,
                "area" => &mut road.area,
                "footway" => &mut road.footway,
                "name" => &mut road.name,
                "ref" => &mut road.reference,
                "junction" => &mut road.junction,
                "lanes" => &mut road.lanes,
                "duration" => &mut road.duration,
                "smoothness" => &mut road.smoothness,
                "surface" => &mut road.surface,
                "tracktype" => &mut road.tracktype,
                "width" => &mut road.width,
                "est_width" => &mut road.est_width,
                "maxwidth" => &mut road.maxwidth[0],
                "maxwidth:physical" => &mut road.maxwidth[1],
                "maxheight" => &mut road.maxheight[0],
                "maxheight:physical" => &mut road.maxheight[1],
                "maxweight" => &mut road.maxweight,
                "maxspeed" => &mut road.maxspeed,
                "maxspeed:forward" => &mut road.maxspeed_forward,
                "maxspeed:backward" => &mut road.maxspeed_backward,
                _ => {
                    road.oneway.take(key, value);
                    road.access.take(key, value);
                    continue;
                }
            };
            *place = Some(value);
        }
        road
    }

    fn class(&self) -> Option<RoadClass> {
        match (self.highway, self.route) {
            // A pavement lies beside a road that is mapped by itself: nobody drives there against the traffic.
            (Some(_), _) if self.footway == Some("sidewalk") => None,
            (Some(highway), _) => RoadClass::from_osm(highway),
            (None, Some("ferry")) => Some(RoadClass::Ferry),
            _ => None,
        }
    }

    fn is_roundabout(&self) -> bool {
        matches!(self.junction, Some("roundabout" | "circular"))
    }

    fn implied_oneway(&self, class: RoadClass) -> Oneway {
        if class == RoadClass::Motorway || self.is_roundabout() { Oneway::Forward } else { Oneway::No }
    }

    /// On a one-way road the limit of its direction; on another the lower of both, since a segment has one speed.
    fn maxspeed_kmh(&self, oneway: Oneway) -> Option<u16> {
        let told = |value: Option<&str>| value.and_then(maxspeed_kmh);
        let [general, forward, backward] =
            [self.maxspeed, self.maxspeed_forward, self.maxspeed_backward].map(told);
        match oneway {
            Oneway::Forward => forward.or(general),
            Oneway::Backward => backward.or(general),
            Oneway::No => [forward, backward, general.filter(|_| forward.is_none() || backward.is_none())]
                .into_iter()
                .flatten()
                .min(),
        }
    }

    fn details(&self, class: RoadClass, oneway: Oneway) -> Details {
        Details {
            oneway: self.oneway.by_class(),
            access: self.access.by_class(for_motors(class)),
            surface: surface(self.smoothness, self.surface, self.tracktype),
            limits: Limits {
                width_cm: least(self.maxwidth),
                height_cm: least(self.maxheight),
                weight_kg: self.maxweight.and_then(weight_kg),
            },
            width_cm: self.width.and_then(length_cm).or(self.est_width.and_then(length_cm)),
            single_lane: oneway == Oneway::No && self.lanes == Some("1"),
            roundabout: self.is_roundabout(),
            ferry_s: self.duration.and_then(duration_s).filter(|_| self.highway.is_none()),
        }
    }
}

/// The least of what is signed and what is there.
fn least(lengths: [Option<&str>; 2]) -> Option<u16> {
    lengths.into_iter().flatten().filter_map(length_cm).min()
}
