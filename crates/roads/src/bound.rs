//! How soon a vehicle could be there at the very best, told from two positions alone.
//!
//! Whoever comes from far crosses ring after ring around the place. Nobody crosses a ring sooner than straight towards
//! the place, at the speed of the fastest road in that ring. So a toll road is of no use to those who are nearer than it,
//! and among many only those on the next streets are asked about.

mod rings;
mod speeds;

use geo::Point;

pub(crate) use self::rings::Rings;
use self::speeds::Speeds;
use crate::arc::SegmentId;
use crate::network::Network;
use crate::profile::Speed;
use crate::snap::{METRES_PER_DEGREE, SegmentIndex};

/// A degree in units of the plane.
const DEGREE: f64 = 1e7;
/// Times on the way from a point to its road and along it are rounded so often, each by half a millisecond; and a limit
/// of so many milliseconds is not yet exceeded by what is less than one more.
const ROUNDED_MS: f64 = 9.0;
/// So are the lengths of so many straight lines at either end, beside those of the pieces of a road.
const ROUNDED_LINES: f64 = 4.0;

/// A lower bound for the time of any way of one class of vehicle, with nothing closed and so with anything closed.
///
/// Distances are measured in a plane whose east-west scale is a constant, so they obey the triangle inequality exactly,
/// and that of the latitude where a degree is shortest, so none is longer than on the ground.
#[derive(Debug)]
pub(crate) struct Bound {
    east: f64,
    /// What of a way takes no time: so little does rounding hide.
    free_ms: f64,
    speeds: Speeds,
}

impl Bound {
    /// `speed` is how fast a segment is driven, if at all, and `beside` how fast it goes where there is no road; no point
    /// is farther from one than `off_road_m`.
    pub(crate) fn new(
        network: &Network,
        index: &SegmentIndex,
        speed: impl Fn(SegmentId) -> Option<Speed>,
        beside: Speed,
        off_road_m: f64,
    ) -> Self {
        let (east, centimetre) = plane(network, off_road_m);
        let (mut hidden, mut most_lines) = (0.0, 0);
        let mut speeds = vec![0; network.segment_count()];
        for (segment, held) in (0..).map(SegmentId).zip(&mut speeds) {
            let Some(speed) = speed(segment) else { continue };
            let (length_cm, lines) = (network.record(segment).length_cm, network.shape(segment).len());
            most_lines = lines.max(most_lines);
            // Each piece has been rounded by half a centimetre.
            let length = (f64::from(length_cm) + lines as f64 / 2.0) * centimetre;
            match speed.travel_ms(length_cm) {
                0 => hidden += length,
                ms => *held = speeds::rounded_up(length / f64::from(ms)),
            }
        }
        hidden += (most_lines as f64 + ROUNDED_LINES) * centimetre;
        let beside = 100.0 * centimetre / beside.ms_per_m();
        let fastest = index.greatest(|segment| speeds[segment.0 as usize]);
        Self { east, free_ms: ROUNDED_MS + hidden / beside, speeds: Speeds::new(fastest, east, beside) }
    }

    /// The same for all who come to one place.
    pub(crate) fn around(&self, place: Point<f64>) -> Rings<'_> {
        let scale = [DEGREE * self.east, DEGREE];
        let place = [place.x() * scale[0], place.y() * scale[1]];
        Rings { speeds: &self.speeds, place, scale, free_ms: self.free_ms }
    }
}

/// The east-west scale of the plane, and how many units of it a centimetre of road is at most.
fn plane(network: &Network, off_road_m: f64) -> (f64, f64) {
    let centimetre = DEGREE / METRES_PER_DEGREE / 100.0;
    let Some(bounds) = network.bounds() else { return (1.0, centimetre) };
    let highest = bounds.min().y.abs().max(bounds.max().y.abs()) + off_road_m / METRES_PER_DEGREE;
    // By so much the great circle along a straight piece may be shorter than the piece in the plane.
    let shorter = bounds.width().max(bounds.height()).to_radians().powi(2) / 12.0;
    (highest.min(90.0).to_radians().cos(), centimetre / (1.0 - shorter).max(f64::EPSILON))
}

#[cfg(test)]
mod tests {
    use geo::Point;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use crate::search::Cost;
    use crate::testing::Country;
    use crate::{NetworkBuilder, Profiles, Reach, Roads, Starter, VehicleClass, osm};

    const CLASS: VehicleClass = VehicleClass::Car;

    fn metres_within(roads: &Roads, place: Point<f64>, seconds: u32) -> f64 {
        let limit = Some(Cost::new(seconds * 1000, 0));
        roads.bound(CLASS).around(place).squared_within(limit).sqrt() * super::METRES_PER_DEGREE
            / super::DEGREE
    }

    #[test]
    fn nobody_is_farther_than_the_bound_says() {
        let country = Country::new(7, 3_000);
        let roads = Roads::new(country.network(), Profiles::shipped().expect("the shipped table"));
        let rng = &mut StdRng::seed_from_u64(5);
        let starters: Vec<Starter> =
            (0..300).map(|_| Starter { point: country.random_point(rng), class: CLASS }).collect();
        let mut reached = 0;
        for _ in 0..40 {
            let place = country.random_point(rng);
            let rings = roads.bound(CLASS).around(place);
            for (own, reach) in starters.iter().zip(roads.all_by_full_search(place, &starters).reaches) {
                let Reach::Reached { travel_ms, .. } = reach else { continue };
                let within = rings.squared_within(Some(Cost::new(travel_ms, 0)));
                assert!(rings.squared(own.point) <= within, "{own:?} is at {place:?} in {travel_ms} ms");
                assert!(roads.may_come_within(travel_ms, own.point, place, CLASS));
                reached += 1;
            }
        }
        assert!(reached > 5_000, "{reached} reached");
        let ends = [country.random_point(rng), country.random_point(rng)];
        assert!(!roads.may_come_within(0, ends[0], ends[1], CLASS), "nobody is there at once");
    }

    #[test]
    fn a_fast_road_counts_from_where_it_is() {
        // A street to the west, and ten kilometres to the east of it a motorway.
        let mut builder = NetworkBuilder::new();
        let roads = [(1, "residential", [112.0, 112.01]), (2, "motorway", [112.1, 112.2])];
        for (way, highway, [west, east]) in roads {
            let nodes: Vec<i64> = (100 * way..100 * way + 50).collect();
            for (step, &node) in (0..).zip(&nodes) {
                builder.add_node(node, (west + (east - west) * f64::from(step) / 49.0, -7.0).into());
            }
            builder.add_way(osm::way_from_tags(way, nodes, [("highway", highway)]).expect("a road"));
        }
        let roads = Roads::new(builder.build(), Profiles::shipped().expect("the shipped table"));
        // Longitude, seconds, and how far at least and at most anybody is who comes in that time, metres.
        let cases = [
            ("on the street", 112.005, 60, 200.0, 1_000.0),
            ("on the motorway", 112.15, 60, 1_200.0, 2_500.0),
            ("on the street, for so long that the motorway is of use", 112.005, 1_200, 10_000.0, 30_000.0),
            ("far from any road", 110.0, 60, 150.0, 250.0),
        ];
        for (what, lon, seconds, least, most) in cases {
            let metres = metres_within(&roads, (lon, -7.0).into(), seconds);
            assert!((least..most).contains(&metres), "{what}: {metres} m");
        }
        let nowhere =
            Roads::new(NetworkBuilder::new().build(), Profiles::shipped().expect("the shipped table"));
        assert!(metres_within(&nowhere, (0.0, 0.0).into(), 60) < 250.0, "no road at all");
    }
}
