//! The way itself, from one vehicle to one place: up the hierarchy from the one, down to the other, and every arc on
//! the way taken apart until only roads are left.

use super::metric::{ENDLESS, Metric};
use super::topology::{Directed, NONE, Topology};

/// The memory of a search for a way.
#[derive(Debug, Default)]
pub(crate) struct Tracer {
    up: Climb,
    down: Climb,
}

/// A node of the graph, and the cost between it and where the way begins or ends.
pub(super) type Given = (u32, u64);

/// A way between two lists of nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) cost: u64,
    /// Which of the nodes it begins at, and which it ends at.
    pub(super) exit: usize,
    pub(super) entry: usize,
    /// The slots of the graph that it drives, in order.
    pub(super) slots: Vec<usize>,
}

/// Costs between given nodes and all their ancestors, and over which arc each comes about.
#[derive(Debug, Default)]
struct Climb {
    cost: Vec<u64>,
    /// An arc; or, from [`Climb::given`] on, which of the given nodes it is.
    via: Vec<u32>,
    nodes: Vec<u32>,
}

impl Climb {
    fn run(&mut self, topology: &Topology, costs: &[u64], given: &[Given]) {
        for node in self.nodes.drain(..) {
            self.cost[node as usize] = ENDLESS;
        }
        self.cost.resize(topology.node_count(), ENDLESS);
        self.via.resize(topology.node_count(), NONE);
        for (index, &(node, cost)) in (0..).zip(given) {
            let mut node = topology.rank[node as usize];
            self.improve(node, cost, topology.arc_count() as u32 + index);
            while node != NONE {
                self.nodes.push(node);
                node = topology.parent[node as usize];
            }
        }
        self.nodes.sort_unstable();
        self.nodes.dedup();
        for index in 0..self.nodes.len() {
            let node = self.nodes[index];
            let cost = self.cost[node as usize];
            if cost < ENDLESS {
                for arc in topology.arcs(node) {
                    self.improve(topology.heads[arc], cost + costs[arc], arc as u32);
                }
            }
        }
    }

    fn improve(&mut self, node: u32, cost: u64, via: u32) {
        if cost < self.cost[node as usize] {
            self.cost[node as usize] = cost;
            self.via[node as usize] = via;
        }
    }

    /// The arcs from an ancestor back to one of the given nodes, and which one it is.
    fn back(&self, topology: &Topology, mut node: u32) -> (Vec<u32>, usize) {
        let mut arcs = Vec::new();
        loop {
            let via = self.via[node as usize];
            if let Some(given) = via.checked_sub(topology.arc_count() as u32) {
                return (arcs, given as usize);
            }
            arcs.push(via);
            node = topology.tail(via as usize);
        }
    }
}

impl Tracer {
    /// The soonest way from one of the exits to one of the entries, each a node of the graph with the cost beside it.
    pub(super) fn find(
        &mut self,
        topology: &Topology,
        metric: &Metric,
        (exits, entries): (&[Given], &[Given]),
        cost_of: impl Fn(usize) -> u64,
    ) -> Option<Found> {
        self.up.run(topology, &metric.up, exits);
        self.down.run(topology, &metric.down, entries);
        let over = |&node: &u32| self.up.cost[node as usize] + self.down.cost[node as usize];
        let top = self.up.nodes.iter().copied().min_by_key(over)?;
        let cost = over(&top);
        if cost >= ENDLESS {
            return None;
        }
        let (climbed, exit) = self.up.back(topology, top);
        let (descended, entry) = self.down.back(topology, top);
        let climbed = climbed.into_iter().rev().map(|arc| Directed::new(arc, false));
        let arcs = climbed.chain(descended.into_iter().map(|arc| Directed::new(arc, true)));
        let mut slots = Vec::new();
        for directed in arcs {
            unpack(topology, metric, directed, &cost_of, &mut slots);
        }
        Some(Found { cost, exit, entry, slots })
    }
}

/// Appends the slots that an arc stands for.
fn unpack(
    topology: &Topology,
    metric: &Metric,
    directed: Directed,
    cost_of: impl Fn(usize) -> u64,
    slots: &mut Vec<usize>,
) {
    let mut left = vec![(directed, topology.tail(directed.arc()))];
    while let Some((directed, tail)) = left.pop() {
        let cost = metric.cost(directed);
        let is_it = |&(slot, own): &(usize, Directed)| own == directed && cost_of(slot) == cost;
        if let Some((slot, _)) = topology.slots(tail, directed.arc()).find(is_it) {
            slots.push(slot);
            continue;
        }
        let ends = (tail, topology.heads[directed.arc()]);
        let (from, to) = if directed.is_down() { (ends.1, ends.0) } else { ends };
        let over = topology.triangles(from, to).find_map(|legs| {
            let both = [Directed::new(legs.to_one as u32, true), Directed::new(legs.to_other as u32, false)];
            (metric.cost(both[0]) + metric.cost(both[1]) == cost).then_some((both, legs.foot))
        });
        // An arc costs what a road does or what two legs do, so one of the two was found.
        let Some(([first, second], foot)) = over else { continue };
        left.push((second, foot));
        left.push((first, foot));
    }
}
