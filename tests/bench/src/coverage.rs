//! How much free units reach: the search against the sweep of the hierarchy, the best move, and from a change to what a
//! desk is told.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use geo::{MultiPolygon, Rect};
use region::Region;
use roads::coverage::{FreeVehicle, Ground, Mover, best_moves};
use roads::{Profiles, Roads, Starter, VehicleClass};
use room::api::{Answer, Caller, Change, Language, Request};
use room::dispatch::unit::{Duty, Service, UnitSpec, Vehicle};
use room::dispatch::{Actor, Command, UnitId};
use room::{Opening, Room, Watch};

use crate::desk::Desk;
use crate::places::{Places, position};
use crate::regions::Measured;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const UNITS: usize = 100;
/// As many as a whole country has.
const MANY: usize = 1_000;
/// A screen shows sixty pictures in a second.
const FRAME: Duration = Duration::from_micros(16_667);
/// Where units could stand by, as many as a city has stations and districts.
const PLACES: usize = 40;
/// Districts: so many from west to east and from south to north.
const ACROSS: usize = 6;
const WITHIN_MS: u32 = 8 * 60_000;
const HORIZON_MS: u32 = 12 * 60_000;
const READY_MS: u32 = 60_000;
const TARGET_PERCENT: u8 = 90;
const SEED: u64 = 112_112;
/// A desk sees a change within this.
const GOAL: Duration = Duration::from_secs(1);

/// Prints both tables for all regions.
pub(crate) async fn measure(regions: &[Measured], turns: usize, folder: &Path) -> Result<(), Trouble> {
    let mut table = Table::new(&["region, what", "p10", "p50", "p90", "p99"]);
    for region in regions {
        reckoned(region, turns, &mut table)?;
    }
    table.print();
    let mut table =
        Table::new(&["region, from a change to the desk", "p10", "p50", "p90", "p99", "the map, bytes"]);
    let mut slowest = Duration::ZERO;
    for region in regions {
        slowest = slowest.max(refreshed(region, turns, folder, &mut table).await?);
    }
    table.print();
    reading(&format!(
        "The slowest median is {}, of which 400 ms are the pause between two reckonings: {} the second it may take.",
        told(slowest),
        ratio(times(slowest, GOAL)),
    ));
    Ok(())
}

/// Prints how long the whole map takes when many units stand on it.
pub(crate) fn whole_map<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads)>,
    turns: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&["first of so many units at every junction", "p10", "p50", "p90", "p99"]);
    let mut slowest = Duration::ZERO;
    for (name, roads) in networks {
        let mut places = Places::new(roads, SEED);
        for units in [UNITS, MANY] {
            let mut samples = Samples::default();
            for turn in 0..turns {
                let fleet = (0..units)
                    .map(|_| {
                        Ok((Starter { point: places.near_road()?, class: VehicleClass::Ambulance }, READY_MS))
                    })
                    .collect::<Result<Vec<_>, Trouble>>()?;
                // Units that have not moved since the last question; a closure or a status may have changed.
                let first = roads.first_arrivals(&fleet);
                let again = samples.time(|| roads.first_arrivals(&fleet));
                if turn == 0 && first != again {
                    return Err(Trouble::Surprise("the same question got another answer"));
                }
            }
            slowest = slowest.max(samples.p50());
            table.row([format!("{name}, {units} units")].into_iter().chain(samples.columns()));
        }
    }
    table.print();
    reading(&format!(
        "The slowest median is {}, {} a frame of a screen.",
        told(slowest),
        ratio(times(slowest, FRAME))
    ));
    Ok(())
}

/// What the roads alone take.
fn reckoned(region: &Measured, turns: usize, table: &mut Table) -> Result<(), Trouble> {
    let file = Region::open(&region.file)?;
    let mut roads = Roads::new(file.network()?, Profiles::shipped()?);
    let order = file.order()?;
    roads.use_order(&order).map_err(|_| Trouble::Surprise("the region's order fits its own roads"))?;
    let mut places = Places::new(&roads, SEED);
    let [mut prepared, mut swept, mut searched, mut stood, mut moved]: [Samples; 5] = Default::default();
    let ground = prepared.time(|| Ground::new(&roads, &districts(&roads)));
    for _ in 0..turns {
        let mut vehicle = || -> Result<FreeVehicle, Trouble> {
            Ok(FreeVehicle { point: places.near_road()?, class: VehicleClass::Ambulance, ready_ms: READY_MS })
        };
        let fleet = (0..UNITS).map(|_| vehicle()).collect::<Result<Vec<_>, _>>()?;
        let stands = (0..PLACES).map(|_| vehicle()).collect::<Result<Vec<_>, _>>()?;
        let starters: Vec<(Starter, u32)> =
            fleet.iter().map(|own| (Starter { point: own.point, class: own.class }, own.ready_ms)).collect();
        let _swept = swept.time(|| roads.first_arrivals(&starters));
        let coverage = searched.time(|| roads.coverage(&ground, &fleet, WITHIN_MS, HORIZON_MS));
        let catchments: Vec<_> = stood.time(|| {
            let stands = stands.iter();
            stands.map(|&from| vec![Arc::new(roads.catchment(&ground, from, WITHIN_MS))]).collect()
        });
        let movers: Vec<Mover> = (0..UNITS).map(|vehicle| Mover { vehicle, group: 0 }).collect();
        let _moves = moved.time(|| best_moves(&ground, &coverage, &movers, &catchments, TARGET_PERCENT));
    }
    for (what, samples) in [
        ("prepared, once", &prepared),
        ("first at every junction, by the hierarchy", &swept),
        ("coverage by zone and cell, two nearest known, by search", &searched),
        ("what 40 places would reach, once for all closures", &stood),
        ("the best of 4,000 moves", &moved),
    ] {
        let label = [format!("{}, {what}", region.name)];
        table.row(label.into_iter().chain(samples.columns()));
    }
    Ok(())
}

/// The region cut into boxes.
fn districts(roads: &Roads) -> Vec<MultiPolygon<f64>> {
    let Some(bounds) = roads.network().bounds() else { return Vec::new() };
    let (wide, high) = (bounds.width() / ACROSS as f64, bounds.height() / ACROSS as f64);
    let cell = |index: usize| {
        let west = bounds.min().x + wide * (index % ACROSS) as f64;
        let south = bounds.min().y + high * (index / ACROSS) as f64;
        MultiPolygon::new(vec![Rect::new((west, south), (west + wide, south + high)).to_polygon()])
    };
    (0..ACROSS * ACROSS).map(cell).collect()
}

/// From a unit's going off duty, or coming back, to the view of its service on a desk that watches all four services.
async fn refreshed(
    region: &Measured,
    turns: usize,
    folder: &Path,
    table: &mut Table,
) -> Result<Duration, Trouble> {
    let room =
        Room::open(Opening::new(folder.join(format!("{} coverage", region.name)), &region.file)).await?;
    let desk = Desk::new(&room, 1);
    let mut places = Places::new(&region.roads, SEED);
    for number in 0..UNITS {
        desk.does(Command::RegisterUnit { spec: unit(number, &mut places)? }).await?;
    }
    let caller = Caller { actor: Actor::Lead { desk: "2".to_owned() }, language: Language::En };
    let mut watch = room.watch(&caller);
    for service in [Service::Medical, Service::Police, Service::Rescue, Service::Fire] {
        desk.asks(Request::Coverage { service }).await?;
    }
    let mut samples = Samples::default();
    let mut version = version(&desk).await?;
    for turn in 0..turns {
        let unit = UnitId(format!("U-{}", 4 * ((turn / 2) % (UNITS / 4))));
        let duty = if turn % 2 == 0 { Duty::OffDuty } else { Duty::OnDuty };
        let began = Instant::now();
        desk.does(Command::SetDuty { unit, duty }).await?;
        version = told_of(&mut watch, version).await?;
        samples.push(began.elapsed());
    }
    let Answer::CoverageMap(map) = desk.asks(Request::CoverageMap { service: Service::Fire }).await? else {
        return Err(Trouble::Surprise("a map was expected"));
    };
    let label = [format!("{}, {UNITS} units, four services", region.name)];
    let bytes = serde_json::to_vec(&map).map_or(0, |json| json.len());
    table.row(label.into_iter().chain(samples.columns()).chain([bytes.to_string()]));
    room.close().await;
    Ok(samples.p50())
}

async fn version(desk: &Desk) -> Result<u64, Trouble> {
    let Answer::Coverage(view) = desk.asks(Request::Coverage { service: Service::Fire }).await? else {
        return Err(Trouble::Surprise("coverage was expected"));
    };
    Ok(view.version)
}

/// Waits until a newer view of the fire service is pushed.
async fn told_of(watch: &mut Watch, after: u64) -> Result<u64, Trouble> {
    loop {
        let push = watch.next().await.ok_or(Trouble::Surprise("the room closed"))?;
        for change in push.changes {
            if let Change::Coverage(view) = change
                && view.service == Service::Fire
                && view.version > after
            {
                return Ok(view.version);
            }
        }
    }
}

/// A quarter of the roster for each service.
fn unit(number: usize, places: &mut Places) -> Result<UnitSpec, Trouble> {
    let (service, vehicle, capability) = match number % 4 {
        0 => (Service::Fire, Vehicle::Heavy, "pump"),
        1 => (Service::Medical, Vehicle::Ambulance, "als"),
        2 => (Service::Police, Vehicle::Car, "patrol"),
        _ => (Service::Rescue, Vehicle::Heavy, "rescue"),
    };
    Ok(UnitSpec {
        id: UnitId(format!("U-{number}")),
        service,
        agency: format!("{service:?}"),
        vehicle,
        capabilities: vec![capability.to_owned()],
        station: None,
        station_name: String::new(),
        home: position(places.near_road()?)?,
        crew: 4,
        turnout_s: Some(60),
    })
}
