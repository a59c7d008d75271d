//! Decisions about units that are busy: diverted to what is more urgent, or asked for once they are free.

use super::Circumstances;
use crate::event::Event;
use crate::{At, Command, Incident, IncidentId, Refusal, RefusalCode, State, UnitId};

pub(super) fn decide(
    state: &State,
    command: &Command,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Divert { incident, unit, why } => {
            let from = state.may_divert(unit, state.open_incident(*incident)?)?.id;
            let why = why.trim().to_owned();
            if why.is_empty() {
                return Err(Refusal::new(RefusalCode::ReasonNeeded));
            }
            let expected = given.expected.get(unit).copied();
            Ok(vec![Event::UnitDiverted { unit: unit.clone(), from, to: *incident, why, expected }])
        }
        Command::Queue { incident, unit } => {
            let wanted = state.open_incident(*incident)?;
            busy_elsewhere(state, unit, wanted)?;
            if wanted.awaits(unit) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            Ok(vec![Event::UnitQueued { incident: *incident, unit: unit.clone() }])
        }
        Command::Unqueue { incident, unit } => {
            let wanted = state.incident(*incident)?;
            if !wanted.awaits(unit) {
                let refusal = Refusal::new(RefusalCode::NotQueued).with("unit", unit);
                return Err(refusal.with("incident", &wanted.number));
            }
            Ok(vec![unqueued(*incident, unit)])
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn unqueued(incident: IncidentId, unit: &UnitId) -> Event {
    Event::UnitUnqueued { incident, unit: unit.clone() }
}

/// The incident that a unit is on, where that is another than `wanted`.
fn busy_elsewhere<'a>(state: &'a State, id: &UnitId, wanted: &Incident) -> Result<&'a Incident, Refusal> {
    let on =
        state.unit(id)?.committed_to.ok_or_else(|| Refusal::new(RefusalCode::UnitFree).with("unit", id))?;
    if on == wanted.id {
        return Err(Refusal::new(RefusalCode::OnThisIncident).with("unit", id));
    }
    state.incident(on)
}

impl State {
    /// The incident that would lose a unit, were it diverted to `wanted`: the unit has yet to arrive there, and it is less
    /// urgent.
    ///
    /// # Errors
    /// A [`Refusal`], where the unit may not be diverted.
    pub fn may_divert(&self, unit: &UnitId, wanted: &Incident) -> Result<&Incident, Refusal> {
        let loses = busy_elsewhere(self, unit, wanted)?;
        Self::may_lose(loses, unit, wanted.priority)?;
        Ok(loses)
    }

    /// Whether an incident may lose a unit to something of this priority.
    ///
    /// # Errors
    /// A [`Refusal`], where it may not.
    pub fn may_lose(loses: &Incident, unit: &UnitId, priority: u8) -> Result<(), Refusal> {
        let refused = |code| Refusal::new(code).with("unit", unit).with("incident", &loses.number);
        let assignment = loses.active_assignment(unit).ok_or_else(|| refused(RefusalCode::NotAssigned))?;
        if !assignment.status().is_on_the_way() {
            return Err(refused(RefusalCode::UnitArrived));
        }
        if loses.priority <= priority { Err(refused(RefusalCode::NotMoreUrgent)) } else { Ok(()) }
    }

    /// The open incidents that await a unit, in the order it would go to them: the most urgent first, then the one that has
    /// waited longest.
    pub fn queued_at(&self, unit: &UnitId) -> Vec<&Incident> {
        let mut awaiting: Vec<(u8, At, u32, &Incident)> = Vec::new();
        for incident in self.incidents.values().filter(|incident| incident.is_open()) {
            let queued = incident.queue.iter().find(|queued| queued.unit == *unit);
            awaiting.extend(queued.map(|own| (incident.priority, own.since, incident.number, incident)));
        }
        awaiting.sort_by_key(|(priority, since, number, _)| (*priority, *since, *number));
        awaiting.into_iter().map(|(.., incident)| incident).collect()
    }
}
