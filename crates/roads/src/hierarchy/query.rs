//! From one place back to many vehicles.
//!
//! Every soonest way climbs the hierarchy and comes down again. So the costs *down* to the place are spread from it over
//! its ancestors, which are few; and the cost from any other node is the least over its arcs up, each plus the cost
//! from there. That is worked out only for nodes that are asked for, and each node once (D. Delling, A. Goldberg and
//! R. Werneck, *Faster batched shortest paths in road networks*, 2011; lazily after B. Strasser and T. Zeitz, *A fast and
//! tight heuristic for A\* in road networks*, 2021).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::metric::{ENDLESS, Metric};
use super::topology::{NONE, Topology};

/// The costs from nodes to one place, kept between questions so that nothing need be cleared but what was touched.
#[derive(Debug, Default)]
pub(crate) struct ToPlace {
    /// By rank. Before it is known, the cost of the best way that only descends.
    pub(super) cost: Vec<u64>,
    pub(super) known: Vec<bool>,
    pub(super) touched: Vec<u32>,
    climb: Vec<u32>,
    /// Parts of the roads that wait to be looked at, with the least that anybody in them may cost.
    pub(super) quarters: BinaryHeap<Reverse<(u64, u32)>>,
}

impl ToPlace {
    /// Begins a question: the place is reached from these nodes of the graph at these costs.
    pub(super) fn begin(
        &mut self,
        topology: &Topology,
        metric: &Metric,
        entries: impl Iterator<Item = (u32, u64)>,
    ) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = ENDLESS;
            self.known[node as usize] = false;
        }
        self.cost.resize(topology.node_count(), ENDLESS);
        self.known.resize(topology.node_count(), false);
        for (node, cost) in entries {
            let mut node = topology.rank[node as usize];
            self.cost[node as usize] = self.cost[node as usize].min(cost);
            while node != NONE {
                self.touched.push(node);
                node = topology.parent[node as usize];
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        for &node in &self.touched {
            let below = self.cost[node as usize];
            if below >= ENDLESS {
                continue;
            }
            let arcs = topology.arcs(node);
            for (&head, &down) in topology.heads[arcs.clone()].iter().zip(&metric.down[arcs]) {
                let cost = &mut self.cost[head as usize];
                *cost = (*cost).min(below + down);
            }
        }
    }

    /// The cost from a node of the graph, [`ENDLESS`] or more where no way leads.
    pub(super) fn from(&mut self, topology: &Topology, metric: &Metric, node: u32) -> u64 {
        let own = topology.rank[node as usize];
        let mut node = own;
        while node != NONE && !self.known[node as usize] {
            self.climb.push(node);
            node = topology.parent[node as usize];
        }
        while let Some(node) = self.climb.pop() {
            self.settle(topology, metric, node);
        }
        self.cost[own as usize]
    }

    /// Finds the cost from a node, that of all above it being known.
    pub(super) fn settle(&mut self, topology: &Topology, metric: &Metric, node: u32) {
        let arcs = topology.arcs(node);
        let mut least = self.cost[node as usize];
        for (&head, &up) in topology.heads[arcs.clone()].iter().zip(&metric.up[arcs]) {
            least = least.min(up + self.cost[head as usize]);
        }
        self.cost[node as usize] = least.min(ENDLESS);
        self.known[node as usize] = true;
        self.touched.push(node);
    }
}
