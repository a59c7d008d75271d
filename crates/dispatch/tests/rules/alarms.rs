//! Alarms: they open, are acknowledged, repeat, and resolve themselves.

use dispatch::alarm::AlarmLimits;
use dispatch::assignment::Expected;
use dispatch::call::CallDisposition;
use dispatch::incident::IncidentDisposition;
use dispatch::{AssignmentStatus, At, Command, RefusalCode};

use crate::world::{World, call, cleared, incident, report, ring, send, stood_down};

const LIMITS: AlarmLimits = AlarmLimits {
    ring_s: 10,
    without_units_s: 90,
    notice_s: 60,
    late_s: 180,
    call_back_s: 120,
    repeat_s: 300,
};

/// The alarms that stand, by the first word of their keys.
fn standing(world: &World) -> Vec<String> {
    let alarms = world.state.alarms(&LIMITS, world.now);
    alarms.iter().map(|alarm| alarm.key.split('/').next().unwrap_or_default().to_owned()).collect()
}

/// A fire with DMK-1 on it, reckoned at 60 s turnout and 240 s of road.
fn driving() -> World {
    let mut world = World::new();
    world.expected.insert("DMK-1".into(), Expected { turnout_s: 60, travel_s: 240, distance_m: 2000 });
    world.fire(1, &["DMK-1"]);
    world
}

/// Something that happens.
type Step = fn(&mut World) -> &mut World;

/// Each row: how it begins, what opens after how many seconds, and what resolves it.
#[test]
fn an_alarm_opens_in_time_and_resolves_itself() {
    let rows: [(&str, Step, i64, Step); 12] = [
        ("ring", |w| w.does(ring(1, None)), 10, |w| w.does(Command::Answer { call: call(1) })),
        ("ring", |w| w.does(ring(1, None)), 10, |w| w.does(Command::HangUp { call: call(1) })),
        (
            "call-back",
            |w| w.does(ring(1, None)).does(Command::HangUp { call: call(1) }),
            120,
            |w| w.does(Command::CalledBack { call: call(1) }),
        ),
        (
            "call-back", // it counts from when it was found to be dropped, not from the ring
            |w| {
                let disposition = CallDisposition::Dropped;
                w.answered(1).wait(900).does(Command::CloseCall { call: call(1), disposition })
            },
            120,
            |w| w.does(Command::ReopenCall { call: call(1) }),
        ),
        (
            "no-units",
            |w| w.fire(1, &[]),
            90,
            |w| w.does(Command::Send { incident: incident(1), send: send(&["DMK-1"]) }),
        ),
        (
            "no-units",
            |w| w.fire(1, &[]),
            90,
            |w| {
                let disposition = IncidentDisposition::NothingFound;
                w.does(Command::CloseIncident { incident: incident(1), disposition })
            },
        ),
        (
            "no-units", // its only unit was called off on the way
            |w| {
                w.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::EnRoute));
                w.wait(600).does(report(1, "DMK-1", stood_down()))
            },
            90,
            |w| w.does(Command::Send { incident: incident(1), send: send(&["DMK-2"]) }),
        ),
        (
            "notice",
            |w| w.fire(1, &["DMK-1"]),
            60,
            |w| w.does(report(1, "DMK-1", AssignmentStatus::Acknowledged)),
        ),
        ("notice", |w| w.fire(1, &["DMK-1"]), 60, |w| w.does(report(1, "DMK-1", cleared()))),
        (
            "late",
            |w| {
                *w = driving();
                w.does(report(1, "DMK-1", AssignmentStatus::EnRoute))
            },
            60 + 240 + 180,
            |w| w.does(report(1, "DMK-1", AssignmentStatus::OnScene)),
        ),
        (
            "late", // a crew that acknowledged and then forgot to press is as late
            |w| {
                *w = driving();
                w.does(report(1, "DMK-1", AssignmentStatus::Acknowledged))
            },
            60 + 240 + 180,
            |w| w.does(report(1, "DMK-1", cleared())),
        ),
        (
            "late",
            |w| {
                *w = driving();
                w.does(report(1, "DMK-1", AssignmentStatus::EnRoute))
            },
            60 + 240 + 180,
            |w| {
                w.does(report(1, "DMK-1", stood_down()));
                w.does(Command::Send { incident: incident(1), send: send(&["DMK-2"]) })
            },
        ),
    ];
    for (row, (key, begin, after_s, resolve)) in rows.iter().enumerate() {
        let mut world = World::new();
        begin(&mut world);
        world.wait(after_s - 1);
        assert_eq!(standing(&world), [""; 0], "row {row}: {key} too early");
        world.wait(1);
        assert_eq!(standing(&world), [*key], "row {row}: {key} opens");
        world.wait(3600);
        assert_eq!(standing(&world), [*key], "row {row}: {key} stands while its cause lasts");
        resolve(&mut world);
        assert_eq!(standing(&world), [""; 0], "row {row}: {key} resolves itself");
    }
}

#[test]
fn an_incident_that_a_unit_has_reached_is_not_neglected() {
    for end in [cleared(), stood_down()] {
        let mut world = World::new();
        world.fire(1, &["DMK-1"]);
        world.does(report(1, "DMK-1", AssignmentStatus::OnScene)).does(report(1, "DMK-1", end));
        world.wait(3600);
        assert_eq!(standing(&world), [""; 0]);
    }
}

#[test]
fn a_unit_without_a_reckoned_way_is_never_late() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::EnRoute)).wait(86_400);
    assert_eq!(standing(&world), [""; 0]);
}

#[test]
fn an_acknowledged_alarm_is_silent_and_comes_back() {
    let mut world = World::new();
    world.does(ring(1, None)).wait(15);
    let key = world.state.alarms(&LIMITS, world.now)[0].key.clone();
    world.does(Command::AcknowledgeAlarm { alarm: key });
    for (wait_s, expected) in [(0, 0), (299, 0), (1, 1), (3600, 1)] {
        world.wait(wait_s);
        assert_eq!(standing(&world).len(), expected, "{wait_s} s later");
    }
}

#[test]
fn an_alarm_whose_cause_is_new_is_not_the_one_acknowledged() {
    let mut world = World::new();
    world.does(ring(1, None)).does(Command::HangUp { call: call(1) }).wait(121);
    let key = world.state.alarms(&LIMITS, world.now)[0].key.clone();
    world.does(Command::AcknowledgeAlarm { alarm: key });
    world.wait(1).does(Command::ReopenCall { call: call(1) });
    world.wait(1).does(Command::CloseCall { call: call(1), disposition: CallDisposition::Dropped });
    world.wait(120);
    assert_eq!(standing(&world), ["call-back"], "dropped again, due again");
}

#[test]
fn only_what_has_a_cause_is_acknowledged() {
    let mut world = driving();
    world.does(ring(2, None));
    let fire = incident(1);
    for (key, there) in [
        (format!("ring/{}", call(2)), true), // younger than its limit, which is the room's to set
        (format!("notice/{fire}/DMK-1"), true),
        (format!("ring/{}", call(1)), false),
        (format!("no-units/{fire}"), false),
        ("nonsense".to_owned(), false),
        (String::new(), false),
    ] {
        let refused = world.refuses(&Command::AcknowledgeAlarm { alarm: key.clone() });
        assert_eq!(refused, if there { None } else { Some(RefusalCode::UnknownAlarm) }, "{key}");
    }
}

#[test]
fn the_oldest_cause_comes_first() {
    let mut world = World::new();
    world.fire(1, &[]);
    world.wait(30).does(ring(2, None)).wait(60).does(ring(3, None)).wait(60);
    assert_eq!(standing(&world), ["no-units", "ring", "ring"]);
    let since: Vec<At> = world.state.alarms(&LIMITS, world.now).iter().map(|alarm| alarm.since).collect();
    assert!(since.is_sorted());
}

#[test]
fn a_late_unit_is_late_since_it_was_due() {
    let mut world = driving();
    let due = At(world.now.0 + 300_000);
    world.does(report(1, "DMK-1", AssignmentStatus::EnRoute)).wait(1000);
    assert_eq!(world.state.alarms(&LIMITS, world.now)[0].since, due);
}

#[test]
fn a_clock_that_jumps_back_raises_no_alarm() {
    let mut world = driving();
    world.does(report(1, "DMK-1", AssignmentStatus::EnRoute)).does(ring(2, None)).wait(-86_400);
    assert_eq!(standing(&world), [""; 0]);
    let at_once = AlarmLimits { ring_s: 0, late_s: 0, ..LIMITS };
    let keys: Vec<_> = world.state.alarms(&at_once, world.now).into_iter().map(|alarm| alarm.key).collect();
    assert_eq!(keys, [format!("ring/{}", call(2))], "a unit isn't late before it was due");
}

#[test]
fn a_journey_beyond_all_bounds_overflows_nothing() {
    let mut world = World::new();
    let never = Expected { turnout_s: u32::MAX, travel_s: u32::MAX, distance_m: u32::MAX };
    world.expected.insert("DMK-1".into(), never);
    world.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::EnRoute));
    assert!(world.state.alarms(&LIMITS, world.now).is_empty());
    world.now = At(i64::MAX);
    assert!(!world.state.alarms(&LIMITS, world.now).is_empty());
}
