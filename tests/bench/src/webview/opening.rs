//! How soon a desk can be typed into.

use std::path::Path;
use std::time::Duration;

use super::script::{Script, ms};
use super::{SETTLING, Weighed};
use crate::process::Memory;
use crate::samples::{Samples, ratio, told};
use crate::served::{Programs, Served};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// What feels instant.
const INSTANT: Duration = Duration::from_millis(100);

/// Prints it for so many fresh browser profiles; what room and desk weigh then.
pub(super) async fn measure(
    programs: &Programs,
    room: &Path,
    times_each: usize,
) -> Result<Vec<Weighed>, Trouble> {
    let served = Served::start(programs, room)?;
    let listening = served.began.elapsed();
    served.first_snapshot().await?;
    let script = Script::start("opening", &[&served.desk, &times_each.to_string()])?;
    let mut steps: [Samples; 4] = Default::default();
    for openings in script.told::<Vec<[f64; 4]>>()? {
        for (samples, took) in steps.iter_mut().zip(openings) {
            samples.push(ms(took));
        }
    }
    std::thread::sleep(SETTLING);
    let weighed = vec![
        Weighed { what: "backend (sigap serve), one desk".to_owned(), memory: Memory::of(served.pid()) },
        Weighed { what: "desk in Chromium, its renderers".to_owned(), memory: script.renderers() },
    ];
    script.stop()?;
    served.stop()?;
    let mut table = Table::new(&["the desk in a browser that is open", "fastest", "median", "slowest"]);
    let [whole, ..] = &steps;
    let names = [
        "from address to typing a new call's type",
        "of these: until the desk stands",
        "of these: after F3",
        "from address to the map's canvas",
    ];
    for (name, samples) in names.iter().zip(&steps) {
        table.row(
            [(*name).to_owned()].into_iter().chain([1, 50, 100].map(|share| told(samples.percentile(share)))),
        );
    }
    table.row([vec!["the room's start before it".to_owned()], vec![told(listening); 3]].concat());
    table.print();
    reading(&format!(
        "From starting the program to typing: {}, {} the 100 ms that feel instant. {times_each} fresh browser profiles.",
        told(listening + whole.p50()),
        ratio((listening + whole.p50()).as_secs_f64() / INSTANT.as_secs_f64()),
    ));
    Ok(weighed)
}
