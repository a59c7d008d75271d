//! What was acknowledged is there after a kill.

use room::api::UnitView;
use room::dispatch::call::DraftChange;
use room::dispatch::{AssignmentStatus, Command, Personal};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_keystroke_survives_a_kill() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    let typed = "api dari dapur, satu lansia di kamar belakang";
    for end in 1..=typed.len() {
        let seq = desk.writes(call, DraftChange::Note { text: Personal::from(&typed[..end]) }).await;
        if end % 9 != 0 {
            continue;
        }
        let killed = town.as_killed_now(&format!("killed-{end}"));
        let again = town.open_in(&killed).await;
        let seen = Person::at_the_desk(&again).sees().await;
        assert_eq!(seen.seq, seq, "the log ends where the last receipt said");
        assert_eq!(seen.calls[0].call.draft.note.text(), &typed[..end]);
        again.close().await;
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_opened_again_is_the_room_that_was_left() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let (incident, units) = desk.sends_the_proposed(call).await;
    desk.reports(incident, &units[0], AssignmentStatus::EnRoute).await;
    let before = desk.sees().await;
    let (killed, tokens) = (town.as_killed_now("killed"), (room.desk_token(), room.feed_token()));
    room.close().await;

    for folder in [killed, town.room_folder()] {
        let again = town.open_in(&folder).await;
        let after = Person::at_the_desk(&again).sees().await;
        assert_eq!((after.seq, &after.calls), (before.seq, &before.calls));
        assert_eq!(after.incidents, before.incidents);
        assert_eq!(without_arrivals(after.units), without_arrivals(before.units.clone()));
        assert_eq!((again.desk_token(), again.feed_token()), tokens);
        again.close().await;
    }
}

/// Arrivals are reckoned from where units are now, not kept.
fn without_arrivals(units: Vec<UnitView>) -> Vec<UnitView> {
    units.into_iter().map(|unit| UnitView { eta: None, ..unit }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_command_id_gets_the_same_receipt_across_a_restart() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    let id = Uuid::new_v4();
    let once = Command::Draft { call, change: DraftChange::Note { text: Personal::from("sekali") } };
    let first = desk.tries_as(id, once.clone()).await.expect("taken");
    desk.writes(call, DraftChange::Note { text: Personal::from("lalu lain") }).await;
    assert_eq!(desk.tries_as(id, once.clone()).await, Ok(first));
    room.close().await;

    let again = town.open().await;
    let desk = Person::at_the_desk(&again);
    assert_eq!(desk.tries_as(id, once).await, Ok(first));
    assert_eq!(desk.sees().await.calls[0].call.draft.note.text(), "lalu lain", "nothing was done twice");
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_desks_at_once_lose_nothing_and_repeat_nothing() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desks = tokio::task::JoinSet::new();
    for desk in 0..8 {
        let room = room.clone();
        desks.spawn(async move {
            let person = Person::at_the_desk(&room);
            let mut receipts = Vec::new();
            for call in 0..10 {
                let call = person.takes_a_call(&format!("0800-112-{desk}{call:03}")).await;
                let text = Personal::from(format!("meja {desk}"));
                receipts.push(person.writes(call, DraftChange::Note { text }).await);
            }
            receipts
        });
    }
    let mut receipts: Vec<u64> = desks.join_all().await.into_iter().flatten().collect();
    receipts.sort_unstable();
    receipts.dedup();
    assert_eq!(receipts.len(), 80, "each command has its own place in the log");
    let mut numbers: Vec<u32> =
        Person::at_the_desk(&room).sees().await.calls.iter().map(|own| own.call.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=80).collect::<Vec<_>>(), "calls are numbered without gaps");
    room.close().await;
}
