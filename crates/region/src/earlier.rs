//! The region that a build is about to replace: what it was told, and what was in it.
//!
//! Whatever version it is of, and however much of it can be read: what can't is as if it had never been.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

use crate::changes::Contents;
use crate::entry::HitKind;
use crate::extras::{Extra, ExtraRole};
use crate::region::{immutable_uri, station, unpacked, zone};
use crate::store::APPLICATION_ID;

/// A region that is about to be replaced.
#[derive(Debug)]
pub(crate) struct Earlier {
    /// The name that it was given, if it was given one.
    pub(crate) given_name: Option<String>,
    /// The files of stations and zones that it was given.
    pub(crate) extras: Vec<Extra>,
    pub(crate) contents: Contents,
}

impl Earlier {
    /// Reads a file; `None` if there is none, or it is no region.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        if !path.is_file() {
            return None;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(immutable_uri(path), flags).ok()?;
        let application = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
        if application.ok()? != APPLICATION_ID {
            return None;
        }
        let told = |key: &str| -> Option<String> {
            connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).ok()
        };
        let streets = format!("SELECT label FROM places WHERE kind = '{}'", HitKind::Street.as_str());
        let contents = Contents {
            km: told("roads_km").and_then(|km| km.parse().ok()),
            streets: rows(&connection, &streets, |row| row.get(0)).into_iter().collect(),
            stations: rows(&connection, "SELECT id, name, kind, lon, lat FROM stations ORDER BY id", station),
            zones: rows(&connection, "SELECT id, name, level, area FROM zones ORDER BY id", zone),
        };
        let extras = rows(&connection, "SELECT role, file, bytes, data FROM extras ORDER BY id", extra);
        Some(Self { given_name: told("given_name"), extras, contents })
    }
}

/// All rows, or none where the table is another one.
fn rows<T>(connection: &Connection, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let all = || connection.prepare(sql)?.query_map([], read)?.collect();
    let all: rusqlite::Result<Vec<T>> = all();
    all.unwrap_or_default()
}

fn extra(row: &Row<'_>) -> rusqlite::Result<Extra> {
    let broken = || rusqlite::Error::InvalidQuery;
    let role = ExtraRole::from_stored(row.get_ref(0)?.as_str()?).ok_or_else(broken)?;
    let text = unpacked(row.get_ref(3)?.as_blob()?, row.get(2)?).ok_or_else(broken)?;
    Ok(Extra { role, file: row.get(1)?, text: String::from_utf8(text).map_err(|_| broken())? })
}
