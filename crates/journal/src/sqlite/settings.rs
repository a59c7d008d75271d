//! The settings that durability rests on, each read back: SQLite ignores what it does not know or cannot do.

use std::time::Duration;

use rusqlite::Connection;

use super::opening;
use crate::OpenError;

/// 3.51.3: before it, two connections that checkpoint and write at once can lose committed writes.
/// <https://sqlite.org/releaselog/3_51_3.html>
pub(super) const ENGINE_NEEDED: i32 = 3_051_003;

/// How long to wait for a lock that only a program from outside could hold.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Name, value to set, value to read back. <https://sqlite.org/pragma.html>
const SETTINGS: &[(&str, &str, &str)] = &[
    ("journal_mode", "WAL", "wal"),
    // Sync the log at every commit. NORMAL would lose acknowledged events when the power fails.
    ("synchronous", "FULL", "2"),
    // On macOS a plain sync stops in the drive's cache.
    ("fullfsync", "ON", "1"),
    ("checkpoint_fullfsync", "ON", "1"),
    // The writer checkpoints between commits instead, so that no receipt waits for it.
    ("wal_autocheckpoint", "0", "0"),
    ("foreign_keys", "ON", "1"),
    // Erased text is overwritten, not only unlinked.
    ("secure_delete", "ON", "1"),
    ("cell_size_check", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
];

pub(super) fn require_engine() -> Result<(), OpenError> {
    accept_engine(rusqlite::version_number())
}

fn accept_engine(found: i32) -> Result<(), OpenError> {
    if found < ENGINE_NEEDED { Err(OpenError::EngineTooOld { found, needed: ENGINE_NEEDED }) } else { Ok(()) }
}

pub(super) fn apply(connection: &Connection) -> Result<(), OpenError> {
    connection.busy_timeout(PATIENCE).map_err(opening)?;
    for &(name, value, wanted) in SETTINGS {
        // Some pragmas answer with a row and some do not; the answer that counts is the one asked for afterwards.
        connection.pragma(None, name, value, |_| Ok(())).map_err(opening)?;
        let found =
            connection.pragma_query_value(None, name, |row| Ok(text_of(row.get_ref(0)?))).map_err(opening)?;
        if found != wanted {
            return Err(OpenError::Setting { name, wanted, found });
        }
    }
    Ok(())
}

fn text_of(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => format!("{:?}", other.data_type()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_in_use_is_new_enough_and_an_older_one_is_refused() {
        require_engine().expect("the bundled SQLite has the fix");
        let refused = accept_engine(3_051_002);
        assert!(matches!(refused, Err(OpenError::EngineTooOld { found: 3_051_002, needed: 3_051_003 })));
    }

    #[test]
    fn a_setting_that_sqlite_does_not_accept_is_named() {
        let in_memory = Connection::open_in_memory().expect("memory");
        let refused = apply(&in_memory);
        assert!(
            matches!(&refused, Err(OpenError::Setting { name: "journal_mode", wanted: "wal", found }) if found == "memory"),
            "a database in memory cannot have a log file, and says so only when asked: {refused:?}"
        );
    }
}
