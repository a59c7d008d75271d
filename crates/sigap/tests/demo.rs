//! The roster of a room to try things in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests, and what they share")]

use room::api::{Answer, Caller, Language, Request, Snapshot};
use room::dispatch::Actor;
use room::{Opening, Room};
use sigap::demo;
use tempfile::TempDir;

async fn open() -> (Room, TempDir) {
    let folder = TempDir::new().unwrap();
    let region = region::testing::small_town(folder.path()).unwrap();
    (Room::open(Opening::new(folder.path().join("room"), region)).await.unwrap(), folder)
}

fn lead() -> Caller {
    Caller { actor: Actor::Lead { desk: "1".to_owned() }, language: Language::En }
}

async fn snapshot(room: &Room) -> Snapshot {
    match room.ask(&lead(), Request::Snapshot).await.unwrap() {
        Answer::Snapshot(snapshot) => *snapshot,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn entering_the_roster_again_changes_nothing() {
    let (room, _folder) = open().await;
    let first = demo::enter(&room).await.unwrap();
    let before = snapshot(&room).await;
    assert_eq!(demo::enter(&room).await.unwrap(), first);
    let after = snapshot(&room).await;
    assert_eq!((after.seq, after.units.len()), (before.seq, first.units));
}

#[tokio::test]
async fn units_stand_at_the_regions_stations_and_answer_every_kind_of_call() {
    let (room, _folder) = open().await;
    demo::enter(&room).await.unwrap();
    let snapshot = snapshot(&room).await;
    for view in &snapshot.units {
        let spec = &view.unit.spec;
        let station = snapshot.stations.iter().find(|station| Some(&station.id) == spec.station.as_ref());
        let distance_m = station.map(|station| station.position.metres_to(spec.home));
        assert_eq!(distance_m, Some(0.0), "{} at {}", spec.id, spec.station_name);
    }
    let ids: Vec<&str> = snapshot.units.iter().map(|view| view.unit.spec.id.0.as_str()).collect();
    for prefix in ["DMK-1", "AMB-1", "PTR-1", "RES-1", "SPP-1"] {
        assert!(ids.contains(&prefix), "{prefix} in {ids:?}");
    }
}
