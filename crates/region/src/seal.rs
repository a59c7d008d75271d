//! Whether a part of a region file is still what was written.
//!
//! SQLite notices a page that hangs together no more, not a digit that a failing disk turned: a station would stand
//! elsewhere, a road lead somewhere else, and nobody would be told. So each part's rows are summed up when they are
//! written and when they are read. Map tiles carry the sum that gzip gives them.

use std::fmt;

use flate2::Crc;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A part of the file that is read as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// The key of its sum among the region's description.
    seal: &'static str,
    /// What people call it.
    pub(crate) called: &'static str,
    /// Its rows, always in the same order.
    sql: &'static str,
}

pub(crate) const ROADS: Part =
    Part { seal: "seal_roads", called: "the roads", sql: "SELECT bytes, data FROM roads ORDER BY id" };
pub(crate) const ORDER: Part = Part {
    seal: "seal_order",
    called: "the order of the roads",
    sql: "SELECT data FROM road_order ORDER BY id",
};
pub(crate) const STATIONS: Part = Part {
    seal: "seal_stations",
    called: "the stations",
    sql: "SELECT id, name, kind, lon, lat FROM stations ORDER BY id",
};
pub(crate) const ZONES: Part = Part {
    seal: "seal_zones",
    called: "the zones",
    sql: "SELECT id, name, level, area FROM zones ORDER BY id",
};
pub(crate) const PLACES: Part = Part {
    seal: "seal_places",
    called: "the search index",
    sql: "SELECT kind, label, also, context, lon, lat, radius_m, line FROM places ORDER BY id",
};
/// What the region is; with the sums of the other parts, so it is sealed last.
const DESCRIPTION: Part = Part {
    seal: "seal",
    called: "its description",
    sql: "SELECT key, value FROM meta WHERE key <> 'seal' ORDER BY key",
};

/// Notes the sums of all parts.
pub(crate) fn seal(connection: &Connection) -> rusqlite::Result<()> {
    for part in [ROADS, ORDER, STATIONS, ZONES, PLACES, DESCRIPTION] {
        let sum = part.sum(connection, |_| Ok(()))?;
        connection.execute("INSERT INTO meta VALUES (?1, ?2)", params![part.seal, sum.to_string()])?;
    }
    Ok(())
}

/// Whether the region's description is what was written.
pub(crate) fn is_described(connection: &Connection) -> bool {
    DESCRIPTION.read(connection, |_| Ok(())).is_ok()
}

impl Part {
    /// Reads all rows.
    ///
    /// # Errors
    /// They cannot be read, `each` refuses one, or they are other rows than were written.
    pub(crate) fn read(
        self,
        connection: &Connection,
        each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let sum = self.sum(connection, each)?;
        let noted = "SELECT value FROM meta WHERE key = ?1";
        let noted: Option<String> = connection.query_row(noted, [self.seal], |row| row.get(0)).optional()?;
        if noted == Some(sum.to_string()) { Ok(()) } else { Err(rusqlite::Error::InvalidQuery) }
    }

    fn sum(
        self,
        connection: &Connection,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<Sum> {
        let mut sum = Sum::default();
        let mut select = connection.prepare(self.sql)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                sum.add(row.get_ref(column)?);
            }
            each(row)?;
        }
        Ok(sum)
    }
}

/// A checksum of rows.
#[derive(Default)]
struct Sum(Crc);

impl Sum {
    /// Each value with its kind and length, so that none can pass for two.
    fn add(&mut self, value: ValueRef<'_>) {
        let (kind, bytes): (u8, &[u8]) = match value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => (1, &number.to_le_bytes()),
            ValueRef::Real(number) => (2, &number.to_bits().to_le_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(bytes) => (4, bytes),
        };
        self.0.update(&[kind]);
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0.sum())
    }
}
