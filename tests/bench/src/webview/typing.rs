//! From a key to the screen, at this desk and at another.

use std::time::Duration;

use serde::Deserialize;

use super::script::{Script, ms};
use crate::samples::{Samples, ratio, times, told};
use crate::served::Served;
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// From a keystroke to the recommendation painted, p99.
const GOAL: Duration = Duration::from_millis(50);
/// The room's part of it.
const GOAL_OF_THE_ROOM: Duration = Duration::from_millis(2);

/// One key, ms.
#[derive(Deserialize)]
struct Key {
    /// Until the frame with the recommendation was presented.
    painted: f64,
    /// Until the recommendation was in the page.
    inserted: f64,
    /// The type was kept by the room.
    drafted: f64,
    /// The room's answer to who should go, as the page has it.
    assess: f64,
    /// What the room says that it took for it.
    reckoned: f64,
    /// Until another desk's queue showed it.
    elsewhere: f64,
}

/// Prints how long a key takes to what it brings.
pub(super) fn measure(served: &Served, keys: usize) -> Result<(), Trouble> {
    let script = Script::start("typing", &[&served.desk, &keys.to_string()])?;
    let keys: Vec<Key> = script.told()?;
    script.stop()?;
    let of = |part: fn(&Key) -> f64| {
        let mut samples = Samples::default();
        for key in &keys {
            samples.push(ms(part(key)));
        }
        samples
    };
    let painted = of(|key| key.painted);
    let reckoned = of(|key| key.reckoned);
    let elsewhere = of(|key| key.elsewhere);
    let mut table = Table::new(&["from Enter on a type, 100 units", "p10", "p50", "p90", "p99"]);
    for (what, samples) in [
        ("to the recommendation, painted", &painted),
        ("of these: until it is in the page", &of(|key| key.inserted)),
        ("of these: the room keeps the type", &of(|key| key.drafted)),
        ("of these: asking who should go, until answered", &of(|key| key.assess)),
        ("of these: the room reckons", &reckoned),
        ("to another desk's queue, painted", &elsewhere),
    ] {
        table.row([what.to_owned()].into_iter().chain(samples.columns()));
    }
    table.print();
    reading(&format!(
        "p99 is {} of the {} it may take; the room reckons for {} (p50), {} of its 2 ms. Another desk shows the type after {} (p50). \
         {} keys, one page and a second one in the same browser; painted is what it tells of the frame's presentation.",
        ratio(times(painted.percentile(99), GOAL)),
        told(GOAL),
        told(reckoned.p50()),
        ratio(times(reckoned.p50(), GOAL_OF_THE_ROOM)),
        told(elsewhere.p50()),
        keys.len(),
    ));
    Ok(())
}
