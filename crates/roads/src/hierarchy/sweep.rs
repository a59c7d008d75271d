//! From many vehicles to the whole map: how soon the first of them reaches every node.

use super::metric::{ENDLESS, Metric};
use super::topology::Topology;

/// For each node of the hierarchy the least cost from any of the given nodes (of the graph, each with the cost to it).
///
/// First every cost climbs, then it descends: PHAST (D. Delling, A. Goldberg, A. Nowatzyk and R. Werneck, 2011) from many
/// sources at once.
pub(super) fn costs_from(
    topology: &Topology,
    metric: &Metric,
    given: impl Iterator<Item = (u32, u64)>,
) -> Vec<u64> {
    let mut costs = vec![ENDLESS; topology.node_count()];
    for (node, cost) in given {
        let own = &mut costs[topology.rank[node as usize] as usize];
        *own = cost.min(*own);
    }
    for node in 0..topology.node_count() {
        let cost = costs[node];
        if cost < ENDLESS {
            let arcs = topology.arcs(node as u32);
            for (&head, &up) in topology.heads[arcs.clone()].iter().zip(&metric.up[arcs]) {
                costs[head as usize] = costs[head as usize].min(cost + up);
            }
        }
    }
    for node in (0..topology.node_count()).rev() {
        let arcs = topology.arcs(node as u32);
        let mut least = costs[node];
        for (&head, &down) in topology.heads[arcs.clone()].iter().zip(&metric.down[arcs]) {
            least = least.min(costs[head as usize] + down);
        }
        costs[node] = least.min(ENDLESS);
    }
    costs
}
