//! Stories of erasing: the text goes, the proof stays.

use crate::place::{Event, Personal, Place, deed, events, keep, personal, rang, sent};

const SECRET: &str = "number-of-a-caller-who-asked-to-be-forgotten";

const ERASED: Personal = Personal { personal: None };

#[tokio::test]
async fn erased_text_is_read_as_null_and_the_chain_still_verifies() {
    let place = Place::new();
    let (writer, reader) = place.open();
    let found = Event::PlaceFound { lat: -8.219, lon: 114.369, words: Some(personal("behind the market")) };
    keep(&writer, deed(1, vec![rang(SECRET), found])).await;
    keep(&writer, deed(2, vec![rang("+62822"), sent("A-1")])).await;
    let before = reader.verify(|_, _| ()).unwrap();
    assert_eq!((before.personal_kept, before.personal_erased), (3, 0));

    assert_eq!(writer.erase_personal(vec![1, 2, 4, 99]).await.unwrap(), 2, "two of these have personal text");

    let place_only = Event::PlaceFound { lat: -8.219, lon: 114.369, words: Some(ERASED) };
    let wanted = [Event::CallRang { number: ERASED }, place_only, rang("+62822"), sent("A-1")];
    assert_eq!(events(&reader), wanted);
    let after = reader.verify(|_, _| ()).unwrap();
    assert_eq!((after.personal_kept, after.personal_erased), (1, 2));
    assert_eq!(after.head, before.head, "not a link of the chain changed");
    assert_eq!(writer.erase_personal(vec![1, 2]).await.unwrap(), 0, "again is no harm");
}

#[tokio::test]
async fn nothing_of_erased_text_is_left_in_the_files() {
    let place = Place::new();
    let (writer, _reader) = place.open();
    keep(&writer, deed(1, vec![rang(SECRET)])).await;
    writer.save_snapshot(1, "v1", SECRET.into()).await.unwrap();
    assert!(place.holds(SECRET), "the search can find it");
    writer.erase_personal(vec![1]).await.unwrap();
    assert!(!place.holds(SECRET), "neither in the table, nor in a snapshot, nor in the log file");
}

#[tokio::test]
async fn text_that_a_reader_still_needs_leaves_the_log_file_later() {
    let place = Place::new();
    let (writer, _reader) = place.open();
    keep(&writer, deed(1, vec![rang(SECRET)])).await;
    let outside = place.outside();
    outside.execute_batch("BEGIN; SELECT count(*) FROM events").unwrap();
    writer.erase_personal(vec![1]).await.unwrap();
    assert!(place.holds(SECRET), "a reader from outside holds the moment before");
    outside.execute_batch("COMMIT").unwrap();
    // It is tried again after the next deed, which is done when the one after that is kept.
    keep(&writer, deed(2, vec![sent("A-1")])).await;
    keep(&writer, deed(3, vec![sent("A-2")])).await;
    assert!(!place.holds(SECRET));
}

#[tokio::test]
async fn the_same_text_twice_cannot_be_recognised_by_its_digest() {
    let place = Place::new();
    let (writer, _reader) = place.open();
    keep(&writer, deed(1, vec![rang(SECRET), rang(SECRET)])).await;
    let different = "SELECT count(DISTINCT body) FROM events";
    assert_eq!(
        place.outside().query_row(different, [], |row| row.get::<_, u32>(0)).unwrap(),
        2,
        "each has its salt"
    );
    let bare = format!("SELECT count(*) FROM events WHERE instr(body, '{SECRET}')");
    assert_eq!(place.outside().query_row(&bare, [], |row| row.get::<_, u32>(0)).unwrap(), 0);
}
