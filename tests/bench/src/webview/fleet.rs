//! A thousand moving units on the map.

use serde::Deserialize;

use super::script::{Script, ms};
use crate::samples::told;
use crate::served::Served;
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// What is looked at: the map by WebGL and the plain one, each as a whole at rest, as a whole and in the streets while panned.
const VIEWS: usize = 6;

#[derive(Deserialize)]
struct Panned {
    map: String,
    view: String,
    pans: bool,
    frames: u64,
    p50: f64,
    p99: f64,
    longest: f64,
    dropped: u64,
    /// The main thread's share of the time.
    busy: f64,
}

/// Prints how the map bears them, for so many seconds each.
pub(super) fn measure(served: &Served, seconds: usize) -> Result<(), Trouble> {
    let script = Script::start("fleet", &[&seconds.to_string(), &format!("desk={}", served.desk)])?;
    let mut table = Table::new(&[
        "1,000 units move each second",
        "frames",
        "p50",
        "p99",
        "longest",
        "dropped",
        "main thread busy",
    ]);
    for _ in 0..VIEWS {
        let own: Panned = script.told()?;
        let map = if own.map == "webgl" { "WebGL, no GPU" } else { "plain map" };
        let panned = if own.pans { "panned" } else { "at rest" };
        table.row([
            format!("{map}: {}, {panned}", own.view),
            own.frames.to_string(),
            told(ms(own.p50)),
            told(ms(own.p99)),
            told(ms(own.longest)),
            own.dropped.to_string(),
            format!("{:.0} %", own.busy * 100.0),
        ]);
    }
    script.stop()?;
    table.print();
    reading(&format!(
        "{seconds} s each. This machine has no graphics card: WebGL is drawn by the processor (SwiftShader). The main thread's \
         share is what is left where there is one.",
    ));
    Ok(())
}
