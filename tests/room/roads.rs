//! The roads decide who goes.

use room::api::{Answer, Assessment, Request};
use room::clock::Clock;
use room::dispatch::closure::{ClosedShape, Effect};
use room::dispatch::place::FixSource;
use room::dispatch::recommend::{Obstacle, Whereabouts};
use room::dispatch::unit::{SeenUnit, UnitPosition};
use room::dispatch::{At, ClosureId, Command, UnitId};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_counts_at_once_and_no_longer_once_it_is_lifted() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let before = desk.assesses(call).await;
    let way = before.ways.first().expect("an ambulance's way").clone();

    let middle = way.line[way.line.len() / 2];
    let closure = ClosureId(Uuid::new_v4());
    let shape = ClosedShape::Road { at: super::at(middle[1], middle[0]) };
    desk.does(Command::CloseRoad { closure, shape, effect: Effect::Closed, why: "banjir".to_owned() }).await;
    let during = desk.assesses(call).await;
    assert!(during.epoch > before.epoch);
    assert_ne!(
        during.ways.first().map(|own| &own.line),
        Some(&way.line),
        "nobody is sent over the closed road"
    );
    assert!(!desk.sees().await.closures[0].lines.is_empty(), "the map shows what is closed");

    desk.does(Command::OpenRoad { closure }).await;
    assert_eq!(desk.assesses(call).await.ways.first().map(|own| own.line.clone()), Some(way.line));
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_road_takes_longer_or_sends_them_around_and_is_slow_after_a_restart_too() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let soonest = |assessment: &Assessment| assessment.ways[0].expected.travel_s;
    let before = desk.assesses(call).await;
    let middle = before.ways[0].line[before.ways[0].line.len() / 2];
    let shape = ClosedShape::Road { at: super::at(middle[1], middle[0]) };
    let mut times = vec![soonest(&before)];
    for kmh in [10, 5] {
        let (closure, effect) = (ClosureId(Uuid::new_v4()), Effect::Slowed { kmh });
        let shape = shape.clone();
        desk.does(Command::CloseRoad { closure, shape, effect, why: "banjir".to_owned() }).await;
        times.push(soonest(&desk.assesses(call).await));
    }
    assert!(times[0] < times[1] && times[1] < times[2], "the slower the longer: {times:?}");
    let shown = desk.sees().await.closures;
    assert!(shown.iter().all(|own| matches!(own.closure.effect, Effect::Slowed { .. })), "{shown:?}");
    room.close().await;

    let again = town.open().await;
    let desk = Person::at_the_desk(&again);
    assert_eq!(soonest(&desk.assesses(call).await), times[2]);
    for own in desk.sees().await.closures {
        desk.does(Command::OpenRoad { closure: own.closure.id }).await;
    }
    assert_eq!(soonest(&desk.assesses(call).await), times[0], "free again");
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_night_main_roads_are_faster_by_the_clock_of_where_people_live() {
    let town = Town::new(); // half past midnight in its own time zone, late afternoon in UTC
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let night = desk.assesses(call).await;
    town.clock.pass(5 * 3600); // half past five
    let dawn = async {
        loop {
            let day = desk.assesses(call).await;
            if day.epoch > night.epoch {
                return day;
            }
            tokio::task::yield_now().await;
        }
    };
    let day = tokio::time::timeout(std::time::Duration::from_secs(20), dawn).await.expect("the day comes");
    assert!(day.ways[0].expected.travel_s > night.ways[0].expected.travel_s);
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_still_counts_after_a_restart() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let place = desk.finds("jl mawar").await.remove(0).fix.position;
    let shape = ClosedShape::Area { centre: place, radius_m: 60 };
    desk.does(Command::CloseRoad {
        closure: ClosureId(Uuid::new_v4()),
        shape,
        effect: Effect::Closed,
        why: "pasar".to_owned(),
    })
    .await;
    let lines = desk.sees().await.closures[0].lines.clone();
    assert!(!lines.is_empty());
    room.close().await;
    let again = town.open().await;
    assert_eq!(Person::at_the_desk(&again).sees().await.closures[0].lines, lines);
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_position_is_shown_as_stale_and_not_reckoned_with() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    desk.picks_type(call, "sesak").await;
    let place = desk.picks_place(call, "jl mawar").await;
    let unit = UnitId::from("AMB-1");
    let sees = |at: At, position| SeenUnit {
        unit: UnitId::from("AMB-1"),
        seen: UnitPosition { position, at, heading_deg: Some(90), speed_mps: Some(8.0) },
    };
    let first_at = town.clock.now();
    desk.does(Command::NotePositions { positions: vec![sees(first_at, place.position)] }).await;
    let of_unit = |assessment: Assessment| {
        let units = assessment.recommendation.expect("a recommendation").units;
        units.into_iter().find(|own| own.unit == unit).expect("it can do the work")
    };
    let near = of_unit(desk.assesses(call).await);
    assert!(near.obstacle.is_none(), "right there: {near:?}");
    assert!(matches!(near.whereabouts, Whereabouts::OnTheRoad { .. }));
    assert_eq!(near.expected.expect("a way").turnout_s, 0, "a crew on the road needs no turnout");

    let home = desk
        .sees()
        .await
        .units
        .into_iter()
        .find(|own| own.unit.spec.id == unit)
        .expect("known")
        .unit
        .spec
        .home;
    desk.does(Command::NotePositions { positions: vec![sees(At(first_at.0 - 60_000), home)] }).await;
    assert_eq!(of_unit(desk.assesses(call).await), near, "an older report that comes late changes nothing");

    let ahead = At(town.clock.now().0 + 3_600_000);
    desk.does(Command::NotePositions { positions: vec![sees(ahead, place.position)] }).await;
    town.clock.pass(10);
    desk.does(Command::NotePositions { positions: vec![sees(town.clock.now(), place.position)] }).await;
    let shown = desk.sees().await.units.into_iter().find(|own| own.unit.spec.id == unit).expect("known");
    assert_eq!(shown.position.at, town.clock.now(), "a device clock that ran ahead does not freeze its unit");

    town.clock.pass(301);
    let late = of_unit(desk.assesses(call).await);
    assert_eq!(late.obstacle, Some(Obstacle::StalePosition), "{late:?}");
    assert_eq!(late.expected, None, "no minutes are made up from an old position");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_are_found_as_callers_say_them() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let table = [
        ("jl melati", FixSource::Address),
        ("melati x mawar", FixSource::Junction),
        ("-8.2100, 114.3700", FixSource::Coordinates),
    ];
    for (typed, source) in table {
        let hits = desk.finds(typed).await;
        let first = hits.first().unwrap_or_else(|| panic!("nothing for {typed}"));
        assert_eq!(first.fix.source, source, "{typed}: {hits:?}");
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_says_what_it_would_close_and_closes_that_and_is_drawn_anew() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let before = desk.assesses(call).await;
    let [lon, lat] = before.ways[0].line[before.ways[0].line.len() / 2];
    let corners = [(-0.0002, -0.0002), (-0.0002, 0.0002), (0.0002, 0.0002), (0.0002, -0.0002)];
    let corners = corners.map(|(east, north)| super::at(lat + north, lon + east)).to_vec();
    let shape = ClosedShape::Outline { corners };

    let Answer::WouldClose(told) =
        desk.ask(Request::WouldClose { shape: shape.clone() }).await.expect("an answer")
    else {
        panic!("it tells what would close");
    };
    assert!(told.roads > 0 && told.length_m > 0, "{told:?}");
    assert_eq!(told.lines.len(), told.roads as usize);
    assert_eq!(desk.assesses(call).await.epoch, before.epoch, "asking closes nothing");

    let (closure, effect, why) = (ClosureId(Uuid::new_v4()), Effect::Closed, "banjir".to_owned());
    desk.does(Command::CloseRoad { closure, shape, effect, why: why.clone() }).await;
    assert_eq!(desk.sees().await.closures[0].lines, told.lines);
    let during = desk.assesses(call).await;
    assert_ne!(during.ways.first().map(|own| &own.line), Some(&before.ways[0].line));

    let far = ClosedShape::Area { centre: super::at(lat + 1.0, lon + 1.0), radius_m: 50 };
    desk.does(Command::ChangeClosure { closure, shape: far, effect, why }).await;
    assert!(desk.sees().await.closures[0].lines.is_empty(), "there is no road");
    assert_eq!(desk.assesses(call).await.ways[0].line, before.ways[0].line);
    room.close().await;
}
