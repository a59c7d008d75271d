//! The regions to measure: those that are built, and those built for the occasion.

use std::path::{Path, PathBuf};
use std::time::Instant;

use region::{BuildOptions, Region, Silent};
use roads::{Order, Profiles, Roads};

use crate::samples::told;
use crate::table::skipped;
use crate::trouble::Trouble;

/// Real Indonesian extracts, where they lie beside the project.
const SHARED: &str = "../shared/data/regions";

/// A region file with its roads ready for questions.
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    /// The map that it was built of just now.
    pub(crate) map: Option<PathBuf>,
    pub(crate) roads: Roads,
    pub(crate) order: Order,
}

/// All regions of this run, those of the project first. What an `.osm.pbf` is built to lies in `folder`.
pub(crate) fn all(given: &[PathBuf], folder: &Path) -> Result<Vec<Measured>, Trouble> {
    let mut files = in_folder(Path::new("regions"), "region");
    if files.is_empty() {
        files = in_folder(Path::new("regions"), "osm.pbf");
    }
    files.extend_from_slice(given);
    let shared = in_folder(Path::new(SHARED), "osm.pbf");
    if shared.is_empty() {
        skipped("no shared data (the Indonesian regions)");
    }
    files.extend(shared);
    files.iter().map(|file| measured(file, folder)).collect()
}

fn in_folder(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(&format!(".{ending}")));
    files.sort();
    files
}

fn measured(file: &Path, folder: &Path) -> Result<Measured, Trouble> {
    let began = Instant::now();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default().to_owned();
    let is_input = file.extension().is_some_and(|extension| extension == "pbf");
    let map = is_input.then(|| file.to_owned());
    let file = if is_input {
        let built = folder.join(&name).with_extension("region");
        region::build(file, &built, &BuildOptions::default(), &mut Silent)?;
        built
    } else {
        file.to_owned()
    };
    let region = Region::open(&file)?;
    let mut roads = Roads::new(region.network()?, Profiles::shipped()?);
    let order = region.order()?;
    roads.use_order(&order)?;
    let (what, took) = (if is_input { "built and opened" } else { "opened" }, told(began.elapsed()));
    println!("  {name}: {what} in {took}");
    Ok(Measured { name, file, map, roads, order })
}
