//! In which order the hierarchy takes the nodes: the small streets first, the bridges between quarters last.
//!
//! Nested dissection: cut the network into two halves by as few nodes as possible, put those nodes last, and do the same
//! with each half. Where to cut is found by inertial flow: lay the nodes out along a line, take the first and the last
//! quarter as source and sink, and find the smallest cut between them (A. Schild and C. Sommer, *On balanced separators in
//! road networks*, SEA 2015). Dead ends and bends are peeled off first, which costs nothing later.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::flow::{Flow, Pole};
use super::part::Part;

/// The share of the nodes that is source, and as many sink. The two halves of a cut are at least as large.
const POLE_SHARE: f64 = 0.25;
/// Parts smaller than this are not worth a thread of their own.
const WORTH_A_THREAD: usize = 5_000;
/// Parts of so many nodes are no longer cut in two.
const SMALL: usize = u64::BITS as usize;
/// The lines along which nodes are laid out: east, north, and the diagonals.
const LINES: [[i64; 2]; 4] = [[1, 0], [0, 1], [1, 1], [1, -1]];

/// How far the work is, and whether to leave off; seen from other threads.
#[derive(Debug, Default)]
pub(super) struct Work {
    placed: AtomicUsize,
    is_stopped: AtomicBool,
}

impl Work {
    /// Nodes that have their rank.
    pub(super) fn placed(&self) -> usize {
        self.placed.load(Ordering::Relaxed)
    }

    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    fn place(&self, nodes: usize) {
        self.placed.fetch_add(nodes, Ordering::Relaxed);
    }
}

/// All nodes of the whole, in the order of their rank; without meaning if the work was stopped.
pub(super) fn nested_dissection(whole: &Part, work: &Work) -> Vec<u32> {
    let (mut order, core) = peel(whole);
    let peeled = order.len();
    work.place(peeled);
    order.resize(whole.len(), 0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    dissect(core, &mut order[peeled..], threads, work);
    order
}

/// Takes away nodes with at most two neighbours until there are none, joining the two. The nodes of one round are no
/// neighbours of each other, so that a long road becomes a balanced tree and not a chain.
fn peel(whole: &Part) -> (Vec<u32>, Part) {
    let mut neighbours: Vec<Vec<u32>> =
        (0..whole.len() as u32).map(|node| whole.neighbours(node).to_vec()).collect();
    let mut order = Vec::new();
    let mut taken = vec![false; whole.len()];
    let mut blocked_in = vec![0_u32; whole.len()];
    let mut waiting: Vec<u32> =
        (0..whole.len() as u32).filter(|&node| neighbours[node as usize].len() <= 2).collect();
    let mut round = 0;
    while !waiting.is_empty() {
        round += 1;
        let mut later = Vec::new();
        for node in waiting {
            if taken[node as usize] || neighbours[node as usize].len() > 2 {
                continue;
            }
            if blocked_in[node as usize] == round {
                later.push(node);
                continue;
            }
            taken[node as usize] = true;
            order.push(node);
            let beside = std::mem::take(&mut neighbours[node as usize]);
            for &next in &beside {
                blocked_in[next as usize] = round;
                let others = &mut neighbours[next as usize];
                others.retain(|&other| other != node);
                for &other in beside.iter().filter(|&&other| other != next) {
                    if !others.contains(&other) {
                        others.push(other);
                    }
                }
                if others.len() <= 2 {
                    later.push(next);
                }
            }
        }
        waiting = later;
    }
    (order, rest(whole, &taken, &neighbours))
}

/// What peeling has left.
fn rest(whole: &Part, taken: &[bool], neighbours: &[Vec<u32>]) -> Part {
    let mut part = Part::default();
    let mut number = vec![0; whole.len()];
    for node in (0..whole.len()).filter(|&node| !taken[node]) {
        number[node] = part.len() as u32;
        part.ids.push(whole.ids[node]);
        part.places.push(whole.places[node]);
    }
    part.first.push(0);
    for node in (0..whole.len()).filter(|&node| !taken[node]) {
        let begin = part.neighbours.len();
        part.neighbours.extend(neighbours[node].iter().map(|&head| number[head as usize]));
        part.neighbours[begin..].sort_unstable();
        part.first.push(part.neighbours.len() as u32);
    }
    part
}

/// Fills `order` with the nodes of a part.
fn dissect(part: Part, order: &mut [u32], threads: usize, work: &Work) {
    if part.len() <= SMALL {
        work.place(part.len());
        eliminate(&part, order);
        return;
    }
    if work.is_stopped() {
        return;
    }
    let (left, right, separator) = divide(&part);
    drop(part);
    let (inner, last) = order.split_at_mut(left.len() + right.len());
    work.place(separator.len());
    last.copy_from_slice(&separator);
    let (first, second) = inner.split_at_mut(left.len());
    if threads > 1 && left.len().min(right.len()) >= WORTH_A_THREAD {
        thread::scope(|scope| {
            scope.spawn(|| dissect(left, first, threads / 2, work));
            dissect(right, second, threads - threads / 2, work);
        });
    } else {
        dissect(left, first, threads, work);
        dissect(right, second, threads, work);
    }
}

/// Orders a small part by taking away the node with the fewest neighbours, which are then joined to one another, until
/// there is none. Of several the one that hangs lowest, so that a long road becomes a balanced tree here too.
fn eliminate(part: &Part, order: &mut [u32]) {
    // The neighbours of each node as a set, a bit for each.
    let mut neighbours = [0_u64; SMALL];
    let mut height = [0_u8; SMALL];
    for (node, own) in (0..part.len() as u32).zip(&mut neighbours) {
        *own = part.neighbours(node).iter().fold(0, |set, &head| set | 1 << head);
    }
    let mut left: Vec<usize> = (0..part.len()).collect();
    for place in order {
        let cost = |&(_, &node): &(usize, &usize)| (neighbours[node].count_ones(), height[node], node);
        let Some((at, &node)) = left.iter().enumerate().min_by_key(cost) else { return };
        left.swap_remove(at);
        *place = part.ids[node];
        let joined = neighbours[node];
        for next in ones(joined) {
            neighbours[next] = (neighbours[next] | joined) & !(1 << next | 1 << node);
            height[next] = height[next].max(height[node] + 1);
        }
    }
}

/// The places of the bits that are set.
fn ones(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(lowest)
    })
}

/// Two halves without an edge between them, and the nodes that keep them apart.
fn divide(part: &Part) -> (Part, Part, Vec<u32>) {
    let sides = match components(part) {
        Some(sides) => sides,
        None => separate(part),
    };
    let mut number = vec![0; part.len()];
    let nodes_of = |side: Side| -> Vec<u32> {
        (0..).zip(&sides).filter(|&(_, &own)| own == side).map(|(node, _)| node).collect()
    };
    let separator = nodes_of(Side::Separator).iter().map(|&node| part.ids[node as usize]).collect();
    let mut half = |side| part.only(&nodes_of(side), &mut number);
    (half(Side::Left), half(Side::Right), separator)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Separator,
}

/// Pieces that hang together are shared out as evenly as they come; `None` where all hang together.
fn components(part: &Part) -> Option<Vec<Side>> {
    const UNSEEN: u32 = u32::MAX;
    let mut component = vec![UNSEEN; part.len()];
    let mut sizes = Vec::new();
    let mut stack = Vec::new();
    for seed in 0..part.len() as u32 {
        if component[seed as usize] != UNSEEN {
            continue;
        }
        let own = sizes.len() as u32;
        component[seed as usize] = own;
        stack.push(seed);
        let mut size = 0_usize;
        while let Some(node) = stack.pop() {
            size += 1;
            for &next in part.neighbours(node) {
                if component[next as usize] == UNSEEN {
                    component[next as usize] = own;
                    stack.push(next);
                }
            }
        }
        sizes.push(size);
    }
    if sizes.len() == 1 {
        return None;
    }
    let mut largest_first: Vec<usize> = (0..sizes.len()).collect();
    largest_first.sort_by_key(|&own| std::cmp::Reverse(sizes[own]));
    let mut side_of = vec![Side::Left; sizes.len()];
    let (mut left, mut right) = (0, 0);
    for own in largest_first {
        if left <= right {
            left += sizes[own];
        } else {
            right += sizes[own];
            side_of[own] = Side::Right;
        }
    }
    Some(component.into_iter().map(|own| side_of[own as usize]).collect())
}

/// The best of the cuts along all lines.
fn separate(part: &Part) -> Vec<Side> {
    let twins = part.twins();
    let mut flow = Flow::new(part, &twins);
    let mut best: Option<(usize, usize, Vec<bool>)> = None;
    for line in LINES {
        let poles = poles(part, line);
        let limit = best.as_ref().map_or(usize::MAX, |&(size, ..)| size);
        let Some(size) = flow.run(&poles, limit) else { continue };
        for left in [flow.source_side(), flow.sink_side(&poles).iter().map(|sink| !sink).collect()] {
            let inside = left.iter().filter(|&&inside| inside).count();
            let skew = inside.abs_diff(part.len() - inside);
            if best.as_ref().is_none_or(|&(least, least_skew, _)| (size, skew) < (least, least_skew)) {
                best = Some((size, skew, left));
            }
        }
    }
    let left = best.map_or_else(|| vec![true; part.len()], |(_, _, left)| left);
    cover(part, &left)
}

/// The first quarter of the nodes along a line, and the last.
fn poles(part: &Part, [east, north]: [i64; 2]) -> Vec<Pole> {
    let along = |node: u32| {
        let [x, y] = part.places[node as usize];
        i64::from(x) * east + i64::from(y) * north
    };
    let mut nodes: Vec<(i64, u32)> = (0..part.len() as u32).map(|node| (along(node), node)).collect();
    let share = ((part.len() as f64 * POLE_SHARE) as usize).max(1);
    let last = part.len() - share;
    nodes.select_nth_unstable(share);
    nodes[share..].select_nth_unstable(last - share);
    let mut poles = vec![Pole::Between; part.len()];
    for &(_, node) in &nodes[..share] {
        poles[node as usize] = Pole::Source;
    }
    for &(_, node) in &nodes[last..] {
        poles[node as usize] = Pole::Sink;
    }
    poles
}

/// From the cut edges to the nodes on one side of them: the side that needs fewer.
fn cover(part: &Part, left: &[bool]) -> Vec<Side> {
    let at_cut = |node: &u32| {
        let own = left[*node as usize];
        part.neighbours(*node).iter().any(|&next| left[next as usize] != own)
    };
    let all = 0..part.len() as u32;
    let (of_left, of_right): (Vec<u32>, Vec<u32>) = all.filter(at_cut).partition(|&node| left[node as usize]);
    let mut sides: Vec<Side> =
        left.iter().map(|&inside| if inside { Side::Left } else { Side::Right }).collect();
    let fewer = if of_left.len() <= of_right.len() { of_left } else { of_right };
    for node in fewer {
        sides[node as usize] = Side::Separator;
    }
    sides
}
