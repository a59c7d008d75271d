//! A caller's phone tells where it is: what its link opens, and what it doesn't.

use room::api::{Answer, CallView, Request};
use room::dispatch::call::CallDisposition;
use room::dispatch::{CallId, Command, FixSource};
use uuid::Uuid;

use crate::house::{House, lead};

const HERE: &str = r#"{"lat":-8.2101,"lon":114.3625,"accuracy_m":12.4,"at":0}"#;

impl House {
    async fn does(&self, command: Command) {
        let request = Request::Submit { id: Uuid::new_v4(), command: Box::new(command) };
        self.room.ask(&lead(), request).await.unwrap();
    }

    /// A call that is talked to, and the token of its caller's link.
    async fn linked(&self, name: &str) -> (CallId, String) {
        let rang = self.exchange(&format!(r#"{{"event":"ringing","call":"{name}"}}"#)).await.json();
        let call: CallId = serde_json::from_value(rang["call"].clone()).unwrap();
        self.does(Command::Answer { call }).await;
        (call, self.link(call).await)
    }

    async fn link(&self, call: CallId) -> String {
        let made = self.room.ask(&lead(), Request::LinkLocation { call }).await.unwrap();
        let Answer::LocationShare(share) = made else { panic!("{made:?}") };
        share.path.split_once("/caller.html#").unwrap().1.to_owned()
    }

    async fn tells(&self, token: &str, body: &str) -> u16 {
        self.http(&format!("POST /caller/fix\nauthorization: Bearer {token}"), body).await.status
    }

    async fn looks(&self, token: &str) -> u16 {
        self.http(&format!("GET /caller/link\nauthorization: Bearer {token}"), "").await.status
    }

    async fn view(&self, call: CallId) -> CallView {
        let calls = self.snapshot().await.calls;
        calls.into_iter().find(|view| view.call.id == call).unwrap()
    }
}

#[tokio::test]
async fn a_phone_tells_where_it_is_for_its_own_call() {
    let house = House::open().await;
    let (call, token) = house.linked("a").await;
    let (other, _) = house.linked("b").await;
    assert_eq!(house.looks(&token).await, 204);
    assert_eq!(house.tells(&token, HERE).await, 204);
    let view = house.view(call).await;
    let fix = view.location.unwrap();
    assert_eq!((fix.source, fix.radius_m), (FixSource::CallerPage, 12));
    assert!(view.call.news.is_some(), "whoever talks is told");
    assert!(house.view(other).await.call.fixes.is_empty());
    assert_eq!(house.tells(&token, HERE).await, 429, "not twice within two seconds");
}

#[tokio::test]
async fn a_link_opens_nothing_else() {
    let house = House::open().await;
    let (_, token) = house.linked("a").await;
    for head in ["POST /feed/call", "GET /feed/position?id=AMB-1&lat=0&lon=0"] {
        let status = house.http(&format!("{head}\nauthorization: Bearer {token}"), "{}").await.status;
        assert!(status == 403, "{head}: {status}");
    }
    let mut socket = house.connect(&[]).await.unwrap();
    socket.hello(&token).await;
    assert_eq!(socket.closed().await, Some(4401));
}

#[tokio::test]
async fn a_link_ends_with_its_call_and_with_the_next_link() {
    let house = House::open().await;
    let (call, first) = house.linked("a").await;
    let second = house.link(call).await;
    assert_eq!((house.looks(&first).await, house.looks(&second).await), (410, 204));
    house.does(Command::CloseCall { call, disposition: CallDisposition::Information }).await;
    assert_eq!(house.looks(&second).await, 410);
    assert_eq!(house.tells(&second, HERE).await, 410);
    house.does(Command::ReopenCall { call }).await;
    assert_eq!(house.looks(&second).await, 204, "whoever reopens the call has it again");
}

#[tokio::test]
async fn what_makes_no_sense_or_comes_from_elsewhere_is_refused() {
    let house = House::open().await;
    let (call, token) = house.linked("a").await;
    let long = format!(r#"{{"lat":0,"lon":0,"accuracy_m":1,"at":0,"x":"{}"}}"#, "x".repeat(2_000));
    let desk = house.room.desk_token();
    let table = [
        (token.as_str(), "{}", "", 400),
        (&token, r#"{"lat":91,"lon":0,"accuracy_m":1,"at":0}"#, "", 400),
        (&token, r#"{"lat":1,"lon":0,"accuracy_m":"near","at":0}"#, "", 400),
        (&token, &long, "", 413),
        (&token, HERE, "\norigin: https://elsewhere.example", 403),
        (&token, HERE, "\nhost: rebound.example", 421),
        ("0000", HERE, "", 410),
        (&desk, HERE, "", 410),
        ("", HERE, "", 410),
    ];
    for (token, body, more, expected) in table {
        let head = format!("POST /caller/fix\nauthorization: Bearer {token}{more}");
        let status = house.http(&head, body).await.status;
        assert_eq!(status, expected, "{token} {more} {}", &body[..body.len().min(60)]);
    }
    assert_eq!(house.http("POST /caller/fix", HERE).await.status, 410);
    assert_eq!(house.http("GET /caller/fix", "").await.status, 405);
    assert!(house.view(call).await.call.fixes.is_empty(), "nothing of all that was kept");
}
