//! Straight pieces of streets, in metres east and north of the region's middle.

/// Metres east and north.
pub(super) type Spot = [f32; 2];

/// Where a straight piece begins and ends.
pub(super) type Piece = [Spot; 2];

/// The square of the distance of two spots.
pub(super) fn square(a: Spot, b: Spot) -> f32 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

/// The spot of a piece that is nearest to a spot.
pub(super) fn foot([start, end]: Piece, at: Spot) -> Spot {
    let along = [end[0] - start[0], end[1] - start[1]];
    let length_2 = along[0].powi(2) + along[1].powi(2);
    if length_2 <= f32::EPSILON {
        return start;
    }
    let share = ((at[0] - start[0]) * along[0] + (at[1] - start[1]) * along[1]) / length_2;
    let share = share.clamp(0.0, 1.0);
    [start[0] + along[0] * share, start[1] + along[1] * share]
}
