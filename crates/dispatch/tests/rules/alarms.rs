//! Alarms: they open, are acknowledged, repeat, and resolve themselves.

use std::collections::BTreeMap;

use dispatch::alarm::{Alarm, AlarmLimits, Outlook};
use dispatch::assignment::Expected;
use dispatch::call::CallDisposition;
use dispatch::incident::IncidentDisposition;
use dispatch::{AssignmentStatus, At, Command, RefusalCode, UnitId};

use crate::world::{World, call, cleared, incident, pin, report, ring, send, stood_down};

const LIMITS: AlarmLimits = AlarmLimits {
    ring_s: 10,
    without_units_s: 90,
    notice_s: 60,
    late_s: 180,
    call_back_s: 120,
    repeat_s: 300,
};

/// The alarms that stand where units arrive as reckoned.
fn alarms(world: &World) -> Vec<Alarm> {
    alarms_by(world, &LIMITS, &BTreeMap::new())
}

fn alarms_by(world: &World, limits: &AlarmLimits, arrivals: &BTreeMap<&str, At>) -> Vec<Alarm> {
    let arrives = |unit: &UnitId| arrivals.get(unit.0.as_str()).copied();
    world.state.alarms(&Outlook { limits, catalogue: &world.catalogue, arrives: &arrives, now: world.now })
}

/// The alarms that stand, by the first word of their keys.
fn standing(world: &World) -> Vec<String> {
    words(&alarms(world))
}

fn words(alarms: &[Alarm]) -> Vec<String> {
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
    let key = alarms(&world)[0].key.clone();
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
    let key = alarms(&world)[0].key.clone();
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
        (format!("will-be-late/{fire}/DMK-1"), true), // when it will arrive is for the roads to say
        (format!("will-be-late/{fire}/DMK-2"), false),
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
    let since: Vec<At> = alarms(&world).iter().map(|alarm| alarm.since).collect();
    assert!(since.is_sorted());
}

#[test]
fn a_late_unit_is_late_since_it_was_due() {
    let mut world = driving();
    let due = At(world.now.0 + 300_000);
    world.does(report(1, "DMK-1", AssignmentStatus::EnRoute)).wait(1000);
    assert_eq!(alarms(&world)[0].since, due);
}

#[test]
fn a_clock_that_jumps_back_raises_no_alarm() {
    let mut world = driving();
    world.does(report(1, "DMK-1", AssignmentStatus::EnRoute)).does(ring(2, None)).wait(-86_400);
    assert_eq!(standing(&world), [""; 0]);
    let at_once = AlarmLimits { ring_s: 0, late_s: 0, ..LIMITS };
    let keys: Vec<_> =
        alarms_by(&world, &at_once, &BTreeMap::new()).into_iter().map(|alarm| alarm.key).collect();
    assert_eq!(keys, [format!("ring/{}", call(2))], "a unit isn't late before it was due");
}

#[test]
fn a_journey_beyond_all_bounds_overflows_nothing() {
    let mut world = World::new();
    let never = Expected { turnout_s: u32::MAX, travel_s: u32::MAX, distance_m: u32::MAX };
    world.expected.insert("DMK-1".into(), never);
    world.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::EnRoute));
    assert!(alarms(&world).is_empty());
    world.now = At(i64::MAX);
    assert!(!alarms(&world).is_empty());
}

#[test]
fn only_what_needs_units_waits_for_them() {
    for (kind, alarm) in [("fire-house", true), ("complaint-road", false)] {
        let mut world = World::new();
        world.told(1, kind, pin(0.0));
        world
            .does(Command::OpenIncident { incident: incident(1), call: call(1), send: send(&[]) })
            .wait(3600);
        assert_eq!(standing(&world), if alarm { vec!["no-units"] } else { vec![] }, "{kind}");
    }
}

/// DMK-1 is due 300 s after it was sent and may be 180 s later. Each row: seconds gone by, seconds after sending at which
/// it is reckoned to arrive now, and the alarm.
#[test]
fn a_unit_that_will_be_late_is_told_before_it_is() {
    let rows: [(i64, Option<i64>, &str); 8] = [
        (10, Some(300), ""),
        (10, Some(479), ""),
        (10, Some(480), "will-be-late"),
        (10, None, ""), // its position is stale: nothing is made up
        (320, Some(500), "will-be-late"),
        (479, Some(479), ""),
        (480, Some(481), "late"), // one alarm, not two
        (480, None, "late"),
    ];
    for (gone_s, arrives_s, alarm) in rows {
        let mut world = driving();
        let sent = world.now;
        world.does(report(1, "DMK-1", AssignmentStatus::EnRoute)).wait(gone_s);
        let arrives = arrives_s.map(|seconds| ("DMK-1", At(sent.0 + seconds * 1000)));
        let alarms = alarms_by(&world, &LIMITS, &arrives.into_iter().collect());
        let expected: Vec<&str> = [alarm].into_iter().filter(|own| !own.is_empty()).collect();
        assert_eq!(words(&alarms), expected, "after {gone_s} s, arriving at {arrives_s:?}");
        for alarm in alarms {
            world.does(Command::AcknowledgeAlarm { alarm: alarm.key });
            assert_eq!(words(&alarms_by(&world, &LIMITS, &BTreeMap::from_iter(arrives))), [""; 0]);
        }
    }
    let mut world = driving();
    world.does(report(1, "DMK-1", AssignmentStatus::OnScene));
    let never = BTreeMap::from([("DMK-1", At(i64::MAX))]);
    assert!(alarms_by(&world, &LIMITS, &never).is_empty(), "it has arrived");
}
