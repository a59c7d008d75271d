//! Commands become events, or a refusal. Nothing changes here.

mod calls;
mod handover;
mod house;
mod incidents;
mod limits;
mod merging;
mod moveup;
mod premise;
mod rerouting;

use std::collections::BTreeMap;

use crate::assignment::Expected;
use crate::event::Event;
use crate::{Actor, At, Catalogue, Command, Refusal, State, UnitId};

/// What a decision may use beside the state: everything that the rules must not look up by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// When the command is decided.
    pub now: At,
    /// Who gives it.
    pub by: &'a Actor,
    /// The incident types and plans in force.
    pub catalogue: &'a Catalogue,
    /// Turnout and road time of the units about to be sent, as reckoned by the roads.
    pub expected: &'a BTreeMap<UnitId, Expected>,
}

impl State {
    /// What happens if this command is given now.
    ///
    /// # Errors
    /// A [`Refusal`] with a code and the facts, where the rules say no.
    pub fn decide(&self, command: &Command, given: Circumstances<'_>) -> Result<Vec<Event>, Refusal> {
        given.by.permit(command)?;
        limits::check(command)?;
        match command {
            Command::Ring { .. }
            | Command::Answer { .. }
            | Command::Hold { .. }
            | Command::HangUp { .. }
            | Command::Draft { .. }
            | Command::AddFix { .. }
            | Command::ChooseFix { .. }
            | Command::CloseCall { .. }
            | Command::ReopenCall { .. }
            | Command::CalledBack { .. }
            | Command::MarkAbusive { .. }
            | Command::LinkLocation { .. }
            | Command::JoinCall { .. }
            | Command::UnjoinCall { .. } => calls::decide(self, command, given),
            Command::OpenIncident { .. }
            | Command::Send { .. }
            | Command::Report { .. }
            | Command::NoteIncident { .. }
            | Command::Reclassify { .. }
            | Command::MovePlace { .. }
            | Command::RaiseAlarm { .. }
            | Command::LowerAlarm { .. }
            | Command::Prioritise { .. }
            | Command::CloseIncident { .. }
            | Command::ReopenIncident { .. } => incidents::decide(self, command, given),
            Command::MergeIncident { .. } | Command::UnmergeIncident { .. } => merging::decide(self, command),
            Command::Divert { .. } | Command::Queue { .. } | Command::Unqueue { .. } => {
                rerouting::decide(self, command, given)
            }
            Command::BeginHandover { .. }
            | Command::HandoverWords { .. }
            | Command::SignItem { .. }
            | Command::CompleteHandover { .. } => handover::decide(self, command),
            Command::NotePremise { .. } | Command::MarkHazard { .. } | Command::RemovePremiseNote { .. } => {
                premise::decide(self, command)
            }
            Command::MoveUp { .. } | Command::SendBack { .. } => moveup::decide(self, command, given),
            Command::RegisterUnit { .. }
            | Command::SetFirstDue { .. }
            | Command::SetDuty { .. }
            | Command::PairPage { .. }
            | Command::NotePositions { .. }
            | Command::CloseRoad { .. }
            | Command::ChangeClosure { .. }
            | Command::OpenRoad { .. }
            | Command::EnterNumber { .. }
            | Command::AcknowledgeAlarm { .. } => house::decide(self, command, given),
        }
    }
}
