//! From the pieces of a way to streets and turns that can be read out.

use std::collections::BTreeSet;

use geo::{Coord, Point};

use crate::arc::{ArcId, Direction, SegmentId};
use crate::class::{Access, Oneway, RoadClass};
use crate::graph::Graph;
use crate::network::{Network, WayRecord};
use crate::route::Stretch;

/// A nameless road shorter than this only leads from one street to the next.
const CONNECTOR_CM: u32 = 5_000;

/// One thing to do on the way, and how far to go after it. The first is to set out.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What to do.
    pub turn: Turn,
    /// The street that it leads to; none for a road without a name.
    pub name: Option<String>,
    /// How far to follow it, in metres, up to the next step.
    pub length_m: f64,
    /// Where it is done, longitude and latitude.
    pub point: Point<f64>,
}

/// What to do at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Set out.
    Depart,
    /// Go straight on where the street's name changes: less than 30 degrees aside.
    Straight,
    /// Turn left.
    Left,
    /// Turn right.
    Right,
    /// Turn left by 120 degrees or more.
    SharpLeft,
    /// Turn right by 120 degrees or more.
    SharpRight,
    /// Turn back.
    UTurn,
    /// Leave the roundabout by an exit: the first is 1. Without one the way ends on the roundabout.
    Roundabout {
        /// Which exit.
        exit: Option<u8>,
    },
}

/// A stretch of one segment on the way.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) segment: SegmentId,
    pub(crate) direction: Direction,
    pub(crate) length_cm: u32,
    /// Its places in the line of the way.
    pub(crate) line: std::ops::Range<usize>,
}

/// A piece with the name it goes by.
struct Named<'a> {
    piece: &'a Piece,
    name: Option<u32>,
    is_connector: bool,
    is_roundabout: bool,
}

/// The streets in order, and the steps.
pub(crate) fn tell(
    network: &Network,
    graph: &Graph,
    pieces: &[Piece],
    line: &[Coord<f64>],
) -> (Vec<Stretch>, Vec<Step>) {
    let pieces = named(network, pieces);
    let mut streets: Vec<(Option<u32>, u32)> = Vec::new();
    let mut steps: Vec<(Turn, Option<u32>, u32, Coord<f64>)> = Vec::new();
    for (at, own) in pieces.iter().enumerate() {
        let length_cm = own.piece.length_cm;
        match streets.last_mut() {
            Some((name, length)) if *name == own.name => *length = length.saturating_add(length_cm),
            _ => streets.push((own.name, length_cm)),
        }
        let turn = if at == 0 { Some(Turn::Depart) } else { turn(network, graph, &pieces, at, line) };
        match (turn, steps.last_mut()) {
            (None, Some((.., length, _))) => *length = length.saturating_add(length_cm),
            (turn, _) => {
                let point = line[own.piece.line.start];
                steps.push((turn.unwrap_or(Turn::Straight), own.name, length_cm, point));
            }
        }
    }
    let text = |name: Option<u32>| name.and_then(|name| network.names.get(name as usize).cloned());
    let metres = |length_cm| f64::from(length_cm) / 100.0;
    let streets = streets.into_iter();
    let streets = streets.map(|(name, length_cm)| Stretch { name: text(name), length_m: metres(length_cm) });
    let steps = steps.into_iter().map(|(turn, name, length_cm, point)| Step {
        turn,
        name: text(name),
        length_m: metres(length_cm),
        point: point.into(),
    });
    (streets.collect(), steps.collect())
}

/// A roundabout goes by the name of the street that it is left for; so does a short nameless road between two.
fn named<'a>(network: &Network, pieces: &'a [Piece]) -> Vec<Named<'a>> {
    let name = |piece: &'a Piece| {
        let way = network.way_record(piece.segment);
        let (is_roundabout, is_connector) = (way.details.roundabout, false);
        Named { piece, name: way.name, is_connector, is_roundabout }
    };
    let mut named: Vec<Named<'_>> = pieces.iter().map(name).collect();
    let mut end = named.len();
    while end > 0 {
        let last = &named[end - 1];
        let is_alike = |own: &Named<'_>| {
            own.is_roundabout == last.is_roundabout && own.name.is_none() == last.name.is_none()
        };
        let start = named[..end].iter().rposition(|own| !is_alike(own)).map_or(0, |before| before + 1);
        let length_cm = named[start..end].iter().map(|own| own.piece.length_cm).fold(0, u32::saturating_add);
        let is_connector = !last.is_roundabout && last.name.is_none() && length_cm < CONNECTOR_CM;
        let next = named.get(end).map(|next| next.name);
        let before = start.checked_sub(1).map(|before| named[before].name);
        let is_renamed = is_connector || last.is_roundabout && next.is_some();
        if let Some(name) = next.or(before).filter(|_| is_renamed) {
            for own in &mut named[start..end] {
                (own.name, own.is_connector) = (name, is_connector);
            }
        }
        end = start;
    }
    named
}

/// What is to be done where a piece begins, if anything.
fn turn(
    network: &Network,
    graph: &Graph,
    pieces: &[Named<'_>],
    at: usize,
    line: &[Coord<f64>],
) -> Option<Turn> {
    let (before, own) = (&pieces[at - 1], &pieces[at]);
    if own.is_roundabout {
        return (!before.is_roundabout)
            .then(|| Turn::Roundabout { exit: exit(network, graph, &pieces[at..]) });
    }
    // The turn onto a connector is the turn onto what it leads to, unless the way begins on it, as in a station's drive; and
    // after a roundabout its exit is the turn.
    let sets_out = || pieces[..at].iter().all(|own| own.is_connector);
    if before.is_roundabout || before.is_connector && (own.is_connector || !sets_out()) {
        return None;
    }
    if before.piece.segment == own.piece.segment {
        return Some(Turn::UTurn);
    }
    let onto = pieces[at..].iter().find(|next| !next.is_connector).unwrap_or(own);
    let aside = aside(bearing(line, &before.piece.line, true)?, bearing(line, &onto.piece.line, false)?);
    let turn = match aside.abs() {
        ..30.0 => Turn::Straight,
        30.0..120.0 if aside < 0.0 => Turn::Left,
        30.0..120.0 => Turn::Right,
        120.0..170.0 if aside < 0.0 => Turn::SharpLeft,
        120.0..170.0 => Turn::SharpRight,
        _ => Turn::UTurn,
    };
    // On one street only a real turn at a real junction is worth a word.
    let junction = network.tail(ArcId::new(own.piece.segment, own.piece.direction));
    let is_told = before.name != own.name || (aside.abs() > 45.0 && segments_at(graph, junction).len() > 2);
    is_told.then_some(turn)
}

/// The number of the exit by which a roundabout is left; none where the way ends on it.
fn exit(network: &Network, graph: &Graph, pieces: &[Named<'_>]) -> Option<u8> {
    let on_it = pieces.iter().take_while(|own| own.is_roundabout).count();
    pieces.get(on_it)?;
    let exits = |own: &Named<'_>| {
        let junction = network.head(ArcId::new(own.piece.segment, own.piece.direction));
        let leads_off = |segment: &SegmentId| {
            let (way, leaves) = (network.way_record(*segment), network.record(*segment).from == junction);
            let against = if leaves { Oneway::Backward } else { Oneway::Forward };
            !way.details.roundabout && is_exit(way) && way.oneway != against
        };
        segments_at(graph, junction).into_iter().filter(leads_off).count()
    };
    // At the last junction the way itself is the exit, however many there are.
    let passed: usize = pieces[..on_it - 1].iter().map(exits).sum();
    u8::try_from(passed + 1).ok()
}

/// Whether a driver would call it an exit: not an alley, nor the drive of a petrol station.
fn is_exit(way: &WayRecord) -> bool {
    let is_drive = matches!(way.class, RoadClass::Service | RoadClass::Track) && way.name.is_none();
    way.class != RoadClass::Path && !is_drive && way.access != Access::Closed
}

fn segments_at(graph: &Graph, junction: u32) -> BTreeSet<SegmentId> {
    let slots = graph.nodes_at(junction).flat_map(|node| graph.slots(node));
    slots.map(|slot| graph.arc(slot).arc.segment()).collect()
}

/// The direction of a part of the line in degrees east of north: where it ends, or where it begins.
fn bearing(line: &[Coord<f64>], part: &std::ops::Range<usize>, at_end: bool) -> Option<f64> {
    let part = &line[part.clone()];
    let mut edges = part.windows(2).filter(|edge| edge[0] != edge[1]);
    let edge = if at_end { edges.next_back() } else { edges.next() }?;
    let east = (edge[1].x - edge[0].x) * edge[0].y.to_radians().cos();
    Some(east.atan2(edge[1].y - edge[0].y).to_degrees())
}

/// How far one turns from one direction to another, in degrees: to the right up to 180, to the left up to -180.
fn aside(from: f64, to: f64) -> f64 {
    (to - from + 540.0).rem_euclid(360.0) - 180.0
}
