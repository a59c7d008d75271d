//! Stories of backups: a copy counts after it was opened and verified.

use journal::{BackupError, Damage};

use crate::place::{Place, deed, events, keep, rang, receipt, sent};

#[tokio::test]
async fn a_backup_is_a_journal_of_its_own_and_writing_goes_on() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![rang("+62811"), sent("A-1")])).await;

    let mut pages = Vec::new();
    let verified =
        reader.backup_to(&place.file("sunday.journal"), |done, of| pages.push((done, of))).unwrap();
    keep(&writer, deed(2, vec![sent("A-2")])).await;

    let original = reader.verify(|_, _| ()).unwrap();
    assert_eq!((verified.last_seq, original.last_seq), (2, 3), "the backup is of its moment");
    let (done, of) = pages.last().copied().unwrap();
    assert!(done == of && of > 0, "progress ends at the end: {pages:?}");

    let (backup, read) = journal::open(&place.file("sunday.journal")).unwrap();
    assert_eq!(events(&read), [rang("+62811"), sent("A-1")], "personal text too");
    assert_eq!(keep(&backup, deed(9, vec![sent("A-9")])).await, receipt(3, 3), "a room could run on it");
}

#[tokio::test]
async fn a_backup_is_one_file_and_leaves_nothing_else_beside_it() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    let folder = place.file("backups");
    std::fs::create_dir(&folder).unwrap();
    reader.backup_to(&folder.join("sunday.journal"), |_, _| ()).unwrap();
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["sunday.journal"]);
}

#[tokio::test]
async fn a_file_of_that_name_is_never_overwritten_least_of_all_the_journal() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    let refused = reader.backup_to(&place.path(), |_, _| ());
    assert!(matches!(refused, Err(BackupError::Exists(_))), "{refused:?}");
    assert_eq!(events(&reader), [sent("A-1")]);
}

#[tokio::test]
async fn what_an_interrupted_backup_left_is_not_in_the_way() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1")])).await;
    std::fs::write(place.file("sunday.journal.partial"), "half a backup").unwrap();
    assert_eq!(reader.backup_to(&place.file("sunday.journal"), |_, _| ()).unwrap().last_seq, 1);
}

#[tokio::test]
async fn a_copy_that_does_not_verify_is_no_backup() {
    let place = Place::new();
    let (writer, reader) = place.open();
    keep(&writer, deed(1, vec![sent("A-1"), sent("A-2")])).await;
    place.tamper("UPDATE events SET body = '{}' WHERE seq = 2");
    let refused = reader.backup_to(&place.file("sunday.journal"), |_, _| ());
    assert!(matches!(refused, Err(BackupError::Damaged(Damage::Altered { seq: 2 }))), "{refused:?}");
    assert!(!place.file("sunday.journal").exists() && !place.file("sunday.journal.partial").exists());
}
