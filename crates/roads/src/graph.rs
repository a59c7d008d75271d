//! Which arcs lead to which node: what a search from the incident backwards walks over.
//!
//! A node of the graph is a junction together with a state of the [`Automaton`] of forbidden turns. Nearly everywhere that
//! is the root state, and the node is the plain junction. Only where an arc begins a forbidden sequence does it lead to a
//! *copy* of its junction, from which the arcs that would complete the sequence are marked. So turn restrictions and
//! barriers are exact, and the graph stays nearly as small as without them.
//!
//! The graph is the same for all classes of vehicle and all profiles: what a mark means for whom is in the weights.
//! It depends on nothing but the network, down to the order of nodes and slots, so that what was worked out for it once
//! can be stored beside the network.

pub(crate) use crate::arc::ArcId;
use crate::arc::SegmentId;
use crate::automaton::{Automaton, Mark};
use crate::barrier::BarrierKind;
use crate::class::{RoadClass, VehicleSet};
use crate::network::Network;
use crate::position::Position;

/// An arc as seen from the node that it leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming {
    /// The node it comes from.
    pub(crate) tail: u32,
    pub(crate) arc: ArcId,
    pub(crate) length_cm: u32,
}

/// For each node the arcs that lead to it, whether or not a vehicle may take them. The place of an arc in this list is
/// its *slot*. Beside a copy of a junction an arc of the network has several slots.
///
/// The nodes `0..` are the plain junctions with the ids of the network; the copies follow, in the order of their
/// junctions. A vehicle that starts on a junction is at the plain one.
#[derive(Debug)]
pub(crate) struct Graph {
    first_slot: Vec<u32>,
    incoming: Vec<Incoming>,
    /// By slot.
    heads: Vec<u32>,
    /// The slots that complete a forbidden sequence, in order.
    marks: Vec<(u32, Mark)>,
    junctions: u32,
    /// The junction of each copy, in order.
    copied: Vec<u32>,
    /// The arcs that lead to a copy for whoever begins with them, in order.
    to_copies: Vec<(ArcId, u32)>,
}

impl Graph {
    pub(crate) fn new(network: &Network) -> Self {
        let star = Star::new(network);
        let copies = Copies::new(network, &star);
        let node_count = network.node_count() + copies.of.len();

        let mut first_slot = vec![0_u32; node_count + 1];
        copies.each_arc(network, &star, |head, _, _| first_slot[head as usize] += 1);
        let mut slots = 0;
        for first in &mut first_slot {
            slots += *first;
            *first = slots;
        }

        let unset = Incoming { tail: 0, arc: ArcId::default(), length_cm: 0 };
        let mut incoming = vec![unset; slots as usize];
        let mut heads = vec![0; slots as usize];
        let mut marks = Vec::new();
        copies.each_arc(network, &star, |head, arc, mark| {
            let slot = &mut first_slot[head as usize];
            *slot -= 1;
            heads[*slot as usize] = head;
            incoming[*slot as usize] = arc;
            if !mark.is_empty() {
                marks.push((*slot, mark));
            }
        });
        marks.sort_unstable_by_key(|&(slot, _)| slot);
        let to_copies = copies.begun(network);
        let copied = copies.of.iter().map(|&(junction, _)| junction).collect();
        Self { first_slot, incoming, heads, marks, junctions: network.node_count() as u32, copied, to_copies }
    }

    /// Number of nodes, copies included.
    pub(crate) fn node_count(&self) -> usize {
        self.first_slot.len() - 1
    }

    /// The slots of the arcs that lead to a node.
    pub(crate) fn slots(&self, node: u32) -> std::ops::Range<usize> {
        self.first_slot[node as usize] as usize..self.first_slot[node as usize + 1] as usize
    }

    pub(crate) fn arc(&self, slot: usize) -> &Incoming {
        &self.incoming[slot]
    }

    /// The node that the arc of a slot leads to.
    pub(crate) fn head(&self, slot: usize) -> u32 {
        self.heads[slot]
    }

    /// Tail and head of every arc, in the order of their slots.
    pub(crate) fn ends(&self) -> impl ExactSizeIterator<Item = (u32, u32)> + DoubleEndedIterator + Clone {
        self.incoming.iter().zip(&self.heads).map(|(incoming, &head)| (incoming.tail, head))
    }

    /// Where a node is.
    pub(crate) fn position(&self, network: &Network, node: u32) -> Position {
        let junction =
            if node < self.junctions { node } else { self.copied[(node - self.junctions) as usize] };
        network.nodes[junction as usize]
    }

    /// All arcs, in the order of their slots.
    pub(crate) fn arcs(&self) -> &[Incoming] {
        &self.incoming
    }

    /// The marked slots, in order.
    pub(crate) fn marks(&self) -> &[(u32, Mark)] {
        &self.marks
    }

    /// What the arc of a slot completes.
    pub(crate) fn mark(&self, slot: usize) -> Mark {
        let found = self.marks.binary_search_by_key(&(slot as u32), |&(slot, _)| slot);
        found.map_or_else(|_| Mark::default(), |at| self.marks[at].1)
    }

    /// All nodes of a junction: the plain one, then its copies.
    pub(crate) fn nodes_at(&self, junction: u32) -> impl Iterator<Item = u32> + use<> {
        let first = self.copied.partition_point(|&copied| copied < junction) as u32;
        let end = self.copied.partition_point(|&copied| copied <= junction) as u32;
        std::iter::once(junction).chain(self.junctions + first..self.junctions + end)
    }

    /// The copies of junctions: the junction and the node of each.
    pub(crate) fn copies(&self) -> impl Iterator<Item = (u32, u32)> {
        self.copied.iter().copied().zip(self.junctions..)
    }

    /// The node where a vehicle arrives that begins its way with this arc.
    pub(crate) fn arrival(&self, network: &Network, arc: ArcId) -> u32 {
        let found = self.to_copies.binary_search_by_key(&arc, |&(arc, _)| arc);
        found.map_or_else(|_| network.head(arc), |at| self.to_copies[at].1)
    }

    /// All slots of an arc: one for each node that it can be begun from.
    pub(crate) fn slots_of_arc(&self, network: &Network, arc: ArcId) -> impl Iterator<Item = usize> {
        self.nodes_at(network.head(arc))
            .flat_map(|node| self.slots(node))
            .filter(move |&slot| self.incoming[slot].arc == arc)
    }

    /// The slots of a segment's two arcs.
    pub(crate) fn slots_of(&self, network: &Network, segment: SegmentId) -> impl Iterator<Item = usize> {
        ArcId::both(segment).into_iter().flat_map(|arc| self.slots_of_arc(network, arc))
    }
}

/// The arcs that leave each junction, in the order of their ids.
pub(crate) struct Star {
    first: Vec<u32>,
    arcs: Vec<ArcId>,
}

impl Star {
    pub(crate) fn new(network: &Network) -> Self {
        let arcs = || (0..network.segment_count() as u32).rev().flat_map(|id| ArcId::both(SegmentId(id)));
        let mut first = vec![0_u32; network.node_count() + 1];
        for arc in arcs() {
            first[network.tail(arc) as usize] += 1;
        }
        let mut total = 0;
        for first in &mut first {
            total += *first;
            *first = total;
        }
        let mut leaving = vec![ArcId::default(); total as usize];
        for arc in arcs() {
            let place = &mut first[network.tail(arc) as usize];
            *place -= 1;
            leaving[*place as usize] = arc;
        }
        Self { first, arcs: leaving }
    }

    pub(crate) fn leaving(&self, junction: u32) -> &[ArcId] {
        let [first, end] = [junction as usize, junction as usize + 1].map(|at| self.first[at] as usize);
        &self.arcs[first..end]
    }
}

/// The copies of junctions, as the automaton demands them.
struct Copies {
    automaton: Automaton,
    /// Junction and state of each, in the order of their nodes.
    of: Vec<(u32, u32)>,
    /// The node of each state; the root has none of its own.
    node: Vec<Option<u32>>,
}

impl Copies {
    fn new(network: &Network, star: &Star) -> Self {
        let forbidden = network
            .forbidden
            .iter()
            .map(|word| (word.arcs.clone(), Mark { forbidden_to: word.binds, ..Mark::default() }));
        let automaton = Automaton::new(forbidden.chain(barred_passages(network, star)));
        let mut of: Vec<(u32, u32)> =
            automaton.beginnings().map(|(state, last)| (network.head(last), state)).collect();
        of.sort_unstable();
        let mut node = vec![None; automaton.state_count()];
        for (id, &(_, state)) in (network.node_count() as u32..).zip(&of) {
            node[state as usize] = Some(id);
        }
        Self { automaton, of, node }
    }

    /// Every arc of the graph: its head, the rest of it, and what it completes.
    fn each_arc(&self, network: &Network, star: &Star, mut see: impl FnMut(u32, Incoming, Mark)) {
        let mut leave = |tail: u32, state: u32, arc: ArcId| {
            let (state, mark) = self.automaton.step(state, arc);
            let head = self.node[state as usize].unwrap_or_else(|| network.head(arc));
            see(head, Incoming { tail, arc, length_cm: network.record(arc.segment()).length_cm }, mark);
        };
        for segment in (0..network.segment_count() as u32).map(SegmentId) {
            for arc in ArcId::both(segment) {
                leave(network.tail(arc), Automaton::ROOT, arc);
            }
        }
        for (tail, &(junction, state)) in (network.node_count() as u32..).zip(&self.of) {
            for &arc in star.leaving(junction) {
                leave(tail, state, arc);
            }
        }
    }

    /// The arcs that begin a word, each with the copy that it leads to.
    fn begun(&self, network: &Network) -> Vec<(ArcId, u32)> {
        let arcs = (0..network.segment_count() as u32).flat_map(|id| ArcId::both(SegmentId(id)));
        let arrive = |arc| self.node[self.automaton.step(Automaton::ROOT, arc).0 as usize];
        arcs.filter_map(|arc| Some((arc, arrive(arc)?))).collect()
    }
}

/// A word of two arcs for each way past a barrier. To turn back in front of it is not to pass it. A ferry's landing is
/// passed by whoever goes on board.
fn barred_passages<'a>(
    network: &'a Network,
    star: &'a Star,
) -> impl Iterator<Item = (Vec<ArcId>, Mark)> + use<'a> {
    (0..).zip(&network.barriers).flat_map(|(index, at)| {
        let leaving = star.leaving(at.node);
        let pairs = leaving.iter().flat_map(move |back| leaving.iter().map(move |&on| (back.reversed(), on)));
        let mark = Mark { forbidden_to: VehicleSet::default(), barrier: Some(index) };
        let is_ferry = |arc: ArcId| network.way_record(arc.segment()).class == RoadClass::Ferry;
        let is_landing = at.barrier.kind == BarrierKind::FerryLanding;
        pairs
            .filter(|&(arriving, on)| on != arriving.reversed())
            .filter(move |&(arriving, on)| !is_landing || (is_ferry(on) && !is_ferry(arriving)))
            .map(move |(arriving, on)| (vec![arriving, on], mark))
    })
}
