//! What desks are told.

use room::api::Change;
use room::dispatch::call::DraftChange;
use room::dispatch::{CallId, Channel, Command, Personal};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn one_desk_sees_what_another_does() {
    let town = Town::new();
    let room = staffed(&town).await;
    let (one, mut two) = (Person::at_the_desk(&room), Person::at_the_desk(&room));
    let call = one.takes_a_call("0800-112-0001").await;
    let seq = one.writes(call, DraftChange::Note { text: Personal::from("asap") }).await;
    let push = two
        .waits_for(|change| matches!(change, Change::Call(own) if own.call.draft.note.text() == "asap"))
        .await;
    assert!(push.seq >= seq, "a push says which event it contains");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_falls_behind_is_told_to_start_over() {
    let town = Town::new();
    let room = staffed(&town).await;
    let (one, mut slow) = (Person::at_the_desk(&room), Person::at_the_desk(&room));
    for ring in 0..2_100 {
        let number = Some(Personal::from(format!("0800-112-{ring}")));
        let call = CallId(Uuid::new_v4());
        one.does(Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() }).await;
    }
    slow.waits_for(|change| matches!(change, Change::Missed)).await;
    assert_eq!(slow.sees().await.calls.len(), 2_100, "no ring was lost");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_room_ends_the_watch() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let mut watch = room.watch(&room::api::Caller {
        actor: room::dispatch::Actor::Lead { desk: "1".to_owned() },
        language: room::api::Language::En,
    });
    drop(desk);
    room.close().await;
    while watch.next().await.is_some() {}
}
