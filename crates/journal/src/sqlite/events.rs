//! Table `events`: the log itself.

use rusqlite::{Connection, OptionalExtension, Row, Statement, params};
use uuid::Uuid;

use super::column;
use crate::{Hash, Receipt};

/// Numbers follow one another; rows are neither changed nor deleted nor, by REPLACE, both.
pub(super) const LAYOUT_1: &str = "
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    deed INTEGER NOT NULL REFERENCES deeds (first_seq),
    body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_follow_one_another BEFORE INSERT ON events
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'events follow one another without gaps'); END;
";

/// One event with its deed, as stored. What is missing or not of the right form is `None`, for `verify` to name.
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) body: String,
    pub(crate) hash: Option<Hash>,
    pub(crate) deed: Option<StoredDeed>,
}

pub(crate) struct StoredDeed {
    pub(crate) receipt: Receipt,
    pub(crate) command: Uuid,
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
}

impl Stored {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let deed = match row.get::<_, Option<i64>>(3)? {
            None => None,
            Some(first_seq) => Some(StoredDeed {
                receipt: Receipt {
                    first_seq: first_seq.cast_unsigned(),
                    last_seq: row.get::<_, i64>(4)?.cast_unsigned(),
                },
                command: Uuid::from_bytes(row.get(5)?),
                at_ms: row.get(6)?,
                actor: row.get(7)?,
            }),
        };
        let hash = Hash::from_slice(row.get_ref(2)?.as_blob()?);
        Ok(Self { seq: row.get::<_, i64>(0)?.cast_unsigned(), body: row.get(1)?, hash, deed })
    }
}

pub(crate) fn insert(
    connection: &Connection,
    seq: u64,
    deed: u64,
    body: &str,
    hash: Hash,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO events (seq, deed, body, hash) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![column(seq), column(deed), body, hash.as_bytes()])?;
    Ok(())
}

/// Prepares the walk over the events after ?1, at most ?2 of them (all, if that is negative), in order.
pub(crate) fn after(connection: &Connection) -> rusqlite::Result<rusqlite::CachedStatement<'_>> {
    connection.prepare_cached(
        "SELECT e.seq, e.body, e.hash, d.first_seq, d.last_seq, d.command, d.at_ms, d.actor
         FROM events AS e LEFT JOIN deeds AS d ON d.first_seq = e.deed
         WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2",
    )
}

pub(crate) fn last_seq(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT coalesce(max(seq), 0) FROM events";
    connection.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned)
}

pub(crate) fn hash_of(connection: &Connection, seq: u64) -> rusqlite::Result<Option<Hash>> {
    let sql = "SELECT hash FROM events WHERE seq = ?1";
    let mut statement: Statement<'_> = connection.prepare(sql)?;
    let hash = statement.query_row([column(seq)], |row| Ok(Hash::from_slice(row.get_ref(0)?.as_blob()?)));
    hash.optional().map(Option::flatten)
}
