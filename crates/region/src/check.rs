//! Looking for what is odd about a region before a room trusts it.

use std::collections::BTreeMap;
use std::fmt;

use geo::{Centroid, Point};
use roads::{Diagnosis, Profiles, Reach, RoadClass, RoadPart, Roads, Starter, VehicleClass};
use serde::Serialize;
use thiserror::Error;

use crate::bounds::Bounds;
use crate::entry::HitKind;
use crate::region::{Region, RegionError};
use crate::station::{Station, StationKind};

/// What is odd about a region.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checkup {
    /// The region's name.
    pub name: String,
    /// Parts of the roads that no road joins with the largest part, the longest first.
    pub islands: Vec<OddRoads>,
    /// Roads that a vehicle can enter and not leave: dead ends of one-ways.
    pub traps: Vec<OddRoads>,
    /// Roads that a vehicle can leave and not enter.
    pub unreachable: Vec<OddRoads>,
    /// Kilometres by class of road on which no vehicle drives, as footpaths.
    pub undriven_km: BTreeMap<RoadClass, f64>,
    /// Stations whose vehicles cannot get out.
    pub stuck: Vec<StuckStation>,
    /// What can be searched, by kind.
    pub search: BTreeMap<HitKind, usize>,
    /// What the build noted: what is missing, what was left out.
    pub notes: Vec<String>,
}

/// Roads that hang together and are odd together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OddRoads {
    /// Their length in kilometres.
    pub km: f64,
    /// How many pieces of road they are.
    pub segments: usize,
    /// A point on them, as longitude and latitude.
    pub point: [f64; 2],
    /// The nearest street with a name.
    pub street: Option<String>,
}

/// A station whose vehicles cannot get out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StuckStation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: StationKind,
    /// The vehicles that were tried.
    pub class: VehicleClass,
    /// Why.
    pub why: Stuck,
}

/// Why a station's vehicles cannot get out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stuck {
    /// It lies outside the map's roads.
    Outside,
    /// No road that they can use is near.
    OffRoad,
    /// The road there leads to none of the region's main roads.
    CutOff,
}

/// To how many main roads, spread over the region, a way is looked for: one may itself be cut off.
const MAIN_ROADS: usize = 5;

/// Why a region can't be checked.
#[derive(Debug, Error)]
pub enum CheckError {
    /// The file.
    #[error(transparent)]
    Region(#[from] RegionError),
    /// The vehicles that it is checked for.
    #[error("the vehicle profiles can't be used: {0}")]
    Profiles(#[from] roads::ProfileError),
}

impl Region {
    /// Looks for what is odd about the region, as the shipped profiles drive.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn check(&self) -> Result<Checkup, CheckError> {
        let profiles = Profiles::shipped()?;
        let network = self.network()?;
        let stations = self.stations()?;
        let search = self.search_counts()?;
        // A car goes wherever any vehicle but a motorcycle does.
        let diagnosis = network.diagnose(&profiles, VehicleClass::Car);
        let roads = Roads::new(network, profiles);
        let odd = |parts: &[RoadPart]| parts.iter().map(|part| OddRoads::of(part, &roads)).collect();
        Ok(Checkup {
            name: self.info().name.clone(),
            islands: odd(diagnosis.parts.get(1..).unwrap_or_default()),
            traps: odd(&diagnosis.traps),
            unreachable: odd(&diagnosis.unreachable),
            undriven_km: diagnosis.unused_km.iter().copied().collect(),
            stuck: stuck(&roads, self.info().bounds, &diagnosis, &stations),
            search,
            notes: self.build_notes(),
        })
    }
}

impl OddRoads {
    fn of(part: &RoadPart, roads: &Roads) -> Self {
        Self {
            km: part.km,
            segments: part.segments,
            point: [part.point.x(), part.point.y()],
            street: roads.street_at(part.point).map(str::to_owned),
        }
    }
}

/// What the vehicles of a kind of station are.
fn class_of(kind: StationKind) -> VehicleClass {
    match kind {
        StationKind::Fire => VehicleClass::Heavy,
        StationKind::Hospital | StationKind::Clinic | StationKind::Ambulance => VehicleClass::Ambulance,
        StationKind::Police | StationKind::Rescue => VehicleClass::Car,
    }
}

fn stuck(roads: &Roads, bounds: Bounds, diagnosis: &Diagnosis, stations: &[Station]) -> Vec<StuckStation> {
    let starters: Vec<Starter> = stations
        .iter()
        .map(|station| Starter { point: station.point, class: class_of(station.kind) })
        .collect();
    let mut out = vec![None; stations.len()];
    for goal in main_roads(roads, diagnosis) {
        let answer = roads.soonest(goal, &starters, starters.len());
        for (out, reach) in out.iter_mut().zip(answer.reaches) {
            if matches!(reach, Reach::Reached { .. }) {
                *out = Some(reach);
            }
        }
    }
    let without = stations.iter().zip(&starters).zip(&out).filter(|(_, out)| out.is_none());
    without
        .map(|((station, starter), _)| StuckStation {
            id: station.id.clone(),
            name: station.name.clone(),
            kind: station.kind,
            class: starter.class,
            why: match roads.snap(starter.point, starter.class) {
                None if !bounds.contains(starter.point) => Stuck::Outside,
                None => Stuck::OffRoad,
                Some(_) => Stuck::CutOff,
            },
        })
        .collect()
}

/// Points on main roads spread over the region, and one on its largest part.
fn main_roads(roads: &Roads, diagnosis: &Diagnosis) -> Vec<Point<f64>> {
    let main = |class: RoadClass| class <= RoadClass::TertiaryLink;
    let segments: Vec<_> = roads
        .network()
        .segments()
        .filter(|segment| main(segment.class()))
        .map(|segment| segment.id())
        .collect();
    let step = segments.len().div_ceil(MAIN_ROADS).max(1);
    let spread = segments.into_iter().skip(step / 2).step_by(step);
    let middles = spread.filter_map(|segment| roads.network().segment(segment)?.line().centroid());
    middles.chain(diagnosis.parts.first().map(|part| part.point)).collect()
}

impl Checkup {
    /// Whether a room would send units that cannot come.
    pub fn is_serious(&self) -> bool {
        !self.stuck.is_empty()
    }
}

/// Less than this, in kilometres, is a few metres somewhere.
const LEAST_KM: f64 = 0.05;

/// How many of a long list are shown.
const SHOWN: usize = 10;

impl fmt::Display for Checkup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        table(f, "roads that no road joins with the rest", &self.islands)?;
        table(f, "roads that can be entered and not left", &self.traps)?;
        table(f, "roads that can be left and not entered", &self.unreachable)?;
        if !(self.islands.is_empty() && self.traps.is_empty() && self.unreachable.is_empty()) {
            writeln!(
                f,
                "  next: at the edge of the data and on islands they are to be expected; elsewhere the map is"
            )?;
            writeln!(
                f,
                "  wrong there: mend it on openstreetmap.org and build the region again, or with a wider extract"
            )?;
        }
        let undriven: Vec<_> = self.undriven_km.iter().filter(|(_, km)| **km >= LEAST_KM).collect();
        if !undriven.is_empty() {
            writeln!(f, "roads on which no car drives")?;
            for (class, km) in undriven {
                writeln!(f, "  {km:>9.1} km  {}", word(*class))?;
            }
        }
        if self.stuck.is_empty() {
            writeln!(f, "every station can get out")?;
        }
        for (why, said, next) in [
            (
                Stuck::Outside,
                "lie outside the roads of this region",
                "build it from a wider extract, or leave these stations out of the file",
            ),
            (
                Stuck::OffRoad,
                "have no road near that their vehicles can use",
                "see whether their place is right, or whether the map lacks their road",
            ),
            (
                Stuck::CutOff,
                "stand at a road that leads to no main road",
                "see the roads above that no road joins, or that can't be left",
            ),
        ] {
            let of: Vec<&StuckStation> = self.stuck.iter().filter(|station| station.why == why).collect();
            if of.is_empty() {
                continue;
            }
            writeln!(f, "stations that {said}: {}", of.len())?;
            for station in of.iter().take(SHOWN) {
                writeln!(f, "  {:<8}  {}  ({})", station.kind.as_str(), station.name, station.id)?;
            }
            more(f, of.len())?;
            writeln!(f, "  next: {next}")?;
        }
        writeln!(f, "search")?;
        for (kind, count) in &self.search {
            writeln!(f, "  {count:>9}  {}", kind.as_str())?;
        }
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        Ok(())
    }
}

/// A class of road as `highway` has it.
fn word(class: RoadClass) -> String {
    serde_json::to_value(class).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn table(f: &mut fmt::Formatter<'_>, what: &str, parts: &[OddRoads]) -> fmt::Result {
    let km: f64 = parts.iter().map(|part| part.km).sum();
    writeln!(f, "{what}: {} ({km:.1} km)", parts.len())?;
    for part in parts.iter().take(SHOWN) {
        let [lon, lat] = part.point;
        let street = part.street.as_deref().unwrap_or("no named street near");
        writeln!(f, "  {:>9.2} km  {lat:>10.5}, {lon:>10.5}  {street}", part.km)?;
    }
    more(f, parts.len())
}

fn more(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count > SHOWN { writeln!(f, "  ... and {} more", count - SHOWN) } else { Ok(()) }
}
