//! The region and its roads, as one room uses them.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use dispatch::closure::{ClosedShape, Closure, Effect};
use dispatch::unit::{Service, Vehicle};
use dispatch::{At, ClosureId, Fix, FixSource, Position, StationId, Unit};
use geo::{LineString, Point, Polygon};
use region::{
    Basemap, BasemapError, Hint, Hit, HitKind, Near, Region, RegionError, SearchIndex, StationKind,
};
use roads::{Period, Profiles, Roads, StationType, VehicleClass};

use crate::api::{FoundPlaces, PlaceHint, PlaceHit, PlacesHealth, RegionView, StationView, WouldClose};
use crate::places::Places;
use crate::settings::Night;
use crate::settings::Settings;
use crate::wording::Trouble;
use crate::zones::{Named, Zones};

/// How far off a click on the map may be, metres.
const PIN_RADIUS_M: u32 = 15;
/// Whose the region's data is.
const ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL";
/// How many places are offered.
const HITS: usize = 8;
/// How many junctions of a street are offered.
const CROSSINGS: usize = 24;

/// The region's file, what can be searched in it and its roads with what is closed on them.
pub(crate) struct Map {
    region: Region,
    basemap: Option<Basemap>,
    places: Places,
    roads: RwLock<Roads>,
    view: RegionView,
    stations: Vec<StationView>,
    hospitals: Vec<Hospital>,
    zones: Zones,
}

/// A place to take patients to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hospital {
    pub(crate) id: StationId,
    pub(crate) name: String,
    pub(crate) clinic: bool,
    pub(crate) position: Position,
}

/// Why a region can't serve a room.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// The region file.
    #[error(transparent)]
    Region(#[from] RegionError),
    /// The room's own basemap.
    #[error(transparent)]
    Basemap(#[from] BasemapError),
    /// The roads in it.
    #[error("the region's roads can't be used: {0}")]
    Roads(#[from] roads::BrokenNetwork),
    /// The order of the roads' nodes.
    #[error("the region's roads can't be used: {0}")]
    Order(#[from] roads::UnfitOrder),
    /// Its middle is not on the earth.
    #[error("the region lies nowhere on the earth")]
    Nowhere,
    /// The vehicles' speeds.
    #[error("the vehicle profiles can't be used: {0}")]
    Profiles(#[from] roads::ProfileError),
}

impl Map {
    pub(crate) fn open(path: &std::path::Path, settings: &Settings) -> Result<Self, MapError> {
        let region = Region::open(path)?;
        let shown = |path| Basemap::open(path)?.showing(region.info().bounds);
        let basemap = settings.basemap.as_ref().map(shown).transpose()?;
        let network = region.network()?;
        network.check()?;
        let mut roads = Roads::new(network, Profiles::shipped()?);
        roads.use_order(&region.order()?)?;
        let roads = RwLock::new(roads);
        let places = Places::of(Region::open(path)?);
        let all = region.stations()?;
        let hospitals = all.iter().filter_map(hospital).collect();
        let stations = all.into_iter().filter_map(station).collect();
        let zones = Zones::of(region.zones()?);
        let view = view(&region, basemap.as_ref(), settings).ok_or(MapError::Nowhere)?;
        Ok(Self { region, basemap, places, roads, view, stations, hospitals, zones })
    }

    pub(crate) fn view(&self) -> &RegionView {
        &self.view
    }

    pub(crate) fn stations(&self) -> &[StationView] {
        &self.stations
    }

    /// Where patients are taken.
    pub(crate) fn hospitals(&self) -> &[Hospital] {
        &self.hospitals
    }

    /// The region's zones by name.
    pub(crate) fn zones(&self) -> impl Iterator<Item = &Named> {
        self.zones.all()
    }

    /// The ids of the zones around a point.
    pub(crate) fn zones_at(&self, at: Position) -> impl Iterator<Item = &str> {
        self.zones.at(point(at))
    }

    /// A map tile: of the room's own basemap where it has one.
    pub(crate) fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, MapError> {
        match &self.basemap {
            Some(basemap) => Ok(basemap.tile(z, x, y)?),
            None => Ok(self.region.tile(z, x, y)?),
        }
    }

    /// The region's file.
    pub(crate) fn region(&self) -> &Region {
        &self.region
    }

    /// The roads, for asking.
    pub(crate) fn roads(&self) -> RwLockReadGuard<'_, Roads> {
        self.roads.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts exactly these closures in force.
    pub(crate) fn set_closures<'a>(&self, closures: impl Iterator<Item = &'a Closure>) {
        let mut roads = self.roads.write().unwrap_or_else(PoisonError::into_inner);
        roads.set_closures(closures.map(|closure| closed(closure.id, &closure.shape, closure.effect)));
    }

    pub(crate) fn close(&self, id: ClosureId, shape: &ClosedShape, effect: Effect) {
        self.roads.write().unwrap_or_else(PoisonError::into_inner).close(closed(id, shape, effect));
    }

    pub(crate) fn reopen(&self, id: ClosureId) {
        self.roads.write().unwrap_or_else(PoisonError::into_inner).reopen(&id.to_string());
    }

    /// Reckons with the speeds of the night from the hour it begins until the hour it ends, where people live by the
    /// region's time zone.
    pub(crate) fn look_at_the_clock(&self, now: At, night: Night) {
        let period = if night.contains(self.hour(now)) { Period::Night } else { Period::Day };
        if self.roads().period() != period {
            self.roads.write().unwrap_or_else(PoisonError::into_inner).set_period(period);
        }
    }

    /// How long a unit's crew takes to wheels when in quarters, seconds: its own time if that was measured, otherwise
    /// what is usual for its service at this hour.
    pub(crate) fn turnout_s(&self, unit: &Unit) -> u32 {
        let usual = || {
            self.roads().turnout_s(match unit.spec.service {
                Service::Fire | Service::Rescue => StationType::Fire,
                Service::Medical => StationType::Ambulance,
                Service::Police => StationType::Police,
            })
        };
        unit.spec.turnout_s.unwrap_or_else(usual)
    }

    /// When the day began where people live; the time itself where that can't be told.
    pub(crate) fn midnight(&self, now: At) -> At {
        let time = jiff::Timestamp::from_millisecond(now.0).and_then(|time| time.in_tz(&self.view.time_zone));
        let midnight = time.and_then(|time| time.start_of_day());
        midnight.map_or(now, |midnight| At(midnight.timestamp().as_millisecond()))
    }

    /// The hour of the day, by the day where the time zone or the time is none.
    fn hour(&self, now: At) -> i8 {
        let time = jiff::Timestamp::from_millisecond(now.0).and_then(|time| time.in_tz(&self.view.time_zone));
        time.map_or(12, |time| time.hour())
    }

    /// The pieces of road that a closure covers, each a line of `[lon, lat]`.
    pub(crate) fn closed_lines(&self, id: ClosureId) -> Vec<Vec<[f64; 2]>> {
        let id = id.to_string();
        let closed = self.roads().closed();
        let own = closed.into_iter().filter(|closed| closed.id == id).flat_map(|closed| closed.lines);
        own.map(|line| as_pairs(&line)).collect()
    }

    /// The name of the street a closure is on.
    pub(crate) fn street_of(&self, closure: &Closure) -> Option<String> {
        let at = closure.shape.sign()?;
        self.roads().street_at(point(at)).map(str::to_owned)
    }

    /// What a shape would close.
    pub(crate) fn would_close(&self, shape: &ClosedShape) -> WouldClose {
        let covered = self.roads().covered(&drawn(shape));
        WouldClose {
            roads: covered.lines.len() as u32,
            length_m: covered.length_m.round() as u32,
            streets: covered.streets,
            lines: covered.lines.iter().map(as_pairs).collect(),
        }
    }

    /// What can be searched, once it is ready.
    pub(crate) async fn names(&self) -> Result<&SearchIndex, Trouble> {
        self.places.ready().await
    }

    /// Whether anything can be searched.
    pub(crate) fn places_health(&self) -> PlacesHealth {
        self.places.health()
    }

    /// What can be searched, if it is ready.
    pub(crate) fn names_by_now(&self) -> Option<&SearchIndex> {
        self.places.by_now()
    }

    /// Places that typed words may mean, the best first: near the room, or near the last calls.
    pub(crate) fn find(
        &self,
        names: &SearchIndex,
        typed: &str,
        near: Option<Position>,
        recent: &[Position],
        now: At,
    ) -> FoundPlaces {
        let near = Near { recent: recent.iter().copied().map(point).collect(), ..self.near(near) };
        let hits = names.search(typed, &near, HITS);
        let hint = names.hint(typed, &hits).map(|hint| match hint {
            Hint::LinkNeedsInternet => PlaceHint::LinkNeedsInternet,
            Hint::NoPosts => PlaceHint::NoPosts,
        });
        FoundPlaces { hits: hits.into_iter().filter_map(|hit| place_hit(hit, now)).collect(), hint }
    }

    /// The place that typed words give by coordinates, a plus code or a link, where no name is needed.
    pub(crate) fn written_out(&self, typed: &str, near: Option<Position>, now: At) -> Option<FoundPlaces> {
        let hit = place_hit(region::written_out(typed, &self.near(near))?, now)?;
        Some(FoundPlaces { hits: vec![hit], hint: None })
    }

    fn near(&self, near: Option<Position>) -> Near {
        Near::from(point(near.unwrap_or(self.view.centre)))
    }

    /// Named things near a place, the nearest first.
    pub(crate) fn landmarks(
        names: &SearchIndex,
        here: Position,
        within_m: f64,
        most: usize,
        now: At,
    ) -> Vec<PlaceHit> {
        let hits = names.landmarks(point(here), within_m, most);
        hits.into_iter().filter_map(|hit| place_hit(hit, now)).collect()
    }

    /// The junctions of a street, as typed, the nearest first.
    pub(crate) fn crossings(
        &self,
        names: &SearchIndex,
        street: &str,
        crossing: &str,
        near: Option<Position>,
        now: At,
    ) -> FoundPlaces {
        let near = point(near.unwrap_or(self.view.centre));
        let hits = names.crossings(street, crossing, near, CROSSINGS);
        FoundPlaces { hits: hits.into_iter().filter_map(|hit| place_hit(hit, now)).collect(), hint: None }
    }

    /// What a point on the map is called.
    pub(crate) fn describe(names: Option<&SearchIndex>, at: Position, now: At) -> PlaceHit {
        let label = names.and_then(|names| names.describe(point(at))).unwrap_or_default();
        let fix = Fix { position: at, radius_m: PIN_RADIUS_M, source: FixSource::MapPin, at: now, label };
        PlaceHit { fix, context: String::new(), distance_m: 0 }
    }
}

/// Along a meridian.
pub(crate) const METRES_PER_DEGREE: f64 = 111_195.0;

pub(crate) fn point(position: Position) -> Point<f64> {
    Point::new(position.lon(), position.lat())
}

pub(crate) fn position(point: Point<f64>) -> Option<Position> {
    Position::new(point.y(), point.x()).ok()
}

/// How the roads see a vehicle.
pub(crate) fn class(vehicle: Vehicle) -> VehicleClass {
    match vehicle {
        Vehicle::Heavy => VehicleClass::Heavy,
        Vehicle::Ambulance => VehicleClass::Ambulance,
        Vehicle::Car => VehicleClass::Car,
        Vehicle::Motorcycle => VehicleClass::Motorcycle,
    }
}

fn as_pairs(line: &LineString<f64>) -> Vec<[f64; 2]> {
    line.coords().map(|at| [at.x, at.y]).collect()
}

fn drawn(shape: &ClosedShape) -> roads::ClosedShape {
    match shape {
        ClosedShape::Road { at } => roads::ClosedShape::Segment(point(*at)),
        ClosedShape::Area { centre, radius_m } => {
            roads::ClosedShape::Circle { centre: point(*centre), radius_m: f64::from(*radius_m) }
        }
        ClosedShape::Outline { corners } => {
            let ring = corners.iter().copied().map(point).collect();
            roads::ClosedShape::Outline(Polygon::new(ring, Vec::new()))
        }
    }
}

fn closed(id: ClosureId, shape: &ClosedShape, effect: Effect) -> roads::Closure {
    let shape = drawn(shape);
    let effect = match effect {
        Effect::Closed => roads::Effect::Closed,
        Effect::Slowed { kmh } => roads::Effect::Slowed { kmh },
    };
    roads::Closure { id: id.to_string(), shape, effect }
}

fn place_hit(hit: Hit, now: At) -> Option<PlaceHit> {
    let source = match hit.kind {
        HitKind::Coordinate => FixSource::Coordinates,
        HitKind::PlusCode => FixSource::PlusCode,
        HitKind::Junction => FixSource::Junction,
        HitKind::Street | HitKind::HouseNumber | HitKind::Milestone => FixSource::Address,
        HitKind::Place | HitKind::Facility => FixSource::Landmark,
    };
    let fix = Fix {
        position: position(hit.point)?,
        radius_m: hit.radius_m.round() as u32,
        source,
        at: now,
        label: hit.label,
    };
    Some(PlaceHit { fix, context: hit.context, distance_m: hit.distance_m.round() as u32 })
}

fn hospital(station: &region::Station) -> Option<Hospital> {
    let clinic = match station.kind {
        StationKind::Hospital => false,
        StationKind::Clinic => true,
        StationKind::Fire | StationKind::Ambulance | StationKind::Police | StationKind::Rescue => {
            return None;
        }
    };
    let (id, name) = (StationId(station.id.clone()), station.name.clone());
    Some(Hospital { id, name, clinic, position: position(station.point)? })
}

fn station(station: region::Station) -> Option<StationView> {
    let service = match station.kind {
        StationKind::Fire => Some(Service::Fire),
        StationKind::Ambulance => Some(Service::Medical),
        StationKind::Police => Some(Service::Police),
        StationKind::Rescue => Some(Service::Rescue),
        StationKind::Hospital | StationKind::Clinic => None,
    };
    let position = position(station.point)?;
    Some(StationView { id: StationId(station.id), name: station.name, service, position })
}

fn view(region: &Region, basemap: Option<&Basemap>, settings: &Settings) -> Option<RegionView> {
    let info = region.info();
    let tiles = basemap.map_or_else(|| region.tile_info(), Basemap::tile_info);
    let bounds = &info.bounds;
    let centre = position(info.centre())?;
    // Search and roads are of the region's data, whoever drew the map.
    let drawn_by = basemap.and_then(Basemap::attribution).filter(|by| !by.contains("OpenStreetMap"));
    let attribution = std::iter::once(ATTRIBUTION).chain(drawn_by).collect::<Vec<_>>().join(" · ");
    Some(RegionView {
        name: info.name.clone(),
        bounds: [bounds.west, bounds.south, bounds.east, bounds.north],
        centre,
        min_zoom: tiles.min_zoom,
        max_zoom: tiles.max_zoom,
        attribution,
        tiles_version: tiles_version(info.built_at_s, settings.basemap.as_deref()),
        time_zone: settings.time_zone.clone().unwrap_or_else(|| zone_of(centre)),
    })
}

/// Other tiles have another version: of the region by when it was built, of a basemap by when its file was written.
fn tiles_version(built_at_s: u64, basemap: Option<&std::path::Path>) -> String {
    let written = |path| std::fs::metadata(path).and_then(|file| file.modified()).ok();
    let since_1970 = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    match basemap {
        None => format!("{built_at_s:x}"),
        Some(path) => format!("b{:x}", written(path).and_then(since_1970).unwrap_or_default().as_millis()),
    }
}

/// The zone people live by: Indonesia's three by longitude, elsewhere the machine's own. Borders between zones follow
/// provinces, so a room near one sets its own.
fn zone_of(centre: Position) -> String {
    let in_indonesia = (-11.5..=6.5).contains(&centre.lat()) && (94.5..=141.5).contains(&centre.lon());
    if !in_indonesia {
        return jiff::tz::TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
    }
    let zone = match centre.lon() {
        lon if lon < 114.45 => "Asia/Jakarta",
        lon if lon < 125.5 => "Asia/Makassar",
        _ => "Asia/Jayapura",
    };
    zone.to_owned()
}
