//! Busy units: diverted to what is more urgent, or awaited until they are free; and priorities and alarm levels by hand.

use dispatch::incident::IncidentDisposition;
use dispatch::{AssignmentStatus, Command, Event, RefusalCode, UnitId};

use crate::world::{World, cleared, crew, incident, lead, report, send, stood_down};

fn divert(n: u128, unit: &str) -> Command {
    Command::Divert { incident: incident(n), unit: unit.into(), why: "anak terjebak".to_owned() }
}

fn queue(n: u128, unit: &str) -> Command {
    Command::Queue { incident: incident(n), unit: unit.into() }
}

fn unqueue(n: u128, unit: &str) -> Command {
    Command::Unqueue { incident: incident(n), unit: unit.into() }
}

fn prioritise(n: u128, priority: u8) -> Command {
    Command::Prioritise { incident: incident(n), priority, why: "menjalar".to_owned() }
}

fn transporting() -> AssignmentStatus {
    AssignmentStatus::Transporting { to: "RSUD".to_owned(), hospital: Some("w1".into()), place: None }
}

/// How far the unit is, the priorities of where it goes and of where it is wanted, and what comes of it.
#[test]
fn a_unit_on_its_way_is_diverted_to_what_is_more_urgent() {
    use AssignmentStatus::{Acknowledged, AtHospital, EnRoute, Notified, OnScene};
    let rows = [
        (Notified, 3, 1, None),
        (Acknowledged, 3, 1, None),
        (EnRoute, 3, 1, None),
        (EnRoute, 2, 1, None),
        (EnRoute, 1, 1, Some(RefusalCode::NotMoreUrgent)),
        (EnRoute, 1, 3, Some(RefusalCode::NotMoreUrgent)),
        (OnScene, 3, 1, Some(RefusalCode::UnitArrived)),
        (transporting(), 3, 1, Some(RefusalCode::UnitArrived)),
        (AtHospital, 3, 1, Some(RefusalCode::UnitArrived)),
        (cleared(), 3, 1, Some(RefusalCode::UnitFree)),
    ];
    for (status, goes_to, wanted_at, expected) in rows {
        let mut world = World::new();
        world.fire(1, &["AMB-1"]).fire(2, &[]);
        if matches!(status, AssignmentStatus::Transporting { .. } | AtHospital) {
            world.does(report(1, "AMB-1", OnScene));
        }
        if status != Notified {
            world.does(report(1, "AMB-1", status.clone()));
        }
        world.does(prioritise(1, goes_to)).does(prioritise(2, wanted_at));
        let refused = world.refuses(&divert(2, "AMB-1"));
        assert_eq!(refused, expected, "{status:?} from {goes_to} to {wanted_at}");
    }
}

#[test]
fn a_diverted_unit_is_stood_down_there_and_notified_here_at_once() {
    let mut world = World::new();
    world.fire(1, &["DMK-1", "DMK-2"]).fire(2, &[]).does(prioritise(1, 3)).wait(20);
    let happened = world.give(&lead(), &divert(2, "DMK-1")).expect("it is more urgent");
    assert_eq!(happened.len(), 1, "one fact: {happened:?}");
    let (left, reached) = (&world.state.incidents[&incident(1)], &world.state.incidents[&incident(2)]);
    let why = "anak terjebak".to_owned();
    assert_eq!(left.assignments[0].status(), &AssignmentStatus::StoodDown { why }, "with the reason");
    assert_eq!(left.active_assignments().count(), 1, "the other unit goes on");
    assert_eq!(reached.active_assignment(&"DMK-1".into()).unwrap().since(), Some(world.now));
    assert_eq!(world.state.units[&"DMK-1".into()].committed_to, Some(incident(2)));

    let rows = [
        (divert(2, "DMK-1"), RefusalCode::OnThisIncident),
        (divert(2, "AMB-1"), RefusalCode::UnitFree),
        (divert(9, "DMK-2"), RefusalCode::UnknownIncident),
        (divert(2, "X-9"), RefusalCode::UnknownUnit),
        (
            Command::Divert { incident: incident(2), unit: "DMK-2".into(), why: " ".to_owned() },
            RefusalCode::ReasonNeeded,
        ),
    ];
    for (command, code) in rows {
        assert_eq!(world.refuses(&command), Some(code), "{command:?}");
    }
}

#[test]
fn a_queued_unit_is_notified_when_it_clears_wherever_it_is_most_needed() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).fire(2, &[]).fire(3, &[]).fire(4, &[]);
    world.does(prioritise(2, 3)).does(prioritise(4, 3));
    world.does(queue(2, "DMK-1")).wait(5).does(queue(4, "DMK-1")).wait(5).does(queue(3, "DMK-1"));
    let next = |world: &World| -> Vec<u32> {
        world.state.queued_at(&"DMK-1".into()).iter().map(|own| own.number).collect()
    };
    assert_eq!(next(&world), [3, 2, 4], "the most urgent first, then who has waited longest");

    let happened = world.give(&crew("DMK-1"), &report(1, "DMK-1", cleared())).expect("the crew clears");
    let told = Event::UnitNotified { incident: incident(3), unit: "DMK-1".into(), expected: None };
    assert_eq!(happened.last(), Some(&told), "in the same breath");
    assert_eq!(world.state.units[&"DMK-1".into()].committed_to, Some(incident(3)));
    assert_eq!(next(&world), [2, 4], "the others go on waiting");
    world.does(report(3, "DMK-1", stood_down()));
    assert_eq!(world.state.units[&"DMK-1".into()].committed_to, Some(incident(2)), "whatever frees it");
}

#[test]
fn only_a_unit_busy_elsewhere_is_queued_and_once() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).fire(2, &[]);
    world.does(queue(2, "DMK-1"));
    let rows = [
        (queue(2, "DMK-1"), Some(RefusalCode::AlreadyThere)),
        (queue(1, "DMK-1"), Some(RefusalCode::OnThisIncident)),
        (queue(2, "DMK-2"), Some(RefusalCode::UnitFree)),
        (queue(2, "X-9"), Some(RefusalCode::UnknownUnit)),
        (queue(9, "DMK-1"), Some(RefusalCode::UnknownIncident)),
        (unqueue(1, "DMK-1"), Some(RefusalCode::NotQueued)),
        (unqueue(2, "DMK-1"), None),
    ];
    for (command, expected) in rows {
        assert_eq!(world.refuses(&command), expected, "{command:?}");
    }
}

type Happening<'a> = &'a dyn Fn(&mut World);

#[test]
fn nobody_is_awaited_any_more_who_came_or_where_all_is_over() {
    let close = Command::CloseIncident { incident: incident(2), disposition: IncidentDisposition::Handled };
    let ways: [(&str, Happening<'_>); 4] = [
        ("taken off", &|world| _ = world.does(unqueue(2, "DMK-1"))),
        ("over", &|world| _ = world.does(close.clone())),
        ("diverted", &|world| _ = world.does(prioritise(1, 3)).does(divert(2, "DMK-1"))),
        ("cleared", &|world| _ = world.does(report(1, "DMK-1", cleared()))),
    ];
    for (what, happens) in ways {
        let mut world = World::new();
        world.fire(1, &["DMK-1"]).fire(2, &[]).does(queue(2, "DMK-1"));
        happens(&mut world);
        assert!(world.state.incidents[&incident(2)].queue.is_empty(), "{what}");
    }
}

#[test]
fn a_priority_is_set_by_hand_with_a_reason() {
    let mut world = World::new();
    world.fire(1, &[]).does(prioritise(1, 4));
    assert_eq!(world.state.incidents[&incident(1)].priority, 4);
    for (priority, why, code) in [
        (0, "x", RefusalCode::UnknownPriority),
        (6, "x", RefusalCode::UnknownPriority),
        (2, " ", RefusalCode::ReasonNeeded),
    ] {
        let command = Command::Prioritise { incident: incident(1), priority, why: why.to_owned() };
        assert_eq!(world.refuses(&command), Some(code), "{command:?}");
    }
    world.does(Command::Reclassify { incident: incident(1), kind: "fire-house".into() });
    assert_eq!(world.state.incidents[&incident(1)].priority, 1, "another type brings its own");
}

#[test]
fn an_alarm_is_taken_back_level_by_level() {
    let mut world = World::new();
    let (raise, lower) =
        (Command::RaiseAlarm { incident: incident(1) }, Command::LowerAlarm { incident: incident(1) });
    world.fire(1, &["DMK-1"]).does(raise.clone()).does(raise);
    for level in [2, 1] {
        world.does(lower.clone());
        assert_eq!(world.state.incidents[&incident(1)].alarm_level, level);
    }
    assert_eq!(world.refuses(&lower), Some(RefusalCode::NoLowerAlarm));
    assert_eq!(world.state.incidents[&incident(1)].active_assignments().count(), 1, "who goes there goes on");
}

#[test]
fn an_old_log_tells_a_hospital_leg_without_the_hospital() {
    let old = r#"{"is":"transporting","to":"RSUD"}"#;
    let status: AssignmentStatus = serde_json::from_str(old).expect("what was written once");
    assert_eq!(status, AssignmentStatus::Transporting { to: "RSUD".to_owned(), hospital: None, place: None });
    assert_eq!(serde_json::to_string(&status).expect("JSON"), old);
}

#[test]
fn more_units_follow_as_before() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).fire(2, &[]).does(queue(2, "DMK-1"));
    world.does(Command::Send { incident: incident(2), send: send(&["DMK-2"]) });
    let active: Vec<&UnitId> =
        world.state.incidents[&incident(2)].active_assignments().map(|own| &own.unit).collect();
    assert_eq!(active, [&UnitId::from("DMK-2")]);
}
