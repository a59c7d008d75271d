//! What OpenStreetMap says about turns and barriers.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Relation:restriction>, `Key:except`, `Key:barrier`, `Key:locked`.

use crate::barrier::{Barrier, BarrierKind};
use crate::class::{VehicleClass, VehicleSet};
use crate::details::Limits;
use crate::restriction::{LeftOut, Restriction, TurnRule, Via};

use super::access::AccessTags;
use super::measures::length_cm;

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
        let excepted = self.except.split([';', ',']).map(|mode| vehicles(mode.trim()));
        let excepted = excepted.fold(VehicleSet::default(), VehicleSet::union);
        let mut rules = Vec::new();
        for &(turn, binds) in &self.turns {
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
pub fn barrier<'a>(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Barrier> {
    let (mut kind, mut bollard, mut locked, mut access) = ("no", "", false, AccessTags::default());
    let mut limits = Limits::default();
    for (key, value) in tags {
        match key {
            "barrier" => kind = value,
            "bollard" => bollard = value,
            "locked" => locked = value == "yes",
            "maxwidth" => limits.width_cm = length_cm(value),
            "maxheight" => limits.height_cm = length_cm(value),
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
    Some(Barrier { kind, access: access.told(), limits })
}
