//! Stories of keeping: what has a receipt is there, in order, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::place::{Place, command, deed, events, everything, keep, rang, receipt, sent};
use journal::{AppendError, EncodeError, Outcome, Stats};

#[tokio::test]
async fn a_deed_is_read_back_whole_and_in_order() {
    let place = Place::new();
    let (writer, reader) = place.open();
    assert_eq!(reader.last_seq().unwrap(), 0, "a new journal is empty");

    assert_eq!(keep(&writer, deed(1, vec![rang("+62811"), sent("D-1")])).await, receipt(1, 2));
    assert_eq!(keep(&writer, deed(2, vec![sent("A-7")])).await, receipt(3, 3));

    let entries = everything(&reader);
    let seqs: Vec<_> = entries.iter().map(|entry| (entry.seq, entry.deed, entry.command)).collect();
    assert_eq!(
        seqs,
        [(1, receipt(1, 2), command(1)), (2, receipt(1, 2), command(1)), (3, receipt(3, 3), command(2))],
        "each event says which deed it is part of"
    );
    assert_eq!(events(&reader), [rang("+62811"), sent("D-1"), sent("A-7")]);
    assert_eq!(entries[2].at_ms, deed(2, vec![]).at_ms);
    assert_eq!(entries[2].actor, serde_json::json!({ "desk": 3 }));
    assert_eq!(reader.last_seq().unwrap(), 3);
}

#[tokio::test]
async fn reading_goes_on_from_a_number_and_stops_at_a_limit() {
    let place = Place::new();
    let (writer, reader) = place.open();
    for number in 1..=5 {
        keep(&writer, deed(number, vec![sent("A-1")])).await;
    }
    let table: &[(u64, usize, &[u64])] = &[
        (0, 2, &[1, 2]),
        (2, 2, &[3, 4]),
        (4, 9, &[5]),
        (5, 9, &[]),
        (0, 0, &[]),
        (99, 9, &[]),
        (u64::MAX, 9, &[]),
    ];
    for &(after, limit, wanted) in table {
        let seqs: Vec<_> =
            reader.entries_after(after, limit).unwrap().iter().map(|entry| entry.seq).collect();
        assert_eq!(seqs, wanted, "after {after}, at most {limit}");
    }
}

#[tokio::test]
async fn one_event_is_read_by_its_number() {
    let place = Place::new();
    let (writer, reader) = place.open();
    for number in 1..=3 {
        keep(&writer, deed(number, vec![sent("A-1")])).await;
    }
    let all = everything(&reader);
    for (seq, expected) in [(1, all.first()), (2, all.get(1)), (3, all.get(2)), (0, None), (4, None)] {
        assert_eq!(reader.entry_at(seq).ok().as_ref(), expected, "event {seq}");
    }
}

#[tokio::test]
async fn a_receipt_in_hand_is_on_the_disk_without_closing() {
    let place = Place::new();
    let (writer, _reader) = place.open();
    let kept = keep(&writer, deed(1, vec![sent("A-1"), sent("A-2")])).await;

    let found = place.copy();
    let (_writer, reader) = found.open();
    assert_eq!(reader.receipt_of(command(1)).unwrap(), Some(kept));
    assert_eq!(events(&reader), [sent("A-1"), sent("A-2")]);
    drop(writer);
}

#[tokio::test]
async fn after_closing_the_next_writer_goes_on_where_the_last_one_stopped() {
    let place = Place::new();
    let (writer, _) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    writer.close().await;
    let (writer, reader) = place.open();
    assert_eq!(keep(&writer, deed(2, vec![sent("A-2")])).await, receipt(2, 2));
    drop(writer);
    let (_writer, _) = place.open();
    assert_eq!(reader.verify(|_, _| ()).unwrap().last_seq, 2, "one chain over three openings");
}

#[tokio::test]
async fn the_same_command_again_gets_the_same_receipt_and_nothing_new() {
    let place = Place::new();
    let (writer, reader) = place.open();
    let first = keep(&writer, deed(1, vec![rang("+62811")])).await;
    let again = writer.append(deed(1, vec![rang("+62811"), sent("D-1")])).await.unwrap();
    assert_eq!(again, Outcome::Repeated(first));

    // Also within one batch, and the others of the batch are not lost over it.
    let batch = vec![
        deed(2, vec![sent("A-1")]),
        deed(1, vec![sent("X")]),
        deed(2, vec![sent("Y")]),
        deed(3, vec![sent("A-2")]),
    ];
    assert_eq!(
        writer.append_all(batch).await.unwrap(),
        [
            Outcome::Accepted(receipt(2, 2)),
            Outcome::Repeated(first),
            Outcome::Repeated(receipt(2, 2)),
            Outcome::Accepted(receipt(3, 3)),
        ]
    );
    assert_eq!(events(&reader), [rang("+62811"), sent("A-1"), sent("A-2")]);
    assert_eq!(reader.receipt_of(command(2)).unwrap(), Some(receipt(2, 2)));
    assert_eq!(reader.receipt_of(command(9)).unwrap(), None);
    assert_eq!(writer.stats(), Stats { commits: 2, deeds: 3, events: 3 });

    writer.close().await;
    let (writer, _) = place.open();
    let later = writer.append(deed(1, vec![sent("Z")])).await.unwrap();
    assert_eq!(later, Outcome::Repeated(first), "also for the next writer");
}

#[tokio::test]
async fn those_who_wait_at_the_same_time_share_a_commit() {
    let place = Place::new();
    let (writer, reader) = place.open();
    let writer = Arc::new(writer);

    // A program from outside holds the write lock until all two hundred desks have asked.
    let outside = rusqlite::Connection::open(place.path()).unwrap();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let ask = |number| {
        let (writer, asked) = (Arc::clone(&writer), Arc::clone(&asked));
        async move {
            asked.fetch_add(1, Ordering::Relaxed);
            (number, keep(&writer, deed(number, vec![sent("A-1"), sent("A-2")])).await)
        }
    };
    let desks: Vec<_> = (1..=200).map(|number| tokio::spawn(ask(number))).collect();
    while asked.load(Ordering::Relaxed) < desks.len() {
        tokio::task::yield_now().await;
    }
    assert_eq!(writer.stats().commits, 0, "nobody has a receipt before there is a commit");
    outside.execute_batch("ROLLBACK").unwrap();

    for desk in desks {
        let (number, receipt) = desk.await.unwrap();
        assert_eq!(reader.receipt_of(command(number)).unwrap(), Some(receipt), "each got its own receipt");
    }
    let Stats { commits, deeds, events } = writer.stats();
    assert_eq!((deeds, events), (200, 400));
    assert!(commits <= 2, "one for those the thread saw first and one for the rest, not {commits}");
    assert_eq!(reader.verify(|_, _| ()).unwrap().last_seq, 400);
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_and_nothing_of_its_batch_is_kept() {
    let place = Place::new();
    let (writer, reader) = journal::open::<serde_json::Value>(&place.path()).unwrap();
    let json =
        |events| journal::Deed { command: command(1), at_ms: 0, actor: serde_json::Value::Null, events };
    let good = || journal::Deed { command: command(2), ..json(vec![serde_json::json!("good")]) };

    let empty = writer.append_all(vec![good(), json(vec![])]).await;
    assert!(matches!(empty, Err(AppendError::Empty)), "{empty:?}");
    let number =
        writer.append_all(vec![good(), json(vec![serde_json::json!([{ "personal": 62811 }])])]).await;
    assert!(matches!(number, Err(AppendError::Encode(EncodeError::PersonalNotText))), "{number:?}");
    let own = writer
        .append_all(vec![good(), json(vec![serde_json::json!({ "a": { "personal_digest": "00" } })])])
        .await;
    assert!(matches!(own, Err(AppendError::Encode(EncodeError::ReservedKey))), "{own:?}");

    assert_eq!(reader.last_seq().unwrap(), 0);
    assert_eq!(writer.append(good()).await.unwrap().receipt(), receipt(1, 1), "and the writer goes on");
}
