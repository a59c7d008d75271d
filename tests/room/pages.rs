//! A unit's own page.

use room::api::{Answer, Change, Request};
use room::dispatch::{Actor, AssignmentStatus, UnitId};
use whole_system::{Person, Town};

use super::staffed;

async fn token(desk: &Person, unit: &UnitId) -> String {
    match desk.ask(Request::PairPage { unit: unit.clone() }).await {
        Ok(Answer::Paired(pairing)) => {
            pairing.path.split_once("#token=").expect("the token is behind #").1.to_owned()
        }
        other => panic!("a pairing was expected, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crew_gets_the_notice_and_the_desk_sees_each_status() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let unit = UnitId::from("AMB-1");
    let actor = room.admit(&token(&desk, &unit).await).expect("the link admits");
    assert_eq!(actor, Actor::Responder { unit: unit.clone() });
    let mut crew = Person::new(&room, actor);
    assert!(crew.page().await.notice.is_none(), "nothing to do yet");

    let call = desk.takes_a_call("0800-112-0001").await;
    desk.picks_type(call, "sesak").await;
    let place = desk.picks_place(call, "jl mawar").await;
    let (incident, units) = desk.sends_the_proposed(call).await;
    assert_eq!(units, std::slice::from_ref(&unit));
    crew.waits_for(|change| matches!(change, Change::Page(page) if page.notice.is_some())).await;
    let notice = crew.page().await.notice.expect("the notice");
    assert_eq!((notice.incident, notice.place.label), (incident, place.label), "the address");
    assert!(notice.way.expect("the way there").line.len() >= 2);

    for status in [AssignmentStatus::Acknowledged, AssignmentStatus::EnRoute, AssignmentStatus::OnScene] {
        assert!(
            crew.page().await.notice.expect("on it").assignment.next.contains(&status),
            "{status:?} is offered"
        );
        crew.reports(incident, &unit, status.clone()).await;
        desk.waits_for(|change| {
            matches!(change, Change::Unit(own) if own.unit.spec.id == unit && own.status.as_ref() == Some(&status))
        })
        .await;
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_ends_the_old_one_and_links_survive_a_restart() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let unit = UnitId::from("DMK-1");
    let old = token(&desk, &unit).await;
    let new = token(&desk, &unit).await;
    assert_eq!(room.admit(&old), None);
    assert_eq!(room.admit(""), None);
    room.close().await;
    let again = town.open().await;
    assert_eq!(again.admit(&new), Some(Actor::Responder { unit }));
    again.close().await;
}
