//! Two incidents that are one, busy units wanted elsewhere, and the way to a hospital.

use room::Room;
use room::api::{Answer, Change, Eta, HospitalWay, IncidentView, PageView, Request};
use room::clock::Clock;
use room::dispatch::call::DraftChange;
use room::dispatch::place::FixSource;
use room::dispatch::unit::{SeenUnit, UnitPosition};
use room::dispatch::{Actor, AssignmentStatus, Command, Event, Fix, IncidentId, Personal, TypeId, UnitId};
use whole_system::{Person, Town};

use super::{at, staffed};

/// An incident at a house, opened with whatever is proposed.
async fn opened(
    desk: &Person,
    number: &str,
    kind: &str,
    (lat, lon): (f64, f64),
) -> (IncidentId, Vec<UnitId>) {
    let call = desk.takes_a_call(number).await;
    desk.writes(call, DraftChange::Kind { kind: Some(TypeId::from(kind)) }).await;
    desk.writes(call, DraftChange::Note { text: Personal::from(format!("kata {number}")) }).await;
    let now = desk.sees().await.now;
    let (position, label) = (at(lat, lon), "rumah".to_owned());
    let fix = Fix { position, radius_m: 10, source: FixSource::MapPin, at: now, label };
    desk.does(Command::AddFix { call, fix }).await;
    desk.sends_the_proposed(call).await
}

async fn seen(desk: &Person, incident: IncidentId) -> IncidentView {
    let incidents = desk.sees().await.incidents;
    incidents.into_iter().find(|own| own.incident.id == incident).expect("the incident")
}

/// When a unit is reckoned to arrive, once the room has reckoned it.
async fn arrives(desk: &mut Person, unit: &UnitId) -> Eta {
    loop {
        let units = desk.sees().await.units;
        let own = units.into_iter().find(|own| own.unit.spec.id == *unit).expect("the unit");
        if let Some(eta) = own.eta {
            return eta;
        }
        desk.waits_for(|change| matches!(change, Change::Unit(own) if own.unit.spec.id == *unit)).await;
    }
}

fn crew(room: &Room, unit: &str) -> Person {
    Person::new(room, Actor::Responder { unit: unit.into() })
}

#[tokio::test(flavor = "multi_thread")]
async fn two_incidents_that_are_one_are_shown_as_one() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let (first, _) = opened(&desk, "0800-1", "fire-land", (-8.2120, 114.3750)).await;
    let (second, units) = opened(&desk, "0800-2", "fire-land", (-8.2121, 114.3751)).await;
    let similar = match desk.ask(Request::Duplicates { incident: second }).await {
        Ok(Answer::Duplicates(similar)) => similar,
        other => panic!("duplicates were expected, not {other:?}"),
    };
    assert_eq!(similar.iter().map(|own| own.incident).collect::<Vec<_>>(), [first], "never itself");

    let pump = units.first().expect("a pump goes").clone();
    let page = crew(&room, &pump.0);
    desk.does(Command::MergeIncident { incident: second, into: first }).await;
    let (stays, duplicate) = (seen(&desk, first).await, seen(&desk, second).await);
    assert_eq!(duplicate.merged_into, Some(stays.incident.number), "it points to the other");
    let brought = &stays.duplicates[0];
    assert_eq!(brought.said, [Personal::from("kata 0800-2")], "what was said is told with the other");
    assert!(brought.can_unmerge && stays.assignments.iter().any(|own| own.assignment.unit == pump));
    let notice = page.page().await.notice.expect("its crew goes on");
    assert_eq!((notice.incident, notice.said.len()), (first, 2), "and reads both");

    let late = AssignmentStatus::Acknowledged;
    page.does(Command::Report { incident: second, unit: pump.clone(), status: late }).await;
    let Ok(Answer::Timeline(moments)) = desk.ask(Request::Timeline { incident: first }).await else {
        panic!("a timeline was expected");
    };
    let opened = moments.iter().filter(|own| matches!(own.event, Event::IncidentOpened { .. })).count();
    assert_eq!(opened, 2, "the timeline tells of both");

    desk.does(Command::UnmergeIncident { incident: second }).await;
    assert!(seen(&desk, first).await.duplicates.is_empty());
    assert_eq!(page.page().await.notice.expect("still on it").incident, second);
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_unit_is_offered_with_who_would_lose_it_and_with_when_it_may_be_free() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let (loses, units) = opened(&desk, "0800-1", "medical-birth", (-8.2120, 114.3750)).await;
    let ambulance = units.first().expect("an ambulance").clone();
    desk.does(Command::Prioritise { incident: loses, priority: 3, why: "stabil".to_owned() }).await;
    let call = desk.takes_a_call_about("0800-2", "sesak", "jl mawar").await;
    let recommendation = desk.assesses(call).await.recommendation.expect("type and place are known");
    let own = recommendation.units.iter().find(|own| own.unit == ambulance).expect("it is listed");
    let engaged = own.engaged.as_ref().expect("what it is on");
    assert!(engaged.divertible && !own.sendable, "{engaged:?}");
    assert_eq!((engaged.incident, engaged.priority, engaged.others), (loses, 3, 0));
    assert!(engaged.free_at.is_some_and(|at| at > town.clock.now()), "about when it may be free");

    let (wins, _) = desk.sends_the_proposed(call).await;
    let why = "sesak berat".to_owned();
    desk.does(Command::Divert { incident: wins, unit: ambulance.clone(), why }).await;
    let view = seen(&desk, wins).await;
    let own = view.assignments.iter().find(|own| own.assignment.unit == ambulance).expect("it comes here");
    assert!(own.assignment.expected.is_some(), "its new way was reckoned");
    assert_eq!(seen(&desk, loses).await.incident.active_assignments().count(), 0, "and stood down there");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queued_unit_sees_what_comes_next_and_is_notified_when_it_clears() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let (first, units) = opened(&desk, "0800-1", "fire-land", (-8.2120, 114.3750)).await;
    let pump = units.first().expect("a pump").clone();
    let (second, _) = opened(&desk, "0800-2", "fire-land", (-8.2090, 114.3700)).await;
    desk.does(Command::Queue { incident: second, unit: pump.clone() }).await;
    assert_eq!(seen(&desk, second).await.awaited[0].unit, pump);
    let mut page = crew(&room, &pump.0);
    assert_eq!(page.page().await.next[0].incident, second, "the crew sees it coming");
    page.does(Command::Report {
        incident: first,
        unit: pump.clone(),
        status: AssignmentStatus::Cleared { outcome: "padam".to_owned() },
    })
    .await;
    let shows = |change: &Change| matches!(change, Change::Page(page) if page.notice.as_ref().is_some_and(|own| own.incident == second));
    if page.page().await.notice.is_none_or(|own| own.incident != second) {
        page.waits_for(shows).await;
    }
    let own = seen(&desk, second).await;
    let sent = own.assignments.iter().find(|own| own.assignment.unit == pump).expect("it comes");
    assert!(sent.assignment.expected.is_some() && own.awaited.is_empty(), "reckoned from where it is");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_next_is_told_anew_when_it_becomes_more_or_less_urgent() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let (first, units) = opened(&desk, "0800-1", "fire-land", (-8.2120, 114.3750)).await;
    let pump = units.first().expect("a pump").clone();
    let (second, _) = opened(&desk, "0800-2", "fire-land", (-8.2090, 114.3700)).await;
    let (third, _) = opened(&desk, "0800-3", "fire-land", (-8.2100, 114.3710)).await;
    for incident in [second, third] {
        desk.does(Command::Queue { incident, unit: pump.clone() }).await;
    }
    let mut page = crew(&room, &pump.0);
    let next = |page: &PageView| page.next.iter().map(|own| own.incident).collect::<Vec<_>>();
    assert_eq!(next(&page.page().await), [second, third], "as urgent, and asked for before");

    let prioritise = |incident, priority| Command::Prioritise { incident, priority, why: "menjalar".into() };
    let reclassify = Command::Reclassify { incident: second, kind: "complaint-road".into() };
    let merge = Command::MergeIncident { incident: second, into: first };
    let rows = [
        (prioritise(third, 1), vec![third, second]),
        (prioritise(second, 1), vec![second, third]),
        (reclassify, vec![third, second]),
        // The pump is on the first already.
        (merge, vec![third]),
    ];
    for (command, order) in rows {
        desk.does(command).await;
        let told = |change: &Change| matches!(change, Change::Page(page) if next(page) == order);
        page.waits_for(told).await;
        let before = u32::try_from(order.len() - 1).expect("few");
        let last = *order.last().expect("one at least");
        desk.waits_for(|change| {
            let Change::Incident(own) = change else { return false };
            own.incident.id == last && own.awaited.iter().any(|own| own.before == before)
        })
        .await;
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hospital_is_chosen_by_road_and_the_way_there_is_followed() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let (incident, units) = opened(&desk, "0800-1", "medical-birth", (-8.2120, 114.3750)).await;
    let unit = units.first().expect("an ambulance").clone();
    let request = Request::Hospitals { incident, unit: unit.clone() };
    let hospitals: Vec<HospitalWay> = match desk.ask(request).await {
        Ok(Answer::Hospitals(hospitals)) => hospitals,
        other => panic!("hospitals were expected, not {other:?}"),
    };
    let chosen = hospitals.first().expect("the town has one");
    assert!(hospitals.is_sorted_by_key(|own| own.travel_s) && chosen.travel_s > 0, "{hospitals:?}");

    desk.reports(incident, &unit, AssignmentStatus::OnScene).await;
    town.clock.pass(600);
    let status = AssignmentStatus::Transporting {
        to: chosen.name.clone(),
        hospital: Some(chosen.id.clone()),
        place: None,
    };
    desk.reports(incident, &unit, status).await;
    let leaves = town.clock.now();
    let eta = arrives(&mut desk, &unit).await;
    assert_eq!(eta.arrives_at, leaves.plus_seconds(chosen.travel_s), "never heard of, it leaves the scene");
    let page = crew(&room, &unit.0).page().await;
    assert!(
        page.unit.eta.is_some() && page.notice.and_then(|own| own.way).is_some(),
        "the crew sees the way"
    );

    let reported =
        UnitPosition { position: at(-8.2120, 114.3750), at: leaves, heading_deg: None, speed_mps: None };
    let positions = vec![SeenUnit { unit: unit.clone(), seen: reported }];
    desk.does(Command::NotePositions { positions }).await;
    desk.reports(incident, &unit, AssignmentStatus::AtHospital).await;
    let own = desk.sees().await.units.into_iter().find(|own| own.unit.spec.id == unit).expect("the unit");
    assert_eq!(own.eta, None, "it is there");
    room.close().await;
}

/// Each row: where somebody is said to be taken, what the crew's page calls it, and whether the room knows where that is.
#[tokio::test(flavor = "multi_thread")]
async fn a_typed_destination_has_an_arrival_where_it_means_one_place() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    assert!(!desk.finds("jl mawar").await.is_empty(), "places can be searched");
    let rows = [
        ("rsud kota melati", "RSUD Kota Melati", true),
        ("RSUD", "RSUD Kota Melati", true),
        ("puskesmas kenanga", "Puskesmas Kenanga", true),
        ("masjid agung baiturrahman", "masjid agung baiturrahman", true),
        ("rumah pak lurah", "rumah pak lurah", false),
    ];
    for (number, (typed, called, known)) in rows.into_iter().enumerate() {
        let number = format!("0800-{number}");
        let (incident, units) = opened(&desk, &number, "medical-birth", (-8.2120, 114.3750)).await;
        let unit = units.first().expect("an ambulance").clone();
        let page = crew(&room, &unit.0);
        for status in [AssignmentStatus::OnScene, typed_destination(typed)] {
            page.does(Command::Report { incident, unit: unit.clone(), status }).await;
        }
        let view = seen(&desk, incident).await.assignments[0].clone();
        assert_eq!(view.unplaced, !known, "{typed}: {view:?}");
        if known {
            arrives(&mut desk, &unit).await;
        } else {
            room.look_at_the_clock().await;
        }
        let shown = page.page().await;
        let notice = shown.notice.expect("it is on its way");
        let leg = notice.leg.expect("the hospital leg");
        assert_eq!((leg.to.as_str(), leg.position.is_some(), leg.arrived), (called, known, false));
        assert_eq!(leg.address.is_some_and(|address| !address.is_empty()), known, "{typed}");
        assert_eq!((shown.unit.eta.is_some(), notice.way.is_some()), (known, known), "{typed}");
        if let Some((way, goal)) = notice.way.zip(leg.position) {
            let [lon, lat] = *way.line.last().expect("a line");
            assert!(at(lat, lon).metres_to(goal) < 300.0, "it leads there, not to the scene");
        }
        desk.reports(incident, &unit, AssignmentStatus::AtHospital).await;
        let leg = page.page().await.notice.and_then(|own| own.leg).expect("still told");
        assert!(leg.arrived);
        desk.reports(incident, &unit, AssignmentStatus::Cleared { outcome: String::new() }).await;
    }
    room.close().await;
}

fn typed_destination(to: &str) -> AssignmentStatus {
    AssignmentStatus::Transporting { to: to.to_owned(), hospital: None, place: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_unit_did_today_is_told_the_latest_first() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let mut told = Vec::new();
    for n in ["0800-1", "0800-2"] {
        let (incident, units) = opened(&desk, n, "medical-birth", (-8.2120, 114.3750)).await;
        town.clock.pass(60);
        desk.reports(incident, &units[0], AssignmentStatus::Cleared { outcome: String::new() }).await;
        told.insert(0, (incident, units[0].clone()));
    }
    let unit = told[0].1.clone();
    let Ok(Answer::Runs(runs)) = desk.ask(Request::Runs { unit }).await else {
        panic!("runs were expected");
    };
    assert_eq!(runs.first().map(|run| run.incident), Some(told[0].0));
    assert!(runs.iter().all(|run| run.ended_at.is_some()));
    room.close().await;
}
