//! How much free units reach, kept up to date for whoever looks, and a unit moved to where it is missing.

use room::api::{Answer, Change, CoverageMap, CoverageView, MoveAdvice, ProposedMove, Request, StandbyKind};
use room::clock::Clock;
use room::dispatch::closure::{ClosedShape, Effect};
use room::dispatch::unit::{Duty, SeenUnit, Service, UnitPosition};
use room::dispatch::{Actor, ClosureId, Command, UnitId};
use room::{CoverageStandards, Opening, Room, Settings};
use uuid::Uuid;
use whole_system::{Person, Town, unit};

use super::at;

/// The town's room with two engines and a tanker in the west and nobody in the east, which is a gap: three minutes don't get
/// them there.
async fn lopsided(town: &Town) -> Room {
    let mut standards = CoverageStandards::shipped().expect("the shipped standards");
    for kind in &mut standards.kinds {
        (kind.report_s, kind.within_min, kind.steps_min) = (0, 3, vec![2, 3, 5]);
    }
    let settings = Settings { coverage: Some(standards), ..Settings::default() };
    let opening =
        Opening { settings, clock: town.clock.clone(), ..Opening::new(town.room_folder(), &town.region) };
    let room = Room::open(opening).await.expect("the room opens");
    let lead = Person::at_the_desk(&room);
    for (id, capability) in [("DMK-1", "pump"), ("DMK-2", "pump"), ("DMK-3", "tanker")] {
        let west = at(-8.2099, 114.3660);
        lead.does(Command::RegisterUnit { spec: unit(id, Service::Fire, &[capability], west) }).await;
    }
    room
}

async fn looks(desk: &Person) -> CoverageView {
    match desk.ask(Request::Coverage { service: Service::Fire }).await {
        Ok(Answer::Coverage(view)) => *view,
        other => panic!("coverage was expected, not {other:?}"),
    }
}

/// The next coverage that is pushed after a version.
async fn is_told(desk: &mut Person, after: u64) -> CoverageView {
    let newer = |change: &Change| matches!(change, Change::Coverage(view) if view.version > after);
    let push = desk.waits_for(newer).await;
    let view = push.changes.into_iter().find_map(|change| match change {
        Change::Coverage(view) => Some(*view),
        _ => None,
    });
    view.expect("it was waited for")
}

fn percent(view: &CoverageView, name: &str) -> u8 {
    view.zones.iter().find(|zone| zone.name == name).unwrap_or_else(|| panic!("no {name}: {view:?}")).percent
}

fn proposed(view: &CoverageView) -> &ProposedMove {
    match &view.advice {
        MoveAdvice::Move(proposed) => proposed,
        other => panic!("a move was expected, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worst_gap_comes_first_and_a_move_is_proposed_with_what_it_brings() {
    let town = Town::new();
    let room = lopsided(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let view = looks(&desk).await;
    let names: Vec<&str> = view.zones.iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!((names, view.units), (vec!["Sumberejo", "Kepatihan"], 3));
    assert!(view.zones[0].is_gap, "{view:?}");
    let own = proposed(&view);
    assert_eq!(own.gap.name, "Sumberejo");
    assert_eq!(own.gap.before_percent, percent(&view, "Sumberejo"));
    assert!(own.gap.after_percent >= own.gap.before_percent + 5, "{own:?}");
    assert!(own.expected.travel_s > 0 && own.line.len() > 1, "with the way there: {own:?}");

    desk.does(Command::MoveUp { unit: own.unit.clone(), to: own.to.clone() }).await;
    let planned = is_told(&mut desk, view.version).await;
    assert_eq!(planned.standing_by.len(), 1);
    assert!(planned.standing_by[0].due_at.is_some(), "the log keeps when it should be there");
    let zone = planned.zones.iter().find(|zone| zone.name == "Sumberejo").expect("the zone");
    assert_eq!(zone.planned_percent, own.gap.after_percent, "as was said");

    let crew = Person::new(&room, Actor::Responder { unit: own.unit.clone() });
    let told = crew.page().await.unit.standby.expect("the crew's own page says where to");
    assert_eq!(told, own.to);

    let there = SeenUnit {
        unit: own.unit.clone(),
        seen: UnitPosition {
            position: own.to.position,
            at: town.clock.now(),
            heading_deg: None,
            speed_mps: None,
        },
    };
    desk.does(Command::NotePositions { positions: vec![there] }).await;
    let arrived = is_told(&mut desk, planned.version).await;
    assert!(percent(&arrived, "Sumberejo") >= own.gap.after_percent, "it is there: {arrived:?}");

    desk.does(Command::SendBack { unit: own.unit.clone() }).await;
    let back = is_told(&mut desk, arrived.version).await;
    assert!(back.standing_by.is_empty());
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closures_and_duty_count_at_once_and_jitter_does_not() {
    let town = Town::new();
    let room = lopsided(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let before = looks(&desk).await;
    let (east, west) = (percent(&before, "Sumberejo"), percent(&before, "Kepatihan"));
    assert!(east > 0 && west > 50, "{before:?}");

    let closure = ClosureId(Uuid::new_v4());
    let shape = ClosedShape::Road { at: at(-8.2100, 114.3700) };
    desk.does(Command::CloseRoad { closure, shape, effect: Effect::Closed, why: "banjir".to_owned() }).await;
    let cut_off = is_told(&mut desk, before.version).await;
    assert!(cut_off.epoch > before.epoch);
    assert_eq!(percent(&cut_off, "Sumberejo"), 0, "nobody gets over the bridge in time: {cut_off:?}");
    desk.does(Command::OpenRoad { closure }).await;
    let open = is_told(&mut desk, cut_off.version).await;
    assert_eq!(percent(&open, "Sumberejo"), east);

    let yard = |unit: &str| SeenUnit {
        unit: UnitId::from(unit),
        seen: UnitPosition {
            position: at(-8.2096, 114.3662),
            at: town.clock.now(),
            heading_deg: None,
            speed_mps: None,
        },
    };
    desk.does(Command::NotePositions { positions: vec![yard("DMK-1"), yard("DMK-2"), yard("DMK-3")] }).await;
    for unit in ["DMK-1", "DMK-2"] {
        desk.does(Command::SetDuty { unit: unit.into(), duty: Duty::OffDuty }).await;
    }
    let fewer = is_told(&mut desk, open.version).await;
    let fewer = if fewer.units == 1 { fewer } else { is_told(&mut desk, fewer.version).await };
    assert_eq!((fewer.units, percent(&fewer, "Sumberejo")), (1, east), "in the yard is in quarters");
    assert!(fewer.version <= open.version + 2, "positions in the yard were no change: {fewer:?}");

    desk.does(Command::SetDuty { unit: "DMK-3".into(), duty: Duty::OffDuty }).await;
    let nobody = is_told(&mut desk, fewer.version).await;
    assert_eq!((nobody.units, percent(&nobody, "Kepatihan")), (0, 0));
    assert!(matches!(nobody.advice, MoveAdvice::NobodyFree { .. }), "{nobody:?}");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_position_covers_nothing() {
    let town = Town::new();
    let room = lopsided(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let position = at(-8.2100, 114.3750);
    let seen = UnitPosition { position, at: town.clock.now(), heading_deg: None, speed_mps: None };
    desk.does(Command::NotePositions { positions: vec![SeenUnit { unit: "DMK-1".into(), seen }] }).await;
    let fresh = looks(&desk).await;
    assert_eq!(fresh.units, 3);
    town.clock.pass(301);
    let stale = is_told(&mut desk, fresh.version).await;
    assert_eq!(stale.units, 2, "nobody knows what it covers");
    assert!(percent(&stale, "Sumberejo") < percent(&fresh, "Sumberejo"));
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_belongs_to_the_view_and_shows_each_step() {
    let town = Town::new();
    let room = lopsided(&town).await;
    let desk = Person::at_the_desk(&room);
    let view = looks(&desk).await;
    let Ok(Answer::CoverageMap(map)) = desk.ask(Request::CoverageMap { service: Service::Fire }).await else {
        panic!("a map was expected")
    };
    let CoverageMap { version, columns, rows, runs, .. } = *map;
    assert_eq!(version, view.version);
    let counts = runs.split(|letter: char| letter.is_ascii_lowercase()).skip(1);
    let cells: u32 = counts.map(|count| count.parse().unwrap_or(1)).sum();
    assert_eq!(cells, columns * rows, "the runs fill the map: {runs}");
    for letter in ["a", "b", "c", "e"] {
        assert!(runs.contains(letter), "no {letter} in {runs}");
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_has_an_answer_and_stations_of_its_own() {
    let town = Town::new();
    let room = lopsided(&town).await;
    let desk = Person::at_the_desk(&room);
    for service in [Service::Fire, Service::Medical, Service::Police, Service::Rescue] {
        let Ok(Answer::Coverage(view)) = desk.ask(Request::Coverage { service }).await else {
            panic!("{service:?} has no answer")
        };
        assert_eq!((view.service, view.zones.len()), (service, 2));
    }
    let kind = proposed(&looks(&desk).await).kind;
    assert!(matches!(kind, StandbyKind::Station | StandbyKind::ZoneCentre), "{kind:?}");
    room.close().await;
}
