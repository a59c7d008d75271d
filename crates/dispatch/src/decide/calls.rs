//! Decisions about calls.

use super::Circumstances;
use crate::call::{Call, CallDisposition, CallStage};
use crate::event::Event;
use crate::place::{Fix, FixSource};
use crate::{CallId, Command, Personal, Refusal, RefusalCode, State};

/// How far off a registered address may be, metres.
const DIRECTORY_RADIUS_M: u32 = 40;

pub(super) fn decide(
    state: &State,
    command: &Command,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Ring { call, channel, number, fixes } => {
            if state.calls.contains_key(call) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            let mut fixes = fixes.clone();
            fixes.extend(registered_fix(state, number.as_ref(), given));
            Ok(vec![Event::CallRang {
                call: *call,
                number: state.last_call_number + 1,
                channel: *channel,
                caller_number: number.clone(),
                fixes,
            }])
        }
        Command::Answer { call } => match open(state, *call)?.stage {
            CallStage::Active { .. } => Err(Refusal::new(RefusalCode::CallStage)),
            _ => Ok(vec![Event::CallAnswered { call: *call }]),
        },
        Command::Hold { call } => match open(state, *call)?.stage {
            CallStage::Active { .. } => Ok(vec![Event::CallHeld { call: *call }]),
            _ => Err(Refusal::new(RefusalCode::CallStage)),
        },
        Command::HangUp { call } => hang_up(state, *call),
        Command::Draft { call, change } => {
            open(state, *call)?;
            if let crate::DraftChange::Kind { kind: Some(kind) } = change {
                given
                    .catalogue
                    .get(kind)
                    .ok_or_else(|| Refusal::new(RefusalCode::UnknownType).with("type", kind))?;
            }
            Ok(vec![Event::CallDrafted { call: *call, change: change.clone() }])
        }
        Command::AddFix { call, fix } => {
            open(state, *call)?;
            Ok(vec![Event::FixAdded { call: *call, fix: fix.clone() }])
        }
        Command::ChooseFix { call, fix } => {
            let known = open(state, *call)?.fixes.len();
            if fix.is_some_and(|index| index >= known) {
                return Err(Refusal::new(RefusalCode::UnknownFix));
            }
            Ok(vec![Event::FixChosen { call: *call, fix: *fix }])
        }
        Command::CloseCall { call, disposition } => close(state, *call, *disposition),
        Command::ReopenCall { call } => reopen(state, *call),
        Command::CalledBack { call } => {
            if state.call(*call)?.call_back_due {
                Ok(vec![Event::CalledBack { call: *call }])
            } else {
                Err(Refusal::new(RefusalCode::CallStage))
            }
        }
        Command::JoinCall { call, incident } => {
            without_incident(answered(state, *call)?)?;
            state.open_incident(*incident)?;
            let joined = Event::CallJoined { call: *call, incident: *incident };
            Ok(vec![joined, closed(*call, CallDisposition::Joined)])
        }
        Command::UnjoinCall { call } => unjoin(state, *call),
        _ => Ok(Vec::new()),
    }
}

/// What the directory knows of the place, as one more fix.
fn registered_fix(state: &State, number: Option<&Personal>, given: Circumstances<'_>) -> Option<Fix> {
    let entry = state.registered(number?)?;
    Some(Fix {
        position: entry.position?,
        radius_m: DIRECTORY_RADIUS_M,
        source: FixSource::Directory,
        at: given.now,
        label: entry.address.text().to_owned(),
    })
}

/// Whatever led to an incident is closed by opening or joining that, never by word alone.
fn close(state: &State, id: CallId, disposition: CallDisposition) -> Result<Vec<Event>, Refusal> {
    answered(state, id)?;
    if matches!(disposition, CallDisposition::Incident | CallDisposition::Joined) {
        return Err(Refusal::new(RefusalCode::CallHasNoIncident));
    }
    Ok(vec![closed(id, disposition)])
}

/// A caller who hangs up unheard has to be called back; one who was heard leaves the form to the dispatcher. The
/// line may outlast the form, so a call that is closed already still learns when it fell silent.
fn hang_up(state: &State, id: CallId) -> Result<Vec<Event>, Refusal> {
    let call = state.call(id)?;
    if call.hung_up_at.is_some() {
        return Err(Refusal::new(RefusalCode::CallStage));
    }
    let mut events = vec![Event::CallHungUp { call: id }];
    if call.is_ringing() {
        events.push(closed(id, CallDisposition::Dropped));
    }
    Ok(events)
}

fn reopen(state: &State, id: CallId) -> Result<Vec<Event>, Refusal> {
    let call = state.call(id)?;
    if !call.is_closed() {
        return Err(Refusal::new(RefusalCode::CallOpen));
    }
    without_incident(call)?;
    Ok(vec![Event::CallReopened { call: id }])
}

/// Undo a join. The call that opened the incident never leaves it: it didn't join.
fn unjoin(state: &State, id: CallId) -> Result<Vec<Event>, Refusal> {
    let call = state.call(id)?;
    let incident = call.incident.ok_or_else(|| Refusal::new(RefusalCode::CallHasNoIncident))?;
    if state.open_incident(incident)?.calls.first() == Some(&id) {
        return Err(Refusal::new(RefusalCode::CallHasIncident));
    }
    Ok(vec![Event::CallUnjoined { call: id, incident }, Event::CallReopened { call: id }])
}

pub(super) fn closed(call: CallId, disposition: CallDisposition) -> Event {
    Event::CallClosed { call, disposition, call_back_due: disposition == CallDisposition::Dropped }
}

fn open(state: &State, id: CallId) -> Result<&Call, Refusal> {
    let call = state.call(id)?;
    if call.is_closed() {
        Err(Refusal::new(RefusalCode::CallClosed).with("call", &call.number))
    } else {
        Ok(call)
    }
}

/// A call that somebody has heard: what still rings can't be dealt with, whatever the directory says of its number.
pub(super) fn answered(state: &State, id: CallId) -> Result<&Call, Refusal> {
    let call = open(state, id)?;
    if call.is_ringing() { Err(Refusal::new(RefusalCode::CallStage)) } else { Ok(call) }
}

pub(super) fn without_incident(call: &Call) -> Result<(), Refusal> {
    if call.incident.is_some() { Err(Refusal::new(RefusalCode::CallHasIncident)) } else { Ok(()) }
}
