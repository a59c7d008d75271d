//! What the arcs of the hierarchy cost one class of vehicle.
//!
//! An arc costs what the road between its two nodes does, or what the way over some lower node does if that is less
//! (Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, 2014). When a road closes, only arcs whose
//! cost was made of it are looked at again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::topology::{Directed, Topology};
use crate::search::Cost;

/// More than any way costs, and little enough that two of it can be added.
pub(super) const ENDLESS: u64 = 1 << 62;

/// Costs by arc, in the order of [`Cost`]; [`ENDLESS`] where no way leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Metric {
    pub(super) up: Vec<u64>,
    pub(super) down: Vec<u64>,
}

/// What a slot of the graph costs, [`ENDLESS`] if it may not be driven.
pub(super) fn packed(cost: Option<Cost>) -> u64 {
    cost.map_or(ENDLESS, Cost::packed)
}

impl Metric {
    /// Costs of all arcs, given those of the slots.
    pub(super) fn new(topology: &Topology, cost_of: impl Fn(usize) -> u64) -> Self {
        let arcs = topology.arc_count();
        let mut metric = Self { up: vec![ENDLESS; arcs], down: vec![ENDLESS; arcs] };
        for slot in 0..topology.slot_count() {
            if let Some(directed) = topology.directed(slot) {
                let cost = metric.cost_mut(directed);
                *cost = cost_of(slot).min(*cost);
            }
        }
        // The arc from the node at hand to each higher one.
        let mut arc_to = vec![0_u32; topology.node_count()];
        for node in 0..topology.node_count() as u32 {
            metric.join_below(topology, node, &mut arc_to);
        }
        metric
    }

    /// Settles the arcs from a node up, all arcs from lower nodes being settled.
    fn join_below(&mut self, topology: &Topology, node: u32, arc_to: &mut [u32]) {
        for arc in topology.arcs(node) {
            arc_to[topology.heads[arc] as usize] = arc as u32;
        }
        for &leg in topology.arcs_below(node) {
            let leg = leg as usize;
            let (leg_up, leg_down) = (self.up[leg], self.down[leg]);
            for other in leg + 1..topology.arcs(topology.tails[leg]).end {
                let over = arc_to[topology.heads[other] as usize] as usize;
                self.up[over] = self.up[over].min(leg_down + self.up[other]);
                self.down[over] = self.down[over].min(self.down[other] + leg_up);
            }
        }
    }

    pub(super) fn cost(&self, directed: Directed) -> u64 {
        if directed.is_down() { self.down[directed.arc()] } else { self.up[directed.arc()] }
    }

    fn cost_mut(&mut self, directed: Directed) -> &mut u64 {
        if directed.is_down() { &mut self.down[directed.arc()] } else { &mut self.up[directed.arc()] }
    }

    /// Settles everything anew that these slots have a part in, after their costs have changed.
    pub(super) fn update(&mut self, topology: &Topology, slots: &[usize], cost_of: impl Fn(usize) -> u64) {
        // Arcs are numbered from the lowest tail on, so the lowest arc depends on no other that waits.
        let mut waiting: BinaryHeap<Reverse<Directed>> =
            slots.iter().filter_map(|&slot| topology.directed(slot)).map(Reverse).collect();
        while let Some(Reverse(directed)) = waiting.pop() {
            while waiting.peek() == Some(&Reverse(directed)) {
                waiting.pop();
            }
            let before = self.cost(directed);
            let after = self.reckoned(topology, directed, &cost_of);
            if before != after {
                *self.cost_mut(directed) = after;
                self.wake(topology, directed, before, after, &mut waiting);
            }
        }
    }

    /// The cost of an arc, from its slots and the arcs below.
    fn reckoned(&self, topology: &Topology, directed: Directed, cost_of: impl Fn(usize) -> u64) -> u64 {
        let own = topology.slots(directed.arc()).iter().map(|&slot| slot as usize);
        let own = own.filter(|&slot| topology.directed(slot) == Some(directed)).map(cost_of);
        let below = topology
            .triangles(directed.arc())
            .map(|(to_tail, to_head)| self.over(directed, to_tail, to_head));
        own.chain(below).min().unwrap_or(ENDLESS).min(ENDLESS)
    }

    /// The cost of an arc over a lower node, given the arcs from there to its tail and to its head.
    fn over(&self, directed: Directed, to_tail: usize, to_head: usize) -> u64 {
        if directed.is_down() {
            self.down[to_head] + self.up[to_tail]
        } else {
            self.down[to_tail] + self.up[to_head]
        }
    }

    /// Queues the arcs that a changed arc is or was the best leg of.
    fn wake(
        &self,
        topology: &Topology,
        changed: Directed,
        before: u64,
        after: u64,
        waiting: &mut BinaryHeap<Reverse<Directed>>,
    ) {
        let (tail, head) = (topology.tails[changed.arc()], topology.heads[changed.arc()]);
        for other in topology.arcs(tail) {
            let next = topology.heads[other];
            if next == head {
                continue;
            }
            let Some(arc) = topology.arc(head.min(next), head.max(next)) else { continue };
            // Up the changed leg and over the node to its head, or down from the head: the other leg runs the other way.
            let (other_leg, is_down) = if changed.is_down() {
                (self.up[other], next < head)
            } else {
                (self.down[other], head < next)
            };
            let affected = Directed::new(arc, is_down);
            let current = self.cost(affected);
            if other_leg < ENDLESS && (before + other_leg == current || after + other_leg < current) {
                waiting.push(Reverse(affected));
            }
        }
    }
}
