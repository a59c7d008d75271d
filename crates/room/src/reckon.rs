//! Who reaches it soonest: the state's units and the roads' answers brought together.

use std::collections::BTreeMap;
use std::time::Instant;

use dispatch::assignment::Expected;
use dispatch::catalogue::Need;
use dispatch::duplicate::{Report, Similar};
use dispatch::recommend::{Candidate, Reach, Spot, Whereabouts, recommend};
use dispatch::unit::Availability;
use dispatch::{At, Call, Fix, Incident, Position, State, TypeId, Unit, UnitId};

use crate::api::{Assessment, StreetLeg, Turn, UnitWay, WayStep};
use crate::around;
use crate::live::Live;
use crate::map;
use crate::room::Inner;

/// Who should go to what a call reports, and whether it was reported before.
pub(crate) fn assess_call(inner: &Inner, live: &Live, call: &Call, now: At) -> Assessment {
    let began = Instant::now();
    let place = call.location();
    let report = Report { kind: call.draft.kind.as_ref(), place, number: call.caller() };
    let similar = live.state.similar(&inner.catalogue, report, now);
    let known = call.draft.kind.as_ref().zip(place);
    let mut assessment = known.map_or_else(Assessment::default, |(kind, place)| {
        let priority = inner.catalogue.get(kind).map_or(u8::MAX, |kind| kind.priority);
        assess(inner, live, &Wanted { needs: needs(inner, kind, 1), place, priority, there: &[], now })
    });
    assessment.similar = similar;
    assessment.seq = live.seq;
    assessment.took_us = u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX);
    assessment
}

/// Who else should go to an open incident.
pub(crate) fn assess_incident(inner: &Inner, live: &Live, incident: &Incident, now: At) -> Assessment {
    let began = Instant::now();
    let there = incident.active_assignments().filter_map(|own| live.state.units.get(&own.unit));
    let there: Vec<&Unit> = there.collect();
    let needs = needs(inner, &incident.kind, incident.alarm_level);
    let (place, priority) = (&incident.place, incident.priority);
    let mut assessment = assess(inner, live, &Wanted { needs, place, priority, there: &there, now });
    assessment.seq = live.seq;
    assessment.took_us = u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX);
    assessment
}

fn needs<'a>(inner: &'a Inner, kind: &TypeId, alarm_level: u8) -> &'a [Need] {
    inner.catalogue.get(kind).map_or(&[], |kind| kind.needs(alarm_level))
}

/// What units are wanted for.
struct Wanted<'a> {
    needs: &'a [Need],
    place: &'a Fix,
    priority: u8,
    /// Who is there already.
    there: &'a [&'a Unit],
    now: At,
}

fn assess(inner: &Inner, live: &Live, wanted: &Wanted<'_>) -> Assessment {
    let Wanted { needs, place, priority, there, now } = *wanted;
    if needs.is_empty() {
        return Assessment { epoch: inner.map.roads().epoch(), ..Assessment::default() };
    }
    let useful = |unit: &&Unit| {
        let mut wanted = needs.iter().flat_map(|need| std::iter::once(&need.capability).chain(&need.or));
        wanted.any(|capability| unit.can(capability))
    };
    let units: Vec<&Unit> = live.state.units.values().filter(useful).collect();
    let whereabouts = |unit: &&Unit| live.whereabouts(unit, &inner.settings, now);
    let whereabouts: Vec<Whereabouts> = units.iter().map(whereabouts).collect();
    let (epoch, reaches) = reaches(inner, live, &units, place.position);
    let first_due = first_due(inner, live, place.position);
    let arrives = |unit: &Unit| live.eta(unit, &inner.settings, now).map(|eta| eta.arrives_at);
    let mut candidates: Vec<Candidate<'_>> = units
        .iter()
        .zip(whereabouts)
        .zip(reaches)
        .map(|((unit, whereabouts), reach)| Candidate {
            unit,
            whereabouts,
            turnout_s: inner.map.turnout_s(unit),
            first_due: first_due.contains(&&unit.spec.id),
            engaged: live.state.engaged(unit, priority, &inner.catalogue, arrives(unit), now),
            reaches: vec![reach],
        })
        .collect();
    let spots = around::spots(&inner.map.roads(), place, &inner.settings);
    reach_all(inner, live, &spots, &mut candidates);
    let recommendation = recommend(needs, &candidates, &spots, there);
    let proposed = recommendation.proposed().filter_map(|id| live.state.units.get(id));
    let ways = proposed.filter_map(|unit| way(inner, live, unit, place.position)).collect();
    let off_road = !candidates.is_empty()
        && candidates.iter().flat_map(|own| &own.reaches).all(|own| *own == Reach::OffRoad);
    Assessment { recommendation: Some(recommendation), ways, epoch, off_road, ..Assessment::default() }
}

/// The units that the zones around a place have come first.
fn first_due<'a>(inner: &Inner, live: &'a Live, place: Position) -> Vec<&'a UnitId> {
    if live.state.first_due.is_empty() {
        return Vec::new();
    }
    inner.map.zones_at(place).flat_map(|zone| live.state.first_due(zone)).collect()
}

/// Adds the road times to the further spots where a place may be, for those who can go.
fn reach_all(inner: &Inner, live: &Live, spots: &[Spot], candidates: &mut [Candidate<'_>]) {
    let can_go = |own: &&mut Candidate<'_>| {
        let stale = matches!(own.whereabouts, Whereabouts::Stale { .. });
        own.unit.availability() == Availability::Available && !stale
    };
    let mut able: Vec<&mut Candidate<'_>> = candidates.iter_mut().filter(can_go).collect();
    let units: Vec<&Unit> = able.iter().map(|own| own.unit).collect();
    for spot in spots.iter().skip(1) {
        let (_, reaches) = reaches(inner, live, &units, spot.position);
        for (own, reach) in able.iter_mut().zip(reaches) {
            own.reaches.push(reach);
        }
    }
}

/// Road times of these units to a place, in their order, and the epoch they were reckoned in.
fn reaches(inner: &Inner, live: &Live, units: &[&Unit], place: Position) -> (u64, Vec<Reach>) {
    let starter = |unit: &&Unit| roads::Starter {
        point: map::point(live.position(unit).position),
        class: map::class(unit.spec.vehicle),
    };
    let starters: Vec<roads::Starter> = units.iter().map(starter).collect();
    let soonest = inner.map.roads().soonest(map::point(place), &starters, starters.len());
    let reach = |reach| match reach {
        roads::Reach::Reached { travel_ms, distance_m } => {
            Reach::Reached { travel_s: travel_ms.div_ceil(1000), distance_m: distance_m.round() as u32 }
        }
        roads::Reach::OffRoad => Reach::OffRoad,
        roads::Reach::Unreachable | roads::Reach::NotAmongSoonest => Reach::Unreachable,
    };
    (soonest.epoch, soonest.reaches.into_iter().map(reach).collect())
}

/// Turnout, road time and length for units about to be sent; those without a way are left out.
pub(crate) fn expected(
    inner: &Inner,
    live: &Live,
    state: &State,
    units: &[UnitId],
    place: Position,
) -> BTreeMap<UnitId, Expected> {
    let units: Vec<&Unit> = units.iter().filter_map(|id| state.units.get(id)).collect();
    let (_, reaches) = reaches(inner, live, &units, place);
    let reached = units.iter().zip(reaches).filter_map(|(unit, reach)| match reach {
        Reach::Reached { travel_s, distance_m } => {
            let turnout_s = turnout(inner, live, unit);
            Some((unit.spec.id.clone(), Expected { turnout_s, travel_s, distance_m }))
        }
        Reach::Unreachable | Reach::OffRoad => None,
    });
    reached.collect()
}

/// A unit's way to a place from where it is now.
pub(crate) fn way(inner: &Inner, live: &Live, unit: &Unit, place: Position) -> Option<UnitWay> {
    way_by(inner, live, unit, live.position(unit).position, place)
}

/// A unit's way to a place from where it is taken to be now.
pub(crate) fn way_by(
    inner: &Inner,
    live: &Live,
    unit: &Unit,
    from: Position,
    place: Position,
) -> Option<UnitWay> {
    way_from(inner, unit, turnout(inner, live, unit), from, place)
}

/// The way of a unit between two places.
pub(crate) fn way_from(
    inner: &Inner,
    unit: &Unit,
    turnout_s: u32,
    from: Position,
    to: Position,
) -> Option<UnitWay> {
    let way = inner.map.roads().way(map::point(from), map::point(to), map::class(unit.spec.vehicle))?;
    let expected = Expected {
        turnout_s,
        travel_s: way.travel_ms.div_ceil(1000),
        distance_m: way.distance_m.round() as u32,
    };
    let line = way.line.coords().map(|at| [at.x, at.y]).collect();
    let (streets, steps) = (legs(way.streets), way.steps.into_iter().map(step).collect());
    Some(UnitWay { unit: unit.spec.id.clone(), expected, line, streets, steps })
}

/// Open incidents that an incident may be the same as, the likeliest first.
pub(crate) fn duplicates(inner: &Inner, live: &Live, incident: &Incident, now: At) -> Vec<Similar> {
    let first = incident.calls.first().and_then(|call| live.state.calls.get(call));
    let number = first.and_then(Call::caller);
    let report = Report { kind: Some(&incident.kind), place: Some(&incident.place), number };
    let mut similar = live.state.similar(&inner.catalogue, report, now);
    similar.retain(|own| own.incident != incident.id);
    similar
}

/// The named streets of a way.
fn legs(streets: Vec<roads::Stretch>) -> Vec<StreetLeg> {
    let leg = |stretch: roads::Stretch| {
        Some(StreetLeg { name: stretch.name?, length_m: stretch.length_m.round() as u32 })
    };
    streets.into_iter().filter_map(leg).collect()
}

fn step(step: roads::Step) -> WayStep {
    let turn = match step.turn {
        roads::Turn::Depart => Turn::Depart,
        roads::Turn::Straight => Turn::Straight,
        roads::Turn::Left => Turn::Left,
        roads::Turn::Right => Turn::Right,
        roads::Turn::SharpLeft => Turn::SharpLeft,
        roads::Turn::SharpRight => Turn::SharpRight,
        roads::Turn::UTurn => Turn::UTurn,
        roads::Turn::Roundabout { exit } => Turn::Roundabout { exit },
    };
    let (length_m, point) = (step.length_m.round() as u32, [step.point.x(), step.point.y()]);
    WayStep { turn, name: step.name, length_m, point }
}

/// A crew already on the road needs no time to get to wheels.
fn turnout(inner: &Inner, live: &Live, unit: &Unit) -> u32 {
    match live.whereabouts(unit, &inner.settings, inner.clock.now()) {
        Whereabouts::OnTheRoad { .. } => 0,
        _ => inner.map.turnout_s(unit),
    }
}
