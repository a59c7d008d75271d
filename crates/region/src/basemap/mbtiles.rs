//! Reading MBTiles. Source: <https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md>.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::Value;

use super::{About, Trouble, WORLD};
use crate::bounds::Bounds;
use crate::region::immutable_uri;

pub(super) const MAGIC: &[u8] = b"SQLite format 3";

#[derive(Debug)]
pub(super) struct MbTiles(Mutex<Connection>);

impl MbTiles {
    pub(super) fn open(path: &Path) -> Result<(Self, About), Trouble> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let broken = |_| Trouble::Damaged("it is no MBTiles database");
        let connection = Connection::open_with_flags(immutable_uri(path), flags).map_err(broken)?;
        let told = |key: &str| -> Result<Option<String>, Trouble> {
            let select = "SELECT CAST(value AS TEXT) FROM metadata WHERE name = ?1";
            connection.query_row(select, [key], |row| row.get(0)).optional().map_err(broken)
        };
        match told("format")?.as_deref() {
            Some("pbf") => {}
            other => return Err(Trouble::NotVector(other.unwrap_or("unknown").to_owned())),
        }
        let described: Value =
            told("json")?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let attribution = told("attribution")?;
        let bounds = told("bounds")?.and_then(|text| bounds(&text)).unwrap_or(WORLD);
        let zoom = |key: &str, function: &str| -> Result<u8, Trouble> {
            if let Some(zoom) = told(key)?.and_then(|zoom| zoom.trim().parse().ok()) {
                return Ok(zoom);
            }
            let select = format!("SELECT {function}(zoom_level) FROM tiles");
            connection.query_row(&select, [], |row| row.get(0)).map_err(|_| Trouble::Damaged("its zooms"))
        };
        let zooms = (zoom("minzoom", "min")?, zoom("maxzoom", "max")?);
        let about = About::new(zooms, bounds, attribution.as_deref(), &described)?;
        Ok((Self(Mutex::new(connection)), about))
    }

    pub(super) fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, Trouble> {
        // Rows are counted from the south.
        let row = (1_u32 << z) - 1 - y;
        // A read leaves nothing half done, so a lock that somebody panicked under is as good as any.
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let select =
            "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
        let tile = connection
            .prepare_cached(select)
            .and_then(|mut select| select.query_row((z, x, row), |row| row.get(0)).optional());
        tile.map_err(|_| Trouble::Damaged("its tiles"))
    }
}

/// `west,south,east,north`.
fn bounds(text: &str) -> Option<Bounds> {
    let degrees: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [west, south, east, north] = degrees.try_into().ok()?;
    Some(Bounds { west, south, east, north })
}
