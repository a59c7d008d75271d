//! What the room should be doing, told a second time and as plainly as possible.
//!
//! The model knows only what it needs to say whether a command should be taken. It shares the command type with the
//! room, and nothing else: no rule, no state, no transition is borrowed.

use std::collections::{BTreeMap, BTreeSet};

use dispatch::call::{CallBackResult, CallDisposition, CallStage, DraftChange};
use dispatch::unit::Duty;
use dispatch::{Actor, AssignmentStatus, Command, State};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Ringing,
    Talking,
    Waiting,
    Over,
}

#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) line: Line,
    pub(crate) silent: bool,
    pub(crate) due: bool,
    pub(crate) kind: Option<String>,
    pub(crate) fixes: usize,
    pub(crate) about: Option<Uuid>,
}

#[derive(Debug, Clone)]
pub(crate) struct Fire {
    pub(crate) open: bool,
    pub(crate) level: usize,
    pub(crate) kind: String,
    pub(crate) callers: Vec<Uuid>,
    /// Units on it now.
    pub(crate) crews: BTreeMap<String, Crew>,
    /// Units that were on it: by which duplicates each came.
    pub(crate) past: Vec<Vec<Uuid>>,
    /// 1 is the most urgent.
    pub(crate) urgency: u8,
    /// Who comes once it is free: the unit, since when, and by which duplicates.
    pub(crate) awaits: Vec<(String, i64, Vec<Uuid>)>,
    /// The fire that it turned out to be.
    pub(crate) really: Option<Uuid>,
    /// How many fires there were before it.
    pub(crate) before: usize,
}

/// A unit on a fire: how far it is, and by which duplicates it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crew {
    pub(crate) step: u8,
    pub(crate) by: Vec<Uuid>,
}

impl Fire {
    /// How many units have ever been written down here.
    pub(crate) fn sent(&self) -> usize {
        self.crews.len() + self.past.len()
    }

    pub(crate) fn awaits(&self, unit: &str) -> bool {
        self.awaits.iter().any(|(own, ..)| own == unit)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serving {
    Yes,
    Broken,
    Home,
}

/// A handover: which items are signed, and whether it is complete.
#[derive(Debug, Clone, Default)]
pub(crate) struct Papers {
    pub(crate) signed: Vec<bool>,
    pub(crate) done: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    pub(crate) callers: BTreeMap<Uuid, Caller>,
    pub(crate) fires: BTreeMap<Uuid, Fire>,
    pub(crate) units: BTreeMap<String, Serving>,
    /// Units that stand by away from home.
    pub(crate) away: BTreeSet<String>,
    /// GPS seconds of each unit's newest position.
    pub(crate) seen: BTreeMap<String, i64>,
    pub(crate) roads: BTreeSet<Uuid>,
    pub(crate) papers: BTreeMap<Uuid, Papers>,
}

/// The types the simulator uses: how many alarm levels are planned, and how urgent they are.
const TYPES: [(&str, usize, u8); 3] =
    [("fire-house", 3, 1), ("medical-birth", 1, 1), ("complaint-road", 0, 5)];

fn levels(kind: &str) -> usize {
    TYPES.iter().find(|(own, ..)| *own == kind).map_or(0, |(_, levels, _)| *levels)
}

fn urgency(kind: &str) -> u8 {
    TYPES.iter().find(|(own, ..)| *own == kind).map_or(0, |(.., urgency)| *urgency)
}

fn step(status: &AssignmentStatus) -> u8 {
    match status {
        AssignmentStatus::Notified => 0,
        AssignmentStatus::Acknowledged => 1,
        AssignmentStatus::EnRoute => 2,
        AssignmentStatus::OnScene => 3,
        AssignmentStatus::Transporting { .. } => 4,
        AssignmentStatus::AtHospital => 5,
        AssignmentStatus::Cleared { .. } => 6,
        AssignmentStatus::StoodDown { .. } => 7,
    }
}

/// A thing that came with a duplicate is back where it was.
fn drop_last(by: &mut Vec<Uuid>, incident: Uuid) {
    if by.last() == Some(&incident) {
        by.pop();
    }
}

impl Model {
    /// The incident a unit is on.
    pub(crate) fn on(&self, unit: &str) -> Option<Uuid> {
        self.fires.iter().find(|(_, fire)| fire.crews.contains_key(unit)).map(|(id, _)| *id)
    }

    /// What a fire turned out to be.
    fn really(&self, incident: Uuid) -> Uuid {
        match self.fires.get(&incident).and_then(|fire| fire.really) {
            Some(other) => self.really(other),
            None => incident,
        }
    }

    /// Where a unit would go once it is free.
    fn goes_next(&self, unit: &str) -> Option<Uuid> {
        let awaiting = self.fires.iter().filter(|(_, fire)| fire.open);
        let awaiting = awaiting.filter_map(|(id, fire)| {
            let (_, since, _) = fire.awaits.iter().find(|(own, ..)| own == unit)?;
            Some((fire.urgency, *since, fire.before, *id))
        });
        awaiting.min().map(|(.., id)| id)
    }

    fn line(&self, call: Uuid) -> Option<Line> {
        self.callers.get(&call).map(|caller| caller.line)
    }

    fn heard(&self, call: Uuid) -> bool {
        matches!(self.line(call), Some(Line::Talking | Line::Waiting))
    }

    fn undone(&self, call: Uuid) -> bool {
        self.line(call).is_some_and(|line| line != Line::Over)
    }

    fn burning(&self, incident: Uuid) -> bool {
        self.fires.get(&incident).is_some_and(|fire| fire.open)
    }

    fn may_send(&self, send: &dispatch::command::Send) -> bool {
        let same: BTreeSet<_> = send.units.iter().collect();
        let free = |unit: &str| self.units.get(unit) == Some(&Serving::Yes) && self.on(unit).is_none();
        send.units.iter().all(|unit| free(&unit.0))
            && (!send.reason.is_empty() || same == send.proposed.iter().collect())
    }

    fn may_act(by: &Actor, command: &Command) -> bool {
        match by {
            Actor::Lead { .. } | Actor::Room => true,
            Actor::Dispatcher { .. } => !matches!(
                command,
                Command::RegisterUnit { .. }
                    | Command::BeginHandover { .. }
                    | Command::HandoverWords { .. }
                    | Command::SignItem { .. }
                    | Command::CompleteHandover { .. }
            ),
            Actor::Responder { unit: own } => match command {
                Command::Report { unit, .. } => unit == own,
                Command::NotePositions { positions } => positions.iter().all(|seen| seen.unit == *own),
                _ => false,
            },
            Actor::Caller { .. } => false,
            Actor::Feed { .. } => matches!(
                command,
                Command::Ring { .. }
                    | Command::Answer { .. }
                    | Command::HangUp { .. }
                    | Command::AddFix { .. }
                    | Command::NotePositions { .. }
            ),
        }
    }

    /// Whether the room should take this command from this actor.
    pub(crate) fn takes(&self, by: &Actor, command: &Command) -> bool {
        Self::may_act(by, command) && self.fits(command)
    }

    fn fits(&self, command: &Command) -> bool {
        match command {
            Command::Ring { call, .. } => !self.callers.contains_key(&call.0),
            Command::Answer { call } => matches!(self.line(call.0), Some(Line::Ringing | Line::Waiting)),
            Command::Hold { call } => self.line(call.0) == Some(Line::Talking),
            Command::HangUp { call } => self.callers.get(&call.0).is_some_and(|caller| !caller.silent),
            Command::Draft { call, change: DraftChange::Kind { kind: Some(kind) } } => {
                self.undone(call.0) && TYPES.iter().any(|(own, ..)| *own == kind.0)
            }
            Command::Draft { call, .. } => self.undone(call.0),
            Command::AddFix { call, .. } => {
                let about = self.callers.get(&call.0).and_then(|caller| caller.about);
                self.undone(call.0) || about.is_some_and(|incident| self.burning(incident))
            }
            Command::ChooseFix { call, fix } => {
                let known = self.callers.get(&call.0).map_or(0, |caller| caller.fixes);
                self.undone(call.0) && fix.is_none_or(|index| index < known)
            }
            Command::CloseCall { call, disposition } => {
                self.heard(call.0)
                    && !matches!(disposition, CallDisposition::Incident | CallDisposition::Joined)
            }
            Command::ReopenCall { call } => {
                self.callers.get(&call.0).is_some_and(|own| own.line == Line::Over && own.about.is_none())
            }
            Command::CalledBack { call, .. } => self.callers.get(&call.0).is_some_and(|caller| caller.due),
            Command::OpenIncident { incident, call, send } => {
                let told = self.callers.get(&call.0).is_some_and(|own| own.kind.is_some() && own.fixes > 0);
                !self.fires.contains_key(&incident.0) && self.heard(call.0) && told && self.may_send(send)
            }
            Command::JoinCall { call, incident } => {
                self.heard(call.0) && self.burning(self.really(incident.0))
            }
            Command::UnjoinCall { call } => {
                let about = self.callers.get(&call.0).and_then(|caller| caller.about);
                let fire = about.and_then(|id| self.fires.get(&id));
                fire.is_some_and(|fire| fire.open && fire.callers[0] != call.0)
            }
            Command::Send { incident, send } => {
                self.burning(incident.0) && !send.units.is_empty() && self.may_send(send)
            }
            Command::Report { incident, unit, status } => {
                self.may_report(self.really(incident.0), &unit.0, status)
            }
            Command::NoteIncident { incident, text } => {
                self.fires.contains_key(&incident.0) && !text.is_empty()
            }
            Command::Reclassify { incident, kind } => {
                self.burning(incident.0) && TYPES.iter().any(|(own, ..)| *own == kind.0)
            }
            Command::MovePlace { incident, .. } => self.burning(incident.0),
            Command::RaiseAlarm { incident } => {
                let fire = self.fires.get(&incident.0);
                fire.is_some_and(|fire| fire.open && fire.level < levels(&fire.kind))
            }
            Command::CloseIncident { incident, .. } => {
                self.burning(incident.0) && self.fires[&incident.0].crews.is_empty()
            }
            Command::ReopenIncident { incident } => {
                self.fires.get(&incident.0).is_some_and(|fire| !fire.open && fire.really.is_none())
            }
            Command::LowerAlarm { incident } => {
                self.fires.get(&incident.0).is_some_and(|fire| fire.open && fire.level > 1)
            }
            Command::Prioritise { incident, priority, why } => {
                self.burning(incident.0) && (1..=5).contains(priority) && !why.is_empty()
            }
            Command::MergeIncident { incident, into } => {
                incident != into && self.burning(incident.0) && self.burning(into.0)
            }
            Command::UnmergeIncident { incident } => {
                let into = self.fires.get(&incident.0).and_then(|fire| fire.really);
                into.is_some_and(|into| self.fires[&into].really.is_none())
            }
            Command::Divert { incident, unit, why } => {
                let on = self.on(&unit.0).filter(|on| *on != incident.0).map(|on| &self.fires[&on]);
                self.burning(incident.0)
                    && !why.is_empty()
                    && on.is_some_and(|on| on.crews[&unit.0].step < 3)
                    && on.is_some_and(|on| on.urgency > self.fires[&incident.0].urgency)
            }
            Command::Queue { incident, unit } => {
                let elsewhere = self.on(&unit.0).is_some_and(|on| on != incident.0);
                self.burning(incident.0) && elsewhere && !self.fires[&incident.0].awaits(&unit.0)
            }
            Command::Unqueue { incident, unit } => {
                self.fires.get(&incident.0).is_some_and(|fire| fire.awaits(&unit.0))
            }
            _ => self.house_takes(command),
        }
    }

    fn may_report(&self, incident: Uuid, unit: &str, status: &AssignmentStatus) -> bool {
        let crew = self.fires.get(&incident).and_then(|fire| fire.crews.get(unit));
        let Some(now) = crew.map(|crew| crew.step) else { return false };
        match step(status) {
            4 | 5 => now >= 3 && step(status) > now,
            next => next > now,
        }
    }

    fn house_takes(&self, command: &Command) -> bool {
        match command {
            Command::SetDuty { unit, duty } => {
                let known = self.units.contains_key(&unit.0);
                known && (*duty == Duty::OnDuty || self.on(&unit.0).is_none())
            }
            Command::PairPage { unit, .. } | Command::SendBack { unit } => self.units.contains_key(&unit.0),
            Command::MoveUp { unit, .. } => {
                self.units.get(&unit.0) == Some(&Serving::Yes) && self.on(&unit.0).is_none()
            }
            Command::NotePositions { positions } => {
                positions.iter().any(|seen| self.units.contains_key(&seen.unit.0))
            }
            Command::CloseRoad { closure, .. } => !self.roads.contains(&closure.0),
            Command::ChangeClosure { closure, .. } | Command::OpenRoad { closure } => {
                self.roads.contains(&closure.0)
            }
            Command::BeginHandover { handover, .. } => {
                self.papers.values().all(|papers| papers.done) && !self.papers.contains_key(&handover.0)
            }
            Command::HandoverWords { handover, .. } => {
                self.papers.get(&handover.0).is_some_and(|papers| !papers.done)
            }
            Command::SignItem { handover, item, .. } => {
                let papers = self.papers.get(&handover.0).filter(|papers| !papers.done);
                papers.and_then(|papers| papers.signed.get(*item)) == Some(&false)
            }
            Command::CompleteHandover { handover, .. } => {
                let papers = self.papers.get(&handover.0);
                papers.is_some_and(|papers| !papers.done && papers.signed.iter().all(|signed| *signed))
            }
            Command::AcknowledgeAlarm { alarm } => {
                let ringing = |(id, caller): (&Uuid, &Caller)| {
                    caller.line == Line::Ringing && *alarm == format!("ring/{id}")
                };
                self.callers.iter().any(ringing)
            }
            _ => true,
        }
    }

    /// What changes when the room takes a command at `now`, seconds.
    pub(crate) fn follow(&mut self, command: &Command, now: i64) {
        match command {
            Command::Ring { call, fixes, .. } => {
                let (line, fixes) = (Line::Ringing, fixes.len());
                let new = Caller { line, silent: false, due: false, kind: None, fixes, about: None };
                self.callers.insert(call.0, new);
            }
            Command::Answer { call } => self.caller(call.0).line = Line::Talking,
            Command::Hold { call } => self.caller(call.0).line = Line::Waiting,
            Command::HangUp { call } => {
                let caller = self.caller(call.0);
                caller.silent = true;
                if caller.line == Line::Ringing {
                    (caller.line, caller.due) = (Line::Over, true);
                }
            }
            Command::Draft { call, change: DraftChange::Kind { kind } } => {
                self.caller(call.0).kind = kind.as_ref().map(|kind| kind.0.clone());
            }
            Command::AddFix { call, .. } => self.caller(call.0).fixes += 1,
            Command::CloseCall { call, disposition } => {
                let caller = self.caller(call.0);
                (caller.line, caller.due) = (Line::Over, *disposition == CallDisposition::Dropped);
            }
            Command::ReopenCall { call } => {
                let caller = self.caller(call.0);
                (caller.line, caller.due) = (Line::Talking, false);
            }
            Command::CalledBack { call, result } => {
                self.caller(call.0).due = *result == CallBackResult::NotReached;
            }
            _ => self.incidents_follow(command, now),
        }
    }

    fn incidents_follow(&mut self, command: &Command, now: i64) {
        match command {
            Command::OpenIncident { incident, call, send } => {
                let caller = self.caller(call.0);
                (caller.line, caller.about) = (Line::Over, Some(incident.0));
                let kind = caller.kind.clone().unwrap_or_default();
                let (urgency, before) = (urgency(&kind), self.fires.len());
                let new = Fire {
                    open: true,
                    level: 1,
                    kind,
                    callers: vec![call.0],
                    crews: BTreeMap::new(),
                    past: Vec::new(),
                    urgency,
                    awaits: Vec::new(),
                    really: None,
                    before,
                };
                self.fires.insert(incident.0, new);
                self.go(incident.0, send);
            }
            Command::JoinCall { call, incident } => {
                let incident = self.really(incident.0);
                let caller = self.caller(call.0);
                (caller.line, caller.about) = (Line::Over, Some(incident));
                self.fire(incident).callers.push(call.0);
            }
            Command::UnjoinCall { call } => {
                let caller = self.caller(call.0);
                caller.line = Line::Talking;
                if let Some(incident) = caller.about.take() {
                    self.fire(incident).callers.retain(|own| *own != call.0);
                }
            }
            Command::Send { incident, send } => self.go(incident.0, send),
            Command::Report { incident, unit, status } => {
                let at = self.really(incident.0);
                match step(status) {
                    6.. => {
                        self.leaves(at, &unit.0);
                        if let Some(next) = self.goes_next(&unit.0) {
                            self.comes(next, &unit.0);
                        }
                    }
                    next => {
                        self.fire(at).crews.entry(unit.0.clone()).and_modify(|crew| crew.step = next);
                    }
                }
            }
            Command::Reclassify { incident, kind } => {
                let fire = self.fire(incident.0);
                (fire.kind, fire.urgency) = (kind.0.clone(), urgency(&kind.0));
            }
            Command::LowerAlarm { incident } => self.fire(incident.0).level -= 1,
            Command::Prioritise { incident, priority, .. } => self.fire(incident.0).urgency = *priority,
            Command::MergeIncident { incident, into } => self.becomes_one(incident.0, into.0),
            Command::UnmergeIncident { incident } => self.come_apart(incident.0),
            Command::Divert { incident, unit, .. } => {
                let from = self.on(&unit.0).expect("the model took the command");
                self.leaves(from, &unit.0);
                self.comes(incident.0, &unit.0);
            }
            Command::Queue { incident, unit } => {
                self.fire(incident.0).awaits.push((unit.0.clone(), now, Vec::new()));
            }
            Command::Unqueue { incident, unit } => {
                self.fire(incident.0).awaits.retain(|(own, ..)| *own != unit.0);
            }
            Command::RaiseAlarm { incident } => self.fire(incident.0).level += 1,
            Command::CloseIncident { incident, .. } => {
                let fire = self.fire(incident.0);
                fire.open = false;
                fire.awaits.clear();
            }
            Command::ReopenIncident { incident } => self.fire(incident.0).open = true,
            _ => self.house_follows(command, now),
        }
    }

    fn house_follows(&mut self, command: &Command, now: i64) {
        match command {
            Command::RegisterUnit { spec } => {
                self.units.entry(spec.id.0.clone()).or_insert(Serving::Yes);
            }
            Command::SetDuty { unit, duty } => {
                let serving = match duty {
                    Duty::OnDuty => Serving::Yes,
                    Duty::OutOfService { .. } => Serving::Broken,
                    Duty::OffDuty => Serving::Home,
                };
                self.units.insert(unit.0.clone(), serving);
                if serving != Serving::Yes {
                    self.away.remove(&unit.0);
                }
            }
            Command::NotePositions { positions } => {
                for own in positions.iter().filter(|own| self.units.contains_key(&own.unit.0)) {
                    let at = (own.seen.at.0 / 1000).min(now);
                    let newest = self.seen.entry(own.unit.0.clone()).or_insert(at);
                    *newest = at.max(*newest);
                }
            }
            Command::MoveUp { unit, .. } => drop(self.away.insert(unit.0.clone())),
            Command::SendBack { unit } => drop(self.away.remove(&unit.0)),
            Command::CloseRoad { closure, .. } => drop(self.roads.insert(closure.0)),
            Command::OpenRoad { closure } => drop(self.roads.remove(&closure.0)),
            Command::BeginHandover { handover, .. } => {
                let fires = self.fires.values().filter(|fire| fire.open).count();
                let waiting = self.callers.values().filter(|own| own.line != Line::Over || own.due).count();
                let broken = self.units.values().filter(|serving| **serving == Serving::Broken).count();
                let signed = vec![false; fires + waiting + broken + self.roads.len()];
                self.papers.insert(handover.0, Papers { signed, done: false });
            }
            Command::SignItem { handover, item, .. } => {
                self.papers.entry(handover.0).and_modify(|papers| papers.signed[*item] = true);
            }
            Command::CompleteHandover { handover, .. } => {
                self.papers.entry(handover.0).and_modify(|papers| papers.done = true);
            }
            _ => {}
        }
    }

    fn caller(&mut self, id: Uuid) -> &mut Caller {
        self.callers.get_mut(&id).expect("the model took a command about it")
    }

    fn fire(&mut self, id: Uuid) -> &mut Fire {
        self.fires.get_mut(&id).expect("the model took a command about it")
    }

    fn go(&mut self, incident: Uuid, send: &dispatch::command::Send) {
        let units: BTreeSet<&String> = send.units.iter().map(|unit| &unit.0).collect();
        for unit in units {
            self.comes(incident, unit);
        }
    }

    fn comes(&mut self, incident: Uuid, unit: &str) {
        let fire = self.fire(incident);
        fire.crews.insert(unit.to_owned(), Crew { step: 0, by: Vec::new() });
        fire.awaits.retain(|(own, ..)| own != unit);
        self.away.remove(unit);
    }

    fn leaves(&mut self, incident: Uuid, unit: &str) {
        let fire = self.fire(incident);
        if let Some(crew) = fire.crews.remove(unit) {
            fire.past.push(crew.by);
        }
    }

    /// One of two fires was the other: its crews are the other's, and nobody is awaited where it is.
    fn becomes_one(&mut self, incident: Uuid, into: Uuid) {
        let fire = self.fire(incident);
        (fire.open, fire.really) = (false, Some(into));
        let (crews, awaits) = (std::mem::take(&mut fire.crews), std::mem::take(&mut fire.awaits));
        let stays = self.fire(into);
        for (unit, mut crew) in crews {
            crew.by.push(incident);
            stays.awaits.retain(|(own, ..)| *own != unit);
            stays.crews.insert(unit, crew);
        }
        for (unit, since, mut by) in awaits {
            if !stays.crews.contains_key(&unit) && !stays.awaits(&unit) {
                by.push(incident);
                stays.awaits.push((unit, since, by));
            }
        }
    }

    /// It was another fire after all: who came with it goes with it.
    fn come_apart(&mut self, incident: Uuid) {
        let from = self.fire(incident).really.take().expect("the model took the command");
        let stays = self.fire(from);
        let came = |by: &[Uuid]| by.last() == Some(&incident);
        let crews: Vec<_> = stays.crews.extract_if(.., |_, crew| came(&crew.by)).collect();
        let past: Vec<_> = stays.past.extract_if(.., |by| came(by)).collect();
        let awaits: Vec<_> = stays.awaits.extract_if(.., |(_, _, by)| came(by)).collect();
        let fire = self.fire(incident);
        fire.open = true;
        fire.crews.extend(crews);
        fire.past.extend(past);
        fire.awaits.extend(awaits);
        fire.crews.values_mut().for_each(|crew| drop_last(&mut crew.by, incident));
        fire.past.iter_mut().for_each(|by| drop_last(by, incident));
        fire.awaits.iter_mut().for_each(|(_, _, by)| drop_last(by, incident));
    }

    /// Where the room's state is not what it should be; nothing where all is well.
    pub(crate) fn differs(&self, state: &State) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut expect = |what: String, model: String, room: String| {
            if model != room {
                wrong.push(format!("{what}: the model has {model}, the room {room}"));
            }
        };
        expect("calls".to_owned(), self.callers.len().to_string(), state.calls.len().to_string());
        for call in state.calls.values() {
            let line = match call.stage {
                CallStage::Ringing => Line::Ringing,
                CallStage::Active { .. } => Line::Talking,
                CallStage::Held { .. } => Line::Waiting,
                CallStage::Closed { .. } => Line::Over,
            };
            let room = format!(
                "{line:?} silent={} due={} fixes={} about={:?}",
                call.hung_up_at.is_some(),
                call.call_back_due,
                call.fixes.len(),
                call.incident.map(|own| own.0)
            );
            let model = self.callers.get(&call.id.0).map_or_else(String::new, |own| {
                format!(
                    "{:?} silent={} due={} fixes={} about={:?}",
                    own.line, own.silent, own.due, own.fixes, own.about
                )
            });
            expect(format!("call {}", call.number), model, room);
        }
        expect("incidents".to_owned(), self.fires.len().to_string(), state.incidents.len().to_string());
        for own in state.incidents.values() {
            let crews: BTreeMap<&str, u8> =
                own.active_assignments().map(|crew| (crew.unit.0.as_str(), step(crew.status()))).collect();
            let callers: Vec<Uuid> = own.calls.iter().map(|call| call.0).collect();
            let awaits: Vec<(&str, i64)> =
                own.queue.iter().map(|own| (own.unit.0.as_str(), own.since.0 / 1000)).collect();
            let (open, kind, sent) = (own.is_open(), &own.kind.0, own.assignments.len());
            let (level, urgency, really) =
                (own.alarm_level, own.priority, own.merged_into.map(|other| other.0));
            let room = format!(
                "open={open} {kind} level={level} {urgency} {callers:?} {crews:?} sent={sent} {awaits:?} {really:?}"
            );
            let model = self.fires.get(&own.id.0).map_or_else(String::new, |fire| {
                let Fire { open, level, kind, callers, urgency, really, .. } = fire;
                let crews: BTreeMap<&str, u8> =
                    fire.crews.iter().map(|(unit, crew)| (unit.as_str(), crew.step)).collect();
                let awaits: Vec<(&str, i64)> =
                    fire.awaits.iter().map(|(unit, since, _)| (unit.as_str(), *since)).collect();
                let sent = fire.sent();
                format!(
                    "open={open} {kind} level={level} {urgency} {callers:?} {crews:?} sent={sent} {awaits:?} {really:?}"
                )
            });
            expect(format!("incident {}", own.number), model, room);
        }
        expect("units".to_owned(), self.units.len().to_string(), state.units.len().to_string());
        for unit in state.units.values() {
            let id = unit.spec.id.0.as_str();
            let serving = match unit.duty {
                Duty::OnDuty => Serving::Yes,
                Duty::OutOfService { .. } => Serving::Broken,
                Duty::OffDuty => Serving::Home,
            };
            let (on, seen) =
                (unit.committed_to.map(|own| own.0), unit.last_seen.map(|seen| seen.at.0 / 1000));
            let away = state.standbys.contains_key(&unit.spec.id);
            let room = format!("{:?} {on:?} seen {seen:?} away {away}", Some(serving));
            let (own, on, seen) = (self.units.get(id), self.on(id), self.seen.get(id));
            let model = format!("{own:?} {on:?} seen {seen:?} away {}", self.away.contains(id));
            expect(format!("unit {id}"), model, room);
        }
        let roads: Vec<Uuid> = state.closures.keys().map(|own| own.0).collect();
        expect(
            "roads".to_owned(),
            format!("{:?}", self.roads.iter().collect::<Vec<_>>()),
            format!("{roads:?}"),
        );
        for own in state.handovers.values() {
            let signed: Vec<bool> = own.items.iter().map(|item| item.signed_at.is_some()).collect();
            let room = format!("{signed:?} done={}", !own.is_open());
            let model = self
                .papers
                .get(&own.id.0)
                .map_or_else(String::new, |papers| format!("{:?} done={}", papers.signed, papers.done));
            expect("handover".to_owned(), model, room);
        }
        wrong
    }
}
