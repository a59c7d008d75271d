//! Which folder may be a room's.

use std::io;
use std::path::Path;

use crate::opening::JOURNAL;
use crate::settings;

/// Whether a folder is a room's, or empty and so may become one. In any other a room would lie among strangers' files.
///
/// # Errors
/// The folder can't be read.
pub fn may_hold_a_room(folder: &Path) -> io::Result<bool> {
    let mut empty = true;
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        if name == JOURNAL || name == settings::FILE {
            return Ok(true);
        }
        empty = false;
    }
    Ok(empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_lies_alone() {
        let rows: [(&[&str], bool); 5] = [
            (&[], true),
            (&["room.journal", "desk.token"], true),
            (&["settings.toml"], true),
            (&["foto.jpg"], false),
            (&["foto.jpg", "room.journal"], true),
        ];
        for (files, expected) in rows {
            let folder = tempfile::tempdir().expect("a folder");
            for file in files {
                std::fs::write(folder.path().join(file), "").expect("written");
            }
            assert_eq!(may_hold_a_room(folder.path()).expect("readable"), expected, "{files:?}");
        }
        assert!(may_hold_a_room(Path::new("/no/such/folder")).is_err());
    }
}
