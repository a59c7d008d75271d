//! From what an incident needs to named units, soonest first, each with its reason.

mod circle;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::Expected;
use crate::catalogue::Need;
use crate::engaged::Engaged;
use crate::unit::{Availability, Unit};
use crate::{At, UnitId};

pub use circle::{Between, Side, SideChoice, Split, Spot, side_of};

/// A unit that is to come first to a zone goes before others that would be sooner by no more than this, milliseconds: it
/// knows the place, and the others stay where they are to come first.
const FIRST_DUE_MS: u64 = 60_000;

/// How a unit's position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Whereabouts {
    /// Standing at its station, by its own report.
    InQuarters {
        /// Age of the report, seconds.
        age_s: u32,
    },
    /// Taken to be at its station, because it has never reported a position.
    TakenAsInQuarters,
    /// On the road, by its own report.
    OnTheRoad {
        /// Age of the report, seconds.
        age_s: u32,
    },
    /// Its last report is too old to reckon with.
    Stale {
        /// Age of the report, seconds.
        age_s: u32,
    },
}

/// What the roads say of a unit's way to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Reach {
    /// There is a way.
    Reached {
        /// Seconds by road.
        travel_s: u32,
        /// Metres by road.
        distance_m: u32,
    },
    /// No road leads there.
    Unreachable,
    /// The unit is too far from any road.
    OffRoad,
}

/// A unit with what was reckoned for it.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// How its position is known.
    pub whereabouts: Whereabouts,
    /// Crew to wheels when in quarters, seconds.
    pub turnout_s: u32,
    /// Whether the place's zone has it come first.
    pub first_due: bool,
    /// What it is on, where it is on another incident.
    pub engaged: Option<Engaged>,
    /// What the roads say of each spot where the place may be, the middle first; the middle alone for one who can't go.
    pub reaches: Vec<Reach>,
}

/// Why a unit that could do the work is not proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Obstacle {
    /// Others are sooner.
    NotNeeded,
    /// On another assignment.
    Committed,
    /// Its position is too old.
    StalePosition,
    /// No road leads there.
    NoRoad,
    /// Out of service.
    OutOfService,
    /// Off duty.
    OffDuty,
    /// On this incident already.
    OnThisIncident,
}

/// A unit that is proposed, or stands by in order of arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Proposal {
    /// The unit.
    pub unit: UnitId,
    /// The need it fills; none for a unit that is not proposed.
    pub fills: Option<String>,
    /// Whether it stands in with another capability than the one needed.
    pub substitute: bool,
    /// Why it isn't proposed; none for one that is.
    pub obstacle: Option<Obstacle>,
    /// Whether it may be sent, proposed or not.
    pub sendable: bool,
    /// Turnout, road time and length to the middle of where the place may be; none where there is no way or no position.
    pub expected: Option<Expected>,
    /// Turnout and road time together, seconds: the mean over where the place may be.
    pub total_s: Option<u32>,
    /// Arrival over all of where the place may be, where that is not sure.
    pub between: Option<Between>,
    /// How its position is known.
    pub whereabouts: Whereabouts,
    /// Whether the place's zone has it come first.
    pub first_due: bool,
    /// What it is on, where it is on another incident.
    pub engaged: Option<Engaged>,
}

/// One line of a plan and how far it can be met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NeedMet {
    /// The capability.
    pub capability: String,
    /// How many units the plan wants.
    pub wanted: u8,
    /// How many are on the incident already.
    pub on_incident: u8,
    /// How many are proposed.
    pub proposed: u8,
    /// Why the rest is missing, most frequent reason first; empty where nothing is missing or no such unit exists.
    pub missing_because: Vec<Missing>,
}

/// How many units are missing for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Missing {
    /// The reason.
    pub obstacle: Obstacle,
    /// How many units it holds back.
    pub units: u8,
    /// When the first of them may be free, where they are busy and that can be said.
    pub free_at: Option<At>,
}

/// Who should go, and what is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recommendation {
    /// Line by line of the plan.
    pub needs: Vec<NeedMet>,
    /// Proposed units first, soonest first; then the others of some use, soonest first.
    pub units: Vec<Proposal>,
    /// The needs for which it matters where in its circle the place is.
    pub splits: Vec<Split>,
}

impl Recommendation {
    /// The units proposed, soonest first.
    pub fn proposed(&self) -> impl Iterator<Item = &UnitId> {
        self.units.iter().filter(|unit| unit.obstacle.is_none()).map(|unit| &unit.unit)
    }
}

struct Assessed<'a> {
    unit: &'a Unit,
    proposal: Proposal,
    /// What decides, milliseconds.
    rank: u64,
}

/// Name the units that meet a plan soonest.
///
/// The scarcest need chooses first (fewest units able to meet it), so that a unit which alone can do one thing isn't
/// spent on another; within a need, turnout plus road time decides (less a minute
/// for whom the zone has come first), then the call sign. Units with the right
/// capability come before those that stand in for it. `on_incident` are the units there already.
///
/// A place that isn't sure is given as `spots` all over its circle, the middle first: the mean over all of them decides,
/// and where somebody else would come first in a part of the circle, [`Recommendation::splits`] says so.
pub fn recommend(
    needs: &[Need],
    candidates: &[Candidate<'_>],
    spots: &[Spot],
    on_incident: &[&Unit],
) -> Recommendation {
    let in_question = circle::in_question(candidates, spots.len());
    let mut recommendation = on_the_list(needs, candidates, &in_question, on_incident);
    recommendation.splits = circle::splits(needs, candidates, spots, on_incident, &recommendation);
    recommendation
}

/// Who goes, where the place is at one of these spots.
fn on_the_list(
    needs: &[Need],
    candidates: &[Candidate<'_>],
    spots: &[usize],
    on_incident: &[&Unit],
) -> Recommendation {
    let mut pool: Vec<Assessed<'_>> =
        candidates.iter().map(|candidate| assess(candidate, spots, on_incident)).collect();
    pool.sort_by(|a, b| (a.rank, &a.unit.spec.id).cmp(&(b.rank, &b.unit.spec.id)));

    let mut met: Vec<NeedMet> = needs.iter().map(unmet).collect();
    let mut present: Vec<&Unit> = on_incident.to_vec();
    for index in scarcest_first(needs, |need| on_incident.iter().filter(|unit| serves(unit, need)).count()) {
        count_present(&needs[index], &mut met[index], &mut present);
    }
    for index in scarcest_first(needs, |need| able(&pool, need)) {
        meet(&needs[index], &mut met[index], &mut pool);
    }

    let useful = |own: &Assessed<'_>| needs.iter().any(|need| serves(own.unit, need));
    let mut units: Vec<Proposal> = pool.into_iter().filter(useful).map(|own| own.proposal).collect();
    units.sort_by_key(|proposal| proposal.obstacle.is_some());
    Recommendation { needs: met, units, splits: Vec::new() }
}

fn capabilities(need: &Need) -> impl Iterator<Item = &String> {
    std::iter::once(&need.capability).chain(&need.or)
}

fn unmet(need: &Need) -> NeedMet {
    NeedMet {
        capability: need.capability.clone(),
        wanted: need.count,
        on_incident: 0,
        proposed: 0,
        missing_because: Vec::new(),
    }
}

fn serves(unit: &Unit, need: &Need) -> bool {
    capabilities(need).any(|capability| unit.can(capability))
}

/// The needs in the order in which they choose: fewest units able to meet them first, then as planned.
fn scarcest_first(needs: &[Need], able: impl Fn(&Need) -> usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|&index| able(&needs[index]));
    order
}

fn able(pool: &[Assessed<'_>], need: &Need) -> usize {
    let free = pool.iter().filter(|own| own.proposal.obstacle == Some(Obstacle::NotNeeded));
    free.filter(|own| serves(own.unit, need)).count()
}

/// A crew already on the road needs no time to get to wheels.
fn turnout_s(candidate: &Candidate<'_>) -> u32 {
    match candidate.whereabouts {
        Whereabouts::OnTheRoad { .. } => 0,
        _ => candidate.turnout_s,
    }
}

fn assess<'a>(candidate: &Candidate<'a>, spots: &[usize], on_incident: &[&Unit]) -> Assessed<'a> {
    let unit = candidate.unit;
    let stale = matches!(candidate.whereabouts, Whereabouts::Stale { .. });
    let arrivals = circle::over_spots(candidate, spots).filter(|_| !stale);
    let reached = |reach: &Reach| match *reach {
        Reach::Reached { travel_s, distance_m } => {
            Some(Expected { turnout_s: turnout_s(candidate), travel_s, distance_m })
        }
        Reach::Unreachable | Reach::OffRoad => None,
    };
    let expected = if stale { None } else { candidate.reaches.iter().find_map(reached) };
    let availability = unit.availability();
    let obstacle = match availability {
        _ if on_incident.iter().any(|there| there.spec.id == unit.spec.id) => Obstacle::OnThisIncident,
        Availability::Committed { .. } => Obstacle::Committed,
        Availability::OutOfService => Obstacle::OutOfService,
        Availability::OffDuty => Obstacle::OffDuty,
        Availability::Available if stale => Obstacle::StalePosition,
        Availability::Available if arrivals.is_none() => Obstacle::NoRoad,
        Availability::Available => Obstacle::NotNeeded,
    };
    let mean =
        |times: &[u32]| (times.iter().copied().map(u64::from).sum::<u64>() / times.len() as u64) as u32;
    let times = arrivals.as_ref().map(|(times, _)| times.as_slice());
    let proposal = Proposal {
        unit: unit.spec.id.clone(),
        fills: None,
        substitute: false,
        obstacle: Some(obstacle),
        sendable: availability == Availability::Available,
        expected,
        total_s: times.map(mean),
        between: times.filter(|_| spots.len() > 1).and_then(Between::of),
        whereabouts: candidate.whereabouts,
        first_due: candidate.first_due,
        engaged: candidate.engaged.clone().filter(|_| obstacle == Obstacle::Committed),
    };
    let ahead = if candidate.first_due { FIRST_DUE_MS } else { 0 };
    Assessed { unit, proposal, rank: arrivals.map_or(u64::MAX, |(_, rank)| rank.saturating_sub(ahead)) }
}

/// Count what is on the incident already. A unit fills one need only.
fn count_present(need: &Need, met: &mut NeedMet, present: &mut Vec<&Unit>) {
    for capability in capabilities(need) {
        while met.on_incident < need.count {
            let Some(index) = present.iter().position(|unit| unit.can(capability)) else { break };
            present.remove(index);
            met.on_incident += 1;
        }
    }
}

/// Fill the rest of one need from the pool, which is in order of arrival.
fn meet(need: &Need, met: &mut NeedMet, pool: &mut [Assessed<'_>]) {
    for capability in capabilities(need) {
        let free = |own: &&mut Assessed<'_>| {
            own.proposal.obstacle == Some(Obstacle::NotNeeded) && own.unit.can(capability)
        };
        let open = usize::from(need.count.saturating_sub(met.on_incident + met.proposed));
        for own in pool.iter_mut().filter(free).take(open) {
            own.proposal.obstacle = None;
            own.proposal.fills = Some(need.capability.clone());
            own.proposal.substitute = *capability != need.capability;
            met.proposed += 1;
        }
    }
    if met.on_incident + met.proposed < need.count {
        met.missing_because = reasons(need, pool);
    }
}

fn reasons(need: &Need, pool: &[Assessed<'_>]) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    let held_back = pool.iter().filter(|own| serves(own.unit, need));
    let held_back = held_back.filter_map(|own| {
        let free_at = own.proposal.engaged.as_ref().and_then(|engaged| engaged.free_at);
        Some((own.proposal.obstacle?, free_at))
    });
    for (obstacle, free_at) in held_back {
        match missing.iter_mut().find(|own| own.obstacle == obstacle) {
            Some(own) => {
                own.units = own.units.saturating_add(1);
                own.free_at = own.free_at.into_iter().chain(free_at).min();
            }
            None if obstacle == Obstacle::OnThisIncident => {}
            None => missing.push(Missing { obstacle, units: 1, free_at }),
        }
    }
    missing.sort_by_key(|own| (Reverse(own.units), own.obstacle));
    missing
}
