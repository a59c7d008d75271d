//! Calls from ring to disposition.

use dispatch::call::{CallBackResult, CallDisposition, CallStage, Channel, DraftChange, LOCATION_LINK_S};
use dispatch::directory::DirectoryEntry;
use dispatch::{Actor, Command, Event, FixSource, RefusalCode};

use crate::world::{World, call, caller, desk, fix, incident, lead, north, pbx, pin, ring, send, some};

fn close(n: u128, disposition: CallDisposition) -> Command {
    Command::CloseCall { call: call(n), disposition }
}

fn join(n: u128, to: u128) -> Command {
    Command::JoinCall { call: call(n), incident: incident(to) }
}

fn reached(n: u128) -> Command {
    Command::CalledBack { call: call(n), result: CallBackResult::Reached }
}

fn not_reached(n: u128) -> Command {
    Command::CalledBack { call: call(n), result: CallBackResult::NotReached }
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
        reached(1),
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
        ("joined",  [no(CallClosed), no(CallClosed), None, no(CallClosed), None, no(CallClosed), no(CallClosed), no(CallHasIncident), no(CallStage), no(CallClosed), no(CallClosed), None]),
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
fn a_call_that_was_answered_by_the_handset_alone_is_taken_by_the_first_desk() {
    let mut world = World::new();
    let other = Actor::Dispatcher { desk: "B".to_owned() };
    let take = Command::Answer { call: call(1) };
    world.does(ring(1, None));
    world.give(&pbx(), &take).expect("the exchange heard the handset");
    assert_eq!(world.give(&pbx(), &take), Err(RefusalCode::CallStage), "lifted once");
    let answered = world.state.calls[&call(1)].answered_at;
    world.wait(5);
    world.give(&desk(), &take).expect("no desk has it");
    assert_eq!(world.state.calls[&call(1)].taken_by, Some(desk()));
    assert_eq!(world.state.calls[&call(1)].answered_at, answered, "answering times count from the handset");
    assert_eq!(world.give(&other, &take), Err(RefusalCode::CallStage), "a desk has it");
    assert_eq!(world.give(&pbx(), &take), Err(RefusalCode::CallStage), "a machine takes it from nobody");
}

#[test]
fn a_caller_who_hangs_up_unheard_is_called_back() {
    let mut world = World::new();
    world.does(ring(1, Some("0812 3456 7890")));
    world.give(&pbx(), &Command::HangUp { call: call(1) }).expect("the line went dead");
    let dropped = &world.state.calls[&call(1)];
    assert!(matches!(dropped.stage, CallStage::Closed { disposition: CallDisposition::Dropped, .. }));
    assert!(dropped.call_back_due);
    world.does(reached(1));
    assert!(!world.state.calls[&call(1)].call_back_due);
    assert_eq!(world.refuses(&reached(1)), Some(RefusalCode::CallStage), "once is enough");
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
        ..DirectoryEntry::default()
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

#[test]
fn a_caller_who_is_not_reached_stays_to_be_called_back() {
    use CallBackResult::{NotReached, Reached};
    let mut world = World::new();
    world.does(ring(1, Some("0812"))).does(Command::HangUp { call: call(1) });
    let due = |world: &World| world.state.calls[&call(1)].call_back_since();
    assert_eq!(due(&world), Some(world.now));
    world.wait(120).does(not_reached(1));
    assert_eq!(due(&world), Some(world.now), "due again, counted from the last try");
    world.wait(60).does(reached(1));
    assert_eq!(due(&world), None);
    world.wait(5).does(not_reached(1));
    assert_eq!(due(&world), Some(world.now), "a slip of the finger is corrected");
    let tries: Vec<_> = world.state.calls[&call(1)].call_backs.iter().map(|tried| tried.result).collect();
    assert_eq!(tries, [NotReached, Reached, NotReached], "every try is kept");
    world.answered(2).does(close(2, CallDisposition::Prank));
    assert_eq!(world.refuses(&not_reached(2)), Some(RefusalCode::CallStage), "nobody has to call back");
}

#[test]
fn abuse_is_a_mark_and_no_ending() {
    let mut world = World::new();
    let mark = |abusive| Command::MarkAbusive { call: call(1), abusive };
    world.does(ring(1, None));
    assert_eq!(world.refuses(&mark(true)), Some(RefusalCode::CallStage), "nobody has listened yet");
    world.does(Command::Answer { call: call(1) }).does(mark(true));
    assert!(world.state.calls[&call(1)].abusive);
    assert_eq!(world.refuses(&close(1, CallDisposition::Information)), None, "what was said may be true");
    world.does(close(1, CallDisposition::Prank)).does(mark(false));
    assert!(!world.state.calls[&call(1)].abusive, "the mark is taken back, also when the call is over");
}

#[test]
fn a_call_entered_by_hand_has_the_number_and_channel_that_were_told() {
    let mut world = World::new();
    let entry = DirectoryEntry {
        number: some("0812-3456-7890"),
        address: some("Gg. Melati 3"),
        position: Some(north(700.0)),
        ..DirectoryEntry::default()
    };
    world.does(Command::EnterNumber { entry }).answered(1);
    let number = |text: &str| DraftChange::Number { text: some(text) };
    for typed in ["0812", "+62 812 3456 7890", "0812-3456-7890"] {
        world.does(Command::Draft { call: call(1), change: number(typed) });
    }
    let channel = DraftChange::Channel { channel: Channel::Whatsapp };
    world.does(Command::Draft { call: call(1), change: channel });
    let known = &world.state.calls[&call(1)];
    assert_eq!((known.channel, known.caller()), (Channel::Whatsapp, Some(&some("0812-3456-7890"))));
    let sources: Vec<_> = known.fixes.iter().map(|fix| fix.source).collect();
    assert_eq!(sources, [FixSource::Directory], "the directory knows the place as the number is typed, once");
    assert_eq!(world.state.calls_from(&some("081234567890")).count(), 1);
    world.does(ring(2, Some("0812")));
    let other = Command::Draft { call: call(2), change: number("0813") };
    assert_eq!(world.refuses(&other), Some(RefusalCode::NumberGiven), "what the line says stands");
}

#[test]
fn a_place_may_be_told_as_long_as_somebody_works_on_it() {
    let late = fix(FixSource::Network, north(300.0), 25);
    let add = |n| Command::AddFix { call: call(n), fix: late.clone() };
    let mut world = World::new();
    world.fire(1, &[]);
    world.give(&pbx(), &add(1)).expect("the network answers 20 s late, when units are on their way");
    let ended = dispatch::incident::IncidentDisposition::Handled;
    world.does(Command::CloseIncident { incident: incident(1), disposition: ended });
    assert_eq!(world.refuses(&add(1)), Some(RefusalCode::CallClosed));
}

#[test]
fn a_callers_link_works_for_an_hour_and_for_its_own_call() {
    let page = fix(FixSource::CallerPage, north(300.0), 12);
    let add = |n| Command::AddFix { call: call(n), fix: page.clone() };
    let link = |n| Command::LinkLocation { call: call(n), token_digest: "0f".to_owned() };
    let mut world = World::new();
    world.answered(1).answered(2);
    let tells = |world: &mut World| world.give(&caller(1), &add(1)).err();
    assert_eq!(tells(&mut world), Some(RefusalCode::LinkEnded), "no link was made");
    world.does(link(1));
    assert_eq!(tells(&mut world), None);
    assert_eq!(world.give(&caller(1), &add(2)), Err(RefusalCode::NotPermitted), "another's call");
    world.wait(i64::from(LOCATION_LINK_S) - 1);
    assert_eq!(tells(&mut world), None);
    world.wait(1);
    assert_eq!(tells(&mut world), Some(RefusalCode::LinkEnded), "after an hour");
    world.does(link(1)).does(close(1, CallDisposition::Information));
    assert_eq!(tells(&mut world), Some(RefusalCode::CallClosed), "the call is over");
    assert_eq!(world.refuses(&link(1)), Some(RefusalCode::CallClosed));
}

#[test]
fn a_machines_word_is_news_until_somebody_has_looked_at_it() {
    let network = |metres: f64, radius_m| Command::AddFix {
        call: call(1),
        fix: fix(FixSource::Network, north(metres), radius_m),
    };
    let page =
        |metres: f64| Command::AddFix { call: call(1), fix: fix(FixSource::CallerPage, north(metres), 10) };
    let news = |world: &World| world.state.calls[&call(1)].news.map(|news| (news.fix, news.before));
    let mut world = World::new();
    world.does(ring(1, None)).does(network(0.0, 800));
    assert_eq!(news(&world), None, "whoever answers sees it anyway");
    world.does(Command::Answer { call: call(1) }).does(page(300.0));
    assert_eq!(news(&world), Some((1, Some(0))));
    world.does(page(310.0)).does(page(320.0));
    assert_eq!(news(&world), Some((3, Some(0))), "a phone that goes on telling is one piece of news");
    world.does(Command::ChooseFix { call: call(1), fix: Some(0) });
    assert_eq!(news(&world), None, "refused");
    let place = |world: &World| world.state.calls[&call(1)].location_index();
    assert_eq!(place(&world), Some(0));
    world.does(page(330.0));
    assert_eq!(place(&world), Some(0), "the choice stands");
    assert_eq!(news(&world), Some((4, Some(0))), "but what comes is told");
    world.does(Command::AddFix { call: call(1), fix: pin(0.0) });
    assert_eq!(news(&world), None, "the dispatcher's own word ends it");
}
