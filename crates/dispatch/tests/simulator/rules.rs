//! The rules a story is told with: the real ones, and some that are wrong on purpose.

use dispatch::{Actor, Circumstances, Command, Event, Recorded, Refusal, RefusalCode, State};

/// What a story asks of the room.
pub(crate) trait Rules {
    /// As [`State::decide`].
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        state.decide(command, given)
    }

    /// The state that comes back after a crash, from a snapshot and the log behind it.
    fn restore(&self, snapshot: &str, later: &[String]) -> State {
        let mut state: State = serde_json::from_str(snapshot).expect("a snapshot");
        for line in later {
            state.apply(&serde_json::from_str::<Recorded>(line).expect("a line of the log"));
        }
        state
    }
}

/// The real ones.
pub(crate) struct Real;

impl Rules for Real {}

/// Sends units that are on another incident.
pub(crate) struct SendsTheCommitted;

impl Rules for SendsTheCommitted {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        state.decide(command, given).or_else(|refusal| {
            let mut freed = state.clone();
            freed.units.values_mut().for_each(|unit| unit.committed_to = None);
            let sends = matches!(command, Command::Send { .. } | Command::OpenIncident { .. });
            if sends && refusal.code == RefusalCode::UnitCommitted {
                freed.decide(command, given)
            } else {
                Err(refusal)
            }
        })
    }
}

/// Closes incidents over the heads of the crews.
pub(crate) struct ClosesOverCrews;

impl Rules for ClosesOverCrews {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        match (state.decide(command, given), command) {
            (Err(refusal), Command::CloseIncident { incident, disposition })
                if refusal.code == RefusalCode::UnitsStillAssigned =>
            {
                Ok(vec![Event::IncidentClosed { incident: *incident, disposition: *disposition }])
            }
            (outcome, _) => outcome,
        }
    }
}

/// Doesn't let flagged numbers ring.
pub(crate) struct SwallowsFlagged;

impl Rules for SwallowsFlagged {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        if let Command::Ring { number: Some(number), .. } = command
            && state.registered(number).is_some_and(|entry| entry.flagged)
        {
            return Err(Refusal::new(RefusalCode::NotPermitted));
        }
        state.decide(command, given)
    }
}

/// Takes statuses back when a phone sends late.
pub(crate) struct StepsBack;

impl Rules for StepsBack {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        match (state.decide(command, given), command.clone()) {
            (Err(refusal), Command::Report { incident, unit, status })
                if refusal.code == RefusalCode::StatusOrder =>
            {
                Ok(vec![Event::StatusReported { incident, unit, status }])
            }
            (outcome, _) => outcome,
        }
    }
}

/// Lets anybody do anything.
pub(crate) struct TrustsEverybody;

impl Rules for TrustsEverybody {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        state.decide(command, Circumstances { by: &Actor::Room, ..given })
    }
}

/// Loses the last line of its log in a crash.
pub(crate) struct ForgetsTheLast;

impl Rules for ForgetsTheLast {
    fn restore(&self, snapshot: &str, later: &[String]) -> State {
        Real.restore(snapshot, &later[..later.len().saturating_sub(1)])
    }
}

/// Sends a unit without telling anybody else: the choice is recorded, the notice isn't.
pub(crate) struct SendsNobody;

impl Rules for SendsNobody {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = state.decide(command, given)?;
        events.retain(|event| !matches!(event, Event::UnitNotified { .. }));
        Ok(events)
    }
}

/// Frees a unit and forgets where it is awaited.
pub(crate) struct ForgetsWhoWaits;

impl Rules for ForgetsWhoWaits {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = state.decide(command, given)?;
        if matches!(command, Command::Report { .. }) {
            events.truncate(1);
        }
        Ok(events)
    }
}

/// Merges without asking the duplicate how urgent and how old it is.
pub(crate) struct ForgetsWhatItBrings;

impl Rules for ForgetsWhatItBrings {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = state.decide(command, given)?;
        for event in &mut events {
            if let Event::IncidentMerged { brings, .. } = event {
                *brings = None;
            }
        }
        Ok(events)
    }
}

/// Diverts units from what is as urgent.
pub(crate) struct DivertsFromAnything;

impl Rules for DivertsFromAnything {
    fn decide(
        &self,
        state: &State,
        command: &Command,
        given: Circumstances<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let mut calm = state.clone();
        if let Command::Divert { incident, .. } = command {
            calm.incidents.values_mut().filter(|own| own.id != *incident).for_each(|own| own.priority = 9);
        }
        calm.decide(command, given)
    }
}
