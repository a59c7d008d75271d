//! Joining lines end to end: a street cut into many ways is drawn, and named, as one.

use std::collections::{HashMap, HashSet};

use geo::{Coord, LineString, Simplify};

type Place = (i64, i64);

/// Where a tile's reader sees a coordinate.
fn place(at: Coord<f64>) -> Place {
    (at.x.round() as i64, at.y.round() as i64)
}

fn ends(line: &LineString<f64>) -> Option<(Place, Place)> {
    Some((place(*line.0.first()?), place(*line.0.last()?)))
}

/// Lines joined where one begins as another ends, none turned round, and simplified again.
pub(super) fn joined(lines: Vec<LineString<f64>>, tolerance: f64) -> Vec<LineString<f64>> {
    if lines.len() < 2 {
        return lines;
    }
    let all_ends: HashSet<Place> = lines.iter().filter_map(ends).map(|(_, end)| end).collect();
    let mut beginning: HashMap<Place, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate().rev() {
        if let Some((start, _)) = ends(line) {
            beginning.entry(start).or_default().push(index);
        }
    }
    // Those that none leads to are where chains begin; what is left after them are rings.
    let leads_on = |line: &LineString<f64>| ends(line).is_some_and(|(start, _)| all_ends.contains(&start));
    let (later, first): (Vec<usize>, Vec<usize>) =
        (0..lines.len()).partition(|&index| leads_on(&lines[index]));
    let mut rest: Vec<Option<LineString<f64>>> = lines.into_iter().map(Some).collect();
    let mut chains = Vec::new();
    for start in first.into_iter().chain(later) {
        let Some(mut chain) = rest[start].take() else { continue };
        while let Some((_, end)) = ends(&chain) {
            let Some(next) = beginning.get_mut(&end).and_then(Vec::pop) else { break };
            if let Some(more) = rest[next].take() {
                chain.0.extend(more.0.into_iter().skip(1));
            }
        }
        chains.push(chain.simplify(tolerance));
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::line_string;

    #[test]
    fn lines_join_end_to_start_in_any_order_and_rings_close() {
        // A zigzag: the corner at x is at the height of its remainder by three.
        let corner = |x: f64| (x, 9.0 * (x % 3.0));
        let piece = |from: f64, to: f64| LineString::from(vec![corner(from), corner(to)]);
        let chains =
            joined(vec![piece(10.0, 20.0), piece(20.0, 33.0), piece(3.0, 10.0), piece(90.0, 80.0)], 0.1);
        let lengths: Vec<usize> = chains.iter().map(|chain| chain.0.len()).collect();
        assert_eq!(lengths, [4, 2], "three in a chain, one alone: {chains:?}");

        let ring = joined(vec![piece(10.0, 20.0), piece(20.0, 30.0), piece(30.0, 10.0)], 0.1);
        assert_eq!(ring.len(), 1);
        assert!(ring[0].is_closed());
    }

    #[test]
    fn what_is_straight_after_joining_loses_its_middle() {
        let chains = joined(
            vec![
                line_string![(x: 0.0, y: 0.0), (x: 5.0, y: 0.0)],
                line_string![(x: 5.0, y: 0.0), (x: 9.0, y: 0.0)],
            ],
            1.0,
        );
        assert_eq!(chains, [line_string![(x: 0.0, y: 0.0), (x: 9.0, y: 0.0)]]);
    }
}
