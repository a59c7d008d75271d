//! Decisions about handing over.

use crate::event::Event;
use crate::handover::{Handover, HandoverSubject};
use crate::unit::Duty;
use crate::{Command, HandoverId, Refusal, RefusalCode, State};

pub(super) fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::BeginHandover { handover, outgoing } => {
            if state.handovers.values().any(Handover::is_open) {
                return Err(Refusal::new(RefusalCode::HandoverOpen));
            }
            if state.handovers.contains_key(handover) {
                return Err(Refusal::new(RefusalCode::AlreadyThere));
            }
            named(outgoing.text())?;
            let subjects = state.what_is_left();
            Ok(vec![Event::HandoverBegun { handover: *handover, outgoing: outgoing.clone(), subjects }])
        }
        Command::HandoverWords { handover, words } => {
            open(state, *handover)?;
            Ok(vec![Event::HandoverWorded { handover: *handover, words: words.clone() }])
        }
        Command::SignItem { handover, item, incoming } => {
            named(incoming.text())?;
            match open(state, *handover)?.items.get(*item) {
                None => Err(Refusal::new(RefusalCode::UnknownItem)),
                Some(known) if known.signed_at.is_some() => Err(Refusal::new(RefusalCode::AlreadyThere)),
                Some(_) => {
                    let incoming = incoming.clone();
                    Ok(vec![Event::ItemSigned { handover: *handover, item: *item, incoming }])
                }
            }
        }
        Command::CompleteHandover { handover, incoming } => {
            named(incoming.text())?;
            let unsigned =
                open(state, *handover)?.items.iter().filter(|item| item.signed_at.is_none()).count();
            if unsigned > 0 {
                return Err(Refusal::new(RefusalCode::ItemsNotSigned).with("items", &unsigned));
            }
            Ok(vec![Event::HandoverCompleted { handover: *handover, incoming: incoming.clone() }])
        }
        _ => Ok(Vec::new()),
    }
}

fn named(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::new(RefusalCode::TextNeeded)) } else { Ok(()) }
}

fn open(state: &State, id: HandoverId) -> Result<&Handover, Refusal> {
    let known = state.handovers.get(&id).ok_or_else(|| Refusal::new(RefusalCode::UnknownHandover))?;
    if known.is_open() { Ok(known) } else { Err(Refusal::new(RefusalCode::HandoverClosed)) }
}

impl State {
    /// What has come up since a handover was begun and is not on its list; none once it is complete. A call that waits is
    /// left out: it is in everybody's queue.
    pub fn come_up_since(&self, handover: &Handover) -> Vec<HandoverSubject> {
        if !handover.is_open() {
            return Vec::new();
        }
        let mut left = self.what_is_left();
        left.retain(|subject| {
            let is_listed = handover.items.iter().any(|item| item.subject == *subject);
            !is_listed && !matches!(subject, HandoverSubject::WaitingCall { .. })
        });
        left
    }

    /// What is open, waits or is out of service: what the next shift must know.
    fn what_is_left(&self) -> Vec<HandoverSubject> {
        let mut incidents: Vec<_> = self.incidents.values().filter(|incident| incident.is_open()).collect();
        incidents.sort_by_key(|incident| (incident.priority, incident.number));
        let mut calls: Vec<_> = self.calls.values().collect();
        calls.sort_by_key(|call| call.number);
        let waiting = calls.iter().filter(|call| !call.is_closed());
        let to_call_back = calls.iter().filter(|call| call.call_back_due);
        let idle = self.units.values().filter(|unit| matches!(unit.duty, Duty::OutOfService { .. }));
        let mut left: Vec<HandoverSubject> = Vec::new();
        left.extend(incidents.iter().map(|own| HandoverSubject::OpenIncident { incident: own.id }));
        left.extend(waiting.map(|own| HandoverSubject::WaitingCall { call: own.id }));
        left.extend(to_call_back.map(|own| HandoverSubject::CallBack { call: own.id }));
        left.extend(idle.map(|own| HandoverSubject::UnitOutOfService { unit: own.spec.id.clone() }));
        left.extend(self.closures.keys().map(|closure| HandoverSubject::RoadClosed { closure: *closure }));
        left
    }
}
