//! The region file: its schema, and how it is written.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use roads::{Network, Order};
use rusqlite::{Connection, params};
use tempfile::NamedTempFile;

use crate::entry::Entry;
use crate::error::BuildError;
use crate::extras::Extra;
use crate::info::{RegionInfo, TileInfo};
use crate::report::Warning;
use crate::seal;
use crate::shape;
use crate::station::Station;
use crate::steps::Steps;
use crate::tiles::TileId;
use crate::zone::Zone;

/// "SigR": tells a region file from any other SQLite database.
pub(crate) const APPLICATION_ID: i32 = 0x5369_6752;

/// The version of the schema below, and of the network that is stored in it.
pub(crate) const VERSION: i32 = 7;

const SCHEMA: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE roads (id INTEGER PRIMARY KEY CHECK (id = 1), bytes INTEGER NOT NULL, data BLOB NOT NULL);
    CREATE TABLE road_order (id INTEGER PRIMARY KEY CHECK (id = 1), data BLOB NOT NULL);
    CREATE TABLE stations (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
        lon REAL NOT NULL, lat REAL NOT NULL) WITHOUT ROWID;
    CREATE TABLE places (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, also TEXT NOT NULL,
        context TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, radius_m REAL NOT NULL, line BLOB);
    CREATE TABLE zones (id TEXT PRIMARY KEY, name TEXT NOT NULL, level INTEGER, area BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE extras (id INTEGER PRIMARY KEY, role TEXT NOT NULL, file TEXT NOT NULL, bytes INTEGER NOT NULL,
        data BLOB NOT NULL);
    CREATE TABLE tiles (z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (z, x, y)) WITHOUT ROWID;
";

/// A region file being written under a temporary name. Dropped before [`Writer::finish`], it is gone.
pub(crate) struct Writer {
    // Declared first, to be closed before the file is removed.
    connection: Connection,
    file: NamedTempFile,
    output: PathBuf,
}

impl Writer {
    /// Creates the temporary file beside `output`, so that it can be renamed.
    pub(crate) fn create(output: &Path) -> Result<Self, BuildError> {
        let unwritable = |source| BuildError::Unwritable { path: output.to_owned(), source };
        let file = temporary_file(folder_of(output)).map_err(unwritable)?;
        let connection = Connection::open(file.path())?;
        // Until the rename nobody reads the file and a half-written one is thrown away: no journal is needed.
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "user_version", VERSION)?;
        connection.execute_batch(SCHEMA)?;
        connection.execute_batch("BEGIN")?;
        Ok(Self { connection, file, output: output.to_owned() })
    }

    pub(crate) fn roads(&mut self, network: &Network, mut steps: Steps<'_>) -> Result<(), BuildError> {
        steps.at(0.0)?;
        let bytes = postcard::to_allocvec(network)?;
        steps.at(0.4)?;
        // LZ4, because a room that starts waits for its roads: larger than with zlib, unpacked several times as fast.
        let packed = lz4_flex::block::compress(&bytes);
        steps.at(0.8)?;
        self.connection
            .execute("INSERT INTO roads VALUES (1, ?1, ?2)", params![bytes.len() as i64, packed])?;
        Ok(())
    }

    /// The order of the roads' nodes, which takes too long to find at each start.
    pub(crate) fn order(&mut self, order: &Order) -> Result<(), BuildError> {
        let data = postcard::to_allocvec(order)?;
        self.connection.execute("INSERT INTO road_order VALUES (1, ?1)", params![data])?;
        Ok(())
    }

    pub(crate) fn stations(&mut self, stations: &[Station]) -> Result<(), BuildError> {
        // Of two stations with one id, as a file of stations may have, the first stays.
        let mut insert =
            self.connection.prepare("INSERT OR IGNORE INTO stations VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for station in stations {
            let (lon, lat) = station.point.x_y();
            insert.execute(params![station.id, station.name, station.kind.as_str(), lon, lat])?;
        }
        Ok(())
    }

    pub(crate) fn zones(&mut self, zones: &[Zone]) -> Result<(), BuildError> {
        let mut insert = self.connection.prepare("INSERT OR IGNORE INTO zones VALUES (?1, ?2, ?3, ?4)")?;
        for zone in zones {
            insert.execute(params![zone.id, zone.name, zone.level, shape::encode_area(&zone.area)])?;
        }
        Ok(())
    }

    /// Keeps the extra files, for the next build.
    pub(crate) fn extras(&mut self, extras: &[Extra]) -> Result<(), BuildError> {
        let mut insert = self.connection.prepare("INSERT INTO extras VALUES (NULL, ?1, ?2, ?3, ?4)")?;
        for Extra { role, file, text } in extras {
            let packed = packed(text.as_bytes());
            insert.execute(params![role.as_str(), file, text.len() as i64, packed])?;
        }
        Ok(())
    }

    /// Keeps what else the next build wants to know, the name that was given and how long the roads are; and what
    /// this one noted.
    pub(crate) fn told(
        &mut self,
        name: Option<&str>,
        roads_km: f64,
        notes: &[Warning],
    ) -> Result<(), BuildError> {
        let mut insert = self.connection.prepare("INSERT INTO meta VALUES (?1, ?2)")?;
        insert.execute(params!["roads_km", roads_km.to_string()])?;
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        insert.execute(params!["notes", notes.join("\n")])?;
        if let Some(name) = name {
            insert.execute(params!["given_name", name])?;
        }
        Ok(())
    }

    pub(crate) fn entries(&mut self, entries: &[Entry], mut steps: Steps<'_>) -> Result<(), BuildError> {
        let mut insert =
            self.connection.prepare("INSERT INTO places VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        steps.try_over(entries.iter(), |entry| -> Result<(), BuildError> {
            let line = entry.line.as_ref().map(shape::encode_lines);
            let (lon, lat) = entry.point.x_y();
            insert.execute(params![
                entry.kind.as_str(),
                entry.label,
                entry.also,
                entry.context,
                lon,
                lat,
                entry.radius_m,
                line
            ])?;
            Ok(())
        })
    }

    pub(crate) fn tile(&mut self, tile: TileId, data: &[u8]) -> Result<(), BuildError> {
        let mut insert = self.connection.prepare_cached("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)")?;
        insert.execute(params![tile.z, tile.x, tile.y, data])?;
        Ok(())
    }

    pub(crate) fn info(&mut self, info: &RegionInfo, tiles: TileInfo) -> Result<(), BuildError> {
        let mut insert = self.connection.prepare("INSERT INTO meta VALUES (?1, ?2)")?;
        for (key, value) in info.to_meta().into_iter().chain(tiles.to_meta()) {
            insert.execute(params![key, value])?;
        }
        Ok(())
    }

    /// Makes the file durable and gives it its name. Returns its size in bytes.
    pub(crate) fn finish(self, mut steps: Steps<'_>) -> Result<u64, BuildError> {
        let Self { connection, file, output } = self;
        let unwritable = |source: io::Error| BuildError::Unwritable { path: output.clone(), source };
        steps.at(0.0)?;
        seal::seal(&connection)?;
        steps.at(0.2)?;
        connection.execute_batch("COMMIT")?;
        connection.close().map_err(|(_, error)| error)?;
        steps.at(0.4)?;
        file.as_file().sync_all().map_err(unwritable)?;
        // How long a disk takes nobody can cut short; whoever asked to stop meanwhile is heard all the same.
        steps.at(0.9)?;
        let rename = || {
            let size = file.as_file().metadata()?.len();
            file.persist(&output)?;
            File::open(folder_of(&output))?.sync_all()?;
            Ok(size)
        };
        rename().map_err(unwritable)
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory has no way to fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// Whether a file may be written over: there is none, or an empty one, or a region of whatever version. A mistyped name
/// would otherwise cost somebody a room's log, a map or a device.
pub(crate) fn may_replace(output: &Path) -> bool {
    let Ok(metadata) = output.metadata() else { return true };
    if !metadata.is_file() || metadata.len() == 0 {
        return metadata.is_file();
    }
    // SQLite keeps the application's id in four bytes from 68 on: <https://sqlite.org/fileformat.html>.
    let mut start = [0; 72];
    let read = File::open(output).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start.starts_with(b"SQLite format 3\0") && start[68..] == APPLICATION_ID.to_be_bytes()
}

/// The folder that a file is in.
pub(crate) fn folder_of(output: &Path) -> &Path {
    output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// How a temporary file's name begins and ends; the number of the process that writes it is between.
const PREFIX: &str = ".region-";
const SUFFIX: &str = ".tmp";

/// A temporary file that others may read once it has its name: a room may run as another user than who built it.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    clear_away(folder);
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    #[cfg(unix)]
    let permissions = <std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o644);
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder)
}

/// Removes what builds left that were killed. What can't be removed is no reason not to build.
fn clear_away(folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name();
        let writer = name.to_str().and_then(writer_of);
        if writer.is_some_and(|process| !is_alive(process)) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The process that writes, or wrote, a temporary file.
fn writer_of(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?.0.parse().ok()
}

/// Whether a process is there; where the system does not tell, it may be.
fn is_alive(process: u32) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(process.to_string()).exists()
}
