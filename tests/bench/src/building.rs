//! From an `.osm.pbf` to the first answer: building a region, and opening it again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use region::Region;
use roads::testing::Country;
use roads::{Profiles, Roads, Starter, VehicleClass};

use crate::process::{Memory, cpu_of_ended_children, mib, peak_rss};
use crate::samples::told;
use crate::served::{Programs, Served};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const SEED: u64 = 112;

/// A map that a region is built of.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) junctions: usize,
    pub(crate) houses: usize,
}

/// The size of Malta: about 100,000 ways, most of them houses. And a million junctions.
pub(crate) const INPUTS: [Input; 2] = [
    Input { name: "Malta's size: 30k junctions, 77k houses", junctions: 30_000, houses: 77_000 },
    Input { name: "1M junctions, 100k houses", junctions: 1_000_000, houses: 100_000 },
];

/// What building one region took.
struct Built {
    wall: Duration,
    cpu: Duration,
    peak: u64,
    input_bytes: u64,
    region_bytes: u64,
}

/// Prints how long regions of these sizes take to build and to open.
pub(crate) async fn measure(sigap: &Path, folder: &Path, inputs: &[Input]) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "region build",
        ".osm.pbf",
        "region",
        "wall",
        "CPU",
        "peak RSS",
        "open to first answer",
        "of these: reading",
        "making ready",
        "answer",
        "a room with it: to first snapshot",
        "its RSS, names read",
        "names alone",
    ]);
    for input in inputs {
        let (file, built) = build(sigap, folder, input)?;
        let opened = open(&file)?;
        let room = serve(sigap, &file, folder, opened.names).await?;
        table.row([
            input.name.to_owned(),
            mib(built.input_bytes),
            mib(built.region_bytes),
            told(built.wall),
            told(built.cpu),
            mib(built.peak),
            told(opened.read + opened.ready + opened.answer),
            told(opened.read),
            told(opened.ready),
            told(opened.answer),
            told(room.snapshot),
            mib(room.memory),
            told(opened.names),
        ]);
        std::fs::remove_file(file)?;
    }
    table.print();
    reading(
        "Goals: Malta's size in 30 s, a million junctions in 10 minutes and 4 GB, first answer after a restart in 1 s. The \
         first answer is the 5 soonest of 100, one class of vehicle made ready. A room reads the names on a thread of their own \
         and answers meanwhile; only who searches waits for them.",
    );
    Ok(())
}

fn build(sigap: &Path, folder: &Path, input: &Input) -> Result<(PathBuf, Built), Trouble> {
    let (map, file) = (folder.join("built.osm.pbf"), folder.join("built.region"));
    let country = Country::new(SEED, input.junctions);
    std::fs::write(&map, region::testing::country(&country, input.houses).to_bytes())?;
    drop(country);

    let (cpu_before, began) = (cpu_of_ended_children(), Instant::now());
    let mut command = Command::new(sigap);
    command.args(["region", "build"]).arg(&map).arg("--out").arg(&file);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut peak = 0;
    let ended = loop {
        peak = peak.max(peak_rss(child.id()));
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if !ended.success() {
        return Err(Trouble::Surprise("sigap region build failed"));
    }
    let built = Built {
        wall: began.elapsed(),
        cpu: cpu_of_ended_children().saturating_sub(cpu_before),
        peak,
        input_bytes: std::fs::metadata(&map)?.len(),
        region_bytes: std::fs::metadata(&file)?.len(),
    };
    std::fs::remove_file(map)?;
    Ok((file, built))
}

struct Opened {
    read: Duration,
    ready: Duration,
    answer: Duration,
    names: Duration,
}

/// A room in a process of its own.
struct Serving {
    snapshot: Duration,
    memory: u64,
}

/// Starts a room with the region, and weighs it when it has read the names, which takes it at most twice as long as it
/// took here.
async fn serve(sigap: &Path, region: &Path, folder: &Path, names: Duration) -> Result<Serving, Trouble> {
    let room = tempfile::Builder::new().prefix("large-").tempdir_in(folder)?;
    let programs = Programs { sigap: sigap.to_owned(), region: region.to_owned() };
    let served = Served::start(&programs, room.path())?;
    served.first_snapshot().await?;
    let snapshot = served.began.elapsed();
    tokio::time::sleep(names * 2 + Duration::from_secs(1)).await;
    let memory = Memory::of(served.pid()).rss;
    served.stop()?;
    Ok(Serving { snapshot, memory })
}

/// Opens a region and asks once.
fn open(file: &Path) -> Result<Opened, Trouble> {
    let began = Instant::now();
    let region = Region::open(file)?;
    let (network, order) = (region.network()?, region.order()?);
    let read = began.elapsed();
    let mut roads = Roads::new(network, Profiles::shipped()?);
    roads.use_order(&order)?;
    roads.prepare(VehicleClass::Ambulance);
    let ready = began.elapsed().saturating_sub(read);
    let mut points = roads.network().segments().step_by(roads.network().segment_count() / 101 + 1);
    let mut point = || points.next().and_then(|segment| segment.line().points().next());
    let place = point().ok_or(Trouble::Surprise("the region has no roads"))?;
    let fleet: Vec<Starter> =
        std::iter::from_fn(point).map(|point| Starter { point, class: VehicleClass::Ambulance }).collect();
    let asked = Instant::now();
    std::hint::black_box(roads.soonest(place, &fleet, 5));
    let answer = asked.elapsed();
    let began = Instant::now();
    std::hint::black_box(region.search_index()?);
    Ok(Opened { read, ready, answer, names: began.elapsed() })
}
