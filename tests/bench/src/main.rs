//! The benchmarks of the whole house, side by side in one run. Nothing is asserted by time: read the ratios.
//!
//! Run from the project's root by `make bench`.

#![expect(clippy::print_stdout, reason = "the tables are what it makes")]

mod assess;
mod cold_start;
mod coverage;
mod desk;
mod history;
mod places;
mod process;
mod receipts;
mod recommendation;
mod regions;
mod samples;
mod search;
mod served;
mod table;
mod trouble;
mod webview;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;

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
    /// The program to start.
    #[arg(long, default_value = "target/release/sigap")]
    sigap: PathBuf,
    /// What `cargo bench` always says.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main]
async fn main() -> Result<(), Trouble> {
    let arguments = Arguments::parse();
    let began = Instant::now();
    let few = if arguments.quick { 10 } else { 1 };
    // Cargo runs a bench in its package's folder; what is measured lies in the project's.
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
    // Beside the build, so that it is on the same disk.
    std::fs::create_dir_all("target")?;
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in("target")?;

    heading("Regions");
    let regions = regions::all(&arguments.regions, folder.path())?;
    let demo =
        regions.first().ok_or(Trouble::Surprise("there is no region: run `make run` or `make bench`"))?;

    heading("Who reaches it soonest");
    for region in &regions {
        recommendation::measure(region, 300 / few)?;
    }
    heading("Search as one types, beside SQLite's full-text index");
    search::measure(20_000 / few)?;
    heading("The whole recommendation, 100 units, from request to answer");
    assess::measure(&regions, 200 / few, folder.path()).await?;
    heading("How much free units reach, 100 units");
    coverage::measure(&regions, 100 / few, folder.path()).await?;
    heading(&format!("Receipts, on {}", demo.name));
    let counts = receipts::Counts { alone: 500 / few, each: 200 / few };
    receipts::measure(&demo.file, folder.path(), counts).await?;

    if arguments.sigap.exists() {
        let programs = Programs { sigap: arguments.sigap, region: demo.file.clone() };
        heading(&format!("Cold start on {}", demo.name));
        cold_start::measure(&programs, folder.path(), 10usize.div_ceil(few)).await?;
        heading(&format!("The desk on {}", demo.name));
        webview::measure(&programs, folder.path(), 5usize.div_ceil(few)).await?;
    } else {
        skipped(format!("cold start and memory: {} is not built", arguments.sigap.display()));
    }
    println!("All of it took {:.0} s.", began.elapsed().as_secs_f64());
    Ok(())
}
