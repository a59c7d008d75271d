//! Areas from closed ways and from relations of type multipolygon or boundary.
//!
//! A relation's rings are put together from its ways end to end, whatever their order, direction and role; which rings
//! are holes follows from which lie inside which. Source: <https://wiki.openstreetmap.org/wiki/Relation:multipolygon>.

use std::collections::HashMap;

use geo::{Area, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Point, Polygon};

use super::{Extract, OsmWay, Tags};
use crate::shape::point_inside;
use crate::steps::{Cancelled, Steps};

/// An area and what its tags say.
#[derive(Debug)]
pub(crate) struct MappedArea<'a> {
    /// `w` or `r` and the OpenStreetMap id.
    pub(crate) id: String,
    pub(crate) tags: &'a Tags,
    pub(crate) area: MultiPolygon<f64>,
    /// The point that stands for it.
    pub(crate) point: Option<Point<f64>>,
}

impl<'a> MappedArea<'a> {
    fn new(id: String, tags: &'a Tags, area: MultiPolygon<f64>) -> Self {
        Self { id, tags, point: point_inside(&area), area }
    }
}

/// The areas of an extract, and how many could not be made.
#[derive(Debug, Default)]
pub(crate) struct Areas<'a> {
    pub(crate) areas: Vec<MappedArea<'a>>,
    /// Relations whose rings do not close, as at the edge of an extract, and closed ways with a node missing.
    pub(crate) broken: usize,
}

/// All areas of an extract that have tags.
pub(crate) fn assemble<'a>(extract: &'a Extract, mut steps: Steps<'_>) -> Result<Areas<'a>, Cancelled> {
    let by_id: HashMap<i64, &OsmWay> = extract.ways.iter().map(|way| (way.id, way)).collect();
    let mut found = Areas::default();
    steps.part(0.0, 0.7).over(extract.ways.iter(), |way| {
        if !way.is_closed() || !is_area(&way.tags) {
            return;
        }
        match ring(extract, &way.nodes) {
            Some(ring) => {
                let area = Polygon::new(ring, vec![]).into();
                found.areas.push(MappedArea::new(format!("w{}", way.id), &way.tags, area));
            }
            None => found.broken += 1,
        }
    })?;
    let mut relations = steps.part(0.7, 1.0);
    for (at, relation) in extract.relations.iter().enumerate() {
        // One may have thousands of ways.
        relations.at(at as f64 / extract.relations.len() as f64)?;
        let ways: Option<Vec<&OsmWay>> = relation.ways.iter().map(|id| by_id.get(id).copied()).collect();
        let rings = ways
            .and_then(|ways| join(&ways))
            .and_then(|rings| rings.iter().map(|nodes| ring(extract, nodes)).collect::<Option<Vec<_>>>());
        match rings.map(nest) {
            Some(area) if !area.0.is_empty() => {
                found.areas.push(MappedArea::new(format!("r{}", relation.id), &relation.tags, area));
            }
            _ => found.broken += 1,
        }
    }
    Ok(found)
}

/// Whether a closed way means the surface inside, not the line around it: a building or a park, not a roundabout.
fn is_area(tags: &Tags) -> bool {
    const SURFACES: [&str; 16] = [
        "aeroway",
        "amenity",
        "boundary",
        "building",
        "craft",
        "emergency",
        "healthcare",
        "historic",
        "landuse",
        "leisure",
        "man_made",
        "military",
        "natural",
        "office",
        "place",
        "shop",
    ];
    if tags.is("area", &["no"]) {
        return false;
    }
    tags.is("area", &["yes"])
        || tags.is("waterway", &["riverbank", "dock"])
        || tags.has("tourism")
        || tags.is("public_transport", &["station"])
        || tags.is("railway", &["station"])
        || (!tags.has("highway") && SURFACES.iter().any(|key| tags.has(key)))
}

fn ring(extract: &Extract, nodes: &[i64]) -> Option<LineString<f64>> {
    let coords: Vec<Coord<f64>> = nodes.iter().map(|&id| extract.nodes.get(id)).collect::<Option<_>>()?;
    let polygon = Polygon::new(LineString::new(coords), vec![]);
    let is_ring = polygon.exterior().0.len() >= 4 && polygon.unsigned_area() > 0.0;
    is_ring.then(|| polygon.into_inner().0)
}

/// Joins ways end to end into closed rings of node ids; `None` where one stays open.
fn join(ways: &[&OsmWay]) -> Option<Vec<Vec<i64>>> {
    let mut rings = Vec::new();
    let mut open: HashMap<i64, Vec<usize>> = HashMap::new();
    for (index, way) in ways.iter().enumerate() {
        let (first, last) = (*way.nodes.first()?, *way.nodes.last()?);
        if first == last {
            rings.push(way.nodes.clone());
        } else {
            open.entry(first).or_default().push(index);
            open.entry(last).or_default().push(index);
        }
    }
    let mut used = vec![false; ways.len()];
    for start in 0..ways.len() {
        let nodes = &ways[start].nodes;
        if used[start] || nodes.first() == nodes.last() {
            continue;
        }
        used[start] = true;
        let mut ring = nodes.clone();
        // Where the ways begin that the ring is made of.
        let mut joints = vec![0];
        loop {
            let end = *ring.last()?;
            // Where rings touch, the way on may come back to a joint before the start: that is a ring by itself.
            if let Some(at) = joints.iter().position(|&joint| ring[joint] == end) {
                rings.push(ring.split_off(joints[at]));
                ring.push(end);
                joints.truncate(at);
                if at == 0 {
                    break;
                }
            }
            let next = *open.get(&end)?.iter().find(|&&index| !used[index])?;
            used[next] = true;
            joints.push(ring.len() - 1);
            let more = &ways[next].nodes;
            if more.first() == Some(&end) {
                ring.extend(&more[1..]);
            } else {
                ring.extend(more.iter().rev().skip(1));
            }
        }
    }
    Some(rings)
}

/// Sorts rings into polygons: a ring inside an even number of others is an outer one, else a hole of the smallest
/// outer ring around it.
fn nest(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let mut polygons: Vec<Polygon<f64>> = rings.into_iter().map(|ring| Polygon::new(ring, vec![])).collect();
    polygons.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    let mut outers: Vec<Polygon<f64>> = Vec::new();
    let mut holes: Vec<(usize, LineString<f64>)> = Vec::new();
    for (index, polygon) in polygons.iter().enumerate() {
        // A point of its inside, for rings of one relation may touch along whole sides.
        let point = (index > 0).then(|| polygon.interior_point()).flatten();
        let inside = |other: &Polygon<f64>| point.is_some_and(|point| other.contains(&point));
        let depth = polygons[..index].iter().filter(|other| inside(other)).count();
        if depth % 2 == 0 {
            outers.push(polygon.clone());
        } else if let Some(outer) = outers.iter().rposition(inside) {
            holes.push((outer, polygon.exterior().clone()));
        }
    }
    for (outer, hole) in holes {
        outers[outer].interiors_push(hole);
    }
    MultiPolygon::new(outers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::osm::{Nodes, OsmRelation};
    use crate::steps::Silent;

    fn assembled(extract: &Extract) -> Areas<'_> {
        assemble(extract, Steps::new(&mut Silent)).unwrap()
    }

    /// Nodes on a grid: node `10 * x + y` is at (x, y).
    fn extract(ways: &[(i64, &[i64])], members: &[i64]) -> Extract {
        let mut nodes = Nodes::default();
        for id in 0..100 {
            nodes.push(id, (id / 10) as f64, (id % 10) as f64);
        }
        Extract {
            nodes,
            ways: ways
                .iter()
                .map(|&(id, nodes)| OsmWay { id, nodes: nodes.to_vec(), tags: Tags::default() })
                .collect(),
            relations: vec![OsmRelation { id: 7, tags: Tags::default(), ways: members.to_vec() }],
            ..Extract::default()
        }
    }

    #[test]
    fn rings_join_in_any_order_and_direction() {
        let extract = extract(
            &[(1, &[0, 5, 55]), (2, &[0, 50, 55]), (3, &[11, 13, 33, 11]), (4, &[77, 79])],
            &[2, 3, 1],
        );
        let found = assembled(&extract);
        assert_eq!(found.broken, 0);
        let area = &found.areas[0].area;
        assert_eq!(area.0.len(), 1, "one outer ring, put together from two ways");
        assert_eq!(area.0[0].interiors().len(), 1, "and a hole, whatever its role");
        assert!((area.unsigned_area() - 23.0).abs() < 1e-9);
    }

    #[test]
    fn a_hole_that_touches_the_outline_is_a_hole() {
        // Along a side, and at a corner where four ways meet.
        let along: [(i64, &[i64]); 2] = [(1, &[0, 50, 55, 5, 0]), (2, &[1, 21, 23, 3, 1])];
        let corner: [(i64, &[i64]); 4] =
            [(1, &[55, 5, 0]), (2, &[0, 12, 22]), (3, &[22, 21, 0]), (4, &[0, 50, 55])];
        for (what, ways, members, expected) in
            [("along a side", &along[..], &[1, 2][..], 21.0), ("at a corner", &corner, &[1, 2, 3, 4], 23.0)]
        {
            let extract = extract(ways, members);
            let found = assembled(&extract);
            assert_eq!(found.broken, 0, "{what}");
            let area = &found.areas[0].area;
            assert_eq!((area.0.len(), area.0[0].interiors().len()), (1, 1), "{what}");
            assert!((area.unsigned_area() - expected).abs() < 1e-9, "{what}: {}", area.unsigned_area());
        }
    }

    #[test]
    fn an_island_in_a_lake_in_an_island_is_land() {
        let square = |low: i64, high: i64| [low * 11, low * 10 + high, high * 11, high * 10 + low, low * 11];
        let (outer, lake, island) = (square(0, 9), square(1, 8), square(3, 5));
        let extract = extract(&[(1, &lake), (2, &island), (3, &outer)], &[1, 2, 3]);
        let area = &assembled(&extract).areas[0].area;
        assert_eq!(area.0.len(), 2);
        assert!((area.unsigned_area() - (81.0 - 49.0 + 4.0)).abs() < 1e-9);
    }

    #[test]
    fn what_does_not_close_is_counted_not_drawn() {
        for (ways, members) in [
            (vec![(1, [0_i64, 5, 55].as_slice())], vec![1]),
            (vec![(1, [0_i64, 5, 55, 0].as_slice())], vec![1, 2]),
            (vec![(1, [0_i64, 500, 55, 0].as_slice())], vec![1]),
            (vec![(1, [0_i64, 5, 0, 5, 0].as_slice())], vec![1]),
            (vec![], vec![]),
        ] {
            let extract = extract(&ways, &members);
            let found = assembled(&extract);
            assert_eq!((found.areas.len(), found.broken), (0, 1), "{ways:?} {members:?}");
        }
    }
}
