//! A position update in Redis, as many fleets are kept: `GEOADD` over loopback.
//!
//! It keeps a point in a sorted set; it finds no road.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use geo::Point;

use crate::process::Running;
use crate::samples::Samples;
use crate::trouble::Trouble;

const PORT: &str = "5113";
const PATIENCE: Duration = Duration::from_secs(5);
/// Commands sent at once, where nobody waits for each answer.
const TOGETHER: usize = 100;

/// How long an update takes: each awaited, and the mean of many sent at once.
pub(crate) struct Updates {
    pub(crate) awaited: Samples,
    pub(crate) together: Samples,
}

/// Whether there is a Redis to be started.
pub(crate) fn is_installed() -> bool {
    Command::new("redis-server").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Starts a Redis that keeps nothing on disk, and puts each unit at each of its points in turn.
pub(crate) fn measure(tracks: &[Vec<Point<f64>>]) -> Result<Updates, Trouble> {
    let mut command = Command::new("redis-server");
    command.args(["--port", PORT, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    let server = Running::start(&mut command)?;
    let mut stream = connected()?;
    stream.set_nodelay(true)?;
    let mut updates = Updates { awaited: Samples::default(), together: Samples::default() };
    let steps = tracks.iter().map(Vec::len).min().unwrap_or(0);
    for step in 0..steps {
        let commands = (0..).zip(tracks).map(|(unit, track)| geoadd(unit, track[step]));
        let commands: Vec<Vec<u8>> = commands.collect();
        if step % 2 == 0 {
            for command in &commands {
                updates.awaited.time(|| send(&mut stream, command, 1))?;
            }
        } else {
            for batch in commands.chunks(TOGETHER) {
                let began = Instant::now();
                send(&mut stream, &batch.concat(), batch.len())?;
                updates.together.push(began.elapsed() / batch.len() as u32);
            }
        }
    }
    server.stop(PATIENCE)?;
    Ok(updates)
}

fn connected() -> Result<TcpStream, Trouble> {
    let until = Instant::now() + PATIENCE;
    loop {
        match TcpStream::connect(format!("127.0.0.1:{PORT}")) {
            Ok(stream) => return Ok(stream),
            Err(trouble) if Instant::now() > until => return Err(trouble.into()),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// The command in Redis's protocol.
fn geoadd(unit: usize, at: Point<f64>) -> Vec<u8> {
    let words =
        ["GEOADD".into(), "units".into(), at.x().to_string(), at.y().to_string(), format!("unit-{unit}")];
    let told = words.map(|word: String| format!("${}\r\n{word}\r\n", word.len()));
    format!("*5\r\n{}", told.concat()).into_bytes()
}

/// Sends commands and waits for their answers, each a line.
fn send(stream: &mut TcpStream, commands: &[u8], answers: usize) -> Result<(), Trouble> {
    stream.write_all(commands)?;
    let (mut lines, mut buffer) = (0, [0; 4096]);
    while lines < answers {
        let read = stream.read(&mut buffer)?;
        if read == 0 || buffer[0] == b'-' {
            return Err(Trouble::Surprise("Redis refused a command"));
        }
        lines += buffer[..read].split(|&byte| byte == b'\n').count() - 1;
    }
    Ok(())
}
