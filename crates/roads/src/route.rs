//! From a traced search to a way that can be drawn and read out.

use geo::{Coord, LineString};

use crate::arc::{Direction, SegmentId};
use crate::graph::Graph;
use crate::network::Network;
use crate::position::Position;
use crate::search::{Cost, End, Trace};
use crate::snap::Snap;
use crate::steps::{Piece, Step, tell};

/// The soonest way from one point to another.
#[derive(Clone, Debug, PartialEq)]
pub struct RoadWay {
    /// The state of the closures that it was found under.
    pub epoch: u64,
    /// Travel time in milliseconds, the straight lines to and from the road included.
    pub travel_ms: u32,
    /// Distance along the road, in metres.
    pub distance_m: f64,
    /// The line to draw, from the snapped start to the snapped end. It has at least two coordinates.
    pub line: LineString<f64>,
    /// The streets in order. Their lengths add up to the distance. Short nameless roads between two streets count as
    /// part of the one that they lead to.
    pub streets: Vec<Stretch>,
    /// What to do on the way, from setting out. Their lengths add up to the distance, too; there is none where the
    /// vehicle is there already.
    pub steps: Vec<Step>,
}

/// A part of a way along one street.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The street's name; none for a road without one.
    pub name: Option<String>,
    /// How far to follow it, in metres.
    pub length_m: f64,
}

/// A way as it is put together, piece by piece.
struct Assembly<'a> {
    network: &'a Network,
    line: Vec<Coord<f64>>,
    pieces: Vec<Piece>,
}

impl Assembly<'_> {
    fn drive<'p>(
        &mut self,
        segment: SegmentId,
        direction: Direction,
        over: impl IntoIterator<Item = &'p Position>,
        length_cm: u32,
    ) {
        let start = self.line.len() - 1;
        self.line.extend(over.into_iter().map(|position| Coord::from(position.point())));
        if length_cm > 0 {
            self.pieces.push(Piece { segment, direction, length_cm, line: start..self.line.len() });
        }
    }

    /// From the start to one end of its segment.
    fn leave(&mut self, start: &Snap, exit: End) {
        let shape = self.network.shape(start.segment);
        let length_cm = self.network.record(start.segment).length_cm;
        match exit {
            End::From => self.drive(
                start.segment,
                Direction::Backward,
                shape[..=start.piece].iter().rev(),
                start.offset_cm,
            ),
            End::To => self.drive(
                start.segment,
                Direction::Forward,
                &shape[start.piece + 1..],
                length_cm.saturating_sub(start.offset_cm),
            ),
        }
    }

    /// From one end of the place's segment to the place.
    fn arrive(&mut self, place: &Snap, entry: End) {
        let shape = self.network.shape(place.segment);
        let length_cm = self.network.record(place.segment).length_cm;
        match entry {
            End::From => {
                self.drive(place.segment, Direction::Forward, &shape[..=place.piece], place.offset_cm);
            }
            End::To => self.drive(
                place.segment,
                Direction::Backward,
                shape[place.piece + 1..].iter().rev(),
                length_cm.saturating_sub(place.offset_cm),
            ),
        }
    }

    fn pass(&mut self, segment: SegmentId, direction: Direction) {
        let shape = self.network.shape(segment);
        let length_cm = self.network.record(segment).length_cm;
        match direction {
            Direction::Forward => self.drive(segment, direction, shape, length_cm),
            Direction::Backward => self.drive(segment, direction, shape.iter().rev(), length_cm),
        }
    }

    fn stay(&mut self, start: &Snap, place: &Snap) {
        let shape = self.network.shape(start.segment);
        let length_cm = start.offset_cm.abs_diff(place.offset_cm);
        let direction =
            if start.offset_cm <= place.offset_cm { Direction::Forward } else { Direction::Backward };
        if start.piece <= place.piece {
            self.drive(start.segment, direction, &shape[start.piece + 1..=place.piece], length_cm);
        } else {
            let back = shape[place.piece + 1..=start.piece].iter().rev();
            self.drive(start.segment, direction, back, length_cm);
        }
    }
}

/// Puts the way together.
pub(crate) fn assemble(
    network: &Network,
    graph: &Graph,
    (start, place): (&Snap, &Snap),
    trace: &Trace,
    cost: Cost,
    epoch: u64,
) -> RoadWay {
    let mut way = Assembly { network, line: vec![start.point.0], pieces: Vec::new() };
    match trace {
        Trace::Direct => way.stay(start, place),
        Trace::OverNodes { exit, slots, entry } => {
            way.leave(start, *exit);
            for &slot in slots {
                let arc = graph.arc(slot).arc;
                way.pass(arc.segment(), arc.direction());
            }
            way.arrive(place, *entry);
        }
    }
    let Assembly { mut line, mut pieces, .. } = way;
    line.push(place.point.0);
    if let Some(last) = pieces.last_mut() {
        last.line.end = line.len();
    }
    let (streets, steps) = tell(network, graph, &pieces, &line);
    line.dedup();
    if line.len() == 1 {
        line.push(place.point.0);
    }
    RoadWay {
        epoch,
        travel_ms: cost.ms(),
        distance_m: f64::from(cost.cm()) / 100.0,
        line: LineString::new(line),
        streets,
        steps,
    }
}
