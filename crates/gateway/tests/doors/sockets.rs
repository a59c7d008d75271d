//! Desks and pages on their WebSocket.

use std::time::Duration;

use gateway::Limits;
use gateway::frame::NOT_ADMITTED;
use room::api::{Answer, Change, ProblemKind, Request};
use room::dispatch::{Actor, CallId, Channel, Command};
use uuid::Uuid;

use crate::house::House;

fn ring(id: Uuid, call: Uuid) -> Request {
    let command =
        Command::Ring { call: CallId(call), channel: Channel::Radio, number: None, fixes: Vec::new() };
    Request::Submit { id, command: Box::new(command) }
}

#[tokio::test]
async fn nobody_is_let_in_without_a_token_of_a_desk_or_page() {
    let house = House::open().await;
    let feed = format!(r#"{{"token":"{}"}}"#, house.room.feed_token());
    let first_frames =
        ["{}", "[]", "hello", r#"{"token":""}"#, r#"{"token":"0000"}"#, r#"{"token":7}"#, &feed];
    for first in first_frames {
        let mut socket = house.connect(&[]).await.unwrap();
        socket.send(first).await;
        assert_eq!(socket.closed().await, Some(NOT_ADMITTED), "{first}");
    }
}

#[tokio::test]
async fn other_sites_do_not_even_get_a_socket() {
    let house = House::open().await;
    let table = [
        ("origin", "https://elsewhere.example".to_owned(), Some(403)),
        ("origin", "null".to_owned(), Some(403)),
        ("host", "rebound.example".to_owned(), Some(421)),
        ("origin", format!("http://{}", house.host()), None),
    ];
    for (name, value, expected) in table {
        assert_eq!(house.connect(&[(name, &value)]).await.err(), expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn who_says_nothing_is_not_waited_for() {
    let limits = Limits { hello: Duration::from_millis(50), ..Limits::default() };
    let house = House::with(limits).await;
    let mut silent = house.connect(&[]).await.unwrap();
    assert_eq!(silent.closed().await, Some(NOT_ADMITTED));
}

#[tokio::test]
async fn there_are_only_so_many_seats() {
    let house = House::with(Limits { connections: 1, ..Limits::default() }).await;
    let _seated = house.desk().await;
    assert_eq!(house.connect(&[]).await.err(), Some(503));
}

#[tokio::test]
async fn a_desk_sees_the_room_and_what_it_does_there() {
    let house = House::open().await;
    let mut desk = house.desk().await;
    let Ok(Answer::Snapshot(snapshot)) = desk.ask(1, Request::Snapshot).await else { panic!("no snapshot") };
    assert!(matches!(snapshot.you, Actor::Lead { .. }));

    let (id, call) = (Uuid::new_v4(), Uuid::new_v4());
    let Ok(Answer::Receipt(first)) = desk.ask(2, ring(id, call)).await else { panic!("no receipt") };
    let rang = desk
        .change(|change| match change {
            Change::Call(view) => Some(view.call.id),
            _ => None,
        })
        .await;
    assert_eq!(rang, CallId(call));

    // The link broke before the receipt came, for all the desk knows: it sends the same again.
    let mut back = house.desk().await;
    let Ok(Answer::Receipt(again)) = back.ask(1, ring(id, call)).await else { panic!("no receipt") };
    assert_eq!(first, again);
    assert_eq!(house.snapshot().await.calls.len(), 1, "the same id again does nothing again");
}

/// On several threads, where tasks that didn't wait for one another would overtake.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submits_keep_their_order_and_nothing_waits_for_them() {
    const CALLS: u32 = 200;
    let house = House::open().await;
    let mut desk = house.desk().await;
    for number in 0..CALLS {
        let request = ring(Uuid::new_v4(), Uuid::from_u128(u128::from(number) + 1));
        let frame = serde_json::json!({ "id": number, "request": request });
        desk.send(&frame.to_string()).await;
    }
    assert_eq!(desk.answered(CALLS as usize).await, (0..CALLS).collect::<Vec<_>>());
    let calls = house.snapshot().await.calls;
    let mut order: Vec<_> = calls.iter().map(|view| (view.call.number, view.call.id.0.as_u128())).collect();
    order.sort_unstable();
    assert!(order.is_sorted_by_key(|&(_, id)| id), "{order:?}");
}

/// On several threads, where a question that didn't wait would overtake what it is about.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_should_go_is_answered_with_what_was_submitted_before_it() {
    const CALLS: u32 = 50;
    let house = House::open().await;
    let mut desk = house.desk().await;
    for number in (0..2 * CALLS).step_by(2) {
        let call = Uuid::from_u128(u128::from(number) + 1);
        let asked = Request::Assess { call: CallId(call) };
        for (id, request) in [(number, ring(Uuid::new_v4(), call)), (number + 1, asked)] {
            desk.send(&serde_json::json!({ "id": id, "request": request }).to_string()).await;
        }
        // A call that has not rung yet is unknown.
        let assessed = desk.answer(Some(number + 1)).await;
        assert!(matches!(assessed, Ok(Answer::Assessment(_))), "{number}: {assessed:?}");
    }
}

#[tokio::test]
async fn a_bad_frame_is_one_problem_and_the_desk_goes_on() {
    let house = House::open().await;
    let mut desk = house.desk().await;
    let table = [
        ("not json", None),
        (r#"{"id":5}"#, Some(5)),
        (r#"{"id":6,"request":{"ask":"delete_everything"}}"#, Some(6)),
        (r#"{"id":7,"request":{"ask":"submit","id":"x","command":{}}}"#, Some(7)),
    ];
    for (text, number) in table {
        desk.send(text).await;
        let problem = desk.answer(number).await.unwrap_err();
        assert_eq!((problem.code.as_str(), problem.kind), ("bad_request", ProblemKind::Refusal), "{text}");
    }
    assert!(desk.ask(8, Request::Snapshot).await.is_ok());
}

#[tokio::test]
async fn a_frame_that_is_too_large_ends_its_connection_and_no_other() {
    let house = House::open().await;
    let (mut large, mut other) = (house.desk().await, house.desk().await);
    large.try_send(&" ".repeat(257 * 1024)).await;
    assert_eq!(large.closed().await, None);
    assert!(other.ask(1, Request::Snapshot).await.is_ok());
}

#[tokio::test]
async fn who_asks_and_never_reads_is_cut_off_and_the_others_go_on() {
    let house = House::with(Limits { slow_reader: Duration::from_millis(100), ..Limits::default() }).await;
    let (mut greedy, mut other) = (house.desk().await, house.desk().await);
    assert_eq!(house.snapshot().await.health.watching, 2);
    let asking = tokio::spawn(async move {
        while greedy.try_send(r#"{"id":1,"request":{"ask":"snapshot"}}"#).await {}
        greedy
    });
    while house.snapshot().await.health.watching > 1 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    asking.await.unwrap();
    assert!(other.ask(1, Request::Snapshot).await.is_ok());
}

#[tokio::test]
async fn a_units_page_gets_its_own_things_and_none_of_a_desks() {
    let house = House::open().await;
    let unit = house.register("AMB-1").await;
    let token = house.pair(&unit).await;
    let mut page = house.client(&token).await;
    let Ok(Answer::Page(view)) = page.ask(1, Request::Page).await else { panic!("no page") };
    assert_eq!(view.unit.unit.spec.id, unit);

    let a_desks = [
        Request::Snapshot,
        Request::FindPlaces { typed: "mawar".to_owned(), near: None },
        Request::PairPage { unit: unit.clone() },
        ring(Uuid::new_v4(), Uuid::new_v4()),
    ];
    for (number, request) in (2..).zip(a_desks) {
        let said = format!("{request:?}");
        let problem = page.ask(number, request).await.unwrap_err();
        assert_eq!(problem.code, "not_permitted", "{said}");
    }

    // Paired anew, the old page is shut at its next word.
    let newer = house.pair(&unit).await;
    page.try_send(r#"{"id":9,"request":{"ask":"page"}}"#).await;
    assert_eq!(page.closed().await, Some(NOT_ADMITTED));
    house.client(&newer).await;
}

#[tokio::test]
async fn whoever_asks_nothing_is_told_all_the_same_that_the_line_is_there() {
    let limits = Limits { ping: Duration::from_millis(20), ..Limits::default() };
    let house = House::with(limits).await;
    let unit = house.register("AMB-1").await;
    for token in [house.room.desk_token(), house.pair(&unit).await] {
        let mut idle = house.client(&token).await;
        for word in 1..=3 {
            assert!(idle.is_told_that_the_line_is_there().await, "word {word}");
        }
    }
}

#[tokio::test]
async fn a_room_that_closes_says_goodbye() {
    let house = House::open().await;
    let mut desk = house.desk().await;
    let goodbye = tokio::spawn(async move { desk.closed().await });
    house.serving.shutdown().await;
    assert_eq!(goodbye.await.unwrap(), Some(1001));
}
