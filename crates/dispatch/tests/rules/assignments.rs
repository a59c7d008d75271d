//! One unit on one incident: which status may follow which, and what binds the unit meanwhile.

use dispatch::unit::Availability;
use dispatch::{AssignmentStatus, RefusalCode};

use crate::world::{World, cleared, incident, report, send, stood_down};

fn all() -> [AssignmentStatus; 8] {
    [
        AssignmentStatus::Notified,
        AssignmentStatus::Acknowledged,
        AssignmentStatus::EnRoute,
        AssignmentStatus::OnScene,
        AssignmentStatus::Transporting { to: "RSUD".to_owned(), hospital: None, place: None },
        AssignmentStatus::AtHospital,
        cleared(),
        stood_down(),
    ]
}

/// Rows: from. Columns: to, in the same order. `x` may follow.
const MAY_FOLLOW: [(&str, &str); 8] = [
    ("notified    ", ".xxx..xx"),
    ("acknowledged", "..xx..xx"),
    ("en route    ", "...x..xx"),
    ("on scene    ", "....xxxx"),
    ("transporting", ".....xxx"),
    ("at hospital ", "......xx"),
    ("cleared     ", "........"),
    ("stood down  ", "........"),
];

#[test]
fn a_status_is_skipped_but_never_taken_back() {
    for (from, (row, may)) in all().iter().zip(MAY_FOLLOW) {
        for (to, expected) in all().iter().zip(may.chars()) {
            assert_eq!(from.may_become(to), expected == 'x', "{row} -> {to:?}");
        }
    }
}

#[test]
fn the_room_holds_every_report_to_the_same_table() {
    for (from, (row, may)) in all().iter().zip(MAY_FOLLOW) {
        let mut world = World::new();
        world.fire(1, &["AMB-1"]);
        if !matches!(from, AssignmentStatus::Notified) {
            if from.is_active() {
                world.does(report(1, "AMB-1", AssignmentStatus::OnScene));
            }
            if matches!(from, AssignmentStatus::Acknowledged | AssignmentStatus::EnRoute) {
                world = World::new();
                world.fire(1, &["AMB-1"]);
            }
            if !matches!(from, AssignmentStatus::OnScene) {
                world.does(report(1, "AMB-1", from.clone()));
            }
        }
        for (to, expected) in all().iter().zip(may.chars()) {
            let refused = world.refuses(&report(1, "AMB-1", to.clone()));
            let wanted = match expected {
                'x' => None,
                _ if from.is_active() => Some(RefusalCode::StatusOrder),
                _ => Some(RefusalCode::NotAssigned),
            };
            assert_eq!(refused, wanted, "{row} -> {to:?}");
        }
    }
}

#[test]
fn only_units_that_carry_patients_are_offered_the_hospital_leg() {
    let names = |from: &AssignmentStatus, carries: bool| -> Vec<usize> {
        from.next(carries)
            .iter()
            .map(|next| all().iter().position(|own| rank(own) == rank(next)).unwrap())
            .collect()
    };
    assert_eq!(names(&AssignmentStatus::Notified, true), [1, 2, 3, 6, 7]);
    assert_eq!(names(&AssignmentStatus::OnScene, true), [4, 5, 6, 7]);
    assert_eq!(names(&AssignmentStatus::OnScene, false), [6, 7]);
    assert_eq!(names(&cleared(), true), [0; 0], "what is over offers nothing");

    let world = World::new();
    let carries: Vec<&str> = world
        .state
        .units
        .values()
        .filter(|unit| unit.carries_patients())
        .map(|unit| unit.spec.id.0.as_str())
        .collect();
    assert_eq!(carries, ["AMB-1", "AMB-2"]);
}

fn rank(status: &AssignmentStatus) -> std::mem::Discriminant<AssignmentStatus> {
    std::mem::discriminant(status)
}

#[test]
fn a_unit_is_bound_from_notice_to_the_end_and_then_free_again() {
    for end in [cleared(), stood_down()] {
        let mut world = World::new();
        world.fire(1, &["DMK-1"]);
        let availability = |world: &World| world.state.units[&"DMK-1".into()].availability();
        for step in [AssignmentStatus::Acknowledged, AssignmentStatus::EnRoute, AssignmentStatus::OnScene] {
            world.wait(60).does(report(1, "DMK-1", step));
            assert_eq!(availability(&world), Availability::Committed { incident: incident(1) });
        }
        world.wait(60).does(report(1, "DMK-1", end));
        assert_eq!(availability(&world), Availability::Available);
        assert_eq!(world.state.units[&"DMK-1".into()].since, world.now, "free since this moment");
        assert_eq!(world.state.incidents[&incident(1)].assignments[0].steps.len(), 5, "every step is kept");
    }
}

#[test]
fn a_unit_may_be_sent_again_to_the_same_incident() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).does(report(1, "DMK-1", stood_down()));
    let again = dispatch::Command::Send { incident: incident(1), send: send(&["DMK-1"]) };
    world.does(again).does(report(1, "DMK-1", AssignmentStatus::EnRoute));
    let assignments = &world.state.incidents[&incident(1)].assignments;
    assert_eq!(assignments.len(), 2, "the first assignment stays as it was");
    assert_eq!(assignments[0].status(), &stood_down());
    assert_eq!(assignments[1].status(), &AssignmentStatus::EnRoute);
}

#[test]
fn standing_down_wants_a_reason() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]);
    let silent = report(1, "DMK-1", AssignmentStatus::StoodDown { why: " ".to_owned() });
    assert_eq!(world.refuses(&silent), Some(RefusalCode::ReasonNeeded));
}
