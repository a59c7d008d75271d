//! Decisions about the roster, the roads, the directory and the alarms.

use crate::event::Event;
use crate::unit::Duty;
use crate::{Command, Refusal, RefusalCode, State};

pub(super) fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RegisterUnit { spec } => {
            if spec.id.0.trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            Ok(vec![Event::UnitRegistered { spec: spec.clone() }])
        }
        Command::SetDuty { unit, duty } => {
            let known = state.unit(unit)?;
            if known.committed_to.is_some() && *duty != Duty::OnDuty {
                return Err(Refusal::new(RefusalCode::UnitCommitted).with("unit", unit));
            }
            if matches!(duty, Duty::OutOfService { why, .. } if why.trim().is_empty()) {
                return Err(Refusal::new(RefusalCode::ReasonNeeded));
            }
            Ok(vec![Event::DutySet { unit: unit.clone(), duty: duty.clone() }])
        }
        Command::PairPage { unit, token_digest } => {
            state.unit(unit)?;
            Ok(vec![Event::PagePaired { unit: unit.clone(), token_digest: token_digest.clone() }])
        }
        Command::NotePositions { positions } => {
            let known: Vec<_> =
                positions.iter().filter(|seen| state.units.contains_key(&seen.unit)).cloned().collect();
            match positions.iter().find(|seen| !state.units.contains_key(&seen.unit)) {
                Some(stranger) if known.is_empty() => {
                    Err(Refusal::new(RefusalCode::UnknownUnit).with("unit", &stranger.unit))
                }
                _ => Ok(vec![Event::PositionsNoted { positions: known }]),
            }
        }
        Command::CloseRoad { closure, shape, why } => {
            if state.closures.contains_key(closure) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            if why.trim().is_empty() {
                return Err(Refusal::new(RefusalCode::ReasonNeeded));
            }
            Ok(vec![Event::RoadClosed { closure: *closure, shape: *shape, why: why.clone() }])
        }
        Command::OpenRoad { closure } => {
            if !state.closures.contains_key(closure) {
                return Err(Refusal::new(RefusalCode::UnknownClosure));
            }
            Ok(vec![Event::RoadOpened { closure: *closure }])
        }
        Command::EnterNumber { entry } => {
            if crate::directory::digits(entry.number.text()).is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            Ok(vec![Event::NumberEntered { entry: entry.clone() }])
        }
        Command::AcknowledgeAlarm { alarm } => Ok(vec![Event::AlarmAcknowledged { alarm: alarm.clone() }]),
        _ => Ok(Vec::new()),
    }
}
