//! Decisions about the roster, the roads, the directory and the alarms.

use super::Circumstances;
use crate::closure::ClosedShape;
use crate::event::Event;
use crate::unit::{Duty, SeenUnit};
use crate::{At, Command, Refusal, RefusalCode, State};

pub(super) fn decide(
    state: &State,
    command: &Command,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RegisterUnit { spec } => {
            if spec.id.0.trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            Ok(vec![Event::UnitRegistered { spec: spec.clone() }])
        }
        Command::SetFirstDue { zone, units } => {
            if zone.trim().is_empty() {
                return Err(Refusal::new(RefusalCode::TextNeeded));
            }
            units.iter().try_for_each(|unit| state.unit(unit).map(drop))?;
            Ok(vec![Event::FirstDueSet { zone: zone.clone(), units: units.clone() }])
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
        Command::NotePositions { positions } => note(state, positions, given.now),
        Command::CloseRoad { closure, shape, effect, why } => {
            if state.closures.contains_key(closure) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            is_sound(shape, why)?;
            Ok(vec![Event::RoadClosed {
                closure: *closure,
                shape: shape.clone(),
                effect: *effect,
                why: why.clone(),
            }])
        }
        Command::ChangeClosure { closure, shape, effect, why } => {
            if !state.closures.contains_key(closure) {
                return Err(Refusal::new(RefusalCode::UnknownClosure));
            }
            is_sound(shape, why)?;
            Ok(vec![Event::ClosureChanged {
                closure: *closure,
                shape: shape.clone(),
                effect: *effect,
                why: why.clone(),
            }])
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
        Command::AcknowledgeAlarm { alarm } => {
            if !state.has_cause(alarm, given.catalogue, given.now) {
                return Err(Refusal::new(RefusalCode::UnknownAlarm));
            }
            Ok(vec![Event::AlarmAcknowledged { alarm: alarm.clone() }])
        }
        _ => Ok(Vec::new()),
    }
}

/// A closure is somewhere, and says why.
fn is_sound(shape: &ClosedShape, why: &str) -> Result<(), Refusal> {
    if why.trim().is_empty() {
        return Err(Refusal::new(RefusalCode::ReasonNeeded));
    }
    if shape.is_somewhere() { Ok(()) } else { Err(Refusal::new(RefusalCode::NoArea)) }
}

/// Keep the positions of known units. One strange unit in a batch must not cost the others theirs. A device that doesn't know
/// where it is leaves its unit where it was seen last.
fn note(state: &State, positions: &[SeenUnit], now: At) -> Result<Vec<Event>, Refusal> {
    let first = positions.first().ok_or_else(|| Refusal::new(RefusalCode::NoUnits))?;
    let known = positions.iter().filter(|seen| state.units.contains_key(&seen.unit));
    let positions: Vec<SeenUnit> = known.map(|seen| sound(seen, now)).collect();
    if positions.is_empty() {
        return Err(Refusal::new(RefusalCode::UnknownUnit).with("unit", &first.unit));
    }
    let positions: Vec<SeenUnit> =
        positions.into_iter().filter(|own| !own.seen.position.is_nowhere()).collect();
    if positions.is_empty() { Ok(Vec::new()) } else { Ok(vec![Event::PositionsNoted { positions }]) }
}

/// A device's clock may run ahead: unbridled, its position would outlive all later ones. A speed that is no number
/// is no speed.
fn sound(seen: &SeenUnit, now: At) -> SeenUnit {
    let mut sound = seen.clone();
    sound.seen.at = seen.seen.at.min(now);
    sound.seen.speed_mps = seen.seen.speed_mps.filter(|speed| speed.is_finite());
    sound
}
