//! What a power cut leaves.

use std::collections::BTreeMap;

use crate::Op;

/// So many bytes are written whole or not at all. Bytes beside those that were written are never harmed, as SQLite takes it
/// for granted (`SQLITE_IOCAP_POWERSAFE_OVERWRITE`).
const SECTOR: usize = 512;

/// Whether a disk does what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// What is synced is there.
    Honest,
    /// It says that it synced and didn't.
    Lying,
}

#[derive(Default)]
struct File<'a> {
    /// None until it was synced for the first time: its name is not on the disk either.
    durable: Option<Vec<u8>>,
    pending: Vec<&'a Op>,
}

/// The files as they are on the disk when the power fails after `ops`. `survives` is asked for each sector and each
/// truncation or removal that was not synced.
pub fn cut(ops: &[Op], disk: Disk, mut survives: impl FnMut() -> bool) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<&str, File<'_>> = BTreeMap::new();
    for op in ops {
        match op {
            Op::Written { file, .. } | Op::Cut { file, .. } | Op::Removed { file } => {
                files.entry(file).or_default().pending.push(op);
            }
            Op::Synced { file } if disk == Disk::Honest => files.entry(file).or_default().sync(),
            Op::FolderSynced if disk == Disk::Honest => files.values_mut().for_each(File::name),
            Op::Synced { .. } | Op::FolderSynced | Op::Promised(_) => {}
        }
    }
    let left =
        files.into_iter().filter_map(|(name, file)| Some((name.to_owned(), file.left(&mut survives)?)));
    left.collect()
}

impl File<'_> {
    fn sync(&mut self) {
        self.durable = std::mem::take(self).left(&mut || true).or_else(|| Some(Vec::new()));
    }

    /// What the folder says of it is on the disk; what is in it may not be.
    fn name(&mut self) {
        let removed = self.pending.iter().rposition(|op| matches!(op, Op::Removed { .. }));
        if let Some(removed) = removed {
            self.pending.drain(..=removed);
            self.durable = None;
        }
        if !self.pending.is_empty() {
            self.durable.get_or_insert_default();
        }
    }

    fn left(self, survives: &mut impl FnMut() -> bool) -> Option<Vec<u8>> {
        let mut content = self.durable;
        for op in self.pending {
            match op {
                Op::Written { at, bytes, .. } => {
                    for (start, end) in sectors(*at, bytes.len()) {
                        if survives() {
                            write(content.get_or_insert_default(), start, &bytes[start - at..end - at]);
                        }
                    }
                }
                Op::Cut { size, .. } if survives() => content.get_or_insert_default().resize(*size, 0),
                Op::Removed { .. } if survives() => content = None,
                _ => {}
            }
        }
        content
    }
}

/// Where what was written begins and ends in each sector.
fn sectors(at: usize, length: usize) -> impl Iterator<Item = (usize, usize)> {
    let end = at + length;
    (at / SECTOR..end.div_ceil(SECTOR))
        .map(move |sector| (at.max(sector * SECTOR), end.min((sector + 1) * SECTOR)))
}

fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}
