//! A place that isn't sure: who comes first differs over where it may be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Candidate, Reach, Recommendation, on_the_list, turnout_s};
use crate::catalogue::Need;
use crate::unit::Unit;
use crate::{Position, UnitId};

/// A part of the circle that a unit can't reach counts as so many seconds, so that one who reaches all of it goes before
/// one who reaches half.
const OUT_OF_REACH_S: u32 = 3600;
/// Another unit is worth telling of where it comes so many seconds sooner than the one proposed.
const WORTH_TELLING_S: u32 = 15;
/// How many units are told of for one need.
const CHOICES: usize = 3;
/// Spots that lie, all in all, nearer to the middle than this part of the radius are on no side.
const NO_SIDE: f64 = 0.2;

/// A spot where the place may be. All spots together stand for its whole circle, each for an equal part.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Where.
    pub position: Position,
    /// The street it is on, if it has a name.
    pub street: Option<String>,
}

/// Arrival over several spots, seconds from notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Between {
    /// At the spot reached first.
    pub soonest_s: u32,
    /// At the spot reached last.
    pub latest_s: u32,
}

impl Between {
    pub(super) fn of(times: &[u32]) -> Option<Self> {
        let (soonest_s, latest_s) = (*times.iter().min()?, *times.iter().max()?);
        Some(Self { soonest_s, latest_s })
    }
}

/// Which side of the circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Side {
    /// Where north is.
    North,
    /// Where north-east is.
    NorthEast,
    /// Where east is.
    East,
    /// Where south-east is.
    SouthEast,
    /// Where south is.
    South,
    /// Where south-west is.
    SouthWest,
    /// Where west is.
    West,
    /// Where north-west is.
    NorthWest,
    /// Around the middle.
    Middle,
    /// All around.
    Most,
}

impl Side {
    const CLOCKWISE: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];
}

/// A need that different units fill soonest, depending on where in the circle the place is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Split {
    /// The capability needed.
    pub capability: String,
    /// The units, the one for the largest part of the circle first. Those who fill it everywhere are not among them.
    pub choices: Vec<SideChoice>,
}

/// A unit that is soonest in a part of the circle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SideChoice {
    /// The unit.
    pub unit: UnitId,
    /// In how much of the circle, percent.
    pub share_pct: u8,
    /// Where that part lies.
    pub side: Side,
    /// The street that most of that part is on, where one is and no other choice has it.
    pub street: Option<String>,
    /// Its arrival in that part.
    pub there: Between,
}

/// Arrival of a candidate at each spot it reaches, and the mean over all spots in question by which it is ranked,
/// milliseconds; none where it reaches no spot.
pub(super) fn over_spots(candidate: &Candidate<'_>, in_question: &[usize]) -> Option<(Vec<u32>, u64)> {
    let own: Vec<usize> =
        in_question.iter().copied().filter(|&spot| spot < candidate.reaches.len()).collect();
    let times: Vec<u32> = own.iter().filter_map(|&spot| arrival(candidate, spot)).collect();
    if times.is_empty() {
        return None;
    }
    let unreached = (own.len() - times.len()) as u64 * u64::from(OUT_OF_REACH_S);
    let sum = times.iter().copied().map(u64::from).sum::<u64>() + unreached;
    Some((times, sum * 1000 / own.len() as u64))
}

fn arrival(candidate: &Candidate<'_>, spot: usize) -> Option<u32> {
    match candidate.reaches.get(spot)? {
        Reach::Reached { travel_s, .. } => Some(travel_s.saturating_add(turnout_s(candidate))),
        Reach::Unreachable | Reach::OffRoad => None,
    }
}

/// The spots that anybody reaches; what nobody reaches tells nothing of who should go.
pub(super) fn in_question(candidates: &[Candidate<'_>], spots: usize) -> Vec<usize> {
    let reached = |&spot: &usize| candidates.iter().any(|own| arrival(own, spot).is_some());
    (0..spots).filter(reached).collect()
}

/// The needs for which it matters where in the circle the place is. `overall` is what is proposed for the whole circle.
pub(super) fn splits(
    needs: &[Need],
    candidates: &[Candidate<'_>],
    spots: &[Spot],
    on_incident: &[&Unit],
    overall: &Recommendation,
) -> Vec<Split> {
    let spots_in_question = in_question(candidates, spots.len());
    if spots_in_question.len() < 2 {
        return Vec::new();
    }
    let by_unit: BTreeMap<&UnitId, &Candidate<'_>> =
        candidates.iter().map(|own| (&own.unit.spec.id, own)).collect();
    let best: Vec<(usize, Recommendation)> = spots_in_question
        .iter()
        .map(|&spot| (spot, on_the_list(needs, candidates, &[spot], on_incident)))
        .collect();
    let split = |need: &Need| {
        let mut parts: BTreeMap<&UnitId, Vec<usize>> = BTreeMap::new();
        let mut gain_s = 0;
        for (spot, recommendation) in &best {
            let time = |unit: &UnitId| {
                by_unit.get(unit).and_then(|own| arrival(own, *spot)).unwrap_or(OUT_OF_REACH_S)
            };
            let sum = |of: &Recommendation| fillers(of, need).map(time).map(u64::from).sum::<u64>();
            gain_s = gain_s.max(sum(overall).saturating_sub(sum(recommendation)));
            for unit in fillers(recommendation, need) {
                parts.entry(unit).or_default().push(*spot);
            }
        }
        parts.retain(|_, part| part.len() < best.len());
        let matters = parts.len() > 1 && gain_s >= u64::from(WORTH_TELLING_S);
        matters.then(|| Split {
            capability: need.capability.clone(),
            choices: choices(parts, &by_unit, spots, best.len()),
        })
    };
    needs.iter().filter_map(split).collect()
}

fn fillers<'a>(of: &'a Recommendation, need: &Need) -> impl Iterator<Item = &'a UnitId> {
    let fills = |own: &&super::Proposal| own.fills.as_ref() == Some(&need.capability);
    of.units.iter().filter(fills).map(|own| &own.unit)
}

fn choices(
    parts: BTreeMap<&UnitId, Vec<usize>>,
    by_unit: &BTreeMap<&UnitId, &Candidate<'_>>,
    spots: &[Spot],
    of: usize,
) -> Vec<SideChoice> {
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.len()));
    parts.truncate(CHOICES);
    let streets: Vec<Option<&String>> = parts.iter().map(|(_, part)| main_street(part, spots)).collect();
    let choice = |(index, (unit, part)): (usize, &(&UnitId, Vec<usize>))| {
        let times: Vec<u32> = part.iter().filter_map(|&spot| arrival(by_unit.get(unit)?, spot)).collect();
        let alone = streets.iter().filter(|own| **own == streets[index]).count() == 1;
        Some(SideChoice {
            unit: (*unit).clone(),
            share_pct: u8::try_from((part.len() * 100 + of / 2) / of).unwrap_or(100),
            side: side(part, spots, of),
            street: streets[index].filter(|_| alone).cloned(),
            there: Between::of(&times)?,
        })
    };
    parts.iter().enumerate().filter_map(choice).collect()
}

/// The street that half of these spots or more are on.
fn main_street<'a>(part: &[usize], spots: &'a [Spot]) -> Option<&'a String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for street in part.iter().filter_map(|&spot| spots[spot].street.as_ref()) {
        *counts.entry(street).or_default() += 1;
    }
    let (street, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
    (count * 2 >= part.len()).then_some(street)
}

/// On which side of the middle, the first spot, these spots lie.
fn side(part: &[usize], spots: &[Spot], of: usize) -> Side {
    let middle = spots[0].position;
    let east_of = |at: Position| (at.lon() - middle.lon()) * middle.lat().to_radians().cos();
    let north_of = |at: Position| at.lat() - middle.lat();
    let radius =
        spots.iter().map(|spot| east_of(spot.position).hypot(north_of(spot.position))).fold(0.0, f64::max);
    let mean = |of: &dyn Fn(Position) -> f64| {
        part.iter().map(|&spot| of(spots[spot].position)).sum::<f64>() / part.len() as f64
    };
    let (east, north) = (mean(&east_of), mean(&north_of));
    if east.hypot(north) < radius * NO_SIDE {
        return if part.len() * 2 > of { Side::Most } else { Side::Middle };
    }
    towards(east, north)
}

/// On which side of a place another lies.
pub fn side_of(here: Position, there: Position) -> Side {
    let east = (there.lon() - here.lon()) * here.lat().to_radians().cos();
    towards(east, there.lat() - here.lat())
}

fn towards(east: f64, north: f64) -> Side {
    let eighths = (east.atan2(north).to_degrees() / 45.0).round() as i32;
    Side::CLOCKWISE[eighths.rem_euclid(8) as usize]
}
