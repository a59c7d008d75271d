//! Two incidents that are one. The duplicate keeps its calls, remarks and past assignments as its record and points to the
//! incident that stays; units still on it go over with every step they have passed, and come back when it is undone. So does
//! its say in how urgent, how grave and how old both are.

use crate::assignment::{Assignment, CameBy};
use crate::event::Brings;
use crate::incident::{Claim, IncidentDisposition, IncidentStage, Queued};
use crate::unit::Unit;
use crate::{At, Incident, IncidentId, State};

impl Incident {
    /// Sets the priority of the whole, whatever its duplicates say.
    pub(crate) fn set_priority(&mut self, priority: u8) {
        self.priority = priority;
        for claim in &mut self.claims {
            claim.priority = (claim.of == self.id).then_some(priority);
        }
    }

    /// Sets the alarm level of the whole, whatever its duplicates say.
    pub(crate) fn set_alarm_level(&mut self, level: u8) {
        self.alarm_level = level;
        for claim in &mut self.claims {
            claim.alarm_level = (claim.of == self.id).then_some(level);
        }
    }

    fn hear(&mut self, duplicate: IncidentId, brings: Brings) {
        if self.claims.is_empty() {
            self.claims.push(Claim {
                of: self.id,
                priority: Some(self.priority),
                alarm_level: Some(self.alarm_level),
                reported_at: self.reported_at,
            });
        }
        let Brings { priority, alarm_level, reported_at } = brings;
        self.claims.push(Claim { of: duplicate, priority: Some(priority), alarm_level, reported_at });
        self.weigh();
    }

    fn unhear(&mut self, duplicate: IncidentId) {
        self.claims.retain(|claim| claim.of != duplicate);
        self.weigh();
        if self.claims.len() == 1 {
            self.claims.clear();
        }
    }

    /// The most urgent priority counts, the highest alarm, and the first report.
    fn weigh(&mut self) {
        let priority = self.claims.iter().filter_map(|claim| claim.priority).min();
        let alarm_level = self.claims.iter().filter_map(|claim| claim.alarm_level).max();
        let reported_at = self.claims.iter().map(|claim| claim.reported_at).min();
        self.priority = priority.unwrap_or(self.priority);
        self.alarm_level = alarm_level.unwrap_or(self.alarm_level);
        self.reported_at = reported_at.unwrap_or(self.reported_at);
    }
}

impl State {
    /// The incident that this one was merged into, over as many merges as there were; itself where there was none.
    pub fn surviving(&self, id: IncidentId) -> IncidentId {
        let mut now = id;
        // No merge leads in a circle; should one ever, it ends.
        for _ in 0..self.incidents.len() {
            match self.incidents.get(&now).and_then(|incident| incident.merged_into) {
                Some(into) => now = into,
                None => return now,
            }
        }
        now
    }

    /// The duplicates merged into an incident, and those merged into them, in the order of their numbers.
    pub fn duplicates_of(&self, incident: &Incident) -> Vec<&Incident> {
        let mut found: Vec<&Incident> = Vec::new();
        let mut open = incident.absorbed.clone();
        while let Some(id) = open.pop() {
            let Some(duplicate) =
                self.incidents.get(&id).filter(|own| found.iter().all(|had| had.id != own.id))
            else {
                continue;
            };
            open.extend(&duplicate.absorbed);
            found.push(duplicate);
        }
        found.sort_by_key(|duplicate| duplicate.number);
        found
    }

    pub(crate) fn merge(&mut self, id: IncidentId, into: IncidentId, brings: Option<Brings>, at: At) {
        let Some(duplicate) = self.incidents.get_mut(&id) else { return };
        duplicate.stage = IncidentStage::Closed { since: at, disposition: IncidentDisposition::Duplicate };
        duplicate.merged_into = Some(into);
        let mut going = Vec::new();
        for (index, mut assignment) in std::mem::take(&mut duplicate.assignments).into_iter().enumerate() {
            if assignment.is_active() {
                assignment.came_by.push(CameBy { incident: id, index });
                going.push(assignment);
            } else {
                duplicate.assignments.push(assignment);
            }
        }
        let mut waiting = std::mem::take(&mut duplicate.queue);
        for queued in &mut waiting {
            queued.came_by.push(id);
        }
        self.rebind(&going, id, into);
        if let Some(stays) = self.incidents.get_mut(&into) {
            stays.absorbed.push(id);
            stays.assignments.extend(going);
            stays.queue.extend(waiting);
            if let Some(brings) = brings {
                stays.hear(id, brings);
            }
        }
    }

    pub(crate) fn unmerge(&mut self, id: IncidentId, from: IncidentId) {
        let Some(stays) = self.incidents.get_mut(&from).filter(|own| own.absorbed.contains(&id)) else {
            return;
        };
        stays.absorbed.retain(|own| *own != id);
        stays.unhear(id);
        let came_by = |own: &mut Assignment| own.came_by.last().is_some_and(|came| came.incident == id);
        let returning: Vec<Assignment> = stays.assignments.extract_if(.., came_by).collect();
        let waited = |own: &mut Queued| own.came_by.last() == Some(&id);
        let waiting: Vec<Queued> = stays.queue.extract_if(.., waited).collect();
        self.rebind(&returning, from, id);
        let Some(duplicate) = self.incidents.get_mut(&id) else { return };
        duplicate.stage = IncidentStage::Open;
        duplicate.merged_into = None;
        for mut assignment in returning {
            let index = assignment.came_by.pop().map_or(usize::MAX, |came| came.index);
            duplicate.assignments.insert(index.min(duplicate.assignments.len()), assignment);
        }
        duplicate.queue.extend(waiting.into_iter().map(|mut queued| {
            queued.came_by.pop();
            queued
        }));
    }

    /// The units that are on these assignments now belong to another incident.
    fn rebind(&mut self, assignments: &[Assignment], from: IncidentId, to: IncidentId) {
        for assignment in assignments.iter().filter(|own| own.is_active()) {
            let bound = |unit: &&mut Unit| unit.committed_to == Some(from);
            if let Some(unit) = self.units.get_mut(&assignment.unit).filter(bound) {
                unit.committed_to = Some(to);
            }
        }
    }
}
