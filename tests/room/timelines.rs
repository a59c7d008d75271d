//! What happened, told from the log: the same whichever way the room came to know it.

use room::Room;
use room::api::{Answer, Request};
use room::dispatch::incident::IncidentDisposition;
use room::dispatch::{AssignmentStatus, CallId, Command, IncidentId, Personal};
use rusqlite::Connection;
use whole_system::{Person, Town};

use super::staffed;

async fn timeline(room: &Room, incident: IncidentId) -> Vec<u64> {
    match Person::at_the_desk(room).ask(Request::Timeline { incident }).await {
        Ok(Answer::Timeline(moments)) => moments.into_iter().map(|moment| moment.seq).collect(),
        other => panic!("a timeline was expected, not {other:?}"),
    }
}

/// The same by reading the whole log: what names the incidents and calls, keystrokes excepted.
fn by_reading_all(folder: &std::path::Path, incidents: &[IncidentId], calls: &[CallId]) -> Vec<u64> {
    let names = incidents.iter().map(ToString::to_string).chain(calls.iter().map(ToString::to_string));
    let names: Vec<String> = names.collect();
    let log = Connection::open(folder.join("room.journal")).expect("the log's file");
    let mut all = log.prepare("SELECT seq, body FROM events ORDER BY seq").expect("the log's table");
    let all = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
    let all = all.expect("the log's events").map(|row| row.expect("an event"));
    let own = all.filter(|(_, body)| {
        names.iter().any(|name| body.contains(name.as_str())) && !body.contains("call_drafted")
    });
    own.map(|(seq, _)| seq.cast_unsigned()).collect()
}

/// A fire that somebody types at length, a second caller who hangs up on another fire, and the two found to be one.
async fn two_fires(desk: &Person) -> ([IncidentId; 2], [CallId; 2]) {
    let mut incidents = Vec::new();
    let mut calls = Vec::new();
    for number in ["0800-1", "0800-2"] {
        let call = desk.takes_a_call_about(number, "kebakaran", "jl mawar").await;
        calls.push(call);
        incidents.push(desk.sends_the_proposed(call).await.0);
    }
    let ([first, second], [one, other]) = ([incidents[0], incidents[1]], [calls[0], calls[1]]);
    let text = Personal::from("api dari dapur");
    desk.does(Command::NoteIncident { incident: first, text }).await;
    desk.does(Command::MergeIncident { incident: second, into: first }).await;
    ([first, second], [one, other])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_is_the_same_before_and_after_a_stop_a_kill_and_a_start() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let ([fire, duplicate], [one, other]) = two_fires(&desk).await;
    let alone = desk.takes_a_call_about("0800-3", "sesak", "jl mawar").await;
    let (elsewhere, _) = desk.sends_the_proposed(alone).await;

    let all = |folder: &std::path::Path| by_reading_all(folder, &[fire, duplicate], &[one, other]);
    let before = timeline(&room, fire).await;
    assert_eq!(before, all(&town.room_folder()));
    assert!(before.len() > 10, "of both: {before:?}");
    assert!(timeline(&room, elsewhere).await.iter().all(|seq| !before.contains(seq)), "of these alone");
    room.close().await;

    let stopped = town.open().await;
    assert_eq!(timeline(&stopped, fire).await, before, "from the snapshot");
    let desk = Person::at_the_desk(&stopped);
    desk.does(Command::UnmergeIncident { incident: duplicate }).await;
    desk.does(Command::RaiseAlarm { incident: fire }).await;
    desk.does(Command::MergeIncident { incident: duplicate, into: fire }).await;
    let longer = timeline(&stopped, fire).await;
    assert_eq!(longer.len(), before.len() + 3);
    let killed = town.as_killed_now("killed");
    stopped.close().await;

    let again = town.open_in(&killed).await;
    assert_eq!(timeline(&again, fire).await, longer, "from the snapshot and what came after it");
    assert_eq!(longer, all(&killed));
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_goes_on_where_a_failed_log_was_opened_again() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let ([fire, duplicate], calls) = two_fires(&desk).await;
    let text = Personal::from("asap tebal");
    super::failing::at_the_second_try(&town, &desk, Command::NoteIncident { incident: fire, text }).await;
    for unit in desk.sees().await.units {
        if unit.status.is_some() {
            let why = "tidak perlu".to_owned();
            desk.reports(fire, &unit.unit.spec.id, AssignmentStatus::StoodDown { why }).await;
        }
    }
    let disposition = IncidentDisposition::Handled;
    desk.does(Command::CloseIncident { incident: fire, disposition }).await;
    let told = timeline(&room, fire).await;
    assert_eq!(told, by_reading_all(&town.room_folder(), &[fire, duplicate], &calls));
    room.close().await;
}
