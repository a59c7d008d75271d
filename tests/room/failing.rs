//! When the log can't be written.

use room::api::{Change, JournalHealth, ProblemKind};
use room::dispatch::call::DraftChange;
use room::dispatch::{CallId, Command, Personal};
use rusqlite::Connection;
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

/// A rule put in from outside that is broken only when a transaction ends: every commit fails.
const BREAK_COMMITS: &str = "CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
    CREATE TABLE broken (id REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER break_commits AFTER INSERT ON events BEGIN INSERT INTO broken VALUES (1); END";

fn outside(town: &Town) -> Connection {
    Connection::open(town.room_folder().join("room.journal")).expect("the log's file")
}

fn note(call: CallId, text: &str) -> Command {
    Command::Draft { call, change: DraftChange::Note { text: Personal::from(text) } }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_commit_is_never_acknowledged_and_the_room_goes_on_once_it_can() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    desk.writes(call, DraftChange::Note { text: Personal::from("api") }).await;

    outside(&town).execute_batch(BREAK_COMMITS).expect("commits fail from now on");
    let id = Uuid::new_v4();
    let problem = desk.tries_as(id, note(call, "api dari dapur")).await.expect_err("not acknowledged");
    assert_eq!((problem.kind, problem.code.as_str()), (ProblemKind::Unavailable, "outcome_unknown"));
    assert!(problem.retry, "trying the same again is right");
    desk.waits_for(|change| matches!(change, Change::Missed)).await;
    assert_eq!(desk.sees().await.calls[0].call.draft.note.text(), "api", "nobody is shown what isn't kept");

    outside(&town).execute_batch("DROP TRIGGER break_commits").expect("commits work again");
    let seq = desk.tries_as(id, note(call, "api dari dapur")).await.expect("now it is kept");
    let seen = desk.sees().await;
    assert_eq!((seen.seq, seen.health.journal), (seq, JournalHealth::Safe));
    assert_eq!(seen.calls[0].call.draft.note.text(), "api dari dapur");
    room.close().await;
    room::verify(&town.room_folder(), |_, _| ()).expect("the log is whole");
}

/// The commit of a command fails; the log is opened again and takes it.
pub(crate) async fn at_the_second_try(town: &Town, desk: &Person, command: Command) {
    outside(town).execute_batch(BREAK_COMMITS).expect("commits fail from now on");
    let problem = desk.tries(command.clone()).await.expect_err("not acknowledged");
    assert_eq!(problem.code, "outcome_unknown");
    outside(town).execute_batch("DROP TRIGGER break_commits").expect("commits work again");
    desk.does(command).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_log_is_down_everybody_is_told_at_once_and_queries_go_on() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    let taken = outside(&town);
    taken.execute_batch(BREAK_COMMITS).expect("commits fail from now on");
    // Once the failed log is opened again, somebody else sits on it.
    taken.execute_batch("BEGIN IMMEDIATE").expect("the log is taken");
    let problem = desk.tries(note(call, "asap")).await.expect_err("not acknowledged");
    assert!(problem.retry && problem.kind == ProblemKind::Unavailable, "{problem:?}");
    desk.waits_for(|change| matches!(change, Change::Health(own) if own.journal != JournalHealth::Safe))
        .await;
    assert!(!desk.finds("jl melati").await.is_empty(), "places are still found");

    taken.execute_batch("ROLLBACK; DROP TRIGGER break_commits").expect("it is let go");
    drop(taken);
    desk.waits_for(|change| matches!(change, Change::Missed)).await;
    desk.writes(call, DraftChange::Note { text: Personal::from("asap tebal") }).await;
    room.close().await;
}
