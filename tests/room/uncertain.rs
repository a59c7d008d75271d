//! A place that isn't sure: who should go is reckoned over its whole circle.

use room::Room;
use room::api::{Assessment, PlaceHint};
use room::dispatch::call::DraftChange;
use room::dispatch::place::FixSource;
use room::dispatch::recommend::Side;
use room::dispatch::unit::Service;
use room::dispatch::{CallId, Command, Fix, TypeId, UnitId};
use whole_system::{Person, Town, unit};

use super::at;

/// Two fire stations, one at each end of Jl. Kenanga.
const WEST: (f64, f64) = (-8.2099, 114.3660);
const EAST: (f64, f64) = (-8.2060, 114.3999);
/// Jl. Kenanga between them, where both take about as long.
const BETWEEN: (f64, f64) = (-8.2100, 114.3840);

async fn two_stations(room: &Room) {
    let lead = Person::at_the_desk(room);
    for (id, (lat, lon)) in [("BRT-1", WEST), ("TMR-1", EAST)] {
        lead.does(Command::RegisterUnit { spec: unit(id, Service::Fire, &["pump"], at(lat, lon)) }).await;
    }
}

/// A grass fire, which one pump goes to, somewhere in a circle.
async fn told(desk: &Person, place: (f64, f64), radius_m: u32) -> (CallId, Assessment) {
    told_by(desk, FixSource::MapPin, place, radius_m).await
}

async fn told_by(
    desk: &Person,
    source: FixSource,
    (lat, lon): (f64, f64),
    radius_m: u32,
) -> (CallId, Assessment) {
    let call = desk.takes_a_call("0800-112-0001").await;
    desk.writes(call, DraftChange::Kind { kind: Some(TypeId::from("fire-land")) }).await;
    let position = at(lat, lon);
    let rang_at = desk.sees().await.now;
    let fix = Fix { position, radius_m, source, at: rang_at, label: String::new() };
    desk.does(Command::AddFix { call, fix }).await;
    (call, desk.assesses(call).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn where_two_stations_are_possible_both_are_told_each_with_its_side() {
    let town = Town::new();
    let room = town.open().await;
    two_stations(&room).await;
    let desk = Person::at_the_desk(&room);

    let (_, sure) = told(&desk, BETWEEN, 15).await;
    let recommendation = sure.recommendation.expect("a recommendation");
    assert!(recommendation.splits.is_empty(), "a sure place has one answer");
    assert!(recommendation.units.iter().all(|own| own.between.is_none()));

    let (_, unsure) = told(&desk, BETWEEN, 900).await;
    let recommendation = unsure.recommendation.expect("a recommendation");
    let [split] = recommendation.splits.as_slice() else { panic!("one need: {recommendation:?}") };
    let mut sides: Vec<_> = split.choices.iter().map(|own| (own.unit.0.as_str(), own.side)).collect();
    sides.sort_unstable_by_key(|own| own.0);
    assert_eq!(sides, [("BRT-1", Side::West), ("TMR-1", Side::East)]);
    assert_eq!(split.choices.iter().map(|own| u32::from(own.share_pct)).sum::<u32>(), 100);
    for unit in &recommendation.units {
        let between = unit.between.expect("a range");
        let mean = unit.total_s.expect("a way");
        assert!(between.soonest_s < mean && mean < between.latest_s, "{unit:?}");
    }

    let (_, near) = told(&desk, WEST, 300).await;
    let recommendation = near.recommendation.expect("a recommendation");
    assert!(recommendation.splits.is_empty(), "nobody from the east is sooner anywhere in it");
    let proposed: Vec<&UnitId> = recommendation.proposed().collect();
    assert_eq!(proposed, [&UnitId::from("BRT-1")]);
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_counts_over_the_whole_circle() {
    use room::dispatch::ClosureId;
    use room::dispatch::closure::{ClosedShape, Effect};

    let town = Town::new();
    let room = town.open().await;
    two_stations(&room).await;
    let desk = Person::at_the_desk(&room);
    let shape = ClosedShape::Road { at: at(-8.2100, 114.3700) };
    let closure = ClosureId(uuid::Uuid::new_v4());
    desk.does(Command::CloseRoad {
        closure,
        shape,
        effect: Effect::Closed,
        why: "jembatan rusak".to_owned(),
    })
    .await;
    let (_, unsure) = told(&desk, BETWEEN, 900).await;
    let recommendation = unsure.recommendation.expect("a recommendation");
    assert!(recommendation.splits.is_empty(), "over the bridge nobody comes: {recommendation:?}");
    assert_eq!(recommendation.proposed().next(), Some(&UnitId::from("TMR-1")));
    room.close().await;
}

/// Whoever reaches a short street reaches all of it; a circle of that size that somebody's phone tells may hold any road.
#[tokio::test(flavor = "multi_thread")]
async fn a_short_street_is_sure_and_a_long_one_is_not() {
    let town = Town::new();
    let room = town.open().await;
    two_stations(&room).await;
    let desk = Person::at_the_desk(&room);
    let table = [
        (FixSource::Address, 50, true),
        (FixSource::Address, 150, true),
        (FixSource::Address, 151, false),
        (FixSource::Network, 50, true),
        (FixSource::Network, 150, false),
        (FixSource::Landmark, 150, false),
    ];
    for (source, radius_m, sure) in table {
        let (_, told) = told_by(&desk, source, BETWEEN, radius_m).await;
        let recommendation = told.recommendation.expect("a recommendation");
        let one_time = recommendation.units.iter().all(|own| own.between.is_none());
        assert_eq!(one_time, sure, "{source:?} ±{radius_m} m");
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_found_comes_with_why() {
    let town = Town::new();
    let room = town.open().await;
    let desk = Person::at_the_desk(&room);
    let table = [
        ("https://maps.app.goo.gl/xYz12AbC", 0, Some(PlaceHint::LinkNeedsInternet)),
        ("km 99 jl lingkar utara", 1, Some(PlaceHint::NoPosts)),
        ("jl lingkar utara", 1, None),
        ("xqzw", 0, None),
    ];
    for (typed, least, hint) in table {
        let found = desk.asks_where(typed).await;
        assert!(found.hits.len() >= least && (least > 0 || found.hits.is_empty()), "{typed}: {found:?}");
        assert_eq!(found.hint, hint, "{typed}");
    }
    room.close().await;
}
