//! Decisions about incidents that are the same.

use super::rerouting::unqueued;
use crate::event::{Brings, Event};
use crate::{Command, Incident, IncidentId, Refusal, RefusalCode, State};

pub(super) fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::MergeIncident { incident, into } => merge(state, *incident, *into),
        Command::UnmergeIncident { incident } => {
            let duplicate = state.incident(*incident)?;
            let from = duplicate
                .merged_into
                .ok_or_else(|| Refusal::new(RefusalCode::NotMerged).with("incident", &duplicate.number))?;
            // What went on into a third one comes back first from there.
            unmerged(state, state.incident(from)?)?;
            Ok(vec![Event::IncidentUnmerged { incident: *incident, from }])
        }
        _ => Ok(Vec::new()),
    }
}

/// A unit is on one incident at most; one that is on either and awaited at the other is there, and awaited no more. Who is
/// awaited at both is awaited once.
fn merge(state: &State, id: IncidentId, into: IncidentId) -> Result<Vec<Event>, Refusal> {
    let (duplicate, stays) = (state.open_incident(id)?, state.open_incident(into)?);
    if id == into {
        return Err(Refusal::new(RefusalCode::SameIncident).with("incident", &duplicate.number));
    }
    let there = stays.queue.iter().filter(|own| duplicate.active_assignment(&own.unit).is_some());
    let mut events: Vec<Event> = there.map(|own| unqueued(into, &own.unit)).collect();
    let here = duplicate.queue.iter();
    let here = here.filter(|own| stays.active_assignment(&own.unit).is_some() || stays.awaits(&own.unit));
    events.extend(here.map(|own| unqueued(id, &own.unit)));
    let brings = Brings {
        priority: duplicate.priority,
        alarm_level: Some(duplicate.alarm_level),
        reported_at: duplicate.reported_at,
    };
    events.push(Event::IncidentMerged { incident: id, into, brings: Some(brings) });
    Ok(events)
}

/// An incident that is not part of another.
pub(super) fn unmerged(state: &State, incident: &Incident) -> Result<(), Refusal> {
    let Some(into) = incident.merged_into else { return Ok(()) };
    let number = state.incident(into)?.number;
    Err(Refusal::new(RefusalCode::Merged).with("incident", &incident.number).with("into", &number))
}
