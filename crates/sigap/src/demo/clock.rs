//! A clock that runs faster than time: an afternoon of a room in minutes.

use std::time::Instant;

use room::clock::{Clock, SystemClock};
use room::dispatch::At;

/// Begins now, and runs so many times as fast as time.
#[derive(Debug)]
pub struct FastClock {
    began: Instant,
    began_at: At,
    speed: f64,
}

impl FastClock {
    /// A clock of this speed.
    pub fn new(speed: f64) -> Self {
        Self { began: Instant::now(), began_at: SystemClock.now(), speed }
    }
}

impl Clock for FastClock {
    fn now(&self) -> At {
        At(self.began_at.0 + (self.began.elapsed().as_secs_f64() * self.speed * 1e3) as i64)
    }
}
