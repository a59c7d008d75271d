//! The command line as a person or a script uses it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests, and what they share")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn sigap(folder: &Path, args: &str) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &Path, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigap"));
    command.args(args.split(' ')).current_dir(folder).env_remove("SIGAP_REGION").env_remove("SIGAP_ROOM");
    command
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with the small town's map data and region file.
fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    region::testing::small_town(folder.path()).unwrap();
    folder
}

#[test]
fn from_map_data_to_a_verified_room() {
    let town = town();
    let built =
        json(&sigap(town.path(), "region build kota-melati.osm.pbf --out t.region --name Melati --json"));
    assert_eq!(built["name"], "Melati");
    let info = json(&sigap(town.path(), "region info t.region --json"));
    assert_eq!(info["segments"], built["roads"]["segments"]);
    let entered = json(&sigap(town.path(), "demo --region t.region --room room --json"));
    assert!(entered["units"].as_u64().unwrap() > 8, "{entered}");
    let checked = json(&sigap(town.path(), "check --room room --json"));
    assert_eq!(checked["whole"], true);
    assert!(checked["events"].as_u64() >= entered["units"].as_u64(), "{checked}");
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let town = town();
    std::fs::write(town.path().join("junk"), "junk").unwrap();
    let table = [
        ("serve --region nowhere.region --room room", 1, "nowhere.region"),
        ("serve --region junk --room room", 1, "not a region file"),
        ("region build junk --out t.region", 1, "not an .osm.pbf"),
        ("region info nowhere.region", 1, "nowhere.region"),
        ("region check junk", 1, "not a region file"),
        ("check --room nowhere", 1, "nowhere"),
        ("serve --region kota-melati.region --room room --port 0 --origin here", 1, "no origin"),
        ("serve --region kota-melati.region --room room --port 0 --rate 5", 2, "--calls"),
        (
            "serve --region kota-melati.region --room room --basemap junk",
            1,
            "neither a PMTiles nor an MBTiles",
        ),
        ("dispatch", 2, "unrecognized"),
    ];
    for (args, code, says) in table {
        let output = sigap(town.path(), args);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args}: {said}");
        assert!(said.contains(says), "{args}: {said}");
        assert!(output.stdout.is_empty(), "{args}");
    }
}

#[test]
fn a_log_that_was_tampered_with_has_its_own_exit_code() {
    let town = town();
    sigap(town.path(), "demo --region kota-melati.region --room room");
    let journal = town.path().join("room/room.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    // Wherever it is written: in the event, and in the snapshot that spares reading it.
    let places: Vec<usize> = (6..bytes.len()).filter(|&at| bytes[..=at].ends_with(b"PSC 119")).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at] = b'8';
    }
    std::fs::write(&journal, bytes).unwrap();
    let output = sigap(town.path(), "check --room room --json");
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let damage: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(damage["damage"].as_str().unwrap().contains("not what was written"), "{damage}");
}

#[test]
fn a_served_room_says_where_it_is_and_closes_when_told() {
    let town = town();
    let args = "serve --region kota-melati.region --room room --port 0 --json";
    let mut serving =
        command(town.path(), args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(serving.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let listening = told["listening"].as_str().unwrap();
    assert!(told["desk"].as_str().unwrap().starts_with(&format!("{listening}#token=")), "{told}");

    let second = sigap(town.path(), args);
    assert_eq!(second.status.code(), Some(1), "one room, one writer");

    let pid = serving.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(serving.wait().unwrap().code(), Some(0));
}

/// Asked to end by the system, as when a machine is shut down, a build tidies up as after ctrl-c.
#[test]
fn a_build_that_is_told_to_end_leaves_nothing_behind() {
    let town = town();
    assert!(Command::new("mkfifo").arg(town.path().join("endless")).status().unwrap().success());
    let mut build = command(town.path(), "region build endless -o kota-melati.region");
    let build = build.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let before = std::fs::read(town.path().join("kota-melati.region")).unwrap();
    // Opens once the build reads; by then it listens.
    let mut map = File::options().write(true).open(town.path().join("endless")).unwrap();
    map.write_all(&region::testing::town().to_bytes()).unwrap();
    let pid = build.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    // A blob of a kind that readers pass over, until nobody reads any more.
    let padding = b"\x00\x00\x00\x05\x0a\x01x\x18\x00".repeat(1000);
    assert!((0..100_000).any(|_| map.write_all(&padding).is_err()), "it never ended");
    let ended = build.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!((ended.status.code(), said.as_str()), (Some(1), "sigap: cancelled: nothing was written\n"));
    assert_eq!(std::fs::read(town.path().join("kota-melati.region")).unwrap(), before);
    let left = std::fs::read_dir(town.path()).unwrap().count();
    assert_eq!(left, 3, "the map, the region and the pipe");
}

/// The log is the room's own: building its region again touches nothing in it, and the room says that it was.
#[test]
fn a_region_built_again_leaves_the_room_its_own() {
    let town = town();
    let folder = town.path();
    sigap(folder, "demo --region kota-melati.region --room room");
    let before = json(&sigap(folder, "check --room room --json"));
    let stations = "name,kind,lat,lon\nPos Pantai,rescue,-8.2100,114.3640\n";
    std::fs::write(folder.join("posts.csv"), stations).unwrap();
    let built = "region build kota-melati.osm.pbf -o kota-melati.region --stations posts.csv --json";
    let report = json(&sigap(folder, built));
    assert_eq!(report["name"], "Kota Melati", "its name stays");
    assert_eq!(report["changes"]["stations_new"][0]["name"], "Pos Pantai", "{report}");
    assert_eq!(json(&sigap(folder, "check --room room --json")), before);

    let opened = sigap(folder, "demo --region kota-melati.region --room room");
    let said = String::from_utf8_lossy(&opened.stderr).into_owned();
    assert!(said.contains("the region was replaced since this room was last open"), "{said}");
    let again = sigap(folder, "demo --region kota-melati.region --room room");
    assert!(!String::from_utf8_lossy(&again.stderr).contains("replaced"), "said once");
}

/// The body of what a room's front answers to a path.
fn fetch(listening: &str, path: &str) -> Vec<u8> {
    let address = listening.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
    answer.split_off(body)
}

#[test]
fn a_room_with_a_basemap_of_its_own_draws_that() {
    let town = town();
    let layers = r#"{"vector_layers": [{"id": "land"}, {"id": "streets"}, {"id": "place_labels"}]}"#;
    let writer =
        pmtiles::PmTilesWriter::new(pmtiles::TileType::Mvt).min_zoom(0).max_zoom(14).metadata(layers);
    let mut writer = writer.create(File::create(town.path().join("own.pmtiles")).unwrap()).unwrap();
    writer.add_tile(pmtiles::TileCoord::new(14, 13397, 8566).unwrap(), b"a tile of our own").unwrap();
    writer.finalize().unwrap();

    let args = "serve --region kota-melati.region --room room --port 0 --basemap own.pmtiles --json";
    let mut serving =
        command(town.path(), args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(serving.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let packed = fetch(told["listening"].as_str().unwrap(), "/tiles/14/13397/8566.mvt");
    let mut tile = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut tile).unwrap();
    assert_eq!(tile, "a tile of our own");
    serving.kill().unwrap();
    serving.wait().unwrap();
}

#[test]
fn a_region_is_checked_and_its_exit_code_tells_whether_units_can_come() {
    let town = town();
    let folder = town.path();
    let sound = json(&sigap(folder, "region check kota-melati.region --json"));
    assert_eq!(sound["islands"][0]["street"], "Jl. Pulau", "{sound}");
    assert_eq!(sound["stuck"].as_array().unwrap().len(), 0);
    let table = sigap(folder, "region check kota-melati.region");
    assert!(String::from_utf8_lossy(&table.stdout).contains("every station can get out"));

    std::fs::write(folder.join("posts.csv"), "name,kind,lat,lon\nPos Pulau,rescue,-8.2101,114.4105\n")
        .unwrap();
    sigap(folder, "region build kota-melati.osm.pbf -o kota-melati.region --stations posts.csv");
    let flawed = sigap(folder, "region check kota-melati.region --json");
    assert_eq!(flawed.status.code(), Some(4));
    let told: Value = serde_json::from_slice(&flawed.stdout).unwrap();
    assert_eq!(told["stuck"][0]["name"], "Pos Pulau");
}
