//! Every reason to say no, each with a command that meets it.

use dispatch::call::{CallDisposition, DraftChange};
use dispatch::closure::{ClosedShape, Effect};
use dispatch::incident::IncidentDisposition;
use dispatch::unit::Duty;
use dispatch::{AssignmentStatus, Command, FixSource, RefusalCode};

use crate::variants::words;
use crate::world::{
    World, call, caller, closure, crew, fix, handover, incident, lead, north, pin, premise, report, ring,
    send, some,
};

/// What comes before, and the command that is refused. Exhaustive on purpose: a new code wants its example here.
#[allow(clippy::too_many_lines, reason = "a table with a row for each code")]
fn example(code: RefusalCode) -> (fn(&mut World) -> &mut World, Command) {
    use RefusalCode as Code;
    let nothing: fn(&mut World) -> &mut World = |world| world;
    let a_call: fn(&mut World) -> &mut World = |world| world.answered(1);
    let a_fire: fn(&mut World) -> &mut World = |world| world.fire(1, &["DMK-1"]);
    let begun: fn(&mut World) -> &mut World = |world| {
        let begin = Command::BeginHandover { handover: handover(1), outgoing: some("Sri") };
        world.fire(1, &[]).does(begin)
    };
    let (call, incident, handover) = (call(1), incident(1), handover(1));
    let x = || "x".to_owned();
    let budi = || some("Budi");
    match code {
        Code::NotPermitted => (nothing, report(1, "DMK-2", AssignmentStatus::EnRoute)),
        Code::UnknownCall => (nothing, Command::Answer { call }),
        Code::UnknownIncident => (nothing, Command::RaiseAlarm { incident }),
        Code::UnknownUnit => (nothing, Command::SetDuty { unit: "DMK-9".into(), duty: Duty::OnDuty }),
        Code::UnknownType => {
            (a_call, Command::Draft { call, change: DraftChange::Kind { kind: Some("api".into()) } })
        }
        Code::UnknownClosure => (nothing, Command::OpenRoad { closure: closure(1) }),
        Code::NoArea => {
            let shape = ClosedShape::Outline { corners: vec![north(0.0), north(100.0)] };
            let why = "banjir".to_owned();
            (nothing, Command::CloseRoad { closure: closure(1), shape, effect: Effect::Closed, why })
        }
        Code::UnknownHandover => (nothing, Command::CompleteHandover { handover, incoming: budi() }),
        Code::UnknownItem => (begun, Command::SignItem { handover, item: 7, incoming: budi() }),
        Code::AlreadyThere => (a_call, ring(1, None)),
        Code::CallClosed => (a_fire, Command::Hold { call }),
        Code::CallOpen => (a_call, Command::ReopenCall { call }),
        Code::CallStage => (a_call, Command::Answer { call }),
        Code::CallHasIncident => (a_fire, Command::ReopenCall { call }),
        Code::CallHasNoIncident => (a_call, Command::UnjoinCall { call }),
        Code::IncidentClosed => (
            |world| {
                let disposition = IncidentDisposition::Prank;
                let close = Command::CloseIncident { incident: crate::world::incident(1), disposition };
                world.fire(1, &[]).does(close)
            },
            Command::RaiseAlarm { incident },
        ),
        Code::IncidentOpen => (a_fire, Command::ReopenIncident { incident }),
        Code::UnitsStillAssigned => {
            (a_fire, Command::CloseIncident { incident, disposition: IncidentDisposition::Handled })
        }
        Code::NoPlace => (
            |world| {
                let change = DraftChange::Kind { kind: Some("fire-house".into()) };
                world.answered(1).does(Command::Draft { call: crate::world::call(1), change })
            },
            Command::OpenIncident { incident, call, send: send(&[]) },
        ),
        Code::NoUnits => (a_fire, Command::Send { incident, send: send(&[]) }),
        Code::UnitCommitted => (a_fire, Command::Send { incident, send: send(&["DMK-1"]) }),
        Code::UnitNotOnDuty => (
            |world| world.fire(1, &[]).does(Command::SetDuty { unit: "DMK-1".into(), duty: Duty::OffDuty }),
            Command::Send { incident, send: send(&["DMK-1"]) },
        ),
        Code::NotAssigned => (a_fire, report(1, "DMK-2", AssignmentStatus::EnRoute)),
        Code::StatusOrder => (a_fire, report(1, "DMK-1", AssignmentStatus::Notified)),
        Code::ReasonNeeded => {
            let shape = ClosedShape::Road { at: north(0.0) };
            (
                nothing,
                Command::CloseRoad { closure: closure(1), shape, effect: Effect::Closed, why: String::new() },
            )
        }
        Code::TextNeeded => (a_fire, Command::NoteIncident { incident, text: some("") }),
        Code::TooLong => (a_fire, Command::NoteIncident { incident, text: some(&"x".repeat(8_001)) }),
        Code::NumberGiven => (
            |world| world.does(ring(1, Some("0812"))),
            Command::Draft { call, change: DraftChange::Number { text: some("0813") } },
        ),
        Code::LinkEnded => (a_call, Command::AddFix { call, fix: fix(FixSource::CallerPage, north(0.0), 9) }),
        Code::UnknownPremise => (nothing, Command::RemovePremiseNote { note: premise(1) }),
        Code::UnknownFix => (a_call, Command::ChooseFix { call, fix: Some(0) }),
        Code::HandoverOpen => {
            (begun, Command::BeginHandover { handover: crate::world::handover(2), outgoing: budi() })
        }
        Code::HandoverClosed => (
            |world| {
                let handover = crate::world::handover(1);
                world.does(Command::BeginHandover { handover, outgoing: some("Sri") });
                world.does(Command::CompleteHandover { handover, incoming: some("Budi") })
            },
            Command::HandoverWords { handover, words: some("baik") },
        ),
        Code::ItemsNotSigned => (begun, Command::CompleteHandover { handover, incoming: budi() }),
        Code::NoHigherAlarm => (
            |world| {
                world.told(1, "complaint-road", pin(0.0));
                let (incident, call) = (crate::world::incident(1), crate::world::call(1));
                world.does(Command::OpenIncident { incident, call, send: send(&[]) })
            },
            Command::RaiseAlarm { incident },
        ),
        Code::NoLowerAlarm => (a_fire, Command::LowerAlarm { incident }),
        Code::UnknownPriority => (a_fire, Command::Prioritise { incident, priority: 6, why: x() }),
        Code::SameIncident => (a_fire, Command::MergeIncident { incident, into: incident }),
        Code::Merged => (
            |world| {
                let (incident, into) = (crate::world::incident(1), crate::world::incident(2));
                world.fire(1, &[]).fire(2, &[]).does(Command::MergeIncident { incident, into })
            },
            Command::ReopenIncident { incident },
        ),
        Code::NotMerged => (a_fire, Command::UnmergeIncident { incident }),
        Code::UnitFree => (a_fire, Command::Queue { incident, unit: "DMK-2".into() }),
        Code::OnThisIncident => (a_fire, Command::Queue { incident, unit: "DMK-1".into() }),
        Code::UnitArrived => (
            |world| {
                let there = report(1, "DMK-1", AssignmentStatus::OnScene);
                world.fire(2, &[]).fire(1, &["DMK-1"]).does(there)
            },
            Command::Divert { incident: crate::world::incident(2), unit: "DMK-1".into(), why: x() },
        ),
        Code::NotMoreUrgent => (
            |world| world.fire(2, &[]).fire(1, &["DMK-1"]),
            Command::Divert { incident: crate::world::incident(2), unit: "DMK-1".into(), why: x() },
        ),
        Code::NotQueued => (a_fire, Command::Unqueue { incident, unit: "DMK-2".into() }),
        Code::UnknownAlarm => (nothing, Command::AcknowledgeAlarm { alarm: "ring/1".to_owned() }),
    }
}

#[test]
fn every_code_is_met_and_changes_nothing() {
    let names = words::<RefusalCode>();
    assert!(names.len() > 20, "the codes can be read: {names:?}");
    for name in names {
        let code: RefusalCode = serde_json::from_value(name.into()).expect("a code's own name");
        let (before, command) = example(code);
        let mut world = World::new();
        before(&mut world);
        let actor = match code {
            RefusalCode::NotPermitted => crew("DMK-1"),
            RefusalCode::LinkEnded => caller(1),
            _ => lead(),
        };
        let (digest, events) = (world.state.digest().expect("JSON"), world.log.len());
        assert_eq!(world.give(&actor, &command), Err(code), "{command:?}");
        assert_eq!(world.state.digest().expect("JSON"), digest, "{code:?} changes nothing");
        assert_eq!(world.log.len(), events, "{code:?} records nothing");
    }
}

#[test]
fn roads_close_once_and_open_again() {
    let mut world = World::new();
    let shape = ClosedShape::Area { centre: north(0.0), radius_m: 200 };
    let close = Command::CloseRoad {
        closure: closure(1),
        shape,
        effect: Effect::Closed,
        why: "pohon tumbang".to_owned(),
    };
    world.does(close.clone());
    assert_eq!(world.refuses(&close), Some(RefusalCode::AlreadyThere));
    assert_eq!(world.state.closures[&closure(1)].why, "pohon tumbang");
    world.does(Command::OpenRoad { closure: closure(1) });
    assert!(world.state.closures.is_empty());
}

#[test]
fn a_refusal_names_the_facts_its_sentence_needs() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).answered(2);
    let disposition = CallDisposition::Prank;
    let rows = [
        (Command::Send { incident: incident(1), send: send(&["DMK-1"]) }, "unit", "DMK-1"),
        (
            Command::CloseIncident { incident: incident(1), disposition: IncidentDisposition::Handled },
            "units",
            "1",
        ),
        (Command::CloseCall { call: call(1), disposition }, "call", "1"),
        (report(1, "DMK-2", AssignmentStatus::EnRoute), "incident", "1"),
        (Command::NoteIncident { incident: incident(1), text: some(&"x".repeat(9_000)) }, "most", "8000"),
    ];
    let by = lead();
    for (command, fact, value) in rows {
        let given = dispatch::Circumstances {
            now: world.now,
            by: &by,
            catalogue: &world.catalogue,
            expected: &world.expected,
        };
        let refusal = world.state.decide(&command, given).expect_err("it is refused");
        assert_eq!(refusal.facts.get(fact).map(String::as_str), Some(value), "{command:?}");
    }
}
