//! Decisions about notes that are bound to places.

use crate::event::Event;
use crate::{Command, PremiseId, Refusal, RefusalCode, State};

/// A note counts at least this far around its place, and at most so far, metres.
const REACH_M: std::ops::RangeInclusive<u32> = 20..=2_000;

pub(super) fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::NotePremise { note, place, text, hazard } => {
            if state.premises.contains_key(note) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            if text.text().trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            let mut place = place.clone();
            place.radius_m = place.radius_m.clamp(*REACH_M.start(), *REACH_M.end());
            Ok(vec![Event::PremiseNoted { note: *note, place, text: text.clone(), hazard: *hazard }])
        }
        Command::MarkHazard { note, hazard } => {
            known(state, *note)?;
            Ok(vec![Event::HazardMarked { note: *note, hazard: *hazard }])
        }
        Command::RemovePremiseNote { note } => {
            known(state, *note)?;
            Ok(vec![Event::PremiseNoteRemoved { note: *note }])
        }
        _ => Ok(Vec::new()),
    }
}

fn known(state: &State, note: PremiseId) -> Result<(), Refusal> {
    if state.premises.contains_key(&note) { Ok(()) } else { Err(Refusal::new(RefusalCode::UnknownPremise)) }
}
