//! Junctions: where two streets of different names meet.

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, Distance, Haversine, Point};

use super::streets::Street;
use crate::entry::{Entry, HitKind, JUNCTION_SIGN};
use crate::osm::Extract;

/// How sure one can be of a junction of two plain streets, in metres.
const RADIUS_M: f64 = 20.0;

/// The nodes where two dual carriageways cross lie this near, in metres; farther apart they are two junctions.
const ONE_CROSSING_WITHIN_M: f64 = 120.0;

/// All meetings of two streets.
pub(super) fn junctions(extract: &Extract, streets: &[Street]) -> Vec<Entry> {
    let mut at_node: HashMap<i64, Vec<usize>> = HashMap::new();
    for (index, street) in streets.iter().enumerate() {
        for &node in &street.nodes {
            at_node.entry(node).or_default().push(index);
        }
    }
    let mut nodes: Vec<(i64, Vec<usize>)> =
        at_node.into_iter().filter(|(_, streets)| streets.len() > 1).collect();
    nodes.sort_unstable();
    let mut meetings: BTreeMap<(usize, usize), Vec<Point<f64>>> = BTreeMap::new();
    for (node, here) in nodes {
        let Some(coord) = extract.nodes.get(node) else { continue };
        for (position, &a) in here.iter().enumerate() {
            for &b in &here[position + 1..] {
                if streets[a].name != streets[b].name {
                    meetings.entry((a, b)).or_default().push(coord.into());
                }
            }
        }
    }
    meetings
        .into_iter()
        .flat_map(|((a, b), points)| {
            let label = format!("{}{JUNCTION_SIGN}{}", streets[a].name, streets[b].name);
            crossings(points)
                .into_iter()
                .map(move |(point, radius_m)| Entry::new(HitKind::Junction, label.clone(), point, radius_m))
        })
        .collect()
}

/// Groups the nodes where two streets meet into crossings, each with its middle and radius.
fn crossings(points: Vec<Point<f64>>) -> Vec<(Point<f64>, f64)> {
    let mut groups: Vec<Vec<Point<f64>>> = Vec::new();
    for point in points {
        let near = |group: &&mut Vec<Point<f64>>| {
            group.iter().any(|other| Haversine.distance(*other, point) < ONE_CROSSING_WITHIN_M)
        };
        match groups.iter_mut().find(near) {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let sum = group.iter().fold(Coord::zero(), |sum, point| sum + point.0);
            let middle = Point::from(sum / group.len() as f64);
            let spread = group.iter().map(|point| Haversine.distance(middle, *point)).fold(0.0, f64::max);
            (middle, RADIUS_M + spread)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_meetings_are_one_crossing_and_far_ones_are_not() {
        let at = |metres: f64| Point::new(114.0 + metres / 111_195.0, 0.0);
        let crossings = crossings(vec![at(0.0), at(30.0), at(900.0)]);
        assert_eq!(crossings.len(), 2);
        assert!((crossings[0].1 - 35.0).abs() < 0.1, "the radius covers both nodes: {}", crossings[0].1);
        assert!((crossings[1].1 - RADIUS_M).abs() < 0.1);
    }
}
