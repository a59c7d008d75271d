//! The thread that owns the store. It answers only after the commit, and after one failed commit it acknowledges nothing more.

use std::sync::atomic::Ordering;

use tokio::sync::{mpsc, oneshot};

use super::Counts;
use crate::deed::Outcome;
use crate::prepared::Prepared;
use crate::sqlite::Store;
use crate::{SnapshotError, StorageError};

/// How many waiting requests share one commit at most.
const GROUP: usize = 256;

/// After how many events the log file is brought into the main file.
const CHECKPOINT_EVERY: u64 = 1_000;

/// Why there is no answer when the thread is gone.
#[derive(Debug, thiserror::Error)]
#[error("the journal's writer has ended")]
pub(super) struct Ended;

type Kept = Result<Vec<Outcome>, StorageError>;

pub(super) enum Job {
    Append {
        deeds: Vec<Prepared>,
        reply: oneshot::Sender<Kept>,
    },
    Snapshot {
        at_seq: u64,
        format: String,
        state: Vec<u8>,
        reply: oneshot::Sender<Result<(), SnapshotError>>,
    },
    Erase {
        seqs: Vec<u64>,
        reply: oneshot::Sender<Result<u64, StorageError>>,
    },
    Close {
        reply: oneshot::Sender<()>,
    },
}

struct Desk<'a> {
    store: Store,
    counts: &'a Counts,
    /// Set by the first failed commit, for ever.
    broken: Option<StorageError>,
    since_checkpoint: u64,
    /// Erased text is still in the log file.
    must_empty_log: bool,
}

pub(super) fn run(store: Store, mut queue: mpsc::Receiver<Job>, counts: &Counts) {
    let mut desk = Desk { store, counts, broken: None, since_checkpoint: 0, must_empty_log: false };
    let mut next = queue.blocking_recv();
    let mut closing = None;
    while let Some(job) = next.take() {
        match job {
            Job::Append { deeds, reply } => {
                let mut group = Group { batches: vec![deeds], replies: vec![reply] };
                next = group.gather(&mut queue);
                desk.append(group);
            }
            Job::Snapshot { at_seq, format, state, reply } => {
                // Who asked may have gone away; so in all the replies here.
                let _gone = reply.send(desk.save_snapshot(at_seq, &format, &state));
            }
            Job::Erase { seqs, reply } => {
                let erased = desk.erase(&seqs);
                // Before the answer, so that the text has left the log file too when no reader needs it.
                desk.tidy();
                let _gone = reply.send(erased);
            }
            Job::Close { reply } => {
                closing = Some(reply);
                break;
            }
        }
        desk.tidy();
        next = next.or_else(|| queue.blocking_recv());
    }
    desk.end();
    if let Some(reply) = closing {
        let _gone = reply.send(());
    }
}

/// Requests that share one commit.
struct Group {
    batches: Vec<Vec<Prepared>>,
    replies: Vec<oneshot::Sender<Kept>>,
}

impl Group {
    /// Takes in what already waits, up to the first request of another kind, which it returns.
    fn gather(&mut self, queue: &mut mpsc::Receiver<Job>) -> Option<Job> {
        while self.batches.len() < GROUP {
            match queue.try_recv().ok()? {
                Job::Append { deeds, reply } => {
                    self.batches.push(deeds);
                    self.replies.push(reply);
                }
                other => return Some(other),
            }
        }
        None
    }
}

impl Desk<'_> {
    fn append(&mut self, group: Group) {
        let kept = self.unless_broken(|store| Ok(store.append(&group.batches)?));
        match kept {
            Ok(outcomes) => {
                self.count(&group.batches, &outcomes);
                for (reply, outcomes) in group.replies.into_iter().zip(outcomes) {
                    let _gone = reply.send(Ok(outcomes));
                }
            }
            Err(cause) => {
                for reply in group.replies {
                    let _gone = reply.send(Err(cause.clone()));
                }
            }
        }
    }

    fn save_snapshot(&mut self, at_seq: u64, format: &str, state: &[u8]) -> Result<(), SnapshotError> {
        if let Some(cause) = &self.broken {
            return Err(SnapshotError::OutcomeUnknown(cause.clone()));
        }
        let saved = self.store.save_snapshot(at_seq, format, state);
        if let Err(SnapshotError::OutcomeUnknown(cause)) = &saved {
            self.broken = Some(cause.clone());
        }
        // Snapshots are large: their pages leave the log file at once.
        self.since_checkpoint = CHECKPOINT_EVERY;
        saved
    }

    fn erase(&mut self, seqs: &[u64]) -> Result<u64, StorageError> {
        self.must_empty_log = true;
        self.unless_broken(|store| Ok(store.erase(seqs)?))
    }

    /// Any failure ends the acknowledging, also one before the commit: later deeds may rest on the one that failed.
    fn unless_broken<T>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        if let Some(cause) = &self.broken {
            return Err(cause.clone());
        }
        work(&mut self.store).inspect_err(|cause| {
            tracing::error!(%cause, "the journal failed; nothing more is acknowledged until it is opened again");
            self.broken = Some(cause.clone());
        })
    }

    fn count(&mut self, batches: &[Vec<Prepared>], outcomes: &[Vec<Outcome>]) {
        let kept = batches.iter().flatten().zip(outcomes.iter().flatten());
        let (mut deeds, mut events) = (0, 0);
        for (deed, _) in kept.filter(|(_, outcome)| matches!(outcome, Outcome::Accepted(_))) {
            deeds += 1;
            events += deed.events.len() as u64;
        }
        self.counts.commits.fetch_add(u64::from(deeds > 0), Ordering::Relaxed);
        self.counts.deeds.fetch_add(deeds, Ordering::Relaxed);
        self.counts.events.fetch_add(events, Ordering::Relaxed);
        self.since_checkpoint += events;
    }

    /// Between commits, when the answers are out.
    fn tidy(&mut self) {
        if self.broken.is_some() {
            return;
        }
        let done = if self.must_empty_log {
            self.store.empty_log().map(|emptied| self.must_empty_log = !emptied)
        } else if self.since_checkpoint >= CHECKPOINT_EVERY {
            self.since_checkpoint = 0;
            self.store.checkpoint()
        } else {
            Ok(())
        };
        if let Err(cause) = done {
            tracing::warn!(%cause, "the log file could not be brought into the main file; it is tried again");
        }
    }

    fn end(self) {
        if self.broken.is_none()
            && let Err(cause) = self.store.empty_log()
        {
            tracing::warn!(%cause, "the log file stays beside the journal until it is opened again");
        }
    }
}
