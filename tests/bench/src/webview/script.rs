//! What is measured inside a browser, by a script of `tests/bench/desk`.

use std::process::Command;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::process::{Memory, Running, family};
use crate::trouble::Trouble;

/// How long a script may take to its next line.
const PATIENCE: Duration = Duration::from_mins(3);

/// A script that runs, and the browser that it opened.
pub(super) struct Script(Running);

impl Script {
    pub(super) fn start(name: &str, arguments: &[&str]) -> Result<Self, Trouble> {
        let mut command = Command::new("node");
        let script = format!("tests/bench/desk/{name}.mjs");
        Running::start(command.arg(script).args(arguments)).map(Self)
    }

    /// Its next line, which is JSON.
    pub(super) fn told<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        Ok(serde_json::from_str(&self.0.line("what a script measures", PATIENCE)?)?)
    }

    /// The memory of all pages that are open.
    pub(super) fn renderers(&self) -> Memory {
        let family = family(self.0.pid());
        Memory::sum(family.iter().filter(|(_, line)| line.contains("--type=renderer")).map(|(&pid, _)| pid))
    }

    /// Tells it that nothing more is wanted, and waits until its browser is closed.
    pub(super) fn stop(self) -> Result<(), Trouble> {
        self.0.stop(PATIENCE)
    }
}

/// Milliseconds of a script.
pub(super) fn ms(ms: f64) -> Duration {
    Duration::from_secs_f64(ms.max(0.0) / 1e3)
}
