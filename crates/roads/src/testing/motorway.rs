//! The motorway past the largest towns: a carriageway for each direction, with ramps to a gate of each town.

use super::sketch::{Kind, Pin, Sketch, between, metres, towards};
use super::town::Town;
use crate::class::{Oneway, RoadClass};

/// Draws it past these towns, in this order.
pub(super) fn draw(sketch: &mut Sketch, towns: &[&Town]) {
    let Some((first, last)) = towns.first().zip(towns.last()).filter(|_| towns.len() > 1) else { return };
    let along = (last.middle[1] - first.middle[1]).atan2(last.middle[0] - first.middle[0]);
    let mut carriageways: [Vec<Pin>; 2] = Default::default();
    for town in towns {
        // It passes on the side that lies to the left.
        let beside = towards(town.middle, along + 1.57, 1e6);
        let Some(gate) = town.gate_to(beside) else { continue };
        let passes = towards(gate.at, along + 1.57, 500.0);
        for (carriageway, side) in carriageways.iter_mut().zip([-15.0, 15.0]) {
            let at = towards(passes, along + 1.57, side);
            let ends = [-200.0, 200.0].map(|metres| sketch.pin(towards(at, along, metres)));
            ramps(sketch, ends, gate, side > 0.0);
            carriageway.extend(ends);
        }
    }
    let [mut onwards, back] = carriageways;
    onwards.reverse();
    // Traffic keeps to the left: onwards it drives on the northern carriageway, back on the southern one.
    carriageway(sketch, &back);
    carriageway(sketch, &onwards);
}

/// One carriageway, as ways of some kilometres.
fn carriageway(sketch: &mut Sketch, pins: &[Pin]) {
    let kind = Kind { oneway: Oneway::Forward, ..sketch.kind(RoadClass::Motorway) };
    for pair in pins.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let ways = (metres(from.at, to.at) / 4_000.0).ceil().max(1.0);
        let mut here = from;
        for way in 1..=ways as usize {
            let share = way as f64 / ways;
            let next = if share < 1.0 { sketch.pin(between(from.at, to.at, share)) } else { to };
            let mut nodes = vec![here.id];
            sketch.bends(&mut nodes, here.at, next.at, 1.0);
            nodes.push(next.id);
            sketch.way(nodes, &kind);
            here = next;
        }
    }
}

/// The ramp off a carriageway to a gate, and the one back on to it.
fn ramps(sketch: &mut Sketch, [first, second]: [Pin; 2], gate: Pin, onwards: bool) {
    let kind = Kind { oneway: Oneway::Forward, ..sketch.kind(RoadClass::MotorwayLink) };
    let (off, on) = if onwards { (first, second) } else { (second, first) };
    for [from, to] in [[off, gate], [gate, on]] {
        let mut nodes = vec![from.id];
        sketch.bends(&mut nodes, from.at, to.at, 1.0);
        nodes.push(to.id);
        sketch.way(nodes, &kind);
    }
}
