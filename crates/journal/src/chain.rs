//! The hash chain: each event's hash covers the one before, so nothing in between can change unseen.

use std::fmt;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Receipt;

/// A SHA-256 (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first event.
    pub(crate) const GENESIS: Self = Self([0; 32]);

    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Hash({self})")
    }
}

/// Everything about one event that the chain holds fast. `actor` and `body` are the very bytes that are stored, so that no
/// rule for writing JSON is part of the proof.
pub(crate) struct Link<'a> {
    pub(crate) seq: u64,
    pub(crate) deed: Receipt,
    pub(crate) at_ms: i64,
    pub(crate) command: Uuid,
    pub(crate) actor: &'a str,
    pub(crate) body: &'a str,
}

impl Link<'_> {
    /// The hash of this event after `previous`. Numbers are big-endian and of fixed width and the two texts are preceded by
    /// their length in bytes, so no two different events have the same encoding.
    pub(crate) fn hash(&self, previous: Hash) -> Hash {
        Hash::of(&[
            b"sigap journal event 1\0",
            &previous.0,
            &self.seq.to_be_bytes(),
            &self.deed.first_seq.to_be_bytes(),
            &self.deed.last_seq.to_be_bytes(),
            &self.at_ms.to_be_bytes(),
            self.command.as_bytes(),
            &(self.actor.len() as u64).to_be_bytes(),
            self.actor.as_bytes(),
            &(self.body.len() as u64).to_be_bytes(),
            self.body.as_bytes(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value was computed from the description above with another program's SHA-256: were it to change, no journal written
    /// so far would verify.
    #[test]
    fn the_encoding_is_the_one_described() {
        let mut previous = [0; 32];
        (0..).zip(&mut previous).for_each(|(number, byte)| *byte = number);
        let link = Link {
            seq: 7,
            deed: Receipt { first_seq: 6, last_seq: 8 },
            at_ms: -1,
            command: Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef),
            actor: r#"{"desk":3}"#,
            body: r#"{"UnitSent":{"unit":"A-1"}}"#,
        };
        let wanted = "2341a87aecce60a1e320f454dede5bfb7443fb86d4c9fc696619702accb72304";
        assert_eq!(link.hash(Hash(previous)).to_string(), wanted);
    }
}
