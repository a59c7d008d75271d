//! What a busy unit is on, and when it may be free.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::AssignmentStatus;
use crate::catalogue::Family;
use crate::{Assignment, At, Catalogue, Incident, IncidentId, State, TypeId, Unit, UnitId};

/// So many past assignments of a family tell how long its work takes; fewer tell nothing.
const ENOUGH_PAST: usize = 5;

/// What a unit is on, for whoever wants it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Engaged {
    /// The incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: u32,
    /// Its type.
    pub kind: TypeId,
    /// Its priority.
    pub priority: u8,
    /// Where the unit stands in it.
    pub status: AssignmentStatus,
    /// How many other units are on it: what would be left to it.
    pub others: u8,
    /// Whether the unit may be diverted from it.
    pub divertible: bool,
    /// When the unit may be free, by what such work usually takes; none where that time is over already.
    pub free_at: Option<At>,
}

/// How long the work of a family is taken to last from arrival to clear, seconds, until the room has seen enough of it.
/// A planning figure, shown as "about".
fn assumed_s(family: Family) -> u32 {
    60 * match family {
        Family::Fire | Family::Rescue => 60,
        Family::Medical => 45,
        Family::Disaster => 120,
        Family::Traffic | Family::Crime | Family::Utility => 40,
        Family::Complaint => 30,
    }
}

impl State {
    /// What a unit is on, as seen from an incident of this priority that wants it. `arrives` is when it is reckoned to
    /// arrive where it goes, if it is on its way.
    pub fn engaged(
        &self,
        unit: &Unit,
        priority: u8,
        catalogue: &Catalogue,
        arrives: Option<At>,
        now: At,
    ) -> Option<Engaged> {
        let incident = self.incidents.get(&unit.committed_to?)?;
        let assignment = incident.active_assignment(&unit.spec.id)?;
        let others = incident.active_assignments().count().saturating_sub(1);
        Some(Engaged {
            incident: incident.id,
            number: incident.number,
            kind: incident.kind.clone(),
            priority: incident.priority,
            status: assignment.status().clone(),
            others: u8::try_from(others).unwrap_or(u8::MAX),
            divertible: Self::may_lose(incident, &unit.spec.id, priority).is_ok(),
            free_at: self.free_at(incident, assignment, catalogue, arrives).filter(|at| *at > now),
        })
    }

    fn free_at(
        &self,
        incident: &Incident,
        assignment: &Assignment,
        catalogue: &Catalogue,
        arrives: Option<At>,
    ) -> Option<At> {
        let family = catalogue.get(&incident.kind)?.family;
        let begins = arrived_at(assignment).or(arrives)?;
        Some(begins.plus_seconds(self.usual_work_s(family, catalogue)))
    }

    /// How long work of this family usually takes a unit from arrival to clear, seconds: the median of what the room has
    /// seen, or what is assumed where it has seen too little.
    pub fn usual_work_s(&self, family: Family, catalogue: &Catalogue) -> u32 {
        let same = |own: &&Incident| catalogue.get(&own.kind).is_some_and(|kind| kind.family == family);
        let past = self.incidents.values().filter(same).flat_map(|own| &own.assignments);
        let mut took: Vec<u32> = past.filter_map(worked_s).collect();
        if took.len() < ENOUGH_PAST {
            return assumed_s(family);
        }
        let middle = took.len() / 2;
        *took.select_nth_unstable(middle).1
    }

    /// The units that are to come first to a zone, in that order.
    pub fn first_due(&self, zone: &str) -> &[UnitId] {
        self.first_due.get(zone).map_or(&[], Vec::as_slice)
    }
}

fn arrived_at(assignment: &Assignment) -> Option<At> {
    assignment.steps.iter().find(|step| step.status == AssignmentStatus::OnScene).map(|step| step.at)
}

/// From arrival to clear, where both were reported.
fn worked_s(assignment: &Assignment) -> Option<u32> {
    let cleared =
        assignment.steps.last().filter(|own| matches!(own.status, AssignmentStatus::Cleared { .. }))?;
    Some(cleared.at.seconds_since(arrived_at(assignment)?))
}
