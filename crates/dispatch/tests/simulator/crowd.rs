//! Callers, dispatchers, crews and machines, doing what such people do, and now and then what they shouldn't.

use dispatch::call::{CallBackResult, CallDisposition, Channel, DraftChange};
use dispatch::closure::{ClosedShape, Effect};
use dispatch::command::Send;
use dispatch::incident::IncidentDisposition;
use dispatch::moveup::StandbyPlace;
use dispatch::unit::{Duty, SeenUnit, UnitPosition};
use dispatch::{
    Actor, AssignmentStatus, At, CallId, ClosureId, Command, Fix, FixSource, HandoverId, IncidentId,
    Position, UnitId,
};
use uuid::Uuid;

use crate::dice::Dice;
use crate::model::{Line, Model, Serving};

/// What somebody does, and who.
pub(crate) type Deed = (Actor, Command);

pub(crate) const NUMBERS: [&str; 3] = ["081111111111", "082222222222", "083333333333"];
const DESKS: [&str; 3] = ["A", "B", "C"];

pub(crate) fn lead() -> Actor {
    Actor::Lead { desk: "L".to_owned() }
}

pub(crate) struct Crowd {
    pub(crate) dice: Dice,
    named: u128,
    /// Reports that phones keep until there is a signal; they come in any order.
    pockets: Vec<Deed>,
    last: Option<Deed>,
}

impl Crowd {
    pub(crate) fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed), named: 0, pockets: Vec::new(), last: None }
    }

    /// The next deed, if anybody has a reason to do anything.
    pub(crate) fn acts(&mut self, model: &Model, now: At) -> Option<Deed> {
        let deed = match self.dice.weighted(&[22, 10, 30, 14, 8, 6, 5, 4]) {
            0 => self.takes_calls(model),
            1 => self.line(model),
            2 => self.crew_reports(model),
            3 => self.dispatches(model),
            4 => self.house(model, now),
            5 => Some(self.lead_signs(model)),
            6 => self.mischief(model),
            _ => self.last.clone(), // the same again, because the receipt was lost
        };
        self.last.clone_from(&deed);
        deed
    }

    fn name(&mut self) -> Uuid {
        self.named += 1;
        Uuid::from_u128(self.named)
    }

    fn desk(&mut self) -> Actor {
        let desk = DESKS[self.dice.below(DESKS.len() as u64) as usize].to_owned();
        Actor::Dispatcher { desk }
    }

    fn caller(&mut self, model: &Model, wanted: impl Fn(&crate::model::Caller) -> bool) -> Option<CallId> {
        let ids: Vec<Uuid> =
            model.callers.iter().filter(|(_, caller)| wanted(caller)).map(|(id, _)| *id).collect();
        self.dice.pick(&ids).map(CallId)
    }

    fn fire(&mut self, model: &Model, wanted: impl Fn(&crate::model::Fire) -> bool) -> Option<IncidentId> {
        let ids: Vec<Uuid> = model.fires.iter().filter(|(_, fire)| wanted(fire)).map(|(id, _)| *id).collect();
        self.dice.pick(&ids).map(IncidentId)
    }

    fn unit(&mut self, model: &Model, wanted: impl Fn(&str) -> bool) -> Option<UnitId> {
        let ids: Vec<&String> = model.units.keys().filter(|id| wanted(id)).collect();
        self.dice.pick(&ids).map(|id| UnitId(id.clone()))
    }

    fn fix(&mut self, source: FixSource) -> Fix {
        let lat = -8.2 + self.dice.below(1000) as f64 / 30_011.0;
        let position = Position::new(lat, 114.37).expect("on the earth");
        Fix { position, radius_m: 30, source, at: At(0), label: String::new() }
    }

    /// The line rings, falls silent, or learns where the caller is.
    fn line(&mut self, model: &Model) -> Option<Deed> {
        let by = Actor::Feed { name: "pbx".to_owned() };
        let command = match self.dice.below(10) {
            0..=5 => {
                let number = self.dice.pick(&NUMBERS).filter(|_| self.dice.chance(3, 4)).map(Into::into);
                let fixes = if self.dice.chance(1, 3) { vec![self.fix(FixSource::Sip)] } else { Vec::new() };
                Command::Ring { call: CallId(self.name()), channel: Channel::Phone, number, fixes }
            }
            6..=7 => Command::HangUp { call: self.caller(model, |caller| !caller.silent)? },
            _ => {
                let call = self.caller(model, |caller| caller.line != Line::Over)?;
                Command::AddFix { call, fix: self.fix(FixSource::Network) }
            }
        };
        Some((by, command))
    }

    /// A dispatcher answers, writes down and closes.
    fn takes_calls(&mut self, model: &Model) -> Option<Deed> {
        use CallDisposition::{Dropped, Information, Prank, Referral, Silent};
        let by = self.desk();
        let command = match self.dice.weighted(&[12, 2, 10, 8, 1, 3, 2, 3]) {
            0 => Command::Answer {
                call: self.caller(model, |own| matches!(own.line, Line::Ringing | Line::Waiting))?,
            },
            1 => Command::Hold { call: self.caller(model, |own| own.line == Line::Talking)? },
            2 => {
                let call = self.caller(model, |own| own.line == Line::Talking && own.kind.is_none())?;
                let kind =
                    self.dice.pick(&["fire-house", "fire-house", "medical-birth", "complaint-road"])?;
                Command::Draft { call, change: DraftChange::Kind { kind: Some(kind.into()) } }
            }
            3 => {
                let call = self.caller(model, |own| own.line == Line::Talking && own.fixes == 0)?;
                Command::AddFix { call, fix: self.fix(FixSource::MapPin) }
            }
            4 => Command::ChooseFix {
                call: self.caller(model, |own| own.line == Line::Talking)?,
                fix: Some(self.dice.below(2) as usize),
            },
            5 => Command::CloseCall {
                call: self.caller(model, |own| own.line == Line::Talking)?,
                disposition: self.dice.pick(&[Dropped, Information, Prank, Referral, Silent])?,
            },
            6 => Command::ReopenCall {
                call: self.caller(model, |own| own.line == Line::Over && own.about.is_none())?,
            },
            _ => {
                let result = self.dice.pick(&[CallBackResult::Reached, CallBackResult::NotReached])?;
                Command::CalledBack { call: self.caller(model, |own| own.due)?, result }
            }
        };
        Some((by, command))
    }

    fn sends(&mut self, model: &Model) -> Send {
        let mut units = Vec::new();
        for _ in 0..self.dice.below(4) {
            units.extend(
                self.unit(model, |id| model.units.get(id) == Some(&Serving::Yes) && model.on(id).is_none()),
            );
        }
        let proposed = if self.dice.chance(1, 5) { Vec::new() } else { units.clone() };
        let reason = if self.dice.chance(4, 5) { "lebih dekat".to_owned() } else { String::new() };
        Send { units, proposed, reason }
    }

    /// A dispatcher opens incidents, joins calls, sends more, and ends what is over.
    fn dispatches(&mut self, model: &Model) -> Option<Deed> {
        let by = self.desk();
        let told =
            |own: &crate::model::Caller| own.line == Line::Talking && own.kind.is_some() && own.fixes > 0;
        let command = match self.dice.weighted(&[10, 3, 2, 5, 6, 2, 1, 1, 1, 2, 9]) {
            0 => {
                let call = self.caller(model, told)?;
                Command::OpenIncident { incident: IncidentId(self.name()), call, send: self.sends(model) }
            }
            1 => Command::JoinCall {
                call: self.caller(model, |own| own.line == Line::Talking)?,
                incident: self.fire(model, |fire| fire.open)?,
            },
            2 => Command::UnjoinCall { call: self.caller(model, |own| own.about.is_some())? },
            3 => Command::Send { incident: self.fire(model, |fire| fire.open)?, send: self.sends(model) },
            4 => Command::CloseIncident {
                incident: self.fire(model, |fire| fire.open && fire.crews.is_empty())?,
                disposition: IncidentDisposition::Handled,
            },
            5 => Command::ReopenIncident { incident: self.fire(model, |fire| !fire.open)? },
            6 => Command::NoteIncident { incident: self.fire(model, |_| true)?, text: "asap tebal".into() },
            7 => Command::Reclassify {
                incident: self.fire(model, |fire| fire.open)?,
                kind: self.dice.pick(&["fire-house", "medical-birth"])?.into(),
            },
            8 => Command::MovePlace {
                incident: self.fire(model, |fire| fire.open)?,
                place: self.fix(FixSource::Address),
            },
            9 => Command::RaiseAlarm { incident: self.fire(model, |fire| fire.open)? },
            _ => self.reroutes(model)?,
        };
        Some((by, command))
    }

    /// A dispatcher finds that two incidents are one, or that busy units are needed elsewhere.
    fn reroutes(&mut self, model: &Model) -> Option<Command> {
        let incident = self.fire(model, |fire| fire.open)?;
        let busy = |crowd: &mut Self| crowd.unit(model, |id| model.on(id).is_some());
        Some(match self.dice.weighted(&[4, 3, 5, 6, 1, 3, 1]) {
            0 => Command::MergeIncident { incident, into: self.fire(model, |fire| fire.open)? },
            1 => Command::UnmergeIncident { incident: self.fire(model, |fire| fire.really.is_some())? },
            2 => Command::Divert { incident, unit: busy(self)?, why: "lebih mendesak".to_owned() },
            3 => Command::Queue { incident, unit: busy(self)? },
            4 => {
                let incident = self.fire(model, |fire| !fire.awaits.is_empty())?;
                let (unit, ..) = self.dice.pick(&model.fires[&incident.0].awaits)?;
                Command::Unqueue { incident, unit: unit.as_str().into() }
            }
            5 => {
                let priority = 1 + self.dice.below(6) as u8;
                Command::Prioritise { incident, priority, why: "menjalar".to_owned() }
            }
            _ => Command::LowerAlarm { incident },
        })
    }

    /// A crew presses its next button; a phone without signal keeps it, and sends late and in any order.
    fn crew_reports(&mut self, model: &Model) -> Option<Deed> {
        if !self.pockets.is_empty() && self.dice.chance(1, 3) {
            let index = self.dice.below(self.pockets.len() as u64) as usize;
            return Some(self.pockets.swap_remove(index));
        }
        let incident = self.fire(model, |fire| !fire.crews.is_empty())?;
        let crews = model.fires[&incident.0].crews.iter();
        let crews: Vec<(String, u8)> = crews.map(|(unit, crew)| (unit.clone(), crew.step)).collect();
        let (unit, now) = self.dice.pick(&crews)?;
        let status = match now + 1 + self.dice.weighted(&[8, 1, 1]) as u8 {
            1 => AssignmentStatus::Acknowledged,
            2 => AssignmentStatus::EnRoute,
            3 => AssignmentStatus::OnScene,
            4 if now >= 3 && self.dice.chance(1, 2) => {
                AssignmentStatus::Transporting { to: "RSUD".to_owned(), hospital: None, place: None }
            }
            5 if now >= 3 => AssignmentStatus::AtHospital,
            7 => AssignmentStatus::StoodDown { why: "sudah cukup".to_owned() },
            _ => AssignmentStatus::Cleared { outcome: "padam".to_owned() },
        };
        let by = if self.dice.chance(1, 5) {
            self.desk()
        } else {
            Actor::Responder { unit: unit.as_str().into() }
        };
        let deed = (by, Command::Report { incident, unit: unit.as_str().into(), status });
        if self.dice.chance(1, 6) {
            self.pockets.push(deed);
            return None;
        }
        Some(deed)
    }

    /// Duty, positions, roads, alarms.
    fn house(&mut self, model: &Model, now: At) -> Option<Deed> {
        let by = self.desk();
        let command = match self.dice.weighted(&[4, 8, 2, 2, 2, 4, 1]) {
            0 => {
                let broken = Duty::OutOfService { why: "ban bocor".to_owned(), until: None };
                let duty = self.dice.pick(&[Duty::OnDuty, Duty::OnDuty, Duty::OffDuty, broken])?;
                Command::SetDuty { unit: self.unit(model, |_| true)?, duty }
            }
            1 => {
                let unit = self.unit(model, |_| true)?;
                let at = At(now.0 + (self.dice.below(90) as i64 - 80) * 1000);
                let position = self.fix(FixSource::Network).position;
                let seen = UnitPosition { position, at, heading_deg: None, speed_mps: None };
                Command::NotePositions { positions: vec![SeenUnit { unit, seen }] }
            }
            2 => Command::CloseRoad {
                closure: ClosureId(self.name()),
                shape: ClosedShape::Road { at: self.fix(FixSource::MapPin).position },
                effect: Effect::Closed,
                why: "banjir".to_owned(),
            },
            3 => {
                let roads: Vec<Uuid> = model.roads.iter().copied().collect();
                Command::OpenRoad { closure: ClosureId(self.dice.pick(&roads)?) }
            }
            4 => {
                let call = self.caller(model, |own| own.line == Line::Ringing)?;
                Command::AcknowledgeAlarm { alarm: format!("ring/{call}") }
            }
            5 if self.dice.chance(1, 3) => Command::SendBack { unit: self.unit(model, |_| true)? },
            5 => {
                let position = self.fix(FixSource::MapPin).position;
                let to = StandbyPlace { position, label: "Pos Utara".to_owned() };
                Command::MoveUp { unit: self.unit(model, |_| true)?, to }
            }
            _ => Command::PairPage { unit: self.unit(model, |_| true)?, token_digest: "00".to_owned() },
        };
        Some((by, command))
    }

    /// The leads hand over.
    fn lead_signs(&mut self, model: &Model) -> Deed {
        let open = model.papers.iter().find(|(_, papers)| !papers.done);
        let command = match open {
            None => Command::BeginHandover { handover: HandoverId(self.name()), outgoing: "Sri".into() },
            Some((id, papers)) => match papers.signed.iter().position(|signed| !signed) {
                Some(item) => Command::SignItem { handover: HandoverId(*id), item, incoming: "Budi".into() },
                None => Command::CompleteHandover { handover: HandoverId(*id), incoming: "Budi".into() },
            },
        };
        (lead(), command)
    }

    /// What nobody should do: the wrong unit, the wrong call, the wrong hands, too early, too late.
    fn mischief(&mut self, model: &Model) -> Option<Deed> {
        let by = if self.dice.chance(1, 3) { lead() } else { self.desk() };
        let busy =
            self.unit(model, |id| model.on(id).is_some() || model.units.get(id) != Some(&Serving::Yes));
        let committed = || {
            busy.clone().map(|unit| Send {
                proposed: vec![unit.clone()],
                units: vec![unit],
                reason: String::new(),
            })
        };
        let command = match self.dice.below(12) {
            0 => Command::Send { incident: self.fire(model, |_| true)?, send: committed()? },
            1 => Command::OpenIncident {
                incident: IncidentId(self.name()),
                call: self.caller(model, |_| true)?,
                send: committed().unwrap_or_default(),
            },
            2 => Command::CloseIncident {
                incident: self.fire(model, |fire| !fire.crews.is_empty())?,
                disposition: IncidentDisposition::Cancelled,
            },
            3 => {
                let unit = self.unit(model, |id| model.on(id).is_some())?;
                let incident = IncidentId(model.on(&unit.0)?);
                let other = Actor::Responder { unit: self.unit(model, |id| *id != unit.0)? };
                let status = AssignmentStatus::Cleared { outcome: "selesai".to_owned() };
                return Some((other, Command::Report { incident, unit, status }));
            }
            4 => Command::Report {
                incident: self.fire(model, |_| true)?,
                unit: self.unit(model, |_| true)?,
                status: self.dice.pick(&[
                    AssignmentStatus::Notified,
                    AssignmentStatus::EnRoute,
                    AssignmentStatus::AtHospital,
                ])?,
            },
            5 => Command::CloseCall {
                call: self.caller(model, |_| true)?,
                disposition: self.dice.pick(&[CallDisposition::Prank, CallDisposition::Incident])?,
            },
            6 => Command::Answer { call: self.caller(model, |_| true)? },
            7 => Command::Hold { call: self.caller(model, |_| true)? },
            8 => Command::JoinCall {
                call: self.caller(model, |_| true)?,
                incident: self.fire(model, |_| true)?,
            },
            9 => Command::ReopenCall { call: self.caller(model, |_| true)? },
            10 => Command::SetDuty { unit: busy?, duty: Duty::OffDuty },
            _ => {
                let by = self.desk();
                return Some((
                    by,
                    Command::BeginHandover { handover: HandoverId(self.name()), outgoing: "A".into() },
                ));
            }
        };
        Some((by, command))
    }
}

/// What is left to do until the room is quiet: everything in it can be brought to an end.
pub(crate) fn the_rest(model: &Model) -> Option<Deed> {
    let quiet = |(id, caller): (&Uuid, &crate::model::Caller)| match caller.line {
        Line::Ringing => Some(Command::Answer { call: CallId(*id) }),
        Line::Talking | Line::Waiting => {
            Some(Command::CloseCall { call: CallId(*id), disposition: CallDisposition::Information })
        }
        Line::Over if caller.due => {
            Some(Command::CalledBack { call: CallId(*id), result: CallBackResult::Reached })
        }
        Line::Over => None,
    };
    let out = |(id, fire): (&Uuid, &crate::model::Fire)| {
        let incident = IncidentId(*id);
        match fire.crews.keys().next() {
            Some(unit) => Some(Command::Report {
                incident,
                unit: unit.as_str().into(),
                status: AssignmentStatus::Cleared { outcome: String::new() },
            }),
            None if fire.open => {
                Some(Command::CloseIncident { incident, disposition: IncidentDisposition::Handled })
            }
            None => None,
        }
    };
    let calls = model.callers.iter().find_map(quiet);
    let command = calls.or_else(|| model.fires.iter().find_map(out));
    command.map(|command| (lead(), command))
}
