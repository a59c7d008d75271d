//! The same question over HTTP to OSRM and to ours: OSRM's table service, as far as it is asked here.
//!
//! Both are asked by one client over one connection that is kept. Ours is answered by a thread that reads and writes
//! HTTP with nothing in between, as OSRM's own server does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use geo::Point;
use roads::{Roads, Starter, VehicleClass};
use serde_json::json;

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

    /// What such a path asks.
    fn of_path(path: &str) -> Option<Self> {
        let coordinates = path.strip_prefix("/table/v1/driving/")?.split('?').next()?;
        let point = |pair: &str| {
            let (lon, lat) = pair.split_once(',')?;
            Some(Point::new(lon.parse().ok()?, lat.parse().ok()?))
        };
        let mut points = coordinates.split(';').map(point);
        Some(Self { place: points.next()??, units: points.collect::<Option<_>>()? })
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
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let mut samples = Samples::default();
    for question in questions {
        let request = format!("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", question.path());
        samples.time(|| {
            reader.get_mut().write_all(request.as_bytes())?;
            answer(&mut reader)
        })?;
    }
    Ok(samples)
}

/// Reads an answer to its end.
fn answer(reader: &mut BufReader<TcpStream>) -> Result<(), Trouble> {
    let head = head(reader)?;
    if !head.first().is_some_and(|line| line.contains(" 200 ")) {
        return Err(Trouble::Surprise("a server did not answer a table"));
    }
    let length = head.iter().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let length = length.ok_or(Trouble::Surprise("an answer does not tell its length"))?;
    let mut body = vec![0; length];
    Ok(reader.read_exact(&mut body)?)
}

/// The lines of a request or an answer before its body; none at the end of the connection.
fn head(reader: &mut BufReader<TcpStream>) -> std::io::Result<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(lines);
        }
        lines.push(line);
    }
}

/// How long each question takes ours over HTTP, with as many answers exact as are wanted.
pub(crate) fn ask_ours(roads: &Roads, wanted: usize, questions: &[Question]) -> Result<Samples, Trouble> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::scope(|scope| {
        let server = scope.spawn(|| serve(&listener, roads, wanted));
        let asked = ask(address, questions);
        // The client has hung up by now.
        let served = server.join().map_err(|_| Trouble::Surprise("our server fell over"))?;
        served.and(asked)
    })
}

/// Answers one client until it hangs up.
fn serve(listener: &TcpListener, roads: &Roads, wanted: usize) -> Result<(), Trouble> {
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let head = head(&mut reader)?;
        let Some(request) = head.first() else { return Ok(()) };
        let question = request.split(' ').nth(1).and_then(Question::of_path);
        let Question { place, units } = question.ok_or(Trouble::Surprise("our server was asked nonsense"))?;
        let units = units.into_iter().map(|point| Starter { point, class: VehicleClass::Car });
        let units: Vec<Starter> = units.collect();
        let reaches = roads.soonest(place, &units, wanted).reaches;
        let seconds = reaches.iter().map(|reach| [reach.travel_ms().map(|ms| f64::from(ms) / 1e3)]);
        let body = json!({ "code": "Ok", "durations": seconds.collect::<Vec<_>>() }).to_string();
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        reader.get_mut().write_all(answer.as_bytes())?;
    }
}
