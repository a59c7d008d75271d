//! Driving along a line.

use room::dispatch::Position;

/// A line that is being driven, and how much of it is behind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    line: Vec<Position>,
    /// Metres from the start to each point of the line.
    along_m: Vec<f64>,
    gone_m: f64,
    speed_mps: f64,
}

impl Way {
    /// A way along `line`, driven in `seconds`; `None` where there is nothing to drive.
    pub(super) fn in_seconds(line: Vec<Position>, seconds: u32) -> Option<Self> {
        let mut way = Self::at_speed(line, 0.0)?;
        way.speed_mps = way.length_m() / f64::from(seconds.max(1));
        Some(way)
    }

    /// A way along `line` at one speed; `None` where there is nothing to drive.
    pub(super) fn at_speed(line: Vec<Position>, speed_mps: f64) -> Option<Self> {
        let mut along_m = vec![0.0];
        for pair in line.windows(2) {
            along_m.push(along_m.last()? + pair[0].metres_to(pair[1]));
        }
        (*along_m.last()? > 1.0).then_some(Self { line, along_m, gone_m: 0.0, speed_mps })
    }

    pub(super) fn length_m(&self) -> f64 {
        self.along_m.last().copied().unwrap_or_default()
    }

    pub(super) fn speed_mps(&self) -> f64 {
        self.speed_mps
    }

    pub(super) fn drive(&mut self, seconds: f64) {
        self.gone_m = (self.gone_m + seconds * self.speed_mps).min(self.length_m());
    }

    pub(super) fn is_done(&self) -> bool {
        self.gone_m >= self.length_m()
    }

    /// The index of the point that lies ahead.
    fn ahead(&self) -> usize {
        self.along_m.partition_point(|&metres| metres <= self.gone_m).clamp(1, self.line.len() - 1)
    }

    /// Where it is now.
    pub(super) fn position(&self) -> Position {
        let ahead = self.ahead();
        let (from, to) = (self.line[ahead - 1], self.line[ahead]);
        let leg_m = self.along_m[ahead] - self.along_m[ahead - 1];
        let share =
            if leg_m > 0.0 { ((self.gone_m - self.along_m[ahead - 1]) / leg_m).clamp(0.0, 1.0) } else { 1.0 };
        let between = |a: f64, b: f64| a + (b - a) * share;
        Position::new(between(from.lat(), to.lat()), between(from.lon(), to.lon())).unwrap_or(to)
    }

    /// Where it is heading, degrees clockwise from north.
    pub(super) fn heading_deg(&self) -> u16 {
        let ahead = self.ahead();
        let (from, to) = (self.line[ahead - 1], self.line[ahead]);
        let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
        let degrees = east.atan2(to.lat() - from.lat()).to_degrees();
        degrees.rem_euclid(360.0).round() as u16 % 360
    }

    /// What was driven so far, from the start to here.
    pub(super) fn behind(&self) -> Vec<Position> {
        let mut line = self.line[..self.ahead()].to_vec();
        line.push(self.position());
        line
    }

    /// What is left, from here to the end.
    pub(super) fn rest(&self) -> Vec<Position> {
        let mut line = vec![self.position()];
        line.extend(&self.line[self.ahead()..]);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    /// North for about 1,112 m, then east for as much, at the equator.
    fn corner() -> Vec<Position> {
        vec![at(0.0, 0.0), at(0.01, 0.0), at(0.01, 0.01)]
    }

    #[test]
    fn a_way_is_driven_in_its_time_and_heads_along_its_line() {
        let mut way = Way::in_seconds(corner(), 100).unwrap();
        assert_eq!(way.heading_deg(), 0);
        way.drive(25.0);
        assert!(way.position().metres_to(at(0.005, 0.0)) < 1.0);
        way.drive(50.0);
        assert_eq!(way.heading_deg(), 90);
        assert!(way.position().metres_to(at(0.01, 0.005)) < 1.0);
        assert!(!way.is_done());
        way.drive(50.0);
        assert!(way.is_done());
        assert!(way.position().metres_to(at(0.01, 0.01)) < 1.0, "it stops at the end");
    }

    #[test]
    fn what_is_behind_and_what_is_left_are_the_whole() {
        let mut way = Way::at_speed(corner(), 10.0).unwrap();
        way.drive(60.0);
        let length = |line: &[Position]| line.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum::<f64>();
        assert!((length(&way.behind()) - 600.0).abs() < 1.0);
        assert!((length(&way.behind()) + length(&way.rest()) - way.length_m()).abs() < 1.0);
    }

    #[test]
    fn nowhere_to_go_is_no_way() {
        assert_eq!(Way::in_seconds(Vec::new(), 10), None);
        assert_eq!(Way::in_seconds(vec![at(0.0, 0.0); 2], 10), None);
    }
}
