//! Every text and list is bounded, so that no single command can fill the log.

use crate::assignment::AssignmentStatus;
use crate::call::DraftChange;
use crate::closure::ClosedShape;
use crate::unit::Duty;
use crate::{Command, Refusal, RefusalCode};

/// The longest free text, bytes.
const TEXT: usize = 8_000;
/// The longest label, name or reason, bytes.
const LABEL: usize = 400;
/// The most items of one list.
const ITEMS: usize = 2_000;

pub(super) fn check(command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Ring { number, fixes, .. } => {
            fits(number.as_ref().map_or("", |number| number.text()), LABEL)?;
            fixes.iter().try_for_each(|fix| fits(&fix.label, LABEL))?;
            few(fixes.len())
        }
        Command::Draft { change, .. } => match change {
            DraftChange::Kind { .. } | DraftChange::Channel { .. } => Ok(()),
            DraftChange::Place { text } | DraftChange::Caller { text } | DraftChange::Number { text } => {
                fits(text.text(), LABEL)
            }
            DraftChange::Note { text } => fits(text.text(), TEXT),
            DraftChange::Answer { question, text } => {
                fits(question, LABEL).and_then(|()| fits(text.text(), TEXT))
            }
        },
        Command::AddFix { fix, .. } | Command::MovePlace { place: fix, .. } => fits(&fix.label, LABEL),
        Command::OpenIncident { send, .. } | Command::Send { send, .. } => {
            few(send.units.len())?;
            few(send.proposed.len())?;
            send.units.iter().chain(&send.proposed).try_for_each(|unit| fits(&unit.0, LABEL))?;
            fits(&send.reason, LABEL)
        }
        Command::Report { status, .. } => match status {
            AssignmentStatus::Transporting { to, hospital, .. } => {
                fits(hospital.as_ref().map_or("", |id| &id.0), LABEL).and_then(|()| fits(to, TEXT))
            }
            AssignmentStatus::Cleared { outcome: words } | AssignmentStatus::StoodDown { why: words } => {
                fits(words, TEXT)
            }
            _ => Ok(()),
        },
        Command::NoteIncident { text, .. } | Command::HandoverWords { words: text, .. } => {
            fits(text.text(), TEXT)
        }
        Command::NotePositions { positions } => few(positions.len()),
        Command::RegisterUnit { spec } => {
            few(spec.capabilities.len())?;
            spec.capabilities.iter().try_for_each(|capability| fits(capability, LABEL))?;
            fits(spec.station.as_ref().map_or("", |station| &station.0), LABEL)?;
            [&spec.id.0, &spec.agency, &spec.station_name].into_iter().try_for_each(|text| fits(text, LABEL))
        }
        Command::SetFirstDue { zone, units } => {
            few(units.len())?;
            units.iter().try_for_each(|unit| fits(&unit.0, LABEL))?;
            fits(zone, LABEL)
        }
        Command::SetDuty { duty: Duty::OutOfService { why, .. }, .. } | Command::Prioritise { why, .. } => {
            fits(why, LABEL)
        }
        Command::CloseRoad { shape, why, .. } | Command::ChangeClosure { shape, why, .. } => {
            if let ClosedShape::Outline { corners } = shape {
                few(corners.len())?;
            }
            fits(why, LABEL)
        }
        Command::Divert { unit, why, .. } => fits(&unit.0, LABEL).and_then(|()| fits(why, LABEL)),
        Command::MoveUp { to, .. } => fits(&to.label, LABEL),
        Command::PairPage { token_digest, .. } | Command::LinkLocation { token_digest, .. } => {
            fits(token_digest, LABEL)
        }
        Command::NotePremise { place, text, .. } => {
            fits(&place.label, LABEL).and_then(|()| fits(text.text(), TEXT))
        }
        Command::EnterNumber { entry } => {
            let texts = [&entry.number, &entry.name, &entry.address];
            texts.into_iter().try_for_each(|text| fits(text.text(), LABEL))?;
            fits(entry.note.text(), TEXT)
        }
        Command::AcknowledgeAlarm { alarm } => fits(alarm, LABEL),
        Command::BeginHandover { outgoing: name, .. }
        | Command::SignItem { incoming: name, .. }
        | Command::CompleteHandover { incoming: name, .. } => fits(name.text(), LABEL),
        // What these name must be known, so it is bounded already.
        Command::Answer { .. }
        | Command::Hold { .. }
        | Command::HangUp { .. }
        | Command::ChooseFix { .. }
        | Command::CloseCall { .. }
        | Command::ReopenCall { .. }
        | Command::CalledBack { .. }
        | Command::MarkAbusive { .. }
        | Command::MarkHazard { .. }
        | Command::RemovePremiseNote { .. }
        | Command::JoinCall { .. }
        | Command::UnjoinCall { .. }
        | Command::Reclassify { .. }
        | Command::RaiseAlarm { .. }
        | Command::LowerAlarm { .. }
        | Command::MergeIncident { .. }
        | Command::UnmergeIncident { .. }
        | Command::Queue { .. }
        | Command::Unqueue { .. }
        | Command::CloseIncident { .. }
        | Command::ReopenIncident { .. }
        | Command::SetDuty { .. }
        | Command::SendBack { .. }
        | Command::OpenRoad { .. } => Ok(()),
    }
}

fn fits(text: &str, most: usize) -> Result<(), Refusal> {
    if text.len() <= most { Ok(()) } else { Err(Refusal::new(RefusalCode::TooLong).with("most", &most)) }
}

fn few(items: usize) -> Result<(), Refusal> {
    if items <= ITEMS { Ok(()) } else { Err(Refusal::new(RefusalCode::TooLong).with("most", &ITEMS)) }
}
