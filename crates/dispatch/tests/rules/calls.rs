//! Calls from ring to disposition.

use dispatch::call::{CallDisposition, CallStage, DraftChange};
use dispatch::directory::DirectoryEntry;
use dispatch::{Actor, Command, Event, FixSource, RefusalCode};

use crate::world::{World, call, desk, fix, incident, lead, north, pbx, pin, ring, send, some};

fn close(n: u128, disposition: CallDisposition) -> Command {
    Command::CloseCall { call: call(n), disposition }
}

fn join(n: u128, to: u128) -> Command {
    Command::JoinCall { call: call(n), incident: incident(to) }
}

/// What a call answers to each command; nothing where it takes it.
type Row = [Option<RefusalCode>; 12];

/// Every command about a call at every stage: `None` where it is taken.
#[test]
fn a_call_takes_what_its_stage_allows() {
    use RefusalCode::{CallClosed, CallHasIncident, CallHasNoIncident, CallOpen, CallStage};
    let note = DraftChange::Note { text: some("api") };
    let commands = [
        Command::Answer { call: call(1) },
        Command::Hold { call: call(1) },
        Command::HangUp { call: call(1) },
        Command::Draft { call: call(1), change: note },
        Command::AddFix { call: call(1), fix: pin(0.0) },
        Command::ChooseFix { call: call(1), fix: Some(0) },
        close(1, CallDisposition::Prank),
        Command::ReopenCall { call: call(1) },
        Command::CalledBack { call: call(1) },
        Command::OpenIncident { incident: incident(1), call: call(1), send: send(&[]) },
        join(1, 9),
        Command::UnjoinCall { call: call(1) },
    ];
    let no = Some;
    #[rustfmt::skip]
    let rows: [(&str, Row); 6] = [
        ("ringing", [None, no(CallStage), None, None, None, None, no(CallStage), no(CallOpen), no(CallStage), no(CallStage), no(CallStage), no(CallHasNoIncident)]),
        ("active",  [no(CallStage), None, None, None, None, None, None, no(CallOpen), no(CallStage), None, None, no(CallHasNoIncident)]),
        ("held",    [None, no(CallStage), None, None, None, None, None, no(CallOpen), no(CallStage), None, None, no(CallHasNoIncident)]),
        ("prank",   [no(CallClosed), no(CallClosed), None, no(CallClosed), no(CallClosed), no(CallClosed), no(CallClosed), None, no(CallStage), no(CallClosed), no(CallClosed), no(CallHasNoIncident)]),
        ("dropped", [no(CallClosed), no(CallClosed), no(CallStage), no(CallClosed), no(CallClosed), no(CallClosed), no(CallClosed), None, None, no(CallClosed), no(CallClosed), no(CallHasNoIncident)]),
        ("joined",  [no(CallClosed), no(CallClosed), None, no(CallClosed), no(CallClosed), no(CallClosed), no(CallClosed), no(CallHasIncident), no(CallStage), no(CallClosed), no(CallClosed), None]),
    ];
    for (stage, expected) in rows {
        let mut world = World::new();
        world.fire(9, &[]);
        world.does(ring(1, None));
        let kind = DraftChange::Kind { kind: Some("fire-house".into()) };
        world.does(Command::Draft { call: call(1), change: kind });
        world.does(Command::AddFix { call: call(1), fix: pin(0.0) });
        if stage == "dropped" {
            world.does(Command::HangUp { call: call(1) });
        } else if stage != "ringing" {
            world.does(Command::Answer { call: call(1) });
        }
        match stage {
            "held" => world.does(Command::Hold { call: call(1) }),
            "prank" => world.does(close(1, CallDisposition::Prank)),
            "joined" => world.does(join(1, 9)),
            _ => &mut world,
        };
        for (command, expected) in commands.iter().zip(expected) {
            assert_eq!(world.refuses(command), expected, "{stage}: {command:?}");
        }
    }
}

#[test]
fn only_an_incident_closes_a_call_as_its_own() {
    let mut world = World::new();
    world.answered(1);
    for (disposition, refused) in [
        (CallDisposition::Incident, Some(RefusalCode::CallHasNoIncident)),
        (CallDisposition::Joined, Some(RefusalCode::CallHasNoIncident)),
        (CallDisposition::Referral, None),
        (CallDisposition::Information, None),
        (CallDisposition::Prank, None),
        (CallDisposition::Silent, None),
        (CallDisposition::Dropped, None),
        (CallDisposition::WrongNumber, None),
        (CallDisposition::Transferred, None),
        (CallDisposition::Test, None),
    ] {
        assert_eq!(world.refuses(&close(1, disposition)), refused, "{disposition:?}");
    }
}

#[test]
fn a_held_call_is_taken_by_whoever_answers_it() {
    let mut world = World::new();
    let other = Actor::Dispatcher { desk: "B".to_owned() };
    world.answered(1).does(Command::Hold { call: call(1) });
    let first = world.state.calls[&call(1)].answered_at;
    world.wait(30);
    world.give(&other, &Command::Answer { call: call(1) }).expect("anybody may take a held call");
    assert_eq!(world.state.calls[&call(1)].taken_by, Some(other));
    assert_eq!(world.state.calls[&call(1)].answered_at, first, "answering times count from the first answer");
}

#[test]
fn a_caller_who_hangs_up_unheard_is_called_back() {
    let mut world = World::new();
    world.does(ring(1, Some("0812 3456 7890")));
    world.give(&pbx(), &Command::HangUp { call: call(1) }).expect("the line went dead");
    let dropped = &world.state.calls[&call(1)];
    assert!(matches!(dropped.stage, CallStage::Closed { disposition: CallDisposition::Dropped, .. }));
    assert!(dropped.call_back_due);
    world.does(Command::CalledBack { call: call(1) });
    assert!(!world.state.calls[&call(1)].call_back_due);
    assert_eq!(
        world.refuses(&Command::CalledBack { call: call(1) }),
        Some(RefusalCode::CallStage),
        "once is enough"
    );
}

#[test]
fn a_caller_who_was_heard_may_hang_up_and_the_form_stays() {
    for closed_first in [false, true] {
        let mut world = World::new();
        world.answered(1);
        if closed_first {
            world.does(close(1, CallDisposition::Information));
        }
        let stage = world.state.calls[&call(1)].stage.clone();
        world.wait(5);
        world.give(&pbx(), &Command::HangUp { call: call(1) }).expect("a line may outlast its form");
        assert_eq!(world.state.calls[&call(1)].hung_up_at, Some(world.now));
        assert_eq!(world.state.calls[&call(1)].stage, stage, "closed first: {closed_first}");
        assert!(!world.state.calls[&call(1)].call_back_due);
        assert_eq!(world.refuses(&Command::HangUp { call: call(1) }), Some(RefusalCode::CallStage));
    }
}

#[test]
fn a_call_from_a_flagged_number_rings_like_any_other() {
    let mut world = World::new();
    let entry = DirectoryEntry {
        number: some("+62 812-3456-7890"),
        name: some("Pak Joyo"),
        address: some("Gg. Melati 3"),
        position: Some(north(700.0)),
        note: some(""),
        flagged: true,
    };
    world.does(Command::EnterNumber { entry });
    world.give(&pbx(), &ring(1, Some("081234567890"))).expect("it rings");
    let ringing = &world.state.calls[&call(1)];
    assert!(ringing.is_ringing());
    let place = ringing.location().expect("the directory knows the place as the phone rings");
    assert_eq!((place.source, place.position, place.at), (FixSource::Directory, north(700.0), world.now));
    assert_eq!(place.label, "Gg. Melati 3");
    assert_eq!(
        world.refuses(&close(1, CallDisposition::Prank)),
        Some(RefusalCode::CallStage),
        "nobody is a prankster before somebody has listened"
    );
}

#[test]
fn closing_a_call_can_be_undone_by_anybody() {
    let mut world = World::new();
    world.told(1, "fire-house", pin(0.0));
    let before = world.state.calls[&call(1)].clone();
    world.wait(10).does(close(1, CallDisposition::Dropped));
    world.wait(10).give(&desk(), &Command::ReopenCall { call: call(1) }).expect("undone");
    let after = world.state.calls[&call(1)].clone();
    assert_eq!(after.stage, CallStage::Active { since: world.now });
    assert_eq!(after.taken_by, Some(desk()), "an active call is somebody's");
    assert!(!after.call_back_due, "whoever reopens it is on it");
    assert_eq!((after.draft, after.fixes, after.rang_at), (before.draft, before.fixes, before.rang_at));
}

#[test]
fn joining_can_be_undone_but_not_the_call_that_opened_it() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).told(2, "fire-house", pin(20.0));
    let before = world.state.clone();
    world.does(join(2, 1));
    assert_eq!(world.state.incidents[&incident(1)].calls, [call(1), call(2)]);
    world.does(Command::UnjoinCall { call: call(2) });
    assert_eq!(
        world.state.digest().expect("JSON"),
        before.digest().expect("JSON"),
        "as if it had never been joined"
    );
    world.answered(3).does(join(2, 1)).does(join(3, 1));
    assert_eq!(
        world.refuses(&Command::UnjoinCall { call: call(1) }),
        Some(RefusalCode::CallHasIncident),
        "the opening call stays, though other calls report it too"
    );
    world.does(Command::UnjoinCall { call: call(2) });
    assert_eq!(world.state.incidents[&incident(1)].calls, [call(1), call(3)], "the others stay");
}

#[test]
fn the_same_call_twice_is_refused() {
    let mut world = World::new();
    world.fire(1, &[]).does(ring(2, None));
    assert_eq!(world.refuses(&ring(2, None)), Some(RefusalCode::AlreadyThere));
    assert_eq!(world.refuses(&join(1, 1)), Some(RefusalCode::CallClosed), "it is joined already");
}

#[test]
fn a_draft_keeps_each_field_and_forgets_an_emptied_answer() {
    let mut world = World::new();
    world.answered(1);
    let answer = |text: &str| DraftChange::Answer { question: "inside".to_owned(), text: some(text) };
    for change in [
        DraftChange::Kind { kind: Some("fire-house".into()) },
        DraftChange::Place { text: some("depan masjid") },
        DraftChange::Caller { text: some("Bu Ani") },
        DraftChange::Note { text: some("api besar") },
        answer("dua anak"),
    ] {
        world.does(Command::Draft { call: call(1), change });
    }
    let draft = &world.state.calls[&call(1)].draft;
    assert_eq!(draft.kind, Some("fire-house".into()));
    let texts = [draft.place.text(), draft.caller.text(), draft.note.text(), draft.answers["inside"].text()];
    assert_eq!(texts, ["depan masjid", "Bu Ani", "api besar", "dua anak"]);
    world.does(Command::Draft { call: call(1), change: answer("") });
    world.does(Command::Draft { call: call(1), change: DraftChange::Kind { kind: None } });
    let draft = &world.state.calls[&call(1)].draft;
    assert!(draft.answers.is_empty() && draft.kind.is_none());
}

#[test]
fn earlier_calls_of_a_number_are_found_in_every_form() {
    let mut world = World::new();
    world.does(ring(1, Some("0812-3456-7890"))).does(ring(2, None)).does(ring(3, Some("+6281234567890")));
    let number = some("62 812 3456 7890");
    let found: Vec<u32> = world.state.calls_from(&number).map(|call| call.number).collect();
    assert_eq!(found, [3, 1], "the latest first");
    world.does(ring(4, Some("anonymous")));
    assert_eq!(world.state.calls_from(&some("")).count(), 0, "no number is not a number");
}

#[test]
fn a_late_fix_counts_for_the_open_call() {
    let mut world = World::new();
    world.does(ring(1, None)).wait(20);
    let aml = fix(FixSource::Network, north(300.0), 25);
    let events = world.give(&pbx(), &Command::AddFix { call: call(1), fix: aml.clone() });
    assert_eq!(events, Ok(vec![Event::FixAdded { call: call(1), fix: aml.clone() }]));
    assert_eq!(world.state.calls[&call(1)].location(), Some(&aml));
    world.give(&lead(), &Command::Answer { call: call(1) }).expect("answered");
}
