use std::path::Path;

use uuid::Uuid;

use crate::lock::Lock;
use crate::sqlite::Store;
use crate::{AppendError, Deed, Reader, SnapshotError, Writer};

fn deed(number: u128, event: &str) -> Deed<String> {
    let actor = serde_json::Value::Null;
    Deed { command: Uuid::from_u128(number), at_ms: 0, actor, events: vec![event.to_owned()] }
}

fn on_a_full_disk(path: &Path) -> (Writer<String>, Reader<String>) {
    let lock = Lock::take(path).expect("free");
    let store = Store::open(path).expect("it opens");
    store.fill_disk();
    (Writer::start(store, lock).expect("a thread"), crate::open_reader(path).expect("it opens to read"))
}

#[tokio::test]
async fn a_full_disk_ends_the_acknowledging_until_there_is_room_and_it_is_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("room.journal");
    let (writer, reader) = on_a_full_disk(&path);
    writer.append(deed(1, "small")).await.expect("there is room in the pages at hand");

    let full = writer.append(deed(2, &"large ".repeat(10_000))).await;
    assert!(
        matches!(&full, Err(AppendError::OutcomeUnknown(cause)) if cause.to_string().contains("full")),
        "{full:?}"
    );
    let later = writer.append(deed(3, "small")).await;
    assert!(matches!(later, Err(AppendError::OutcomeUnknown(_))), "it may rest on the one before: {later:?}");
    writer.close().await;

    assert_eq!(reader.last_seq().expect("readable"), 1);
    let (writer, reader) = crate::open::<String>(&path).expect("the disk has room again");
    writer.append(deed(2, &"large ".repeat(10_000))).await.expect("kept");
    assert_eq!(reader.verify(|_, _| ()).expect("whole").last_seq, 2);
}

#[tokio::test]
async fn a_snapshot_that_finds_no_room_does_not_stop_the_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let (writer, reader) = on_a_full_disk(&folder.path().join("room.journal"));
    writer.append(deed(1, "small")).await.expect("kept");
    let refused = writer.save_snapshot(1, "v1", vec![7; 100_000]).await;
    assert!(matches!(refused, Err(SnapshotError::NotSaved(_))), "{refused:?}");
    writer.append(deed(2, "small")).await.expect("events go on");
    assert_eq!(reader.latest_snapshot("v1").expect("readable"), None);
}
