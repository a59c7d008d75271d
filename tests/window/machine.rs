//! A machine for one story: a display, a session bus and folders of its own, and a room with units on duty.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::notices::Notices;
use crate::owned::Owned;
use crate::screen::Screen;
use crate::window::Window;

/// What the stories run, built by `make test` before them.
fn built(name: &str) -> PathBuf {
    let program = project().join("target/debug").join(name);
    assert!(program.exists(), "{} is not built; `make test` builds it first", program.display());
    program
}

fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The demo region, which `make test` makes first.
fn region() -> PathBuf {
    let named = std::env::var_os("SIGAP_TEST_REGION").unwrap_or_else(|| "regions/demo.region".into());
    let region = project().join(named);
    assert!(region.exists(), "{} does not exist; `make test` makes it first", region.display());
    region
}

/// A display, a session bus, folders and a room.
pub(crate) struct Machine {
    folder: tempfile::TempDir,
    display: String,
    bus: String,
    region: PathBuf,
    room: PathBuf,
    _running: [Owned; 2],
}

impl Machine {
    /// A machine whose room has the demo roster on duty.
    pub(crate) fn new() -> Self {
        Self::with_a_screen_of("1440x900")
    }

    /// The same with another screen, pixels.
    pub(crate) fn with_a_screen_of(size: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = folder.path().join("machine.log");
        let size = format!("{size}x24");
        let screen = ["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"];
        let (xvfb, display) = Owned::that_says(Command::new("Xvfb").args(screen), &log);
        let session = ["--session", "--nofork", "--print-address=1"];
        let (dbus, bus) = Owned::that_says(Command::new("dbus-daemon").args(session), &log);
        let (display, room) = (format!(":{display}"), folder.path().join("room"));
        let machine = Self { folder, display, bus, region: region(), room, _running: [xvfb, dbus] };
        let roster = Command::new(built("sigap"))
            .arg("demo")
            .args(machine.region_and_room())
            .output()
            .expect("sigap runs");
        assert!(roster.status.success(), "{}", String::from_utf8_lossy(&roster.stderr));
        machine
    }

    /// Opens the desk, with a driver at its keyboard.
    pub(crate) async fn opens_the_desk(&self) -> Window {
        self.opens_the_desk_with(&[]).await
    }

    /// The same, which also takes what feeds tell, at the port answered.
    pub(crate) async fn opens_the_desk_to_feeds(&self) -> (Window, u16) {
        let port = free_port();
        (self.opens_the_desk_with(&["--serve", &format!("127.0.0.1:{port}")]).await, port)
    }

    /// The same, started with these arguments too, once it takes keys.
    async fn opens_the_desk_with(&self, arguments: &[&str]) -> Window {
        let window = self.starts_the_desk(arguments).await;
        // Keys pressed before the room has told what it knows go nowhere.
        window.sees("", "Jurnal aman").await;
        window
    }

    /// Starts the desk, whatever it shows.
    pub(crate) async fn starts_the_desk(&self, arguments: &[&str]) -> Window {
        let told = arguments.iter().map(|&one| one.to_owned());
        self.starts_the_desk_as(self.region_and_room().into_iter().chain(told).collect()).await
    }

    /// Starts the desk without saying which region: the last one, or none.
    pub(crate) async fn starts_the_desk_without_a_region(&self) -> Window {
        let [_, _, room, folder] = self.region_and_room();
        self.starts_the_desk_as(vec![room, folder]).await
    }

    async fn starts_the_desk_as(&self, arguments: Vec<String>) -> Window {
        let port = free_port();
        let driver = Owned::start(
            self.on_this_machine("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")]),
            &self.log(),
        );
        until("the driver listens", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()).await;
        let desk = built("sigap-desk");
        let found = pids_of(&desk, &self.room_folder());
        assert!(found.is_empty(), "a desk of this room runs already: {found:?}");
        Window::open(driver, port, &desk, &arguments, &self.log()).await
    }

    /// Another program on this machine, for as long as it is held.
    pub(crate) fn runs(&self, program: &str, arguments: &[&str]) -> Owned {
        Owned::start(self.on_this_machine(program).args(arguments), &self.log())
    }

    /// What is seen on the screen, and done there, by whoever is no page.
    pub(crate) fn screen(&self) -> Screen {
        Screen::of(&self.display)
    }

    /// Lets this story be the one that shows the system's notices.
    pub(crate) async fn notices(&self) -> Notices {
        Notices::on(&self.bus).await
    }

    /// Another program that holds this machine's room.
    pub(crate) async fn serves_the_room(&self) -> Owned {
        let log = self.folder.path().join("serve.log");
        let mut serve = self.on_this_machine(built("sigap"));
        let running =
            Owned::start(serve.arg("serve").args(self.region_and_room()).args(["--port", "0"]), &log);
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        until("the room is served", || said().contains("The room is open")).await;
        running
    }

    /// Has the exchange say that a call rings.
    pub(crate) fn rings(&self, port: u16, call: &str) {
        self.feeds(
            port,
            "POST /feed/call",
            &format!(r#"{{"event":"ringing","call":"{call}","number":"0812345"}}"#),
        );
    }

    /// Has a unit's tracker say where it is now.
    pub(crate) fn tracks(&self, port: u16, unit: &str, (lat, lon): (f64, f64)) {
        let now = std::time::UNIX_EPOCH.elapsed().expect("a clock that is right").as_secs();
        let what = format!("GET /feed/position?id={unit}&lat={lat}&lon={lon}&timestamp={now}");
        self.feeds(port, &what, "");
    }

    fn feeds(&self, port: u16, what: &str, body: &str) {
        let token = std::fs::read_to_string(self.room_folder().join("feed.token")).expect("the feeds' token");
        let request = format!(
            "{what} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            token.trim(),
            body.len()
        );
        let mut feed = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the room listens");
        feed.write_all(request.as_bytes()).expect("it is sent");
        let mut answer = String::new();
        feed.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
    }

    /// Has the whole log verified, as its owner would.
    pub(crate) fn log_is_whole(&self) {
        let checked =
            Command::new(built("sigap")).arg("check").arg("--room").arg(self.room_folder()).output();
        let checked = checked.expect("sigap runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }

    /// A region file of this machine's own, which a story may break.
    pub(crate) fn has_a_region_of_its_own(&mut self) -> PathBuf {
        let own = self.folder.path().join("kota.region");
        std::fs::copy(&self.region, &own).expect("a copy");
        self.region.clone_from(&own);
        own
    }

    /// The same machine, whose desk opens another room.
    pub(crate) fn goes_to_another_room(&mut self) {
        self.room = self.folder.path().join("another room");
    }

    /// Starts the desk a second time as somebody would from the menu, and waits until that start is over.
    pub(crate) async fn starts_the_desk_again(&self) {
        let mut again = self
            .on_this_machine(built("sigap-desk"))
            .args(self.region_and_room())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the desk starts");
        let mut over = None;
        until("the second start ends", || {
            over = again.try_wait().expect("its status");
            over.is_some()
        })
        .await;
        assert!(over.is_some_and(|status| status.success()), "{over:?}");
    }

    /// Ends the desk as a power cut of the program alone would, and waits until it is gone.
    pub(crate) async fn kills_the_desk(&self) {
        let desk = built("sigap-desk");
        let pids = pids_of(&desk, &self.room_folder());
        assert_eq!(pids.len(), 1, "one desk runs");
        for pid in pids {
            rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("it can be killed");
        }
        until("the desk is gone", || pids_of(&desk, &self.room_folder()).is_empty()).await;
    }

    /// How many desks of this room run.
    pub(crate) fn desks(&self) -> usize {
        pids_of(&built("sigap-desk"), &self.room_folder()).len()
    }

    fn room_folder(&self) -> PathBuf {
        self.room.clone()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("machine.log")
    }

    fn region_and_room(&self) -> [String; 4] {
        let text = |path: &Path| path.to_str().expect("a readable path").to_owned();
        ["--region".to_owned(), text(&self.region), "--room".to_owned(), text(&self.room_folder())]
    }

    fn on_this_machine(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY");
        for (name, folder) in
            [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(name, self.folder.path().join(folder));
        }
        command
    }
}

/// Processes of this program on this room.
fn pids_of(program: &Path, room: &Path) -> Vec<rustix::process::Pid> {
    let program = program.canonicalize().expect("it is built");
    let runs = |pid: &i32| {
        let file = |name| format!("/proc/{pid}/{name}");
        let is_program = std::fs::read_link(file("exe")).is_ok_and(|exe| exe == program);
        let arguments = std::fs::read(file("cmdline")).unwrap_or_default();
        is_program && String::from_utf8_lossy(&arguments).contains(&*room.to_string_lossy())
    };
    let entries = std::fs::read_dir("/proc").expect("the processes").flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(runs).filter_map(rustix::process::Pid::from_raw).collect()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Waits for a condition, not for a time; what never comes fails.
pub(crate) async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let look = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_mins(1), look).await.is_ok(), "waited in vain until {what}");
}
