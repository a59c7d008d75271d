//! Table `deeds`: one row for each accepted command.

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::column;
use crate::Receipt;
use crate::prepared::Prepared;

pub(super) const LAYOUT_1: &str = "
CREATE TABLE deeds (
    first_seq INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
    command BLOB NOT NULL UNIQUE CHECK (length(command) = 16),
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE TRIGGER deeds_are_not_changed BEFORE UPDATE ON deeds BEGIN SELECT RAISE(ABORT, 'deeds are never changed'); END;
CREATE TRIGGER deeds_are_not_deleted BEFORE DELETE ON deeds BEGIN SELECT RAISE(ABORT, 'deeds are never deleted'); END;
CREATE TRIGGER deeds_are_not_replaced BEFORE INSERT ON deeds
WHEN EXISTS (SELECT 1 FROM deeds WHERE command = NEW.command OR first_seq = NEW.first_seq)
BEGIN SELECT RAISE(ABORT, 'deeds are never replaced'); END;
";

pub(crate) fn insert(connection: &Connection, receipt: Receipt, deed: &Prepared) -> rusqlite::Result<()> {
    let sql = "INSERT INTO deeds (first_seq, last_seq, command, at_ms, actor) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![
        column(receipt.first_seq),
        column(receipt.last_seq),
        deed.command.as_bytes(),
        deed.at_ms,
        deed.actor,
    ])?;
    Ok(())
}

pub(crate) fn receipt_of(connection: &Connection, command: Uuid) -> rusqlite::Result<Option<Receipt>> {
    let sql = "SELECT first_seq, last_seq FROM deeds WHERE command = ?1";
    let receipt = |row: &Row<'_>| {
        Ok(Receipt {
            first_seq: row.get::<_, i64>(0)?.cast_unsigned(),
            last_seq: row.get::<_, i64>(1)?.cast_unsigned(),
        })
    };
    connection.prepare_cached(sql)?.query_row([command.as_bytes()], receipt).optional()
}

/// A deed none of whose events is there.
pub(crate) fn without_events(connection: &Connection) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT min(first_seq) FROM deeds WHERE first_seq NOT IN (SELECT seq FROM events)";
    connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).map(|seq| seq.map(i64::cast_unsigned))
}
