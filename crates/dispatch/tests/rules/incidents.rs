//! Incidents from the first call to the end, and who is sent.

use dispatch::call::{CallDisposition, CallStage, DraftChange};
use dispatch::command::Send;
use dispatch::incident::{IncidentDisposition, IncidentStage};
use dispatch::unit::Duty;
use dispatch::{Command, Event, RefusalCode, UnitId};

use crate::world::{World, call, cleared, incident, pin, report, ring, send, some};

fn open(n: u128, units: &[&str]) -> Command {
    Command::OpenIncident { incident: incident(n), call: call(n), send: send(units) }
}

fn close(n: u128) -> Command {
    Command::CloseIncident { incident: incident(n), disposition: IncidentDisposition::Handled }
}

#[test]
fn an_incident_is_born_from_a_call_and_its_units_go_in_the_same_breath() {
    let mut world = World::new();
    world.told(1, "fire-house", pin(150.0)).wait(40).does(open(1, &["DMK-1", "AMB-1"]));
    let born = &world.state.incidents[&incident(1)];
    assert_eq!((born.number, born.priority, born.alarm_level), (1, 1, 1));
    assert_eq!(born.reported_at, world.state.calls[&call(1)].rang_at, "response times count from the ring");
    assert_eq!(born.opened_at, world.now);
    assert_eq!(born.place, pin(150.0));
    assert_eq!(born.active_assignments().count(), 2);
    let reporting = &world.state.calls[&call(1)];
    assert_eq!(reporting.incident, Some(incident(1)));
    assert!(matches!(reporting.stage, CallStage::Closed { disposition: CallDisposition::Incident, .. }));
}

#[test]
fn what_an_incident_lacks_is_named() {
    let mut world = World::new();
    world.answered(1);
    assert_eq!(world.refuses(&open(1, &[])), Some(RefusalCode::UnknownType), "no type yet");
    let kind = DraftChange::Kind { kind: Some("fire-house".into()) };
    world.does(Command::Draft { call: call(1), change: kind });
    assert_eq!(world.refuses(&open(1, &[])), Some(RefusalCode::NoPlace), "no place yet");
    world.does(Command::AddFix { call: call(1), fix: pin(0.0) });
    assert_eq!(world.refuses(&open(1, &[])), None, "units may follow later");
    world.does(ring(2, None));
    let ringing = Command::OpenIncident { incident: incident(2), call: call(2), send: send(&[]) };
    assert_eq!(world.refuses(&ringing), Some(RefusalCode::CallStage), "nobody has listened yet");
}

#[test]
fn sending_something_else_than_was_proposed_wants_a_reason() {
    let rows: [(&[&str], &[&str], &str, bool); 7] = [
        (&["DMK-1", "DMK-2"], &["DMK-1", "DMK-2"], "", true),
        (&["DMK-2", "DMK-1"], &["DMK-1", "DMK-2"], "", true), // the order is nobody's business
        (&["DMK-1"], &["DMK-1", "DMK-2"], "", false),
        (&["DMK-1", "DMK-2"], &["DMK-1"], "  ", false),
        (&["DMK-1"], &["DMK-2"], "DMK-2 di bengkel", true),
        (&["DMK-1"], &["DMK-2"], "", false),
        (&[], &["DMK-1"], "", false),
    ];
    for (units, proposed, reason, fine) in rows {
        let mut world = World::new();
        world.told(1, "fire-house", pin(0.0));
        let send = Send { proposed: send(proposed).units, reason: reason.to_owned(), ..send(units) };
        let opened = world.give(
            &crate::world::desk(),
            &Command::OpenIncident { incident: incident(1), call: call(1), send },
        );
        let expected = if fine { None } else { Some(RefusalCode::ReasonNeeded) };
        assert_eq!(opened.err(), expected, "{units:?} of {proposed:?} because {reason:?}");
        if fine {
            let sending = &world.state.incidents[&incident(1)].sendings[0];
            assert_eq!(
                (sending.proposed.len(), sending.sent.len()),
                (proposed.len(), units.len()),
                "kept side by side"
            );
        }
    }
}

#[test]
fn a_unit_named_twice_is_sent_once() {
    let mut world = World::new();
    world.told(1, "fire-house", pin(0.0));
    let twice = Send { proposed: send(&["DMK-1"]).units, ..send(&["DMK-1", "DMK-1"]) };
    world.does(Command::OpenIncident { incident: incident(1), call: call(1), send: twice });
    let sent = &world.state.incidents[&incident(1)];
    assert_eq!(sent.assignments.len(), 1);
    assert_eq!(sent.sendings[0].sent, [UnitId::from("DMK-1")], "what is kept is what happened");
}

#[test]
fn only_a_free_unit_is_sent_and_one_obstacle_stops_all() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]);
    world.does(Command::SetDuty { unit: "DMK-2".into(), duty: Duty::OffDuty });
    let broken = Duty::OutOfService { why: "bengkel".to_owned(), until: None };
    world.does(Command::SetDuty { unit: "DMK-3".into(), duty: broken });
    world.told(2, "fire-house", pin(900.0));
    for (unit, code) in [
        ("DMK-1", RefusalCode::UnitCommitted),
        ("DMK-2", RefusalCode::UnitNotOnDuty),
        ("DMK-3", RefusalCode::UnitNotOnDuty),
        ("DMK-9", RefusalCode::UnknownUnit),
    ] {
        assert_eq!(world.refuses(&open(2, &["AMB-1", unit])), Some(code), "{unit} with a new incident");
        let more = Command::Send { incident: incident(1), send: send(&["AMB-1", unit]) };
        assert_eq!(world.refuses(&more), Some(code), "{unit} with an old one");
    }
    assert!(world.state.units[&"AMB-1".into()].committed_to.is_none());
}

#[test]
fn an_incident_closes_when_every_unit_is_done_and_keeps_all_of_it() {
    let mut world = World::new();
    world.fire(1, &["DMK-1", "DMK-2"]);
    assert_eq!(world.refuses(&close(1)), Some(RefusalCode::UnitsStillAssigned));
    world.does(report(1, "DMK-1", cleared()));
    assert_eq!(world.refuses(&close(1)), Some(RefusalCode::UnitsStillAssigned), "one is still there");
    world.does(report(1, "DMK-2", cleared()));
    let before = world.state.incidents[&incident(1)].clone();
    world.does(close(1));
    assert_eq!(world.state.incidents[&incident(1)].assignments, before.assignments);
    world.does(Command::ReopenIncident { incident: incident(1) });
    assert_eq!(world.state.incidents[&incident(1)], before, "reopened, it is as it was");
}

#[test]
fn a_closed_incident_takes_a_remark_and_nothing_else() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).answered(2);
    world.does(report(1, "DMK-1", cleared())).does(close(1));
    let id = incident(1);
    let rows = [
        (Command::NoteIncident { incident: id, text: some("keluarga menelepon") }, None),
        (Command::Send { incident: id, send: send(&["DMK-1"]) }, Some(RefusalCode::IncidentClosed)),
        (report(1, "DMK-1", cleared()), Some(RefusalCode::NotAssigned)),
        (Command::Reclassify { incident: id, kind: "fire-land".into() }, Some(RefusalCode::IncidentClosed)),
        (Command::MovePlace { incident: id, place: pin(0.0) }, Some(RefusalCode::IncidentClosed)),
        (Command::RaiseAlarm { incident: id }, Some(RefusalCode::IncidentClosed)),
        (close(1), Some(RefusalCode::IncidentClosed)),
        (Command::JoinCall { call: call(2), incident: id }, Some(RefusalCode::IncidentClosed)),
        (Command::UnjoinCall { call: call(1) }, Some(RefusalCode::IncidentClosed)),
        (Command::ReopenIncident { incident: id }, None),
    ];
    for (command, expected) in rows {
        assert_eq!(world.refuses(&command), expected, "{command:?}");
    }
}

#[test]
fn an_alarm_is_raised_as_far_as_the_plan_goes() {
    for (kind, levels) in [("fire-house", 3_u8), ("medical-birth", 1), ("complaint-road", 0)] {
        let mut world = World::new();
        world.told(1, kind, pin(0.0)).does(open(1, &[]));
        let raise = Command::RaiseAlarm { incident: incident(1) };
        for level in 2..=levels {
            world.does(raise.clone());
            assert_eq!(world.state.incidents[&incident(1)].alarm_level, level);
        }
        assert_eq!(world.refuses(&raise), Some(RefusalCode::NoHigherAlarm), "{kind} beyond {levels}");
    }
}

#[test]
fn type_and_place_can_be_corrected() {
    let mut world = World::new();
    world.fire(1, &[]);
    world.does(Command::Reclassify { incident: incident(1), kind: "fire-land".into() });
    world.does(Command::MovePlace { incident: incident(1), place: pin(500.0) });
    let corrected = &world.state.incidents[&incident(1)];
    assert_eq!((corrected.priority, &corrected.place), (3, &pin(500.0)), "the priority follows the type");
    let nonsense = Command::Reclassify { incident: incident(1), kind: "kebakaran".into() };
    assert_eq!(world.refuses(&nonsense), Some(RefusalCode::UnknownType));
}

#[test]
fn remarks_say_something() {
    let mut world = World::new();
    world.fire(1, &[]);
    let blank = Command::NoteIncident { incident: incident(1), text: some(" \n") };
    assert_eq!(world.refuses(&blank), Some(RefusalCode::TextNeeded));
    world.does(Command::NoteIncident { incident: incident(1), text: some("asap tebal") });
    assert_eq!(world.state.incidents[&incident(1)].notes[0].text, some("asap tebal"));
}

#[test]
fn closing_and_reopening_say_so_once() {
    let mut world = World::new();
    world.fire(1, &[]);
    let closed = world.give(&crate::world::desk(), &close(1));
    let disposition = IncidentDisposition::Handled;
    assert_eq!(closed, Ok(vec![Event::IncidentClosed { incident: incident(1), disposition }]));
    let stage = IncidentStage::Closed { since: world.now, disposition };
    assert_eq!(world.state.incidents[&incident(1)].stage, stage);
    world.does(Command::ReopenIncident { incident: incident(1) });
    assert_eq!(
        world.refuses(&Command::ReopenIncident { incident: incident(1) }),
        Some(RefusalCode::IncidentOpen)
    );
}
