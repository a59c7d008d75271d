//! The soonest of what hangs on the nodes, without a look at the rest.
//!
//! A node and all below it make a *quarter*, which is left only over the higher neighbours of that node. So nobody in it is
//! there before the soonest of these neighbours, and once they are too far the quarter need not be entered. This is a bound
//! of the roads themselves, as they are now; it knows rivers, closures and where the fast roads are (after V. Buchhold
//! and D. Wagner, *Nearest-neighbor queries in customizable contraction hierarchies and applications*, 2021).

use std::cmp::Reverse;

use super::metric::Metric;
use super::query::ToPlace;
use super::topology::{NONE, Topology};
use crate::lists::Lists;

/// Numbers that hang on nodes.
#[derive(Debug, Default)]
pub(crate) struct Hung {
    /// By rank: how many hang there, and how many of its children have any in their quarters. None, and the whole
    /// quarter is empty.
    busy: Vec<u32>,
    lists: Lists,
}

impl Hung {
    /// Hangs a number that hangs nowhere on a node of the graph.
    pub(super) fn hang(&mut self, topology: &Topology, number: u32, node: u32) {
        self.busy.resize(topology.node_count(), 0);
        let mut node = topology.rank[node as usize];
        self.lists.put(node, number);
        while node != NONE {
            let busy = &mut self.busy[node as usize];
            *busy += 1;
            if *busy > 1 {
                break;
            }
            node = topology.parent[node as usize];
        }
    }

    /// Takes a number off the node of the graph on which it hangs.
    pub(super) fn take_off(&mut self, topology: &Topology, number: u32, node: u32) {
        let mut node = topology.rank[node as usize];
        self.lists.take(node, number);
        while node != NONE {
            let busy = &mut self.busy[node as usize];
            *busy -= 1;
            if *busy > 0 {
                break;
            }
            node = topology.parent[node as usize];
        }
    }

    /// Whether nothing was ever hung here.
    pub(crate) fn is_empty(&self) -> bool {
        self.busy.is_empty()
    }

    fn is_busy(&self, node: u32) -> bool {
        self.busy[node as usize] > 0
    }
}

impl ToPlace {
    /// Shows the numbers that hang on nodes, each with the cost from its node to the place that was last asked about,
    /// from about the soonest on, as far as they cost no more than the limit. `see` says what it is from then on.
    pub(super) fn visit(
        &mut self,
        topology: &Topology,
        metric: &Metric,
        hung: &Hung,
        mut limit: u64,
        mut see: impl FnMut(u32, u64) -> u64,
    ) {
        let mut see_all = |node: u32, cost: u64, limit: &mut u64| {
            if cost <= *limit {
                for number in hung.lists.at(node) {
                    *limit = see(number, cost);
                }
            }
        };
        // Whoever is below a node that is above the place may be near it, so no such quarter is left out.
        let above = self.touched.len();
        for index in (0..above).rev() {
            let node = self.touched[index];
            if hung.is_busy(node) {
                self.settle(topology, metric, node);
            }
        }
        self.quarters.clear();
        for index in 0..above {
            let node = self.touched[index];
            if hung.is_busy(node) {
                see_all(node, self.cost[node as usize], &mut limit);
                self.enter_below(topology, hung, node, limit);
            }
        }
        while let Some(Reverse((bound, node))) = self.quarters.pop() {
            if bound > limit {
                break;
            }
            self.settle(topology, metric, node);
            see_all(node, self.cost[node as usize], &mut limit);
            self.enter_below(topology, hung, node, limit);
        }
    }

    /// Lets the busy quarters below a node wait, each with the least that anybody in it may cost.
    fn enter_below(&mut self, topology: &Topology, hung: &Hung, node: u32, limit: u64) {
        for &child in topology.children(node) {
            if hung.is_busy(child) && !self.known[child as usize] {
                let gates = &topology.heads[topology.arcs(child)];
                let bound = gates.iter().map(|&gate| self.cost[gate as usize]).min();
                if let Some(bound) = bound.filter(|&bound| bound <= limit) {
                    self.quarters.push(Reverse((bound, child)));
                }
            }
        }
    }
}
