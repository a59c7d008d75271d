//! Decisions about incidents and the units on them.

use std::collections::BTreeSet;

use super::{Circumstances, calls, merging, rerouting};
use crate::assignment::AssignmentStatus;
use crate::call::CallDisposition;
use crate::command::Send;
use crate::event::Event;
use crate::unit::Availability;
use crate::{CallId, Command, IncidentId, IncidentType, Refusal, RefusalCode, State, TypeId, UnitId};

pub(super) fn decide(
    state: &State,
    command: &Command,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::OpenIncident { incident, call, send } => open(state, *incident, *call, send, given),
        Command::Send { incident, send } => {
            state.open_incident(*incident)?;
            if send.units.is_empty() {
                return Err(Refusal::new(RefusalCode::NoUnits));
            }
            sending(state, *incident, send, given)
        }
        Command::Report { incident, unit, status } => report(state, *incident, unit, status, given),
        Command::NoteIncident { incident, text } => {
            let incident = state.surviving(*incident);
            state.incident(incident)?;
            if text.text().trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            Ok(vec![Event::IncidentNoted { incident, text: text.clone() }])
        }
        Command::Reclassify { incident, kind } => {
            state.open_incident(*incident)?;
            let priority = known(kind, given)?.priority;
            Ok(vec![Event::IncidentReclassified { incident: *incident, kind: kind.clone(), priority }])
        }
        Command::MovePlace { incident, place } => {
            state.open_incident(*incident)?;
            Ok(vec![Event::PlaceMoved { incident: *incident, place: place.clone() }])
        }
        Command::RaiseAlarm { incident } => raise(state, *incident, given),
        Command::LowerAlarm { incident } => {
            let level = state.open_incident(*incident)?.alarm_level;
            match level.checked_sub(1).filter(|lower| *lower >= 1) {
                Some(level) => Ok(vec![Event::AlarmLowered { incident: *incident, level }]),
                None => Err(Refusal::new(RefusalCode::NoLowerAlarm)),
            }
        }
        Command::Prioritise { incident, priority, why } => {
            state.open_incident(*incident)?;
            if !(1..=5).contains(priority) {
                return Err(Refusal::new(RefusalCode::UnknownPriority));
            }
            let why = why.trim().to_owned();
            if why.is_empty() {
                return Err(Refusal::new(RefusalCode::ReasonNeeded));
            }
            Ok(vec![Event::PrioritySet { incident: *incident, priority: *priority, why }])
        }
        Command::CloseIncident { incident, disposition } => {
            let open = state.open_incident(*incident)?;
            let still = open.active_assignments().count();
            if still > 0 {
                return Err(Refusal::new(RefusalCode::UnitsStillAssigned).with("units", &still));
            }
            // Nobody comes to what is over.
            let waiting = open.queue.iter().map(|queued| &queued.unit);
            let mut events: Vec<Event> = waiting.map(|unit| rerouting::unqueued(*incident, unit)).collect();
            events.push(Event::IncidentClosed { incident: *incident, disposition: *disposition });
            Ok(events)
        }
        Command::ReopenIncident { incident } => {
            let known = state.incident(*incident)?;
            if known.is_open() {
                return Err(Refusal::new(RefusalCode::IncidentOpen));
            }
            merging::unmerged(state, known)?;
            Ok(vec![Event::IncidentReopened { incident: *incident }])
        }
        _ => Ok(Vec::new()),
    }
}

/// An incident is born from a call that knows what and where, and its units go out in the same breath.
fn open(
    state: &State,
    id: IncidentId,
    call: CallId,
    send: &Send,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    if state.incidents.contains_key(&id) {
        return Err(Refusal::new(RefusalCode::AlreadyThere));
    }
    let reporting = calls::answered(state, call)?;
    calls::without_incident(reporting)?;
    let key = reporting.draft.kind.as_ref().ok_or_else(|| Refusal::new(RefusalCode::UnknownType))?;
    let kind = known(key, given)?;
    let place = reporting.location().ok_or_else(|| Refusal::new(RefusalCode::NoPlace))?;
    let mut events = vec![Event::IncidentOpened {
        incident: id,
        number: state.last_incident_number + 1,
        call,
        kind: key.clone(),
        priority: kind.priority,
        place: place.clone(),
        reported_at: reporting.rang_at,
    }];
    events.extend(sending(state, id, send, given)?);
    events.push(calls::closed(call, CallDisposition::Incident));
    Ok(events)
}

/// Choose and notify units. Sending something else than was proposed wants a reason.
fn sending(
    state: &State,
    incident: IncidentId,
    send: &Send,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut named: BTreeSet<&UnitId> = BTreeSet::new();
    let sent: Vec<&UnitId> = send.units.iter().filter(|unit| named.insert(unit)).collect();
    let proposed: BTreeSet<&UnitId> = send.proposed.iter().collect();
    if named != proposed && send.reason.trim().is_empty() {
        return Err(Refusal::new(RefusalCode::ReasonNeeded));
    }
    for &id in &sent {
        let unit = state.unit(id)?;
        match unit.availability() {
            Availability::Available => {}
            Availability::Committed { .. } => {
                return Err(Refusal::new(RefusalCode::UnitCommitted).with("unit", id));
            }
            Availability::OutOfService | Availability::OffDuty => {
                return Err(Refusal::new(RefusalCode::UnitNotOnDuty).with("unit", id));
            }
        }
    }
    if sent.is_empty() && proposed.is_empty() {
        return Ok(Vec::new());
    }
    let chosen = Event::UnitsChosen {
        incident,
        proposed: send.proposed.clone(),
        sent: sent.iter().copied().cloned().collect(),
        reason: send.reason.trim().to_owned(),
    };
    let notified = sent.into_iter().map(|unit| Event::UnitNotified {
        incident,
        unit: unit.clone(),
        expected: given.expected.get(unit).copied(),
    });
    Ok(std::iter::once(chosen).chain(notified).collect())
}

fn report(
    state: &State,
    id: IncidentId,
    unit: &UnitId,
    status: &AssignmentStatus,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    // A phone may not have heard yet that two incidents are one.
    let id = state.surviving(id);
    let incident = state.incident(id)?;
    state.unit(unit)?;
    let assignment = incident.active_assignment(unit).ok_or_else(|| {
        Refusal::new(RefusalCode::NotAssigned).with("unit", unit).with("incident", &incident.number)
    })?;
    if !assignment.status().may_become(status) {
        return Err(Refusal::new(RefusalCode::StatusOrder).with("unit", unit));
    }
    if matches!(status, AssignmentStatus::StoodDown { why } if why.trim().is_empty()) {
        return Err(Refusal::new(RefusalCode::ReasonNeeded));
    }
    let reported = Event::StatusReported { incident: id, unit: unit.clone(), status: status.clone() };
    // Whoever is free goes where it is awaited.
    let next = if status.is_active() { None } else { state.queued_at(unit).into_iter().next() };
    let notified = next.map(|next| Event::UnitNotified {
        incident: next.id,
        unit: unit.clone(),
        expected: given.expected.get(unit).copied(),
    });
    Ok(std::iter::once(reported).chain(notified).collect())
}

fn raise(state: &State, id: IncidentId, given: Circumstances<'_>) -> Result<Vec<Event>, Refusal> {
    let incident = state.open_incident(id)?;
    let planned = known(&incident.kind, given)?.plan.len();
    let level = incident.alarm_level.saturating_add(1);
    if usize::from(level) > planned {
        return Err(Refusal::new(RefusalCode::NoHigherAlarm).with("level", &incident.alarm_level));
    }
    Ok(vec![Event::AlarmRaised { incident: id, level }])
}

fn known<'a>(kind: &TypeId, given: Circumstances<'a>) -> Result<&'a IncidentType, Refusal> {
    given.catalogue.get(kind).ok_or_else(|| Refusal::new(RefusalCode::UnknownType).with("type", kind))
}
