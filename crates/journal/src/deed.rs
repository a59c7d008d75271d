//! What goes into the journal and what comes out.

use uuid::Uuid;

use crate::Hash;

/// What one accepted command leaves in the journal: its events, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed<E> {
    /// The id that whoever asked gave the command; the same id is kept once only.
    pub command: Uuid,
    /// When the room accepted it, in milliseconds since 1970 UTC. Order is by sequence number, never by this.
    pub at_ms: i64,
    /// Who did it: small JSON, kept as it is and part of the chain for ever, so no personal text.
    pub actor: serde_json::Value,
    /// The events in their order; at least one.
    pub events: Vec<E>,
}

/// The proof that a deed is durable: the sequence numbers of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Receipt {
    /// Sequence number of the deed's first event. The journal's first event is number 1 and there are no gaps.
    pub first_seq: u64,
    /// Sequence number of its last event.
    pub last_seq: u64,
}

/// What became of one deed that was handed to the writer; durable in both cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its events are kept, now.
    Accepted(Receipt),
    /// The command was kept before; these events were not kept again. The receipt is that of the first time.
    Repeated(Receipt),
}

impl Outcome {
    /// Where the command's events are, whichever time it was that they were kept.
    pub fn receipt(self) -> Receipt {
        match self {
            Self::Accepted(receipt) | Self::Repeated(receipt) => receipt,
        }
    }
}

/// One event as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<E> {
    /// Its sequence number, from 1, without gaps.
    pub seq: u64,
    /// The deed it is part of: a reader that must not see half a deed waits for `deed.last_seq`.
    pub deed: Receipt,
    /// The command that caused it.
    pub command: Uuid,
    /// When the room accepted the command, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who did it.
    pub actor: serde_json::Value,
    /// The event, personal text put back where it has not been erased.
    pub event: E,
    /// The link of the chain that ends with this event. Written down elsewhere, it later proves that nothing up to here
    /// was changed or cut off.
    pub hash: Hash,
}
