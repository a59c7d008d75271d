//! A region whose names can't be read: everybody is told, and everything but searching works.

use room::api::{Answer, Change, PlacesHealth, ProblemKind, Request};
use room::dispatch::call::DraftChange;
use room::dispatch::{AssignmentStatus, Command, TypeId};
use whole_system::{Person, Town};

use super::{at, staffed};

fn spoil_names(town: &Town) {
    let region = rusqlite::Connection::open(&town.region).expect("the region's file");
    region.execute("UPDATE places SET kind = 'spoilt'", []).expect("its names are spoilt");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_desk_is_told_that_names_cannot_be_read_and_goes_on_without() {
    let town = Town::new();
    spoil_names(&town);
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    if desk.sees().await.health.places == PlacesHealth::Preparing {
        desk.waits_for(
            |change| matches!(change, Change::Health(own) if own.places != PlacesHealth::Preparing),
        )
        .await;
    }
    assert_eq!(desk.sees().await.health.places, PlacesHealth::Unreadable, "on all desks, at all times");

    let find = Request::FindPlaces { typed: "jl mawar".to_owned(), near: None };
    let problem = desk.ask(find).await.expect_err("nothing can be searched");
    assert_eq!(
        (problem.kind, problem.retry),
        (ProblemKind::Unavailable, false),
        "no fault, and no use to retry"
    );
    assert!(problem.message.contains("bangun ulang"), "it says what to do: {}", problem.message);

    let read_out = [
        ("-8.2120, 114.3750", "-8.21200, 114.37500"),
        ("https://www.google.com/maps?q=-8.2120,114.3750", "-8.21200, 114.37500"),
        ("6P3QQ9QG+8V", "6P3QQ9QG+8V"),
    ];
    for (typed, label) in read_out {
        let found = desk.finds(typed).await;
        assert_eq!(found.first().map(|hit| hit.fix.label.as_str()), Some(label), "{typed}");
    }

    let call = desk.takes_a_call("0800-112-0001").await;
    desk.writes(call, DraftChange::Kind { kind: Some(TypeId::from("fire-land")) }).await;
    let Ok(Answer::Place(clicked)) = desk.ask(Request::DescribePlace { at: at(-8.2120, 114.3750) }).await
    else {
        panic!("a click on the map is a place");
    };
    desk.does(Command::AddFix { call, fix: clicked.fix }).await;
    let (incident, units) = desk.sends_the_proposed(call).await;
    let unit = units.first().expect("who reaches it soonest is known");
    let Ok(Answer::Around(_)) = desk.ask(Request::Around { call }).await else {
        panic!("what is near is told, landmarks excepted");
    };
    desk.reports(incident, unit, AssignmentStatus::EnRoute).await;
    assert!(!desk.ways(incident).await.is_empty(), "and its way");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_whose_names_can_be_read_says_so() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    assert!(!desk.finds("jl mawar").await.is_empty());
    assert_eq!(desk.sees().await.health.places, PlacesHealth::Ready);
    room.close().await;
}
