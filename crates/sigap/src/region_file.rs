//! `sigap region`: from map data to a region file, and what is in one.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::ProgressBar;
use region::{BuildOptions, Checkup, Progress, Region, Report, Stage, StationKind};
use serde_json::json;

use crate::args::Build;
use crate::ending::Ending;
use crate::failure::Failure;
use crate::said::{Said, bar, count, say, show};

pub(crate) async fn build(args: Build, said: Said) -> Result<(), Failure> {
    let mut ending = Ending::listen()?;
    let stop = Arc::new(AtomicBool::new(false));
    let mut watcher = Watcher { bar: bar(Watcher::STEPS), stop: Arc::clone(&stop) };
    let out = args.out.clone();
    let building = tokio::task::spawn_blocking(move || {
        let options =
            BuildOptions { name: args.name, stations: args.stations, zones: args.zones, forget: args.forget };
        let report = region::build(&args.input, &args.out, &options, &mut watcher);
        watcher.bar.finish_and_clear();
        report
    });
    let stopping = tokio::spawn(async move {
        // Asked to end, the build tidies up behind itself.
        ending.asked().await;
        stop.store(true, Ordering::Relaxed);
    });
    let report = building.await.map_err(|_| Failure::Interrupted)?;
    stopping.abort();
    let report = report?;
    tell(&report);
    say(format!("Written to {}.", out.display()));
    if report.changes.is_some() {
        say("A room that is open on the region before goes on with it until it is started again.");
    }
    said.put(&json!(report));
    Ok(())
}

/// The table is the result, so it goes to standard output; what is wrong with it to standard error.
pub(crate) async fn check(file: PathBuf, said: Said) -> Result<(), Failure> {
    let checked = tokio::task::spawn_blocking(move || -> Result<Checkup, Failure> {
        Ok(Region::open(&file)?.check()?)
    });
    let checkup = checked.await.map_err(|_| Failure::Interrupted)??;
    if said.json {
        said.put(&json!(checkup));
    } else {
        show(&checkup);
    }
    if checkup.is_serious() { Err(Failure::Stuck(checkup.stuck.len())) } else { Ok(()) }
}

pub(crate) async fn info(file: PathBuf, said: Said) -> Result<(), Failure> {
    let looked = tokio::task::spawn_blocking(move || look(&file, said)).await;
    looked.map_err(|_| Failure::Interrupted)?
}

fn look(file: &std::path::Path, said: Said) -> Result<(), Failure> {
    let region = Region::open(file)?;
    let (info, tiles) = (region.info(), region.tile_info());
    let network = region.network()?;
    let (stations, zones) = (region.stations()?, region.zones()?);
    let bytes = std::fs::metadata(file).map_err(Failure::File)?.len();
    let by_kind = |kind| (kind, stations.iter().filter(|station| station.kind == kind).count());
    let kinds: Vec<_> = StationKind::ALL.into_iter().map(by_kind).collect();
    say(format!(
        "{}: {} pieces of road, {}, {} zones, map from zoom {} to {}, {}.",
        info.name,
        count(network.segment_count()),
        stations_in_words(&kinds),
        count(zones.len()),
        tiles.min_zoom,
        tiles.max_zoom,
        size(bytes)
    ));
    said.put(&json!({
        "name": info.name, "built_at_s": info.built_at_s,
        "bounds": [info.bounds.west, info.bounds.south, info.bounds.east, info.bounds.north],
        "segments": network.segment_count(), "zones": zones.len(), "bytes": bytes,
        "stations": kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect::<std::collections::BTreeMap<_, _>>(),
    }));
    Ok(())
}

fn tell(report: &Report) {
    let kinds: Vec<_> = report.stations.iter().map(|(&kind, &count)| (kind, count)).collect();
    let lines = [
        format!("{}, {}", report.name, size(report.file_bytes)),
        format!("  roads    {:.0} km in {} pieces", report.roads.km, count(report.roads.segments)),
        format!(
            "  search   {} streets, {} junctions, {} places, {} facilities, {} house numbers",
            count(report.streets),
            count(report.junctions),
            count(report.places),
            count(report.facilities),
            count(report.house_numbers)
        ),
        format!("  stations {}", stations_in_words(&kinds)),
        format!("  map      {} tiles, {} zones", count(report.tiles), count(report.zones)),
    ];
    for line in lines {
        say(line);
    }
    if let Some(changes) = &report.changes {
        say("  against the region that was there:");
        changes.to_string().lines().for_each(|line| say(format!("    {line}")));
    }
    if report.missing.nodes + report.missing.areas > 0 {
        say(format!(
            "  cut off at the edge of the data: {} points of ways, {} outlines of areas",
            count(report.missing.nodes),
            count(report.missing.areas)
        ));
    }
    for warning in &report.warnings {
        say(format!("  note: {warning}"));
    }
}

fn stations_in_words(kinds: &[(StationKind, usize)]) -> String {
    let there: Vec<String> = kinds
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(kind, number)| format!("{} {}", count(*number), kind.as_str()))
        .collect();
    if there.is_empty() { "no stations".to_owned() } else { there.join(", ") }
}

fn size(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Shows the build's steps on a bar, each as wide as it takes about as long.
struct Watcher {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
}

impl Watcher {
    const STEPS: u64 = 1_000;
}

impl Progress for Watcher {
    fn at(&mut self, stage: Stage, fraction: f64) {
        let (words, from, to) = match stage {
            Stage::Reading => ("Reading the map data", 0.0, 0.3),
            Stage::Roads => ("Joining the roads", 0.3, 0.4),
            Stage::Areas => ("Putting areas together", 0.4, 0.5),
            Stage::Search => ("Gathering names", 0.5, 0.65),
            Stage::Tiles => ("Drawing the map", 0.65, 0.95),
            Stage::Writing => ("Writing the region", 0.95, 1.0),
        };
        let done: f64 = from + (to - from) * fraction;
        self.bar.set_message(words);
        self.bar.set_position((done * Self::STEPS as f64) as u64);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_stations_that_are_there_are_named() {
        let table: [(&[(StationKind, usize)], &str); 3] = [
            (&[], "no stations"),
            (&[(StationKind::Fire, 0)], "no stations"),
            (
                &[(StationKind::Fire, 3), (StationKind::Police, 0), (StationKind::Clinic, 12)],
                "3 fire, 12 clinic",
            ),
        ];
        for (kinds, expected) in table {
            assert_eq!(stations_in_words(kinds), expected);
        }
    }

    #[test]
    fn the_bar_never_goes_back() {
        let mut watcher = Watcher { bar: ProgressBar::hidden(), stop: Arc::default() };
        watcher.bar.set_length(Watcher::STEPS);
        let mut last = 0;
        for stage in [Stage::Reading, Stage::Roads, Stage::Areas, Stage::Search, Stage::Tiles, Stage::Writing]
        {
            for fraction in [0.0, 0.5, 1.0] {
                watcher.at(stage, fraction);
                assert!(watcher.bar.position() >= last, "{stage:?}");
                last = watcher.bar.position();
            }
        }
        assert_eq!(last, Watcher::STEPS);
    }
}
