//! When units on their way arrive: reckoned anew as they move and as roads close.

use room::Room;
use room::api::{Change, Eta, EtaBasis, Turn, UnitView, UnitWay};
use room::clock::Clock;
use room::dispatch::alarm::AlarmSubject;
use room::dispatch::call::DraftChange;
use room::dispatch::closure::{ClosedShape, Effect};
use room::dispatch::place::FixSource;
use room::dispatch::unit::{SeenUnit, Service, UnitPosition};
use room::dispatch::{AssignmentStatus, ClosureId, Command, Fix, IncidentId, TypeId, UnitId};
use uuid::Uuid;
use whole_system::{Person, Town, unit};

use super::at;

/// The fire station of the west bank, and the bridge to the house on the east bank.
const STATION: (f64, f64) = (-8.2099, 114.3660);
const BRIDGE: (f64, f64) = (-8.2100, 114.3700);
const HOUSE: (f64, f64) = (-8.2120, 114.3750);
/// Half-way there, on the east end of the bridge.
const OVER_THE_BRIDGE: (f64, f64) = (-8.2100, 114.3725);

fn pump() -> UnitId {
    UnitId::from("DMK-1")
}

/// A fire in the house with the west bank's pump on its way there.
async fn driving(room: &Room) -> (Person, IncidentId) {
    let mut desk = Person::at_the_desk(room);
    let home = at(STATION.0, STATION.1);
    desk.does(Command::RegisterUnit { spec: unit("DMK-1", Service::Fire, &["pump"], home) }).await;
    let call = desk.takes_a_call("0800-112-0001").await;
    desk.writes(call, DraftChange::Kind { kind: Some(TypeId::from("fire-land")) }).await;
    let now = desk.sees().await.now;
    let position = at(HOUSE.0, HOUSE.1);
    let fix = Fix { position, radius_m: 10, source: FixSource::MapPin, at: now, label: "rumah".to_owned() };
    desk.does(Command::AddFix { call, fix }).await;
    let (incident, units) = desk.sends_the_proposed(call).await;
    assert_eq!(units, [pump()]);
    arrives(&mut desk, |_| true).await;
    (desk, incident)
}

async fn shown(desk: &Person) -> UnitView {
    let units = desk.sees().await.units;
    units.into_iter().find(|own| own.unit.spec.id == pump()).expect("the pump")
}

/// Waits until the room tells such an arrival.
async fn arrives(desk: &mut Person, wanted: impl Fn(Eta) -> bool) -> Eta {
    let is = |change: &Change| matches!(change, Change::Unit(own) if own.eta.is_some_and(&wanted));
    if !shown(desk).await.eta.is_some_and(&wanted) {
        desk.waits_for(is).await;
    }
    shown(desk).await.eta.expect("an arrival")
}

async fn is_seen(desk: &Person, town: &Town, (lat, lon): (f64, f64)) {
    let seen =
        UnitPosition { position: at(lat, lon), at: town.clock.now(), heading_deg: None, speed_mps: None };
    desk.does(Command::NotePositions { positions: vec![SeenUnit { unit: pump(), seen }] }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arrival_moves_with_the_unit_and_says_how_old_it_is() {
    let town = Town::new();
    let room = town.open().await;
    let (mut desk, incident) = driving(&room).await;
    let sent_at = town.clock.now();
    let first = shown(&desk).await.eta.expect("as reckoned when it was sent");
    assert_eq!(first.basis, EtaBasis::Assumed, "it has not reported where it is");
    let expected = desk.sees().await.incidents[0].assignments[0].assignment.expected.expect("a way");
    assert_eq!(first.arrives_at, sent_at.plus_seconds(expected.total_s()), "turnout and road");

    desk.reports(incident, &pump(), AssignmentStatus::EnRoute).await;
    town.clock.pass(60);
    is_seen(&desk, &town, OVER_THE_BRIDGE).await;
    let there = town.clock.now();
    let second = arrives(&mut desk, |eta| eta.basis == EtaBasis::Live).await;
    assert_eq!(second.as_of, there);
    assert!(second.distance_m < first.distance_m / 2, "{second:?} {first:?}");
    assert!(second.arrives_at > there && second.arrives_at < first.arrives_at, "{second:?} {first:?}");

    // A phone shows the pump 12 m beside the bridge: it arrives just as it would from the road.
    town.clock.pass(10);
    is_seen(&desk, &town, (OVER_THE_BRIDGE.0 + 0.000_108, OVER_THE_BRIDGE.1)).await;
    let there = town.clock.now();
    let beside = arrives(&mut desk, |eta| eta.as_of == there).await;
    let takes_s = |eta: Eta| eta.arrives_at.seconds_since(eta.as_of);
    assert_eq!((takes_s(beside), beside.distance_m), (takes_s(second), second.distance_m));
    let second = beside;

    town.clock.pass(301);
    let is_stale = |change: &Change| matches!(change, Change::Unit(own) if own.eta.is_some_and(|eta| eta.basis == EtaBasis::Stale));
    desk.waits_for(is_stale).await;
    let stale = shown(&desk).await.eta.expect("the last one");
    assert_eq!((stale.arrives_at, stale.as_of), (second.arrives_at, there), "told as it was, and how old");

    desk.reports(incident, &pump(), AssignmentStatus::OnScene).await;
    assert_eq!(shown(&desk).await.eta, None, "it has arrived");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_road_closed_now_changes_the_arrival_now() {
    let town = Town::new();
    let room = town.open().await;
    let (mut desk, incident) = driving(&room).await;
    desk.reports(incident, &pump(), AssignmentStatus::Acknowledged).await;
    let before = shown(&desk).await.eta.expect("over the bridge");

    let closure = ClosureId(Uuid::new_v4());
    let shape = ClosedShape::Road { at: at(BRIDGE.0, BRIDGE.1) };
    desk.does(Command::CloseRoad {
        closure,
        shape,
        effect: Effect::Closed,
        why: "jembatan rusak".to_owned(),
    })
    .await;
    let around = arrives(&mut desk, |eta| eta.arrives_at > before.arrives_at).await;
    assert!(around.distance_m > before.distance_m * 3, "the long way round by the north: {around:?}");
    let late = |change: &Change| {
        let Change::Alarms(alarms) = change else { return false };
        let late = AlarmSubject::WillBeLate { incident, unit: pump() };
        alarms.iter().flat_map(|alarm| &alarm.causes).any(|own| own.subject == late)
    };
    desk.waits_for(late).await;

    desk.does(Command::OpenRoad { closure }).await;
    let again = arrives(&mut desk, |eta| eta.arrives_at < around.arrives_at).await;
    assert_eq!((again.arrives_at, again.distance_m), (before.arrives_at, before.distance_m));
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_road_leads_any_more_no_arrival_is_told() {
    let town = Town::new();
    let room = town.open().await;
    let (mut desk, _) = driving(&room).await;
    // The bridge, and the way around by the north.
    for (lat, lon) in [BRIDGE, (-8.1880, 114.3700)] {
        let shape = ClosedShape::Area { centre: at(lat, lon), radius_m: 120 };
        let why = "banjir".to_owned();
        desk.does(Command::CloseRoad {
            closure: ClosureId(Uuid::new_v4()),
            shape,
            effect: Effect::Closed,
            why,
        })
        .await;
    }
    let gone = |change: &Change| matches!(change, Change::Unit(own) if own.eta.is_none());
    desk.waits_for(gone).await;
    assert_eq!(shown(&desk).await.eta, None);
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_is_told_street_by_street_turn_by_turn_and_anew_when_the_unit_leaves_it() {
    let town = Town::new();
    let room = town.open().await;
    let (mut desk, incident) = driving(&room).await;
    let way = |ways: Vec<UnitWay>| ways.into_iter().next().expect("its way");
    let streets =
        |way: &UnitWay| way.streets.iter().map(|leg| leg.name.clone()).collect::<Vec<_>>().join(" → ");
    let first = way(desk.ways(incident).await);
    assert_eq!(streets(&first), "Jl. Kenanga → Jembatan Lama → Jl. Kenanga → Jl. Cempaka");
    let whole: u32 = first.streets.iter().map(|leg| leg.length_m).sum();
    assert!(whole.abs_diff(first.expected.distance_m) < 5, "all of it is named: {first:?}");
    let turns = |way: &UnitWay| -> Vec<(Turn, String)> {
        way.steps.iter().map(|step| (step.turn, step.name.clone().unwrap_or_default())).collect()
    };
    let told = [
        (Turn::Depart, "Jl. Kenanga"),
        (Turn::Straight, "Jembatan Lama"),
        (Turn::Straight, "Jl. Kenanga"),
        (Turn::Right, "Jl. Cempaka"),
    ];
    assert_eq!(turns(&first), told.map(|(turn, street)| (turn, street.to_owned())), "turn by turn");
    let driven: u32 = first.steps.iter().map(|step| step.length_m).sum();
    assert!(driven.abs_diff(first.expected.distance_m) < 5, "every metre of it: {first:?}");
    assert!(first.line.starts_with(&[first.steps[0].point]), "it begins where the unit stands");
    assert!(first.steps.iter().all(|step| first.line.contains(&step.point)), "turns lie on the line");

    // It went north instead.
    desk.reports(incident, &pump(), AssignmentStatus::EnRoute).await;
    town.clock.pass(90);
    is_seen(&desk, &town, (-8.1880, 114.3920)).await;
    arrives(&mut desk, |eta| eta.basis == EtaBasis::Live).await;
    let other = way(desk.ways(incident).await);
    assert_eq!(streets(&other), "Jl. Lingkar Utara → Jl. Dahlia → Jl. Kenanga → Jl. Cempaka");
    assert!(!other.line.starts_with(&first.line[..1]), "from where it is now");
    room.close().await;
}
