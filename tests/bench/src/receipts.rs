//! From command to durable receipt, against bare appends to the same disk in the same minutes.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use room::dispatch::CallId;
use room::{Opening, Room};

use crate::desk::{Desk, submit, typing};
use crate::samples::{Samples, ratio, times};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const DESKS: usize = 8;
/// Rounds between which the room and the bare file take turns.
const ROUNDS: usize = 10;
/// How many commands a storm brings at once.
const STORM: usize = 256;

/// How many commands each part gives.
#[derive(Clone, Copy)]
pub(crate) struct Counts {
    /// Of one desk alone.
    pub(crate) alone: usize,
    /// Of each of eight desks.
    pub(crate) each: usize,
}

/// Prints the table of receipts for a room on `region`, in `folder`.
pub(crate) async fn measure(region: &Path, folder: &Path, counts: Counts) -> Result<(), Trouble> {
    let room = Room::open(Opening::new(folder.join("receipts"), region)).await?;
    let mut desks = Vec::new();
    for number in 1..=DESKS {
        let desk = Desk::new(&room, number);
        let call = desk.takes_a_call().await?;
        desks.push((desk, call));
    }
    let (desk, call) = desks.first().ok_or(Trouble::Surprise("there is no desk"))?;
    let record = serde_json::to_vec(&submit(typing(*call, 0)))?;
    let in_log = bytes_in_log(desk, *call).await?;
    let mut bare = Bare::new(&folder.join("bare"), record.len())?;
    let mut bare_as_log = Bare::new(&folder.join("bare-as-log"), in_log)?;

    let mut alone = Alone::default();
    for keystroke in 0..counts.alone {
        alone.round(desk, *call, keystroke, [&mut bare, &mut bare_as_log]).await?;
    }
    let mut together = Together::default();
    for round in 0..ROUNDS {
        together.round(&desks, &mut bare, counts.each / ROUNDS, round * counts.each).await?;
    }
    let mut storms = Samples::default();
    for round in 0..ROUNDS {
        storms.push(storm(&desks, round * STORM).await?);
    }
    print(&alone, &together, &storms, [bare.label(), bare_as_log.label()]);
    room.close().await;
    Ok(())
}

/// How many bytes one command makes the log write: whole pages, and more than one.
async fn bytes_in_log(desk: &Desk, call: CallId) -> Result<usize, Trouble> {
    const COMMANDS: usize = 20;
    let before = written()?;
    for keystroke in 0..COMMANDS {
        desk.does(typing(call, keystroke)).await?;
    }
    Ok((written()? - before) / COMMANDS)
}

/// Bytes that this process has written to anything.
fn written() -> Result<usize, Trouble> {
    let told = std::fs::read_to_string("/proc/self/io")?;
    let bytes = told.lines().find_map(|line| line.strip_prefix("wchar: ")?.parse().ok());
    bytes.ok_or(Trouble::Surprise("the kernel does not count what is written"))
}

/// One desk, one keystroke after the other, each beside bare appends.
#[derive(Default)]
struct Alone {
    receipts: Samples,
    appends: Samples,
    appends_as_log: Samples,
}

impl Alone {
    async fn round(
        &mut self,
        desk: &Desk,
        call: CallId,
        keystroke: usize,
        [bare, bare_as_log]: [&mut Bare; 2],
    ) -> Result<(), Trouble> {
        let began = Instant::now();
        desk.does(typing(call, keystroke)).await?;
        self.receipts.push(began.elapsed());
        bare.append(&mut self.appends)?;
        bare_as_log.append(&mut self.appends_as_log)
    }
}

/// Eight desks at once, and bare appends one after the other, in turns.
#[derive(Default)]
struct Together {
    receipts: Samples,
    appends: Samples,
    took: Duration,
}

impl Together {
    async fn round(
        &mut self,
        desks: &[(Desk, CallId)],
        bare: &mut Bare,
        each: usize,
        from: usize,
    ) -> Result<(), Trouble> {
        let began = Instant::now();
        let mut tasks = Vec::new();
        for (desk, call) in desks.iter().cloned() {
            tasks.push(tokio::spawn(async move {
                let mut own = Samples::default();
                for keystroke in from..from + each {
                    let began = Instant::now();
                    desk.does(typing(call, keystroke)).await?;
                    own.push(began.elapsed());
                }
                Ok::<_, Trouble>(own)
            }));
        }
        for task in tasks {
            self.receipts.extend(task.await??);
        }
        self.took += began.elapsed();
        for _ in 0..each * 2 {
            bare.append(&mut self.appends)?;
        }
        Ok(())
    }

    fn per_second(&self) -> f64 {
        self.receipts.len() as f64 / self.took.as_secs_f64().max(1e-9)
    }
}

/// A file that records of one size are appended to, each made durable by itself.
struct Bare {
    file: File,
    record: Vec<u8>,
}

impl Bare {
    fn new(path: &Path, bytes: usize) -> Result<Self, Trouble> {
        Ok(Self { file: File::create(path)?, record: vec![b'.'; bytes] })
    }

    fn label(&self) -> String {
        format!("bare append + fdatasync, {} B", self.record.len())
    }

    fn append(&mut self, samples: &mut Samples) -> Result<(), Trouble> {
        let Self { file, record } = self;
        Ok(samples.time(|| file.write_all(record).and_then(|()| file.sync_data()))?)
    }
}

/// How long it takes until all of [`STORM`] commands, given at once, are durable.
async fn storm(desks: &[(Desk, CallId)], from: usize) -> Result<Duration, Trouble> {
    let began = Instant::now();
    let mut tasks = Vec::new();
    for ((desk, call), keystroke) in desks.iter().cycle().cloned().zip(from..from + STORM) {
        tasks.push(tokio::spawn(async move { desk.does(typing(call, keystroke)).await }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(began.elapsed())
}

fn print(alone: &Alone, together: &Together, storms: &Samples, [bare, bare_as_log]: [String; 2]) {
    let mut table =
        Table::new(&["command to durable receipt", "p10", "p50", "p90", "p99", "p10 ÷ bare", "p50 ÷ bare"]);
    let bare_as_log = format!("{bare_as_log}, as the log's");
    let storm = format!("{STORM} at once, until the last");
    let rows = [
        ("one desk alone", &alone.receipts, &alone.appends),
        (bare.as_str(), &alone.appends, &alone.appends),
        (bare_as_log.as_str(), &alone.appends_as_log, &alone.appends),
        ("8 desks at once", &together.receipts, &together.appends),
        (storm.as_str(), storms, &together.appends),
        (bare.as_str(), &together.appends, &together.appends),
    ];
    for (label, samples, bare) in rows {
        let ratios = [times(samples.p10(), bare.p10()), times(samples.p50(), bare.p50())].map(ratio);
        table.row([label.to_owned()].into_iter().chain(samples.columns()).chain(ratios));
    }
    table.print();
    let rate = together.per_second();
    let bare_rate = 1.0 / together.appends.mean().as_secs_f64().max(1e-9);
    let in_one = STORM as f64 / times(storms.p50(), together.appends.p50());
    reading(&format!(
        "Undisturbed (p10), a receipt takes one desk {} a bare append's time, {} that of as many bytes as the log \
         writes. 8 desks get {rate:.0} receipts a second, {} the bare file's {bare_rate:.0}: they share commits. Of {STORM} \
         commands at once {in_one:.0} become durable in the time of one bare append.",
        ratio(times(alone.receipts.p10(), alone.appends.p10())),
        ratio(times(alone.receipts.p10(), alone.appends_as_log.p10())),
        ratio(rate / bare_rate),
    ));
}
