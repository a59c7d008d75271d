//! Order along Hilbert's curve: what is near on the map comes near in memory, so a search misses the cache less often.

/// Position along the curve of order 16 of the cell `x`, `y`.
///
/// Algorithm: `xy2d` of <https://en.wikipedia.org/wiki/Hilbert_curve>, after Warren, *Hacker's Delight*, ch. 16.
pub(crate) fn hilbert(x: u16, y: u16) -> u32 {
    let (mut x, mut y) = (u32::from(x), u32::from(y));
    let mut along = 0;
    for bit in (0..16).rev() {
        let side = 1 << bit;
        let (right, upper) = (u32::from(x & side != 0), u32::from(y & side != 0));
        along += side * side * ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                x = !x & 0xffff;
                y = !y & 0xffff;
            }
            (x, y) = (y, x);
        }
    }
    along
}

#[cfg(test)]
mod tests {
    use super::hilbert;

    #[test]
    fn neighbours_on_the_curve_are_neighbours_on_the_map() {
        let mut cells: Vec<(u32, i32, i32)> =
            (0..64_u16).flat_map(|x| (0..64_u16).map(move |y| (hilbert(x, y), x.into(), y.into()))).collect();
        cells.sort_unstable();
        for pair in cells.windows(2) {
            assert_eq!(pair[1].0, pair[0].0 + 1, "each place on the curve is taken once");
            assert_eq!(
                (pair[1].1 - pair[0].1).abs() + (pair[1].2 - pair[0].2).abs(),
                1,
                "one step at a time"
            );
        }
    }
}
