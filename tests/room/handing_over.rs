//! One shift hands over to the next.

use room::dispatch::unit::Duty;
use room::dispatch::{Command, HandoverId, Personal, UnitId};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_forgotten_at_the_end_of_a_shift() {
    let town = Town::new();
    let room = staffed(&town).await;
    let lead = Person::at_the_desk(&room);
    let call = lead.takes_a_call_about("0800-112-0001", "kebakaran", "jl mawar").await;
    lead.sends_the_proposed(call).await;
    let waiting = lead.takes_a_call("0800-112-0002").await;
    lead.does(Command::Hold { call: waiting }).await;
    let unit = UnitId::from("PTR-1");
    lead.does(Command::SetDuty { unit, duty: Duty::OutOfService { why: "ban".to_owned(), until: None } })
        .await;

    let handover = HandoverId(Uuid::new_v4());
    let (outgoing, incoming) = (Personal::from("Sif malam"), Personal::from("Sif pagi"));
    lead.does(Command::BeginHandover { handover, outgoing }).await;
    let view = lead.sees().await.handovers.remove(0);
    let names: Vec<&str> = view.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["K-1", "P-2", "PTR-1"], "open incident, waiting call, unit out of service");
    assert_eq!(view.items[2].detail, "ban");

    lead.does(Command::HandoverWords { handover, words: Personal::from("jalan pasar macet") }).await;
    let early = lead.tries(Command::CompleteHandover { handover, incoming: incoming.clone() }).await;
    assert_eq!(early.expect_err("unsigned").code, "items_not_signed");
    let last = lead.takes_a_call_about("0800-112-0003", "kebakaran", "jl mawar").await;
    lead.sends_the_proposed(last).await;
    let view = lead.sees().await.handovers.remove(0);
    let come_up: Vec<&str> = view.come_up.iter().map(|item| item.name.as_str()).collect();
    assert_eq!((view.items.len(), come_up), (3, vec!["K-2"]), "what comes up is told, and not slipped in");
    for item in 0..names.len() {
        lead.does(Command::SignItem { handover, item, incoming: incoming.clone() }).await;
    }
    lead.does(Command::CompleteHandover { handover, incoming: incoming.clone() }).await;
    room.close().await;

    let again = town.open().await;
    let kept = Person::at_the_desk(&again).sees().await.handovers.remove(0).handover;
    assert_eq!((kept.words.text(), kept.incoming), ("jalan pasar macet", Some(incoming)));
    assert!(kept.items.iter().all(|item| item.signed_at.is_some()));
    again.close().await;
}
