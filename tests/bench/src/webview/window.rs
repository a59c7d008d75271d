//! The desktop window, on a screen that nobody sees.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{PATIENCE, SETTLING, Weighed};
use crate::process::{Memory, Running, family};
use crate::served::Programs;
use crate::trouble::Trouble;

/// The desktop application, the release build first.
pub(super) fn built() -> Option<PathBuf> {
    let built = ["target/release/sigap-desk", "target/debug/sigap-desk"].map(PathBuf::from);
    built.into_iter().find(|path| path.exists())
}

/// Opens the real window on a screen that nobody sees.
pub(super) fn weigh(window: &Path, programs: &Programs, room: &Path) -> Result<Vec<Weighed>, Trouble> {
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
