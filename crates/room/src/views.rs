//! From the live state to what fronts show.

mod calls;

use dispatch::catalogue::Bilingual;
use dispatch::handover::{Handover, HandoverItem, HandoverSubject};
use dispatch::incident::Queued;
use dispatch::premise::PremiseNote;
use dispatch::unit::Duty;
use dispatch::{
    Assignment, AssignmentStatus, At, CallId, Catalogue, Incident, IncidentId, Personal, Position, StationId,
    TypeId, Unit, UnitId,
};

use crate::api::{
    AlarmRate, AssignmentView, AwaitedView, Change, ClosureView, DuplicateView, Freshness, HandoverItemView,
    HandoverView, Health, IncidentView, Language, Leg, NextNotice, Notice, PageView, Run, Snapshot, UnitView,
    UnitWay, ZoneView,
};
use crate::live::Live;
use crate::map::Map;
use crate::recent::Recent;
use crate::room::Inner;
use crate::watch::{Touched, Whole};
use crate::zones::Named;
use crate::{courses, reckon};

/// How many handovers a desk shows.
const HANDOVERS: usize = 10;

/// The live state as one front sees it.
pub(crate) struct Views<'a> {
    pub(crate) inner: &'a Inner,
    pub(crate) live: &'a Live,
    pub(crate) language: Language,
    pub(crate) now: At,
}

impl Views<'_> {
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }

    /// Everything a desk shows.
    pub(crate) fn snapshot(&self, you: dispatch::Actor) -> Snapshot {
        let state = &self.live.state;
        let recent = self.recent();
        Snapshot {
            seq: self.live.seq,
            now: self.now,
            you,
            region: self.inner.map.view().clone(),
            catalogue: self.catalogue().clone(),
            calls: state
                .calls
                .values()
                .filter(|own| recent.shows_call(own))
                .map(|own| self.call(own))
                .collect(),
            incidents: state
                .incidents
                .values()
                .filter(|own| recent.shows_incident(own))
                .map(|own| self.incident(own))
                .collect(),
            units: state.units.values().map(|unit| self.unit(unit)).collect(),
            closures: state.closures.keys().filter_map(|id| self.closure(*id)).collect(),
            stations: self.inner.map.stations().to_vec(),
            zones: self.inner.map.zones().map(|own| self.zone(own)).collect(),
            handovers: self.handovers().take(HANDOVERS).map(|own| self.handover(own)).collect(),
            alarms: self.live.alarms.clone(),
            health: self.health(),
        }
    }

    /// What is over and still shown.
    fn recent(&self) -> Recent {
        Recent { now: self.now, for_s: self.inner.settings.recent_s }
    }

    /// The latest first.
    fn handovers(&self) -> impl Iterator<Item = &Handover> {
        let mut handovers: Vec<&Handover> = self.live.state.handovers.values().collect();
        handovers.sort_by_key(|handover| std::cmp::Reverse(handover.begun_at));
        handovers.into_iter()
    }

    /// What was touched, as it is now.
    pub(crate) fn changes(&self, touched: &Touched) -> Vec<Change> {
        let state = &self.live.state;
        let mut changes = Vec::new();
        let recent = self.recent();
        let calls = touched.calls.iter().filter_map(|id| state.calls.get(id));
        changes.extend(calls.map(|own| {
            if recent.shows_call(own) {
                Change::Call(Box::new(self.call(own)))
            } else {
                Change::CallGone(own.id)
            }
        }));
        let incidents = touched.incidents.iter().filter_map(|id| state.incidents.get(id));
        changes.extend(incidents.map(|own| {
            if recent.shows_incident(own) {
                Change::Incident(Box::new(self.incident(own)))
            } else {
                Change::IncidentGone(own.id)
            }
        }));
        // A desk takes whoever moved for heard of just now: what a phone told late comes with its unit, which says how old it is.
        let (fresh, late): (Vec<&UnitId>, Vec<&UnitId>) =
            touched.moved.iter().filter(|id| !touched.units.contains(*id)).partition(|id| self.is_fresh(id));
        let units = touched.units.iter().chain(late).filter_map(|id| state.units.get(id));
        changes.extend(units.map(|unit| Change::Unit(Box::new(self.unit(unit)))));
        let moved = fresh.into_iter();
        let moved: Vec<_> = moved
            .filter_map(|unit| {
                let seen = *self.live.positions.get(unit)?;
                Some(dispatch::unit::SeenUnit { unit: unit.clone(), seen })
            })
            .collect();
        if !moved.is_empty() {
            changes.push(Change::Positions(moved));
        }
        changes.extend(
            touched
                .closures
                .iter()
                .map(|id| self.closure(*id).map_or(Change::ClosureGone(*id), Change::Closure)),
        );
        let zones = self.inner.map.zones().filter(|own| touched.zones.contains(&own.zone.id));
        changes.extend(zones.map(|own| Change::Zone(self.zone(own))));
        // While one is open it tells what comes up.
        let under_way = state.handovers.values().any(Handover::is_open) && touched.may_leave_something();
        if under_way || !touched.handovers.is_empty() {
            let is_touched = |own: &&Handover| {
                touched.handovers.contains(&own.id) || (own.is_open() && touched.may_leave_something())
            };
            let shown = self.handovers().take(HANDOVERS).filter(is_touched);
            changes.extend(shown.map(|own| Change::Handover(self.handover(own))));
        }
        if !touched.handovers.is_empty() {
            // One that has begun takes the place of the oldest.
            changes.extend(self.handovers().nth(HANDOVERS).map(|own| Change::HandoverGone(own.id)));
        }
        if touched.wholes.contains(&Whole::Alarms) {
            changes.push(Change::Alarms(self.live.alarms.clone()));
        }
        changes.extend(touched.wholes.iter().filter_map(|whole| {
            let Whole::Coverage(service) = whole else { return None };
            Some(Change::Coverage(Box::new(self.inner.lookout.view(*service)?.as_ref().clone())))
        }));
        if touched.wholes.contains(&Whole::Health) {
            changes.push(Change::Health(self.health()));
        }
        changes
    }

    fn is_fresh(&self, unit: &UnitId) -> bool {
        let unit = self.live.state.units.get(unit);
        unit.is_some_and(|unit| self.live.freshness(unit, &self.inner.settings, self.now) == Freshness::Fresh)
    }

    fn zone(&self, Named { zone, within }: &Named) -> ZoneView {
        let first_due = self.live.state.first_due(&zone.id).to_vec();
        ZoneView { id: zone.id.clone(), name: zone.name.clone(), within: within.clone(), first_due }
    }

    /// What a unit's own page shows.
    pub(crate) fn page(&self, id: &UnitId) -> Option<PageView> {
        let unit = self.live.state.units.get(id)?;
        Some(PageView {
            seq: self.live.seq,
            now: self.now,
            unit: self.unit(unit),
            region: self.inner.map.view().clone(),
            notice: self.notice(unit),
            next: self.queued(unit).into_iter().map(|incident| self.next(incident)).collect(),
        })
    }

    fn notice(&self, unit: &Unit) -> Option<Notice> {
        let incident = self.live.state.incidents.get(&unit.committed_to?)?;
        let assignment = incident.active_assignment(&unit.spec.id)?;
        let others = incident.active_assignments().filter(|other| other.unit != unit.spec.id);
        let (hazards, premises): (Vec<_>, Vec<_>) =
            self.live.state.premises_at(&incident.place).into_iter().partition(|note| note.hazard);
        let texts = |notes: Vec<&PremiseNote>| notes.into_iter().map(|note| note.text.clone()).collect();
        let duplicates = self.live.state.duplicates_of(incident);
        let all = || std::iter::once(incident).chain(duplicates.iter().copied());
        Some(Notice {
            incident: incident.id,
            number: incident.number,
            kind: self.kind_name(&incident.kind),
            priority: incident.priority,
            place: incident.place.clone(),
            said: all().flat_map(|own| self.said(own)).collect(),
            notes: all().flat_map(|own| &own.notes).map(|note| note.text.clone()).collect(),
            hazards: texts(hazards),
            premises: texts(premises),
            others: others.map(|other| other.unit.clone()).collect(),
            assignment: self.assignment(assignment),
            way: self.way(unit, incident),
            leg: self.leg(assignment),
        })
    }

    fn kind_name(&self, key: &TypeId) -> Bilingual {
        let unnamed = || Bilingual { id: key.0.clone(), en: key.0.clone() };
        self.catalogue().get(key).map_or_else(unnamed, |kind| kind.name.clone())
    }

    /// The incidents that await a unit; only one that is busy is awaited.
    fn queued(&self, unit: &Unit) -> Vec<&Incident> {
        if unit.committed_to.is_none() { Vec::new() } else { self.live.state.queued_at(&unit.spec.id) }
    }

    fn next(&self, incident: &Incident) -> NextNotice {
        NextNotice {
            incident: incident.id,
            number: incident.number,
            kind: self.kind_name(&incident.kind),
            priority: incident.priority,
            place: incident.place.clone(),
        }
    }

    fn incident(&self, incident: &Incident) -> IncidentView {
        let kind = self.catalogue().get(&incident.kind);
        let standard_s = kind.and_then(|kind| kind.standard_s);
        IncidentView {
            said: self.said(incident),
            assignments: incident.assignments.iter().map(|own| self.assignment(own)).collect(),
            due_at: standard_s.map(|seconds| incident.reported_at.plus_seconds(seconds)),
            can_raise: kind.is_some_and(|kind| usize::from(incident.alarm_level) < kind.plan.len()),
            premises: self.live.state.premises_at(&incident.place).into_iter().cloned().collect(),
            can_lower: incident.alarm_level > 1,
            merged_into: incident
                .merged_into
                .and_then(|into| Some(self.live.state.incidents.get(&into)?.number)),
            duplicates: self.duplicates(incident),
            awaited: incident.queue.iter().map(|queued| self.awaited(incident.id, queued)).collect(),
            incident: incident.clone(),
        }
    }

    fn duplicates(&self, incident: &Incident) -> Vec<DuplicateView> {
        let duplicates = self.live.state.duplicates_of(incident).into_iter();
        let view = |own: &Incident| DuplicateView {
            incident: own.id,
            number: own.number,
            place: own.place.clone(),
            calls: own.calls.clone(),
            said: self.said(own),
            notes: own.notes.clone(),
            assignments: own.assignments.iter().map(|one| self.assignment(one)).collect(),
            can_unmerge: own.merged_into == Some(incident.id),
        };
        duplicates.map(view).collect()
    }

    fn awaited(&self, incident: IncidentId, queued: &Queued) -> AwaitedView {
        let goes_to = self.live.state.queued_at(&queued.unit);
        let before = goes_to.iter().position(|own| own.id == incident).unwrap_or_default();
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        AwaitedView { unit: queued.unit.clone(), since: queued.since, before }
    }

    /// What a unit has done since midnight, where people live, the latest first.
    pub(crate) fn runs(&self, unit: &UnitId) -> Vec<Run> {
        let midnight = self.inner.map.midnight(self.now);
        let incidents = self.live.state.incidents.values();
        let own = incidents.flat_map(|incident| incident.assignments.iter().map(move |own| (incident, own)));
        let own = own.filter(|(_, own)| own.unit == *unit);
        let mut runs: Vec<Run> = own.filter_map(|(incident, own)| run(incident, own)).collect();
        runs.retain(|run| run.ended_at.is_none_or(|ended| ended >= midnight));
        runs.sort_by_key(|run| std::cmp::Reverse(run.notified_at));
        runs
    }

    /// What was written down in an incident's calls: notes, then answers with their questions.
    fn said(&self, incident: &Incident) -> Vec<Personal> {
        let calls = incident.calls.iter().filter_map(|id| self.live.state.calls.get(id));
        let questions = self.catalogue().get(&incident.kind).map_or(&[][..], |kind| &kind.questions);
        let mut said = Vec::new();
        for call in calls {
            said.extend(Some(call.draft.note.clone()).filter(|note| !note.is_empty() || note.is_erased()));
            for (key, answer) in &call.draft.answers {
                let asked = questions.iter().find(|question| question.key == *key);
                let asked = asked.map_or(key.as_str(), |question| match self.language {
                    Language::Id => question.ask.id.as_str(),
                    Language::En => question.ask.en.as_str(),
                });
                said.push(Personal::from(format!("{asked} {}", answer.text())));
            }
        }
        said
    }

    fn assignment(&self, assignment: &Assignment) -> AssignmentView {
        let carries = self.live.state.units.get(&assignment.unit).is_some_and(Unit::carries_patients);
        let status = assignment.status();
        let takes = matches!(status, AssignmentStatus::Transporting { .. });
        let unplaced = takes && courses::taken_to(self.inner, status).is_none();
        AssignmentView { next: status.next(carries), unplaced, assignment: assignment.clone() }
    }

    /// Where somebody is being taken, or has been.
    fn leg(&self, assignment: &Assignment) -> Option<Leg> {
        let arrived = *assignment.status() == AssignmentStatus::AtHospital;
        let left = assignment.steps.iter().rev().map(|step| &step.status);
        let mut left = left.take_while(|status| !status.is_on_the_way());
        left.find_map(|status| {
            let AssignmentStatus::Transporting { to, hospital, .. } = status else { return None };
            let position = courses::taken_to(self.inner, status);
            let to =
                hospital.as_ref().and_then(|id| self.hospital_name(id)).unwrap_or(to.as_str()).to_owned();
            let address = position.and_then(|at| self.address(at)).filter(|address| *address != to);
            Some(Leg { to, address, position, arrived })
        })
    }

    fn hospital_name(&self, id: &StationId) -> Option<&str> {
        let hospital = self.inner.map.hospitals().iter().find(|own| own.id == *id)?;
        Some(hospital.name.as_str()).filter(|name| !name.is_empty())
    }

    /// What the region calls a place; nothing while names can't be searched yet.
    fn address(&self, at: Position) -> Option<String> {
        let names = self.inner.map.names_by_now()?;
        Some(Map::describe(Some(names), at, self.now).fix.label).filter(|label| !label.is_empty())
    }

    fn unit(&self, unit: &Unit) -> UnitView {
        let incident = unit.committed_to.and_then(|id| self.live.state.incidents.get(&id));
        let assignment = incident.and_then(|incident| incident.active_assignment(&unit.spec.id));
        UnitView {
            availability: unit.availability(),
            position: self.live.position(unit),
            freshness: self.live.freshness(unit, &self.inner.settings, self.now),
            status: assignment.map(|own| own.status().clone()),
            eta: self.live.eta(unit, &self.inner.settings, self.now),
            standby: self.live.state.standbys.get(&unit.spec.id).map(|own| own.place.clone()),
            queued: self.queued(unit).into_iter().map(|incident| incident.id).collect(),
            since: assignment.and_then(Assignment::since).unwrap_or(unit.since),
            unit: unit.clone(),
        }
    }

    fn closure(&self, id: dispatch::ClosureId) -> Option<ClosureView> {
        let closure = self.live.state.closures.get(&id)?.clone();
        let lines = self.inner.map.closed_lines(id);
        Some(ClosureView { closure, lines })
    }

    fn handover(&self, handover: &Handover) -> HandoverView {
        let items = handover.items.iter().map(|item| self.handover_item(item, handover.begun_at));
        let come_up = self.live.state.come_up_since(handover).into_iter().map(|subject| {
            let unsigned = HandoverItem { subject, signed_at: None, signed_by: None };
            self.handover_item(&unsigned, handover.begun_at)
        });
        HandoverView { items: items.collect(), come_up: come_up.collect(), handover: handover.clone() }
    }

    fn handover_item(&self, item: &HandoverItem, begun_at: At) -> HandoverItemView {
        let state = &self.live.state;
        let (name, kind, detail, since) = match &item.subject {
            HandoverSubject::OpenIncident { incident } => self.incident_line(*incident, begun_at),
            HandoverSubject::WaitingCall { call } | HandoverSubject::CallBack { call } => {
                self.call_line(*call, begun_at)
            }
            HandoverSubject::UnitOutOfService { unit } => {
                let known = state.units.get(unit);
                let why = known.map_or("", |unit| match &unit.duty {
                    Duty::OutOfService { why, .. } => why,
                    Duty::OnDuty | Duty::OffDuty => "",
                });
                let since = known.map_or(begun_at, |unit| unit.duty_since);
                (unit.to_string(), None, why.to_owned(), since)
            }
            HandoverSubject::RoadClosed { closure } => {
                let known = state.closures.get(closure);
                let street = known.and_then(|closure| self.inner.map.street_of(closure)).unwrap_or_default();
                let why = known.map_or("", |closure| &closure.why);
                (street, None, why.to_owned(), known.map_or(begun_at, |closure| closure.since))
            }
        };
        HandoverItemView { item: item.clone(), name, kind, detail, since }
    }

    fn incident_line(&self, id: IncidentId, begun_at: At) -> (String, Option<TypeId>, String, At) {
        let Some(incident) = self.live.state.incidents.get(&id) else {
            return (String::new(), None, String::new(), begun_at);
        };
        let name = format!("K-{}", incident.number);
        (name, Some(incident.kind.clone()), incident.place.label.clone(), incident.opened_at)
    }

    fn call_line(&self, id: CallId, begun_at: At) -> (String, Option<TypeId>, String, At) {
        let Some(call) = self.live.state.calls.get(&id) else {
            return (String::new(), None, String::new(), begun_at);
        };
        let number = call.caller().map_or("", |number| number.text());
        let place = call.location().map_or(number, |fix| fix.label.as_str());
        (format!("P-{}", call.number), call.draft.kind.clone(), place.to_owned(), call.rang_at)
    }

    fn health(&self) -> Health {
        Health {
            journal: self.live.journal,
            places: self.inner.map.places_health(),
            watching: self.inner.watchers(),
            alarms: AlarmRate {
                last_hour: self.live.tally.last_hour(),
                desks: self.inner.desks(),
                per_desk: self.live.tally.last_hour().div_ceil(self.inner.desks().max(1)),
                budget: self.inner.settings.alarms.budget_per_hour,
            },
            stale_units: u32::try_from(self.live.stale.len()).unwrap_or(u32::MAX),
        }
    }

    /// The ways of the units on an incident, from where they are now.
    pub(crate) fn ways(&self, id: IncidentId) -> Vec<UnitWay> {
        let Some(incident) = self.live.state.incidents.get(&id) else { return Vec::new() };
        let goes = |own: &&Assignment| courses::goal(self.inner, incident, own).is_some();
        let rolling = incident.active_assignments().filter(goes);
        let units = rolling.filter_map(|own| self.live.state.units.get(&own.unit));
        units.filter_map(|unit| self.way(unit, incident)).collect()
    }

    /// A unit's way to its incident, or to the hospital until it is there; reckoned here where nobody has followed it yet.
    fn way(&self, unit: &Unit, incident: &Incident) -> Option<UnitWay> {
        let status = incident.active_assignment(&unit.spec.id).map(Assignment::status);
        if matches!(status, Some(AssignmentStatus::AtHospital)) {
            return None;
        }
        let leg = matches!(status, Some(AssignmentStatus::Transporting { .. }));
        let course = self.live.courses.get(&unit.spec.id).filter(|course| course.incident == incident.id);
        match course {
            Some(course) if course.on_the_leg == leg => course.way.clone(),
            _ if leg => None,
            _ => reckon::way(self.inner, self.live, unit, incident.place.position),
        }
    }
}

fn run(incident: &Incident, assignment: &Assignment) -> Option<Run> {
    let arrived = assignment.steps.iter().find(|step| step.status == AssignmentStatus::OnScene);
    let ended = assignment.steps.last().filter(|step| !step.status.is_active());
    Some(Run {
        incident: incident.id,
        number: incident.number,
        kind: incident.kind.clone(),
        notified_at: assignment.steps.first()?.at,
        on_scene_at: arrived.map(|step| step.at),
        ended_at: ended.map(|step| step.at),
        stood_down: matches!(assignment.status(), AssignmentStatus::StoodDown { .. }),
    })
}
