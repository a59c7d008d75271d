//! From an `.osm.pbf` to a region file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::bounds::Bounds;
use crate::changes::{Changes, Contents};
use crate::earlier::{Earlier, Unread};
use crate::entry::{self, Entry, HitKind};
use crate::error::BuildError;
use crate::extras::{self, Extra, ExtraFileError, ExtraRole};
use crate::info::{RegionInfo, TileInfo};
use crate::osm::{self, Areas, Extract};
use crate::report::{Missing, Report, RoadReport, Warning};
use crate::station::{Station, StationKind};
use crate::steps::{Cancelled, Progress, Stage, Steps};
use crate::store::{self, Writer};
use crate::text::tidy;
use crate::tiles;
use crate::zone::Zone;
use roads::{Network, Order};

mod context;
mod facilities;
mod junctions;
mod network;
mod places;
mod stations;
mod streets;
mod zones;

/// What a build may be told. What it is not told it takes from the region that it replaces, if there is one.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The region's name; without one, the input's file name.
    pub name: Option<String>,
    /// More stations, a file each: GeoJSON points, or CSV with the columns `name`, `lat`, `lon` and perhaps `kind`.
    pub stations: Vec<PathBuf>,
    /// More zones, a file each: GeoJSON areas with the property `name` (or `nama`).
    pub zones: Vec<PathBuf>,
    /// Whether to forget the name, the stations and the zones that the replaced region was told.
    pub forget: bool,
}

/// Makes a region file of an `.osm.pbf`.
///
/// The file is written beside `output` under a temporary name and renamed when it is whole; a region already there is
/// replaced in that moment, anything else is left alone. Memory is linear in the size of the input.
///
/// # Errors
/// The input cannot be used, the output cannot be written, or `progress` asked to stop. Nothing is left behind then.
pub fn build(
    input: &Path,
    output: &Path,
    options: &BuildOptions,
    progress: &mut dyn Progress,
) -> Result<Report, BuildError> {
    check_paths(input, output)?;
    // What a link leads to is written, and the link stays.
    let output = &output.canonicalize().unwrap_or_else(|_| output.to_owned());
    make(input, output, options, progress).map_err(|error| error.of(output))
}

fn make(
    input: &Path,
    output: &Path,
    options: &BuildOptions,
    progress: &mut dyn Progress,
) -> Result<Report, BuildError> {
    let (earlier, unread) = match Earlier::read(output) {
        Ok(earlier) => (earlier, None),
        Err(Unread) => (None, Some(Warning::EarlierUnread).filter(|_| !options.forget)),
    };
    let (given_name, extras) = told(options, earlier.as_ref())?;
    let mut writer = Writer::create(output)?;
    let mut steps = Steps::new(progress);
    let extract = osm::read(input, &mut steps)?;

    steps.enter(Stage::Roads)?;
    let (network, turns_left_out) = network::network(&extract, steps.part(0.0, JOINING))?;
    let bounds: Bounds =
        network.bounds().ok_or_else(|| BuildError::NoRoads { path: input.to_owned() })?.into();
    let mut ordering = steps.part(JOINING, 1.0);
    let order = Order::watched(&network, |share| match ordering.at(share) {
        Ok(()) => ControlFlow::Continue(()),
        Err(Cancelled) => ControlFlow::Break(()),
    })
    .ok_or(Cancelled)?;

    steps.enter(Stage::Areas)?;
    let areas = osm::assemble(&extract, steps.part(0.0, 0.5))?;
    let missing = Missing { nodes: missing_nodes(&extract, steps.part(0.5, 0.8))?, areas: areas.broken };
    let mut warnings = road_warnings(&extract, turns_left_out.len());
    warnings.extend(unread);
    steps.at(0.8)?;
    let mut zones = zones::from_areas(&areas);
    let told = extras::zones(&extras, &mut warnings)?;
    let zones_outside = told.iter().filter(|zone| !bounds.touches(&zone.area)).count();
    // A room knows its zones better than the map does, and its stations.
    zones.retain(|mapped| !told.iter().any(|told| told.is_same(mapped)));
    zones.extend(told);
    let mut stations = stations::from_osm(&extract, &areas, steps.part(0.8, 1.0))?;
    let told = extras::stations(&extras, &mut warnings)?;
    stations.retain(|mapped| !told.iter().any(|told| told.is_same(mapped)));
    stations.extend(told);

    steps.enter(Stage::Search)?;
    let mut entries = entries(&extract, &areas, &zones, &mut stations, &mut steps)?;
    // As the index has them, which then needn't move them.
    entries.sort_by_cached_key(|entry| entry::order(entry.kind, entry.point, bounds.centre()));

    steps.enter(Stage::Tiles)?;
    let sea = tiles::sea(&extract, bounds).unwrap_or_else(|tiles::BrokenCoast| {
        warnings.push(Warning::BrokenCoast);
        None
    });
    let shapes = steps.part(0.0, SHAPING);
    let features = tiles::features(&extract, &areas, &zones, &stations, sea, shapes)?;
    let tile_info = TileInfo { min_zoom: tiles::MIN_ZOOM, max_zoom: tiles::MAX_ZOOM, bounds };
    let tiles =
        tiles::draw(&features, bounds, steps.part(SHAPING, 1.0), &mut |tile, data| writer.tile(tile, data))?;

    steps.enter(Stage::Writing)?;
    let name = given_name.clone().unwrap_or_else(|| name_of(input));
    writer.roads(&network, steps.part(0.0, 0.2))?;
    writer.order(&order)?;
    writer.stations(&stations)?;
    writer.zones(&zones)?;
    writer.entries(&entries, steps.part(0.2, 0.7))?;
    writer.extras(&extras)?;
    writer.info(&RegionInfo::new(name.clone(), bounds), tile_info)?;

    let outside = stations.iter().filter(|station| !bounds.contains(station.point)).count();
    let mut report = summary(name, bounds, &network, &entries, &stations, missing);
    report.zones = zones.len();
    report.warnings = general_warnings(&report, outside, zones_outside);
    report.warnings.append(&mut warnings);
    writer.told(given_name.as_deref(), report.roads.km, &report.warnings)?;
    report.changes = earlier.map(|earlier| {
        let now = Contents { km: Some(report.roads.km), streets: streets_of(&entries), stations, zones };
        Changes::between(&earlier.contents, &now)
    });
    (report.tiles, report.file_bytes) = (tiles, writer.finish(steps.part(0.7, 1.0))?);
    steps.done();
    Ok(report)
}

/// The share of making the roads that is joining them; the rest is finding their nodes' order.
const JOINING: f64 = 0.3;

/// The share of drawing the tiles that is making their shapes.
const SHAPING: f64 = 0.1;

/// What the region is told: by the options, else by what the region that it replaces was told.
fn told(
    options: &BuildOptions,
    earlier: Option<&Earlier>,
) -> Result<(Option<String>, Vec<Extra>), ExtraFileError> {
    let earlier = earlier.filter(|_| !options.forget);
    let mut extras = Vec::new();
    for (role, paths) in [(ExtraRole::Stations, &options.stations), (ExtraRole::Zones, &options.zones)] {
        for path in paths {
            extras.push(Extra::read(role, path)?);
        }
        if let (Some(earlier), true) = (earlier, paths.is_empty()) {
            extras.extend(earlier.extras.iter().filter(|extra| extra.role == role).cloned());
        }
    }
    let name = options.name.as_deref().map(|name| tidy(name).into_owned()).filter(|name| !name.is_empty());
    let name = name.or_else(|| earlier.and_then(|earlier| earlier.given_name.clone()));
    Ok((name, extras))
}

fn streets_of(entries: &[Entry]) -> BTreeSet<String> {
    let streets = entries.iter().filter(|entry| entry.kind == HitKind::Street);
    streets.map(|street| street.label.clone()).collect()
}

fn check_paths(input: &Path, output: &Path) -> Result<(), BuildError> {
    if output.is_dir() {
        return Err(BuildError::OutputIsDirectory { path: output.to_owned() });
    }
    // What is no file, as a pipe, has no other name; one that is not there is found out by reading it.
    let real = |path: &Path| path.canonicalize().ok();
    if real(input).is_some_and(|input| real(output) == Some(input)) {
        return Err(BuildError::OutputIsInput { path: output.to_owned() });
    }
    if !store::may_replace(output) {
        return Err(BuildError::OutputIsTaken { path: output.to_owned() });
    }
    let folder = store::folder_of(output);
    if !folder.is_dir() {
        return Err(BuildError::NoFolder { path: folder.to_owned() });
    }
    Ok(())
}

/// `kota-lama` of `kota-lama.osm.pbf`.
fn name_of(input: &Path) -> String {
    let name = input.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".pbf").unwrap_or(&name);
    tidy(name.strip_suffix(".osm").unwrap_or(name)).into_owned()
}

/// Everything that can be searched, each with the place it is in.
fn entries(
    extract: &Extract,
    areas: &Areas<'_>,
    zones: &[Zone],
    stations: &mut [Station],
    steps: &mut Steps<'_>,
) -> Result<Vec<Entry>, Cancelled> {
    let places = places::places(extract, areas, zones, steps.part(0.0, 0.1))?;
    let context = context::Contexts::new(&places, zones);
    stations::name_the_nameless(stations, &context);
    let streets = streets::streets(extract, steps.part(0.1, 0.4))?;
    let mut entries = facilities::facilities(extract, areas, stations, steps.part(0.4, 0.45))?;
    entries.extend(facilities::addresses(extract, areas, &streets, steps.part(0.45, 0.5))?);
    entries.extend(junctions::junctions(extract, &streets, steps.part(0.5, 0.7))?);
    steps.part(0.7, 0.8).over(streets.into_iter(), |street| entries.push(street.into_entry()))?;
    entries.extend(places.into_iter().map(|place| place.entry));
    steps.part(0.8, 1.0).over(entries.iter_mut(), |entry| {
        entry.context = if entry.kind == HitKind::Place {
            context.around_place(entry.point, &entry.label)
        } else {
            context.around(entry.point)
        };
    })?;
    Ok(entries)
}

/// How many of the nodes that ways name are not there.
fn missing_nodes(extract: &Extract, mut steps: Steps<'_>) -> Result<usize, Cancelled> {
    let mut missing: Vec<i64> = Vec::new();
    steps.over(extract.ways.iter(), |way| {
        missing.extend(way.nodes.iter().filter(|&&id| extract.nodes.get(id).is_none()));
    })?;
    missing.sort_unstable();
    missing.dedup();
    Ok(missing.len())
}

fn summary(
    name: String,
    bounds: Bounds,
    network: &Network,
    entries: &[Entry],
    stations: &[Station],
    missing: Missing,
) -> Report {
    let count = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    let mut km_by_class = BTreeMap::new();
    for segment in network.segments() {
        *km_by_class.entry(segment.class()).or_default() += segment.length_m() / 1000.0;
    }
    Report {
        name,
        bounds,
        roads: RoadReport {
            segments: network.segment_count(),
            nodes: network.node_count(),
            km: km_by_class.values().sum(),
            km_by_class,
        },
        streets: count(HitKind::Street),
        junctions: count(HitKind::Junction),
        stations: StationKind::ALL
            .into_iter()
            .map(|kind| (kind, stations.iter().filter(|station| station.kind == kind).count()))
            .collect(),
        places: count(HitKind::Place),
        facilities: count(HitKind::Facility),
        house_numbers: count(HitKind::HouseNumber),
        zones: 0,
        changes: None,
        tiles: 0,
        file_bytes: 0,
        missing,
        warnings: Vec::new(),
    }
}

/// Values of `highway` that are no class of road, and known not to be: what is not a road, not there or not built.
const NO_ROADS: [&str; 17] = [
    "steps",
    "platform",
    "proposed",
    "construction",
    "planned",
    "razed",
    "abandoned",
    "disused",
    "corridor",
    "elevator",
    "raceway",
    "rest_area",
    "services",
    "bus_stop",
    "via_ferrata",
    "busway",
    "bus_guideway",
];

fn road_warnings(extract: &Extract, turns_left_out: usize) -> Vec<Warning> {
    let without_class = |tags: &osm::Tags| {
        let highway = tags.get("highway")?;
        let unknown = roads::RoadClass::from_osm(highway).is_none() && !NO_ROADS.contains(&highway);
        (highway == "road" || unknown).then_some(())
    };
    let ways: Vec<_> = extract.ways.iter().filter(|way| without_class(&way.tags).is_some()).collect();
    let endless: Vec<i64> =
        extract.ways.iter().filter(|way| is_endless(extract, way)).map(|way| way.id).collect();
    let metres: f64 = ways
        .iter()
        .flat_map(|way| extract.nodes.lines(&way.nodes))
        .map(|line| geo::Length::length(&geo::Haversine, &line))
        .sum();
    let mut warnings = Vec::new();
    if !ways.is_empty() {
        warnings.push(Warning::RoadsWithoutClass { count: ways.len(), metres: metres.round() as u64 });
    }
    if !endless.is_empty() {
        warnings.push(Warning::EndlessRoads { ways: endless });
    }
    if turns_left_out > 0 {
        warnings.push(Warning::TurnsLeftOut { count: turns_left_out });
    }
    warnings
}

/// No road runs straight for longer, in degrees along a meridian (about 100 km).
const LONGEST_STRAIGHT: f64 = 0.9;

/// Whether a road has a piece that no road has. Ferries have.
fn is_endless(extract: &Extract, way: &osm::OsmWay) -> bool {
    let is_long = |piece: geo::Line<f64>| {
        let (across, up) = (piece.dx() * piece.start.y.to_radians().cos(), piece.dy());
        // From one end of the map to its other is no way at all.
        piece.dx().abs() < 180.0 && across.hypot(up) > LONGEST_STRAIGHT
    };
    way.tags.has("highway") && extract.nodes.lines(&way.nodes).iter().any(|line| line.lines().any(is_long))
}

fn general_warnings(report: &Report, stations_outside: usize, zones_outside: usize) -> Vec<Warning> {
    let needed = [StationKind::Fire, StationKind::Hospital, StationKind::Police];
    let mut warnings: Vec<Warning> = needed
        .into_iter()
        .filter(|kind| report.stations.get(kind).is_none_or(|&count| count == 0))
        .map(|station| Warning::NoStations { station })
        .collect();
    if stations_outside > 0 {
        warnings.push(Warning::StationsOutside { count: stations_outside });
    }
    if zones_outside > 0 {
        warnings.push(Warning::ZonesOutside { count: zones_outside });
    }
    if report.zones == 0 {
        warnings.push(Warning::NoZones);
    }
    if report.places == 0 {
        warnings.push(Warning::NoPlaces);
    }
    warnings
}
