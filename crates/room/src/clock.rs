//! The clock as a port, so that tests can set it.

use std::time::{SystemTime, UNIX_EPOCH};

use dispatch::At;

/// Where the room gets the time from.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> At;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> At {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        At(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}
