//! What is a cause, and since when.

use super::{AlarmCause, AlarmLimits, AlarmSubject, Outlook};
use crate::assignment::AssignmentStatus;
use crate::unit::{Duty, Service};
use crate::{Assignment, At, Call, CallStage, Catalogue, Incident, IncidentId, State, UnitId};

impl State {
    /// Whether an alarm's cause is there, however young. When units will arrive, where they stand and which zones are
    /// covered is not known here: of whoever is on the way, and of services on duty, it may be so.
    pub(crate) fn has_cause(&self, key: &str, catalogue: &Catalogue, now: At) -> bool {
        let limits = &AlarmLimits::AT_ONCE;
        let outlook =
            Outlook { limits, catalogue, arrives: &|_| None, sighted: &|_| None, uncovered: &[], now };
        self.causes(&outlook).iter().any(|cause| cause.key == key)
            || self.may_be(key)
            || ALL_SERVICES.into_iter().any(|own| is_of_service(key, own) && self.serves(own))
    }

    fn may_be(&self, key: &str) -> bool {
        let open = self.incidents.values().filter(|incident| incident.is_open());
        let mut under_way = open.flat_map(|incident| {
            let units = incident.active_assignments().filter(|own| is_under_way(own.status()));
            units.map(|own| (incident.id, &own.unit))
        });
        under_way.any(|(incident, unit)| {
            ["will-be-late", "not-moving", "stale"].iter().any(|what| unit_key(what, incident, unit) == key)
        })
    }

    /// Whether any unit of a service is on duty.
    fn serves(&self, service: Service) -> bool {
        self.units.values().any(|unit| unit.spec.service == service && unit.duty == Duty::OnDuty)
    }

    pub(super) fn causes(&self, outlook: &Outlook<'_>) -> Vec<AlarmCause> {
        let mut causes: Vec<AlarmCause> =
            self.calls.values().filter_map(|call| of_call(call, outlook)).collect();
        for incident in self.incidents.values().filter(|incident| incident.is_open()) {
            causes.extend(without_units(incident, outlook));
            let units = incident.active_assignments();
            causes.extend(units.filter_map(|own| of_assignment(incident, own, outlook)));
        }
        let lost = outlook.uncovered.iter().filter(|zone| self.serves(zone.service));
        let lost = lost.filter(|zone| outlook.now.seconds_since(zone.since) >= outlook.limits.uncovered_s);
        causes.extend(lost.map(|zone| AlarmCause {
            key: format!("{}{}", service_key(zone.service), zone.zone),
            subject: AlarmSubject::ZoneUncovered {
                service: zone.service,
                zone: zone.zone.clone(),
                name: zone.name.clone(),
            },
            since: zone.since,
        }));
        causes
    }
}

fn of_call(call: &Call, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let (limits, id) = (outlook.limits, call.id);
    let (what, subject, since, limit_s) = match call.stage {
        CallStage::Ringing => {
            ("ring", AlarmSubject::UnansweredRing { call: id }, call.rang_at, limits.ring_s)
        }
        CallStage::Active { since } if call.draft.kind.is_none() => {
            let subject = AlarmSubject::UnclassifiedCall { call: id };
            ("unclassified", subject, since, limits.unclassified_s)
        }
        CallStage::Active { since } if call.incident.is_none() => {
            ("undecided", AlarmSubject::UndecidedCall { call: id }, since, limits.undecided_s)
        }
        CallStage::Held { since } => ("hold", AlarmSubject::CallerOnHold { call: id }, since, limits.hold_s),
        CallStage::Closed { .. } if call.call_back_due => {
            let since = call.call_back_since()?;
            ("call-back", AlarmSubject::CallBackDue { call: id }, since, limits.call_back_s)
        }
        _ => return None,
    };
    let due = outlook.now.seconds_since(since) >= limit_s;
    due.then(|| AlarmCause { key: format!("{what}/{id}"), subject, since })
}

/// Nobody goes where somebody is needed. What needs no units, such as a complaint, waits for none.
fn without_units(incident: &Incident, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let kind = outlook.catalogue.get(&incident.kind);
    let needs_units = kind.is_none_or(|kind| !kind.needs(incident.alarm_level).is_empty());
    let called_off = incident.assignments.iter().filter_map(Assignment::since).max();
    let since = called_off.unwrap_or(incident.opened_at);
    let unattended = incident.assignments.iter().all(Assignment::came_to_nothing);
    let due = outlook.now.seconds_since(since) >= outlook.limits.without_units_s;
    let (id, cause) = (incident.id, needs_units && unattended && due);
    let subject = AlarmSubject::IncidentWithoutUnits { incident: id };
    cause.then(|| AlarmCause { key: format!("no-units/{id}"), subject, since })
}

/// At most one cause for a unit: what is known for certain comes before what is reckoned.
fn of_assignment(incident: &Incident, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let Outlook { limits, now, .. } = *outlook;
    let (id, unit) = (incident.id, &assignment.unit);
    let sent = assignment.steps.first()?.at;
    let has_lasted = |since: At, limit_s: u32| since <= now && now.seconds_since(since) >= limit_s;
    match assignment.status() {
        AssignmentStatus::Notified => has_lasted(sent, limits.notice_s).then(|| AlarmCause {
            key: unit_key("notice", id, unit),
            subject: AlarmSubject::NoticeNotAcknowledged { incident: id, unit: unit.clone() },
            since: sent,
        }),
        AssignmentStatus::Acknowledged | AssignmentStatus::EnRoute => late(id, assignment, outlook)
            .or_else(|| lost(id, assignment, outlook))
            .or_else(|| not_moving(id, assignment, outlook))
            .or_else(|| will_be_late(id, assignment, outlook)),
        AssignmentStatus::OnScene => {
            let since = assignment.since()?;
            has_lasted(since, limits.on_scene_s).then(|| AlarmCause {
                key: unit_key("on-scene", id, unit),
                subject: AlarmSubject::OnSceneTooLong { incident: id, unit: unit.clone() },
                since,
            })
        }
        AssignmentStatus::Transporting { .. } => lost(id, assignment, outlook),
        _ => None,
    }
}

/// When it was due, by what was reckoned when it was sent.
fn due(assignment: &Assignment) -> Option<At> {
    Some(assignment.steps.first()?.at.plus_seconds(assignment.expected?.total_s()))
}

fn is_late(at: At, due: At, outlook: &Outlook<'_>) -> bool {
    at >= due && at.seconds_since(due) >= outlook.limits.late_s
}

fn late(incident: IncidentId, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let since = due(assignment)?;
    let unit = assignment.unit.clone();
    is_late(outlook.now, since, outlook).then(|| AlarmCause {
        key: unit_key("late", incident, &unit),
        subject: AlarmSubject::LateOnScene { incident, unit },
        since,
    })
}

fn will_be_late(incident: IncidentId, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let (due, arrives) = (due(assignment)?, (outlook.arrives)(&assignment.unit)?);
    let (unit, since) = (assignment.unit.clone(), assignment.steps.first()?.at);
    is_late(arrives, due, outlook).then(|| AlarmCause {
        key: unit_key("will-be-late", incident, &unit),
        subject: AlarmSubject::WillBeLate { incident, unit },
        since,
    })
}

/// Its position is old. That of a unit that never says where it is tells nothing.
fn lost(incident: IncidentId, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let (sent, heard) = (assignment.steps.first()?.at, (outlook.sighted)(&assignment.unit)?.at);
    let since = heard.max(sent);
    let unit = assignment.unit.clone();
    (outlook.now.seconds_since(since) >= outlook.limits.stale_s).then(|| AlarmCause {
        key: unit_key("stale", incident, &unit),
        subject: AlarmSubject::PositionStale { incident, unit },
        since,
    })
}

/// It stands, though its crew has had the time to get to wheels.
fn not_moving(incident: IncidentId, assignment: &Assignment, outlook: &Outlook<'_>) -> Option<AlarmCause> {
    let still_since = (outlook.sighted)(&assignment.unit)?.still_since;
    let rolls = match assignment.status() {
        AssignmentStatus::EnRoute => assignment.since()?,
        _ => assignment.since()?.plus_seconds(assignment.expected.map_or(0, |own| own.turnout_s)),
    };
    let (unit, since) = (assignment.unit.clone(), still_since.max(rolls));
    let stands = since <= outlook.now && outlook.now.seconds_since(since) >= outlook.limits.not_moving_s;
    stands.then(|| AlarmCause {
        key: unit_key("not-moving", incident, &unit),
        subject: AlarmSubject::NotMoving { incident, unit },
        since,
    })
}

fn is_under_way(status: &AssignmentStatus) -> bool {
    status.is_on_the_way() || matches!(status, AssignmentStatus::Transporting { .. })
}

fn unit_key(what: &str, incident: IncidentId, unit: &UnitId) -> String {
    format!("{what}/{incident}/{unit}")
}

const ALL_SERVICES: [Service; 4] = [Service::Fire, Service::Medical, Service::Police, Service::Rescue];

fn service_key(service: Service) -> String {
    let name = match service {
        Service::Fire => "fire",
        Service::Medical => "medical",
        Service::Police => "police",
        Service::Rescue => "rescue",
    };
    format!("uncovered/{name}/")
}

fn is_of_service(key: &str, service: Service) -> bool {
    key.starts_with(&service_key(service))
}
