//! What the room should be doing, told a second time and as plainly as possible.
//!
//! The model knows only what it needs to say whether a command should be taken. It shares the command type with the
//! room, and nothing else: no rule, no state, no transition is borrowed.

mod incidents;

use std::collections::{BTreeMap, BTreeSet};

use dispatch::call::{CallBackResult, CallDisposition, CallStage, DraftChange};
use dispatch::unit::Duty;
use dispatch::{Actor, Command, State};
use uuid::Uuid;

pub(crate) use incidents::Fire;
use incidents::told;

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
    /// Somebody talks, at no desk that has said so.
    pub(crate) at_no_desk: bool,
    /// When it rang, seconds.
    pub(crate) rang: i64,
    pub(crate) silent: bool,
    pub(crate) due: bool,
    pub(crate) kind: Option<String>,
    pub(crate) fixes: usize,
    pub(crate) about: Option<Uuid>,
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

fn sits(by: &Actor) -> bool {
    matches!(by, Actor::Dispatcher { .. } | Actor::Lead { .. })
}

impl Model {
    fn line(&self, call: Uuid) -> Option<Line> {
        self.callers.get(&call).map(|caller| caller.line)
    }

    fn heard(&self, call: Uuid) -> bool {
        matches!(self.line(call), Some(Line::Talking | Line::Waiting))
    }

    fn undone(&self, call: Uuid) -> bool {
        self.line(call).is_some_and(|line| line != Line::Over)
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
        Self::may_act(by, command) && (self.fits(command) || self.takes_over(by, command))
    }

    /// Whoever sits at a desk takes a call that is talked on at none.
    fn takes_over(&self, by: &Actor, command: &Command) -> bool {
        let Command::Answer { call } = command else { return false };
        let talks = |own: &Caller| own.line == Line::Talking && own.at_no_desk;
        sits(by) && self.callers.get(&call.0).is_some_and(talks)
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
            _ => self.incidents_take(command),
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
    pub(crate) fn follow(&mut self, by: &Actor, command: &Command, now: i64) {
        if let Command::Answer { call } | Command::ReopenCall { call } | Command::UnjoinCall { call } =
            command
        {
            self.caller(call.0).at_no_desk = !sits(by);
        }
        match command {
            Command::Ring { call, fixes, .. } => {
                let (line, fixes) = (Line::Ringing, fixes.len());
                let new = Caller {
                    line,
                    at_no_desk: true,
                    rang: now,
                    silent: false,
                    due: false,
                    kind: None,
                    fixes,
                    about: None,
                };
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
                    // What was seen after now was seen before the clock was set back.
                    if at > *newest || *newest > now {
                        *newest = at;
                    }
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
            let model = self.fires.get(&own.id.0).map_or_else(String::new, Fire::told);
            expect(format!("incident {}", own.number), model, told(own));
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
