//! The road network of an extract.

use std::ops::ControlFlow;

use roads::{LeftOut, Network, NetworkBuilder};

use crate::osm::Extract;
use crate::steps::{Cancelled, Steps};

/// The share of the work that is gathering; the rest is joining.
const GATHERING: f64 = 0.3;

/// All roads with their barriers and turn restrictions, and why some restrictions are not among them.
pub(super) fn network(extract: &Extract, mut steps: Steps<'_>) -> Result<(Network, Vec<LeftOut>), Cancelled> {
    let mut builder = NetworkBuilder::new();
    let mut nodes = Vec::new();
    steps.part(0.0, 0.5 * GATHERING).over(extract.ways.iter(), |way| {
        if !way.tags.has("highway") && !way.tags.is("route", &["ferry"]) {
            return;
        }
        if let Some(road) = roads::osm::way_from_tags(way.id, way.nodes.clone(), way.tags.iter()) {
            nodes.extend_from_slice(&way.nodes);
            builder.add_way(road);
        }
    })?;
    nodes.sort_unstable();
    nodes.dedup();
    let there: Vec<_> = extract.nodes.of(&nodes).collect();
    drop(nodes);
    let mut gathering = steps.part(0.5 * GATHERING, GATHERING);
    gathering.over(there.into_iter(), |(id, coord)| builder.add_node(id, coord.into()))?;
    for &(node, barrier) in &extract.barriers {
        builder.add_barrier(node, barrier);
    }
    let mut left_out = Vec::new();
    for restrictions in &extract.restrictions {
        match restrictions {
            Ok(restrictions) => restrictions.iter().cloned().for_each(|it| builder.add_restriction(it)),
            Err(trouble) => left_out.push(*trouble),
        }
    }
    let mut joining = steps.part(GATHERING, 1.0);
    let (network, unclear) = builder.build_watched(|share| match joining.at(share) {
        Ok(()) => ControlFlow::Continue(()),
        Err(cancelled) => ControlFlow::Break(cancelled),
    })?;
    left_out.extend(unclear);
    Ok((network, left_out))
}
