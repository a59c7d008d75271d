//! Incidents, what they turn out to be, and the units on them.

use std::collections::{BTreeMap, BTreeSet};

use dispatch::{AssignmentStatus, Command, Incident};
use uuid::Uuid;

use super::{Line, Model, Serving, TYPES, levels, urgency};

#[derive(Debug, Clone)]
pub(crate) struct Fire {
    pub(crate) open: bool,
    /// The alarm that was raised for it by itself.
    pub(crate) own_level: usize,
    pub(crate) kind: String,
    pub(crate) callers: Vec<Uuid>,
    /// Units on it now.
    pub(crate) crews: BTreeMap<String, Crew>,
    /// Units that were on it: by which duplicates each came.
    pub(crate) past: Vec<Vec<Uuid>>,
    /// How urgent it is by itself; 1 is the most urgent.
    pub(crate) own_urgency: u8,
    /// When its own first caller rang, seconds.
    pub(crate) own_ring: i64,
    /// Fires that turned out to be this one.
    pub(crate) also: BTreeMap<Uuid, Also>,
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

/// What a fire said that turned out to be another: how urgent it was and which alarm it had, as long as nobody said better,
/// and when it rang.
#[derive(Debug, Clone)]
pub(crate) struct Also {
    urgency: Option<u8>,
    level: Option<usize>,
    ring: i64,
}

impl Fire {
    /// How many units have ever been written down here.
    pub(crate) fn sent(&self) -> usize {
        self.crews.len() + self.past.len()
    }

    /// As urgent as the most urgent of all that it turned out to be.
    pub(crate) fn urgency(&self) -> u8 {
        self.also.values().filter_map(|also| also.urgency).fold(self.own_urgency, u8::min)
    }

    /// The highest alarm of all that it turned out to be.
    pub(crate) fn level(&self) -> usize {
        self.also.values().filter_map(|also| also.level).fold(self.own_level, usize::max)
    }

    /// Known since the first ring about any of them.
    fn ring(&self) -> i64 {
        self.also.values().map(|also| also.ring).fold(self.own_ring, i64::min)
    }

    /// Somebody says how urgent all of it is.
    fn is_said_to_be(&mut self, urgency: u8) {
        self.own_urgency = urgency;
        self.also.values_mut().for_each(|also| also.urgency = None);
    }

    /// Somebody says which alarm all of it has.
    fn has_alarm(&mut self, level: usize) {
        self.own_level = level;
        self.also.values_mut().for_each(|also| also.level = None);
    }

    pub(crate) fn awaits(&self, unit: &str) -> bool {
        self.awaits.iter().any(|(own, ..)| own == unit)
    }

    /// In one line, as [`told`] of the room's.
    pub(crate) fn told(&self) -> String {
        let Self { open, kind, callers, really, .. } = self;
        let (level, urgency, ring) = (self.level(), self.urgency(), self.ring());
        let crews: BTreeMap<&str, u8> =
            self.crews.iter().map(|(unit, crew)| (unit.as_str(), crew.step)).collect();
        let awaits: Vec<(&str, i64)> =
            self.awaits.iter().map(|(unit, since, _)| (unit.as_str(), *since)).collect();
        let sent = self.sent();
        format!(
            "open={open} {kind} level={level} {urgency} {ring} {callers:?} {crews:?} sent={sent} {awaits:?} {really:?}"
        )
    }
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

/// The room's incident in one line.
pub(crate) fn told(own: &Incident) -> String {
    let crews: BTreeMap<&str, u8> =
        own.active_assignments().map(|crew| (crew.unit.0.as_str(), step(crew.status()))).collect();
    let callers: Vec<Uuid> = own.calls.iter().map(|call| call.0).collect();
    let awaits: Vec<(&str, i64)> =
        own.queue.iter().map(|own| (own.unit.0.as_str(), own.since.0 / 1000)).collect();
    let (open, kind, sent) = (own.is_open(), &own.kind.0, own.assignments.len());
    let (level, urgency, really) = (own.alarm_level, own.priority, own.merged_into.map(|other| other.0));
    let ring = own.reported_at.0 / 1000;
    format!(
        "open={open} {kind} level={level} {urgency} {ring} {callers:?} {crews:?} sent={sent} {awaits:?} {really:?}"
    )
}

impl Model {
    pub(super) fn incidents_take(&self, command: &Command) -> bool {
        match command {
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
                fire.is_some_and(|fire| fire.open && fire.level() < levels(&fire.kind))
            }
            Command::CloseIncident { incident, .. } => {
                self.burning(incident.0) && self.fires[&incident.0].crews.is_empty()
            }
            Command::ReopenIncident { incident } => {
                self.fires.get(&incident.0).is_some_and(|fire| !fire.open && fire.really.is_none())
            }
            Command::LowerAlarm { incident } => {
                self.fires.get(&incident.0).is_some_and(|fire| fire.open && fire.level() > 1)
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
                    && on.is_some_and(|on| on.urgency() > self.fires[&incident.0].urgency())
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
            Some((fire.urgency(), *since, fire.before, *id))
        });
        awaiting.min().map(|(.., id)| id)
    }

    pub(super) fn burning(&self, incident: Uuid) -> bool {
        self.fires.get(&incident).is_some_and(|fire| fire.open)
    }

    fn may_send(&self, send: &dispatch::command::Send) -> bool {
        let same: BTreeSet<_> = send.units.iter().collect();
        let free = |unit: &str| self.units.get(unit) == Some(&Serving::Yes) && self.on(unit).is_none();
        send.units.iter().all(|unit| free(&unit.0))
            && (!send.reason.is_empty() || same == send.proposed.iter().collect())
    }

    fn may_report(&self, incident: Uuid, unit: &str, status: &AssignmentStatus) -> bool {
        let crew = self.fires.get(&incident).and_then(|fire| fire.crews.get(unit));
        let Some(now) = crew.map(|crew| crew.step) else { return false };
        match step(status) {
            4 | 5 => now >= 3 && step(status) > now,
            next => next > now,
        }
    }

    pub(super) fn incidents_follow(&mut self, command: &Command, now: i64) {
        match command {
            Command::OpenIncident { incident, call, send } => {
                let caller = self.caller(call.0);
                (caller.line, caller.about) = (Line::Over, Some(incident.0));
                let kind = caller.kind.clone().unwrap_or_default();
                let (own_ring, own_urgency, before) = (caller.rang, urgency(&kind), self.fires.len());
                let new = Fire {
                    open: true,
                    own_level: 1,
                    kind,
                    callers: vec![call.0],
                    crews: BTreeMap::new(),
                    past: Vec::new(),
                    own_urgency,
                    own_ring,
                    also: BTreeMap::new(),
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
                fire.kind.clone_from(&kind.0);
                fire.is_said_to_be(urgency(&kind.0));
            }
            Command::LowerAlarm { incident } => {
                let fire = self.fire(incident.0);
                fire.has_alarm(fire.level() - 1);
            }
            Command::Prioritise { incident, priority, .. } => self.fire(incident.0).is_said_to_be(*priority),
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
            Command::RaiseAlarm { incident } => {
                let fire = self.fire(incident.0);
                fire.has_alarm(fire.level() + 1);
            }
            Command::CloseIncident { incident, .. } => {
                let fire = self.fire(incident.0);
                fire.open = false;
                fire.awaits.clear();
            }
            Command::ReopenIncident { incident } => self.fire(incident.0).open = true,
            _ => self.house_follows(command, now),
        }
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
        let also = Also { urgency: Some(fire.urgency()), level: Some(fire.level()), ring: fire.ring() };
        let stays = self.fire(into);
        stays.also.insert(incident, also);
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
        stays.also.remove(&incident);
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
}
