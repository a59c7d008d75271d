//! The one that writes: a handle for async callers, and the thread behind it that owns the store.

#[cfg(test)]
mod tests;
mod thread;

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use self::thread::Job;
use crate::deed::{Deed, Outcome};
use crate::lock::Lock;
use crate::prepared::Prepared;
use crate::sqlite::Store;
use crate::{AppendError, OpenError, SnapshotError, StorageError};

/// How many requests may wait for the thread. When it is full, those who append wait; nothing is dropped.
const QUEUE: usize = 256;

/// Writes to the journal; there is one for each. Callers that append at the same time share one commit.
///
/// Dropping it finishes what is queued, waiting for the disk; [`Writer::close`] does the same without blocking.
#[derive(Debug)]
pub struct Writer<E> {
    // The order matters: the queue closes first, which ends the thread, which is then waited for.
    jobs: mpsc::Sender<Job>,
    _thread: Joined,
    counts: Arc<Counts>,
    _event: PhantomData<fn(E)>,
}

/// What a writer has done since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Transactions that kept events.
    pub commits: u64,
    /// Deeds kept, repeated ones not counted.
    pub deeds: u64,
    /// Events kept.
    pub events: u64,
}

#[derive(Debug, Default)]
struct Counts {
    commits: AtomicU64,
    deeds: AtomicU64,
    events: AtomicU64,
}

#[derive(Debug)]
struct Joined(Option<JoinHandle<()>>);

impl Drop for Joined {
    fn drop(&mut self) {
        if self.0.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the journal's writer thread panicked");
        }
    }
}

impl<E> Writer<E> {
    pub(crate) fn start(store: Store, lock: Lock) -> Result<Self, OpenError> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                thread::run(store, queue, &counted);
                // Only now may another writer come.
                drop(lock);
            })
            .map_err(|cause| OpenError::Storage(StorageError::new(cause)))?;
        Ok(Self { jobs, _thread: Joined(Some(thread)), counts, _event: PhantomData })
    }

    /// Saves a state as of event `at_seq`, from which a reader that knows `format` can go on. The last two are kept.
    ///
    /// # Errors
    /// [`SnapshotError`]; the journal is as good without it.
    pub async fn save_snapshot(
        &self,
        at_seq: u64,
        format: &str,
        state: Vec<u8>,
    ) -> Result<(), SnapshotError> {
        let format = format.to_owned();
        let job = |reply| Job::Snapshot { at_seq, format, state, reply };
        self.ask(job).await.map_err(SnapshotError::OutcomeUnknown)?
    }

    /// Deletes the personal text, and its salt, of the events with these numbers; returns how many texts there were. This is the
    /// only deletion there is, and the caller records it as an event. All snapshots go with it, since a state may hold the text.
    ///
    /// The text is overwritten in the file. It may stay in the log file beside it until no reader needs that any more, and it stays in
    /// backups made before.
    ///
    /// # Errors
    /// [`AppendError::OutcomeUnknown`].
    pub async fn erase_personal(&self, seqs: Vec<u64>) -> Result<u64, AppendError> {
        let erased = self.ask(|reply| Job::Erase { seqs, reply }).await;
        erased.and_then(|answer| answer).map_err(AppendError::OutcomeUnknown)
    }

    /// What was done since opening.
    pub fn stats(&self) -> Stats {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Stats {
            commits: read(&self.counts.commits),
            deeds: read(&self.counts.deeds),
            events: read(&self.counts.events),
        }
    }

    /// Finishes what is queued and gives the journal free for the next writer.
    pub async fn close(self) {
        // An error means that the thread has ended already, which is what is wanted.
        let _ended = self.ask(|reply| Job::Close { reply }).await;
    }

    /// Sends a job and waits for its answer.
    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Result<T, StorageError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send(job(reply)).await.map_err(|_| StorageError::new(thread::Ended))?;
        answer.await.map_err(|_| StorageError::new(thread::Ended))
    }
}

impl<E: Serialize> Writer<E> {
    /// Keeps one deed. Resolves only when it is durable.
    ///
    /// A command that was kept before gives [`Outcome::Repeated`] with the first receipt and keeps nothing. Dropping the future does not
    /// take the deed back once it is queued.
    ///
    /// # Errors
    /// [`AppendError`]; after `OutcomeUnknown` the journal must be opened again.
    pub async fn append(&self, deed: Deed<E>) -> Result<Outcome, AppendError> {
        let outcomes = self.append_all(vec![deed]).await?;
        outcomes.into_iter().next().ok_or(AppendError::Empty)
    }

    /// Keeps several deeds in one transaction and in this order: all are durable, or none is. One that was kept before is
    /// left out, and its outcome says so; the others are kept all the same. The outcomes are in the order of the deeds.
    ///
    /// # Errors
    /// [`AppendError`], for the whole call.
    pub async fn append_all(&self, deeds: Vec<Deed<E>>) -> Result<Vec<Outcome>, AppendError> {
        let deeds = deeds.into_iter().map(|deed| Prepared::new(&deed)).collect::<Result<Vec<_>, _>>()?;
        let kept = self.ask(|reply| Job::Append { deeds, reply }).await;
        kept.and_then(|answer| answer).map_err(AppendError::OutcomeUnknown)
    }
}
