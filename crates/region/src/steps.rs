//! Where a build is, and whether it should stop.

use thiserror::Error;

/// The steps of a build, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading the input.
    Reading,
    /// Making the road network.
    Roads,
    /// Putting areas, zones and stations together.
    Areas,
    /// Gathering what can be searched.
    Search,
    /// Drawing the map's tiles.
    Tiles,
    /// Writing the region file.
    Writing,
}

/// Somebody who watches a build.
pub trait Progress {
    /// The build is in this stage, `fraction` (0 to 1) of which is done.
    fn at(&mut self, stage: Stage, fraction: f64);

    /// Whether the build should stop. Asked often; a stopped build leaves nothing behind.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn at(&mut self, _: Stage, _: f64) {}
}

/// Whoever watches a build asked it to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("cancelled")]
pub struct Cancelled;

/// So many ways, houses or rows take a few milliseconds.
const LOOK_EVERY: usize = 1024;

/// Tells the watcher where the build is, and hears whether to stop.
pub(crate) struct Steps<'a> {
    progress: &'a mut dyn Progress,
    stage: Stage,
    /// The share of the stage that is done when this part of it begins, and the share of the stage that it is.
    from: f64,
    share: f64,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(progress: &'a mut dyn Progress) -> Self {
        Self { progress, stage: Stage::Reading, from: 0.0, share: 1.0 }
    }

    pub(crate) fn enter(&mut self, stage: Stage) -> Result<(), Cancelled> {
        self.progress.at(self.stage, 1.0);
        self.stage = stage;
        self.at(0.0)
    }

    /// Says what fraction of this part is done.
    pub(crate) fn at(&mut self, fraction: f64) -> Result<(), Cancelled> {
        if self.progress.cancelled() {
            return Err(Cancelled);
        }
        self.progress.at(self.stage, (self.from + self.share * fraction).clamp(0.0, 1.0));
        Ok(())
    }

    /// Says that the whole build is done: nothing can be stopped any more.
    pub(crate) fn done(self) {
        self.progress.at(self.stage, 1.0);
    }

    /// The part of this part that lies between two fractions of it.
    pub(crate) fn part(&mut self, from: f64, to: f64) -> Steps<'_> {
        Steps {
            progress: &mut *self.progress,
            stage: self.stage,
            from: self.from + self.share * from,
            share: self.share * (to - from),
        }
    }

    /// Does something with each of many things, with a look at the watcher now and then.
    pub(crate) fn over<T>(
        &mut self,
        all: impl ExactSizeIterator<Item = T>,
        mut each: impl FnMut(T),
    ) -> Result<(), Cancelled> {
        self.try_over(all, |one| {
            each(one);
            Ok(())
        })
    }

    /// The same with what may fail.
    pub(crate) fn try_over<T, E: From<Cancelled>>(
        &mut self,
        all: impl ExactSizeIterator<Item = T>,
        mut each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let count = all.len();
        for (at, one) in all.enumerate() {
            if at.is_multiple_of(LOOK_EVERY) {
                self.at(at as f64 / count as f64)?;
            }
            each(one)?;
        }
        Ok(())
    }
}
