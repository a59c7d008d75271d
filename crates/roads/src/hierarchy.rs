//! A customizable contraction hierarchy: the soonest ways on large networks, and right again at once after a closure.
//!
//! Three layers, each from the one before (Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, 2014;
//! the survey by Bläsius and others, arXiv 2502.10519, 2025):
//!
//! 1. The [`Order`] of the nodes is a property of the roads' shape. It takes long, is found once when a region is built,
//!    and kept in the region file.
//! 2. The arcs of the [`Hierarchy`] follow from the order, once at each start.
//! 3. What each arc costs one class of vehicle follows from the roads' times, and is kept up with closures.

use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::class::VehicleClass;
use crate::graph::Graph;
use crate::network::Network;
use crate::search::Cost;

mod flow;
mod metric;
mod order;
mod part;
mod query;
mod sweep;
#[cfg(test)]
mod tests;
mod topology;
mod trace;

use metric::{ENDLESS, Metric};
use order::Work;
use part::Part;
pub(crate) use query::ToPlace;
use topology::Topology;
pub(crate) use trace::Tracer;

/// When more than one in so many arcs changes, all costs are made anew, which is then sooner done.
const WORTH_ALL: usize = 50;

/// How often a watcher is told how far the work is.
const GLANCE: Duration = Duration::from_millis(100);

/// In which order a [`Hierarchy`] takes the nodes of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    nodes: Vec<u32>,
}

/// The graph of a network, and the same as undirected edges.
fn whole(network: &Network) -> (Graph, Part) {
    let graph = Graph::new(network);
    let places = (0..graph.node_count() as u32).map(|node| graph.position(network, node));
    let places = places.map(|at| [at.lon_e7, at.lat_e7]).collect();
    let whole = Part::from_edges(places, graph.ends());
    (graph, whole)
}

/// The order was made for another network, or damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the order of the nodes does not fit the network")]
pub struct UnfitOrder;

impl Order {
    /// Finds a good order: three seconds of processor time for a million junctions, on as many cores as there are.
    pub fn new(network: &Network) -> Self {
        let (graph, whole) = whole(network);
        let order = order::nested_dissection(&whole, &Work::default());
        Self { nodes: topology::in_postorder(&graph, &order) }
    }

    /// The same while somebody watches, who is told several times a second what share is done (0 to 1). `None` if the
    /// watcher breaks off.
    pub fn watched(network: &Network, mut watch: impl FnMut(f64) -> ControlFlow<()>) -> Option<Self> {
        let (graph, whole) = whole(network);
        let (work, watcher) = (Work::default(), thread::current());
        let order = thread::scope(|scope| {
            let working = scope.spawn(|| {
                let order = order::nested_dissection(&whole, &work);
                watcher.unpark();
                order
            });
            while !working.is_finished() {
                thread::park_timeout(GLANCE);
                if watch(work.placed() as f64 / graph.node_count().max(1) as f64).is_break() {
                    work.stop();
                }
            }
            working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        (!work.is_stopped()).then(|| Self { nodes: topology::in_postorder(&graph, &order) })
    }

    fn fits(&self, graph: &Graph) -> bool {
        let mut seen = vec![false; graph.node_count()];
        let each_once =
            |&node: &u32| seen.get_mut(node as usize).is_some_and(|seen| !std::mem::replace(seen, true));
        self.nodes.len() == graph.node_count() && self.nodes.iter().all(each_once)
    }
}

/// The hierarchy over one network, with the costs of each class of vehicle that was asked for.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    topology: Topology,
    metrics: [OnceLock<Metric>; VehicleClass::ALL.len()],
}

/// A way found, in terms of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HierarchyWay {
    pub(crate) cost: Cost,
    /// Which of the nodes given as exits it begins at, and which of the entries it ends at.
    pub(crate) exit: usize,
    pub(crate) entry: usize,
    /// The slots that it drives, in order.
    pub(crate) slots: Vec<usize>,
}

impl Hierarchy {
    pub(crate) fn new(graph: &Graph, order: &Order) -> Result<Self, UnfitOrder> {
        if !order.fits(graph) {
            return Err(UnfitOrder);
        }
        Ok(Self { topology: Topology::new(graph, &order.nodes), metrics: Default::default() })
    }

    /// Makes the costs of a class ready, if they are not; `cost_of` gives what a slot of the graph costs it.
    pub(crate) fn prepare(
        &self,
        class: VehicleClass,
        cost_of: impl Fn(usize) -> Option<Cost>,
    ) -> Metered<'_> {
        let new = || Metric::new(&self.topology, |slot| metric::packed(cost_of(slot)));
        Metered { topology: &self.topology, metric: self.metrics[class as usize].get_or_init(new) }
    }

    /// Takes in what these slots cost now.
    pub(crate) fn update(
        &mut self,
        class: VehicleClass,
        slots: &[usize],
        cost_of: impl Fn(usize) -> Option<Cost>,
    ) {
        let Some(metric) = self.metrics[class as usize].get_mut() else { return };
        let cost_of = |slot| metric::packed(cost_of(slot));
        if slots.len() > self.topology.arc_count() / WORTH_ALL {
            *metric = Metric::new(&self.topology, cost_of);
        } else {
            metric.update(&self.topology, slots, cost_of);
        }
    }

    /// Forgets the costs of all classes, when speeds have changed everywhere.
    pub(crate) fn forget_costs(&mut self) {
        self.metrics = Default::default();
    }
}

/// The hierarchy as one class of vehicle drives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Metered<'a> {
    topology: &'a Topology,
    metric: &'a Metric,
}

impl Metered<'_> {
    /// Begins a question: who reaches the place that is entered from these nodes at these costs.
    pub(crate) fn ask(self, memory: &mut ToPlace, entries: impl Iterator<Item = (u32, Cost)>) {
        memory.begin(self.topology, self.metric, entries.map(|(node, cost)| (node, cost.packed())));
    }

    /// The cost from a node to the place that was last asked about; `None` where no way leads, and perhaps where it is
    /// more than the limit.
    pub(crate) fn cost_from(self, memory: &mut ToPlace, node: u32, limit: Cost) -> Option<Cost> {
        unpacked(memory.from(self.topology, self.metric, node, limit.packed()))
    }

    /// The soonest way from one of the exits to one of the entries.
    pub(crate) fn way(
        self,
        memory: &mut Tracer,
        exits: &[(u32, Cost)],
        entries: &[(u32, Cost)],
        cost_of: impl Fn(usize) -> Option<Cost>,
    ) -> Option<HierarchyWay> {
        let pack = |links: &[(u32, Cost)]| -> Vec<trace::Given> {
            links.iter().map(|&(node, cost)| (node, cost.packed())).collect()
        };
        let ends = (&*pack(exits), &*pack(entries));
        let found = memory.find(self.topology, self.metric, ends, |slot| metric::packed(cost_of(slot)))?;
        let trace::Found { cost, exit, entry, slots } = found;
        Some(HierarchyWay { cost: unpacked(cost)?, exit, entry, slots })
    }

    /// For each node of the graph the least milliseconds from any of the given ones; `None` where no way leads.
    pub(crate) fn ms_from(
        self,
        given: impl Iterator<Item = (u32, u32)>,
    ) -> impl Fn(u32) -> Option<u32> + Sync {
        let times = sweep::ms_from(self.topology, self.metric, given);
        move |node| sweep::told(&times, self.topology.rank[node as usize])
    }
}

fn unpacked(cost: u64) -> Option<Cost> {
    (cost < ENDLESS).then(|| Cost::from_packed(cost))
}
