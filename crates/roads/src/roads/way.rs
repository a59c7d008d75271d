//! The way from one point to another.

use geo::Point;

use super::Roads;
use crate::class::VehicleClass;
use crate::hierarchy::Metered;
use crate::route::{RoadWay, assemble};
use crate::search::{Cost, Link, Target, Trace};
use crate::stand::Stand;

impl Roads {
    /// The soonest way from one point to another, with its line and its streets; `None` where no road leads there or
    /// one of the points is off the road. Its time is the one that [`Self::soonest`] gives.
    pub fn way(&self, from: Point<f64>, to: Point<f64>, class: VehicleClass) -> Option<RoadWay> {
        let (start, place) = (self.stand(from, class)?, self.stand(to, class)?);
        let (cost, trace) = match self.metered(class) {
            Some(roads) => self.way_over(roads, &start, &place, class)?,
            None => self.way_by_search(&start, &place, class)?,
        };
        Some(assemble(&self.network, &self.graph, (&start.snap, &place.snap), &trace, cost, self.epoch))
    }

    /// Whether anybody might come from one point to another in so many milliseconds, told by the straight line and the
    /// roads that it crosses alone. `false` is certain, whatever is closed; `true` is not.
    pub fn may_come_within(
        &self,
        travel_ms: u32,
        from: Point<f64>,
        to: Point<f64>,
        class: VehicleClass,
    ) -> bool {
        let rings = self.bound(class).around(to);
        rings.squared(from) <= rings.squared_within(Some(Cost::new(travel_ms, 0)))
    }

    fn way_by_search(&self, start: &Stand, place: &Stand, class: VehicleClass) -> Option<(Cost, Trace)> {
        let mut query = self.query();
        let layer = self.add_layer(&mut query, class, place);
        query.targets.push(Target {
            exits: start.exits(&self.network, &self.graph, layer).into_iter().flatten().collect(),
            direct: start.direct_to(place),
        });
        query.wanted = 1;
        self.with_memory(|memory| {
            let &(target, cost) = query.run(&mut memory.plain).first()?;
            Some((cost, query.trace(&mut memory.plain, target)))
        })
    }

    fn way_over(
        &self,
        roads: Metered<'_>,
        start: &Stand,
        place: &Stand,
        class: VehicleClass,
    ) -> Option<(Cost, Trace)> {
        let exits: Vec<Link> = self.exits(start).into_iter().flatten().collect();
        let entries = self.entries(place, class);
        let nodes = |links: &[Link]| links.iter().map(|link| (link.node, link.cost)).collect::<Vec<_>>();
        let cost_of = |slot| self.cost(class, slot);
        let over = self
            .with_memory(|memory| roads.way(&mut memory.tracer, &nodes(&exits), &nodes(&entries), cost_of));
        let over = over.map(|way| {
            let (exit, entry) = (exits[way.exit].end, entries[way.entry].end);
            (way.cost, Trace::OverNodes { exit, slots: way.slots, entry })
        });
        let direct = start.direct_to(place).map(|cost| (cost, Trace::Direct));
        direct.into_iter().chain(over).min_by_key(|&(cost, _)| cost)
    }
}
