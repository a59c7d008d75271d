//! The road network of an extract.

use std::ops::ControlFlow;

use roads::{LeftOut, Network, NetworkBuilder};

use super::{Cancelled, Steps};
use crate::osm::Extract;

/// The share of the work that is gathering; the rest is joining.
const GATHERING: f64 = 0.3;
/// So many ways take a millisecond or two to gather.
const GLANCE_EVERY: usize = 4096;

/// All roads with their barriers and turn restrictions, and why some restrictions are not among them. Its steps are the
/// first of their stage, up to the share `until`.
pub(super) fn network(
    extract: &Extract,
    steps: &mut Steps<'_>,
    until: f64,
) -> Result<(Network, Vec<LeftOut>), Cancelled> {
    let mut builder = NetworkBuilder::new();
    let mut nodes = Vec::new();
    let ways = extract.ways.iter().enumerate();
    for (at, way) in ways.filter(|(_, way)| way.tags.has("highway") || way.tags.is("route", &["ferry"])) {
        if at.is_multiple_of(GLANCE_EVERY) {
            steps.fraction(until * GATHERING * at as f64 / extract.ways.len() as f64)?;
        }
        if let Some(road) = roads::osm::way_from_tags(way.id, way.nodes.clone(), way.tags.iter()) {
            nodes.extend_from_slice(&way.nodes);
            builder.add_way(road);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
    for (id, coord) in extract.nodes.of(&nodes) {
        builder.add_node(id, coord.into());
    }
    drop(nodes);
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
    let (network, unclear) = builder.build_watched(|share| {
        match steps.fraction(until * (GATHERING + (1.0 - GATHERING) * share)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(cancelled) => ControlFlow::Break(cancelled),
        }
    })?;
    left_out.extend(unclear);
    Ok((network, left_out))
}
