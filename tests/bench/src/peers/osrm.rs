//! OSRM, by its Python wheel, on the same map and with the same questions.
//!
//! What can be compared: coordinates in, 100 travel times out, in one process. What cannot: ours remembers the road of a unit
//! that has not moved, where OSRM looks for it each time; and OSRM drives by its own car profile and models turns, so the
//! times themselves differ and are not looked at.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use roads::{Roads, Starter, VehicleClass};
use serde::Deserialize;
use serde_json::json;

use crate::places::Places;
use crate::process::mib;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading, skipped};
use crate::trouble::Trouble;

const SCRIPT: &str = "tests/bench/peers/ask_osrm.py";
/// A Python with the module `osrm`.
const PYTHON: &str = "SIGAP_BENCH_PYTHON";
const UNITS: usize = 100;
const WANTED: usize = 5;
const PER_FLEET: usize = 20;
const SEED: u64 = 116;

/// A map to be given to OSRM, and our roads of the same.
pub(crate) struct Subject<'a> {
    pub(crate) name: &'a str,
    pub(crate) map: PathBuf,
    pub(crate) roads: &'a Roads,
    /// Which of OSRM's algorithms: contracting a large map takes it very long.
    pub(crate) algorithms: &'static [&'static str],
}

/// What the script tells of one algorithm.
#[derive(Deserialize)]
struct Told {
    algorithm: String,
    wall_s: f64,
    cpu_s: f64,
    library_us: Vec<f64>,
    http_us: Vec<f64>,
    rss: u64,
}

/// The Python that has OSRM, or why there is none.
pub(crate) fn python() -> Result<PathBuf, String> {
    let named = std::env::var_os(PYTHON).map(PathBuf::from);
    let tried = named.map_or_else(|| vec!["python3".into(), "python3.12".into()], |python| vec![python]);
    let has_osrm = |python: &PathBuf| {
        let mut command = Command::new(python);
        command.args(["-c", "import osrm"]).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|ended| ended.success())
    };
    tried.into_iter().find(has_osrm).ok_or_else(|| {
        format!(
            "OSRM: no Python here has the module `osrm`. Install the wheel osrm-bindings for Python 3.12 and name that \
             Python in {PYTHON}."
        )
    })
}

/// Prints ours and OSRM's times for the same questions.
pub(crate) fn measure(subjects: &[Subject<'_>], folder: &Path, queries: usize) -> Result<(), Trouble> {
    let python = match python() {
        Ok(python) => python,
        Err(why) => {
            skipped(why);
            return Ok(());
        }
    };
    let mut table = Table::new(&[
        "all 100 ETAs, coordinates in",
        "OSRM prepares: wall",
        "CPU",
        "OSRM, library, p50",
        "OSRM, HTTP, p50",
        "osrm-routed RSS",
        "ours, all 100, p50",
        "ours, soonest 5, p50",
        "library ÷ ours, all",
        "library ÷ ours, 5",
        "HTTP ÷ ours, 5",
    ]);
    for subject in subjects {
        let own_folder = tempfile::Builder::new().prefix("osrm-").tempdir_in(folder)?;
        std::fs::copy(&subject.map, own_folder.path().join("map.osm.pbf"))?;
        let (all, five, questions) = ours(subject.roads, queries)?;
        std::fs::write(own_folder.path().join("questions.json"), serde_json::to_vec(&questions)?)?;
        for told_of in run(&python, own_folder.path(), subject.algorithms)? {
            let (library, http) = (samples(&told_of.library_us), samples(&told_of.http_us));
            table.row([
                format!("{}, OSRM {}", subject.name, told_of.algorithm),
                told(Duration::from_secs_f64(told_of.wall_s)),
                told(Duration::from_secs_f64(told_of.cpu_s)),
                told(library.p50()),
                told(http.p50()),
                mib(told_of.rss),
                told(all.p50()),
                told(five.p50()),
                ratio(times(library.p50(), all.p50())),
                ratio(times(library.p50(), five.p50())),
                ratio(times(http.p50(), five.p50())),
            ]);
        }
    }
    table.print();
    reading(
        "Both take coordinates; ours remembers the road of a unit that has not moved, OSRM finds it each time. OSRM models the cost of every turn by its car profile, ours only \
         forbidden turns and barriers; OSRM's library builds an object for Python in the call. HTTP is OSRM's alone: one \
         connection that is kept.",
    );
    Ok(())
}

fn run(python: &Path, folder: &Path, algorithms: &[&str]) -> Result<Vec<Told>, Trouble> {
    let mut command = Command::new(python);
    command.arg(SCRIPT).arg(folder).args(algorithms).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output()?;
    if !output.status.success() {
        return Err(Trouble::Surprise("the script that asks OSRM failed"));
    }
    let lines = output.stdout.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| Ok(serde_json::from_slice(line)?)).collect()
}

/// Our times for all and for the five soonest, and the questions.
fn ours(roads: &Roads, queries: usize) -> Result<(Samples, Samples, serde_json::Value), Trouble> {
    let mut places = Places::new(roads, SEED);
    let (mut all, mut five, mut questions) = (Samples::default(), Samples::default(), Vec::new());
    let mut fleet = Vec::new();
    for query in 0..queries {
        if query % PER_FLEET == 0 {
            fleet = (0..UNITS).map(|_| places.near_road()).collect::<Result<Vec<_>, _>>()?;
        }
        let place = places.on_road()?;
        let starters: Vec<Starter> =
            fleet.iter().map(|&point| Starter { point, class: VehicleClass::Car }).collect();
        if query == 0 {
            let _warm = roads.soonest(place, &starters, UNITS);
        }
        all.time(|| roads.soonest(place, &starters, UNITS));
        five.time(|| roads.soonest(place, &starters, WANTED));
        let pair = |point: &geo::Point<f64>| [point.x(), point.y()];
        questions.push(json!({ "place": pair(&place), "units": fleet.iter().map(pair).collect::<Vec<_>>() }));
    }
    Ok((all, five, questions.into()))
}

fn samples(microseconds: &[f64]) -> Samples {
    let mut samples = Samples::default();
    for &us in microseconds {
        samples.push(Duration::from_secs_f64(us / 1e6));
    }
    samples
}
