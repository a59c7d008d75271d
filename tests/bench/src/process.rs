//! Programs that are started, listened to, weighed and ended, by their own process ids.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::trouble::Trouble;

/// A program that was started here. It ends when this is dropped.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Starts it, with its standard output to be listened to and its standard error left out.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Trouble> {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = piped.spawn()?;
        let (sender, lines) = channel();
        if let Some(output) = child.stdout.take() {
            // Read to the end, so that the program never waits on a full pipe.
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _nobody_listens = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines })
    }

    /// The next line that it prints.
    pub(crate) fn line(&self, what: &'static str, within: Duration) -> Result<String, Trouble> {
        self.lines.recv_timeout(within).map_err(|missing| match missing {
            RecvTimeoutError::Timeout => Trouble::Late { what, within },
            RecvTimeoutError::Disconnected => Trouble::Ended { what },
        })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, by the end of its input and by a signal, and waits until it has.
    pub(crate) fn stop(mut self, within: Duration) -> Result<(), Trouble> {
        drop(self.child.stdin.take());
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let until = Instant::now() + within;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > until {
                return Err(Trouble::Late { what: "ending a program", within });
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails where it has ended already.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// The memory of one process, bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// Resident, shared pages counted in full.
    pub(crate) rss: u64,
    /// Proportional: shared pages divided among those who share them.
    pub(crate) pss: u64,
}

impl Memory {
    /// What the kernel says of a process; nothing of one that is gone.
    pub(crate) fn of(pid: u32) -> Self {
        let told = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let bytes = |key: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(key));
            let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
            kib.unwrap_or_default() * 1024
        };
        Self { rss: bytes("Rss:"), pss: bytes("Pss:") }
    }

    pub(crate) fn sum(pids: impl IntoIterator<Item = u32>) -> Self {
        pids.into_iter()
            .map(Self::of)
            .fold(Self::default(), |sum, own| Self { rss: sum.rss + own.rss, pss: sum.pss + own.pss })
    }
}

/// A process and its children's children, each with its command line.
pub(crate) fn family(root: u32) -> BTreeMap<u32, String> {
    let mut parents = BTreeMap::new();
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        parents.extend(parent_of(pid).map(|parent| (pid, parent)));
    }
    let is_of_family = |mut pid: u32| loop {
        if pid == root {
            return true;
        }
        match parents.get(&pid) {
            Some(&parent) => pid = parent,
            None => return false,
        }
    };
    let own = parents.keys().copied().filter(|&pid| is_of_family(pid));
    own.map(|pid| (pid, command_line(pid))).collect()
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before it is in brackets and may hold anything.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn command_line(pid: u32) -> String {
    let bytes = std::fs::read(Path::new("/proc").join(pid.to_string()).join("cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

/// Bytes as people read them.
pub(crate) fn mib(bytes: u64) -> String {
    format!("{:.0} MiB", bytes as f64 / f64::from(1 << 20))
}

/// The most memory that a running process has had resident, bytes; nothing of one that is gone.
pub(crate) fn peak_rss(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() * 1024
}

/// The time on a processor of all programs that were started here and have ended.
pub(crate) fn cpu_of_ended_children() -> Duration {
    // User and system time of waited-for children: the 16th and 17th field of the line.
    cpu_at(13)
}

/// The time on processors of a program, all its threads together, to the nanosecond.
pub(crate) fn cpu_of(process: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    threads.map(|thread| ran(&thread.path())).sum()
}

/// The same of this thread alone.
pub(crate) fn cpu_of_thread() -> Duration {
    ran(Path::new("/proc/thread-self"))
}

fn ran(folder: &Path) -> Duration {
    let schedstat = std::fs::read_to_string(folder.join("schedstat")).unwrap_or_default();
    Duration::from_nanos(schedstat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or(0))
}

/// The time on processors of this program, all its threads together.
pub(crate) fn own_cpu() -> Duration {
    // Its user and system time: the 14th and 15th field of the line.
    cpu_at(11)
}

/// The sum of two times in the kernel's line about this process; fields count from after its name.
fn cpu_at(field: usize) -> Duration {
    /// The unit of these times is fixed for programs, whatever the kernel's own clock is.
    const TICKS_PER_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map(|(_, fields)| fields).unwrap_or_default();
    let ticks = fields.split_whitespace().skip(field).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 1_000 / TICKS_PER_SECOND)
}
