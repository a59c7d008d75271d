//! Streets: the ways that bear one name and lie together.

use std::collections::{BTreeMap, HashMap};

use geo::{BoundingRect, Coord, Distance, Euclidean, Haversine, LineString, MultiLineString, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::entry::{Entry, HitKind};
use crate::osm::{Extract, OsmWay};
use crate::steps::{Cancelled, Steps};

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
pub(super) fn streets(extract: &Extract, mut steps: Steps<'_>) -> Result<Vec<Street>, Cancelled> {
    let mut by_name: BTreeMap<&str, Vec<&OsmWay>> = BTreeMap::new();
    steps.part(0.0, 0.2).over(extract.ways.iter(), |way| {
        let name = way.tags.name().or_else(|| way.tags.get("ref"));
        if let Some(name) = name.filter(|_| is_street(way)) {
            by_name.entry(name).or_default().push(way);
        }
    })?;
    let count: usize = by_name.values().map(Vec::len).sum();
    let (mut streets, mut done) = (Vec::new(), 0);
    for (name, ways) in by_name {
        steps.at(0.2 + 0.8 * done as f64 / count as f64)?;
        done += ways.len();
        streets.extend(together(extract, &ways).iter().filter_map(|ways| street(extract, name, ways)));
    }
    Ok(streets)
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

/// Streets by the boxes around them: a post's own street is found among thousands.
pub(super) struct StreetBoxes<'a>(RTree<GeomWithData<Rectangle<[f64; 2]>, &'a Street>>);

impl<'a> StreetBoxes<'a> {
    pub(super) fn new(streets: &'a [Street]) -> Self {
        let boxes = streets.iter().filter_map(|street| {
            let rect = street.line.bounding_rect()?;
            Some(GeomWithData::new(Rectangle::from_corners(rect.min().into(), rect.max().into()), street))
        });
        Self(RTree::bulk_load(boxes.collect()))
    }

    /// The street nearest to a point within so many degrees.
    pub(super) fn nearest(&self, point: Point<f64>, within: f64) -> Option<&'a Street> {
        let (x, y) = point.x_y();
        let around = AABB::from_corners([x - within, y - within], [x + within, y + within]);
        let streets = self.0.locate_in_envelope_intersecting(around).map(|known| known.data);
        let away = streets.map(|street| (Euclidean.distance(&point, &street.line), street));
        let near = away.filter(|(away, _)| *away < within);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, street)| street)
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
