//! What of the hierarchy depends on the roads alone, and on no speed or closure.
//!
//! Nodes are named by their rank. Taking them away from the lowest on, and joining the higher neighbours of each to one
//! another, gives the *arcs* of the hierarchy: each joins a node to a higher one, and carries a cost upwards and one
//! downwards. The lowest of a node's higher neighbours is its *parent*, and all of them are among its ancestors.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::graph::Graph;

/// No parent, no arc.
pub(super) const NONE: u32 = u32::MAX;

/// An arc of the hierarchy in one of its directions, packed: twice the arc, plus one if it leads down, and one more, so
/// that nought is left for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Directed(NonZeroU32);

impl Directed {
    pub(super) fn new(arc: u32, is_down: bool) -> Self {
        Self(NonZeroU32::MIN.saturating_add(arc << 1 | u32::from(is_down)))
    }

    pub(super) fn arc(self) -> usize {
        ((self.0.get() - 1) >> 1) as usize
    }

    pub(super) fn is_down(self) -> bool {
        (self.0.get() - 1) & 1 == 1
    }
}

/// The arcs from a node to two higher ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Legs {
    pub(super) foot: u32,
    pub(super) to_one: usize,
    pub(super) to_other: usize,
}

#[derive(Debug)]
pub(super) struct Topology {
    /// By node of the graph.
    pub(super) rank: Vec<u32>,
    pub(super) parent: Vec<u32>,
    pub(super) parts: Parts,
    first: Vec<u32>,
    /// The higher node, by arc; each node's in rising order.
    pub(super) heads: Vec<u32>,
    first_below: Vec<u32>,
    /// For each node the arcs that lead up to it, the lowest tail first.
    below: Vec<u32>,
    /// And their tails, beside them: what two nodes have below them both is found without a look at their arcs.
    tails_below: Vec<u32>,
    /// For each slot of the graph the arc that it is a part of; `None` for one from a node to itself.
    directed: Vec<Option<Directed>>,
    first_slot: Vec<u32>,
    /// For each node the slots of the graph between it and higher ones, in both directions.
    slots: Vec<u32>,
}

impl Topology {
    pub(super) fn new(graph: &Graph, order: &[u32]) -> Self {
        let rank = ranks(order);
        let (first, heads) = fill(&rank, graph);
        let parent = parents(&first, &heads);
        let sizes = sizes(&parent);
        if !is_in_postorder(&parent, &sizes) {
            return Self::new(graph, &into_postorder(order, &parent, &sizes));
        }
        let mut topology = Self {
            parts: Parts::new(&parent, &sizes),
            first_below: Vec::new(),
            below: Vec::new(),
            tails_below: Vec::new(),
            directed: Vec::new(),
            first_slot: Vec::new(),
            slots: Vec::new(),
            rank,
            parent,
            first,
            heads,
        };
        (topology.first_below, topology.below) =
            grouped(order.len(), topology.heads.iter().map(|&head| Some(head)));
        topology.place_tails();
        topology.place_slots(graph);
        topology
    }

    fn place_tails(&mut self) {
        let mut free = self.first_below.clone();
        self.tails_below = vec![0; self.heads.len()];
        for node in 0..self.node_count() as u32 {
            for &head in &self.heads[self.arcs(node)] {
                let place = &mut free[head as usize];
                self.tails_below[*place as usize] = node;
                *place += 1;
            }
        }
    }

    fn place_slots(&mut self, graph: &Graph) {
        let ends = graph.ends().map(|(tail, head)| (self.rank[tail as usize], self.rank[head as usize]));
        self.directed = ends
            .clone()
            .map(|(tail, head)| Some(Directed::new(self.arc(tail.min(head), tail.max(head))?, head < tail)))
            .collect();
        let lower = ends.map(|(tail, head)| (tail != head).then_some(tail.min(head)));
        (self.first_slot, self.slots) = grouped(self.node_count(), lower);
    }

    pub(super) fn node_count(&self) -> usize {
        self.parent.len()
    }

    pub(super) fn arc_count(&self) -> usize {
        self.heads.len()
    }

    /// The arcs from a node to higher ones.
    pub(super) fn arcs(&self, node: u32) -> Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// The arcs from lower nodes to this one, and the tail of each; the lowest first.
    pub(super) fn below(&self, node: u32) -> (&[u32], &[u32]) {
        let arcs = self.first_below[node as usize] as usize..self.first_below[node as usize + 1] as usize;
        (&self.below[arcs.clone()], &self.tails_below[arcs])
    }

    /// The lower node of an arc.
    pub(super) fn tail(&self, arc: usize) -> u32 {
        self.first.partition_point(|&first| first as usize <= arc) as u32 - 1
    }

    /// The arc between two nodes, the lower one first.
    pub(super) fn arc(&self, lower: u32, higher: u32) -> Option<u32> {
        let arcs = self.arcs(lower);
        let at = self.heads[arcs.clone()].binary_search(&higher).ok()?;
        Some((arcs.start + at) as u32)
    }

    /// The arcs that lead up to a node from lower neighbours of it, which are given in rising order; and these.
    pub(super) fn lower_beside(&self, node: u32, lower: &[u32]) -> impl Iterator<Item = (usize, u32)> {
        let (arcs, tails) = self.below(node);
        let mut at = 0;
        lower.iter().map(move |&tail| {
            at += leap(&tails[at..], |&own| own < tail) + 1;
            (arcs[at - 1] as usize, tail)
        })
    }

    /// The arcs that lead up from a node to higher neighbours of it, which are given in rising order.
    pub(super) fn higher_beside(&self, node: u32, higher: &[u32]) -> impl Iterator<Item = usize> {
        let arcs = self.arcs(node);
        let mut at = arcs.start;
        higher.iter().map(move |&head| {
            at += leap(&self.heads[at..arcs.end], |&own| own < head) + 1;
            at - 1
        })
    }

    /// For each node below two others the arcs from there to the one and to the other.
    pub(super) fn triangles(&self, one: u32, other: u32) -> impl Iterator<Item = Legs> {
        let (to_one, to_other) = (self.below(one), self.below(other));
        let one_is_shorter = to_one.0.len() <= to_other.0.len();
        let (shorter, longer) = if one_is_shorter { (to_one, to_other) } else { (to_other, to_one) };
        let mut at = 0;
        shorter.0.iter().zip(shorter.1).filter_map(move |(&leg, &foot)| {
            at += leap(&longer.1[at..], |&tail| tail < foot);
            let twin = *longer.0.get(at).filter(|_| longer.1[at] == foot)?;
            at += 1;
            let [to_one, to_other] = if one_is_shorter { [leg, twin] } else { [twin, leg] };
            Some(Legs { foot, to_one: to_one as usize, to_other: to_other as usize })
        })
    }

    pub(super) fn slot_count(&self) -> usize {
        self.directed.len()
    }

    /// The slots of the graph that an arc from this node stands for, in either direction.
    pub(super) fn slots(&self, tail: u32, arc: usize) -> impl Iterator<Item = (usize, Directed)> {
        let of_tail = self.first_slot[tail as usize] as usize..self.first_slot[tail as usize + 1] as usize;
        let slots = self.slots[of_tail].iter().map(|&slot| slot as usize);
        slots.filter_map(move |slot| Some((slot, self.directed[slot].filter(|own| own.arc() == arc)?)))
    }

    /// The arc that a slot is a part of.
    pub(super) fn directed(&self, slot: usize) -> Option<Directed> {
        self.directed[slot]
    }
}

/// The nodes in about so many parts that can be gone through at the same time.
const PARTS: usize = 32;

/// The nodes in parts, none of which has an arc to another: each leads only to the *top*, the nodes above them all.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// In rising order.
    pub(super) top: Vec<u32>,
    pub(super) ranges: Vec<Range<u32>>,
}

impl Parts {
    fn new(parent: &[u32], sizes: &[u32]) -> Self {
        let largest = (parent.len() / PARTS).max(1) as u32;
        let mut parts = Self::default();
        for (node, (&parent, &size)) in (0..).zip(parent.iter().zip(sizes)) {
            if size > largest {
                parts.top.push(node);
            } else if sizes.get(parent as usize).is_none_or(|&above| above > largest) {
                parts.ranges.push(node + 1 - size..node + 1);
            }
        }
        parts
    }
}

/// The same elimination in an order in which all that is below a node comes right before it. What is near one another on
/// the map is then so in memory too, and the parts below a node are ranges.
pub(super) fn in_postorder(graph: &Graph, order: &[u32]) -> Vec<u32> {
    let (first, heads) = fill(&ranks(order), graph);
    let parent = parents(&first, &heads);
    into_postorder(order, &parent, &sizes(&parent))
}

fn ranks(order: &[u32]) -> Vec<u32> {
    let mut rank = vec![0; order.len()];
    for (own, &node) in (0..).zip(order) {
        rank[node as usize] = own;
    }
    rank
}

/// The lowest higher neighbour of each node.
fn parents(first: &[u32], heads: &[u32]) -> Vec<u32> {
    let parent = |arcs: &[u32]| if arcs[0] < arcs[1] { heads[arcs[0] as usize] } else { NONE };
    first.windows(2).map(parent).collect()
}

/// How many nodes there are below each node, itself included.
fn sizes(parent: &[u32]) -> Vec<u32> {
    let mut sizes = vec![1; parent.len()];
    for (node, &parent) in parent.iter().enumerate() {
        if parent != NONE {
            sizes[parent as usize] += sizes[node];
        }
    }
    sizes
}

fn is_in_postorder(parent: &[u32], sizes: &[u32]) -> bool {
    let mut lowest: Vec<u32> = (0..parent.len() as u32).collect();
    (0..parent.len()).all(|node| {
        let below = lowest[node];
        if let Some(above) = lowest.get_mut(parent[node] as usize) {
            *above = below.min(*above);
        }
        node as u32 + 1 - below == sizes[node]
    })
}

fn into_postorder(order: &[u32], parent: &[u32], sizes: &[u32]) -> Vec<u32> {
    let mut reordered = vec![0; order.len()];
    // Where the nodes below each one end that have no place yet; the last entry is for those without a parent.
    let mut ends = vec![order.len() as u32; order.len() + 1];
    for node in (0..order.len()).rev() {
        let end = &mut ends[(parent[node] as usize).min(order.len())];
        let own = *end - 1;
        *end -= sizes[node];
        ends[node] = own;
        reordered[own as usize] = order[node];
    }
    reordered
}

/// All arcs: from the lowest node on, the higher neighbours of each become neighbours of the lowest among them.
fn fill(rank: &[u32], graph: &Graph) -> (Vec<u32>, Vec<u32>) {
    let ends = graph.ends().map(|(tail, head)| (rank[tail as usize], rank[head as usize]));
    let ends = ends.filter(|(tail, head)| tail != head);
    let (tails, highers): (Vec<u32>, Vec<u32>) =
        ends.map(|(tail, head)| (tail.min(head), tail.max(head))).unzip();
    let (own_first, own) = grouped(rank.len(), tails.iter().map(|&tail| Some(tail)));
    // What a node inherits from the lower ones whose parent it is.
    let mut inherited: Vec<Vec<u32>> = vec![Vec::new(); rank.len()];
    let (mut first, mut heads) = (vec![0], Vec::new());
    for node in 0..rank.len() {
        let mut higher = std::mem::take(&mut inherited[node]);
        let edges = &own[own_first[node] as usize..own_first[node + 1] as usize];
        higher.extend(edges.iter().map(|&edge| highers[edge as usize]));
        higher.sort_unstable();
        higher.dedup();
        heads.extend_from_slice(&higher);
        first.push(heads.len() as u32);
        if let Some((&parent, rest)) = higher.split_first() {
            let heir = &mut inherited[parent as usize];
            if heir.is_empty() {
                higher.remove(0);
                *heir = higher;
            } else {
                heir.extend_from_slice(rest);
            }
        }
    }
    (first, heads)
}

/// The indices of the items of each group, group after group, in rising order; and where each group begins.
fn grouped(
    groups: usize,
    of: impl DoubleEndedIterator<Item = Option<u32>> + ExactSizeIterator + Clone,
) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; groups + 1];
    for group in of.clone().flatten() {
        first[group as usize] += 1;
    }
    let mut sum = 0;
    for count in &mut first {
        sum += *count;
        *count = sum;
    }
    let mut members = vec![0; sum as usize];
    for (index, group) in (0..of.len() as u32).zip(of).rev() {
        if let Some(group) = group {
            first[group as usize] -= 1;
            members[first[group as usize] as usize] = index;
        }
    }
    (first, members)
}

/// How many of the sorted items come before; quick if they are few.
fn leap(items: &[u32], is_before: impl Fn(&u32) -> bool) -> usize {
    if !items.first().is_some_and(&is_before) {
        return 0;
    }
    let mut step = 1;
    while items.get(step).is_some_and(&is_before) {
        step *= 2;
    }
    // The one at half the last step comes before, and the one at the last step doesn't.
    let from = step / 2 + 1;
    let end = items.len().min(step);
    from + items.get(from..end).map_or(0, |some| some.partition_point(is_before))
}
