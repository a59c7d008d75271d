//! Power cuts at any moment: what was acknowledged is there afterwards, and nothing that was never written.
//!
//! A story is told once while everything that SQLite does to its files is recorded; then the power is cut at every moment
//! that differs, and what is left is opened. The controls tell the same with a guarantee switched off and must lose something.

use std::collections::BTreeMap;
use std::path::Path;

use ::power_cuts::{Disk, Op, cut};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::lock::Lock;
use crate::sqlite::Store;
use crate::{Damage, Deed, Hash, OpenError, Writer};

const FILE: &str = "room.journal";
/// The event whose personal text is erased in the story.
const ERASED: u64 = 3;
/// The promise that it is gone; every other promise is the number of the last event kept.
const IS_ERASED: u64 = u64::MAX;

/// What a cut took, that must not go.
#[derive(Debug)]
#[allow(dead_code, reason = "read where a test fails")]
enum Loss {
    Unopened(OpenError),
    Damaged(Damage),
    /// The log ends before what was promised.
    Short {
        promised: u64,
        found: u64,
    },
    /// An event is not the one that was written.
    Another {
        seq: u64,
    },
    /// Erased text is back.
    NotErased,
}

/// What happened to the files, and the chain as it was at the end.
struct Told {
    ops: Vec<Op>,
    chain: Vec<Hash>,
}

/// The log of two openings: many small deeds, one large one, a snapshot (which brings the log file into the main file), an
/// erasure (which empties it), an orderly end, and an end without one.
async fn tell(prepare: impl Fn(&Store)) -> Told {
    let folder = tempfile::tempdir().expect("a folder");
    let recording = ::power_cuts::record(folder.path()).expect("the folder is there");
    let path = folder.path().canonicalize().expect("the folder is there").join(FILE);
    let open = || {
        let lock = Lock::take(&path).expect("free");
        let store = Store::open(&path).expect("it opens");
        prepare(&store);
        Writer::<Value>::start(store, lock).expect("a thread")
    };
    let mut number = 0;
    let mut keep = async |writer: &Writer<Value>, deeds: usize| {
        for _ in 0..deeds {
            number += 1;
            let outcome = writer.append(deed(number)).await.expect("kept");
            recording.promised(outcome.receipt().last_seq);
        }
        number
    };
    let writer = open();
    keep(&writer, 10).await;
    writer.save_snapshot(10, "v1", vec![7; 20_000]).await.expect("saved");
    keep(&writer, 5).await;
    assert_eq!(writer.erase_personal(vec![ERASED]).await.expect("erased"), 1);
    recording.promised(IS_ERASED);
    keep(&writer, 4).await;
    writer.close().await;
    let writer = open();
    keep(&writer, 5).await;
    let entries = crate::open_reader::<Value>(&path).map(|reader| reader.entries_after(0, usize::MAX));
    let entries = entries.expect("readable").expect("readable");
    drop(writer);
    Told { ops: recording.ops(), chain: entries.into_iter().map(|entry| entry.hash).collect() }
}

/// Two events each, one with personal text; the fifth is larger than a page.
fn deed(number: u64) -> Deed<Value> {
    let text = format!("0812-{number}").repeat(if number == 5 { 2_000 } else { 1 });
    let events = vec![json!({ "number": { "personal": text } }), json!({ "unit": number })];
    let at_ms = i64::try_from(number).expect("few");
    Deed { command: Uuid::from_u128(u128::from(number)), at_ms, actor: json!({ "desk": 1 }), events }
}

/// The moments at which a cut leaves something else than at the moment before: around each sync, and after each promise.
fn moments(ops: &[Op]) -> impl Iterator<Item = usize> {
    let tells = |op: Option<&Op>| matches!(op, Some(Op::Synced { .. } | Op::Promised(_)));
    (0..=ops.len()).filter(move |&at| tells(ops.get(at)) || (at > 0 && tells(ops.get(at - 1))))
}

/// What each cut takes, where it takes anything: with nothing left of what was not synced, and with half of it.
fn losses(told: &Told, disk: Disk) -> Vec<(usize, Loss)> {
    let mut found = Vec::new();
    for at in moments(&told.ops) {
        let ops = &told.ops[..at];
        let mut dice = at as u64 + 1;
        let nothing = cut(ops, disk, || false);
        let half = cut(ops, disk, || toss(&mut dice));
        found.extend([nothing, half].into_iter().filter_map(|left| Some((at, loss(told, ops, left)?))));
    }
    found
}

/// A coin that falls the same way each time the story is told (xorshift).
fn toss(dice: &mut u64) -> bool {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    *dice >> 63 == 1
}

fn loss(told: &Told, ops: &[Op], left: BTreeMap<String, Vec<u8>>) -> Option<Loss> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in left {
        std::fs::write(folder.path().join(name), content).expect("written");
    }
    compare(told, ops, &folder.path().join(FILE)).err()
}

fn compare(told: &Told, ops: &[Op], path: &Path) -> Result<(), Loss> {
    let promises =
        || ops.iter().filter_map(|op| if let Op::Promised(what) = op { Some(*what) } else { None });
    let promised = promises().filter(|what| *what != IS_ERASED).max().unwrap_or(0);
    let (writer, reader) = crate::open::<Value>(path).map_err(Loss::Unopened)?;
    let verified = reader.verify(|_, _| ()).map_err(Loss::Damaged)?;
    if verified.last_seq < promised {
        return Err(Loss::Short { promised, found: verified.last_seq });
    }
    let entries = reader.entries_after(0, usize::MAX).expect("it verifies");
    let strange = entries.iter().zip(&told.chain).find(|(entry, hash)| entry.hash != **hash);
    if let Some((entry, _)) = strange {
        return Err(Loss::Another { seq: entry.seq });
    }
    let erased =
        entries.iter().find(|entry| entry.seq == ERASED).map(|entry| &entry.event["number"]["personal"]);
    if promises().any(|what| what == IS_ERASED) && erased != Some(&Value::Null) {
        return Err(Loss::NotErased);
    }
    drop(writer);
    Ok(())
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_power_cut_at_any_moment() {
    let told = tell(|_| ()).await;
    assert_eq!(told.chain.len(), 48, "two events of each deed");
    assert!(moments(&told.ops).count() > 100, "the story has many moments to cut it at");
    let losses = losses(&told, Disk::Honest);
    assert!(losses.is_empty(), "{losses:?}");
}

/// The control: commits that are not synced are lost, and it is noticed.
#[tokio::test]
async fn without_a_sync_at_each_commit_a_cut_loses_what_was_acknowledged() {
    let losses = losses(&tell(Store::stop_syncing).await, Disk::Honest);
    assert!(losses.iter().any(|(_, loss)| matches!(loss, Loss::Short { .. })), "{losses:?}");
}

/// The control: so it is on a disk that says it synced and did not.
#[tokio::test]
async fn on_a_disk_that_lies_a_cut_loses_what_was_acknowledged() {
    let losses = losses(&tell(|_| ()).await, Disk::Lying);
    assert!(losses.iter().any(|(_, loss)| matches!(loss, Loss::Short { .. })), "{losses:?}");
}
