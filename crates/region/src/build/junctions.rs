//! Junctions: where two streets of different names meet.

use std::collections::BTreeMap;

use geo::{Coord, Distance, Haversine, Point};

use super::streets::Street;
use crate::entry::{Entry, HitKind, JUNCTION_SIGN};
use crate::osm::Extract;
use crate::steps::{Cancelled, Steps};

/// How sure one can be of a junction of two plain streets, in metres.
const RADIUS_M: f64 = 20.0;

/// The nodes where two dual carriageways cross lie this near, in metres; farther apart they are two junctions.
const ONE_CROSSING_WITHIN_M: f64 = 120.0;

/// All meetings of two streets.
pub(super) fn junctions(
    extract: &Extract,
    streets: &[Street],
    mut steps: Steps<'_>,
) -> Result<Vec<Entry>, Cancelled> {
    let mut at_node: Vec<(i64, usize)> = Vec::new();
    steps.part(0.0, 0.2).over(streets.iter().enumerate(), |(index, street)| {
        at_node.extend(street.nodes.iter().map(|&node| (node, index)));
    })?;
    at_node.sort_unstable();
    let nodes: Vec<&[(i64, usize)]> =
        at_node.chunk_by(|a, b| a.0 == b.0).filter(|streets| streets.len() > 1).collect();
    let mut meetings: BTreeMap<(usize, usize), Vec<Point<f64>>> = BTreeMap::new();
    steps.part(0.2, 0.6).over(nodes.into_iter(), |here| {
        let Some(coord) = here.first().and_then(|(node, _)| extract.nodes.get(*node)) else { return };
        for (position, &(_, a)) in here.iter().enumerate() {
            for &(_, b) in &here[position + 1..] {
                if streets[a].name != streets[b].name {
                    meetings.entry((a, b)).or_default().push(coord.into());
                }
            }
        }
    })?;
    let mut entries = Vec::with_capacity(meetings.len());
    steps.part(0.6, 1.0).over(meetings.into_iter(), |((a, b), points)| {
        let label = format!("{}{JUNCTION_SIGN}{}", streets[a].name, streets[b].name);
        let crossings = crossings(points).into_iter();
        entries.extend(
            crossings.map(|(point, radius_m)| Entry::new(HitKind::Junction, label.clone(), point, radius_m)),
        );
    })?;
    Ok(entries)
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
