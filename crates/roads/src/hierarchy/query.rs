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

/// The costs from nodes to one place, kept between questions so that nothing need be cleared.
#[derive(Debug, Default)]
pub(crate) struct ToPlace {
    /// By rank. Before it is known, the cost of the best way that only descends.
    cost: Vec<u64>,
    /// By rank, in which question something was found out about a node. In this one it is either its number, and the place
    /// is in the node's quarter, or [`Self::known`], and the cost from it is known. In an earlier one: nothing yet.
    found: Vec<u32>,
    /// The number of the question, doubled.
    question: u32,
    /// Nodes whose quarters the place is in and whose ways down are still to be followed; the next one last.
    above: Vec<u32>,
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
        self.turn_over(topology.node_count());
        for (node, cost) in entries {
            let own = topology.rank[node as usize];
            self.climb_from(topology, own);
            self.cost[own as usize] = cost.min(self.cost[own as usize]);
        }
        while let Some(node) = self.above.pop() {
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

    /// Notes that the place is in the quarters of a node and of its ancestors. Those that are new come before all that
    /// were there, the lowest first: whatever a later climb passes is below what it meets of an earlier one.
    fn climb_from(&mut self, topology: &Topology, mut node: u32) {
        let before = self.above.len();
        while node != NONE && self.found[node as usize] != self.question {
            self.found[node as usize] = self.question;
            self.cost[node as usize] = ENDLESS;
            self.above.push(node);
            node = topology.parent[node as usize];
        }
        self.above[before..].reverse();
    }

    /// Forgets the last question without going over what it has found out.
    fn turn_over(&mut self, nodes: usize) {
        if self.question >= u32::MAX - 3 {
            self.found.clear();
            self.question = 0;
        }
        self.question += 2;
        self.cost.resize(nodes, ENDLESS);
        self.found.resize(nodes, 0);
    }

    fn known(&self) -> u32 {
        self.question + 1
    }

    /// The cost from a node of the graph; [`ENDLESS`] or more where no way leads, and perhaps where it is more than the
    /// limit.
    pub(super) fn from(&mut self, topology: &Topology, metric: &Metric, node: u32, limit: u64) -> u64 {
        let own = topology.rank[node as usize];
        let mut node = own;
        while node != NONE && self.found[node as usize] != self.known() {
            self.climb.push(node);
            node = topology.parent[node as usize];
        }
        while let Some(node) = self.climb.pop() {
            // Without a limit everything is near enough.
            let is_outside = limit < ENDLESS && self.found[node as usize] != self.question;
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
        let descending =
            if self.found[node as usize] == self.question { self.cost[node as usize] } else { ENDLESS };
        let mut least = descending;
        for (&head, &up) in topology.heads[arcs.clone()].iter().zip(&metric.up[arcs]) {
            least = least.min(up + self.cost[head as usize]);
        }
        self.cost[node as usize] = least.min(ENDLESS);
        self.found[node as usize] = self.known();
    }
}

#[cfg(test)]
mod tests {
    use super::ToPlace;

    #[test]
    fn what_earlier_questions_found_out_is_never_taken_for_new() {
        let mut memory = ToPlace::default();
        for question in 0..10 {
            if question == 4 {
                // As after two thousand million of them.
                memory.question = u32::MAX - 5;
            }
            memory.turn_over(3);
            let news = [memory.question, memory.known()];
            assert!(memory.found.iter().all(|found| !news.contains(found)), "question {question}");
            if question == 0 {
                memory.found[2] = memory.known();
            }
        }
    }
}
