//! What every handler of the front is given, and how much it takes from whom.

use std::sync::Arc;
use std::time::Duration;

use room::Room;
use tokio::sync::{Semaphore, watch};

use crate::desks::Desks;
use crate::pace::Pace;

/// How much is taken from whom, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Desks and pages connected at once.
    pub connections: usize,
    /// The largest frame, bytes.
    pub frame_bytes: usize,
    /// The largest body of a feed's request, bytes.
    pub body_bytes: usize,
    /// Requests of one connection that are being answered; more are read later.
    pub in_flight: usize,
    /// How long a new connection may take to say who it is.
    pub hello: Duration,
    /// How long a client may take to read a frame before it is disconnected.
    pub slow_reader: Duration,
    /// How often a client is pinged, and told that the line is there; pages give up a line that tells nothing for 15 s.
    pub ping: Duration,
    /// How long a client may stay silent, its pongs included, before it counts as gone.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            frame_bytes: 256 * 1024,
            body_bytes: 64 * 1024,
            in_flight: 64,
            hello: Duration::from_secs(10),
            slow_reader: Duration::from_secs(10),
            ping: Duration::from_secs(5),
            silence: Duration::from_mins(1),
        }
    }
}

/// What every handler needs.
#[derive(Clone)]
pub(crate) struct Front {
    pub(crate) room: Room,
    pub(crate) limits: Limits,
    pub(crate) desks: Arc<Desks>,
    /// A connection holds one seat.
    pub(crate) seats: Arc<Semaphore>,
    pub(crate) stop: watch::Receiver<bool>,
    /// How often callers' phones are heard.
    pub(crate) pace: Arc<Pace>,
}

/// Once somebody says so, or is gone.
pub(crate) async fn told(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|&stop| stop).await;
}
