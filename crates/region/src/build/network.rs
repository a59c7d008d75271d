//! The road network of an extract.

use roads::{LeftOut, Network, NetworkBuilder};

use crate::osm::Extract;

/// All roads with their barriers and turn restrictions, and why some restrictions are not among them.
pub(super) fn network(extract: &Extract) -> (Network, Vec<LeftOut>) {
    let mut builder = NetworkBuilder::new();
    for way in extract.ways.iter().filter(|way| way.tags.has("highway") || way.tags.is("route", &["ferry"])) {
        if let Some(road) = roads::osm::way_from_tags(way.id, way.nodes.clone(), way.tags.iter()) {
            for &id in &way.nodes {
                if let Some(coord) = extract.nodes.get(id) {
                    builder.add_node(id, coord.into());
                }
            }
            builder.add_way(road);
        }
    }
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
    let (network, unclear) = builder.build_and_tell();
    left_out.extend(unclear);
    (network, left_out)
}
