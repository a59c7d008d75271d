//! How soon the first of many vehicles is at every junction of the map.

use std::thread;

use crate::class::VehicleClass;
use crate::memory::Known;
use crate::network::NodeId;
use crate::roads::{Roads, Starter};
use crate::search::Link;

/// Fewer junctions are not worth a thread of their own.
const LEAST_SHARE: usize = 50_000;

/// When each junction is reached first.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstArrivals {
    /// The state of the closures that it was found under.
    pub epoch: u64,
    ms: Vec<u32>,
}

impl FirstArrivals {
    const NEVER: u32 = u32::MAX;

    /// Milliseconds until the first vehicle is there; `None` where none comes by road.
    pub fn ms(&self, junction: NodeId) -> Option<u32> {
        self.ms.get(junction.0 as usize).copied().filter(|&ms| ms != Self::NEVER)
    }
}

impl Roads {
    /// How soon the first of the starters, each ready after so many milliseconds, is at every junction. However many
    /// starters there are, it takes the same time. `None` without an order of the nodes.
    pub fn first_arrivals(&self, starters: &[(Starter, u32)]) -> Option<FirstArrivals> {
        let mut ms = vec![FirstArrivals::NEVER; self.network().node_count()];
        for class in VehicleClass::ALL {
            let roads = self.metered(class)?;
            let exits = self.with_memory(|memory| {
                let mut exits = Vec::new();
                for (starter, ready_ms) in starters.iter().filter(|(starter, _)| starter.class == class) {
                    let known = memory.stands.get(self, starter);
                    let at = |exit: &Link| (exit.node, exit.cost.ms().saturating_add(*ready_ms));
                    exits.extend(known.into_iter().flat_map(Known::exits).map(at));
                }
                exits
            });
            if !exits.is_empty() {
                self.take_first(&mut ms, roads.ms_from(exits.into_iter()));
            }
        }
        Some(FirstArrivals { epoch: self.epoch(), ms })
    }

    /// Takes over what is sooner, junction by junction.
    fn take_first(&self, first: &mut [u32], at: impl Fn(u32) -> Option<u32> + Sync) {
        let junctions = first.len();
        let sooner = |node: u32, first: &mut u32| *first = at(node).map_or(*first, |ms| ms.min(*first));
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let share = junctions.div_ceil(threads).max(LEAST_SHARE);
        thread::scope(|scope| {
            for (own, share_of) in (0..).step_by(share).zip(first.chunks_mut(share)) {
                scope.spawn(move || (own..).zip(share_of).for_each(|(node, first)| sooner(node, first)));
            }
        });
        for (junction, node) in self.graph().copies() {
            sooner(node, &mut first[junction as usize]);
        }
    }
}
