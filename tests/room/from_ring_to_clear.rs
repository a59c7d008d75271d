//! One call from ring to clear.

use room::api::{Answer, Request};
use room::dispatch::call::{CallDisposition, CallStage, DraftChange};
use room::dispatch::directory::DirectoryEntry;
use room::dispatch::incident::{IncidentDisposition, IncidentStage};
use room::dispatch::{AssignmentStatus, Command, Event, Personal};
use whole_system::{Person, Town};

use super::{at, staffed};

#[tokio::test(flavor = "multi_thread")]
async fn a_house_fire_from_ring_to_clear() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let entry = DirectoryEntry {
        number: Personal::from("0800 112 0001"),
        name: Personal::from("Rumah contoh"),
        address: Personal::from("Jl. Melati 14"),
        position: Some(at(-8.21, 114.37)),
        note: Personal::from("gang 2 m"),
        flagged: false,
        abusive: false,
        vulnerable: false,
    };
    desk.does(Command::EnterNumber { entry }).await;

    let call = desk.takes_a_call("+62 800-112-0001").await;
    let shown = desk.sees().await.calls.remove(0);
    assert_eq!(shown.registered.expect("the number is known").note.text(), "gang 2 m");
    assert_eq!(shown.location.expect("the directory gives a place").label, "Jl. Melati 14");

    assert_eq!(desk.picks_type(call, "kebakaran").await.0, "fire-house");
    let place = desk.picks_place(call, "jl mawar").await;
    assert!(place.label.contains("Mawar"), "{place:?}");
    desk.writes(call, DraftChange::Note { text: Personal::from("api dari dapur") }).await;

    let assessment = desk.assesses(call).await;
    let recommendation = assessment.recommendation.expect("type and place are known");
    let first = recommendation.units.first().expect("somebody can go");
    assert!(first.obstacle.is_none() && first.total_s > Some(60), "turnout and road time count: {first:?}");
    assert_eq!(assessment.ways.len(), recommendation.proposed().count(), "each proposed unit's way is drawn");
    let tanker = recommendation.needs.iter().find(|need| need.capability == "tanker").expect("planned");
    assert_eq!((tanker.wanted, tanker.proposed), (1, 1));

    let (incident, units) = desk.sends_the_proposed(call).await;
    assert!(units.len() >= 3, "{units:?}");
    for unit in &units {
        town.clock.pass(5);
        desk.reports(incident, unit, AssignmentStatus::Acknowledged).await;
        town.clock.pass(60);
        desk.reports(incident, unit, AssignmentStatus::EnRoute).await;
        town.clock.pass(200);
        desk.reports(incident, unit, AssignmentStatus::OnScene).await;
    }
    let ambulance = units.iter().find(|unit| unit.0.starts_with("AMB")).expect("an ambulance goes along");
    desk.reports(
        incident,
        ambulance,
        AssignmentStatus::Transporting { to: "RSUD".to_owned(), hospital: None, place: None },
    )
    .await;
    desk.reports(incident, ambulance, AssignmentStatus::AtHospital).await;
    for unit in &units {
        town.clock.pass(600);
        desk.reports(incident, unit, AssignmentStatus::Cleared { outcome: "padam".to_owned() }).await;
    }
    desk.does(Command::CloseIncident { incident, disposition: IncidentDisposition::Handled }).await;

    let seen = desk.sees().await;
    let closed = &seen.incidents[0].incident;
    assert!(matches!(closed.stage, IncidentStage::Closed { disposition: IncidentDisposition::Handled, .. }));
    let own = closed.assignments.iter().find(|own| own.unit == *ambulance).expect("activity is kept");
    let times: Vec<_> = own.steps.iter().map(|step| step.at).collect();
    assert_eq!(
        times.len(),
        7,
        "notified, acknowledged, en route, on scene, transporting, at hospital, cleared"
    );
    assert!(times.is_sorted());
    let stage = &seen.calls[0].call.stage;
    assert!(matches!(stage, CallStage::Closed { disposition: CallDisposition::Incident, .. }), "{stage:?}");
    assert!(seen.units.iter().all(|unit| unit.status.is_none()), "everybody is free again");

    let Ok(Answer::Timeline(moments)) = desk.ask(Request::Timeline { incident }).await else {
        panic!("a timeline")
    };
    assert!(matches!(moments[0].event, Event::CallRang { .. }), "it begins with the ring");
    assert!(matches!(moments.last().expect("not empty").event, Event::IncidentClosed { .. }));
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_caller_joins_and_leaves_again() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let first = desk.takes_a_call_about("0800-112-0001", "kebakaran", "jl mawar").await;
    let (incident, _) = desk.sends_the_proposed(first).await;

    town.clock.pass(120);
    let second = desk.takes_a_call_about("0800-112-0002", "api", "jl mawar").await;
    let similar = desk.assesses(second).await.similar;
    assert_eq!(similar.first().map(|own| own.incident), Some(incident), "the same fire is offered");

    desk.does(Command::JoinCall { call: second, incident }).await;
    assert_eq!(desk.sees().await.incidents[0].incident.calls, [first, second]);
    desk.does(Command::UnjoinCall { call: second }).await;
    assert_eq!(desk.sees().await.incidents[0].incident.calls, [first]);
    assert!(desk.sees().await.calls.iter().any(|own| own.call.id == second && !own.call.is_closed()));
    room.close().await;
}
