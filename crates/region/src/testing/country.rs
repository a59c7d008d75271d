//! The map of an invented country.

use geo::Point;
use roads::testing::{Country, Settlement};
use roads::{Access, Oneway, RoadClass, Way};

use super::pbf::MapData;

/// Metres in a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

/// The map of an invented country: its roads, its towns and villages with stations and clinics, and so many houses along
/// its streets, with an address where the street has a name.
pub fn country(country: &Country, houses: usize) -> MapData {
    let mut drawn =
        Drawn { map: MapData::default(), nodes: country.nodes.len() as i64, ways: country.ways.len() as i64 };
    for &(id, point) in &country.nodes {
        drawn.map.node(id, point.x(), point.y(), &[]);
    }
    for way in &country.ways {
        drawn.road(way);
    }
    for (index, settlement) in country.settlements.iter().enumerate() {
        drawn.settlement(index, settlement);
    }
    let streets: Vec<&Way> = country.ways.iter().filter(|way| way.class >= RoadClass::Tertiary).collect();
    for house in 0..if streets.is_empty() { 0 } else { houses } {
        drawn.house(country, streets[house % streets.len()], house / streets.len());
    }
    drawn.map
}

/// A map being drawn, and how many nodes and ways it has.
struct Drawn {
    map: MapData,
    nodes: i64,
    ways: i64,
}

impl Drawn {
    fn node(&mut self, at: Point<f64>, tags: &[(&str, &str)]) -> i64 {
        self.nodes += 1;
        self.map.node(self.nodes, at.x(), at.y(), tags);
        self.nodes
    }

    fn road(&mut self, way: &Way) {
        let maxspeed = way.maxspeed_kmh.map(|kmh| kmh.to_string());
        let mut tags = vec![("highway", highway(way.class))];
        tags.extend(way.name.as_deref().map(|name| ("name", name)));
        tags.extend(maxspeed.as_deref().map(|kmh| ("maxspeed", kmh)));
        match way.oneway {
            Oneway::No => {}
            Oneway::Forward => tags.push(("oneway", "yes")),
            Oneway::Backward => tags.push(("oneway", "-1")),
        }
        match way.access {
            Access::Open => {}
            Access::EmergencyOnly => tags.extend([("access", "no"), ("emergency", "yes")]),
            Access::Restricted => tags.push(("access", "private")),
            Access::Closed => tags.push(("access", "no")),
        }
        self.map.way(way.osm_id, &way.nodes, &tags);
    }

    /// A town with its stations; a village may have a clinic.
    fn settlement(&mut self, index: usize, settlement: &Settlement) {
        let place = match settlement.junctions {
            10_000.. => "city",
            1_000.. => "town",
            _ => "village",
        };
        self.node(settlement.middle, &[("place", place), ("name", &settlement.name)]);
        let facilities = [
            ("clinic", "Puskesmas", index.is_multiple_of(3) || settlement.junctions > 200),
            ("police", "Polsek", settlement.junctions > 200),
            ("fire_station", "Pos Damkar", settlement.junctions > 400),
            ("hospital", "RSUD", settlement.junctions > 800),
        ];
        for (number, (amenity, kind, _)) in (1_u8..).zip(facilities.iter().filter(|(.., there)| *there)) {
            let at = aside(settlement.middle, 60.0 * f64::from(number), 40.0);
            self.node(at, &[("amenity", amenity), ("name", &format!("{kind} {}", settlement.name))]);
        }
    }

    /// A house of eight by ten metres beside a street, farther along it for each one before.
    fn house(&mut self, country: &Country, street: &Way, number: usize) {
        let at = |id: i64| country.nodes[id as usize - 1].1;
        let piece = 1 + number % (street.nodes.len() - 1);
        let (a, b) = (at(street.nodes[piece - 1]), at(street.nodes[piece]));
        let share = 0.15 + 0.61 * number as f64 % 0.8;
        let middle = a + (b - a) * share;
        let corner = aside(middle, 12.0, if number.is_multiple_of(2) { 6.0 } else { -14.0 });
        let corners = [(0.0, 0.0), (8.0, 0.0), (8.0, 10.0), (0.0, 10.0)];
        let mut ring: Vec<i64> =
            corners.iter().map(|&(east, north)| self.node(aside(corner, east, north), &[])).collect();
        ring.push(ring[0]);
        let label = (number + 1).to_string();
        let mut tags = vec![("building", "house")];
        if let Some(name) = &street.name {
            tags.extend([("addr:housenumber", label.as_str()), ("addr:street", name)]);
        }
        self.ways += 1;
        self.map.way(self.ways, &ring, &tags);
    }
}

/// So many metres east and north of a point, to a part in a hundred near the equator.
fn aside(from: Point<f64>, east: f64, north: f64) -> Point<f64> {
    from + Point::new(east / DEGREE_M, north / DEGREE_M)
}

fn highway(class: RoadClass) -> &'static str {
    match class {
        RoadClass::Motorway => "motorway",
        RoadClass::MotorwayLink => "motorway_link",
        RoadClass::Trunk => "trunk",
        RoadClass::TrunkLink => "trunk_link",
        RoadClass::Primary => "primary",
        RoadClass::PrimaryLink => "primary_link",
        RoadClass::Secondary => "secondary",
        RoadClass::SecondaryLink => "secondary_link",
        RoadClass::Tertiary => "tertiary",
        RoadClass::TertiaryLink => "tertiary_link",
        RoadClass::Unclassified => "unclassified",
        RoadClass::Residential => "residential",
        RoadClass::LivingStreet => "living_street",
        RoadClass::Service => "service",
        RoadClass::Track => "track",
        RoadClass::Pedestrian => "pedestrian",
        RoadClass::Path => "path",
        RoadClass::Ferry => "ferry",
    }
}
