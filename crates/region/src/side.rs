//! On which side things lie, to tell apart those that are called the same.

use geo::{Coord, Point};

/// On which side of their common middle each of these points lies, as people there say it.
pub(crate) fn each(points: &[Point<f64>]) -> Vec<&'static str> {
    let sum = points.iter().fold(Coord::zero(), |sum, point| sum + point.0);
    let middle = Point::from(sum / points.len().max(1) as f64);
    points.iter().map(|point| of(*point, middle)).collect()
}

/// From the north clockwise, an eighth of a turn each.
const IN_INDONESIAN: [&str; 8] = [
    "sebelah utara",
    "sebelah timur laut",
    "sebelah timur",
    "sebelah tenggara",
    "sebelah selatan",
    "sebelah barat daya",
    "sebelah barat",
    "sebelah barat laut",
];
const IN_ENGLISH: [&str; 8] = [
    "north side",
    "north-east side",
    "east side",
    "south-east side",
    "south side",
    "south-west side",
    "west side",
    "north-west side",
];

fn of(point: Point<f64>, middle: Point<f64>) -> &'static str {
    let away = point - middle;
    let turn = (away.x() * middle.y().to_radians().cos()).atan2(away.y()).to_degrees();
    let eighth = (turn / 45.0).round().rem_euclid(8.0) as usize % 8;
    if is_in_indonesia(point) { IN_INDONESIAN[eighth] } else { IN_ENGLISH[eighth] }
}

/// Whether names and words there are Indonesian ones: roughly, by the box around the country.
pub(crate) fn is_in_indonesia(point: Point<f64>) -> bool {
    (94.5..=141.5).contains(&point.x()) && (-11.5..=6.5).contains(&point.y())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_told_from_the_middle_in_the_words_of_the_place() {
        let around = |lon: f64, lat: f64| {
            [(0.0, 1.0), (1.0, 1.0), (0.0, -1.0), (-1.0, -1.0)].map(|(x, y)| Point::new(lon + x, lat + y))
        };
        assert_eq!(
            each(&around(112.0, -7.0)),
            ["sebelah utara", "sebelah timur laut", "sebelah selatan", "sebelah barat daya"]
        );
        assert_eq!(
            each(&around(9.0, 0.0)),
            ["north side", "north-east side", "south side", "south-west side"]
        );
        assert_eq!(each(&[]), [""; 0]);
    }
}
