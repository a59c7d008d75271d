//! What of the region coverage needs: its zones with their roads, and the places where a unit could stand by.

use dispatch::Position;
use dispatch::unit::Service;
use geo::{MultiPolygon, Rect};
use region::{Region, RegionError, StationKind, Zone};
use roads::Roads;
use roads::coverage::Ground;

use crate::api::StandbyKind;
use crate::map;

/// A dispatcher takes in no more zones than this.
const MOST_ZONES: usize = 40;
/// Fewer would not tell where a gap is.
const FEWEST_ZONES: usize = 5;
/// A zone with less road than this, centimetres, only touches the region.
const LEAST_ROAD_CM: u64 = 100_000;

/// The zones of a region with their roads, and where units could stand by.
pub(crate) struct Country {
    pub(crate) ground: Ground,
    /// By zone: its id and name.
    pub(crate) zones: Vec<(String, String)>,
    /// By zone: where a unit could stand in its middle.
    centres: Vec<Option<Position>>,
    stations: Vec<region::Station>,
}

/// A place where a unit could stand by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Post {
    pub(crate) kind: StandbyKind,
    pub(crate) label: String,
    pub(crate) position: Position,
}

impl Country {
    /// Prepares a region: of its administrative levels the finest that a dispatcher can still take in, unless one is
    /// set. A region without zones is one zone.
    pub(crate) fn new(region: &Region, roads: &Roads, level: Option<u8>) -> Result<Self, RegionError> {
        let all = region.zones()?;
        let mut levels: Vec<Option<u8>> = all.iter().map(|zone| zone.level).collect();
        levels.sort_unstable();
        levels.dedup();
        levels.retain(|own| level.is_none_or(|level| *own == Some(level)));
        let mut chosen: Option<(Vec<Zone>, Ground)> = None;
        for level in levels.into_iter().rev() {
            let (zones, ground) = with_road(roads, all.iter().filter(|zone| zone.level == level));
            let better = |held: &[Zone]| held.len() > MOST_ZONES && zones.len() >= FEWEST_ZONES;
            if !zones.is_empty() && chosen.as_ref().is_none_or(|(held, _)| better(held)) {
                chosen = Some((zones, ground));
            }
        }
        let (zones, ground) = chosen.unwrap_or_else(|| {
            let bounds = &region.info().bounds;
            let whole = Rect::new((bounds.west, bounds.south), (bounds.east, bounds.north)).to_polygon();
            let area = MultiPolygon::new(vec![whole]);
            let ground = Ground::new(roads, std::slice::from_ref(&area));
            let zone = Zone { id: "region".to_owned(), name: region.info().name.clone(), level: None, area };
            (vec![zone], ground)
        });
        let centre = |zone: usize| {
            let snap = roads.snap(ground.centre(zone)?, roads::VehicleClass::Heavy)?;
            map::position(snap.point)
        };
        let centres = (0..zones.len()).map(centre).collect();
        let zones = zones.into_iter().map(|zone| (zone.id, zone.name)).collect();
        Ok(Self { ground, zones, centres, stations: region.stations()? })
    }

    /// Where units of a service could stand by: its stations, for ambulances the hospitals too, and the middle of each
    /// zone.
    pub(crate) fn posts(&self, service: Service) -> Vec<Post> {
        let station = |station: &region::Station| {
            let kind = match (station.kind, service) {
                (StationKind::Fire, Service::Fire)
                | (StationKind::Police, Service::Police)
                | (StationKind::Ambulance, Service::Medical)
                | (StationKind::Rescue | StationKind::Fire, Service::Rescue) => StandbyKind::Station,
                (StationKind::Hospital, Service::Medical) => StandbyKind::Hospital,
                _ => return None,
            };
            Some(Post { kind, label: station.name.clone(), position: map::position(station.point)? })
        };
        let centre = |((_, name), at): (&(String, String), &Option<Position>)| {
            Some(Post { kind: StandbyKind::ZoneCentre, label: name.clone(), position: (*at)? })
        };
        let stations = self.stations.iter().filter_map(station);
        stations.chain(self.zones.iter().zip(&self.centres).filter_map(centre)).collect()
    }
}

/// Those of a level's zones that have road, and the ground they make.
fn with_road<'a>(roads: &Roads, zones: impl Iterator<Item = &'a Zone>) -> (Vec<Zone>, Ground) {
    let zones: Vec<&Zone> = zones.collect();
    let areas = |zones: &[&Zone]| zones.iter().map(|zone| zone.area.clone()).collect::<Vec<_>>();
    let ground = Ground::new(roads, &areas(&zones));
    let has_road = |zone: usize| ground.road_cm(zone) >= LEAST_ROAD_CM;
    let kept: Vec<&Zone> = (0..zones.len()).filter(|&zone| has_road(zone)).map(|zone| zones[zone]).collect();
    let ground = if kept.len() == zones.len() { ground } else { Ground::new(roads, &areas(&kept)) };
    (kept.into_iter().cloned().collect(), ground)
}
