//! The desk as people see it: how soon it can be typed into, and what window and room weigh.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{Memory, Running, family, mib};
use crate::samples::{Samples, ratio, told};
use crate::served::{Programs, Served};
use crate::table::{Table, reading, skipped};
use crate::trouble::Trouble;

const PATIENCE: Duration = Duration::from_mins(1);
/// How long a window is left to settle before it is weighed.
const SETTLING: Duration = Duration::from_secs(10);

/// Prints how soon a browser's desk is usable, and the memory of room and window.
pub(crate) async fn measure(programs: &Programs, folder: &Path, times_each: usize) -> Result<(), Trouble> {
    let room = folder.join("desk");
    put_units_on(programs, &room)?;
    let mut weights = Vec::new();
    match in_browser(programs, &room, times_each).await {
        Ok(weighed) => weights.extend(weighed),
        Err(error) => skipped(format!("the desk in a browser: {error}")),
    }
    match built_window() {
        Some(window) => match in_window(&window, programs, &room) {
            Ok(weighed) => weights.extend(weighed),
            Err(error) => skipped(format!("the desktop window: {error}")),
        },
        None => skipped("the desktop window: sigap-desk is not built"),
    }
    print_weights(&weights);
    Ok(())
}

/// A process or several, and what they weigh.
struct Weighed {
    what: String,
    memory: Memory,
}

fn put_units_on(programs: &Programs, room: &Path) -> Result<(), Trouble> {
    let mut command = Command::new(&programs.sigap);
    let demo = command.args(["demo", "--json", "--region"]).arg(&programs.region).arg("--room").arg(room);
    let running = Running::start(demo)?;
    running.line("putting units on duty", PATIENCE).map(drop)
}

async fn in_browser(programs: &Programs, room: &Path, times_each: usize) -> Result<Vec<Weighed>, Trouble> {
    let served = Served::start(programs, room)?;
    let listening = served.began.elapsed();
    served.first_snapshot().await?;
    let mut command = Command::new("node");
    let browser =
        Running::start(command.arg("tests/bench/desk.mjs").arg(&served.desk).arg(times_each.to_string()))?;
    let line = browser.line("the desk in a browser", PATIENCE)?;
    let (mut usable, mut since_key) = (Samples::default(), Samples::default());
    for [whole, after_key] in serde_json::from_str::<Vec<[f64; 2]>>(&line)? {
        usable.push(Duration::from_secs_f64(whole / 1e3));
        since_key.push(Duration::from_secs_f64(after_key / 1e3));
    }
    std::thread::sleep(SETTLING);
    let family = family(browser.pid());
    let renderers = family.iter().filter(|(_, line)| line.contains("--type=renderer")).map(|(&pid, _)| pid);
    let weighed = vec![
        Weighed { what: "backend (sigap serve), one desk".to_owned(), memory: Memory::of(served.pid()) },
        Weighed { what: "desk in Chromium, its renderers".to_owned(), memory: Memory::sum(renderers) },
    ];
    browser.stop(PATIENCE)?;
    served.stop()?;
    let mut table = Table::new(&["the desk in a browser that is open", "median", "slowest"]);
    let steps = [("from address to typing a new call's type", &usable), ("of these: after F3", &since_key)];
    for (step, samples) in steps {
        table.row([step.to_owned(), told(samples.p50()), told(samples.percentile(100))]);
    }
    table.row(["the room's start before it".to_owned(), told(listening), told(listening)]);
    table.print();
    reading(&format!(
        "From starting the program to typing: {}, {} the 100 ms that feel instant. {times_each} fresh browser profiles.",
        told(listening + usable.p50()),
        ratio((listening + usable.p50()).as_secs_f64() / 0.1),
    ));
    Ok(weighed)
}

/// The desktop application, the release build first.
fn built_window() -> Option<PathBuf> {
    let built = ["target/release/sigap-desk", "target/debug/sigap-desk"].map(PathBuf::from);
    built.into_iter().find(|path| path.exists())
}

/// Opens the real window on a screen that nobody sees.
fn in_window(window: &Path, programs: &Programs, room: &Path) -> Result<Vec<Weighed>, Trouble> {
    let screen = ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"];
    let screen = Running::start(Command::new("Xvfb").args(screen))?;
    let display = format!(":{}", screen.line("the screen", PATIENCE)?.trim());
    // Its own settings, so that none of the machine's user's are read or written.
    let home = room.with_extension("home");
    std::fs::create_dir_all(&home)?;
    let mut command = Command::new(window);
    command.env("DISPLAY", &display).env("HOME", &home).env_remove("WAYLAND_DISPLAY");
    for (name, folder) in
        [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")]
    {
        command.env(name, home.join(folder));
    }
    command.arg("--region").arg(&programs.region).arg("--room").arg(room);
    let app = Running::start(&mut command)?;
    let web_process = |(_, line): &(u32, String)| line.contains("WebKitWebProcess");
    let until = Instant::now() + PATIENCE;
    while !family(app.pid()).into_iter().any(|own| web_process(&own)) {
        if Instant::now() > until {
            return Err(Trouble::Late { what: "the window", within: PATIENCE });
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(SETTLING);
    let web: Vec<u32> = family(app.pid()).into_iter().filter(web_process).map(|(pid, _)| pid).collect();
    let whole = family(app.pid()).into_keys();
    let weighed = vec![
        Weighed {
            what: "window's own process with the room in it".to_owned(),
            memory: Memory::of(app.pid()),
        },
        Weighed { what: "window's webview (WebKitWebProcess)".to_owned(), memory: Memory::sum(web) },
        Weighed { what: "window, all its processes".to_owned(), memory: Memory::sum(whole) },
    ];
    app.stop(PATIENCE)?;
    screen.stop(PATIENCE)?;
    Ok(weighed)
}

fn print_weights(weights: &[Weighed]) {
    if weights.is_empty() {
        return;
    }
    let backend = weights.iter().map(|own| own.memory.pss).next().unwrap_or_default();
    let mut table = Table::new(&["memory after 10 s of rest", "RSS", "PSS", "PSS ÷ first row"]);
    for Weighed { what, memory } in weights {
        let share = ratio(memory.pss as f64 / backend.max(1) as f64);
        table.row([what.clone(), mib(memory.rss), mib(memory.pss), share]);
    }
    table.print();
    reading(
        "PSS divides shared pages among those who share them, so rows add up. The page outweighs the room.",
    );
}
