//! A room's own basemap: a PMTiles or MBTiles file whose tiles are drawn instead of a region's.
//!
//! It has to be a vector map in the schema of the region's own tiles, Shortbread, for one style draws both. Nothing
//! is fetched: the file is all there is.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use thiserror::Error;

use crate::bounds::Bounds;
use crate::info::TileInfo;

mod mbtiles;
mod pmtiles;

use mbtiles::MbTiles;
use pmtiles::PmTiles;

/// Why a file can't be a basemap.
#[derive(Debug, Error)]
pub enum BasemapError {
    /// There is no such file, or it may not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is something else.
    #[error("{} is neither a PMTiles nor an MBTiles file", path.display())]
    NotABasemap {
        /// The file.
        path: PathBuf,
    },
    /// Another version of PMTiles.
    #[error("{} is a PMTiles file of version {found}, and only version 3 is read: convert it", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u8,
    },
    /// Pictures, not shapes.
    #[error("{} holds {format} tiles, which are pictures; a basemap has to hold vector tiles (MVT) in the Shortbread schema, for the desk draws it itself", path.display())]
    NotVector {
        /// The file.
        path: PathBuf,
        /// What its tiles are.
        format: String,
    },
    /// Packed in a way that isn't read.
    #[error("{} is packed with {how}: make it with gzip or unpacked", path.display())]
    Packed {
        /// The file.
        path: PathBuf,
        /// What it is packed with.
        how: &'static str,
    },
    /// A vector map of other layers, which the map's style would not draw.
    #[error("{} is not in the Shortbread schema: it has no layer {missing:?}, but {}", path.display(), found.join(", "))]
    OtherSchema {
        /// The file.
        path: PathBuf,
        /// The first layer that it lacks.
        missing: &'static str,
        /// The layers that it has.
        found: Vec<String>,
    },
    /// A map of another place.
    #[error("{} shows another place than the region: use a basemap that has {}, or the region's own map", path.display(), place(region))]
    Elsewhere {
        /// The file.
        path: PathBuf,
        /// The region's box.
        region: Bounds,
    },
    /// It was a basemap once.
    #[error("{} is damaged ({part}): fetch or make it again, or use the region's own map", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What could not be read.
        part: &'static str,
    },
}

/// The layers without which a map in this schema would be bare.
const NEEDED_LAYERS: [&str; 3] = ["streets", "place_labels", "land"];

/// An open basemap. It can be shared between threads.
#[derive(Debug)]
pub struct Basemap {
    path: PathBuf,
    tiles: Tiles,
    about: About,
}

#[derive(Debug)]
enum Tiles {
    Pm(PmTiles),
    Mb(MbTiles),
}

/// What a file says about itself.
#[derive(Debug)]
struct About {
    info: TileInfo,
    attribution: Option<String>,
    layers: Vec<String>,
}

/// Why a part can't be used, before it is said of which file.
#[derive(Debug)]
enum Trouble {
    Io(io::Error),
    OtherVersion(u8),
    NotVector(String),
    Packed(&'static str),
    Damaged(&'static str),
}

impl Trouble {
    fn of(self, path: &Path) -> BasemapError {
        let path = path.to_owned();
        match self {
            Self::Io(source) if source.kind() == io::ErrorKind::UnexpectedEof => {
                BasemapError::Damaged { path, part: "it is cut short" }
            }
            Self::Io(source) => BasemapError::Unreadable { path, source },
            Self::OtherVersion(found) => BasemapError::OtherVersion { path, found },
            Self::NotVector(format) => BasemapError::NotVector { path, format },
            Self::Packed(how) => BasemapError::Packed { path, how },
            Self::Damaged(part) => BasemapError::Damaged { path, part },
        }
    }
}

impl Basemap {
    /// Opens a PMTiles (version 3) or MBTiles file.
    ///
    /// # Errors
    /// It cannot be read, is something else, holds pictures, is in another schema or is damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, BasemapError> {
        let path = path.as_ref();
        let not_a_basemap = || BasemapError::NotABasemap { path: path.to_owned() };
        let unreadable = |source| BasemapError::Unreadable { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            return Err(not_a_basemap());
        }
        let mut start = Vec::new();
        Read::by_ref(&mut file).take(16).read_to_end(&mut start).map_err(unreadable)?;
        let opened = if start.starts_with(pmtiles::MAGIC) {
            PmTiles::open(file).map(|(tiles, about)| (Tiles::Pm(tiles), about))
        } else if start.starts_with(mbtiles::MAGIC) {
            MbTiles::open(path).map(|(tiles, about)| (Tiles::Mb(tiles), about))
        } else {
            return Err(not_a_basemap());
        };
        let (tiles, about) = opened.map_err(|trouble| trouble.of(path))?;
        let missing =
            NEEDED_LAYERS.into_iter().find(|needed| !about.layers.iter().any(|layer| layer == needed));
        if let Some(missing) = missing {
            return Err(BasemapError::OtherSchema { path: path.to_owned(), missing, found: about.layers });
        }
        Ok(Self { path: path.to_owned(), tiles, about })
    }

    /// The same basemap, for a region that lies within these bounds.
    ///
    /// # Errors
    /// It is a map of another place: the desk would stay blank.
    pub fn showing(self, region: Bounds) -> Result<Self, BasemapError> {
        let own = self.about.info.bounds;
        let apart = own.east < region.west
            || own.west > region.east
            || own.north < region.south
            || own.south > region.north;
        if apart { Err(BasemapError::Elsewhere { path: self.path, region }) } else { Ok(self) }
    }

    /// Which tiles there are.
    pub fn tile_info(&self) -> TileInfo {
        self.about.info
    }

    /// Whose map it is, in plain text, if it says so.
    pub fn attribution(&self) -> Option<&str> {
        self.about.attribution.as_deref()
    }

    /// One map tile: a gzipped vector tile, or `None` where there is nothing to draw.
    ///
    /// # Errors
    /// The file is damaged or gone.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, BasemapError> {
        let info = self.about.info;
        if !(info.min_zoom..=info.max_zoom).contains(&z) || x >> z != 0 || y >> z != 0 {
            return Ok(None);
        }
        let tile = match &self.tiles {
            Tiles::Pm(tiles) => tiles.tile(z, x, y),
            Tiles::Mb(tiles) => tiles.tile(z, x, y),
        };
        Ok(tile.map_err(|trouble| trouble.of(&self.path))?.map(gzipped))
    }
}

fn gzipped(bytes: Vec<u8>) -> Vec<u8> {
    const GZIP: [u8; 2] = [0x1f, 0x8b];
    if bytes.starts_with(&GZIP) {
        return bytes;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory has no way to fail.
    encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// As much as a map in the Web Mercator projection can show.
const WORLD: Bounds = Bounds { west: -180.0, south: -85.051_128_78, east: 180.0, north: 85.051_128_78 };

/// The middle of a box, as people write it.
fn place(bounds: &Bounds) -> String {
    let centre = bounds.centre();
    format!("{:.3}, {:.3}", centre.y(), centre.x())
}

impl About {
    /// `described` is the JSON that both formats have, with `vector_layers` as in `TileJSON` 3.0.
    fn new(
        (min_zoom, max_zoom): (u8, u8),
        bounds: Bounds,
        attribution: Option<&str>,
        described: &Value,
    ) -> Result<Self, Trouble> {
        // A tile's column and row are numbers of 32 bits.
        if min_zoom > max_zoom || max_zoom > 30 {
            return Err(Trouble::Damaged("its zooms"));
        }
        // Makers that don't know the bounds leave them out, or write zeros.
        let bounds = if bounds.west < bounds.east && bounds.south < bounds.north { bounds } else { WORLD };
        let layers = described["vector_layers"].as_array().into_iter().flatten();
        let layers = layers.filter_map(|layer| layer["id"].as_str().map(str::to_owned)).collect();
        let attribution = attribution.map(plain).filter(|text| !text.is_empty());
        Ok(Self { info: TileInfo { min_zoom, max_zoom, bounds }, attribution, layers })
    }
}

/// A text without the HTML that attributions are often written in.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    text.replace("&copy;", "©").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_is_read_as_text() {
        let html =
            "<a href=\"https://www.openstreetmap.org/copyright\">&copy; OpenStreetMap</a> contributors ";
        assert_eq!(plain(html), "© OpenStreetMap contributors");
        assert_eq!(plain("Kota Melati & Co"), "Kota Melati & Co");
    }
}
