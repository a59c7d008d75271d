//! Stories of sudden death: a process that appends is killed at any moment, and every receipt it had given still holds.
//!
//! This proves recovery, not durability: the system keeps what a killed process wrote. Power cuts, in which only synced bytes survive,
//! are simulated elsewhere.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use journal::{Reader, Receipt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use crate::place::{Event, Place, command, deed, keep, rang, sent};

const CHILD: &str = "JOURNAL_STORY_OF_A_CHILD";
const SEED: u64 = 112;
const LIVES: u128 = 12;

/// What a desk was told and what the journal says now, where the two differ.
fn lost(reader: &Reader<Event>, told: &[(Uuid, Receipt)]) -> Vec<Uuid> {
    let holds =
        |&&(command, receipt): &&(Uuid, Receipt)| reader.receipt_of(command).unwrap() != Some(receipt);
    told.iter().filter(holds).map(|&(command, _)| command).collect()
}

/// The process that will be killed: eight desks that append without end and say what they were told. Not a test by itself.
#[tokio::test]
async fn child() {
    let Ok(life) = std::env::var(CHILD) else { return };
    let (life, path) = life.split_once(' ').unwrap();
    let life: u128 = life.parse().unwrap();
    let (writer, _) = journal::open::<Event>(path.as_ref()).unwrap();
    let writer = Arc::new(writer);
    let desks = (1..=8).map(|desk| {
        let writer = Arc::clone(&writer);
        tokio::spawn(async move {
            for n in 0..2_000 {
                let number = (life << 24) + (desk << 16) + n;
                let events = if n % 3 == 0 { vec![rang("+62811"), sent("A-1")] } else { vec![sent("A-2")] };
                let Receipt { first_seq, last_seq } = keep(&writer, deed(number, events)).await;
                println!("\ntold {number} {first_seq} {last_seq} .");
            }
        })
    });
    for desk in desks.collect::<Vec<_>>() {
        desk.await.unwrap();
    }
}

/// Lets a child live until it has given `receipts` receipts, kills it, and returns all that it had given by then.
fn one_life(place: &Place, life: u128, receipts: usize) -> Vec<(Uuid, Receipt)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{life} {}", place.path().display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        // The last line may be cut short by the kill, which its missing full stop shows.
        if let ["told", number, first_seq, last_seq, "."] = line.split(' ').collect::<Vec<_>>()[..] {
            let receipt =
                Receipt { first_seq: first_seq.parse().unwrap(), last_seq: last_seq.parse().unwrap() };
            told.push((command(number.parse().unwrap()), receipt));
            if told.len() == receipts {
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    told
}

#[test]
fn every_receipt_given_before_the_kill_holds_afterwards() {
    let place = Place::new();
    let mut dice = StdRng::seed_from_u64(SEED);
    let mut told = Vec::new();
    for life in 1..=LIVES {
        let receipts = dice.random_range(1..300);
        told.extend(one_life(&place, life, receipts));
        let (writer, reader) = place.open();
        assert_eq!(
            lost(&reader, &told),
            Vec::<Uuid>::new(),
            "seed {SEED}, life {life}, killed at receipt {receipts}"
        );
        let verified = reader.verify(|_, _| ()).expect("no half deed, no gap");
        assert!(verified.last_seq >= told.iter().map(|(_, receipt)| receipt.last_seq).max().unwrap());
        drop(writer);
    }
    assert!(told.len() >= usize::try_from(LIVES).unwrap(), "the children did give receipts");
}

/// The control: the same check on a journal whose last commit is cut off finds just the receipt that was lost with it.
#[tokio::test]
async fn the_check_finds_a_commit_that_was_lost() {
    let place = Place::new();
    let (writer, reader) = place.open();
    let mut told = Vec::new();
    for number in 1..=3 {
        told.push((command(number), keep(&writer, deed(number, vec![sent("A-1")])).await));
    }
    assert_eq!(lost(&reader, &told), Vec::<Uuid>::new());

    let copy = place.copy();
    let log = std::fs::OpenOptions::new().write(true).open(copy.file("room.journal-wal")).unwrap();
    log.set_len(log.metadata().unwrap().len() - 1).unwrap();
    let (_writer, reader) = copy.open();
    assert_eq!(lost(&reader, &told), [command(3)]);
    assert_eq!(reader.verify(|_, _| ()).unwrap().last_seq, 2, "what is left is whole");
}
