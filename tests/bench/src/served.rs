//! A room in a process of its own, as `sigap serve` runs it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use gateway::frame::{ClientFrame, Hello};
use room::api::{Language, Request};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};

use crate::process::Running;
use crate::trouble::Trouble;

const PATIENCE: Duration = Duration::from_secs(20);

/// Where the programs are, and what they serve.
pub(crate) struct Programs {
    /// `sigap`.
    pub(crate) sigap: PathBuf,
    /// The region.
    pub(crate) region: PathBuf,
}

/// A room that listens.
pub(crate) struct Served {
    process: Running,
    folder: PathBuf,
    /// `http://127.0.0.1:PORT/`.
    url: String,
    /// The address that opens a desk.
    pub(crate) desk: String,
    /// When its process was started.
    pub(crate) began: Instant,
}

impl Served {
    /// Starts it, and waits for the line that says where it listens.
    pub(crate) fn start(programs: &Programs, folder: &Path) -> Result<Self, Trouble> {
        Self::start_with(programs, folder, &[])
    }

    /// The same, told more than where the region and the room are.
    pub(crate) fn start_with(programs: &Programs, folder: &Path, more: &[&str]) -> Result<Self, Trouble> {
        let began = Instant::now();
        let mut command = Command::new(&programs.sigap);
        command.args(["serve", "--json", "--port", "0", "--region"]).arg(&programs.region);
        let process = Running::start(command.arg("--room").arg(folder).args(more))?;
        let line: serde_json::Value = serde_json::from_str(&process.line("listening", PATIENCE)?)?;
        let text = |key: &str| line.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let (url, desk) =
            text("listening").zip(text("desk")).ok_or(Trouble::Surprise("no address was told"))?;
        Ok(Self { process, folder: folder.to_owned(), url, desk, began })
    }

    /// Connects as a desk does, and waits for all that a desk shows.
    pub(crate) async fn first_snapshot(&self) -> Result<(), Trouble> {
        let asked = tokio::time::timeout(PATIENCE, self.snapshot()).await;
        asked.map_err(|_| Trouble::Late { what: "the first snapshot", within: PATIENCE })?
    }

    async fn snapshot(&self) -> Result<(), Trouble> {
        let token = std::fs::read_to_string(self.folder.join("desk.token"))?.trim().to_owned();
        let hello = serde_json::to_string(&Hello { token, seat: None })?;
        let request = ClientFrame { id: 1, language: Language::Id, request: Request::Snapshot };
        let request = serde_json::to_string(&request)?;
        let address = format!("{}ws", self.url.replacen("http", "ws", 1));
        let (mut socket, _) = connect_async(address).await.map_err(boxed)?;
        for text in [hello, request] {
            socket.send(Message::Text(text.into())).await.map_err(boxed)?;
        }
        while let Some(message) = socket.next().await {
            let Message::Text(text) = message.map_err(boxed)? else { continue };
            let frame: serde_json::Value = serde_json::from_str(&text)?;
            if frame.pointer("/answer/answer").is_some_and(|answer| answer == "snapshot") {
                return Ok(());
            }
        }
        Err(Trouble::Surprise("the room hung up"))
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.pid()
    }

    pub(crate) fn stop(self) -> Result<(), Trouble> {
        self.process.stop(PATIENCE)
    }
}

fn boxed(error: SocketError) -> Trouble {
    Trouble::Socket(Box::new(error))
}
