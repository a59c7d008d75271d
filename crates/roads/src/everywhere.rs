//! How soon the first of many vehicles is at every junction of the map.

use crate::class::VehicleClass;
use crate::network::NodeId;
use crate::roads::{Roads, Starter};
use crate::search::Cost;

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
            let of_class = starters.iter().filter(|(starter, _)| starter.class == class);
            let exits = of_class.filter_map(|(starter, ready_ms)| {
                let stand = self.stand(starter.point, class)?;
                Some(
                    self.exits(&stand)
                        .into_iter()
                        .map(|exit| (exit.node, exit.cost.plus(Cost::new(*ready_ms, 0)))),
                )
            });
            let exits: Vec<(u32, Cost)> = exits.flatten().collect();
            let roads = self.metered(class)?;
            if exits.is_empty() {
                continue;
            }
            let cost_at = roads.costs_from(exits.into_iter());
            for (junction, first) in (0..).zip(&mut ms) {
                let at_any = self.graph().nodes_at(junction).filter_map(&cost_at).min();
                *first = at_any.map_or(*first, |cost| cost.ms().min(*first));
            }
        }
        Some(FirstArrivals { epoch: self.epoch(), ms })
    }
}
