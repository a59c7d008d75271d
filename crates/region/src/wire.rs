//! Writing protobuf messages: the few wire types that vector tiles (and the tests' `.osm.pbf` files) are made of.
//!
//! Source: <https://protobuf.dev/programming-guides/encoding/>.

/// A message being written.
#[derive(Debug, Default)]
pub(crate) struct Message(Vec<u8>);

const VARINT: u64 = 0;
const LENGTH_DELIMITED: u64 = 2;

impl Message {
    /// A field of an unsigned number or an enum.
    pub(crate) fn number(&mut self, field: u64, value: u64) {
        varint(&mut self.0, field << 3 | VARINT);
        varint(&mut self.0, value);
    }

    /// A field of bytes, a string or an embedded message.
    pub(crate) fn bytes(&mut self, field: u64, value: &[u8]) {
        varint(&mut self.0, field << 3 | LENGTH_DELIMITED);
        varint(&mut self.0, value.len() as u64);
        self.0.extend_from_slice(value);
    }

    /// A packed repeated field of unsigned numbers.
    pub(crate) fn packed(&mut self, field: u64, values: impl IntoIterator<Item = u64>) {
        let mut packed = Vec::new();
        for value in values {
            varint(&mut packed, value);
        }
        self.bytes(field, &packed);
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A signed number as an unsigned one that is small where the number is near zero.
pub(crate) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
