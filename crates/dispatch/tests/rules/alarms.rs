//! Alarms: they open, are acknowledged, repeat, and resolve themselves.

use std::collections::BTreeMap;

use dispatch::alarm::{
    Alarm, AlarmCause, AlarmLimits, Outlook, Sighting, UncoveredZone, UnsoundLimits, Urgency,
};
use dispatch::assignment::Expected;
use dispatch::call::{CallBackResult, CallDisposition, DraftChange};
use dispatch::incident::IncidentDisposition;
use dispatch::unit::{Duty, Service};
use dispatch::{AssignmentStatus, At, Command, RefusalCode, UnitId};

use crate::world::{World, call, cleared, incident, pin, report, ring, send, stood_down};

const LIMITS: AlarmLimits = AlarmLimits {
    ring_s: 10,
    unclassified_s: 120,
    hold_s: 60,
    undecided_s: 7_200, // longer than any other row lasts
    without_units_s: 90,
    notice_s: 60,
    not_moving_s: 120,
    late_s: 180,
    stale_s: 300,
    on_scene_s: 1800,
    call_back_s: 120,
    uncovered_s: 300,
    uncovered_percent: 25,
    repeat_s: 300,
    slow_repeat_s: 1200,
    budget_per_hour: 12,
};

/// What the room knows beside its log.
#[derive(Default)]
struct Known {
    arrivals: BTreeMap<&'static str, At>,
    sightings: BTreeMap<&'static str, Sighting>,
    uncovered: Vec<UncoveredZone>,
}

/// The alarms that stand where units arrive as reckoned, and no device tells where they are.
fn alarms(world: &World) -> Vec<Alarm> {
    alarms_by(world, &LIMITS, &Known::default())
}

fn alarms_by(world: &World, limits: &AlarmLimits, known: &Known) -> Vec<Alarm> {
    let arrives = |unit: &UnitId| known.arrivals.get(unit.0.as_str()).copied();
    let sighted = |unit: &UnitId| known.sightings.get(unit.0.as_str()).copied();
    world.state.alarms(&Outlook {
        limits,
        catalogue: &world.catalogue,
        arrives: &arrives,
        sighted: &sighted,
        uncovered: &known.uncovered,
        now: world.now,
    })
}

/// The causes that stand, by the first word of their keys.
fn standing(world: &World) -> Vec<String> {
    words(&alarms(world))
}

fn causes(alarms: &[Alarm]) -> impl Iterator<Item = &AlarmCause> {
    alarms.iter().flat_map(|alarm| &alarm.causes)
}

fn words(alarms: &[Alarm]) -> Vec<String> {
    causes(alarms).map(|cause| cause.key.split('/').next().unwrap_or_default().to_owned()).collect()
}

fn acknowledge(world: &mut World, alarms: &[Alarm]) {
    for cause in causes(alarms) {
        world.does(Command::AcknowledgeAlarm { alarm: cause.key.clone() });
    }
}

/// A fire with DMK-1 on it, reckoned at 60 s turnout and 240 s of road.
fn driving() -> World {
    let mut world = World::new();
    world.expected.insert("DMK-1".into(), Expected { turnout_s: 60, travel_s: 240, distance_m: 2000 });
    world.fire(1, &["DMK-1"]);
    world
}

fn typed(number: u128) -> Command {
    let change = DraftChange::Kind { kind: Some("fire-house".into()) };
    Command::Draft { call: call(number), change }
}

fn silent(number: u128) -> Command {
    Command::CloseCall { call: call(number), disposition: CallDisposition::Silent }
}

/// Something that happens.
type Step = fn(&mut World) -> &mut World;

/// How it begins, what opens after how many seconds, and what resolves it.
type Life = (&'static str, Step, i64, Step);

#[test]
fn an_alarm_about_a_call_or_an_incident_opens_in_time_and_resolves_itself() {
    plays(&[
        ("ring", |w| w.does(ring(1, None)), 10, |w| w.does(Command::Answer { call: call(1) })),
        ("ring", |w| w.does(ring(1, None)), 10, |w| w.does(Command::HangUp { call: call(1) })),
        (
            "call-back",
            |w| w.does(ring(1, None)).does(Command::HangUp { call: call(1) }),
            120,
            |w| w.does(Command::CalledBack { call: call(1), result: CallBackResult::Reached }),
        ),
        (
            "hold",
            |w| w.answered(1).wait(900).does(Command::Hold { call: call(1) }),
            60,
            |w| w.does(Command::Answer { call: call(1) }).does(typed(1)),
        ),
        ("hold", |w| w.answered(1).does(Command::Hold { call: call(1) }), 60, |w| w.does(silent(1))),
        ("undecided", |w| w.answered(1).does(typed(1)), 7_200, |w| w.does(silent(1))),
        (
            "undecided", // whoever is put on hold is looked after as one who holds
            |w| w.answered(1).does(typed(1)),
            7_200,
            |w| w.does(Command::Hold { call: call(1) }),
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
    ]);
}

#[test]
fn an_alarm_about_a_unit_opens_in_time_and_resolves_itself() {
    plays(&[
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
        ("unclassified", |w| w.answered(1), 120, |w| w.does(typed(1))),
        ("unclassified", |w| w.answered(1), 120, |w| w.does(silent(1))),
        ("unclassified", |w| w.answered(1), 120, |w| w.does(Command::Hold { call: call(1) })),
        (
            "on-scene",
            |w| w.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::OnScene)),
            1800,
            |w| w.does(report(1, "DMK-1", cleared())),
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
    ]);
}

fn plays(rows: &[Life]) {
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
    let first = alarms(&world);
    acknowledge(&mut world, &first);
    for (wait_s, expected) in [(0, 0), (299, 0), (1, 1), (3600, 1)] {
        world.wait(wait_s);
        assert_eq!(standing(&world).len(), expected, "{wait_s} s later");
    }
}

#[test]
fn an_alarm_whose_cause_is_new_is_not_the_one_acknowledged() {
    let mut world = World::new();
    world.does(ring(1, None)).does(Command::HangUp { call: call(1) }).wait(121);
    let first = alarms(&world);
    acknowledge(&mut world, &first);
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
        (format!("not-moving/{fire}/DMK-1"), true), // where it stands is for its device to say
        (format!("stale/{fire}/DMK-1"), true),
        (format!("stale/{fire}/DMK-2"), false),
        ("uncovered/fire/3510".to_owned(), true), // which zones there are is for the region to say
        ("uncovered/rescue/3510".to_owned(), false), // nobody of that service is on duty
        (format!("no-units/{fire}"), false),
        ("nonsense".to_owned(), false),
        (String::new(), false),
    ] {
        let refused = world.refuses(&Command::AcknowledgeAlarm { alarm: key.clone() });
        assert_eq!(refused, if there { None } else { Some(RefusalCode::UnknownAlarm) }, "{key}");
    }
}

#[test]
fn a_ring_comes_first_then_what_kills_then_the_oldest() {
    let mut world = World::new();
    world.fire(1, &[]);
    world.wait(30).does(ring(2, None)).does(ring(3, None)).wait(60).answered(4).wait(120);
    world.does(Command::HangUp { call: call(2) }).wait(120);
    let found: Vec<_> = alarms(&world).into_iter().map(|alarm| (alarm.key, alarm.urgency)).collect();
    let fire = format!("no-units/{}", incident(1));
    let expected = [
        ("ring", Urgency::Ring),
        (fire.as_str(), Urgency::Life),
        ("unclassified", Urgency::Action),
        ("call-back", Urgency::Action),
    ];
    assert_eq!(found, expected.map(|(key, urgency)| (key.to_owned(), urgency)));
}

/// Each row: the incident's type, what happens, and what a notice that nobody acknowledges is.
#[test]
fn what_kills_is_what_is_grave_and_reached_by_nobody() {
    let rows: [(&str, Step, Urgency); 3] = [
        ("fire-house", |w| w, Urgency::Life),
        ("fire-house", |w| w.does(report(1, "DMK-2", AssignmentStatus::OnScene)), Urgency::Action),
        ("traffic-damage", |w| w, Urgency::Action),
    ];
    for (kind, happens, urgency) in rows {
        let mut world = World::new();
        world.told(1, kind, pin(0.0));
        let send = send(&["DMK-1", "DMK-2"]);
        happens(world.does(Command::OpenIncident { incident: incident(1), call: call(1), send })).wait(60);
        let notice = alarms(&world).into_iter().find(|alarm| alarm.key.starts_with("notice/")).unwrap();
        assert_eq!(notice.urgency, urgency, "{kind}");
    }
}

#[test]
fn what_asks_for_one_act_is_one_line() {
    let mut world = World::new();
    world.fire(1, &["DMK-1", "DMK-2", "DMK-3"]).fire(2, &["AMB-1", "AMB-2"]).wait(60);
    let lines = |world: &World| -> Vec<(String, usize)> {
        alarms(world).into_iter().map(|alarm| (alarm.key, alarm.causes.len())).collect()
    };
    let (first, second) = (format!("notice/{}", incident(1)), format!("notice/{}", incident(2)));
    assert_eq!(lines(&world), [(first.clone(), 3), (second.clone(), 2)]);

    world.does(report(1, "DMK-1", AssignmentStatus::Acknowledged));
    assert_eq!(lines(&world), [(first, 2), (second.clone(), 2)], "the line stays while a cause lasts");

    let fire = &alarms(&world)[..1];
    acknowledge(&mut world, fire);
    assert_eq!(lines(&world), [(second, 2)]);
}

/// DMK-1 was sent at 0, turns out in 60 s and acknowledges at 10. Each row: whether it says that it rolls, seconds gone
/// by, when it was last heard of, since when it has stood there, and the alarm.
#[test]
fn a_unit_that_stands_or_falls_silent_is_asked_about() {
    type Heard = Option<(i64, i64)>;
    let rows: [(bool, i64, Heard, &str); 10] = [
        (false, 189, Some((189, -600)), ""),
        (false, 190, Some((190, -600)), "not-moving"), // 10 s, 60 s to wheels, 120 s too long
        (false, 200, Some((200, 90)), ""),             // it rolled
        (false, 210, Some((210, 90)), "not-moving"),   // and stopped on the way
        (true, 129, Some((129, -600)), ""),
        (true, 130, Some((130, -600)), "not-moving"), // it said at 10 that it rolls
        (true, 400, None, ""),                        // nobody ever heard where it is
        (true, 299, Some((0, 0)), "not-moving"),
        (true, 300, Some((-900, -900)), "stale"), // its device was silent before, and since
        (true, 479, Some((180, 170)), "not-moving"),
    ];
    for (row, (rolls, gone_s, heard, alarm)) in rows.into_iter().enumerate() {
        let mut world = driving();
        let sent = world.now;
        let at = |seconds: i64| At(sent.0 + seconds * 1000);
        let status = if rolls { AssignmentStatus::EnRoute } else { AssignmentStatus::Acknowledged };
        world.wait(10).does(report(1, "DMK-1", status)).wait(gone_s - 10);
        let sighting =
            heard.map(|(heard, still)| ("DMK-1", Sighting { at: at(heard), still_since: at(still) }));
        let known = Known { sightings: sighting.into_iter().collect(), ..Known::default() };
        let expected: Vec<&str> = [alarm].into_iter().filter(|own| !own.is_empty()).collect();
        let found = alarms_by(&world, &LIMITS, &known);
        assert_eq!(words(&found), expected, "row {row}");
        acknowledge(&mut world, &found);
        assert_eq!(words(&alarms_by(&world, &LIMITS, &known)), [""; 0], "row {row}");
        world.does(report(1, "DMK-1", AssignmentStatus::OnScene));
        assert_eq!(words(&alarms_by(&world, &LIMITS, &known)), [""; 0], "row {row}: it has arrived");
    }
}

#[test]
fn a_zone_is_missed_once_while_its_service_serves() {
    let mut world = World::new();
    let zone = |zone: &str| UncoveredZone {
        service: Service::Fire,
        zone: zone.to_owned(),
        name: zone.to_owned(),
        since: world.now,
    };
    let known = Known { uncovered: vec![zone("Muncar"), zone("Srono")], ..Known::default() };
    let standing = |world: &World| words(&alarms_by(world, &LIMITS, &known));
    world.wait(299);
    assert_eq!(standing(&world), [""; 0]);
    world.wait(1);
    assert_eq!(standing(&world), ["uncovered", "uncovered"]);
    let lines = alarms_by(&world, &LIMITS, &known);
    assert_eq!(lines.len(), 1, "one line for a service");

    acknowledge(&mut world, &lines);
    for (wait_s, expected) in [(1199, 0), (1, 2)] {
        world.wait(wait_s);
        assert_eq!(standing(&world).len(), expected, "it does not press");
    }
    for unit in ["DMK-1", "DMK-2", "DMK-3", "AMB-1", "AMB-2", "PTL-1"] {
        world.does(Command::SetDuty { unit: unit.into(), duty: Duty::OffDuty });
    }
    assert_eq!(standing(&world), [""; 0], "nobody of it is on duty");
}

#[test]
fn limits_that_would_make_acknowledging_worthless_are_refused() {
    let rows = [
        (AlarmLimits::default(), Ok(())),
        (AlarmLimits { repeat_s: 29, ..LIMITS }, Err(UnsoundLimits::Repeat("repeat_s"))),
        (AlarmLimits { slow_repeat_s: 0, ..LIMITS }, Err(UnsoundLimits::Repeat("slow_repeat_s"))),
        (AlarmLimits { uncovered_percent: 101, ..LIMITS }, Err(UnsoundLimits::Percent)),
    ];
    for (limits, expected) in rows {
        assert_eq!(limits.check(), expected, "{limits:?}");
    }
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
        causes(&alarms_by(&world, &at_once, &Known::default())).map(|own| own.key.clone()).collect();
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
        let known = Known { arrivals: arrives.into_iter().collect(), ..Known::default() };
        let alarms = alarms_by(&world, &LIMITS, &known);
        let expected: Vec<&str> = [alarm].into_iter().filter(|own| !own.is_empty()).collect();
        assert_eq!(words(&alarms), expected, "after {gone_s} s, arriving at {arrives_s:?}");
        acknowledge(&mut world, &alarms);
        assert_eq!(words(&alarms_by(&world, &LIMITS, &known)), [""; 0]);
    }
    let mut world = driving();
    world.does(report(1, "DMK-1", AssignmentStatus::OnScene));
    let never = Known { arrivals: [("DMK-1", At(i64::MAX))].into(), ..Known::default() };
    assert!(alarms_by(&world, &LIMITS, &never).is_empty(), "it has arrived");
}
