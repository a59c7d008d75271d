//! What holds whatever anybody does, in any order, at any time. `SIGAP_SEED=7 cargo test -p dispatch laws` tries
//! other streams than the usual ones; a law that breaks prints its seed and the shortest stream that breaks it.

use std::collections::{BTreeMap, BTreeSet};

use dispatch::alarm::{AlarmLimits, Outlook, Sighting};
use dispatch::call::{CallDisposition, CallStage};
use dispatch::duplicate::Report;
use dispatch::incident::IncidentDisposition;
use dispatch::unit::{Availability, SeenUnit, UnitPosition};
use dispatch::{
    Actor, Assignment, AssignmentStatus, At, Call, Command, Event, Incident, Recorded, RefusalCode, State,
    UnitId,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::permissions::who_may;
use crate::streams::{Step, cut_streams, streams};
use crate::variants::tags;
use crate::world::{World, call, closure, desk, handover, incident, north, pbx, pin, ring, some};

fn for_any<S: Strategy>(cases: u32, strategy: &S, law: impl Fn(S::Value)) {
    let seed = std::env::var("SIGAP_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(112);
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..Config::default()
    };
    let kept = TestRunner::new(config).run(strategy, |value| {
        law(value);
        Ok(())
    });
    if let Err(broken) = kept {
        panic!("SIGAP_SEED={seed}: {broken}");
    }
}

type Outcome = Result<Vec<Event>, RefusalCode>;

/// What a law sees of one step: the state before, who gave what, what came of it, and the world after.
struct Seen<'a> {
    before: &'a State,
    by: &'a Actor,
    command: &'a Command,
    outcome: &'a Outcome,
    world: &'a World,
}

/// Run a stream from the middle of a shift, showing each step to a law.
fn run(steps: &[Step], law: impl Fn(&Seen<'_>)) -> World {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]);
    world.does(Command::BeginHandover { handover: handover(1), outgoing: some("Sri") });
    world.told(2, "fire-house", pin(50.0));
    for Step { wait_s, by, command } in steps {
        world.wait(*wait_s);
        let before = world.state.clone();
        let outcome = world.give(by, command);
        law(&Seen { before: &before, by, command, outcome: &outcome, world: &world });
    }
    world
}

/// Run any stream, showing each step to a law.
fn at_every_step(law: impl Fn(&Seen<'_>)) {
    for_any(48, &streams(), |steps| drop(run(&steps, &law)));
}

fn digest(state: &State) -> String {
    state.digest().expect("a state can be written as JSON")
}

#[test]
fn laws_are_not_kept_because_nothing_happens() {
    let seen = std::cell::RefCell::new((BTreeMap::<String, u32>::new(), BTreeSet::new(), BTreeSet::new()));
    let noted = |step: &Seen<'_>| {
        let (events, commands, codes) = &mut *seen.borrow_mut();
        let name = |value: serde_json::Value, key: &str| value[key].as_str().expect("its name").to_owned();
        commands.insert(name(serde_json::to_value(step.command).expect("JSON"), "do"));
        match step.outcome {
            Ok(given) => {
                for event in given {
                    *events.entry(name(serde_json::to_value(event).expect("JSON"), "event")).or_default() +=
                        1;
                }
            }
            Err(code) => drop(codes.insert(*code)),
        }
    };
    for_any(240, &streams(), |steps| drop(run(&steps, noted)));
    let (events, commands, codes) = seen.into_inner();
    assert_eq!(commands, tags::<Command>("do"), "every command is tried");
    assert_eq!(
        events.keys().cloned().collect::<BTreeSet<_>>(),
        tags::<Event>("event"),
        "every event happens"
    );
    for (event, least) in [("incident_opened", 40), ("status_reported", 80), ("incident_reopened", 3)] {
        assert!(events[event] >= least, "{event} happened {} times", events[event]);
    }
    assert!(codes.len() >= 28, "{} codes were met", codes.len());
}

#[test]
fn a_unit_is_on_one_active_assignment_at_most() {
    at_every_step(|seen| {
        let mut bound: BTreeMap<&UnitId, Vec<_>> = BTreeMap::new();
        for incident in seen.world.state.incidents.values() {
            for assignment in incident.active_assignments() {
                bound.entry(&assignment.unit).or_default().push(incident.id);
            }
        }
        for (id, unit) in &seen.world.state.units {
            let on = bound.get(id).map_or(&[][..], Vec::as_slice);
            assert!(on.len() <= 1, "{id} is on {on:?}");
            assert_eq!(unit.committed_to.as_ref(), on.first(), "{id} knows what it is on");
        }
    });
}

#[test]
fn nothing_happens_by_nobody_or_by_somebody_who_may_not() {
    at_every_step(|seen| {
        let letter = match seen.by {
            Actor::Dispatcher { .. } => 'D',
            Actor::Lead { .. } => 'L',
            Actor::Responder { .. } => 'C',
            Actor::Feed { .. } => 'F',
            Actor::Caller { .. } => 'P',
            Actor::Room => 'R',
        };
        if !who_may(seen.command).contains(letter) {
            assert_eq!(seen.outcome, &Err(RefusalCode::NotPermitted));
        }
        if let (Actor::Responder { unit: own }, Ok(events)) = (seen.by, seen.outcome) {
            for event in events {
                match event {
                    // Who has cleared is told at once where it is awaited.
                    Event::StatusReported { unit, .. } | Event::UnitNotified { unit, .. } => {
                        assert_eq!(unit, own);
                    }
                    Event::PositionsNoted { positions } => {
                        assert!(positions.iter().all(|seen| seen.unit == *own));
                    }
                    other => panic!("a crew made {other:?}"),
                }
            }
        }
    });
}

#[test]
fn an_event_by_nobody_cannot_be_read() {
    for_any(4, &streams(), |steps| {
        for recorded in run(&steps, |_| {}).log {
            let mut written = serde_json::to_value(&recorded).expect("JSON");
            assert_eq!(serde_json::from_value(written.clone()).ok(), Some(recorded));
            written.as_object_mut().expect("an object").remove("by");
            assert!(serde_json::from_value::<Recorded>(written).is_err());
        }
    });
}

#[test]
fn a_closed_incident_has_no_unit_and_keeps_its_assignments() {
    at_every_step(|seen| {
        for incident in seen.world.state.incidents.values().filter(|incident| !incident.is_open()) {
            assert_eq!(incident.active_assignments().count(), 0, "{incident:?}");
            assert!(incident.queue.is_empty(), "nobody is awaited where all is over: {incident:?}");
            let before = &seen.before.incidents[&incident.id];
            let past = before.assignments.iter().filter(|own| !own.is_active());
            assert!(incident.assignments.iter().eq(past), "closing takes nothing away");
        }
    });
}

#[test]
fn a_command_is_refused_and_changes_nothing_or_is_taken_and_says_what_happened() {
    at_every_step(|seen| match seen.outcome {
        Err(_) => assert_eq!(&seen.world.state, seen.before),
        Ok(events) => assert!(!events.is_empty(), "{:?} was taken without a trace", seen.command),
    });
}

#[test]
fn the_same_events_make_the_same_state_through_any_crash() {
    for_any(48, &cut_streams(), |(steps, cut)| {
        let world = run(&steps, |_| {});
        let live = digest(&world.state);
        let replay = |state: State, events: &[Recorded]| {
            events.iter().fold(state, |mut state, recorded| {
                state.apply(recorded);
                state
            })
        };
        assert_eq!(digest(&replay(State::default(), &world.log)), live, "from the events");

        let lines: Vec<String> =
            world.log.iter().map(|recorded| serde_json::to_string(recorded).expect("JSON")).collect();
        let read: Vec<Recorded> =
            lines.iter().map(|line| serde_json::from_str(line).expect("what was written")).collect();
        assert_eq!(read, world.log, "what was written is what is read");
        assert_eq!(digest(&replay(State::default(), &read)), live, "from the events on the disk");

        let cut = cut.index(world.log.len() + 1);
        let half = replay(State::default(), &world.log[..cut]);
        let snapshot = serde_json::to_string(&half).expect("JSON");
        let restored: State = serde_json::from_str(&snapshot).expect("a snapshot");
        assert_eq!(restored, half, "a snapshot is the state");
        assert_eq!(digest(&replay(restored, &read[cut..])), live, "from a snapshot and the events behind it");
    });
}

#[test]
fn a_position_is_read_exactly_as_it_was_written() {
    for_any(4_000, &(-90.0..=90.0_f64, -180.0..=180.0_f64, 0.0_f32..100.0), |(lat, lon, speed)| {
        let position = dispatch::Position::new(lat, lon).expect("on the earth");
        let seen = UnitPosition { position, at: At(0), heading_deg: None, speed_mps: Some(speed) };
        let event = Event::PositionsNoted { positions: vec![SeenUnit { unit: "DMK-1".into(), seen }] };
        let written = serde_json::to_string(&event).expect("JSON");
        assert_eq!(serde_json::from_str::<Event>(&written).expect("what was written"), event);
    });
}

#[test]
fn a_state_that_differs_has_another_digest() {
    let told_apart = |seen: &Seen<'_>| {
        assert_eq!(digest(&seen.world.state) == digest(seen.before), seen.world.state == *seen.before);
    };
    for_any(12, &streams(), |steps| drop(run(&steps, told_apart)));
}

#[test]
fn numbers_grow_by_one_and_never_repeat() {
    at_every_step(|seen| {
        let state = &seen.world.state;
        let mut calls: Vec<u32> = state.calls.values().map(|call| call.number).collect();
        let mut incidents: Vec<u32> = state.incidents.values().map(|incident| incident.number).collect();
        calls.sort_unstable();
        incidents.sort_unstable();
        assert!(calls.iter().copied().eq(1..=state.last_call_number), "{calls:?}");
        assert!(incidents.iter().copied().eq(1..=state.last_incident_number), "{incidents:?}");
        if let Some(new) = state.calls.values().find(|call| !seen.before.calls.contains_key(&call.id)) {
            assert_eq!(new.number, state.last_call_number, "a new call has the next number");
        }
        if let Some(new) = state.incidents.values().find(|own| !seen.before.incidents.contains_key(&own.id)) {
            assert_eq!(new.number, state.last_incident_number, "a new incident has the next number");
        }
    });
}

#[test]
fn whoever_rings_is_heard() {
    at_every_step(|seen| {
        let Command::Ring { call, .. } = seen.command else { return };
        if seen.before.calls.contains_key(call) || seen.outcome == &Err(RefusalCode::NotPermitted) {
            return;
        }
        assert!(seen.world.state.calls[call].is_ringing(), "flagged or not, known or not");
    });
    for_any(24, &streams(), |steps| {
        let mut world = run(&steps, |_| {});
        let entry = dispatch::directory::DirectoryEntry {
            number: some("0811"),
            name: some("Pak Joyo"),
            address: some(""),
            position: None,
            note: some(""),
            flagged: true,
            ..dispatch::directory::DirectoryEntry::default()
        };
        world.does(Command::EnterNumber { entry });
        world.give(&pbx(), &ring(77, Some("0811"))).expect("a flagged number rings");
        assert!(world.state.calls[&call(77)].is_ringing());
    });
}

#[test]
fn a_ring_ends_only_by_an_answer_or_by_the_caller() {
    at_every_step(|seen| {
        for was in seen.before.calls.values().filter(|call| call.is_ringing()) {
            let is = &seen.world.state.calls[&was.id];
            let by_caller = is.hung_up_at.is_some() && is.call_back_due;
            assert!(is.is_ringing() || is.taken_by.is_some() || by_caller, "swallowed by {:?}", seen.command);
        }
    });
}

fn begins_with<T: PartialEq + std::fmt::Debug>(now: &[T], before: &[T], what: &str) {
    assert!(now.starts_with(before), "{what} were rewritten: {before:?} became {now:?}");
}

#[test]
fn nothing_that_happened_is_lost() {
    at_every_step(|seen| {
        for was in seen.before.calls.values() {
            let is = &seen.world.state.calls[&was.id];
            assert_eq!(
                (is.number, is.rang_at, &is.caller_number),
                (was.number, was.rang_at, &was.caller_number)
            );
            assert!(
                was.answered_at.is_none() || is.answered_at == was.answered_at,
                "the first answer counts"
            );
            begins_with(&is.fixes, &was.fixes, "fixes");
        }
        for was in seen.before.incidents.values() {
            let is = &seen.world.state.incidents[&was.id];
            assert_eq!(
                (is.number, is.opened_at, is.reported_at),
                (was.number, was.opened_at, was.reported_at)
            );
            assert_eq!(is.calls.first(), was.calls.first(), "the call that opened it stays");
            begins_with(&is.sendings, &was.sendings, "sendings");
            begins_with(&is.notes, &was.notes, "notes");
            for was in &was.assignments {
                // Where two incidents are one, what was on either is on one of them.
                let merges =
                    matches!(seen.command, Command::MergeIncident { .. } | Command::UnmergeIncident { .. });
                let anywhere = seen.world.state.incidents.values().filter(|own| merges || own.id == is.id);
                let mut kept = anywhere.flat_map(|own| &own.assignments);
                let same = |is: &&Assignment| (&is.unit, is.expected) == (&was.unit, was.expected);
                assert!(
                    kept.any(|is| same(&is) && is.steps.starts_with(&was.steps)),
                    "{was:?} was lost by {:?}",
                    seen.command
                );
            }
        }
        for was in seen.before.handovers.values() {
            let is = &seen.world.state.handovers[&was.id];
            assert_eq!(is.items.len(), was.items.len());
            for (is, was) in is.items.iter().zip(&was.items).filter(|(_, was)| was.signed_at.is_some()) {
                assert_eq!(is, was, "a signature stays");
            }
        }
    });
}

/// How far along a status is; written down apart from the crate's own.
fn rank(status: &AssignmentStatus) -> u8 {
    match status {
        AssignmentStatus::Notified => 0,
        AssignmentStatus::Acknowledged => 1,
        AssignmentStatus::EnRoute => 2,
        AssignmentStatus::OnScene => 3,
        AssignmentStatus::Transporting { .. } => 4,
        AssignmentStatus::AtHospital => 5,
        AssignmentStatus::Cleared { .. } | AssignmentStatus::StoodDown { .. } => 6,
    }
}

#[test]
fn assignments_go_forward_and_every_one_can_end() {
    at_every_step(|seen| {
        for assignment in seen.world.state.incidents.values().flat_map(|incident| &incident.assignments) {
            let ranks: Vec<u8> = assignment.steps.iter().map(|step| rank(&step.status)).collect();
            assert_eq!(ranks.first(), Some(&0), "every assignment begins with a notice");
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
        }
    });
    for_any(48, &streams(), |steps| {
        let mut world = run(&steps, |_| {});
        let active = |world: &World| {
            let open = world.state.incidents.values();
            let mut active =
                open.flat_map(|own| own.active_assignments().map(|one| (own.id, one.unit.clone())));
            active.next()
        };
        // Whoever is awaited elsewhere goes there first.
        while let Some((incident, unit)) = active(&world) {
            let awaited = world.state.queued_at(&unit).first().map(|own| own.id);
            let status = AssignmentStatus::Cleared { outcome: String::new() };
            world.does(Command::Report { incident, unit: unit.clone(), status });
            assert_eq!(world.state.units[&unit].committed_to, awaited);
            let free = awaited.is_none();
            assert_eq!(world.state.units[&unit].availability() == Availability::Available, free);
        }
        let open: Vec<_> =
            world.state.incidents.values().filter(|own| own.is_open()).map(|own| own.id).collect();
        for incident in open {
            world.does(Command::CloseIncident { incident, disposition: IncidentDisposition::Handled });
        }
    });
}

/// Whether two incidents can be merged without anybody's leaving a queue.
fn awaits_nobody_of(here: &Incident, there: &Incident) -> bool {
    here.queue.iter().all(|own| there.active_assignment(&own.unit).is_none() && !there.awaits(&own.unit))
}

#[test]
fn who_is_awaited_is_busy_elsewhere_and_awaited_once() {
    at_every_step(|seen| {
        for incident in seen.world.state.incidents.values() {
            let mut named = BTreeSet::new();
            for queued in &incident.queue {
                let on = seen.world.state.units[&queued.unit].committed_to;
                assert!(on.is_some_and(|on| on != incident.id), "{queued:?} is on {on:?}");
                assert!(named.insert(&queued.unit), "{queued:?} twice");
            }
        }
    });
}

#[test]
fn merges_lead_from_closed_duplicates_to_an_end() {
    at_every_step(|seen| {
        let state = &seen.world.state;
        for incident in state.incidents.values() {
            let end = state.surviving(incident.id);
            assert_eq!(state.incidents[&end].merged_into, None, "no merge leads in a circle");
            assert!(incident.merged_into.is_none() || !incident.is_open(), "{incident:?}");
            for duplicate in &incident.absorbed {
                assert_eq!(state.incidents[duplicate].merged_into, Some(incident.id), "both sides know");
            }
        }
    });
}

/// A call without what an undoing may change: since when it is active, and whose it is.
fn undone(call: &Call) -> Call {
    Call { stage: CallStage::Ringing, taken_by: None, ..call.clone() }
}

#[test]
fn what_is_undone_is_as_before() {
    for_any(48, &streams(), |steps| {
        let world = run(&steps, |_| {});
        let heard = world.state.calls.values().filter(|call| !call.is_closed() && !call.is_ringing());
        for was in heard {
            let mut tried = world.clone();
            tried.does(Command::CloseCall { call: was.id, disposition: CallDisposition::Dropped });
            tried.does(Command::ReopenCall { call: was.id });
            assert_eq!(undone(&tried.state.calls[&was.id]), undone(was));
            for open in world.state.incidents.values().filter(|own| own.is_open()) {
                tried.does(Command::JoinCall { call: was.id, incident: open.id });
                assert_ne!(&tried.state.incidents[&open.id], open);
                tried.does(Command::UnjoinCall { call: was.id });
                assert_eq!(&tried.state.incidents[&open.id], open);
                assert_eq!(undone(&tried.state.calls[&was.id]), undone(was));
            }
        }
        for was in world.state.incidents.values().filter(|own| own.is_open()) {
            let others = world.state.incidents.values().filter(|own| own.is_open() && own.id != was.id);
            for into in others.filter(|into| awaits_nobody_of(was, into) && awaits_nobody_of(into, was)) {
                let mut tried = world.clone();
                tried.does(Command::MergeIncident { incident: was.id, into: into.id });
                assert!(!tried.state.incidents[&was.id].is_open());
                tried.does(Command::UnmergeIncident { incident: was.id });
                assert_eq!(tried.state, world.state);
            }
        }
        let quiet =
            |own: &&Incident| own.is_open() && own.active_assignments().count() == 0 && own.queue.is_empty();
        for was in world.state.incidents.values().filter(quiet) {
            let mut tried = world.clone();
            tried.does(Command::CloseIncident { incident: was.id, disposition: IncidentDisposition::Prank });
            assert_ne!(tried.state, world.state);
            tried.does(Command::ReopenIncident { incident: was.id });
            assert_eq!(tried.state, world.state);
        }
    });
}

#[test]
fn any_event_can_be_applied_to_any_state() {
    let strange = (streams(), streams(), any::<u64>(), any::<i64>());
    for_any(48, &strange, |(here, elsewhere, order, at)| {
        let mut world = run(&here, |_| {});
        let mut events = run(&elsewhere, |_| {}).log;
        // Another room's events, in an order that never was, at times that never were.
        events.sort_by_key(|recorded| {
            serde_json::to_string(recorded)
                .expect("JSON")
                .bytes()
                .fold(order, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte))
        });
        for (turn, recorded) in events.iter().enumerate() {
            let at = if turn % 3 == 0 { At(at) } else { recorded.at };
            world.state.apply(&Recorded { at, ..recorded.clone() });
        }
        let state = &world.state;
        for unit in state.units.values() {
            assert!(
                unit.committed_to.is_none_or(|on| state.incidents.contains_key(&on)),
                "half a bond: {unit:?}"
            );
        }
        for call in state.calls.values() {
            assert!(
                call.incident.is_none_or(|on| state.incidents.contains_key(&on)),
                "half a bond: {call:?}"
            );
        }
        for now in [At(i64::MIN), At(at), At(i64::MAX)] {
            let limits = &AlarmLimits::default();
            let sighted = |_: &UnitId| Some(Sighting { at: At(at), still_since: now });
            let (catalogue, arrives) = (&world.catalogue, |_: &UnitId| Some(At(at)));
            let outlook =
                Outlook { limits, catalogue, arrives: &arrives, sighted: &sighted, uncovered: &[], now };
            state.alarms(&outlook);
            let (kind, place, number) = ("fire-house".into(), pin(0.0), some("0811"));
            let report = Report { kind: Some(&kind), place: Some(&place), number: Some(&number) };
            state.similar(&world.catalogue, report, now);
        }
        digest(state);
        for step in &here {
            world.give(&step.by, &step.command).ok();
        }
    });
}

#[test]
fn events_about_unknown_things_change_nothing() {
    let (mut world, by) = (World::new(), desk());
    world.does(ring(1, None)).fire(2, &["DMK-1"]).fire(3, &[]);
    let before = world.state.clone();
    let unknown = [
        Event::CallAnswered { call: call(9) },
        Event::CallJoined { call: call(1), incident: incident(9) },
        Event::CallJoined { call: call(9), incident: incident(2) },
        Event::CallUnjoined { call: call(2), incident: incident(9) },
        Event::UnitNotified { incident: incident(9), unit: "DMK-2".into(), expected: None },
        Event::UnitNotified { incident: incident(2), unit: "X-9".into(), expected: None },
        Event::StatusReported {
            incident: incident(9),
            unit: "DMK-1".into(),
            status: crate::world::cleared(),
        },
        Event::StatusReported {
            incident: incident(2),
            unit: "DMK-2".into(),
            status: crate::world::cleared(),
        },
        Event::StatusReported {
            incident: incident(3),
            unit: "DMK-1".into(),
            status: crate::world::cleared(),
        },
        Event::IncidentClosed { incident: incident(9), disposition: IncidentDisposition::Handled },
        Event::PlaceMoved {
            incident: incident(9),
            place: dispatch::Fix { position: north(1.0), ..pin(0.0) },
        },
        Event::ClosureChanged {
            closure: closure(9),
            shape: dispatch::closure::ClosedShape::Road { at: north(1.0) },
            effect: dispatch::closure::Effect::Closed,
            why: "banjir".to_owned(),
        },
        Event::RoadOpened { closure: closure(9) },
        Event::ItemSigned { handover: handover(9), item: 3, incoming: some("Budi") },
        Event::HandoverCompleted { handover: handover(9), incoming: some("Budi") },
    ];
    for event in unknown {
        world.state.apply(&Recorded { at: world.now, by: by.clone(), event: event.clone() });
        assert_eq!(world.state, before, "{event:?}");
    }
}
