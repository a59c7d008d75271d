//! Tables of damage: what was changed behind the journal's back, and what verifying says of it.

use journal::{Damage, OpenError, ReadError, Reader};

use crate::place::{Event, Place, deed, keep, rang, sent};

/// Four deeds: events 1 and 2 (2 with a number), 3 (with a number), 4, and 5 and 6.
async fn kept() -> Place {
    let place = Place::new();
    let (writer, _) = place.open();
    keep(&writer, deed(1, vec![sent("A-1"), rang("+62811")])).await;
    keep(&writer, deed(2, vec![rang("+62822")])).await;
    keep(&writer, deed(3, vec![sent("A-4")])).await;
    keep(&writer, deed(4, vec![sent("A-5"), sent("A-6")])).await;
    writer.close().await;
    place
}

fn reader(place: &Place) -> Reader<Event> {
    journal::open_reader(&place.path()).expect("it opens to read")
}

#[derive(Debug, PartialEq)]
enum Found {
    Nothing,
    Missing(u64),
    Altered(u64),
    Personal(u64),
    Stray(u64),
}

fn found(place: &Place) -> Found {
    match reader(place).verify(|_, _| ()) {
        Ok(_) => Found::Nothing,
        Err(Damage::Missing { seq }) => Found::Missing(seq),
        Err(Damage::Altered { seq }) => Found::Altered(seq),
        Err(Damage::PersonalAltered { seq }) => Found::Personal(seq),
        Err(Damage::StrayDeed { seq }) => Found::Stray(seq),
        Err(damage @ Damage::File(_)) => panic!("{damage:?}"),
    }
}

#[tokio::test]
async fn every_change_is_found_with_its_number() {
    let whole = kept().await;
    let swap_rows = "UPDATE events SET seq = -3 WHERE seq = 3; UPDATE events SET seq = 3 WHERE seq = 4; \
                     UPDATE events SET seq = 4 WHERE seq = -3";
    let close_gap = "DELETE FROM events WHERE seq = 3; UPDATE events SET seq = -seq WHERE seq > 3; \
                     UPDATE events SET seq = -seq - 1 WHERE seq < 0";
    let swap_texts = "UPDATE personal SET text = CASE seq WHEN 2 THEN '+62822' ELSE '+62811' END";
    let table = [
        ("nothing", "SELECT 1", Found::Nothing),
        ("a body", "UPDATE events SET body = replace(body, 'A-4', 'A-9') WHERE seq = 4", Found::Altered(4)),
        ("a hash", "UPDATE events SET hash = zeroblob(32) WHERE seq = 4", Found::Altered(4)),
        ("two rows swapped", swap_rows, Found::Altered(3)),
        ("the first row deleted", "DELETE FROM events WHERE seq = 1", Found::Missing(1)),
        ("a row deleted", "DELETE FROM events WHERE seq = 4", Found::Missing(4)),
        ("a row deleted and the gap closed", close_gap, Found::Altered(3)),
        ("the end of a deed cut off", "DELETE FROM events WHERE seq = 6", Found::Missing(6)),
        ("the events of a deed cut off", "DELETE FROM events WHERE seq > 4", Found::Stray(5)),
        ("a time", "UPDATE deeds SET at_ms = at_ms + 1 WHERE first_seq = 3", Found::Altered(3)),
        ("an actor", "UPDATE deeds SET actor = '{\"desk\":4}' WHERE first_seq = 5", Found::Altered(5)),
        ("a command", "UPDATE deeds SET command = zeroblob(16) WHERE first_seq = 4", Found::Altered(4)),
        ("a deed made longer", "UPDATE deeds SET last_seq = 4 WHERE first_seq = 3", Found::Altered(3)),
        ("a deed deleted", "DELETE FROM deeds WHERE first_seq = 4", Found::Altered(4)),
        ("an event given to another deed", "UPDATE events SET deed = 1 WHERE seq = 3", Found::Altered(3)),
        ("a deed put in", "INSERT INTO deeds VALUES (70, 70, zeroblob(16), 0, '{}')", Found::Stray(70)),
        ("a personal text", "UPDATE personal SET text = '+62899' WHERE seq = 3", Found::Personal(3)),
        ("a salt", "UPDATE personal SET salt = zeroblob(16) WHERE seq = 3", Found::Personal(3)),
        ("a digest", "UPDATE personal SET digest = zeroblob(32) WHERE seq = 3", Found::Personal(3)),
        ("two texts swapped", swap_texts, Found::Personal(2)),
        ("a text moved", "UPDATE personal SET seq = 4 WHERE seq = 3", Found::Personal(4)),
        (
            "a text put in",
            "INSERT INTO personal VALUES (70, zeroblob(32), zeroblob(16), '')",
            Found::Personal(70),
        ),
    ];
    for (what, sql, wanted) in table {
        let place = whole.copy();
        place.tamper(sql);
        assert_eq!(found(&place), wanted, "{what}");
    }
}

#[tokio::test]
async fn a_row_rewritten_with_its_own_right_hash_is_given_away_by_the_next() {
    let history = |second: &'static str| async move {
        let place = Place::new();
        let (writer, _) = place.open();
        for (number, unit) in [(1, "A-1"), (2, second), (3, "A-3")] {
            keep(&writer, deed(number, vec![sent(unit)])).await;
        }
        writer.close().await;
        place
    };
    let (place, other) = (history("A-2").await, history("A-9").await);
    let forge = format!(
        "ATTACH '{}' AS other; UPDATE main.events SET (body, hash) =
         (SELECT body, hash FROM other.events WHERE seq = 2) WHERE seq = 2",
        other.path().display()
    );
    place.tamper(&forge);
    assert_eq!(found(&place), Found::Altered(3));
}

#[tokio::test]
async fn mistakes_are_stopped_by_the_tables_themselves() {
    let place = kept().await;
    let table = [
        ("UPDATE events SET body = '{}'", "events are never changed"),
        ("DELETE FROM events WHERE seq = 6", "events are never deleted"),
        ("INSERT INTO events VALUES (8, 5, '{}', zeroblob(32))", "without gaps"),
        ("INSERT OR REPLACE INTO events VALUES (6, 5, '{}', zeroblob(32))", "without gaps"),
        ("UPDATE deeds SET at_ms = 0", "deeds are never changed"),
        ("DELETE FROM deeds", "deeds are never deleted"),
        (
            "INSERT OR REPLACE INTO deeds SELECT 7, 7, command, at_ms, actor FROM deeds",
            "deeds are never replaced",
        ),
        ("UPDATE personal SET text = ''", "never changed"),
    ];
    for (sql, wanted) in table {
        let refused = place.outside().execute_batch(sql).expect_err(sql).to_string();
        assert!(refused.contains(wanted), "{sql}: {refused}");
    }
    assert_eq!(found(&place), Found::Nothing);
}

#[tokio::test]
async fn damage_at_the_end_keeps_the_writer_from_going_on() {
    let place = kept().await;
    place.tamper("UPDATE events SET body = '{}' WHERE seq = 6");
    let refused = journal::open::<Event>(&place.path()).map(drop);
    assert!(matches!(refused, Err(OpenError::Damaged(Damage::Altered { seq: 6 }))), "{refused:?}");
    assert_eq!(reader(&place).entries_after(0, 5).unwrap().len(), 5, "what is whole can still be read");
    let sixth = reader(&place).entries_after(5, 1);
    assert!(matches!(sixth, Err(ReadError::Unreadable { seq: 6, .. })), "{sixth:?}");
}

#[tokio::test]
async fn a_head_written_down_shows_what_was_cut_off_at_the_end() {
    let place = kept().await;
    let before = reader(&place).verify(|_, _| ()).unwrap();
    let cut = place.copy_of("DELETE FROM events WHERE seq > 4; DELETE FROM deeds WHERE first_seq > 4");
    let after = reader(&cut).verify(|_, _| ()).expect("from inside a shorter chain looks whole");
    assert_eq!((before.last_seq, after.last_seq), (6, 4));
    assert_ne!(before.head, after.head);
    let entries = reader(&place).entries_after(3, 1).unwrap();
    assert_eq!(entries[0].hash, after.head, "the same up to event 4");
}

#[tokio::test]
async fn broken_bytes_give_a_clear_error() {
    let whole = kept().await;
    let bytes = std::fs::read(whole.path()).unwrap();
    let page = 4_096;
    let mut failures = 0;
    for at in (100..bytes.len()).step_by(page / 4) {
        let place = Place::new();
        let mut broken = bytes.clone();
        broken[at..].iter_mut().take(64).for_each(|byte| *byte ^= 0x5a);
        std::fs::write(place.path(), &broken).unwrap();
        let opened = journal::open_reader::<Event>(&place.path());
        let verified = opened.map(|reader| reader.verify(|_, _| ()));
        failures += usize::from(!matches!(verified, Ok(Ok(_))));
        assert!(
            matches!(verified, Ok(_) | Err(OpenError::Damaged(_) | OpenError::NotAJournal)),
            "byte {at}: {verified:?}"
        );
    }
    assert!(failures >= bytes.len() / page / 2, "pages in use are noticed: {failures}");
}

#[tokio::test]
async fn progress_is_told_as_the_chain_is_walked() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, (0..2_500).map(|_| sent("A-1")).collect())).await;
    let mut told = Vec::new();
    reader.verify(|done, of| told.push((done, of))).unwrap();
    assert_eq!(told, [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]);
}
