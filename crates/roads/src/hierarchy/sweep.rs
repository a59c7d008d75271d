//! From many vehicles to the whole map: how soon the first of them reaches every node.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::thread;

use super::metric::{ENDLESS, Metric};
use super::topology::{Parts, Topology};

/// No way, in milliseconds; little enough that two of it can be added.
const NEVER: u32 = (ENDLESS >> 32) as u32;
/// With fewer nodes for each, another thread takes longer to begin than it saves.
const WORTH_A_THREAD: usize = 20_000;

/// By rank the least milliseconds from any of the given nodes (of the graph, each with the milliseconds to it).
///
/// First every time climbs, then it descends: PHAST (D. Delling, A. Goldberg, A. Nowatzyk and R. Werneck, 2011) from many
/// sources at once. Below the top the parts of the map know nothing of one another, so all processors work on them.
pub(super) fn ms_from(
    topology: &Topology,
    metric: &Metric,
    given: impl Iterator<Item = (u32, u32)>,
) -> Vec<AtomicU32> {
    let times: Vec<AtomicU32> =
        std::iter::repeat_with(|| AtomicU32::new(NEVER)).take(topology.node_count()).collect();
    for (node, ms) in given {
        times[topology.rank[node as usize] as usize].fetch_min(ms, Relaxed);
    }
    let climb = |node: u32| {
        let ms = times[node as usize].load(Relaxed);
        if ms < NEVER {
            let arcs = topology.arcs(node);
            for (&head, &up) in topology.heads[arcs.clone()].iter().zip(&metric.up[arcs]) {
                // Several parts may reach the same node of the top at once.
                let (above, there) = (&times[head as usize], ms + in_ms(up));
                if there < above.load(Relaxed) {
                    above.fetch_min(there, Relaxed);
                }
            }
        }
    };
    let descend = |node: u32| {
        let arcs = topology.arcs(node);
        let mut least = times[node as usize].load(Relaxed);
        for (&head, &down) in topology.heads[arcs.clone()].iter().zip(&metric.down[arcs]) {
            least = least.min(times[head as usize].load(Relaxed) + in_ms(down));
        }
        times[node as usize].store(least.min(NEVER), Relaxed);
    };
    let Parts { top, ranges } = &topology.parts;
    side_by_side(times.len(), ranges, |part| part.clone().for_each(climb));
    top.iter().copied().for_each(climb);
    top.iter().rev().copied().for_each(descend);
    side_by_side(times.len(), ranges, |part| part.clone().rev().for_each(descend));
    times
}

/// The milliseconds of a packed cost.
fn in_ms(cost: u64) -> u32 {
    (cost >> 32) as u32
}

/// What came of a sweep, in milliseconds.
pub(super) fn told(times: &[AtomicU32], rank: u32) -> Option<u32> {
    Some(times[rank as usize].load(Relaxed)).filter(|&ms| ms < NEVER)
}

/// Does the work for each of the parts, on as many processors as so many nodes are worth.
fn side_by_side(nodes: usize, parts: &[Range<u32>], work: impl Fn(&Range<u32>) + Sync) {
    let next = AtomicUsize::new(0);
    let work_on = || {
        while let Some(part) = parts.get(next.fetch_add(1, Relaxed)) {
            work(part);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(nodes / WORTH_A_THREAD);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work_on);
        }
        work_on();
    });
}
