//! Table `snapshots`: states of whoever reads the log, so that it need not read all of it again. Only a cache.

use rusqlite::{Connection, Row, params};

use super::{column, events};
use crate::Hash;

pub(super) const LAYOUT_1: &str = "
CREATE TABLE snapshots (
    at_seq INTEGER PRIMARY KEY,
    format TEXT NOT NULL,
    digest BLOB NOT NULL,
    state BLOB NOT NULL
) STRICT;
";

/// Two, so that when one turns out to be bad there is another.
const KEPT: u32 = 2;

pub(crate) fn save(connection: &Connection, at_seq: u64, format: &str, state: &[u8]) -> rusqlite::Result<()> {
    let head = events::hash_of(connection, at_seq)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let sql = "INSERT OR REPLACE INTO snapshots (at_seq, format, digest, state) VALUES (?1, ?2, ?3, ?4)";
    let digest = digest_of(head, state);
    connection.execute(sql, params![column(at_seq), format, digest.as_bytes(), state])?;
    let older = "DELETE FROM snapshots WHERE at_seq NOT IN (SELECT at_seq FROM snapshots ORDER BY at_seq DESC LIMIT ?1)";
    connection.execute(older, [KEPT])?;
    Ok(())
}

/// The newest of this format that is whole and was taken of this very history.
pub(crate) fn latest(connection: &Connection, format: &str) -> rusqlite::Result<Option<(u64, Vec<u8>)>> {
    let sql = "SELECT at_seq, digest, state FROM snapshots WHERE format = ?1 ORDER BY at_seq DESC";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([format])?;
    while let Some(row) = rows.next()? {
        let at_seq = row.get::<_, i64>(0)?.cast_unsigned();
        let state: Vec<u8> = row.get(2)?;
        let head = events::hash_of(connection, at_seq)?;
        if head.is_some_and(|head| is_sealed(row, head, &state)) {
            return Ok(Some((at_seq, state)));
        }
        tracing::warn!(at_seq, "a snapshot is damaged and is ignored");
    }
    Ok(None)
}

pub(crate) fn delete_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM snapshots", []).map(drop)
}

fn is_sealed(row: &Row<'_>, head: Hash, state: &[u8]) -> bool {
    row.get_ref(1).is_ok_and(|digest| digest.as_blob().ok() == Some(digest_of(head, state).as_bytes()))
}

/// Binds the state to the history it was taken of.
fn digest_of(head: Hash, state: &[u8]) -> Hash {
    Hash::of(&[b"sigap journal snapshot 1\0", head.as_bytes(), state])
}
