//! The sea, from the coastlines of an extract.
//!
//! A coastline has land on its left and the sea on its right. Coastlines are joined end to end and cut to what the
//! map shows; from where one leaves that frame the sea's border goes on along the frame, clockwise, to where the next
//! one comes in. Source: <https://wiki.openstreetmap.org/wiki/Tag:natural%3Dcoastline>.
//!
//! A missing sea is better than one over land: if a coastline ends within the frame, if two of them contradict each
//! other, or if roads would lie in the sea, there is none.

use std::collections::HashMap;

use geo::{Area, BoundingRect, Contains, Coord, LineString, MapCoords, MultiPolygon, Point, Polygon, Rect};

use super::{MARGIN, clip, mercator, world};
use crate::bounds::Bounds;
use crate::osm::Extract;

/// Coastlines of which no sea can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BrokenCoast;

/// The frame that coastlines are cut to once they are scaled: y grows to the north.
const FRAME: (Coord<f64>, Coord<f64>) = (Coord { x: 0.0, y: 0.0 }, Coord { x: 1.0, y: 1.0 });

/// How near to the frame counts as on it.
const ON_FRAME: f64 = 1e-9;

/// A coastline that ends this near to the frame, in degrees, was cut there with the data; the frame is the roads' box with
/// a margin, which reaches farther than an extract does.
const CUT_WITHIN: f64 = 2.0 * MARGIN;

/// Of so many roads looked at, so many may lie in the sea, as bridges and causeways do.
const ROADS_LOOKED_AT: usize = 500;
const MAY_LIE_IN_THE_SEA: usize = 25;

/// The sea within a region's map, in the world's square; `None` where the extract has no coast there.
pub(crate) fn sea(extract: &Extract, bounds: Bounds) -> Result<Option<MultiPolygon<f64>>, BrokenCoast> {
    let world = world(bounds);
    let size = Coord { x: world.width(), y: world.height() };
    let into_frame = |at: Coord<f64>| {
        let at = mercator::project(at);
        Coord { x: (at.x - world.min().x) / size.x, y: (world.max().y - at.y) / size.y }
    };
    let across = bounds.widened(MARGIN);
    let reach =
        Coord { x: CUT_WITHIN / (across.east - across.west), y: CUT_WITHIN / (across.north - across.south) };
    let lines: Vec<LineString<f64>> = chains(extract)
        .into_iter()
        .map(|nodes| led_out(line(extract, &nodes).map_coords(into_frame), reach))
        .collect();
    let sea = within_frame(&lines)?;
    if sea.0.is_empty() {
        return Ok(None);
    }
    if drowned(extract, &sea, into_frame) > MAY_LIE_IN_THE_SEA {
        return Err(BrokenCoast);
    }
    let out_of_frame =
        |at: Coord<f64>| Coord { x: world.min().x + at.x * size.x, y: world.max().y - at.y * size.y };
    Ok(Some(sea.map_coords(out_of_frame)))
}

/// A coastline that ends a little way inside the frame was cut with the data: it goes on to the nearest side, straight.
fn led_out(mut coast: LineString<f64>, reach: Coord<f64>) -> LineString<f64> {
    if coast.0.len() < 2 || coast.is_closed() {
        return coast;
    }
    let out = |end: Coord<f64>| {
        let inside = (FRAME.0.x..=FRAME.1.x).contains(&end.x) && (FRAME.0.y..=FRAME.1.y).contains(&end.y);
        let sides = [
            (end.x / reach.x, Coord { x: -0.1, ..end }),
            ((1.0 - end.x) / reach.x, Coord { x: 1.1, ..end }),
            (end.y / reach.y, Coord { y: -0.1, ..end }),
            ((1.0 - end.y) / reach.y, Coord { y: 1.1, ..end }),
        ];
        let nearest = sides.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.filter(|(reaches, _)| inside && *reaches < 1.0).map(|(_, beyond)| beyond)
    };
    if let Some(beyond) = coast.0.first().copied().and_then(out) {
        coast.0.insert(0, beyond);
    }
    if let Some(beyond) = coast.0.last().copied().and_then(out) {
        coast.0.push(beyond);
    }
    coast
}

/// Coastlines joined end to end, as nodes; cut where a node is missing.
fn chains(extract: &Extract) -> Vec<Vec<i64>> {
    let coasts = extract.ways.iter().filter(|way| way.tags.is("natural", &["coastline"]));
    let known = |id: &i64| extract.nodes.get(*id).is_some();
    let runs: Vec<&[i64]> =
        coasts.flat_map(|way| way.nodes.split(|id| !known(id))).filter(|run| run.len() >= 2).collect();
    let beginning: HashMap<i64, usize> =
        runs.iter().enumerate().map(|(index, run)| (run[0], index)).collect();
    let led_to: std::collections::HashSet<i64> = runs.iter().filter_map(|run| run.last().copied()).collect();
    let mut used = vec![false; runs.len()];
    let mut chains = Vec::new();
    // Those that none leads to are where chains begin; what is left after them are rings.
    let heads = (0..runs.len()).filter(|&index| !led_to.contains(&runs[index][0]));
    for start in heads.chain(0..runs.len()) {
        if std::mem::replace(&mut used[start], true) {
            continue;
        }
        let mut chain = runs[start].to_vec();
        while chain.first() != chain.last() {
            let next = chain.last().and_then(|end| beginning.get(end));
            let Some(&next) = next.filter(|&&next| !used[next]) else { break };
            used[next] = true;
            chain.extend(&runs[next][1..]);
        }
        chains.push(chain);
    }
    chains
}

fn line(extract: &Extract, nodes: &[i64]) -> LineString<f64> {
    nodes.iter().filter_map(|&id| extract.nodes.get(id)).collect()
}

/// The sea within the frame, from coastlines with y to the north.
fn within_frame(coasts: &[LineString<f64>]) -> Result<MultiPolygon<f64>, BrokenCoast> {
    let frame = Rect::new(FRAME.0, FRAME.1);
    let (mut rings, mut parts) = (Vec::new(), Vec::new());
    for coast in coasts {
        let outside = coast.0.iter().position(|at| !contains(frame, *at));
        match outside {
            None if coast.is_closed() => rings.push(coast.clone()),
            None => return Err(BrokenCoast),
            Some(from) => parts.extend(clip::lines(&[begun_at(coast, from)], frame)),
        }
    }
    parts.retain(|part| part.lines().any(|piece| border_position((piece.start + piece.end) / 2.0).is_none()));
    let mut sea = along_frame(&parts)?;
    let (islands, lagoons): (Vec<_>, Vec<_>) =
        rings.into_iter().map(|ring| Polygon::new(ring, vec![])).partition(|ring| ring.signed_area() > 0.0);
    let largest = |rings: &[Polygon<f64>]| rings.iter().map(Area::unsigned_area).fold(0.0, f64::max);
    if parts.is_empty() && largest(&islands) > largest(&lagoons) {
        sea.push(frame.to_polygon());
    }
    sea.extend(lagoons);
    for island in islands {
        let around = match sea.as_mut_slice() {
            [only] => Some(only),
            all => all
                .iter_mut()
                .filter(|polygon| encloses(polygon, &island))
                .min_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area())),
        };
        if let Some(around) = around {
            around.interiors_push(island.exterior().clone());
        }
    }
    Ok(MultiPolygon::new(sea))
}

fn contains(frame: Rect<f64>, at: Coord<f64>) -> bool {
    (frame.min().x..=frame.max().x).contains(&at.x) && (frame.min().y..=frame.max().y).contains(&at.y)
}

fn encloses(polygon: &Polygon<f64>, island: &Polygon<f64>) -> bool {
    let (Some(around), Some(inner)) = (polygon.bounding_rect(), island.bounding_rect()) else { return false };
    around.contains(&inner.center()) && island.exterior().0.first().is_some_and(|at| polygon.contains(at))
}

/// A ring turned to begin at a corner outside, so that no part of it within the frame is cut in two; any other line
/// as it is.
fn begun_at(coast: &LineString<f64>, from: usize) -> LineString<f64> {
    if !coast.is_closed() {
        return coast.clone();
    }
    let corners = &coast.0[..coast.0.len() - 1];
    let mut turned: Vec<Coord<f64>> = corners[from..].iter().chain(&corners[..from]).copied().collect();
    turned.push(corners[from]);
    LineString::new(turned)
}

/// Where on the frame a point is, clockwise from the upper left corner, 1 a side; `None` off the frame.
fn border_position(at: Coord<f64>) -> Option<f64> {
    let near = |a: f64, b: f64| (a - b).abs() < ON_FRAME;
    if near(at.y, 1.0) {
        Some(at.x)
    } else if near(at.x, 1.0) {
        Some(2.0 - at.y)
    } else if near(at.y, 0.0) {
        Some(3.0 - at.x)
    } else if near(at.x, 0.0) {
        Some(3.0 + at.y)
    } else {
        None
    }
}

/// The polygons between coastlines that cross the frame and the frame itself.
fn along_frame(parts: &[LineString<f64>]) -> Result<Vec<Polygon<f64>>, BrokenCoast> {
    let position = |at: Option<&Coord<f64>>| at.and_then(|at| border_position(*at)).ok_or(BrokenCoast);
    let mut crossings = Vec::with_capacity(2 * parts.len());
    for (index, part) in parts.iter().enumerate() {
        crossings.push((position(part.0.last())?, false, index));
        crossings.push((position(part.0.first())?, true, index));
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // Clockwise round the frame, sea begins where a coast goes out and ends where the next comes in.
    let next_of = |at: usize| crossings[(at + 1) % crossings.len()];
    if (0..crossings.len()).any(|at| crossings[at].1 == next_of(at).1) {
        return Err(BrokenCoast);
    }
    let mut after = vec![(0, 0.0, 0.0); parts.len()];
    for (at, &(out, comes_in, part)) in crossings.iter().enumerate() {
        if !comes_in {
            let (into, _, next) = next_of(at);
            after[part] = (next, out, into);
        }
    }
    let mut used = vec![false; parts.len()];
    let mut polygons = Vec::new();
    for start in 0..parts.len() {
        let (mut ring, mut part) = (Vec::new(), start);
        while !std::mem::replace(&mut used[part], true) {
            ring.extend(&parts[part].0);
            let (next, out, into) = after[part];
            ring.extend(corners_between(out, into));
            part = next;
        }
        if ring.len() >= 3 {
            polygons.push(Polygon::new(LineString::new(ring), vec![]));
        }
    }
    Ok(polygons)
}

/// The frame's corners that are passed clockwise from one position to another.
fn corners_between(out: f64, into: f64) -> impl Iterator<Item = Coord<f64>> {
    const CORNERS: [(f64, f64); 4] = [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)];
    let into = if into < out { into + 4.0 } else { into };
    let first = out.floor() as usize + 1;
    (first..).take_while(move |corner| (*corner as f64) < into).map(|corner| CORNERS[corner % 4].into())
}

/// How many of the roads looked at lie in the sea.
fn drowned(
    extract: &Extract,
    sea: &MultiPolygon<f64>,
    into_frame: impl Fn(Coord<f64>) -> Coord<f64>,
) -> usize {
    let roads = || extract.ways.iter().filter(|way| way.tags.has("highway"));
    let step = roads().count().div_ceil(ROADS_LOOKED_AT).max(1);
    let points =
        roads().step_by(step).filter_map(|way| extract.nodes.get(*way.nodes.get(way.nodes.len() / 2)?));
    let count = points.filter(|at| sea.contains(&Point::from(into_frame(*at)))).count();
    // A region of few roads is judged by its share.
    count * ROADS_LOOKED_AT / roads().step_by(step).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(corners: &[(f64, f64)]) -> LineString<f64> {
        LineString::from(corners.to_vec())
    }

    fn sea_of(coasts: &[LineString<f64>]) -> Result<f64, BrokenCoast> {
        within_frame(coasts).map(|sea| (sea.unsigned_area() * 1000.0).round() / 1000.0)
    }

    #[test]
    fn the_sea_is_on_the_right_of_its_coast() {
        let northwards = [(0.25, -1.0), (0.25, 2.0)];
        let southwards = [(0.25, 2.0), (0.25, -1.0)];
        let island = [(0.5, 0.5), (0.7, 0.5), (0.7, 0.7), (0.5, 0.7), (0.5, 0.5)];
        let lagoon: Vec<_> = island.iter().rev().copied().collect();
        let bay = [(2.0, 0.4), (0.5, 0.4), (0.5, 0.6), (2.0, 0.6)];
        let across = [(-0.5, 0.2), (0.5, 0.2), (0.5, 0.8), (-0.5, 0.8), (-0.5, 0.2)];
        let table: [(&str, Vec<LineString<f64>>, f64); 10] = [
            ("no coast", vec![], 0.0),
            ("a coast elsewhere", vec![line(&[(5.0, 5.0), (6.0, 6.0)])], 0.0),
            ("the coast of a west", vec![line(&northwards)], 0.75),
            ("the coast of an east", vec![line(&southwards)], 0.25),
            ("an island off it", vec![line(&northwards), line(&island)], 0.71),
            ("an island alone", vec![line(&island)], 0.96),
            ("a lagoon alone", vec![line(&lagoon)], 0.04),
            ("a bay from the east", vec![line(&bay)], 0.1),
            ("a cape from the west, a ring cut by the frame", vec![line(&across)], 0.7),
            ("a strait between two coasts", vec![line(&northwards), line(&[(0.75, 2.0), (0.75, -1.0)])], 0.5),
        ];
        for (what, coasts, expected) in table {
            assert_eq!(sea_of(&coasts), Ok(expected), "{what}");
        }
    }

    #[test]
    fn a_coast_that_was_cut_with_the_data_goes_on_to_the_edge() {
        let reach = Coord { x: 0.1, y: 0.1 };
        let cut = line(&[(0.25, 0.05), (0.25, 0.95)]);
        assert_eq!(sea_of(&[led_out(cut, reach)]), Ok(0.75));
        let round_a_corner = line(&[(0.5, 0.02), (0.5, 0.5), (0.97, 0.5)]);
        assert_eq!(sea_of(&[led_out(round_a_corner, reach)]), Ok(0.25));
        let too_short = line(&[(0.25, 0.05), (0.25, 0.5)]);
        assert_eq!(sea_of(&[led_out(too_short, reach)]), Err(BrokenCoast));
    }

    #[test]
    fn a_broken_coast_makes_no_sea() {
        let ends_inside = line(&[(0.25, -1.0), (0.25, 0.5)]);
        let all_inside = line(&[(0.25, 0.2), (0.25, 0.5)]);
        let two_ways = vec![line(&[(0.25, -1.0), (0.25, 2.0)]), line(&[(0.5, -1.0), (0.5, 2.0)])];
        for coasts in [vec![ends_inside], vec![all_inside], two_ways] {
            assert_eq!(sea_of(&coasts), Err(BrokenCoast), "{coasts:?}");
        }
    }
}
