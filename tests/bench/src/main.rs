//! The benchmarks of the whole house, side by side in one run. Nothing is asserted by time: read the ratios.
//!
//! Run from the project's root by `make bench`.

#![expect(clippy::print_stdout, reason = "the tables are what it makes")]

mod assess;
mod building;
mod closing;
mod cold_start;
mod coverage;
mod desk;
mod generated;
mod history;
mod peers;
mod places;
mod preparing;
mod process;
mod receipts;
mod recommendation;
mod regions;
mod samples;
mod search;
mod served;
mod snapping;
mod table;
mod timeline;
mod trouble;
mod webview;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Parser, ValueEnum};
use roads::Roads;

use crate::generated::{Generated, generated};
use crate::peers::osrm::Subject;
use crate::regions::Measured;
use crate::served::Programs;
use crate::table::{heading, skipped};
use crate::trouble::Trouble;

/// Measures recommendation, receipts, cold start and memory.
#[derive(Parser)]
struct Arguments {
    /// More regions: `.region` files, or `.osm.pbf` files to be built.
    regions: Vec<PathBuf>,
    /// A tenth of everything, to see that it works.
    #[arg(long)]
    quick: bool,
    /// Only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Keeps in this folder what OSRM prepared, for later runs. With it OSRM contracts the largest map too, which takes it half an hour.
    #[arg(long)]
    kept: Option<PathBuf>,
    /// The program to start.
    #[arg(long, default_value = "target/release/sigap")]
    sigap: PathBuf,
    /// What `cargo bench` always says.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Who reaches it soonest, by road, by straight line, by a full search.
    Soonest,
    /// What every start does before the first answer.
    Preparing,
    /// A road closes.
    Closing,
    /// A position comes in.
    Snapping,
    /// Other engines on the same roads.
    Peers,
    /// Search as one types.
    Search,
    /// The whole recommendation.
    Assess,
    /// How much free units reach.
    Coverage,
    /// Command to receipt.
    Receipts,
    /// What happened at one incident, from a long log.
    Timeline,
    /// Building regions, and opening them.
    Building,
    /// Start of the program and the desk.
    Desk,
}

#[tokio::main]
async fn main() -> Result<(), Trouble> {
    let arguments = Arguments::parse();
    let began = Instant::now();
    // Cargo runs a bench in its package's folder; what is measured lies in the project's.
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
    // Beside the build, so that it is on the same disk.
    std::fs::create_dir_all("target")?;
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in("target")?;
    let bench =
        Bench { folder: folder.path(), few: if arguments.quick { 10 } else { 1 }, arguments: &arguments };

    heading("Regions");
    let mut regions = regions::all(&arguments.regions, folder.path())?;
    bench.of_roads(&mut regions)?;
    bench.of_the_house(&regions).await?;
    println!("All of it took {:.0} s.", began.elapsed().as_secs_f64());
    Ok(())
}

/// One run.
struct Bench<'a> {
    arguments: &'a Arguments,
    folder: &'a Path,
    /// By how much less is measured.
    few: usize,
}

impl Bench<'_> {
    fn has(&self, part: Part) -> bool {
        self.arguments.only.is_empty() || self.arguments.only.contains(&part)
    }

    /// What needs nothing but roads, which may be invented ones.
    fn of_roads(&self, regions: &mut [Measured]) -> Result<(), Trouble> {
        let parts =
            [Part::Soonest, Part::Preparing, Part::Closing, Part::Snapping, Part::Coverage, Part::Peers];
        if !parts.into_iter().any(|part| self.has(part)) {
            return Ok(());
        }
        let sizes: &[usize] = if self.few > 1 { &[42_500] } else { &[42_500, 100_000, 1_000_000] };
        let mut invented =
            sizes.iter().map(|&junctions| generated(junctions)).collect::<Result<Vec<_>, _>>()?;
        if self.has(Part::Soonest) {
            heading("Who reaches it soonest");
            for (name, roads) in all(regions, &invented) {
                recommendation::measure(name, roads, 300 / self.few)?;
            }
        }
        if self.has(Part::Preparing) {
            heading("Making a network ready");
            let orders = regions.iter().map(|one| (one.name.as_str(), &one.roads, &one.order));
            let invented = invented.iter().map(|one| (one.name.as_str(), &one.roads, &one.order));
            preparing::measure(orders.chain(invented))?;
        }
        if self.has(Part::Closing) {
            heading("A road closes");
            let invented = invented.iter_mut().map(|one| (one.name.as_str(), &mut one.roads));
            let regions = regions.iter_mut().map(|one| (one.name.as_str(), &mut one.roads));
            closing::measure(regions.chain(invented), 60 / self.few)?;
        }
        if self.has(Part::Snapping) {
            heading("A position comes in");
            snapping::measure(all(regions, &invented), 200 / self.few)?;
            snapping::updates(all(regions, &invented), 20 / self.few)?;
        }
        if self.has(Part::Coverage) {
            heading("The whole map");
            coverage::whole_map(all(regions, &invented), 60 / self.few)?;
        }
        if self.has(Part::Peers) {
            self.peers(regions, &invented)?;
        }
        Ok(())
    }

    fn peers(&self, regions: &[Measured], invented: &[Generated]) -> Result<(), Trouble> {
        heading("Beside RoutingKit's customizable contraction hierarchy");
        #[cfg(feature = "peers")]
        peers::routingkit::measure(all(regions, invented), 100 / self.few)?;
        #[cfg(not(feature = "peers"))]
        skipped("built without the feature `peers`");

        heading("Beside OSRM");
        let mut subjects = Vec::new();
        for region in regions {
            if let Some(map) = &region.map {
                subjects.push(Subject {
                    name: &region.name,
                    map: map.clone(),
                    roads: &region.roads,
                    order: &region.order,
                    algorithms: &["CH", "MLD"],
                });
            }
        }
        for one in invented {
            let map = self.folder.join(&one.name).with_extension("osm.pbf");
            std::fs::write(&map, region::testing::country(&one.country, 0).to_bytes())?;
            let is_small = one.roads.network().node_count() < 300_000;
            let contracts = is_small || self.arguments.kept.is_some();
            let algorithms: &[&str] = if contracts { &["CH", "MLD"] } else { &["MLD"] };
            subjects.push(Subject { name: &one.name, map, roads: &one.roads, order: &one.order, algorithms });
        }
        let kept = self.arguments.kept.as_deref();
        peers::osrm::measure(&subjects, self.folder, kept, 100 / self.few)
    }

    /// What needs a region, a room or the built program.
    async fn of_the_house(&self, regions: &[Measured]) -> Result<(), Trouble> {
        let few = self.few;
        let demo =
            regions.first().ok_or(Trouble::Surprise("there is no region: run `make run` or `make bench`"))?;
        if self.has(Part::Search) {
            heading("Search as one types, beside SQLite's full-text index");
            search::measure(20_000 / few)?;
        }
        if self.has(Part::Assess) {
            heading("The whole recommendation, 100 units, from request to answer");
            assess::measure(regions, 200 / few, self.folder).await?;
        }
        if self.has(Part::Coverage) {
            heading("How much free units reach, 100 units");
            coverage::measure(regions, 100 / few, self.folder).await?;
        }
        if self.has(Part::Receipts) {
            heading(&format!("Receipts, on {}", demo.name));
            let counts = receipts::Counts { alone: 500 / few, each: 200 / few };
            receipts::measure(&demo.file, self.folder, counts).await?;
        }
        if self.has(Part::Timeline) {
            heading(&format!("What happened at one incident, on {}", demo.name));
            let sizes = &[20_000, 100_000][..if few > 1 { 1 } else { 2 }];
            timeline::measure(&demo.file, self.folder, sizes, 200 / few).await?;
        }
        let sigap = &self.arguments.sigap;
        if !sigap.exists() {
            skipped(format!("region build, cold start and memory: {} is not built", sigap.display()));
            return Ok(());
        }
        if self.has(Part::Building) {
            heading("Building a region, and opening it");
            let inputs = &building::INPUTS[..if few > 1 { 1 } else { 2 }];
            building::measure(sigap, self.folder, inputs).await?;
        }
        if self.has(Part::Desk) {
            let programs = Programs { sigap: sigap.clone(), region: demo.file.clone() };
            heading(&format!("Cold start on {}", demo.name));
            cold_start::measure(&programs, self.folder, 10usize.div_ceil(few)).await?;
            heading(&format!("The desk on {}", demo.name));
            webview::measure(&programs, demo, self.folder, few).await?;
        }
        Ok(())
    }
}

/// All networks of this run by name.
fn all<'a>(regions: &'a [Measured], invented: &'a [Generated]) -> impl Iterator<Item = (&'a str, &'a Roads)> {
    let regions = regions.iter().map(|one| (one.name.as_str(), &one.roads));
    regions.chain(invented.iter().map(|one| (one.name.as_str(), &one.roads)))
}
