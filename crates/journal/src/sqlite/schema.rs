//! Whose file it is, which layout it has, and the steps from one layout to the next.

use rusqlite::{Connection, TransactionBehavior};

use super::{deeds, events, opening, personal, snapshots};
use crate::OpenError;

/// "S112" in ASCII, in the file's header, so that a file of another program is never taken for a journal.
const APPLICATION: i32 = 0x5331_3132;

/// Step n leads from layout n to layout n + 1. Steps are only ever added.
const STEPS: &[&[&str]] = &[&[deeds::LAYOUT_1, events::LAYOUT_1, personal::LAYOUT_1, snapshots::LAYOUT_1]];

/// The layout of the file: 0 when it is new and empty.
pub(super) fn layout_of(connection: &Connection) -> Result<u32, OpenError> {
    let number =
        |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(opening);
    let application = number("application_id")?;
    let layout = number("user_version")?;
    let known = STEPS.len() as u32;
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(opening)?;
    match (application, u32::try_from(layout)) {
        (0, Ok(0)) if tables == 0 => Ok(0),
        (APPLICATION, Ok(found)) if found > known => Err(OpenError::Newer { found, known }),
        (APPLICATION, Ok(found)) if found > 0 => Ok(found),
        _ => Err(OpenError::NotAJournal),
    }
}

/// Takes all the missing steps in one transaction.
pub(super) fn migrate(connection: &mut Connection, layout: u32) -> Result<(), OpenError> {
    let missing = STEPS.get(layout as usize..).unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(opening)?;
    for table in missing.iter().copied().flatten() {
        transaction.execute_batch(table).map_err(opening)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(opening)?;
    transaction.pragma_update(None, "user_version", STEPS.len() as u32).map_err(opening)?;
    transaction.commit().map_err(opening)
}
