//! Programs that a story starts. Each has a process group of its own, which ends with the story.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};

/// A program and whatever it has started.
pub(crate) struct Owned {
    child: Child,
}

impl Owned {
    /// Starts a program that says its first line, such as an address, on standard output; the rest goes to the log.
    pub(crate) fn that_says(command: &mut Command, log: &Path) -> (Self, String) {
        let mut owned = Self::spawn(command.stdout(Stdio::piped()), log);
        let said = owned.child.stdout.take().expect("it was piped");
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line).expect("a first line");
        assert!(!line.is_empty(), "{command:?} ended at once; {} says why", log.display());
        (owned, line.trim().to_owned())
    }

    /// Starts a program whose output goes to the log.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Self {
        let output = File::options().create(true).append(true).open(log).expect("the log");
        Self::spawn(command.stdout(output), log)
    }

    fn spawn(command: &mut Command, log: &Path) -> Self {
        let output = File::options().create(true).append(true).open(log).expect("the log");
        let spawned = command.stdin(Stdio::null()).stderr(output).process_group(0).spawn();
        Self {
            child: spawned.unwrap_or_else(|error| panic!("{command:?}: {error} (`make setup` installs it)")),
        }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if let Some(group) = Pid::from_raw(self.child.id().cast_signed()) {
            // It may have ended by itself.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}
