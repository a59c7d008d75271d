//! Decisions about units that stand by elsewhere.

use super::Circumstances;
use crate::event::Event;
use crate::{Availability, Command, Refusal, RefusalCode, State};

pub(super) fn decide(
    state: &State,
    command: &Command,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::MoveUp { unit, to } => {
            match state.unit(unit)?.availability() {
                Availability::Available => {}
                Availability::Committed { .. } => {
                    return Err(Refusal::new(RefusalCode::UnitCommitted).with("unit", unit));
                }
                Availability::OutOfService | Availability::OffDuty => {
                    return Err(Refusal::new(RefusalCode::UnitNotOnDuty).with("unit", unit));
                }
            }
            if to.label.trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            let expected = given.expected.get(unit).copied();
            Ok(vec![Event::UnitMovedUp { unit: unit.clone(), to: to.clone(), expected }])
        }
        Command::SendBack { unit } => {
            state.unit(unit)?;
            // Sent back twice, it is back all the same.
            Ok(vec![Event::UnitSentBack { unit: unit.clone() }])
        }
        _ => Ok(Vec::new()),
    }
}
