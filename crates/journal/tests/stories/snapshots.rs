//! Snapshots are a cache: a wrong one is passed over, never used.

use journal::SnapshotError;

use crate::place::{Place, deed, keep, sent};

/// Three events and a snapshot at each, of formats v1, v2, v2.
async fn kept() -> (Place, journal::Reader<crate::place::Event>) {
    let place = Place::new();
    let (writer, reader) = place.open();
    for (number, format) in [(1, "v1"), (2, "v2"), (3, "v2")] {
        keep(&writer, deed(number, vec![sent("A-1")])).await;
        let at_seq = u64::try_from(number).unwrap();
        writer.save_snapshot(at_seq, format, format!("state {number}").into()).await.unwrap();
    }
    (place, reader)
}

#[tokio::test]
async fn the_newest_good_one_of_the_format_is_used() {
    let table = [
        ("the newest", "SELECT 1", "v2", Some((3, "state 3"))),
        ("a format that nobody wrote", "SELECT 1", "v3", None),
        ("only the last two are kept", "SELECT 1", "v1", None),
        (
            "a damaged one gives way to the older",
            "UPDATE snapshots SET state = x'00' WHERE at_seq = 3",
            "v2",
            Some((2, "state 2")),
        ),
        (
            "a damaged digest too",
            "UPDATE snapshots SET digest = x'00' WHERE at_seq = 3",
            "v2",
            Some((2, "state 2")),
        ),
        ("both damaged: replay", "UPDATE snapshots SET state = x'00'", "v2", None),
        (
            "moved to another event",
            "UPDATE snapshots SET at_seq = 1 WHERE at_seq = 2; DELETE FROM snapshots WHERE at_seq = 3",
            "v2",
            None,
        ),
        (
            "beyond the end of the log",
            "UPDATE snapshots SET at_seq = 70 WHERE at_seq = 3",
            "v2",
            Some((2, "state 2")),
        ),
        (
            "of another history",
            "UPDATE events SET hash = zeroblob(32) WHERE seq = 3",
            "v2",
            Some((2, "state 2")),
        ),
    ];
    let (place, _reader) = kept().await;
    for (what, sql, format, wanted) in table {
        let copy = place.copy_of(sql);
        let reader = journal::open_reader::<crate::place::Event>(&copy.path()).unwrap();
        let found = reader.latest_snapshot(format).unwrap();
        assert_eq!(found, wanted.map(|(seq, state)| (seq, state.as_bytes().to_vec())), "{what}");
    }
}

#[tokio::test]
async fn a_snapshot_is_of_an_event_that_exists() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    for at_seq in [0, 2, u64::MAX] {
        let refused = writer.save_snapshot(at_seq, "v1", vec![1]).await;
        assert!(matches!(refused, Err(SnapshotError::NoSuchEvent { .. })), "{at_seq}: {refused:?}");
    }
    assert_eq!(reader.latest_snapshot("v1").unwrap(), None);
    writer.save_snapshot(1, "v1", vec![1]).await.unwrap();
    writer.save_snapshot(1, "v1", vec![2]).await.unwrap();
    assert_eq!(
        reader.latest_snapshot("v1").unwrap(),
        Some((1, vec![2])),
        "again at the same event replaces it"
    );
    keep(&writer, deed(2, vec![sent("A-2")])).await;
}
