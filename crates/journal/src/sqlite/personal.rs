//! Table `personal`: the texts that can be erased. The only table of the record that knows DELETE.

use rusqlite::{Connection, Row, params};

use super::column;
use crate::Hash;
use crate::personal::PersonalText;

pub(super) const LAYOUT_1: &str = "
CREATE TABLE personal (
    seq INTEGER NOT NULL REFERENCES events (seq),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    text TEXT NOT NULL,
    PRIMARY KEY (seq, digest)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER personal_is_not_changed BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'personal text is kept or erased, never changed'); END;
";

pub(crate) fn insert(connection: &Connection, seq: u64, text: &PersonalText) -> rusqlite::Result<()> {
    let sql = "INSERT INTO personal (seq, digest, salt, text) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![
        column(seq),
        text.digest.as_bytes(),
        text.salt,
        text.text
    ])?;
    Ok(())
}

/// The texts of one event that are still kept; `None` for a row that is not of the right form.
pub(crate) fn of_event(connection: &Connection, seq: u64) -> rusqlite::Result<Vec<Option<PersonalText>>> {
    let mut statement =
        connection.prepare_cached("SELECT digest, salt, text FROM personal WHERE seq = ?1")?;
    let text = |row: &Row<'_>| {
        let digest = Hash::from_slice(row.get_ref(0)?.as_blob()?);
        let salt = row.get_ref(1)?.as_blob()?.try_into().ok();
        let text = row.get(2)?;
        Ok(digest.zip(salt).map(|(digest, salt)| PersonalText { digest, salt, text }))
    };
    statement.query_map([column(seq)], text)?.collect()
}

/// Returns how many texts there were.
pub(crate) fn delete(connection: &Connection, seq: u64) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached("DELETE FROM personal WHERE seq = ?1")?;
    statement.execute([column(seq)]).map(|count| count as u64)
}

/// The first text of an event that does not exist.
pub(crate) fn without_event(connection: &Connection) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT min(seq) FROM personal WHERE seq NOT IN (SELECT seq FROM events)";
    connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).map(|seq| seq.map(i64::cast_unsigned))
}
