//! The same question over HTTP to OSRM and to ours: OSRM's table service, as far as it is asked here.
//!
//! Both are asked by one client over one connection that is kept; it looks for its answer without a rest. Ours is answered by a thread that reads and writes
//! HTTP with nothing in between, as OSRM's own server does.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use geo::Point;
use roads::{Roads, Starter, VehicleClass};
use serde::Serialize;

use crate::process::cpu_of_thread;
use crate::samples::Samples;
use crate::trouble::Trouble;

const PATIENCE: Duration = Duration::from_mins(1);

/// A place, and the units that could go there.
pub(crate) struct Question {
    pub(crate) place: Point<f64>,
    pub(crate) units: Vec<Point<f64>>,
}

impl Question {
    /// As a path of OSRM's table service: from every unit to the place.
    fn path(&self) -> String {
        let points = std::iter::once(&self.place).chain(&self.units);
        let coordinates: Vec<String> =
            points.map(|point| format!("{:.7},{:.7}", point.x(), point.y())).collect();
        let sources: Vec<String> = (1..=self.units.len()).map(|index| index.to_string()).collect();
        format!(
            "/table/v1/driving/{}?sources={}&destinations=0&generate_hints=false",
            coordinates.join(";"),
            sources.join(";"),
        )
    }
}

/// How long each question takes a server that listens there, or will do soon.
pub(crate) fn ask(server: SocketAddr, questions: &[Question]) -> Result<Samples, Trouble> {
    let until = Instant::now() + PATIENCE;
    let stream = loop {
        match TcpStream::connect(server) {
            Ok(stream) => break stream,
            Err(trouble) if Instant::now() > until => return Err(trouble.into()),
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    };
    let mut connection = Connection::new(stream)?;
    // Nobody is told when an answer is there: the client keeps looking, so its own awakening counts for nobody.
    connection.stream.set_nonblocking(true)?;
    let mut samples = Samples::default();
    for question in questions {
        let request = format!("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", question.path());
        samples.time(|| {
            connection.stream.write_all(request.as_bytes())?;
            connection.answer()
        })?;
    }
    Ok(samples)
}

/// One end of a connection, and what has come in and was not used yet.
struct Connection {
    stream: TcpStream,
    /// The first `filled` bytes of it have come in.
    buffer: Vec<u8>,
    filled: usize,
}

impl Connection {
    fn new(stream: TcpStream) -> Result<Self, Trouble> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 1 << 16], filled: 0 })
    }

    /// Reads what has come in; `false` at the end of the connection.
    fn read(&mut self) -> Result<bool, Trouble> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(2 * self.filled, 0);
        }
        loop {
            match self.stream.read(&mut self.buffer[self.filled..]) {
                Err(not_yet) if not_yet.kind() == ErrorKind::WouldBlock => std::hint::spin_loop(),
                read => {
                    let read = read?;
                    self.filled += read;
                    return Ok(read > 0);
                }
            }
        }
    }

    /// Reads until the lines before the body are in, and says how long they are; `None` at the end of the connection.
    fn head(&mut self) -> Result<Option<usize>, Trouble> {
        const END: &str = "\r\n\r\n";
        let mut seen = 0;
        loop {
            // As text it is searched in strides; byte by byte a long address would cost as much as its answer.
            let came = self.buffer[seen..self.filled].utf8_chunks().next().map_or("", |chunk| chunk.valid());
            if let Some(at) = came.find(END) {
                return Ok(Some(seen + at + END.len()));
            }
            seen = self.filled.saturating_sub(END.len());
            if !self.read()? {
                return Ok(None);
            }
        }
    }

    /// Reads an answer to its end.
    fn answer(&mut self) -> Result<(), Trouble> {
        let head = self.head()?.ok_or(Trouble::Ended { what: "a server" })?;
        let text = std::str::from_utf8(&self.buffer[..head]).unwrap_or_default();
        if !text.lines().next().is_some_and(|line| line.contains(" 200 ")) {
            return Err(Trouble::Surprise("a server did not answer a table"));
        }
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let whole = head + length.ok_or(Trouble::Surprise("an answer does not tell its length"))?;
        while self.filled < whole {
            if !self.read()? {
                return Err(Trouble::Ended { what: "a server" });
            }
        }
        self.forget(whole);
        Ok(())
    }

    /// Has done with the first so many bytes.
    fn forget(&mut self, done: usize) {
        self.buffer.copy_within(done..self.filled, 0);
        self.filled -= done;
    }
}

/// How long each question takes ours over HTTP, with as many answers exact as are wanted; and for how long each keeps the
/// server's thread on a processor.
pub(crate) fn ask_ours(
    roads: &Roads,
    wanted: usize,
    questions: &[Question],
) -> Result<(Samples, Duration), Trouble> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::scope(|scope| {
        let server = scope.spawn(|| serve(&listener, roads, wanted));
        let asked = ask(address, questions);
        // The client has hung up by now.
        let cpu = server.join().map_err(|_| Trouble::Surprise("our server fell over"))??;
        Ok((asked?, cpu / questions.len().max(1) as u32))
    })
}

/// A table of OSRM's, as far as it is told here: seconds from every unit to the place.
#[derive(Serialize)]
struct Table {
    code: &'static str,
    durations: Vec<[Option<f64>; 1]>,
}

/// Answers one client until it hangs up, and tells the time on a processor that it took.
fn serve(listener: &TcpListener, roads: &Roads, wanted: usize) -> Result<Duration, Trouble> {
    let (stream, _) = listener.accept()?;
    let before = cpu_of_thread();
    let mut connection = Connection::new(stream)?;
    while let Some(head) = connection.head()? {
        let asked = std::str::from_utf8(&connection.buffer[..head]).ok().and_then(asked);
        let (place, units) = asked.ok_or(Trouble::Surprise("our server was asked nonsense"))?;
        connection.forget(head);
        let reaches = roads.soonest(place, &units, wanted).reaches;
        let seconds = reaches.iter().map(|reach| [reach.travel_ms().map(|ms| f64::from(ms) / 1e3)]);
        let body = serde_json::to_string(&Table { code: "Ok", durations: seconds.collect() })?;
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        connection.stream.write_all(answer.as_bytes())?;
    }
    Ok(cpu_of_thread().saturating_sub(before))
}

/// The place and the units that a request is about.
fn asked(request: &str) -> Option<(Point<f64>, Vec<Starter>)> {
    let coordinates = request.strip_prefix("GET /table/v1/driving/")?.split('?').next()?;
    let mut points = coordinates.split(';').map(|pair| {
        let (lon, lat) = pair.split_once(',')?;
        Some(Point::new(lon.parse().ok()?, lat.parse().ok()?))
    });
    let place = points.next()??;
    let units = points.map(|point| Some(Starter { point: point?, class: VehicleClass::Car }));
    Some((place, units.collect::<Option<_>>()?))
}
