//! Secrets by which fronts and phones are admitted.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use sha2::{Digest, Sha256};

/// A fresh secret: 32 random bytes, hexadecimal.
pub(crate) fn fresh() -> String {
    hexadecimal(&rand::random::<[u8; 32]>())
}

/// A fresh secret that fits in a text message: 16 random bytes, hexadecimal. It opens little and not for long.
pub(crate) fn short() -> String {
    hexadecimal(&rand::random::<[u8; 16]>())
}

/// What is kept of a secret that the room needn't know again: its SHA-256, hexadecimal.
pub(crate) fn digest(token: &str) -> String {
    hexadecimal(&Sha256::digest(token.as_bytes()))
}

/// The secret kept in a file that only its owner may read, made on first use.
pub(crate) fn kept(path: &Path) -> std::io::Result<String> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            let token = fresh();
            file.write_all(token.as_bytes())?;
            file.sync_all()?;
            Ok(token)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let mut token = String::new();
            OpenOptions::new().read(true).open(path)?.read_to_string(&mut token)?;
            Ok(token.trim().to_owned())
        }
        Err(error) => Err(error),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
