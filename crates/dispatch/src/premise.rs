//! Notes bound to places: what whoever goes there has to know, and who calls next is not asked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::event::Event;
use crate::{Actor, At, Fix, Personal, PremiseId, State};

/// How much of a fix's own uncertainty counts: a circle of kilometres must not bring every note within it.
const SLACK_M: u32 = 100;

/// A hazard or history bound to a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PremiseNote {
    /// Its id.
    pub id: PremiseId,
    /// The place; its radius is how far around the note counts.
    pub place: Fix,
    /// What to know.
    pub text: Personal,
    /// Whether it endangers whoever goes there: a dog, oxygen bottles, violence before.
    #[serde(default)]
    pub hazard: bool,
    /// Since when.
    pub at: At,
    /// Who wrote it.
    pub by: Actor,
}

impl State {
    /// The notes that count at a place: hazards before all else, and of either kind the nearest first.
    pub fn premises_at(&self, place: &Fix) -> Vec<&PremiseNote> {
        let apart_m = |note: &PremiseNote| note.place.position.metres_to(place.position);
        let slack_m = place.radius_m.min(SLACK_M);
        let counts =
            |note: &&PremiseNote| apart_m(note) <= f64::from(note.place.radius_m.saturating_add(slack_m));
        let mut notes: Vec<&PremiseNote> = self.premises.values().filter(counts).collect();
        notes.sort_by(|a, b| b.hazard.cmp(&a.hazard).then(apart_m(a).total_cmp(&apart_m(b))));
        notes
    }

    pub(crate) fn apply_to_premises(&mut self, event: &Event, at: At, by: &Actor) {
        match event {
            Event::PremiseNoted { note, place, text, hazard } => {
                let (place, text, by) = (place.clone(), text.clone(), by.clone());
                let noted = PremiseNote { id: *note, place, text, hazard: *hazard, at, by };
                self.premises.insert(*note, noted);
            }
            Event::HazardMarked { note, hazard } => {
                if let Some(note) = self.premises.get_mut(note) {
                    note.hazard = *hazard;
                }
            }
            Event::PremiseNoteRemoved { note } => {
                self.premises.remove(note);
            }
            _ => {}
        }
    }
}
