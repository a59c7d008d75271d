//! What the arcs of the hierarchy cost one class of vehicle.
//!
//! An arc costs what the road between its two nodes does, or what the way over some lower node does if that is less
//! (Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, 2014). When a road closes, only arcs whose
//! cost was made of it are looked at again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::topology::{Directed, Legs, Topology};
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
        let (legs, feet) = topology.below(node);
        for (&leg, &foot) in legs.iter().zip(feet) {
            let leg = leg as usize;
            let (leg_up, leg_down) = (self.up[leg], self.down[leg]);
            for other in leg + 1..topology.arcs(foot).end {
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

    /// What an arc costs up and down.
    fn both(&self, arc: usize) -> [u64; 2] {
        [self.up[arc], self.down[arc]]
    }

    /// Settles everything anew that these slots have a part in, after their costs have changed.
    ///
    /// An arc that has a cheaper way than before takes it over. Only one whose best way has become dearer is reckoned
    /// anew, from all the ways that it has.
    pub(super) fn update(&mut self, topology: &Topology, slots: &[usize], cost_of: impl Fn(usize) -> u64) {
        // Arcs are numbered from the lowest tail on, so those of the lowest tail depend on no other that waits.
        let mut waiting = Waiting::default();
        for &slot in slots {
            if let Some(directed) = topology.directed(slot) {
                let mut own = Waits::new(directed.arc(), topology.tail(directed.arc()));
                let way = usize::from(directed.is_down());
                own.offered[way] = cost_of(slot);
                own.in_doubt[way] = own.offered[way] > self.cost(directed);
                waiting.push(Reverse(own));
            }
        }
        let mut changed: Vec<Change> = Vec::new();
        while let Some(&Reverse(Waits { tail, .. })) = waiting.peek() {
            changed.clear();
            while let Some(own) = next_from(tail, &mut waiting) {
                let before = self.both(own.arc);
                let after = self.reckoned(topology, &own, &cost_of);
                changed.push(Change { arc: own.arc, before, after });
            }
            for leg in &changed {
                self.each_over(topology, (leg.arc, leg.dearer()), tail, |mut over, costs| {
                    let current = self.both(over.arc);
                    over.in_doubt = [0, 1].map(|way| costs[way] == current[way] && costs[way] < ENDLESS);
                    over.wait_in(&mut waiting);
                });
            }
            for leg in &changed {
                [self.up[leg.arc], self.down[leg.arc]] = leg.after;
            }
            for leg in &changed {
                self.each_over(topology, (leg.arc, leg.cheaper()), tail, |mut over, costs| {
                    let current = self.both(over.arc);
                    over.offered =
                        [0, 1].map(|way| if costs[way] < current[way] { costs[way] } else { ENDLESS });
                    over.wait_in(&mut waiting);
                });
            }
        }
    }

    /// The costs of an arc, from its slots and the arcs below. The least that it may cost is known: the first way that
    /// costs no more settles it.
    fn reckoned(&self, topology: &Topology, own: &Waits, cost_of: impl Fn(usize) -> u64) -> [u64; 2] {
        let at_least = least(self.both(own.arc), own.offered);
        let mut found = [0, 1].map(|way| if own.in_doubt[way] { ENDLESS } else { at_least[way] });
        for (slot, directed) in topology.slots(own.tail, own.arc) {
            let way = usize::from(directed.is_down());
            found[way] = found[way].min(cost_of(slot));
        }
        let mut below = topology.triangles(own.tail, topology.heads[own.arc]);
        while found != at_least
            && let Some(Legs { to_one, to_other, .. }) = below.next()
        {
            found = least(found, over(self.both(to_one), self.both(to_other)));
        }
        found
    }

    /// Shows the arcs that lead over the lower node of a leg and that leg, with what they cost by that way.
    fn each_over(
        &self,
        topology: &Topology,
        (leg, costs): (usize, [u64; 2]),
        tail: u32,
        mut see: impl FnMut(Waits, [u64; 2]),
    ) {
        if costs == [ENDLESS; 2] {
            return;
        }
        let own = topology.arcs(tail);
        let (head, at) = (topology.heads[leg], leg - own.start);
        for (other, (arc, low)) in
            own.clone().zip(topology.lower_beside(head, &topology.heads[own.clone()][..at]))
        {
            see(Waits::new(arc, low), over(self.both(other), costs));
        }
        for (other, arc) in
            (leg + 1..own.end).zip(topology.higher_beside(head, &topology.heads[leg + 1..own.end]))
        {
            see(Waits::new(arc, head), over(costs, self.both(other)));
        }
    }
}

/// What the arc between the heads of two legs costs over their common foot, up and down; the leg to its tail first.
fn over(to_tail: [u64; 2], to_head: [u64; 2]) -> [u64; 2] {
    [to_tail[1] + to_head[0], to_head[1] + to_tail[0]]
}

/// The lesser cost of each way.
fn least(one: [u64; 2], other: [u64; 2]) -> [u64; 2] {
    [one[0].min(other[0]), one[1].min(other[1])]
}

/// An arc that costs something else than before.
struct Change {
    arc: usize,
    before: [u64; 2],
    after: [u64; 2],
}

impl Change {
    /// What it cost before, where it has become dearer.
    fn dearer(&self) -> [u64; 2] {
        [0, 1].map(|way| if self.after[way] > self.before[way] { self.before[way] } else { ENDLESS })
    }

    /// What it costs now, where it has become cheaper.
    fn cheaper(&self) -> [u64; 2] {
        [0, 1].map(|way| if self.after[way] < self.before[way] { self.after[way] } else { ENDLESS })
    }
}

/// An arc that may have changed; up and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waits {
    arc: usize,
    tail: u32,
    /// What it costs by a way that has become cheaper.
    offered: [u64; 2],
    /// Whether a way that it may owe its cost to has become dearer.
    in_doubt: [bool; 2],
}

/// The lowest first.
type Waiting = BinaryHeap<Reverse<Waits>>;

impl Waits {
    fn new(arc: usize, tail: u32) -> Self {
        Self { arc, tail, offered: [ENDLESS; 2], in_doubt: [false; 2] }
    }

    /// If there is any need to.
    fn wait_in(self, waiting: &mut Waiting) {
        if self != Self::new(self.arc, self.tail) {
            waiting.push(Reverse(self));
        }
    }
}

/// The next arc from this tail, and all that is known of it.
fn next_from(tail: u32, waiting: &mut Waiting) -> Option<Waits> {
    let mut pop = |is_next: &dyn Fn(&Waits) -> bool| {
        let next = waiting.peek_mut().filter(|next| is_next(&next.0))?;
        Some(PeekMut::pop(next).0)
    };
    let mut own = pop(&|next| next.tail == tail)?;
    while let Some(again) = pop(&|next| next.arc == own.arc) {
        own.offered = least(own.offered, again.offered);
        own.in_doubt = [0, 1].map(|way| own.in_doubt[way] || again.in_doubt[way]);
    }
    Some(own)
}
