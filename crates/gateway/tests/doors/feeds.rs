//! The exchange rings, phones report positions.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use room::api::{Answer, CallView, Change, Request};
use room::clock::Clock;
use room::dispatch::call::CallDisposition;
use room::dispatch::{At, CallStage, Personal};

use crate::house::House;

const RINGING: &str =
    r#"{"event":"ringing","call":"1732240000.17","number":"0800-0000-0112","trunk":"ignored"}"#;

fn a_call(change: Change) -> Option<CallView> {
    match change {
        Change::Call(view) => Some(*view),
        _ => None,
    }
}

#[tokio::test]
async fn feeds_show_their_own_token() {
    let house = House::open().await;
    let unit = house.register("AMB-1").await;
    let (feed, desk, page) = (house.room.feed_token(), house.room.desk_token(), house.pair(&unit).await);
    let table = [
        (String::new(), 401),
        ("\nauthorization: Bearer 0000".to_owned(), 401),
        (format!("\nauthorization: Basic {feed}"), 401),
        (format!("\nauthorization: Bearer {desk}"), 403),
        (format!("\nauthorization: Bearer {page}"), 403),
        (format!("\nauthorization: Bearer {feed}\norigin: https://elsewhere.example"), 403),
        (format!("\nauthorization: Bearer {feed}\nhost: rebound.example"), 421),
        (format!("\nauthorization: Bearer {feed}"), 200),
    ];
    for (headers, expected) in table {
        let reply = house.http(&format!("POST /feed/call{headers}"), RINGING).await;
        assert_eq!(reply.status, expected, "{headers}: {}", reply.text());
    }
    let table =
        [("", 401), ("&token=0000", 401), (&format!("&token={desk}"), 403), (&format!("&token={feed}"), 200)];
    for (token, expected) in table {
        let reply =
            house.http(&format!("GET /feed/position?id=AMB-1&lat=-8.2101&lon=114.3625{token}"), "").await;
        assert_eq!(reply.status, expected, "{token}: {}", reply.text());
    }
}

#[tokio::test]
async fn a_call_rings_on_a_watching_desk_and_its_location_follows() {
    let house = House::open().await;
    let mut desk = house.desk().await;
    desk.ask(1, Request::Snapshot).await.unwrap();

    let rang = house.exchange(RINGING).await;
    assert_eq!(rang.status, 200, "{}", rang.text());
    let view = desk.change(a_call).await;
    assert_eq!(view.call.stage, CallStage::Ringing);
    assert_eq!(view.call.caller_number.as_ref().map(Personal::text), Some("0800-0000-0112"));
    assert_eq!(rang.json()["call"], view.call.id.to_string());

    let located =
        r#"{"event":"ringing","call":"1732240000.17","location":{"lat":-8.21,"lon":114.37,"radius_m":50}}"#;
    house.exchange(located).await;
    let fix = desk.change(|change| a_call(change)?.location).await;
    assert_eq!(fix.radius_m, 50);
}

#[tokio::test]
async fn a_message_sent_twice_counts_once() {
    let house = House::open().await;
    let located = r#"{"event":"ringing","call":"a","location":{"lat":-8.21,"lon":114.37,"radius_m":50}}"#;
    let answered = r#"{"event":"answered","call":"a"}"#;
    for message in [RINGING, located, answered] {
        let (first, again) = (house.exchange(message).await, house.exchange(message).await);
        assert_eq!(first.json(), again.json(), "{message}");
    }
    let snapshot = house.snapshot().await;
    assert_eq!(snapshot.calls.len(), 2);
    let fixes: usize = snapshot.calls.iter().map(|view| view.call.fixes.len()).sum();
    assert_eq!(fixes, 1);
}

#[tokio::test]
async fn a_call_whose_ringing_was_lost_is_not() {
    let house = House::open().await;
    let reply = house.exchange(r#"{"event":"hung_up","call":"b","number":800112}"#).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let calls = house.snapshot().await.calls;
    assert_eq!(calls.len(), 1);
    let stage = &calls[0].call.stage;
    assert!(matches!(stage, CallStage::Closed { disposition: CallDisposition::Dropped, .. }), "{stage:?}");
    assert!(calls[0].call.call_back_due, "somebody has to call back");
}

#[tokio::test]
async fn a_location_without_sense_does_not_keep_a_call_from_ringing() {
    let house = House::open().await;
    let reply =
        house.exchange(r#"{"event":"ringing","call":"c","location":{"lat":912,"lon":0,"radius_m":1}}"#).await;
    assert_eq!(reply.status, 200);
    assert!(reply.json()["ignored"].as_str().unwrap().starts_with("location:"), "{}", reply.text());
    assert_eq!(house.snapshot().await.calls.len(), 1);
}

/// What an exchange may write for a number that it doesn't have, or that no telephone has. Each is a call all the same.
#[tokio::test]
async fn whatever_stands_for_the_number_the_call_rings() {
    let house = House::open().await;
    let long = format!("\"{}\"", "9".repeat(5_000));
    let numbers =
        ["-1", "0", "1.5", "true", "{}", "[]", "null", r#""""#, r#""anonymous""#, r#""\u0000""#, &long];
    for (index, number) in numbers.into_iter().enumerate() {
        let reply =
            house.exchange(&format!(r#"{{"event":"ringing","call":"n{index}","number":{number}}}"#)).await;
        assert_eq!(reply.status, 200, "{number}: {}", reply.text());
        assert_eq!(house.snapshot().await.calls.len(), index + 1, "{number}");
    }
}

struct Minutes(AtomicI64);

impl Clock for Minutes {
    fn now(&self) -> At {
        At(1_795_282_200_000 + self.0.load(Ordering::SeqCst) * 60_000)
    }
}

/// When the exchange says what of the one id it gives, minutes, and how many calls the room has then and how many of them ring.
#[tokio::test]
async fn an_exchange_that_counts_its_calls_from_one_again_still_rings() {
    let clock = Arc::new(Minutes(AtomicI64::new(0)));
    let house = House::by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    let rows = [
        (0, "ringing", 1, 1),
        (1, "hung_up", 1, 0),
        (2, "ringing", 1, 0), // sent again, late
        (30, "hung_up", 1, 0),
        (31, "ringing", 2, 1), // the exchange was started anew
        (32, "ringing", 2, 1),
        (33, "answered", 2, 0),
        (55, "ringing", 2, 0), // a long talk, said again
        (56, "hung_up", 2, 0),
    ];
    for (minute, event, calls, ringing) in rows {
        clock.0.store(minute, Ordering::SeqCst);
        let reply = house.exchange(&format!(r#"{{"event":"{event}","call":"1"}}"#)).await;
        let said = format!("{minute} {event}: {}", reply.text());
        assert!([200, 409].contains(&reply.status), "{said}");
        let all = house.snapshot().await.calls;
        let ring = all.iter().filter(|view| view.call.stage == CallStage::Ringing).count();
        assert_eq!((all.len(), ring), (calls, ringing), "{said}");
    }
}

#[tokio::test]
async fn a_phone_that_does_not_know_where_it_is_leaves_its_unit_where_it_was() {
    let house = House::open().await;
    house.register("AMB-1").await;
    let token = house.room.feed_token();
    for place in ["lat=-8.2140&lon=114.3751", "lat=0.0&lon=0.000000"] {
        let reply = house.http(&format!("GET /feed/position?id=AMB-1&{place}&token={token}"), "").await;
        assert_eq!(reply.status, 200, "{place}: {}", reply.text());
        let position = house.snapshot().await.units[0].position.position;
        assert_eq!((position.lat(), position.lon()), (-8.2140, 114.3751), "{place}");
    }
}

#[tokio::test]
async fn what_is_no_message_of_an_exchange_is_refused() {
    let house = House::open().await;
    let large = format!(r#"{{"event":"ringing","call":"{}"}}"#, "9".repeat(65 * 1024));
    let long = format!(r#"{{"event":"ringing","call":"{}"}}"#, "9".repeat(201));
    let table = [
        ("", 400),
        ("not json", 400),
        (r#"{"event":"exploded","call":"d"}"#, 400),
        (r#"{"event":"ringing","call":""}"#, 400),
        (long.as_str(), 400),
        (large.as_str(), 413),
    ];
    for (body, expected) in table {
        let reply = house.exchange(body).await;
        assert_eq!(reply.status, expected, "{:.60}: {}", body, reply.text());
    }
    assert!(house.snapshot().await.calls.is_empty());
}

#[tokio::test]
async fn a_position_moves_its_unit_and_strangers_get_400() {
    let house = House::open().await;
    let unit = house.register("AMB-1").await;
    let mut desk = house.desk().await;
    desk.ask(1, Request::Snapshot).await.unwrap();
    let token = house.room.feed_token();

    let time_s = house.snapshot().await.now.0 / 1000;
    let reported = format!("id=AMB-1&lat=-8.2140&lon=114.3751&timestamp={time_s}&speed=20&bearing=90");
    let reply = house.http(&format!("GET /feed/position?{reported}&token={token}"), "").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let seen = desk
        .change(|change| match change {
            Change::Positions(seen) => seen.into_iter().next(),
            _ => None,
        })
        .await;
    assert_eq!((seen.unit, seen.seen.heading_deg, seen.seen.at.0), (unit, Some(90), time_s * 1000));
    assert!((seen.seen.speed_mps.unwrap() - 10.289).abs() < 0.01, "20 knots");

    let stranger = reported.replace("AMB-1", "AMB-9");
    let post = format!(
        "POST /feed/position\nauthorization: Bearer {token}\ncontent-type: application/x-www-form-urlencoded"
    );
    let reply = house.http(&post, &stranger).await;
    assert_eq!((reply.status, reply.json()["code"].as_str()), (400, Some("unknown_unit")));
    assert_eq!(house.http(&post, &reported.replace("114.3751", "214")).await.status, 400);
    assert_eq!(house.http(&post, &format!("{reported}&valid=false")).await.status, 200);
    assert!(matches!(desk.ask(2, Request::Snapshot).await, Ok(Answer::Snapshot(_))));
}
