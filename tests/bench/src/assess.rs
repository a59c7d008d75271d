//! The whole recommendation as a desk asks for it: rules, roads and the ways of the proposed units.

use std::time::Duration;

use room::api::{Answer, Request};
use room::dispatch::call::DraftChange;
use room::dispatch::unit::{Service, UnitSpec, Vehicle};
use room::dispatch::{At, CallId, Command, Fix, FixSource, Position, TypeId, UnitId};
use room::{Opening, Room};

use crate::desk::Desk;
use crate::places::{Places, position};
use crate::regions::Measured;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const UNITS: usize = 100;
/// What is reported, and how well its place is known, metres: by an address, and as a mobile network knows a phone.
const ASKED: [(&str, u32); 3] = [("fire-house", 15), ("medical-unconscious", 15), ("fire-house", 500)];
const SEED: u64 = 1_120;
/// The goal for the room's part of "keystroke to recommendation painted".
const GOAL: Duration = Duration::from_millis(2);

/// Prints how long [`Request::Assess`] takes with 100 units in each region.
pub(crate) async fn measure(
    regions: &[Measured],
    queries: usize,
    folder: &std::path::Path,
) -> Result<(), Trouble> {
    let mut table = Table::new(&["region, type, place", "p10", "p50", "p90", "p99", "proposed, median"]);
    let mut slowest = Duration::ZERO;
    for region in regions {
        let room = Room::open(Opening::new(folder.join(&region.name), &region.file)).await?;
        let desk = Desk::new(&room, 1);
        let mut places = Places::new(&region.roads, SEED);
        for number in 0..UNITS {
            desk.does(Command::RegisterUnit { spec: unit(number, position(places.near_road()?)?) }).await?;
        }
        for (kind, radius_m) in ASKED {
            let (samples, proposed) = ask(&desk, &mut places, (kind, radius_m), queries).await?;
            let label = [format!("{}, {kind}, ±{radius_m} m", region.name)];
            table.row(label.into_iter().chain(samples.columns()).chain([proposed.to_string()]));
            slowest = slowest.max(samples.p50());
        }
        room.close().await;
    }
    table.print();
    reading(&format!(
        "The slowest median is {}: {} the room's 2 ms share of keystroke to recommendation.",
        told(slowest),
        ratio(times(slowest, GOAL)),
    ));
    Ok(())
}

async fn ask(
    desk: &Desk,
    places: &mut Places,
    (kind, radius_m): (&str, u32),
    queries: usize,
) -> Result<(Samples, usize), Trouble> {
    let call = desk.takes_a_call().await?;
    let kind = Some(TypeId::from(kind));
    desk.does(Command::Draft { call, change: DraftChange::Kind { kind } }).await?;
    let mut samples = Samples::default();
    let mut proposed = Vec::new();
    for _ in 0..queries {
        let fix = pin(position(places.on_road()?)?, radius_m);
        desk.does(Command::AddFix { call, fix }).await?;
        let (took, ways) = assessed(desk, call).await?;
        samples.push(took);
        proposed.push(ways);
    }
    proposed.sort_unstable();
    Ok((samples, proposed.get(proposed.len() / 2).copied().unwrap_or_default()))
}

/// How long it took, and how many units were proposed.
async fn assessed(desk: &Desk, call: CallId) -> Result<(Duration, usize), Trouble> {
    let began = std::time::Instant::now();
    let answer = desk.asks(Request::Assess { call }).await?;
    let took = began.elapsed();
    let Answer::Assessment(assessment) = answer else {
        return Err(Trouble::Surprise("an assessment was expected"));
    };
    Ok((took, assessment.ways.len()))
}

fn pin(position: Position, radius_m: u32) -> Fix {
    Fix { position, radius_m, source: FixSource::MapPin, at: At(0), label: String::new() }
}

/// A roster as a city has it: of ten units four pumps, a tanker, a ladder, two ambulances of each kind or a patrol.
pub(crate) fn unit(number: usize, home: Position) -> UnitSpec {
    let (service, vehicle, capability) = match number % 10 {
        0..=3 => (Service::Fire, Vehicle::Heavy, "pump"),
        4 => (Service::Fire, Vehicle::Heavy, "tanker"),
        5 => (Service::Fire, Vehicle::Heavy, "ladder"),
        6 | 7 => (Service::Medical, Vehicle::Ambulance, "als"),
        8 => (Service::Medical, Vehicle::Ambulance, "bls"),
        _ => (Service::Police, Vehicle::Car, "patrol"),
    };
    UnitSpec {
        id: UnitId(format!("U-{number}")),
        service,
        agency: format!("{service:?}"),
        vehicle,
        capabilities: vec![capability.to_owned()],
        station: None,
        station_name: String::new(),
        home,
        crew: 4,
        turnout_s: Some(60),
    }
}
