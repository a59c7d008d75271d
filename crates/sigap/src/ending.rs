//! When a task is asked to end: by ctrl-c, or by the system.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::failure::Failure;

/// Hears, from now on, that the task should end.
pub(crate) struct Ending {
    pressed: Signal,
    terminated: Signal,
}

impl Ending {
    pub(crate) fn listen() -> Result<Self, Failure> {
        let heard = |kind| signal(kind).map_err(Failure::Start);
        Ok(Self { pressed: heard(SignalKind::interrupt())?, terminated: heard(SignalKind::terminate())? })
    }

    /// Once ctrl-c is pressed or the system asks.
    pub(crate) async fn asked(&mut self) {
        tokio::select! {
            _ = self.pressed.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}

/// Once the task is asked to end.
pub(crate) async fn asked() -> Result<(), Failure> {
    Ending::listen()?.asked().await;
    Ok(())
}
