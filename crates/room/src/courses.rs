//! Units on their way: which way each takes and when it arrives, reckoned anew as it moves and as roads close.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use dispatch::recommend::Whereabouts;
use dispatch::{Assignment, AssignmentStatus, At, Incident, IncidentId, Position, StationId, Unit, UnitId};
use tokio::sync::broadcast::error::RecvError;

use crate::along;
use crate::api::{Eta, EtaBasis, Freshness, UnitWay};
use crate::live::Live;
use crate::reckon;
use crate::room::Inner;
use crate::watch::{Touched, Whole};

/// How often it is looked whether units have moved.
const LOOK: Duration = Duration::from_millis(500);
/// A unit that moves is reckoned with at most this often, seconds.
/// Closed roads, moved places and a unit's first report count at once.
const BETWEEN_S: u32 = 3;

/// One unit's way to an incident.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    pub(crate) incident: IncidentId,
    /// Whether it leads from the incident to a hospital.
    pub(crate) on_the_leg: bool,
    /// None where no road leads there now.
    pub(crate) way: Option<UnitWay>,
    pub(crate) eta: Option<Eta>,
    rests_on: RestsOn,
    reckoned_at: At,
}

/// What a course was reckoned from: where any of it is another, so is the course.
#[derive(Debug, Clone, Copy, PartialEq)]
struct RestsOn {
    incident: IncidentId,
    place: Position,
    leaves: Leaves,
    epoch: u64,
    /// The position report, by its time.
    seen_at: Option<At>,
}

/// When a unit sets out.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Leaves {
    /// Not before this.
    at: At,
    /// Whether its crew has yet to get to wheels.
    turns_out: bool,
}

impl Course {
    fn is_due(&self, now_rests_on: RestsOn, now: At) -> bool {
        let was_seen = self.rests_on.seen_at;
        let moved_only = was_seen.is_some() && RestsOn { seen_at: was_seen, ..now_rests_on } == self.rests_on;
        let rested = now.seconds_since(self.reckoned_at) >= BETWEEN_S;
        now_rests_on != self.rests_on && (!moved_only || rested)
    }
}

/// Follows the room until it is closed.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut touches = inner.touches.subscribe();
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            touched = touches.recv() => match touched {
                Ok(touched) if touched.wholes.contains(&Whole::Closed) => return,
                Ok(touched) if touched.closures.is_empty() && touched.incidents.is_empty() => continue,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
            _ = look.tick() => {}
        }
        follow(&inner);
    }
}

/// Reckons anew what has to be, and tells whose arrival is another.
pub(crate) fn follow(inner: &Inner) {
    let now = inner.clock.now();
    let (due, over) = {
        let live = inner.live();
        let on_the_way: BTreeSet<&UnitId> = rolling(&live).map(|(_, own)| &own.unit).collect();
        let over = live.courses.keys().filter(|unit| !on_the_way.contains(unit)).cloned();
        (due(inner, &live, now), over.collect::<Vec<UnitId>>())
    };
    let mut touched = Touched::default();
    // One lock for each way: the writer never waits for more than one search.
    for unit in due {
        let Some(course) = course(inner, &inner.live(), &unit, now) else { continue };
        inner.live_mut().courses.insert(unit.clone(), course);
        touched.units.insert(unit);
    }
    if !over.is_empty() {
        let mut live = inner.live_mut();
        for unit in &over {
            live.courses.remove(unit);
        }
    }
    inner.tell(touched);
}

fn rolling(live: &Live) -> impl Iterator<Item = (&Incident, &Assignment)> {
    let open = live.state.incidents.values().filter(|incident| incident.is_open());
    open.flat_map(|incident| {
        let goes = |own: &&Assignment| own.status().is_on_the_way() || leg(own);
        incident.active_assignments().filter(goes).map(move |own| (incident, own))
    })
}

/// Whether a unit is taking somebody somewhere that may be known.
fn leg(assignment: &Assignment) -> bool {
    let status = assignment.status();
    matches!(status, AssignmentStatus::Transporting { hospital, place, .. } if hospital.is_some() || place.is_some())
}

/// Where a unit is going: to the incident, or from there to a hospital.
pub(crate) fn goal(inner: &Inner, incident: &Incident, assignment: &Assignment) -> Option<Position> {
    if assignment.status().is_on_the_way() {
        return Some(incident.place.position);
    }
    taken_to(inner, assignment.status())
}

/// Where somebody is taken: to one of the region's hospitals, or to a place that was found; none where neither is known.
pub(crate) fn taken_to(inner: &Inner, status: &AssignmentStatus) -> Option<Position> {
    let AssignmentStatus::Transporting { hospital, place, .. } = status else { return None };
    let known = |id: &StationId| inner.map.hospitals().iter().find(|own| own.id == *id);
    hospital.as_ref().and_then(known).map(|own| own.position).or(*place)
}

fn due(inner: &Inner, live: &Live, now: At) -> Vec<UnitId> {
    let epoch = inner.map.roads().epoch();
    let is_due = |(incident, own): &(&Incident, &Assignment)| {
        let Some(unit) = live.state.units.get(&own.unit) else { return false };
        let Some(rests_on) = rests_on(inner, live, unit, incident, own, epoch, now) else { return false };
        live.courses.get(&own.unit).is_none_or(|course| course.is_due(rests_on, now))
    };
    rolling(live).filter(is_due).map(|(_, own)| own.unit.clone()).collect()
}

/// What a course would be reckoned from now; none where the unit's position is too old to reckon with.
fn rests_on(
    inner: &Inner,
    live: &Live,
    unit: &Unit,
    incident: &Incident,
    assignment: &Assignment,
    epoch: u64,
    now: At,
) -> Option<RestsOn> {
    let sent_at = assignment.steps.first()?.at;
    let place = goal(inner, incident, assignment)?;
    let waits = matches!(assignment.status(), AssignmentStatus::Notified | AssignmentStatus::Acknowledged);
    let turns_out = match live.whereabouts(unit, &inner.settings, now) {
        // Whoever leaves the scene is at the scene, heard of or not.
        Whereabouts::Stale { .. } | Whereabouts::TakenAsInQuarters if leg(assignment) => false,
        Whereabouts::Stale { .. } => return None,
        Whereabouts::OnTheRoad { .. } => false,
        Whereabouts::InQuarters { .. } | Whereabouts::TakenAsInQuarters => waits,
    };
    let at = match assignment.since() {
        _ if turns_out => sent_at.plus_seconds(inner.map.turnout_s(unit)),
        Some(en_route_at) if !waits => en_route_at,
        _ => sent_at,
    };
    let seen_at = live.positions.get(&unit.spec.id).map(|seen| seen.at);
    let from_scene = leg(assignment) && live.freshness(unit, &inner.settings, now) != Freshness::Fresh;
    let seen_at = seen_at.filter(|_| !from_scene);
    let leaves = Leaves { at, turns_out };
    Some(RestsOn { incident: incident.id, place, leaves, epoch, seen_at })
}

fn course(inner: &Inner, live: &Live, id: &UnitId, now: At) -> Option<Course> {
    let unit = live.state.units.get(id)?;
    let incident = live.state.incidents.get(&unit.committed_to?)?;
    let assignment = incident.active_assignment(id)?;
    let epoch = inner.map.roads().epoch();
    let rests_on = rests_on(inner, live, unit, incident, assignment, epoch, now)?;
    let on_the_leg = leg(assignment);
    let way = if on_the_leg && rests_on.seen_at.is_none() {
        reckon::way_from(inner, unit, 0, incident.place.position, rests_on.place)
    } else {
        let from = place_on_course(inner, live, unit, now).unwrap_or_else(|| live.position(unit).position);
        reckon::way_by(inner, live, unit, from, rests_on.place)
    };
    let from = rests_on.seen_at.map_or(rests_on.leaves.at, |seen_at| seen_at.max(rests_on.leaves.at));
    let eta = way.as_ref().map(|way| Eta {
        arrives_at: from.plus_seconds(way.expected.travel_s),
        as_of: rests_on.seen_at.unwrap_or(now),
        distance_m: way.expected.distance_m,
        basis: if rests_on.seen_at.is_some() { EtaBasis::Live } else { EtaBasis::Assumed },
    });
    Some(Course { incident: incident.id, on_the_leg, way, eta, rests_on, reckoned_at: now })
}

/// Where a unit that drives is on the way it was last told to take, if it may be following that.
fn place_on_course(inner: &Inner, live: &Live, unit: &Unit, now: At) -> Option<Position> {
    let Whereabouts::OnTheRoad { .. } = live.whereabouts(unit, &inner.settings, now) else { return None };
    let seen = live.positions.get(&unit.spec.id)?;
    let course = live.courses.get(&unit.spec.id).filter(|own| Some(own.incident) == unit.committed_to)?;
    along::place_on(&course.way.as_ref()?.line, *seen)
}
