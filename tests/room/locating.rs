//! Finding where a caller is: what is near, and the caller's own phone.

use room::api::{Answer, Request};
use room::dispatch::call::CallDisposition;
use room::dispatch::{Actor, Command, Fix, FixSource, Personal, PremiseId};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn landmarks_and_what_happened_near_a_call_are_told() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let first = desk.takes_a_call("0800-112-0001").await;
    desk.picks_type(first, "sesak").await;
    let place = desk.picks_place(first, "jl mawar").await;
    let (incident, _) = desk.sends_the_proposed(first).await;

    let second = desk.takes_a_call("0800-112-0002").await;
    let answer = desk.ask(Request::Around { call: second }).await.expect("an answer");
    assert_eq!(answer, Answer::Around(Box::default()), "nothing is near a call without a place");
    let network = Fix { source: FixSource::Network, radius_m: 300, label: String::new(), ..place };
    desk.does(Command::AddFix { call: second, fix: network }).await;
    let Ok(Answer::Around(around)) = desk.ask(Request::Around { call: second }).await else { panic!() };
    assert!(!around.landmarks.is_empty());
    assert_eq!(around.calls.iter().map(|near| near.call).collect::<Vec<_>>(), [first]);
    assert_eq!(
        around.incidents.iter().map(|near| (near.incident, near.open)).collect::<Vec<_>>(),
        [(incident, true)]
    );
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callers_link_is_kept_as_its_digest_and_survives_a_restart() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    let Ok(Answer::LocationShare(share)) = desk.ask(Request::LinkLocation { call }).await else { panic!() };
    let token = share.path.strip_prefix("/caller.html#").expect("the token is behind #").to_owned();
    assert_eq!(token.len(), 32, "short enough for a text message");
    assert_eq!(room.admit(&token), Some(Actor::Caller { call }));
    room.close().await;

    let room = town.open().await;
    assert_eq!(room.admit(&token), Some(Actor::Caller { call }));
    let desk = Person::at_the_desk(&room);
    let log = std::fs::read(town.room_folder().join("room.journal")).expect("the log");
    assert!(!log.windows(token.len()).any(|bytes| bytes == token.as_bytes()), "the log has no token");
    town.clock.pass(3_600);
    assert_eq!(room.admit(&token), None, "after an hour");
    let Ok(Answer::LocationShare(share)) = desk.ask(Request::LinkLocation { call }).await else { panic!() };
    let again = share.path.strip_prefix("/caller.html#").expect("a token").to_owned();
    desk.does(Command::CloseCall { call, disposition: CallDisposition::Information }).await;
    assert_eq!(room.admit(&again), None, "with the call");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_noted_of_a_place_is_told_to_the_next_call_and_to_the_crew() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let first = desk.takes_a_call("0800-112-0001").await;
    let place = desk.picks_place(first, "jl mawar").await;
    let note = PremiseId(Uuid::new_v4());
    let text = Personal::from("gang buntu");
    let place = Fix { radius_m: 100, ..place };
    let command = Command::NotePremise { note, place: place.clone(), text: text.clone(), hazard: false };
    desk.does(command).await;
    let note = PremiseId(Uuid::new_v4());
    let dog = Personal::from("anjing galak");
    desk.does(Command::NotePremise { note, place, text: dog.clone(), hazard: true }).await;

    let second = desk.takes_a_call_about("0800-112-0002", "sesak", "jl mawar").await;
    let snapshot = desk.sees().await;
    let view = snapshot.calls.iter().find(|view| view.call.id == second).expect("the call");
    assert!(view.premises.iter().map(|own| &own.text).eq([&dog, &text]), "the hazard first");
    let (_, units) = desk.sends_the_proposed(second).await;
    let crew = Person::new(&room, Actor::Responder { unit: units[0].clone() });
    let notice = crew.page().await.notice.expect("the notice");
    assert_eq!((notice.hazards, notice.premises), (vec![dog], vec![text]));
    room.close().await;
}
