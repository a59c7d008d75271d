//! Decisions about calls.

use super::Circumstances;
use crate::call::{Call, CallBackResult, CallDisposition, CallStage, DraftChange, LOCATION_LINK_S};
use crate::event::Event;
use crate::place::{Fix, FixSource};
use crate::{Actor, CallId, Command, Personal, Refusal, RefusalCode, State};

/// How far off a registered address may be, metres.
const DIRECTORY_RADIUS_M: u32 = 40;
/// The most fixes of one call: a phone that tells where it is for hours must not fill the log.
const MOST_FIXES: usize = 1_000;

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
        Command::Answer { call } => answer(state, *call, given),
        Command::Hold { call } => match open(state, *call)?.stage {
            CallStage::Active { .. } => Ok(vec![Event::CallHeld { call: *call }]),
            _ => Err(Refusal::new(RefusalCode::CallStage)),
        },
        Command::HangUp { call } => hang_up(state, *call),
        Command::Draft { call, change } => draft(state, *call, change, given),
        Command::AddFix { call, fix } => {
            let chosen = located(state, *call, given)?.chosen_fix;
            // Whoever picks another place has chosen anew: an older choice would go on beating it.
            let outlived = chosen.filter(|_| fix.source.is_dispatchers());
            let outlived = outlived.map(|_| Event::FixChosen { call: *call, fix: None });
            let added = Event::FixAdded { call: *call, fix: fix.clone() };
            Ok(outlived.into_iter().chain([added]).collect())
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
        Command::CalledBack { call, result } => {
            let known = state.call(*call)?;
            let corrects = *result == CallBackResult::NotReached && known.was_reached();
            if known.call_back_due || corrects {
                Ok(vec![Event::CalledBack { call: *call, result: *result }])
            } else {
                Err(Refusal::new(RefusalCode::CallStage))
            }
        }
        Command::MarkAbusive { call, abusive } => {
            if state.call(*call)?.is_ringing() {
                return Err(Refusal::new(RefusalCode::CallStage));
            }
            Ok(vec![Event::CallMarkedAbusive { call: *call, abusive: *abusive }])
        }
        Command::LinkLocation { call, token_digest } => {
            locatable(state, *call)?;
            let until = given.now.plus_seconds(LOCATION_LINK_S);
            Ok(vec![Event::LocationLinked { call: *call, token_digest: token_digest.clone(), until }])
        }
        Command::JoinCall { call, incident } => {
            without_incident(answered(state, *call)?)?;
            let incident = state.surviving(*incident);
            state.open_incident(incident)?;
            let joined = Event::CallJoined { call: *call, incident };
            Ok(vec![joined, closed(*call, CallDisposition::Joined)])
        }
        Command::UnjoinCall { call } => unjoin(state, *call),
        _ => Ok(Vec::new()),
    }
}

/// Takes a call that nobody talks on, or that the exchange alone says somebody talks on: whoever lifts the handset before
/// touching the desk is known to no desk.
fn answer(state: &State, id: CallId, given: Circumstances<'_>) -> Result<Vec<Event>, Refusal> {
    let call = open(state, id)?;
    let at_no_desk = call.taken_by.as_ref().is_none_or(|by| by.desk().is_none());
    let taken_over = at_no_desk && given.by.desk().is_some();
    match call.stage {
        CallStage::Active { .. } if !taken_over => Err(Refusal::new(RefusalCode::CallStage)),
        _ => Ok(vec![Event::CallAnswered { call: id }]),
    }
}

/// What was written down. A number that was told may be one that the directory knows the place of.
fn draft(
    state: &State,
    id: CallId,
    change: &DraftChange,
    given: Circumstances<'_>,
) -> Result<Vec<Event>, Refusal> {
    let call = open(state, id)?;
    let mut events = vec![Event::CallDrafted { call: id, change: change.clone() }];
    match change {
        DraftChange::Kind { kind: Some(kind) } => {
            let known = given.catalogue.get(kind);
            known.ok_or_else(|| Refusal::new(RefusalCode::UnknownType).with("type", kind))?;
        }
        DraftChange::Number { .. } if call.caller_number.is_some() => {
            return Err(Refusal::new(RefusalCode::NumberGiven));
        }
        DraftChange::Number { text } => {
            let fix = registered_fix(state, Some(text), given);
            let known = |fix: &Fix| {
                call.fixes.iter().any(|own| own.source == fix.source && own.position == fix.position)
            };
            events.extend(fix.filter(|fix| !known(fix)).map(|fix| Event::FixAdded { call: id, fix }));
        }
        _ => {}
    }
    Ok(events)
}

/// A call whose place may still be told: it is open, or what it reported is.
fn locatable(state: &State, id: CallId) -> Result<&Call, Refusal> {
    let call = state.call(id)?;
    let works_on = call.incident.and_then(|incident| state.incidents.get(&incident));
    if works_on.is_some_and(crate::Incident::is_open) { Ok(call) } else { open(state, id) }
}

/// The same, for whoever tells it now: a caller's page only while its link works.
fn located<'a>(state: &'a State, id: CallId, given: Circumstances<'_>) -> Result<&'a Call, Refusal> {
    let call = locatable(state, id)?;
    if call.fixes.len() >= MOST_FIXES {
        return Err(Refusal::new(RefusalCode::TooLong).with("most", &MOST_FIXES));
    }
    let ended = call.location_link.as_ref().is_none_or(|link| link.until <= given.now);
    if matches!(given.by, Actor::Caller { .. }) && ended {
        return Err(Refusal::new(RefusalCode::LinkEnded));
    }
    Ok(call)
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
