//! What is other in a region than in the one it replaced: whoever builds a region again wants to know before a room
//! opens on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use geo::{Area, BooleanOps, Distance, Haversine, MultiPolygon};
use serde::Serialize;

use crate::station::Station;
use crate::zone::Zone;

/// What is other in a region than in the one it replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Stations that stand elsewhere.
    pub stations_moved: Vec<MovedStation>,
    /// Stations that are not there any more.
    pub stations_gone: Vec<NamedStation>,
    /// Stations that were not there before.
    pub stations_new: Vec<NamedStation>,
    /// Stations of the same name, kind and place under another id: a room's units that are based there have to be
    /// given their station again.
    pub stations_renumbered: Vec<NamedStation>,
    /// Ids that are another station's now, as when rows of a file without ids were put in or taken out.
    pub station_ids_taken: Vec<TakenId>,
    /// Names of zones that are not there any more.
    pub zones_gone: Vec<String>,
    /// Names of zones that were not there before.
    pub zones_new: Vec<String>,
    /// Zones whose border runs elsewhere.
    pub zones_changed: Vec<ChangedZone>,
    /// Names of streets that are not there any more.
    pub streets_gone: Vec<String>,
    /// Names of streets that were not there before.
    pub streets_new: Vec<String>,
    /// Length of all roads before, in kilometres, where the replaced region told it.
    pub roads_km_before: Option<f64>,
    /// Length of all roads now, in kilometres.
    pub roads_km_now: f64,
}

/// A station that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MovedStation {
    /// Its name.
    pub name: String,
    /// How far it moved, in metres.
    pub metres: f64,
}

/// A station by its id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedStation {
    /// Its id in the region that has it; for a renumbered one, the id that it had.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An id that is another station's now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakenId {
    /// The id.
    pub id: String,
    /// The name of the station that had it.
    pub before: String,
    /// The name of the one that has it.
    pub now: String,
}

/// A zone whose border runs elsewhere, or that is called otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedZone {
    /// Its name.
    pub name: String,
    /// Its name before, where that was another.
    pub was: Option<String>,
    /// The share of the earlier area that was lost or won, 0 to 1 and above; `None` where it cannot be told.
    pub share: Option<f64>,
}

/// What of a region is compared.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) km: Option<f64>,
    pub(crate) streets: BTreeSet<String>,
    pub(crate) stations: Vec<Station>,
    pub(crate) zones: Vec<Zone>,
}

/// A station that moved less than this, in metres, was only measured better.
const MOVED_M: f64 = 10.0;

impl Changes {
    pub(crate) fn between(before: &Contents, now: &Contents) -> Self {
        let mut changes = Self {
            zones_gone: names_without(&before.zones, &now.zones),
            zones_new: names_without(&now.zones, &before.zones),
            zones_changed: changed_zones(&before.zones, &now.zones),
            streets_gone: before.streets.difference(&now.streets).cloned().collect(),
            streets_new: now.streets.difference(&before.streets).cloned().collect(),
            roads_km_before: before.km,
            roads_km_now: now.km.unwrap_or_default(),
            ..Self::default()
        };
        changes.compare_stations(&before.stations, &now.stations);
        changes
    }

    fn compare_stations(&mut self, before: &[Station], now: &[Station]) {
        let by_id: BTreeMap<&str, usize> =
            (0..).zip(now).map(|(at, station)| (station.id.as_str(), at)).collect();
        let mut known = vec![false; now.len()];
        let mut rest = Vec::new();
        for station in before {
            match by_id.get(station.id.as_str()).map(|&at| (at, &now[at])) {
                Some((at, same)) if is_one(station, same) => {
                    known[at] = true;
                    let metres = Haversine.distance(station.point, same.point);
                    if metres >= MOVED_M {
                        self.stations_moved.push(MovedStation { name: same.name.clone(), metres });
                    }
                }
                other => rest.push((station, other.map(|(_, other)| other))),
            }
        }
        for (station, with_its_id) in rest {
            let elsewhere = (0..now.len()).find(|&at| !known[at] && station.is_same(&now[at]));
            let named = NamedStation::of(station);
            match elsewhere {
                Some(at) => {
                    known[at] = true;
                    self.stations_renumbered.push(named);
                }
                None => self.stations_gone.push(named),
            }
            self.station_ids_taken.extend(with_its_id.map(|other| TakenId {
                id: station.id.clone(),
                before: station.name.clone(),
                now: other.name.clone(),
            }));
        }
        let fresh = now.iter().zip(known).filter(|(_, known)| !known);
        self.stations_new = fresh.map(|(station, _)| NamedStation::of(station)).collect();
        self.stations_new.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// Whether nothing is other than before.
    pub fn is_empty(&self) -> bool {
        let km_same = self.roads_km_before.is_none_or(|km| (km - self.roads_km_now).abs() < 0.05);
        km_same
            && *self
                == Self {
                    roads_km_before: self.roads_km_before,
                    roads_km_now: self.roads_km_now,
                    ..Self::default()
                }
    }
}

impl NamedStation {
    fn of(station: &Station) -> Self {
        Self { id: station.id.clone(), name: station.name.clone() }
    }
}

/// Whether two of one id are one station: moved, or called otherwise, but not both.
fn is_one(a: &Station, b: &Station) -> bool {
    a.kind == b.kind && (a.name == b.name || a.is_near(b))
}

/// The names of zones that the others don't have, by id or by name and level.
fn names_without(zones: &[Zone], others: &[Zone]) -> Vec<String> {
    let ids: BTreeSet<&str> = others.iter().map(|zone| zone.id.as_str()).collect();
    let names: BTreeSet<(&str, Option<u8>)> =
        others.iter().map(|zone| (zone.name.as_str(), zone.level)).collect();
    let unknown =
        |zone: &&Zone| !ids.contains(zone.id.as_str()) && !names.contains(&(zone.name.as_str(), zone.level));
    zones.iter().filter(unknown).map(|zone| zone.name.clone()).collect()
}

fn changed_zones(before: &[Zone], now: &[Zone]) -> Vec<ChangedZone> {
    let by_id: BTreeMap<&str, &Zone> = before.iter().map(|zone| (zone.id.as_str(), zone)).collect();
    let pairs = now.iter().filter_map(|zone| Some((*by_id.get(zone.id.as_str())?, zone)));
    // As they are stored: rounding on the way there is no change.
    let stored = |zone: &Zone| crate::shape::encode_area(&zone.area);
    pairs
        .filter(|(before, now)| before.name != now.name || stored(before) != stored(now))
        .map(|(before, now)| ChangedZone {
            name: now.name.clone(),
            was: (before.name != now.name).then(|| before.name.clone()),
            share: share(&before.area, &now.area),
        })
        .collect()
}

fn share(before: &MultiPolygon<f64>, now: &MultiPolygon<f64>) -> Option<f64> {
    let share = before.xor(now).unsigned_area() / before.unsigned_area();
    share.is_finite().then_some(share)
}

/// How many of a long list are named.
const NAMED: usize = 8;

impl fmt::Display for Changes {
    /// One line for each thing that is other, none for what is as it was.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "nothing is other than in the region before");
        }
        if let Some(before) = self.roads_km_before {
            writeln!(f, "roads: {before:.1} km before, {:.1} km now", self.roads_km_now)?;
        }
        let stations = |stations: &[NamedStation]| -> Vec<String> {
            stations.iter().map(|station| station.name.clone()).collect()
        };
        let moved: Vec<String> = self
            .stations_moved
            .iter()
            .map(|station| format!("{} by {:.0} m", station.name, station.metres))
            .collect();
        let changed: Vec<String> = self
            .zones_changed
            .iter()
            .map(|zone| {
                let was = zone.was.as_ref().map_or_else(String::new, |was| format!(" (was {was})"));
                let share = zone.share.filter(|share| *share >= 0.000_5);
                let by = share.map_or_else(String::new, |share| format!(" by {:.1} %", share * 100.0));
                format!("{}{was}{by}", zone.name)
            })
            .collect();
        let taken: Vec<String> = self
            .station_ids_taken
            .iter()
            .map(|taken| format!("{} was {} and is {}", taken.id, taken.before, taken.now))
            .collect();
        let lists = [
            ("stations moved", moved),
            ("stations gone", stations(&self.stations_gone)),
            ("stations new", stations(&self.stations_new)),
            ("stations under another id", stations(&self.stations_renumbered)),
            ("station ids that are another's now", taken),
            ("zones gone", self.zones_gone.clone()),
            ("zones new", self.zones_new.clone()),
            ("zones changed", changed),
            ("streets gone", self.streets_gone.clone()),
            ("streets new", self.streets_new.clone()),
        ];
        for (what, names) in lists.iter().filter(|(_, names)| !names.is_empty()) {
            let shown = names[..names.len().min(NAMED)].join(", ");
            write!(f, "{what}: {} ({shown}", names.len())?;
            match names.len().saturating_sub(NAMED) {
                0 => writeln!(f, ")")?,
                more => writeln!(f, " and {more} more)")?,
            }
        }
        if !self.stations_gone.is_empty()
            || !self.stations_renumbered.is_empty()
            || !self.station_ids_taken.is_empty()
        {
            writeln!(f, "next: in the room, give the units that are based at these their station again")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Point, Rect};

    use crate::station::StationKind;

    fn station(id: &str, name: &str, metres_east: f64) -> Station {
        let point = Point::new(114.0 + metres_east / 111_195.0, 0.0);
        Station { id: id.to_owned(), name: name.to_owned(), kind: StationKind::Fire, point }
    }

    fn zone(id: &str, east: f64) -> Zone {
        let area = Rect::new((0.0, 0.0), (east, 1.0)).to_polygon().into();
        Zone { id: id.to_owned(), name: format!("Desa {id}"), level: Some(7), area }
    }

    #[test]
    fn what_moved_went_or_came_is_told() {
        let before = Contents {
            km: Some(10.0),
            streets: ["Jl. Lama", "Jl. Mawar"].map(str::to_owned).into(),
            stations: vec![
                station("n1", "Pos Utara", 0.0),
                station("n2", "Pos Selatan", 0.0),
                station("n3", "Pos Barat", 0.0),
                station("n4", "Pos Timur", 0.0),
                station("s1", "Pos Bukit", 0.0),
                station("s2", "Pos Sawah", 3000.0),
            ],
            zones: vec![zone("a", 1.0), zone("b", 1.0), zone("c", 1.0)],
        };
        let now = Contents {
            km: Some(12.0),
            streets: ["Jl. Baru", "Jl. Mawar"].map(str::to_owned).into(),
            stations: vec![
                station("n1", "Pos Utara", 5.0),
                station("n2", "Pos Selatan", 120.0),
                station("w9", "Pos Barat", 20.0),
                station("n5", "Pos Pantai", 0.0),
                station("s1", "Pos Bandara", 9000.0),
                station("s2", "Pos Bukit", 0.0),
                station("s3", "Pos Sawah", 3000.0),
            ],
            zones: vec![zone("a", 1.0), zone("b", 1.5), zone("d", 1.0)],
        };
        let said = Changes::between(&before, &now).to_string();
        let expected = "\
            roads: 10.0 km before, 12.0 km now\n\
            stations moved: 1 (Pos Selatan by 120 m)\n\
            stations gone: 1 (Pos Timur)\n\
            stations new: 2 (Pos Pantai, Pos Bandara)\n\
            stations under another id: 3 (Pos Barat, Pos Bukit, Pos Sawah)\n\
            station ids that are another's now: 2 (s1 was Pos Bukit and is Pos Bandara, s2 was Pos Sawah and is Pos Bukit)\n\
            zones gone: 1 (Desa c)\n\
            zones new: 1 (Desa d)\n\
            zones changed: 1 (Desa b by 50.0 %)\n\
            streets gone: 1 (Jl. Lama)\n\
            streets new: 1 (Jl. Baru)\n\
            next: in the room, give the units that are based at these their station again\n";
        assert_eq!(said, expected);
        assert!(Changes::between(&now, &now).is_empty());
    }
}
