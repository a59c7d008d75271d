//! OSRM, by its Python wheel, on the same map and with the same questions.
//!
//! What can be compared: coordinates in, 100 travel times out, in one process. What cannot: ours remembers the road of a unit
//! that has not moved, where OSRM looks for it each time; and OSRM drives by its own car profile and models turns, so the
//! times themselves differ and are not looked at.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use geo::Point;
use region::{BuildError, BuildOptions, Progress, Stage};
use roads::{Order, Profiles, Roads, Starter, VehicleClass};
use serde::Deserialize;
use serde_json::json;

use super::http::{self, Question};
use crate::places::Places;
use crate::process::{Memory, Running, cpu_of, mib, own_cpu};
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading, skipped};
use crate::trouble::Trouble;

const SCRIPT: &str = "tests/bench/peers/ask_osrm.py";
/// A Python with the module `osrm`.
const PYTHON: &str = "SIGAP_BENCH_PYTHON";
/// Where OSRM's server is told to listen.
const SERVER: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 5112);
const PATIENCE: Duration = Duration::from_secs(20);
const UNITS: usize = 100;
const WANTED: usize = 5;
const PER_FLEET: usize = 20;
const SEED: u64 = 116;

/// A map to be given to OSRM, and our roads of the same.
pub(crate) struct Subject<'a> {
    pub(crate) name: &'a str,
    pub(crate) map: PathBuf,
    pub(crate) roads: &'a Roads,
    pub(crate) order: &'a Order,
    /// Which of OSRM's algorithms: contracting a large map takes it very long.
    pub(crate) algorithms: &'static [&'static str],
}

/// What the script tells of one algorithm.
#[derive(Deserialize)]
struct Told {
    wall_s: f64,
    cpu_s: f64,
    library_us: Vec<f64>,
    /// How to start OSRM's server.
    server: Vec<String>,
}

/// OSRM's times and memory.
struct Theirs {
    wall: Duration,
    cpu: Duration,
    library: Samples,
    http: Samples,
    /// For how long an answer over HTTP keeps its server's threads on processors.
    each: Duration,
    memory: u64,
}

/// Ours.
struct Ours {
    /// Time on processors from the map to the first answer.
    cpu: Duration,
    all: Samples,
    five: Samples,
    http_all: Samples,
    http_five: Samples,
    /// For how long an answer over HTTP keeps its server's thread on a processor: all units, and the soonest five.
    each: [Duration; 2],
}

/// The Python that has OSRM, if there is one.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os(PYTHON).map(PathBuf::from);
    let tried = named.map_or_else(|| vec!["python3".into(), "python3.12".into()], |python| vec![python]);
    let has_osrm = |python: &PathBuf| {
        let mut command = Command::new(python);
        command.args(["-c", "import osrm"]).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|ended| ended.success())
    };
    tried.into_iter().find(has_osrm)
}

/// Prints ours and OSRM's times for the same questions. What OSRM prepares of a map is kept in that folder, if there is one.
pub(crate) fn measure(
    subjects: &[Subject<'_>],
    folder: &Path,
    kept: Option<&Path>,
    queries: usize,
) -> Result<(), Trouble> {
    let Some(python) = python() else {
        skipped(format!(
            "OSRM: no Python here has the module `osrm`. Install the wheel osrm-bindings for Python 3.12 and name that \
             Python in {PYTHON}."
        ));
        return Ok(());
    };
    let mut tables = Tables::new();
    for subject in subjects {
        let questions = questions(subject.roads, queries)?;
        let ours = ours(subject, &questions, folder)?;
        for algorithm in subject.algorithms {
            let name = format!("{}, OSRM {algorithm}", subject.name);
            let passing = tempfile::Builder::new().prefix("osrm-").tempdir_in(folder)?;
            let own_folder = kept.map_or_else(
                || passing.path().to_owned(),
                // OSRM takes no path with a comma or a space.
                |kept| kept.join(format!("{}-{algorithm}", subject.name)),
            );
            let theirs = theirs(&python, &subject.map, &own_folder, algorithm, &questions)?;
            tables.add(&name, &theirs, &ours);
        }
    }
    tables.print();
    Ok(())
}

struct Tables {
    asking: Table,
    working: Table,
    preparing: Table,
}

impl Tables {
    fn new() -> Self {
        let asking = [
            "100 units and a place by coordinates",
            "OSRM, library",
            "OSRM, HTTP",
            "ours, all 100",
            "soonest 5",
            "HTTP, all 100",
            "HTTP, soonest 5",
            "OSRM ÷ ours, all 100",
            "5",
            "HTTP, all 100",
            "HTTP, 5",
        ];
        let working = [
            "processor time of an answer over HTTP",
            "OSRM",
            "ours, all 100",
            "soonest 5",
            "OSRM ÷ ours, all 100",
            "5",
        ];
        let preparing = [
            "from .osm.pbf to the first answer",
            "OSRM, wall",
            "CPU",
            "osrm-routed RSS",
            "ours, CPU",
            "OSRM ÷ ours, CPU",
        ];
        Self { asking: Table::new(&asking), working: Table::new(&working), preparing: Table::new(&preparing) }
    }

    fn add(&mut self, name: &str, theirs: &Theirs, ours: &Ours) {
        let cells = |theirs: &[Duration], ours: &[Duration], of_each: &[Duration]| {
            let took = theirs.iter().chain(ours).copied().map(told);
            let ratios = of_each.iter().zip(ours).map(|(&theirs, &ours)| ratio(times(theirs, ours)));
            std::iter::once(name.to_owned()).chain(took).chain(ratios).collect::<Vec<_>>()
        };
        let [library, http] = [theirs.library.p50(), theirs.http.p50()];
        let own = [&ours.all, &ours.five, &ours.http_all, &ours.http_five].map(Samples::p50);
        self.asking.row(cells(&[library, http], &own, &[library, library, http, http]));
        self.working.row(cells(&[theirs.each], &ours.each, &[theirs.each; 2]));
        let memory = mib(theirs.memory);
        let [wall, cpu, own_cpu] = [theirs.wall, theirs.cpu, ours.cpu].map(told);
        let cheaper = ratio(times(theirs.cpu, ours.cpu));
        self.preparing.row([name.to_owned(), wall, cpu, memory, own_cpu, cheaper]);
    }

    fn print(self) {
        self.asking.print();
        reading(
            "Medians. Both take coordinates; ours remembers the road of a unit that has not moved, OSRM finds it each time. \
             OSRM models the cost of every turn by its car profile, ours only forbidden turns and barriers; OSRM's library \
             builds an object for Python in the call. HTTP is one client's for both, over one connection that is kept; it \
             looks for its answer without a rest, so that its own awakening counts for neither.",
        );
        self.working.print();
        reading(
            "The servers' own work, the kernel's for them included. What a client waits for besides is mostly that a thread \
             that sleeps is woken, which takes as long for the one as for the other.",
        );
        self.preparing.print();
        reading(
            "Ours reads the map, joins the roads, finds the order and makes one class of vehicle ready; OSRM makes its one.",
        );
    }
}

/// Prepares OSRM in this folder and asks it, in process and over HTTP.
fn theirs(
    python: &Path,
    map: &Path,
    folder: &Path,
    algorithm: &str,
    questions: &[Question],
) -> Result<Theirs, Trouble> {
    put_map(map, folder)?;
    let pair = |point: &Point<f64>| [point.x(), point.y()];
    let plain = questions.iter().map(|Question { place, units }| {
        json!({ "place": pair(place), "units": units.iter().map(pair).collect::<Vec<_>>() })
    });
    std::fs::write(folder.join("questions.json"), json!(plain.collect::<Vec<_>>()).to_string())?;
    let mut command = Command::new(python);
    command.arg(SCRIPT).arg(folder).args([algorithm, &SERVER.port().to_string()]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(Trouble::Surprise("the script that asks OSRM failed"));
    }
    let Told { wall_s, cpu_s, library_us, server } = serde_json::from_slice(&output.stdout)?;
    let (program, arguments) = server.split_first().ok_or(Trouble::Surprise("OSRM has no server"))?;
    let server = Running::start(Command::new(program).args(arguments))?;
    let before = cpu_of(server.pid());
    let http = http::ask(SERVER, questions)?;
    let each = cpu_of(server.pid()).saturating_sub(before) / questions.len().max(1) as u32;
    let memory = Memory::of(server.pid()).rss;
    server.stop(PATIENCE)?;
    let mut library = Samples::default();
    for us in library_us {
        library.push(Duration::from_secs_f64(us / 1e6));
    }
    let (wall, cpu) = (Duration::from_secs_f64(wall_s), Duration::from_secs_f64(cpu_s));
    Ok(Theirs { wall, cpu, library, http, each, memory })
}

/// Puts the map where OSRM prepares it. What was prepared of another map before is forgotten.
fn put_map(map: &Path, folder: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(folder)?;
    let (own, wanted) = (folder.join("map.osm.pbf"), std::fs::read(map)?);
    if std::fs::read(&own).is_ok_and(|present| present == wanted) {
        return Ok(());
    }
    match std::fs::remove_file(folder.join("prepared.json")) {
        Err(trouble) if trouble.kind() != ErrorKind::NotFound => Err(trouble.into()),
        _ => Ok(std::fs::write(own, wanted)?),
    }
}

fn questions(roads: &Roads, count: usize) -> Result<Vec<Question>, Trouble> {
    let mut places = Places::new(roads, SEED);
    let mut units = Vec::new();
    let mut questions = Vec::new();
    for number in 0..count {
        if number % PER_FLEET == 0 {
            units = (0..UNITS).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
        }
        questions.push(Question { place: places.on_road()?, units: units.clone() });
    }
    Ok(questions)
}

fn ours(subject: &Subject<'_>, questions: &[Question], folder: &Path) -> Result<Ours, Trouble> {
    let cpu = until_first_answer(subject, folder)?;
    let roads = subject.roads;
    let (mut all, mut five) = (Samples::default(), Samples::default());
    roads.prepare(VehicleClass::Car);
    for Question { place, units } in questions {
        let units = units.iter().map(|&point| Starter { point, class: VehicleClass::Car });
        let units: Vec<Starter> = units.collect();
        all.time(|| roads.soonest(*place, &units, UNITS));
        five.time(|| roads.soonest(*place, &units, WANTED));
    }
    let (http_all, each_all) = http::ask_ours(roads, UNITS, questions)?;
    let (http_five, each_five) = http::ask_ours(roads, WANTED, questions)?;
    Ok(Ours { cpu, all, five, http_all, http_five, each: [each_all, each_five] })
}

/// Goes through the build of a region until its roads are ready, and no further.
#[derive(Default)]
struct UntilRoads {
    are_ready: bool,
}

impl Progress for UntilRoads {
    fn at(&mut self, stage: Stage, _: f64) {
        self.are_ready |= stage > Stage::Roads;
    }

    fn cancelled(&self) -> bool {
        self.are_ready
    }
}

/// The time on processors from the map's file to the first answer, all threads together.
fn until_first_answer(subject: &Subject<'_>, folder: &Path) -> Result<Duration, Trouble> {
    let output = folder.join("roads-only.region");
    let before = own_cpu();
    let stopped = region::build(&subject.map, &output, &BuildOptions::default(), &mut UntilRoads::default());
    if !matches!(stopped, Err(BuildError::Cancelled(_))) {
        return Err(Trouble::Surprise("a build did not stop when its roads were ready"));
    }
    let built = own_cpu().saturating_sub(before);
    let (network, order) = (subject.roads.network().clone(), subject.order);
    let before = own_cpu();
    let mut roads = Roads::new(network, Profiles::shipped()?);
    roads.use_order(order)?;
    roads.prepare(VehicleClass::Car);
    Ok(built + own_cpu().saturating_sub(before))
}
