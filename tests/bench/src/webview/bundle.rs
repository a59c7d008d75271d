//! What the pages weigh that a desk, a phone or a caller loads.

use serde::Deserialize;

use super::script::Script;
use crate::table::{Table, reading};
use crate::trouble::Trouble;

#[derive(Deserialize)]
struct Page {
    #[serde(rename = "page")]
    name: String,
    first: Files,
    later: Files,
}

/// Bytes, and how many files they are in.
#[derive(Deserialize)]
struct Files {
    #[serde(rename = "files")]
    count: u64,
    raw: u64,
    gzip: u64,
}

/// Prints what each page loads before the first keystroke, and what after.
pub(super) fn measure() -> Result<(), Trouble> {
    let script = Script::start("bundle", &["ui/dist"])?;
    let pages: Vec<Page> = script.told()?;
    script.stop()?;
    let mut table =
        Table::new(&["page", "files before it stands", "raw", "gzip", "files after", "raw", "gzip"]);
    for Page { name, first, later } in &pages {
        let cells = [first, later].map(|own| [own.count.to_string(), kb(own.raw), kb(own.gzip)]);
        table.row([name.clone()].into_iter().chain(cells.into_iter().flatten()));
    }
    table.print();
    reading(
        "What comes after is the map, which the desk does not wait for. The room sends its pages as they are; fonts are compressed in themselves.",
    );
    Ok(())
}

fn kb(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
