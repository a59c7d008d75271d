//! The graph as data, so that another engine can be asked over exactly the same roads.

use crate::class::VehicleClass;
use crate::roads::Roads;
use crate::weights::BARRED;

/// A way from one node of the graph to the next. Nodes `0..node_count()` are the junctions of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimedArc {
    /// The node it comes from.
    pub tail: u32,
    /// The node it leads to.
    pub head: u32,
    /// Travel time in milliseconds.
    pub ms: u32,
}

/// All arcs that a class of vehicle may drive now.
pub fn timed_arcs(roads: &Roads, class: VehicleClass) -> Vec<TimedArc> {
    let (graph, weights) = (roads.graph(), roads.weights(class));
    let arcs = graph.arcs().iter().enumerate();
    let timed =
        arcs.map(|(slot, arc)| TimedArc { tail: arc.tail, head: graph.head(slot), ms: weights.ms(slot) });
    timed.filter(|arc| arc.ms != BARRED).collect()
}
