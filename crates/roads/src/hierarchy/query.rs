//! From one place back to many vehicles.
//!
//! Every soonest way climbs the hierarchy and comes down again. So the costs *down* to the place are spread from it over
//! its ancestors, which are few; and the cost from any other node is the least over its arcs up, each plus the cost
//! from there. That is worked out only for nodes that are asked for, and each node once (D. Delling, A. Goldberg and
//! R. Werneck, *Faster batched shortest paths in road networks*, 2011; lazily after B. Strasser and T. Zeitz, *A fast and
//! tight heuristic for A\* in road networks*, 2021).
//!
//! A node and all below it make a *quarter*, which is left only over the higher neighbours of that node, its gates. So
//! nobody in it is at a place outside of it before the soonest of these gates, and once they are too far no more need be
//! known of the quarter. This is a bound of the roads themselves, as they are now: it knows rivers, closures and where
//! the fast roads are (after V. Buchhold and D. Wagner, *Nearest-neighbor queries in customizable contraction
//! hierarchies and applications*, 2021).

use super::metric::{ENDLESS, Metric};
use super::topology::{NONE, Topology};

/// What has been found out about a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing, and the place is not in its quarter.
    Unknown,
    /// That the place is in its quarter.
    Above,
    /// The cost from it.
    Known,
}

/// The costs from nodes to one place, kept between questions so that nothing need be cleared but what was touched.
#[derive(Debug, Default)]
pub(crate) struct ToPlace {
    /// By rank. Before it is known, the cost of the best way that only descends.
    cost: Vec<u64>,
    state: Vec<State>,
    touched: Vec<u32>,
    climb: Vec<u32>,
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
            self.state[node as usize] = State::Unknown;
        }
        self.cost.resize(topology.node_count(), ENDLESS);
        self.state.resize(topology.node_count(), State::Unknown);
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
            self.state[node as usize] = State::Above;
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

    /// The cost from a node of the graph; [`ENDLESS`] or more where no way leads, and perhaps where it is more than the
    /// limit.
    pub(super) fn from(&mut self, topology: &Topology, metric: &Metric, node: u32, limit: u64) -> u64 {
        let own = topology.rank[node as usize];
        let mut node = own;
        while node != NONE && self.state[node as usize] != State::Known {
            self.climb.push(node);
            node = topology.parent[node as usize];
        }
        while let Some(node) = self.climb.pop() {
            // Without a limit everything is near enough.
            let is_outside = limit < ENDLESS && self.state[node as usize] == State::Unknown;
            if is_outside && self.soonest_gate(topology, node) > limit {
                self.climb.clear();
                return ENDLESS;
            }
            self.settle(topology, metric, node);
        }
        self.cost[own as usize]
    }

    /// The least that anybody in the quarter of a node costs, the place being outside of it and all above being known.
    fn soonest_gate(&self, topology: &Topology, node: u32) -> u64 {
        let gates = &topology.heads[topology.arcs(node)];
        gates.iter().map(|&gate| self.cost[gate as usize]).min().unwrap_or(ENDLESS)
    }

    /// Finds the cost from a node, that of all above it being known.
    fn settle(&mut self, topology: &Topology, metric: &Metric, node: u32) {
        let arcs = topology.arcs(node);
        let mut least = self.cost[node as usize];
        for (&head, &up) in topology.heads[arcs.clone()].iter().zip(&metric.up[arcs]) {
            least = least.min(up + self.cost[head as usize]);
        }
        self.cost[node as usize] = least.min(ENDLESS);
        self.state[node as usize] = State::Known;
        self.touched.push(node);
    }
}
