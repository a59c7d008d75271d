//! Stories of opening: whose file it is, who has it, and what it says when it cannot be.

use journal::{AppendError, OpenError};

use crate::place::{Event, Place, command, deed, events, keep, receipt, sent};

fn open(path: &std::path::Path) -> Result<(), OpenError> {
    journal::open::<Event>(path).map(drop)
}

#[tokio::test]
async fn there_is_one_writer_at_a_time() {
    let place = Place::new();
    let (writer, _reader) = place.open();
    assert!(matches!(open(&place.path()), Err(OpenError::InUse)));
    std::fs::create_dir(place.file("other")).unwrap();
    let roundabout = place.file("other").join("..").join("room.journal");
    assert!(matches!(open(&roundabout), Err(OpenError::InUse)), "under whatever name");
    writer.close().await;
    open(&place.path()).expect("closing gave it free");
    open(&place.path()).expect("and so did dropping");
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_the_journal_is_the_same_journal() {
    let place = Place::new();
    let (_writer, _reader) = place.open();
    std::os::unix::fs::symlink(place.path(), place.file("link.journal")).unwrap();
    assert!(matches!(open(&place.file("link.journal")), Err(OpenError::InUse)));
}

#[test]
fn another_programs_file_is_left_as_it_is() {
    let place = Place::new();
    let text = place.file("letter.txt");
    std::fs::write(&text, "Dear head of section, ".repeat(300)).unwrap();
    let table = place.file("other.sqlite");
    rusqlite::Connection::open(&table).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let marked = place.file("marked.sqlite");
    rusqlite::Connection::open(&marked).unwrap().execute_batch("PRAGMA application_id = 7").unwrap();
    for file in [text, table, marked] {
        let before = std::fs::read(&file).unwrap();
        assert!(matches!(open(&file), Err(OpenError::NotAJournal)), "{}", file.display());
        let to_read = journal::open_reader::<Event>(&file).map(drop);
        assert!(matches!(to_read, Err(OpenError::NotAJournal)), "{}", file.display());
        assert_eq!(std::fs::read(&file).unwrap(), before, "{}", file.display());
    }
}

#[test]
fn a_newer_layout_is_refused() {
    let place = Place::new();
    drop(place.open());
    place.tamper("PRAGMA user_version = 2");
    let refused = open(&place.path());
    assert!(matches!(refused, Err(OpenError::Newer { found: 2, known: 1 })), "{refused:?}");
}

#[test]
fn an_empty_file_becomes_a_journal_and_an_absent_one_is_not_made_by_reading() {
    let place = Place::new();
    let absent = journal::open_reader::<Event>(&place.path()).map(drop);
    assert!(matches!(absent, Err(OpenError::File { .. })), "{absent:?}");
    assert!(!place.path().exists());
    std::fs::write(place.path(), "").unwrap();
    open(&place.path()).expect("what a crash while creating leaves");
    let no_folder = open(&place.file("nowhere").join("room.journal"));
    assert!(matches!(no_folder, Err(OpenError::File { .. })), "{no_folder:?}");
}

#[tokio::test]
async fn readers_read_beside_the_writer_and_after_it() {
    let place = Place::new();
    let (writer, reader) = place.open();
    let another = reader.another().unwrap();
    let third = std::thread::spawn(move || another.last_seq().unwrap());
    assert_eq!(third.join().unwrap(), 0, "a reader goes to another thread");
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    assert_eq!(events(&journal::open_reader(&place.path()).unwrap()), [sent("A-1")]);
    writer.close().await;
    assert_eq!(events(&reader), [sent("A-1")]);
    assert_eq!(events(&journal::open_reader(&place.path()).unwrap()), [sent("A-1")]);
}

/// The commit itself fails here: a rule put in from outside is broken only when the transaction ends.
#[tokio::test]
async fn after_a_failed_commit_nothing_is_acknowledged_until_it_is_opened_again() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    let break_commits = "CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
        CREATE TABLE broken (id REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER break_commits AFTER INSERT ON events BEGIN INSERT INTO broken VALUES (1); END";
    place.outside().execute_batch(break_commits).unwrap();

    let (failed, waiting) = tokio::join!(
        writer.append(deed(2, vec![sent("A-2")])),
        writer.append_all(vec![deed(4, vec![sent("A-4")]), deed(5, vec![sent("A-5")])])
    );
    assert!(matches!(failed, Err(AppendError::OutcomeUnknown(_))), "{failed:?}");
    assert!(matches!(waiting, Err(AppendError::OutcomeUnknown(_))), "who waited too: {waiting:?}");
    place.outside().execute_batch("DROP TRIGGER break_commits").unwrap();

    let later = writer.append(deed(3, vec![sent("A-3")])).await;
    assert!(matches!(later, Err(AppendError::OutcomeUnknown(_))), "though the cause is gone: {later:?}");
    let repeated = writer.append(deed(1, vec![sent("A-1")])).await;
    assert!(matches!(repeated, Err(AppendError::OutcomeUnknown(_))), "{repeated:?}");
    assert!(writer.erase_personal(vec![1]).await.is_err());
    assert!(writer.save_snapshot(1, "v1", vec![]).await.is_err());
    assert_eq!(events(&reader), [sent("A-1")], "reading goes on");

    writer.close().await;
    let (writer, reader) = place.open();
    assert_eq!(reader.receipt_of(command(2)).unwrap(), None, "now it is known");
    assert_eq!(keep(&writer, deed(2, vec![sent("A-2")])).await, receipt(2, 2));
    assert_eq!(reader.verify(|_, _| ()).unwrap().last_seq, 2);
}
