//! What OpenStreetMap says about turns and barriers.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Relation:restriction>, `Key:except`, `Key:barrier`, `Key:locked`.

use crate::barrier::{Barrier, BarrierKind};
use crate::class::{Access, VehicleClass, VehicleSet};
use crate::details::Limits;
use crate::restriction::{LeftOut, Restriction, TurnRule, Via};

use super::access::AccessTags;
use super::hours::Hours;
use super::measures::{length_cm, weight_kg};

/// A member of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// What it is.
    pub kind: MemberKind,
    /// Its OpenStreetMap id.
    pub id: i64,
    /// Its part in the relation.
    pub role: &'a str,
}

/// What a member of a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A node.
    Node,
    /// A way.
    Way,
    /// Another relation.
    Relation,
}

/// The turn restrictions that a relation describes: none if it describes something else, or only concerns vehicles that
/// a room does not have (buses, bicycles, or everybody except emergency vehicles).
///
/// # Errors
/// It is a turn restriction, but one that cannot be honoured.
pub fn restrictions<'a>(
    members: impl IntoIterator<Item = Member<'a>>,
    tags: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<Restriction>, LeftOut> {
    let tags = RestrictionTags::gather(tags);
    if !tags.is_restriction {
        return Ok(Vec::new());
    }
    let rules = tags.rules()?;
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let Parts { from, via, to } = Parts::gather(members)?;
    let restriction =
        |(rule, binds)| Restriction { rule, from: from.clone(), via: via.clone(), to: to.clone(), binds };
    Ok(rules.into_iter().map(restriction).collect())
}

#[derive(Default)]
struct RestrictionTags<'a> {
    is_restriction: bool,
    conditional: bool,
    /// Whether all of it holds at certain hours only.
    at_hours: bool,
    except: &'a str,
    /// The turn, and the vehicles that it is for.
    turns: Vec<(&'a str, VehicleSet)>,
}

impl<'a> RestrictionTags<'a> {
    fn gather(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut gathered = Self::default();
        for (key, value) in tags {
            match key {
                "type" => {
                    gathered.is_restriction = value == "restriction" || value.starts_with("restriction:");
                }
                "except" => gathered.except = value,
                "restriction" => gathered.turns.push((value, VehicleSet::ALL)),
                // How hours were told before `restriction:conditional` was thought of.
                "day_on" | "day_off" | "hour_on" | "hour_off" => gathered.at_hours = true,
                _ if key.starts_with("restriction:") && key.ends_with(":conditional") => {
                    gathered.conditional = true;
                }
                _ => {
                    if let Some(mode) = key.strip_prefix("restriction:") {
                        gathered.turns.push((value, vehicles(mode)));
                    }
                }
            }
        }
        gathered
    }

    fn rules(&self) -> Result<Vec<(TurnRule, VehicleSet)>, LeftOut> {
        if self.at_hours {
            return Err(LeftOut::Conditional);
        }
        // `restriction:emergency=none` says the same as `except=emergency`.
        let freed = self.turns.iter().filter(|(turn, _)| *turn == "none").map(|&(_, freed)| freed);
        let excepted = self.except.split([';', ',']).map(|mode| vehicles(mode.trim()));
        let excepted = excepted.chain(freed).fold(VehicleSet::default(), VehicleSet::union);
        let mut rules = Vec::new();
        for &(turn, binds) in self.turns.iter().filter(|(turn, _)| *turn != "none") {
            let rule = match turn.split_once('_') {
                Some(("no", _)) => TurnRule::No,
                Some(("only", _)) => TurnRule::Only,
                _ => return Err(LeftOut::Incomplete),
            };
            // What holds at certain hours only is written after an @.
            if turn.contains('@') {
                return Err(LeftOut::Conditional);
            }
            rules.push((rule, binds.without(excepted)));
        }
        if rules.is_empty() {
            return Err(if self.conditional { LeftOut::Conditional } else { LeftOut::Incomplete });
        }
        rules.retain(|(_, binds)| !binds.is_empty());
        Ok(rules)
    }
}

/// The classes that a mode of transport means. An emergency vehicle is whatever we send.
fn vehicles(mode: &str) -> VehicleSet {
    match mode {
        "emergency" | "motor_vehicle" | "vehicle" => VehicleSet::ALL,
        "hgv" | "goods" => VehicleSet::of([VehicleClass::Heavy]),
        "motorcar" => VehicleSet::of([VehicleClass::Car, VehicleClass::Ambulance]),
        "motorcycle" => VehicleSet::of([VehicleClass::Motorcycle]),
        _ => VehicleSet::default(),
    }
}

struct Parts {
    from: Vec<i64>,
    via: Via,
    to: Vec<i64>,
}

impl Parts {
    fn gather<'a>(members: impl IntoIterator<Item = Member<'a>>) -> Result<Self, LeftOut> {
        let (mut from, mut to, mut nodes, mut ways) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for Member { kind, id, role } in members {
            match (role, kind) {
                ("from", MemberKind::Way) => from.push(id),
                ("to", MemberKind::Way) => to.push(id),
                ("via", MemberKind::Way) => ways.push(id),
                ("via", MemberKind::Node) => nodes.push(id),
                _ => {}
            }
        }
        let via = match (&nodes[..], ways.is_empty()) {
            (&[node], true) => Via::Node(node),
            ([], false) => Via::Ways(ways),
            ([], true) => return Err(LeftOut::Incomplete),
            _ => return Err(LeftOut::Ambiguous),
        };
        if from.is_empty() || to.is_empty() {
            return Err(LeftOut::Incomplete);
        }
        Ok(Self { from, via, to })
    }
}

/// The barrier that a node of a road is, if it is one that could stop anybody.
///
/// `access=no` at a gate says that it is kept shut, which is less than that nobody can open it: it counts as locked.
pub fn barrier<'a>(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Barrier> {
    let (mut kind, mut bollard, mut locked, mut access) = ("no", "", false, AccessTags::default());
    let (mut limits, mut hours) = (Limits::default(), Hours::default());
    let least = |limit: &mut Option<u16>, value| *limit = limit.iter().copied().chain(length_cm(value)).min();
    for (key, value) in tags {
        match key {
            "barrier" => kind = value,
            "bollard" => bollard = value,
            "locked" => locked = value == "yes",
            "maxwidth" | "maxwidth:physical" => least(&mut limits.width_cm, value),
            "maxheight" | "maxheight:physical" => least(&mut limits.height_cm, value),
            "maxweight" => limits.weight_kg = weight_kg(value),
            "access:conditional" | "vehicle:conditional" | "motor_vehicle:conditional" => {
                hours = Hours::read(value);
            }
            _ => access.take(key, value),
        }
    }
    let kind = match BarrierKind::from_osm(kind)? {
        BarrierKind::Bollard if matches!(bollard, "rising" | "removable" | "foldable" | "retractable") => {
            BarrierKind::OpeningBollard
        }
        kind if locked && kind.can_be_locked() => BarrierKind::LockedGate,
        kind => kind,
    };
    let mut barrier =
        Barrier { access: access.told(), by_class: access.by_class(true), limits, ..Barrier::of(kind) };
    if kind.can_be_locked() {
        let kept_shut = access.shut_out_all();
        barrier.shut_at_night =
            hours.no_at_night || hours.yes_by_day && (kept_shut || barrier.access.is_none());
        match (kept_shut, hours.yes_by_day) {
            (true, true) => barrier.access = None,
            (true, false) => {
                (barrier.kind, barrier.access) = (BarrierKind::LockedGate, Some(Access::Restricted));
            }
            (false, _) => {}
        }
    }
    Some(barrier)
}
