//! The way along one street, whose pieces lie in any order and direction.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::pieces::{Piece, Spot, foot, square};

/// The corners of the shortest way along these pieces from beside one spot to beside another, and its length; nothing
/// where the pieces between don't join.
pub(super) fn shortest(pieces: &[Piece], from: Spot, to: Spot) -> Option<(Vec<Spot>, f32)> {
    let (first, start) = nearest(pieces, from)?;
    let (last, end) = nearest(pieces, to)?;
    if first == last {
        return Some((vec![start, end], distance(start, end)));
    }
    let mut ends: HashMap<Corner, Vec<Spot>> = HashMap::new();
    for [a, b] in pieces {
        ends.entry(key(*a)).or_default().push(*b);
        ends.entry(key(*b)).or_default().push(*a);
    }
    // Centimetres, so that they can be ordered.
    let mut next: BinaryHeap<(Reverse<u64>, Corner)> = BinaryHeap::new();
    let mut reached: HashMap<Corner, (u64, Spot, Option<Corner>)> = HashMap::new();
    for corner in pieces[first] {
        let centimetres = in_centimetres(distance(start, corner));
        reached.insert(key(corner), (centimetres, corner, None));
        next.push((Reverse(centimetres), key(corner)));
    }
    while let Some((Reverse(centimetres), at)) = next.pop() {
        let Some(&(best, spot, _)) = reached.get(&at).filter(|(best, ..)| *best == centimetres) else {
            continue;
        };
        for &corner in ends.get(&at).into_iter().flatten() {
            let sum = best + in_centimetres(distance(spot, corner));
            if reached.get(&key(corner)).is_none_or(|(best, ..)| sum < *best) {
                reached.insert(key(corner), (sum, corner, Some(at)));
                next.push((Reverse(sum), key(corner)));
            }
        }
    }
    let arrivals = pieces[last].into_iter().filter_map(|corner| {
        Some((reached.get(&key(corner))?.0 + in_centimetres(distance(corner, end)), key(corner)))
    });
    let (centimetres, mut at) = arrivals.min()?;
    let mut way = vec![end];
    while let Some((_, spot, before)) = reached.get(&at) {
        way.push(*spot);
        let Some(before) = before else { break };
        at = *before;
    }
    way.push(start);
    way.reverse();
    Some((way, centimetres as f32 / 100.0))
}

/// The spot so many metres along a way.
pub(super) fn at(way: &[Spot], metres: f32) -> Spot {
    let mut left = metres;
    for step in way.windows(2) {
        let length = distance(step[0], step[1]);
        if left <= length && length > 0.0 {
            let share = left / length;
            return [0, 1].map(|axis| step[0][axis] + (step[1][axis] - step[0][axis]) * share);
        }
        left -= length;
    }
    way.last().copied().unwrap_or_default()
}

/// The nearest piece, and the spot of it that is nearest.
fn nearest(pieces: &[Piece], to: Spot) -> Option<(usize, Spot)> {
    let feet = pieces.iter().map(|piece| foot(*piece, to)).enumerate();
    feet.min_by(|(_, a), (_, b)| square(*a, to).total_cmp(&square(*b, to)))
}

fn distance(a: Spot, b: Spot) -> f32 {
    square(a, b).sqrt()
}

/// A spot to the last bit, in which pieces that meet are the same.
type Corner = [u32; 2];

fn key(spot: Spot) -> Corner {
    spot.map(f32::to_bits)
}

fn in_centimetres(metres: f32) -> u64 {
    (metres * 100.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_follows_the_bends_of_a_street_whose_pieces_lie_in_any_order() {
        // East 100, north 100, east 100; the middle piece is drawn backwards.
        let pieces =
            [[[100.0, 100.0], [200.0, 100.0]], [[100.0, 100.0], [100.0, 0.0]], [[0.0, 0.0], [100.0, 0.0]]];
        let (way, length) = shortest(&pieces, [0.0, 5.0], [200.0, 110.0]).unwrap();
        assert_eq!(length as i32, 300, "{way:?}");
        let table = [(0.0, [0.0, 0.0]), (50.0, [50.0, 0.0]), (150.0, [100.0, 50.0]), (250.0, [150.0, 100.0])];
        for (metres, expected) in table {
            assert_eq!(key(at(&way, metres)), key(expected), "after {metres} m");
        }
        assert_eq!(
            shortest(&pieces[..1], [120.0, 90.0], [170.0, 99.0]).unwrap().1 as i32,
            50,
            "on one piece"
        );
        let apart = [pieces[0], pieces[2]];
        assert_eq!(shortest(&apart, [0.0, 0.0], [200.0, 100.0]), None, "the piece between is missing");
    }
}
