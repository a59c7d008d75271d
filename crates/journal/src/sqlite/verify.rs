//! Whether what is kept is what was written.

use rusqlite::Connection;
use serde_json::Value;

use super::events::{self, Stored};
use super::{column, deeds, personal};
use crate::chain::Link;
use crate::personal::PersonalText;
use crate::{Damage, Hash, StorageError};

/// How many events between two calls of the progress function.
const STRIDE: u64 = 1_000;

/// A journal that holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Number of the newest event, which is also how many there are.
    pub last_seq: u64,
    /// The hash of the newest event: all zeros when there is none.
    pub head: Hash,
    /// Personal texts that are kept.
    pub personal_kept: u64,
    /// Personal texts that were erased.
    pub personal_erased: u64,
}

/// What SQLite's own check of its file found.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Structure(String);

pub(crate) fn whole(connection: &Connection, mut progress: impl FnMut(u64, u64)) -> Result<Verified, Damage> {
    // One read transaction, so that the walk and the counts see the same moment.
    let moment = connection.unchecked_transaction()?;
    let total = events::last_seq(&moment)?;
    let mut walk = Walk { last_seq: 0, head: Hash::GENESIS, deed_ends: 0, kept: 0, erased: 0 };
    walk.run(&moment, |done| {
        if done.is_multiple_of(STRIDE) || done == total {
            progress(done, total);
        }
    })?;
    if let Some(seq) = deeds::without_events(&moment)? {
        return Err(Damage::StrayDeed { seq });
    }
    if let Some(seq) = personal::without_event(&moment)? {
        return Err(Damage::PersonalAltered { seq });
    }
    require_structure(&moment)?;
    Ok(Verified {
        last_seq: walk.last_seq,
        head: walk.head,
        personal_kept: walk.kept,
        personal_erased: walk.erased,
    })
}

/// Verifies the newest `count` events against the one before them; returns the newest event and its hash.
pub(crate) fn tail(connection: &Connection, count: u64) -> Result<(u64, Hash), Damage> {
    let last_seq = events::last_seq(connection)?.saturating_sub(count);
    let head = match last_seq {
        0 => Hash::GENESIS,
        seq => events::hash_of(connection, seq)?.ok_or(Damage::Missing { seq })?,
    };
    let mut walk = Walk { last_seq, head, deed_ends: last_seq, kept: 0, erased: 0 };
    walk.run(connection, |_| ())?;
    Ok((walk.last_seq, walk.head))
}

/// How far the chain has been followed.
struct Walk {
    last_seq: u64,
    head: Hash,
    /// Where the deed of the last event says that it ends.
    deed_ends: u64,
    kept: u64,
    erased: u64,
}

impl Walk {
    fn run(&mut self, connection: &Connection, mut step: impl FnMut(u64)) -> Result<(), Damage> {
        let mut statement = events::after(connection)?;
        let mut rows = statement.query([column(self.last_seq), -1])?;
        while let Some(row) = rows.next()? {
            let stored = Stored::from_row(row)?;
            self.follow(&stored)?;
            self.compare_personal(connection, &stored)?;
            step(stored.seq);
        }
        if self.deed_ends > self.last_seq { Err(Damage::Missing { seq: self.last_seq + 1 }) } else { Ok(()) }
    }

    fn follow(&mut self, stored: &Stored) -> Result<(), Damage> {
        let seq = self.last_seq + 1;
        if stored.seq != seq {
            return Err(Damage::Missing { seq });
        }
        let deed = stored.deed.as_ref().ok_or(Damage::Altered { seq })?;
        let link = Link {
            seq,
            deed: deed.receipt,
            at_ms: deed.at_ms,
            command: deed.command,
            actor: &deed.actor,
            body: &stored.body,
        };
        let hash = link.hash(self.head);
        if stored.hash != Some(hash) {
            return Err(Damage::Altered { seq });
        }
        self.last_seq = seq;
        self.head = hash;
        self.deed_ends = deed.receipt.last_seq;
        Ok(())
    }

    /// Each text still kept must give one of the digests that the chain holds; a digest without text is one erased.
    fn compare_personal(&mut self, connection: &Connection, stored: &Stored) -> Result<(), Damage> {
        let seq = stored.seq;
        let mut digests = Vec::new();
        if crate::personal::may_hold_digest(&stored.body) {
            let mut event: Value = serde_json::from_str(&stored.body).map_err(|_| Damage::Altered { seq })?;
            crate::personal::put_back(&mut event, |digest| {
                digests.push(digest.to_owned());
                None
            });
        }
        for text in personal::of_event(connection, seq)? {
            let proven = text.filter(PersonalText::is_genuine).map(|text| text.digest.to_string());
            let place = digests.iter().position(|digest| Some(digest) == proven.as_ref());
            digests.swap_remove(place.ok_or(Damage::PersonalAltered { seq })?);
            self.kept += 1;
        }
        self.erased += digests.len() as u64;
        Ok(())
    }
}

/// Tables, pages and indexes agree: a lost index entry would hide a receipt although its events are there.
fn require_structure(connection: &Connection) -> Result<(), Damage> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Damage::File(StorageError::new(Structure(found)))) }
}
