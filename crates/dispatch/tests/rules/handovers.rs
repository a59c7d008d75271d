//! What one shift leaves to the next, signed item by item.

use dispatch::call::CallDisposition;
use dispatch::closure::{ClosedShape, Effect};
use dispatch::handover::HandoverSubject;
use dispatch::unit::Duty;
use dispatch::{Command, RefusalCode};

use crate::world::{World, call, closure, handover, incident, north, ring, some};

fn begin(n: u128) -> Command {
    Command::BeginHandover { handover: handover(n), outgoing: some("Sri") }
}

fn sign(n: u128, item: usize, incoming: &str) -> Command {
    Command::SignItem { handover: handover(n), item, incoming: some(incoming) }
}

fn complete(n: u128, incoming: &str) -> Command {
    Command::CompleteHandover { handover: handover(n), incoming: some(incoming) }
}

/// A shift with one of everything that is left, and one of everything that isn't.
fn evening() -> World {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).told(2, "medical-birth", crate::world::pin(0.0));
    let birth = Command::OpenIncident { incident: incident(2), call: call(2), send: crate::world::send(&[]) };
    let done = dispatch::incident::IncidentDisposition::Handled;
    world.does(birth).does(Command::CloseIncident { incident: incident(2), disposition: done });
    world.does(ring(3, None)).answered(4).does(Command::Hold { call: call(4) });
    world.does(ring(5, None)).does(Command::HangUp { call: call(5) });
    world.answered(6).does(Command::CloseCall { call: call(6), disposition: CallDisposition::Prank });
    let broken = Duty::OutOfService { why: "bengkel".to_owned(), until: None };
    world.does(Command::SetDuty { unit: "DMK-3".into(), duty: broken });
    world.does(Command::SetDuty { unit: "PTL-1".into(), duty: Duty::OffDuty });
    for n in [1, 2] {
        let shape = ClosedShape::Road { at: north(0.0) };
        world.does(Command::CloseRoad {
            closure: closure(n),
            shape,
            effect: Effect::Closed,
            why: "banjir".to_owned(),
        });
    }
    world.does(Command::OpenRoad { closure: closure(2) });
    world
}

#[test]
fn everything_open_waiting_or_out_of_service_is_an_item() {
    let mut world = evening();
    world.does(begin(1));
    let subjects: Vec<_> =
        world.state.handovers[&handover(1)].items.iter().map(|item| item.subject.clone()).collect();
    assert_eq!(
        subjects,
        [
            HandoverSubject::OpenIncident { incident: incident(1) },
            HandoverSubject::WaitingCall { call: call(3) },
            HandoverSubject::WaitingCall { call: call(4) },
            HandoverSubject::CallBack { call: call(5) },
            HandoverSubject::UnitOutOfService { unit: "DMK-3".into() },
            HandoverSubject::RoadClosed { closure: closure(1) },
        ]
    );
}

#[test]
fn open_incidents_come_the_most_urgent_first() {
    let mut world = World::new();
    for (n, kind) in [(1, "fire-land"), (2, "medical-birth"), (3, "fire-house")] {
        world.told(n, kind, crate::world::pin(0.0));
        let send = crate::world::send(&[]);
        world.does(Command::OpenIncident { incident: incident(n), call: call(n), send });
    }
    world.does(begin(1));
    let first = |n| HandoverSubject::OpenIncident { incident: incident(n) };
    let subjects: Vec<_> =
        world.state.handovers[&handover(1)].items.iter().map(|item| item.subject.clone()).collect();
    assert_eq!(subjects, [first(2), first(3), first(1)]);
}

#[test]
fn the_incoming_lead_signs_every_item_and_takes_over() {
    let mut world = evening();
    world.does(begin(1)).does(Command::HandoverWords { handover: handover(1), words: some("hujan deras") });
    for item in 0..6 {
        assert_eq!(world.refuses(&complete(1, "Budi")), Some(RefusalCode::ItemsNotSigned), "{item} signed");
        world.wait(1).does(sign(1, item, "Budi"));
        assert_eq!(world.state.handovers[&handover(1)].items[item].signed_at, Some(world.now));
    }
    world.does(complete(1, "Budi"));
    let signed = &world.state.handovers[&handover(1)];
    assert!(!signed.is_open());
    assert_eq!(
        (signed.outgoing.text(), signed.incoming.as_ref().map(dispatch::Personal::text)),
        ("Sri", Some("Budi"))
    );
    assert_eq!(signed.words.text(), "hujan deras");
    assert_eq!(signed.completed_at, Some(world.now));
}

#[test]
fn a_handover_takes_its_steps_in_order() {
    use RefusalCode::{
        AlreadyThere, HandoverClosed, HandoverOpen, ItemsNotSigned, TextNeeded, UnknownHandover, UnknownItem,
    };
    let words = |n| Command::HandoverWords { handover: handover(n), words: some("baik") };
    let mut world = World::new();
    world.fire(1, &[]);
    let nameless = Command::BeginHandover { handover: handover(1), outgoing: some(" ") };
    for (command, expected) in [
        (nameless, Some(TextNeeded)),
        (words(1), Some(UnknownHandover)),
        (sign(1, 0, "Budi"), Some(UnknownHandover)),
        (complete(1, "Budi"), Some(UnknownHandover)),
        (begin(1), None),
    ] {
        assert_eq!(world.refuses(&command), expected, "before: {command:?}");
    }
    world.does(begin(1));
    for (command, expected) in [
        (begin(1), Some(HandoverOpen)),
        (begin(2), Some(HandoverOpen)),
        (sign(1, 0, ""), Some(TextNeeded)),
        (sign(1, 1, "Budi"), Some(UnknownItem)),
        (complete(1, "Budi"), Some(ItemsNotSigned)),
        (words(1), None),
        (sign(1, 0, "Budi"), None),
    ] {
        assert_eq!(world.refuses(&command), expected, "begun: {command:?}");
    }
    world.does(sign(1, 0, "Budi"));
    assert_eq!(world.refuses(&sign(1, 0, "Joko")), Some(AlreadyThere), "a signature isn't written over");
    assert_eq!(world.refuses(&complete(1, "")), Some(TextNeeded));
    world.does(complete(1, "Budi"));
    for (command, expected) in [
        (words(1), Some(HandoverClosed)),
        (sign(1, 0, "Joko"), Some(HandoverClosed)),
        (complete(1, "Joko"), Some(HandoverClosed)),
        (begin(1), Some(AlreadyThere)),
        (begin(2), None),
    ] {
        assert_eq!(world.refuses(&command), expected, "signed: {command:?}");
    }
}

#[test]
fn what_happens_meanwhile_is_told_and_not_slipped_in() {
    let mut world = World::new();
    world.does(begin(1)).fire(1, &[]);
    assert!(
        world.state.handovers[&handover(1)].items.is_empty(),
        "the list is what was left when it was begun"
    );
    let come_up = |world: &World| world.state.come_up_since(&world.state.handovers[&handover(1)]);
    let fire = HandoverSubject::OpenIncident { incident: incident(1) };
    let dropped = HandoverSubject::CallBack { call: call(3) };
    world.does(ring(2, None)).does(ring(3, None));
    assert_eq!(come_up(&world), std::slice::from_ref(&fire), "what rings is in everybody's queue");
    world.does(Command::HangUp { call: call(3) });
    assert_eq!(come_up(&world), [fire, dropped.clone()]);
    let disposition = dispatch::incident::IncidentDisposition::Handled;
    world.does(Command::CloseIncident { incident: incident(1), disposition });
    assert_eq!(come_up(&world), [dropped], "and goes when it is over");
    world.does(complete(1, "Budi"));
    assert_eq!(come_up(&world), [], "a handover that is complete is what was signed");
}
