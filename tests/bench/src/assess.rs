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
const SEED: u64 = 1_120;
/// The goal for the room's part of "keystroke to recommendation painted".
const GOAL: Duration = Duration::from_millis(2);

/// Prints how long [`Request::Assess`] takes with 100 units in each region.
pub(crate) async fn measure(
    regions: &[Measured],
    queries: usize,
    folder: &std::path::Path,
) -> Result<(), Trouble> {
    let mut table = Table::new(&["region, type", "p10", "p50", "p90", "p99", "proposed, median"]);
    let mut slowest = Duration::ZERO;
    for region in regions {
        let room = Room::open(Opening::new(folder.join(&region.name), &region.file)).await?;
        let desk = Desk::new(&room, 1);
        let mut places = Places::new(&region.roads, SEED);
        for number in 0..UNITS {
            desk.does(Command::RegisterUnit { spec: unit(number, position(places.near_road()?)?) }).await?;
        }
        for kind in ["fire-house", "medical-unconscious"] {
            let (samples, proposed) = ask(&desk, &mut places, kind, queries).await?;
            let label = [format!("{}, {kind}", region.name)];
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
    kind: &str,
    queries: usize,
) -> Result<(Samples, usize), Trouble> {
    let call = desk.takes_a_call().await?;
    let kind = Some(TypeId::from(kind));
    desk.does(Command::Draft { call, change: DraftChange::Kind { kind } }).await?;
    let mut samples = Samples::default();
    let mut proposed = Vec::new();
    for _ in 0..queries {
        let fix = pin(position(places.on_road()?)?);
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

fn pin(position: Position) -> Fix {
    Fix { position, radius_m: 15, source: FixSource::MapPin, at: At(0), label: String::new() }
}

/// A roster as a city has it: of ten units four pumps, a tanker, a ladder, two ambulances of each kind or a patrol.
fn unit(number: usize, home: Position) -> UnitSpec {
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
        turnout_s: 60,
    }
}
