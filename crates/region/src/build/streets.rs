//! Streets: the ways that bear one name and lie together.

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, Distance, Haversine, LineString, MultiLineString, Point};

use crate::entry::{Entry, HitKind};
use crate::osm::{Extract, OsmWay};

/// A street of one name in one place. The same name elsewhere is another street.
pub(super) struct Street {
    pub(super) name: String,
    also: String,
    /// The nodes it passes.
    pub(super) nodes: Vec<i64>,
    line: MultiLineString<f64>,
}

/// Ways of one name in the same or neighbouring squares of this size, in degrees (about 300 m), are one street: its
/// two carriageways need not touch, nor its parts on both sides of a bridge that has a name of its own.
const CELL: f64 = 0.0027;

/// The circle of a street is kept within these, in metres: a short one is not better known than a junction, and a
/// long one says at least that much.
const RADIUS_M: std::ops::RangeInclusive<f64> = 30.0..=2000.0;

/// All named streets, in the order of their names.
pub(super) fn streets(extract: &Extract) -> Vec<Street> {
    let mut by_name: BTreeMap<&str, Vec<&OsmWay>> = BTreeMap::new();
    for way in extract.ways.iter().filter(|way| is_street(way)) {
        let name = way.tags.name().or_else(|| way.tags.get("ref"));
        if let Some(name) = name {
            by_name.entry(name).or_default().push(way);
        }
    }
    by_name
        .into_iter()
        .flat_map(|(name, ways)| {
            together(extract, &ways).into_iter().filter_map(move |ways| street(extract, name, &ways))
        })
        .collect()
}

fn is_street(way: &OsmWay) -> bool {
    const NOT_A_STREET: [&str; 7] =
        ["proposed", "construction", "razed", "abandoned", "platform", "bus_stop", "raceway"];
    way.tags.has("highway") && !way.tags.is("highway", &NOT_A_STREET)
}

/// Groups ways by nearness.
fn together<'a>(extract: &Extract, ways: &[&'a OsmWay]) -> Vec<Vec<&'a OsmWay>> {
    let mut group: Vec<usize> = (0..ways.len()).collect();
    let mut first_in: HashMap<(i32, i32), usize> = HashMap::new();
    for (index, way) in ways.iter().enumerate() {
        for coord in way.nodes.iter().filter_map(|&id| extract.nodes.get(id)) {
            let (x, y) = ((coord.x / CELL).floor() as i32, (coord.y / CELL).floor() as i32);
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                if let Some(&other) = first_in.get(&(x + dx, y + dy)) {
                    let (a, b) = (root(&mut group, index), root(&mut group, other));
                    group[a.max(b)] = a.min(b);
                }
            }
            first_in.entry((x, y)).or_insert(index);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&OsmWay>> = BTreeMap::new();
    for (index, way) in ways.iter().enumerate() {
        groups.entry(root(&mut group, index)).or_default().push(way);
    }
    groups.into_values().collect()
}

/// The way that stands for a way's group, with the path to it shortened.
fn root(group: &mut [usize], mut index: usize) -> usize {
    while group[index] != index {
        group[index] = group[group[index]];
        index = group[index];
    }
    index
}

fn street(extract: &Extract, name: &str, ways: &[&OsmWay]) -> Option<Street> {
    let line: MultiLineString<f64> = ways.iter().flat_map(|way| extract.nodes.lines(&way.nodes)).collect();
    let mut nodes: Vec<i64> = ways.iter().flat_map(|way| way.nodes.iter().copied()).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut also: Vec<String> = ways.iter().map(|way| way.tags.other_names()).collect();
    also.extend(ways.iter().filter_map(|way| way.tags.get("ref")).map(str::to_owned));
    also.retain(|other| !other.is_empty() && other != name);
    also.sort();
    also.dedup();
    (!line.0.is_empty()).then(|| Street { name: name.to_owned(), also: also.join("; "), nodes, line })
}

impl Street {
    pub(super) fn line(&self) -> &MultiLineString<f64> {
        &self.line
    }

    pub(super) fn into_entry(self) -> Entry {
        let point = on_the_line(&self.line);
        let farthest = self
            .line
            .0
            .iter()
            .flat_map(LineString::points)
            .map(|end| Haversine.distance(point, end))
            .fold(0.0, f64::max);
        let radius_m = farthest.clamp(*RADIUS_M.start(), *RADIUS_M.end());
        Entry {
            also: self.also,
            line: Some(self.line),
            ..Entry::new(HitKind::Street, self.name, point, radius_m)
        }
    }
}

/// The corner of the street that is nearest to the middle of its corners, so that its point is on the street.
fn on_the_line(line: &MultiLineString<f64>) -> Point<f64> {
    let corners = || line.0.iter().flat_map(|line| line.0.iter().copied());
    let count = corners().count().max(1) as f64;
    let sum = corners().fold(Coord::zero(), |sum, corner| sum + corner);
    let middle = Point::from(sum / count);
    corners()
        .map(Point::from)
        .min_by(|a, b| Haversine.distance(middle, *a).total_cmp(&Haversine.distance(middle, *b)))
        .unwrap_or(middle)
}
