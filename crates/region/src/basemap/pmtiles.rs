//! Reading PMTiles, version 3. Source: <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.
//!
//! Written here because the crate there is reads asynchronously only, and what reading needs is small. The tests read
//! what that crate wrote.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use flate2::read::GzDecoder;
use serde_json::Value;

use super::{About, Trouble};
use crate::bounds::Bounds;

pub(super) const MAGIC: &[u8] = b"PMTiles";

const HEADER: usize = 127;
const VERSION: u8 = 3;
/// No directory, description or tile of a sound file is larger, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Directories that lead to directories; real files have two.
const DEEPEST: usize = 4;

#[derive(Debug)]
pub(super) struct PmTiles {
    file: Mutex<File>,
    gzipped_directories: bool,
    root: Vec<Entry>,
    /// Where directories and tiles begin.
    leaves_at: u64,
    tiles_at: u64,
}

/// Tiles from an id on, or a directory of them where `run` is 0.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    id: u64,
    offset: u64,
    length: u64,
    run: u64,
}

/// The header's fields that are read.
struct Header([u8; HEADER]);

impl Header {
    fn number(&self, at: usize) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[at..at + 8]);
        u64::from_le_bytes(bytes)
    }

    fn degrees(&self, at: usize) -> f64 {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&self.0[at..at + 4]);
        f64::from(i32::from_le_bytes(bytes)) / 1e7
    }

    fn check(&self) -> Result<(), Trouble> {
        if self.0[7] != VERSION {
            return Err(Trouble::OtherVersion(self.0[7]));
        }
        match self.0[99] {
            1 => {}
            2 => return Err(Trouble::NotVector("PNG".to_owned())),
            3 => return Err(Trouble::NotVector("JPEG".to_owned())),
            4 => return Err(Trouble::NotVector("WebP".to_owned())),
            5 => return Err(Trouble::NotVector("AVIF".to_owned())),
            _ => return Err(Trouble::NotVector("unknown".to_owned())),
        }
        for packing in [self.0[97], self.0[98]] {
            match packing {
                1 | 2 => {}
                3 => return Err(Trouble::Packed("Brotli")),
                4 => return Err(Trouble::Packed("Zstandard")),
                _ => return Err(Trouble::Packed("something unknown")),
            }
        }
        Ok(())
    }
}

impl PmTiles {
    pub(super) fn open(mut file: File) -> Result<(Self, About), Trouble> {
        let mut header = Header([0; HEADER]);
        file.seek(SeekFrom::Start(0)).map_err(Trouble::Io)?;
        file.read_exact(&mut header.0).map_err(Trouble::Io)?;
        header.check()?;
        let gzipped = header.0[97] == 2;
        let root = read(&mut file, header.number(8), header.number(16))?;
        let described = unpacked(read(&mut file, header.number(24), header.number(32))?, gzipped)?;
        let described: Value =
            serde_json::from_slice(&described).map_err(|_| Trouble::Damaged("its description"))?;
        let bounds = Bounds {
            west: header.degrees(102),
            south: header.degrees(106),
            east: header.degrees(110),
            north: header.degrees(114),
        };
        let zooms = (header.0[100], header.0[101]);
        let about = About::new(zooms, bounds, described["attribution"].as_str(), &described)?;
        let tiles = Self {
            file: Mutex::new(file),
            gzipped_directories: gzipped,
            root: directory(&unpacked(root, gzipped)?)?,
            leaves_at: header.number(40),
            tiles_at: header.number(56),
        };
        Ok((tiles, about))
    }

    pub(super) fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, Trouble> {
        let id = tile_id(z, x, y);
        let mut leaf;
        let mut entries = self.root.as_slice();
        for _ in 0..DEEPEST {
            let after = entries.partition_point(|entry| entry.id <= id);
            let Some(entry) = after.checked_sub(1).map(|at| entries[at]) else { return Ok(None) };
            if entry.run > 0 {
                let is_there = id - entry.id < entry.run;
                return is_there.then(|| self.read(self.tiles_at, entry)).transpose();
            }
            leaf = directory(&unpacked(self.read(self.leaves_at, entry)?, self.gzipped_directories)?)?;
            entries = leaf.as_slice();
        }
        Err(Trouble::Damaged("its directories lead in circles"))
    }

    fn read(&self, start: u64, entry: Entry) -> Result<Vec<u8>, Trouble> {
        let at = start.checked_add(entry.offset).ok_or(Trouble::Damaged("its directories"))?;
        // A read that failed half-way leaves a position that the next one sets anew.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        read(&mut file, at, entry.length)
    }
}

fn read(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
    if length > LARGEST {
        return Err(Trouble::Damaged("a part of it is too large"));
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at)).map_err(Trouble::Io)?;
    file.take(length).read_to_end(&mut bytes).map_err(Trouble::Io)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(Trouble::Damaged("it is cut short")) }
}

fn unpacked(bytes: Vec<u8>, gzipped: bool) -> Result<Vec<u8>, Trouble> {
    if !gzipped {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let decoder = GzDecoder::new(bytes.as_slice()).take(LARGEST);
    { decoder }.read_to_end(&mut unpacked).map_err(|_| Trouble::Damaged("its directories"))?;
    Ok(unpacked)
}

fn directory(bytes: &[u8]) -> Result<Vec<Entry>, Trouble> {
    entries(bytes).filter(|entries| !entries.is_empty()).ok_or(Trouble::Damaged("its directories"))
}

/// The entries of a directory: all ids as differences, all runs, all lengths, all offsets.
fn entries(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let count = varint(&mut bytes)? as usize;
    // An entry takes at least four bytes.
    if count > bytes.len() / 4 {
        return None;
    }
    let mut entries = vec![Entry::default(); count];
    let mut id = 0_u64;
    for entry in &mut entries {
        id = id.checked_add(varint(&mut bytes)?)?;
        entry.id = id;
    }
    for entry in &mut entries {
        entry.run = varint(&mut bytes)?;
    }
    for entry in &mut entries {
        entry.length = varint(&mut bytes)?;
    }
    let mut next = 0_u64;
    for entry in &mut entries {
        // 0 is right after the one before, else one more than the offset.
        entry.offset = varint(&mut bytes)?.checked_sub(1).unwrap_or(next);
        next = entry.offset.checked_add(entry.length)?;
    }
    Some(entries)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// A tile's number along the Hilbert curves of all zooms, one after the other.
fn tile_id(z: u8, x: u32, y: u32) -> u64 {
    let before: u64 = (0..z).map(|zoom| 1_u64 << (2 * zoom)).sum();
    let (mut x, mut y, mut along) = (u64::from(x), u64::from(y), 0_u64);
    for bit in (0..z).rev() {
        let side = 1_u64 << bit;
        let (right, below) = (u64::from(x & side != 0), u64::from(y & side != 0));
        along += side * side * ((3 * right) ^ below);
        // The curve in each quarter is turned so that its ends meet.
        if below == 0 {
            if right == 1 {
                (x, y) = ((side - 1).wrapping_sub(x), (side - 1).wrapping_sub(y));
            }
            (x, y) = (y, x);
        }
        (x, y) = (x & (side - 1), y & (side - 1));
    }
    before + along
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first tiles as the specification's curve numbers them.
    #[test]
    fn tiles_are_numbered_along_the_curve() {
        let table = [
            ((0, 0, 0), 0),
            ((1, 0, 0), 1),
            ((1, 0, 1), 2),
            ((1, 1, 1), 3),
            ((1, 1, 0), 4),
            ((2, 0, 0), 5),
            ((2, 1, 1), 7),
            ((3, 0, 0), 21),
        ];
        for ((z, x, y), id) in table {
            assert_eq!(tile_id(z, x, y), id, "{z}/{x}/{y}");
        }
    }

    #[test]
    fn a_directory_that_lies_is_refused() {
        assert!(entries(&[]).is_none());
        assert!(entries(&[200, 1, 0, 0]).is_none(), "more entries than bytes");
        assert!(entries(&[1, 5, 1, 9]).is_none(), "no offset");
        assert!(directory(&[0]).is_err(), "no entry");
        let all = entries(&[2, 5, 2, 1, 0, 9, 7, 1, 0]).unwrap();
        assert_eq!(all.iter().map(|entry| (entry.id, entry.run)).collect::<Vec<_>>(), [(5, 1), (7, 0)]);
        assert_eq!(
            all.iter().map(|entry| (entry.offset, entry.length)).collect::<Vec<_>>(),
            [(0, 9), (9, 7)]
        );
    }
}
