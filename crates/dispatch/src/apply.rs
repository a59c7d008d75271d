//! Events become state. Applying never fails: an event that names nothing known changes nothing.

use crate::assignment::{Assignment, AssignmentStatus, Step};
use crate::call::{Call, CallBack, CallBackResult, CallStage, Draft, DraftChange, FixNews, LocationLink};
use crate::closure::Closure;
use crate::directory::digits;
use crate::event::{Event, Recorded};
use crate::handover::{Handover, HandoverItem};
use crate::incident::{Incident, IncidentStage, Note, Queued, Sending};
use crate::unit::{Duty, Unit};
use crate::{Actor, At, CallId, Fix, IncidentId, State, UnitId};

impl State {
    /// Let one fact count. The only way a state ever changes.
    pub fn apply(&mut self, recorded: &Recorded) {
        let Recorded { at, by, event } = recorded;
        if !self.knows_both(event) {
            return;
        }
        self.apply_to_calls(event, *at, by);
        self.apply_to_incidents(event, *at, by);
        self.apply_to_courses(event, *at, by);
        self.apply_to_units(event, *at);
        self.apply_to_standbys(event, *at);
        self.apply_to_premises(event, *at, by);
        self.apply_to_house(event, *at, by);
    }

    /// Whether both things are known that an event binds to or frees from each other: half a bond would never end.
    fn knows_both(&self, event: &Event) -> bool {
        match event {
            Event::IncidentOpened { call, .. } => self.calls.contains_key(call),
            Event::CallJoined { call, incident } | Event::CallUnjoined { call, incident } => {
                self.calls.contains_key(call) && self.incidents.contains_key(incident)
            }
            Event::UnitNotified { incident, unit, .. }
            | Event::StatusReported { incident, unit, .. }
            | Event::UnitQueued { incident, unit } => {
                self.incidents.contains_key(incident) && self.units.contains_key(unit)
            }
            Event::UnitDiverted { unit, from, to, .. } => {
                self.units.contains_key(unit) && [from, to].iter().all(|own| self.incidents.contains_key(own))
            }
            Event::IncidentMerged { incident: duplicate, into: other, .. }
            | Event::IncidentUnmerged { incident: duplicate, from: other } => {
                duplicate != other && [duplicate, other].iter().all(|own| self.incidents.contains_key(own))
            }
            _ => true,
        }
    }

    fn apply_to_calls(&mut self, event: &Event, at: At, by: &Actor) {
        match event {
            Event::CallRang { call, number, channel, caller_number, fixes } => {
                self.last_call_number = *number;
                self.calls.insert(
                    *call,
                    Call {
                        id: *call,
                        number: *number,
                        channel: *channel,
                        caller_number: caller_number.clone(),
                        rang_at: at,
                        answered_at: None,
                        hung_up_at: None,
                        taken_by: None,
                        stage: CallStage::Ringing,
                        draft: Draft::default(),
                        fixes: fixes.clone(),
                        chosen_fix: None,
                        incident: None,
                        call_back_due: false,
                        call_backs: Vec::new(),
                        abusive: false,
                        location_link: None,
                        news: None,
                    },
                );
            }
            Event::CallAnswered { call } => self.with_call(*call, |call| {
                call.answered_at = call.answered_at.or(Some(at));
                call.taken_by = Some(by.clone());
                call.stage = CallStage::Active { since: at };
            }),
            Event::CallHeld { call } => {
                self.with_call(*call, |call| call.stage = CallStage::Held { since: at });
            }
            Event::CallHungUp { call } => self.with_call(*call, |call| call.hung_up_at = Some(at)),
            Event::CallDrafted { call, change } => self.with_call(*call, |call| match change {
                DraftChange::Channel { channel } => call.channel = *channel,
                change => write(&mut call.draft, change),
            }),
            Event::FixAdded { call, fix } => self.with_call(*call, |call| {
                call.news = news(call, fix);
                call.fixes.push(fix.clone());
            }),
            Event::FixChosen { call, fix } => self.with_call(*call, |call| {
                call.chosen_fix = *fix;
                call.news = None;
            }),
            Event::CallClosed { call, disposition, call_back_due } => self.with_call(*call, |call| {
                call.stage = CallStage::Closed { since: at, disposition: *disposition };
                call.call_back_due = *call_back_due;
            }),
            Event::CallReopened { call } => self.with_call(*call, |call| {
                call.taken_by = Some(by.clone());
                call.stage = CallStage::Active { since: at };
                call.call_back_due = false;
            }),
            Event::CalledBack { call, result } => self.with_call(*call, |call| {
                call.call_back_due = *result == CallBackResult::NotReached;
                call.call_backs.push(CallBack { at, by: by.clone(), result: *result });
            }),
            Event::CallMarkedAbusive { call, abusive } => {
                self.with_call(*call, |call| call.abusive = *abusive);
            }
            Event::LocationLinked { call, token_digest, until } => self.with_call(*call, |call| {
                let token_digest = token_digest.clone();
                call.location_link = Some(LocationLink { token_digest, made_at: at, until: *until });
            }),
            Event::IncidentOpened { incident, call, .. } | Event::CallJoined { call, incident } => {
                self.with_call(*call, |call| call.incident = Some(*incident));
            }
            Event::CallUnjoined { call, .. } => self.with_call(*call, |call| call.incident = None),
            _ => {}
        }
    }

    fn apply_to_incidents(&mut self, event: &Event, at: At, by: &Actor) {
        match event {
            Event::IncidentOpened { incident, number, call, kind, priority, place, reported_at } => {
                self.last_incident_number = *number;
                self.incidents.insert(
                    *incident,
                    Incident {
                        id: *incident,
                        number: *number,
                        kind: kind.clone(),
                        priority: *priority,
                        alarm_level: 1,
                        place: place.clone(),
                        opened_at: at,
                        reported_at: *reported_at,
                        opened_by: by.clone(),
                        stage: IncidentStage::Open,
                        calls: vec![*call],
                        assignments: Vec::new(),
                        sendings: Vec::new(),
                        notes: Vec::new(),
                        queue: Vec::new(),
                        merged_into: None,
                        absorbed: Vec::new(),
                        claims: Vec::new(),
                    },
                );
            }
            Event::CallJoined { call, incident } => {
                self.with_incident(*incident, |incident| incident.calls.push(*call));
            }
            Event::CallUnjoined { call, incident } => {
                self.with_incident(*incident, |incident| incident.calls.retain(|own| own != call));
            }
            Event::UnitsChosen { incident, proposed, sent, reason } => {
                self.with_incident(*incident, |incident| {
                    incident.sendings.push(Sending {
                        at,
                        by: by.clone(),
                        proposed: proposed.clone(),
                        sent: sent.clone(),
                        reason: reason.clone(),
                    });
                });
            }
            Event::IncidentNoted { incident, text } => self.with_incident(*incident, |incident| {
                incident.notes.push(Note { at, by: by.clone(), text: text.clone() });
            }),
            Event::IncidentReclassified { incident, kind, priority } => {
                self.with_incident(*incident, |incident| {
                    incident.kind = kind.clone();
                    incident.set_priority(*priority);
                });
            }
            Event::PlaceMoved { incident, place } => {
                self.with_incident(*incident, |incident| incident.place = place.clone());
            }
            Event::PrioritySet { incident, priority, .. } => {
                self.with_incident(*incident, |incident| incident.set_priority(*priority));
            }
            Event::AlarmRaised { incident, level } | Event::AlarmLowered { incident, level } => {
                self.with_incident(*incident, |incident| incident.set_alarm_level(*level));
            }
            Event::IncidentClosed { incident, disposition } => self.with_incident(*incident, |incident| {
                incident.stage = IncidentStage::Closed { since: at, disposition: *disposition };
            }),
            Event::IncidentReopened { incident } => {
                self.with_incident(*incident, |incident| incident.stage = IncidentStage::Open);
            }
            _ => {}
        }
    }

    /// Units on incidents: told, on their way, diverted, and asked for once they are free.
    fn apply_to_courses(&mut self, event: &Event, at: At, by: &Actor) {
        match event {
            Event::UnitNotified { incident, unit, expected }
            | Event::UnitDiverted { to: incident, unit, expected, .. } => {
                if let Event::UnitDiverted { from, why, .. } = event {
                    let stood_down = AssignmentStatus::StoodDown { why: why.clone() };
                    self.with_incident(*from, |from| reach(from, unit, stood_down, at, by));
                }
                self.with_incident(*incident, |incident| {
                    let begun = Assignment::notified(unit.clone(), at, by.clone(), *expected);
                    incident.assignments.push(begun);
                    incident.queue.retain(|queued| queued.unit != *unit);
                });
            }
            Event::StatusReported { incident, unit, status } => {
                self.with_incident(*incident, |incident| reach(incident, unit, status.clone(), at, by));
            }
            Event::UnitQueued { incident, unit } => self.with_incident(*incident, |incident| {
                let (unit, by) = (unit.clone(), by.clone());
                incident.queue.push(Queued { unit, since: at, by, came_by: Vec::new() });
            }),
            Event::UnitUnqueued { incident, unit } => self.with_incident(*incident, |incident| {
                incident.queue.retain(|queued| queued.unit != *unit);
            }),
            Event::IncidentMerged { incident, into, brings } => self.merge(*incident, *into, *brings, at),
            Event::IncidentUnmerged { incident, from } => self.unmerge(*incident, *from),
            _ => {}
        }
    }

    fn apply_to_units(&mut self, event: &Event, at: At) {
        match event {
            Event::UnitRegistered { spec } => {
                let unit = self.units.entry(spec.id.clone()).or_insert_with(|| Unit {
                    spec: spec.clone(),
                    duty: Duty::OnDuty,
                    duty_since: at,
                    committed_to: None,
                    since: at,
                    last_seen: None,
                    page_token_digest: None,
                });
                unit.spec = spec.clone();
            }
            Event::DutySet { unit, duty } => self.with_unit(unit, |unit| {
                unit.duty = duty.clone();
                unit.duty_since = at;
                if unit.committed_to.is_none() {
                    unit.since = at;
                }
            }),
            Event::PagePaired { unit, token_digest } => {
                self.with_unit(unit, |unit| unit.page_token_digest = Some(token_digest.clone()));
            }
            Event::PositionsNoted { positions } => {
                for seen in positions {
                    // Phones send late what they kept without signal: the newer position stays. One from after now is from
                    // before the room's clock was set back.
                    self.with_unit(&seen.unit, |unit| {
                        if unit.last_seen.is_none_or(|last| last.at <= seen.seen.at || last.at > at) {
                            unit.last_seen = Some(seen.seen);
                        }
                    });
                }
            }
            Event::UnitNotified { incident, unit, .. } | Event::UnitDiverted { to: incident, unit, .. } => {
                self.with_unit(unit, |unit| {
                    unit.committed_to = Some(*incident);
                    unit.since = at;
                });
            }
            Event::StatusReported { incident, unit, status } if !status.is_active() => {
                self.with_unit(unit, |unit| {
                    if unit.committed_to == Some(*incident) {
                        unit.committed_to = None;
                        unit.since = at;
                    }
                });
            }
            _ => {}
        }
    }

    fn apply_to_house(&mut self, event: &Event, at: At, by: &Actor) {
        match event {
            Event::RoadClosed { closure: id, shape, effect, why } => {
                let (why, by) = (why.clone(), by.clone());
                let closure = Closure { id: *id, shape: shape.clone(), effect: *effect, why, since: at, by };
                self.closures.insert(*id, closure);
            }
            Event::ClosureChanged { closure, shape, effect, why } => {
                if let Some(own) = self.closures.get_mut(closure) {
                    (own.shape, own.effect, own.why) = (shape.clone(), *effect, why.clone());
                }
            }
            Event::RoadOpened { closure } => {
                self.closures.remove(closure);
            }
            Event::FirstDueSet { zone, units } if units.is_empty() => drop(self.first_due.remove(zone)),
            Event::FirstDueSet { zone, units } => {
                self.first_due.insert(zone.clone(), units.clone());
            }
            Event::NumberEntered { entry } => {
                self.directory.insert(digits(entry.number.text()), entry.clone());
            }
            Event::HandoverBegun { handover, outgoing, subjects } => {
                let unsigned = |subject: &_| HandoverItem {
                    subject: Clone::clone(subject),
                    signed_at: None,
                    signed_by: None,
                };
                self.handovers.insert(
                    *handover,
                    Handover {
                        id: *handover,
                        begun_at: at,
                        begun_by: by.clone(),
                        outgoing: outgoing.clone(),
                        words: "".into(),
                        items: subjects.iter().map(unsigned).collect(),
                        incoming: None,
                        completed_at: None,
                    },
                );
            }
            Event::HandoverWorded { handover, words } => {
                self.handovers.entry(*handover).and_modify(|handover| handover.words = words.clone());
            }
            Event::ItemSigned { handover, item, incoming } => {
                let item =
                    self.handovers.get_mut(handover).and_then(|handover| handover.items.get_mut(*item));
                if let Some(item) = item {
                    item.signed_at = Some(at);
                    item.signed_by = Some(incoming.clone());
                }
            }
            Event::HandoverCompleted { handover, incoming } => {
                self.handovers.entry(*handover).and_modify(|handover| {
                    handover.incoming = Some(incoming.clone());
                    handover.completed_at = Some(at);
                });
            }
            Event::AlarmAcknowledged { alarm } => {
                self.acknowledged.insert(alarm.clone(), at);
            }
            _ => {}
        }
    }

    fn with_call(&mut self, id: CallId, change: impl FnOnce(&mut Call)) {
        self.calls.get_mut(&id).map(change);
    }

    fn with_incident(&mut self, id: IncidentId, change: impl FnOnce(&mut Incident)) {
        self.incidents.get_mut(&id).map(change);
    }

    fn with_unit(&mut self, id: &UnitId, change: impl FnOnce(&mut Unit)) {
        self.units.get_mut(id).map(change);
    }
}

/// What there is to say of a fix that comes to a call: a machine's is news once somebody has heard the caller. A
/// dispatcher's own puts an end to older news.
fn news(call: &Call, fix: &Fix) -> Option<FixNews> {
    if fix.source.is_dispatchers() || call.is_ringing() {
        return call.news.filter(|_| !fix.source.is_dispatchers());
    }
    // A phone that tells every few seconds is one piece of news.
    let going_on =
        call.news.filter(|old| call.fixes.get(old.fix).is_some_and(|own| own.source == fix.source));
    let before = going_on.map_or_else(|| call.location_index(), |old| old.before);
    Some(FixNews { fix: call.fixes.len(), before })
}

/// A unit's active assignment reaches a status.
fn reach(incident: &mut Incident, unit: &UnitId, status: AssignmentStatus, at: At, by: &Actor) {
    let active = incident.assignments.iter_mut().find(|own| own.unit == *unit && own.is_active());
    if let Some(assignment) = active {
        assignment.steps.push(Step { status, at, by: by.clone() });
    }
}

fn write(draft: &mut Draft, change: &DraftChange) {
    match change {
        DraftChange::Kind { kind } => draft.kind.clone_from(kind),
        DraftChange::Place { text } => draft.place = text.clone(),
        DraftChange::Caller { text } => draft.caller = text.clone(),
        DraftChange::Note { text } => draft.note = text.clone(),
        DraftChange::Number { text } => draft.number = text.clone(),
        DraftChange::Channel { .. } => {}
        DraftChange::Answer { question, text } if text.is_empty() => {
            draft.answers.remove(question);
        }
        DraftChange::Answer { question, text } => {
            draft.answers.insert(question.clone(), text.clone());
        }
    }
}
