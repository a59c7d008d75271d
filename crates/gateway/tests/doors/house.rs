//! A real room behind a real listener, and the two kinds of client that knock.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use gateway::frame::{ClientFrame, ServerFrame};
use gateway::{Limits, Listen, Serving, serve};
use room::api::{Answer, Caller, Change, Language, Problem, Request, Snapshot};
use room::clock::{Clock, SystemClock};
use room::dispatch::unit::{Service, Vehicle};
use room::dispatch::{Actor, Command, Position, UnitId, UnitSpec};
use room::{Opening, Room};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};
use uuid::Uuid;

/// Kota Melati, built once for all tests.
fn region() -> PathBuf {
    static TOWN: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = TOWN.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = region::testing::small_town(folder.path()).unwrap();
        (folder, path)
    });
    path.clone()
}

pub(crate) struct House {
    pub(crate) room: Room,
    pub(crate) serving: Serving,
    _folder: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::with(Limits::default()).await
    }

    pub(crate) async fn with(limits: Limits) -> Self {
        Self::opened(limits, Arc::new(SystemClock)).await
    }

    /// A room whose clock the story sets.
    pub(crate) async fn by(clock: Arc<dyn Clock>) -> Self {
        Self::opened(Limits::default(), clock).await
    }

    async fn opened(limits: Limits, clock: Arc<dyn Clock>) -> Self {
        let folder = TempDir::new().unwrap();
        let opening = Opening { clock, ..Opening::new(folder.path(), region()) };
        let room = Room::open(opening).await.unwrap();
        let serving = serve(room.clone(), Listen { limits, ..Listen::default() }).await.unwrap();
        Self { room, serving, _folder: folder }
    }

    pub(crate) fn host(&self) -> String {
        self.serving.addr().to_string()
    }

    /// Enters a unit on the roster.
    pub(crate) async fn register(&self, id: &str) -> UnitId {
        let spec = UnitSpec {
            id: UnitId::from(id),
            service: Service::Medical,
            agency: "PSC 119".to_owned(),
            vehicle: Vehicle::Ambulance,
            capabilities: vec!["als".to_owned()],
            station: None,
            station_name: "Klinik Melati".to_owned(),
            home: Position::new(-8.2101, 114.3625).unwrap(),
            crew: 3,
            turnout_s: Some(60),
        };
        let command = Box::new(Command::RegisterUnit { spec });
        self.room.ask(&lead(), Request::Submit { id: Uuid::new_v4(), command }).await.unwrap();
        UnitId::from(id)
    }

    /// The token of a unit's own page.
    pub(crate) async fn pair(&self, unit: &UnitId) -> String {
        let paired = self.room.ask(&lead(), Request::PairPage { unit: unit.clone() }).await.unwrap();
        let Answer::Paired(pairing) = paired else { panic!("{paired:?}") };
        pairing.path.split_once("#token=").unwrap().1.to_owned()
    }

    pub(crate) async fn snapshot(&self) -> Snapshot {
        match self.room.ask(&lead(), Request::Snapshot).await.unwrap() {
            Answer::Snapshot(snapshot) => *snapshot,
            other => panic!("{other:?}"),
        }
    }

    /// Sends one HTTP request; `head` is its first line and headers, without `Host` unless it has one.
    pub(crate) async fn http(&self, head: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(self.serving.addr()).await.unwrap();
        let (first, headers) = head.split_once('\n').unwrap_or((head, ""));
        let host =
            if headers.contains("host:") { String::new() } else { format!("host: {}\r\n", self.host()) };
        let headers: Vec<&str> = headers.lines().chain([""]).collect();
        let (headers, length) = (headers.join("\r\n"), body.len());
        let text = format!(
            "{first} HTTP/1.1\r\n{host}{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(text.as_bytes()).await.unwrap();
        // A server that refuses a large body may close before all of it is written.
        let _ = stream.write_all(body.as_bytes()).await;
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        Reply::parse(&bytes)
    }

    /// Rings, answers or hangs up as the exchange would.
    pub(crate) async fn exchange(&self, body: &str) -> Reply {
        self.http(&format!("POST /feed/call\nauthorization: Bearer {}", self.room.feed_token()), body).await
    }

    /// Connects without saying who it is.
    pub(crate) async fn connect(&self, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
        let stream = TcpStream::connect(self.serving.addr()).await.unwrap();
        let mut request = format!("ws://{}/ws", self.host()).into_client_request().unwrap();
        for &(name, value) in headers {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        match client_async(request, stream).await {
            Ok((stream, _)) => Ok(Socket { stream, passed: VecDeque::new() }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// A desk that has been let in.
    pub(crate) async fn desk(&self) -> Socket {
        self.client(&self.room.desk_token()).await
    }

    /// A client that has been let in.
    pub(crate) async fn client(&self, token: &str) -> Socket {
        let mut socket = self.connect(&[]).await.unwrap();
        socket.hello(token).await;
        let welcome = socket.text().await.unwrap();
        assert!(welcome.starts_with(r#"{"welcome":"#), "{welcome}");
        socket
    }
}

pub(crate) fn lead() -> Caller {
    Caller { actor: Actor::Lead { desk: "1".to_owned() }, language: Language::En }
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let pair =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { status, headers: lines.filter_map(pair).collect(), body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// Far longer than anything takes: a story that waits for what never comes fails rather than hangs.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    /// Changes that came while an answer was waited for: a change may come before the receipt of what made it.
    passed: VecDeque<Change>,
}

impl Socket {
    pub(crate) async fn hello(&mut self, token: &str) {
        self.send(&serde_json::json!({ "token": token }).to_string()).await;
    }

    pub(crate) async fn send(&mut self, text: &str) {
        self.stream.send(Message::text(text)).await.unwrap();
    }

    /// Sends, where the other side may have closed already; whether it hasn't.
    pub(crate) async fn try_send(&mut self, text: &str) -> bool {
        self.stream.send(Message::text(text)).await.is_ok()
    }

    /// The next text, or how it was closed.
    pub(crate) async fn text(&mut self) -> Result<String, Option<CloseFrame>> {
        loop {
            let next =
                tokio::time::timeout(PATIENCE, self.stream.next()).await.expect("something should have come");
            match next {
                Some(Ok(Message::Text(text))) => return Ok(text.as_str().to_owned()),
                Some(Ok(Message::Close(frame))) => return Err(frame),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// The code it was closed with, whatever came before.
    pub(crate) async fn closed(&mut self) -> Option<u16> {
        loop {
            if let Err(frame) = self.text().await {
                return frame.map(|frame| u16::from(frame.code));
            }
        }
    }

    async fn frame(&mut self) -> ServerFrame {
        serde_json::from_str(&self.text().await.unwrap()).unwrap()
    }

    /// Asks, and waits for the answer to that.
    pub(crate) async fn ask(&mut self, number: u32, request: Request) -> Result<Answer, Problem> {
        let frame = ClientFrame { id: number, language: Language::En, request };
        self.send(&serde_json::to_string(&frame).unwrap()).await;
        self.answer(Some(number)).await
    }

    /// The answer of that number.
    pub(crate) async fn answer(&mut self, number: Option<u32>) -> Result<Answer, Problem> {
        loop {
            match self.frame().await {
                ServerFrame::Answer { id, answer } if Some(id) == number => return Ok(answer),
                ServerFrame::Problem { id, problem } if id == number => return Err(problem),
                ServerFrame::Push { push } => self.passed.extend(push.changes),
                _ => {}
            }
        }
    }

    /// The numbers of the next answers, in the order they come.
    pub(crate) async fn answered(&mut self, count: usize) -> Vec<u32> {
        let mut numbers = Vec::new();
        while numbers.len() < count {
            if let ServerFrame::Answer { id, .. } = self.frame().await {
                numbers.push(id);
            }
        }
        numbers
    }

    /// Waits for the word that nothing has changed and the line is there.
    pub(crate) async fn is_told_that_the_line_is_there(&mut self) -> bool {
        loop {
            match self.frame().await {
                ServerFrame::Alive { .. } => return true,
                ServerFrame::Push { .. } => {}
                _ => return false,
            }
        }
    }

    /// The first change that `wanted` takes.
    pub(crate) async fn change<T>(&mut self, wanted: impl Fn(Change) -> Option<T>) -> T {
        loop {
            if let Some(found) = std::iter::from_fn(|| self.passed.pop_front()).find_map(&wanted) {
                return found;
            }
            if let ServerFrame::Push { push } = self.frame().await {
                self.passed.extend(push.changes);
            }
        }
    }
}
