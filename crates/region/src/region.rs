//! Reading a region file.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use flate2::read::ZlibDecoder;
use geo::Point;
use roads::{Network, Order};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};
use thiserror::Error;

use crate::bounds::Bounds;
use crate::entry::HitKind;
use crate::info::{RegionInfo, TileInfo};
use crate::seal::{self, Part};
use crate::search::{Gathering, Named, SearchIndex};
use crate::shape;
use crate::station::{Station, StationKind};
use crate::store::{APPLICATION_ID, VERSION};
use crate::zone::Zone;

/// Why a region file cannot be used.
#[derive(Debug, Error)]
pub enum RegionError {
    /// There is no such file, or it may not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is something else.
    #[error("{} is not a region file: make one with `sigap region build`", path.display())]
    NotARegion {
        /// The file.
        path: PathBuf,
    },
    /// It was made by another version of this program.
    #[error(
        "{} is of version {found} and this program reads version {}: build it again", path.display(), VERSION
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
    },
    /// It was a region file once.
    #[error("{} is damaged ({part}): build it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What could not be read.
        part: &'static str,
    },
}

/// An open region file.
///
/// It can be shared between threads. Only tiles are read as they are asked for, under a lock that lasts as long as
/// one read; everything else is read once, when a room starts.
#[derive(Debug)]
pub struct Region {
    path: PathBuf,
    connection: Mutex<Connection>,
    info: RegionInfo,
    tiles: TileInfo,
}

impl Region {
    /// Opens a region file for reading.
    ///
    /// # Errors
    /// The file cannot be read, is no region file, is of another version or is damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RegionError> {
        let path = path.as_ref();
        let unreadable = |source| RegionError::Unreadable { path: path.to_owned(), source };
        if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
            return Err(RegionError::NotARegion { path: path.to_owned() });
        }
        // SQLite opens anything and complains later; that the file may be read is found out here.
        std::fs::File::open(path).map_err(unreadable)?;
        let not_a_region = |_| RegionError::NotARegion { path: path.to_owned() };
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(immutable_uri(path), flags).map_err(not_a_region)?;
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let application = match pragma("application_id") {
            Err(error) if is_corruption(&error) => {
                return Err(RegionError::Damaged { path: path.to_owned(), part: "the file is cut short" });
            }
            other => other.map_err(not_a_region)?,
        };
        if application != APPLICATION_ID {
            return Err(RegionError::NotARegion { path: path.to_owned() });
        }
        let found = pragma("user_version").map_err(not_a_region)?;
        if found != VERSION {
            return Err(RegionError::OtherVersion { path: path.to_owned(), found });
        }
        let damaged = || RegionError::Damaged { path: path.to_owned(), part: "its description" };
        let told = seal::is_described(&connection).then(|| read_meta(&connection)).flatten();
        let (info, tiles) = told.ok_or_else(damaged)?;
        Ok(Self { path: path.to_owned(), connection: Mutex::new(connection), info, tiles })
    }

    /// What it is.
    pub fn info(&self) -> &RegionInfo {
        &self.info
    }

    /// Which map tiles there are.
    pub fn tile_info(&self) -> TileInfo {
        self.tiles
    }

    /// Its road network.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn network(&self) -> Result<Network, RegionError> {
        let damaged = || self.damaged(seal::ROADS);
        let rows = self.rows(seal::ROADS, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let (size, packed) = rows.into_iter().next().ok_or_else(damaged)?;
        // Room for what is noted, and no more than LZ4 can have packed into it, whatever a damaged file says.
        let most = (packed.len() as u64).saturating_mul(256);
        let size = usize::try_from(size).ok().filter(|&size| size as u64 <= most).ok_or_else(damaged)?;
        let bytes = lz4_flex::block::decompress(&packed, size).map_err(|_| damaged())?;
        if bytes.len() != size {
            return Err(damaged());
        }
        postcard::from_bytes(&bytes).map_err(|_| damaged())
    }

    /// The order of its roads' nodes, for [`Roads::use_order`](roads::Roads::use_order).
    ///
    /// # Errors
    /// The file is damaged.
    pub fn order(&self) -> Result<Order, RegionError> {
        let damaged = || self.damaged(seal::ORDER);
        let data = self.rows(seal::ORDER, |row| row.get::<_, Vec<u8>>(0))?.pop().ok_or_else(damaged)?;
        postcard::from_bytes(&data).map_err(|_| damaged())
    }

    /// Its stations, in the order of their ids.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn stations(&self) -> Result<Vec<Station>, RegionError> {
        self.rows(seal::STATIONS, station)
    }

    /// Its administrative zones, in the order of their ids.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn zones(&self) -> Result<Vec<Zone>, RegionError> {
        self.rows(seal::ZONES, zone)
    }

    /// Loads everything that can be searched into memory.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn search_index(&self) -> Result<SearchIndex, RegionError> {
        let mut index = Gathering::around(self.info.centre());
        self.with(|connection| seal::PLACES.read(connection, |row| gather(&mut index, row)))
            .map_err(|_| self.damaged(seal::PLACES))?;
        Ok(index.finish(&self.info.name))
    }

    /// How much can be searched, by kind.
    pub(crate) fn search_counts(&self) -> Result<BTreeMap<HitKind, usize>, RegionError> {
        let mut counts = BTreeMap::new();
        let count = |row: &Row<'_>| {
            let kind = HitKind::from_stored(row.get_ref(0)?.as_str()?);
            *counts.entry(kind.ok_or(rusqlite::Error::InvalidQuery)?).or_default() += 1;
            Ok(())
        };
        self.with(|connection| seal::PLACES.read(connection, count))
            .map_err(|_| self.damaged(seal::PLACES))?;
        Ok(counts)
    }

    /// What the build noted, a sentence each.
    pub(crate) fn build_notes(&self) -> Vec<String> {
        let notes = self.with(|connection| {
            connection
                .query_row("SELECT value FROM meta WHERE key = 'notes'", [], |row| row.get::<_, String>(0))
        });
        notes.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// One map tile: a gzipped vector tile (MVT 2.1), or `None` where there is nothing to draw.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, RegionError> {
        self.with(|connection| {
            let mut select =
                connection.prepare_cached("SELECT data FROM tiles WHERE z = ?1 AND x = ?2 AND y = ?3")?;
            select.query_row((z, x, y), |row| row.get(0)).optional()
        })
        .map_err(|_| RegionError::Damaged { path: self.path.clone(), part: "the map" })
    }

    fn rows<T>(
        &self,
        part: Part,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, RegionError> {
        let mut rows = Vec::new();
        let take = |row: &Row<'_>| {
            rows.push(read(row)?);
            Ok(())
        };
        self.with(|connection| part.read(connection, take)).map_err(|_| self.damaged(part))?;
        Ok(rows)
    }

    /// A read leaves nothing half done, so a lock that somebody panicked under is as good as any.
    fn with<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        read(&self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn damaged(&self, part: Part) -> RegionError {
        RegionError::Damaged { path: self.path.clone(), part: part.called }
    }
}

/// Stored bytes as they were before they were packed; `None` if they aren't as many as noted.
pub(crate) fn unpacked(packed: &[u8], size: i64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than there should be, so that a blob that goes on without end is noticed and not followed.
    let mut unpacked = ZlibDecoder::new(packed).take((size as u64).saturating_add(1));
    unpacked.read_to_end(&mut bytes).ok()?;
    (bytes.len() as i64 == size).then_some(bytes)
}

/// The file's path as the URI that opens it without locks. Source: <https://sqlite.org/uri.html>.
pub(crate) fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for character in path.to_string_lossy().chars() {
        match character {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            other => uri.push(other),
        }
    }
    uri + "?immutable=1"
}

fn is_corruption(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt)
}

fn read_meta(connection: &Connection) -> Option<(RegionInfo, TileInfo)> {
    let value = |key: &str| -> Option<String> {
        connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).ok()
    };
    let degrees = |key: &str| value(key)?.parse().ok();
    let bounds = Bounds {
        west: degrees("west")?,
        south: degrees("south")?,
        east: degrees("east")?,
        north: degrees("north")?,
    };
    let info = RegionInfo { name: value("name")?, bounds, built_at_s: value("built_at_s")?.parse().ok()? };
    let zoom = |key: &str| value(key)?.parse().ok();
    Some((info, TileInfo { min_zoom: zoom("min_zoom")?, max_zoom: zoom("max_zoom")?, bounds }))
}

fn point(row: &Row<'_>, lon: usize) -> rusqlite::Result<Point<f64>> {
    Ok(Point::new(row.get(lon)?, row.get(lon + 1)?))
}

pub(crate) fn station(row: &Row<'_>) -> rusqlite::Result<Station> {
    let kind = row.get_ref(2)?.as_str()?;
    Ok(Station {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: StationKind::from_word(kind).ok_or(rusqlite::Error::InvalidQuery)?,
        point: point(row, 3)?,
    })
}

pub(crate) fn zone(row: &Row<'_>) -> rusqlite::Result<Zone> {
    Ok(Zone {
        id: row.get(0)?,
        name: row.get(1)?,
        level: row.get(2)?,
        area: shape::decode_area(row.get_ref(3)?.as_blob()?).map_err(|_| rusqlite::Error::InvalidQuery)?,
    })
}

fn gather(index: &mut Gathering, row: &Row<'_>) -> rusqlite::Result<()> {
    let line = row.get_ref(7)?.as_blob_or_null()?.map(shape::decode_lines);
    let line = line.transpose().map_err(|_| rusqlite::Error::InvalidQuery)?;
    index.add(Named {
        kind: HitKind::from_stored(row.get_ref(0)?.as_str()?).ok_or(rusqlite::Error::InvalidQuery)?,
        label: row.get_ref(1)?.as_str()?,
        also: row.get_ref(2)?.as_str()?,
        context: row.get_ref(3)?.as_str()?,
        point: point(row, 4)?,
        radius_m: row.get(6)?,
        line: line.as_ref(),
    });
    Ok(())
}
