//! The region that a build is about to replace: what it was told, and what was in it.
//!
//! Whatever version it is of, and however much of its contents can be read: what can't is as if it had never been.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::changes::Contents;
use crate::entry::HitKind;
use crate::extras::{Extra, ExtraRole};
use crate::region::{immutable_uri, station, unpacked, zone};

/// A region that is about to be replaced.
#[derive(Debug)]
pub(crate) struct Earlier {
    /// The name that it was given, if it was given one.
    pub(crate) given_name: Option<String>,
    /// The files of stations and zones that it was given.
    pub(crate) extras: Vec<Extra>,
    pub(crate) contents: Contents,
}

/// There was a region, and what it was told can't be read any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unread;

impl Earlier {
    /// Reads a file; `None` if there is none, or an empty one.
    ///
    /// # Errors
    /// It is damaged where it holds what it was told, which nobody should lose without a word.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Unread> {
        if path.metadata().map_or(0, |file| file.len()) == 0 {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(immutable_uri(path), flags).map_err(|_| Unread)?;
        let told = |key: &str| -> Result<Option<String>, Unread> {
            let value = "SELECT value FROM meta WHERE key = ?1";
            connection.query_row(value, [key], |row| row.get(0)).optional().map_err(|_| Unread)
        };
        let streets = format!("SELECT label FROM places WHERE kind = '{}'", HitKind::Street.as_str());
        let contents = Contents {
            km: told("roads_km")?.and_then(|km| km.parse().ok()),
            streets: rows(&connection, &streets, |row| row.get(0)).into_iter().collect(),
            stations: rows(&connection, "SELECT id, name, kind, lon, lat FROM stations ORDER BY id", station),
            zones: rows(&connection, "SELECT id, name, level, area FROM zones ORDER BY id", zone),
        };
        let extras = match connection.prepare("SELECT role, file, bytes, data FROM extras ORDER BY id") {
            // The first versions kept none.
            Err(_) => Vec::new(),
            Ok(mut select) => {
                let all = select.query_map([], extra).and_then(Iterator::collect);
                all.map_err(|_| Unread)?
            }
        };
        Ok(Some(Self { given_name: told("given_name")?, extras, contents }))
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
