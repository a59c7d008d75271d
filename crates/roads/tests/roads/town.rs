//! Invented towns: crooked grids with one-ways, private roads, dead ends, roundabouts, loops, bridges, and islands.

use geo::Point;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use roads::{
    Access, Barrier, BarrierKind, Details, Network, NetworkBuilder, Oneway, Restriction, RoadClass, Surface,
    TurnRule, VehicleClass, VehicleSet, Via, Way,
};

/// Metres in a degree of latitude.
pub(crate) const DEGREE_M: f64 = 111_195.0;

/// Ways and nodes as they would come from a map extract.
pub(crate) struct Town {
    pub(crate) ways: Vec<Way>,
    pub(crate) nodes: Vec<(i64, Point<f64>)>,
    pub(crate) restrictions: Vec<Restriction>,
    pub(crate) barriers: Vec<(i64, Barrier)>,
    origin: Point<f64>,
    extent_m: f64,
}

impl Town {
    /// A town without roads, for tests that draw their own.
    pub(crate) fn empty(origin: Point<f64>) -> Self {
        Self {
            ways: Vec::new(),
            nodes: Vec::new(),
            restrictions: Vec::new(),
            barriers: Vec::new(),
            origin,
            extent_m: 0.0,
        }
    }

    /// The point so many metres east and north of the town's origin.
    pub(crate) fn at(&self, east: f64, north: f64) -> Point<f64> {
        let lat = self.origin.y() + north / DEGREE_M;
        Point::new(self.origin.x() + east / DEGREE_M / self.origin.y().to_radians().cos(), lat)
    }

    /// Adds a node and gives its id.
    pub(crate) fn node(&mut self, east: f64, north: f64) -> i64 {
        let id = 1000 + self.nodes.len() as i64;
        let point = self.at(east, north);
        // Positions lie on the 1e-7 grid, as in OpenStreetMap.
        let on_grid = |degrees: f64| (degrees * 1e7).round() / 1e7;
        self.nodes.push((id, Point::new(on_grid(point.x()), on_grid(point.y()))));
        id
    }

    /// Adds a residential two-way street over these nodes; the caller may change it.
    pub(crate) fn way(&mut self, nodes: &[i64]) -> &mut Way {
        self.ways.push(Way {
            osm_id: 1 + self.ways.len() as i64,
            nodes: nodes.to_vec(),
            class: RoadClass::Residential,
            name: None,
            oneway: Oneway::No,
            access: Access::Open,
            maxspeed_kmh: None,
            details: Details::default(),
        });
        self.ways.last_mut().expect("just pushed")
    }

    pub(crate) fn point_of(&self, node: i64) -> Point<f64> {
        self.nodes[(node - 1000) as usize].1
    }

    pub(crate) fn network(&self) -> Network {
        self.builder().build()
    }

    /// All that a network is made of.
    pub(crate) fn builder(&self) -> NetworkBuilder {
        let mut builder = NetworkBuilder::new();
        for way in &self.ways {
            builder.add_way(way.clone());
        }
        for &(id, point) in &self.nodes {
            builder.add_node(id, point);
        }
        for restriction in &self.restrictions {
            builder.add_restriction(restriction.clone());
        }
        for &(node, barrier) in &self.barriers {
            builder.add_barrier(node, barrier);
        }
        builder
    }

    /// A random town.
    pub(crate) fn random(seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        let origin = *[(112.75, -7.26), (9.52, 47.14), (25.0, 66.5), (0.0, 0.0), (-70.9, -53.2)]
            .choose(rng)
            .expect("not empty");
        let mut town = Self::empty(origin.into());
        let (columns, rows) = (rng.random_range(2..8), rng.random_range(2..8));
        town.grid(rng, columns, rows, 0.0);
        town.extent_m = 300.0 * f64::from(columns.max(rows));
        if rng.random_bool(0.5) {
            // An island: no road leads there.
            let shore = town.extent_m + 500.0;
            let rows = rng.random_range(2..4);
            town.grid(rng, 2, rows, shore);
            town.extent_m = shore + 600.0;
        }
        for _ in 0..rng.random_range(0..16) {
            town.random_restriction(rng);
        }
        for _ in 0..rng.random_range(0..6) {
            town.random_barrier(rng);
        }
        town
    }

    fn grid(&mut self, rng: &mut StdRng, columns: u32, rows: u32, east_m: f64) {
        let mut crossings = vec![vec![0; rows as usize]; columns as usize];
        for (x, column) in crossings.iter_mut().enumerate() {
            for (y, crossing) in column.iter_mut().enumerate() {
                let mut jitter = || rng.random_range(-90.0..90.0);
                *crossing = self.node(east_m + 300.0 * x as f64 + jitter(), 300.0 * y as f64 + jitter());
            }
        }
        for column in &crossings {
            self.streets(rng, column);
        }
        for y in 0..rows as usize {
            let row: Vec<i64> = crossings.iter().map(|column| column[y]).collect();
            self.streets(rng, &row);
        }
        let all: Vec<i64> = crossings.concat();
        for _ in 0..rng.random_range(0..4) {
            self.oddity(rng, &all);
        }
    }

    /// Streets along a line of crossings, with gaps.
    fn streets(&mut self, rng: &mut StdRng, crossings: &[i64]) {
        let mut nodes = vec![crossings[0]];
        for pair in crossings.windows(2) {
            self.bends(rng, &mut nodes, pair[1]);
            if rng.random_bool(0.4) {
                self.random_way(rng, &nodes);
                nodes = vec![pair[1]];
            }
            if rng.random_bool(0.07) {
                nodes = vec![pair[1]];
            }
        }
        if nodes.len() > 1 {
            self.random_way(rng, &nodes);
        }
    }

    /// Goes on to a node over a few bends.
    fn bends(&mut self, rng: &mut StdRng, nodes: &mut Vec<i64>, to: i64) {
        let (a, b) = (self.point_of(nodes[nodes.len() - 1]), self.point_of(to));
        let bends = rng.random_range(0..4);
        for bend in 1..=bends {
            let share = f64::from(bend) / f64::from(bends + 1);
            let on_line = a + (b - a) * share;
            let mut metres =
                |from: f64, origin: f64, scale: f64| (from - origin) * scale + rng.random_range(-25.0..25.0);
            let east = metres(on_line.x(), self.origin.x(), DEGREE_M * self.origin.y().to_radians().cos());
            let north = metres(on_line.y(), self.origin.y(), DEGREE_M);
            nodes.push(self.node(east, north));
            if rng.random_bool(0.03) {
                // Two nodes in one place.
                nodes.push(self.node(east, north));
            }
        }
        nodes.push(to);
    }

    fn oddity(&mut self, rng: &mut StdRng, crossings: &[i64]) {
        let here = *crossings.choose(rng).expect("a grid has crossings");
        let there = *crossings.choose(rng).expect("a grid has crossings");
        let mut nodes = vec![here];
        match rng.random_range(0..5) {
            // A bridge over everything, or a second road between neighbours.
            0 if here != there => {
                self.bends(rng, &mut nodes, there);
                if nodes.len() == 2 {
                    return;
                }
            }
            // A dead end.
            1 => {
                let point = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                self.bends(rng, &mut nodes, point);
            }
            // A loop that hangs on one crossing: out over bends and back to where it began.
            2 => {
                let far = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                let side = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                nodes.extend([far, side, here]);
            }
            // A way that passes one of its own nodes again, as in the figure 9.
            3 => {
                let knot = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                let a = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                let b = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                nodes.extend([knot, a, b, knot]);
            }
            // A way that leaves the extract and comes back: one of its nodes is missing.
            _ => {
                let a = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                let b = self.node(rng.random_range(0.0..900.0), rng.random_range(0.0..900.0));
                nodes.extend([a, -7, b, there]);
            }
        }
        self.random_way(rng, &nodes);
    }

    fn random_way(&mut self, rng: &mut StdRng, nodes: &[i64]) {
        use RoadClass::{Path, Pedestrian, Primary, Residential, Service, Tertiary};
        let way = self.way(nodes);
        way.class = *[
            Primary,
            Primary,
            Tertiary,
            Tertiary,
            Residential,
            Residential,
            Residential,
            Service,
            Path,
            Pedestrian,
        ]
        .choose(rng)
        .expect("some");
        way.name = rng.random_bool(0.7).then(|| format!("Jalan {}", rng.random_range(1..9)));
        way.oneway = *[Oneway::No, Oneway::No, Oneway::No, Oneway::No, Oneway::Forward, Oneway::Backward]
            .choose(rng)
            .expect("some");
        way.access = match rng.random_range(0..40) {
            0 => Access::EmergencyOnly,
            1 => Access::Restricted,
            2 => Access::Closed,
            _ => Access::Open,
        };
        way.maxspeed_kmh = rng.random_bool(0.2).then(|| rng.random_range(5..60));
        if rng.random_bool(0.3) {
            random_details(rng, &mut way.details);
        }
    }

    /// A restriction at some junction or over some way. The ways that pass there are mostly cut first, as who maps one
    /// would do; where they aren't, it may be unclear or say nothing.
    fn random_restriction(&mut self, rng: &mut StdRng) {
        let Some(way) = self.ways.choose(rng) else { return };
        let Some(&node) = way.nodes.choose(rng) else { return };
        if rng.random_bool(0.9) {
            self.cut_ways_at(node);
        }
        let (begin, end, via) = if rng.random_bool(0.6) {
            (node, node, Via::Node(node))
        } else {
            let Some(first) = self.way_at(rng, node) else { return };
            let mut ways = vec![first.osm_id];
            let mut end = other_end(first, node);
            if rng.random_bool(0.3)
                && let Some(next) = self.way_at(rng, end)
            {
                ways.push(next.osm_id);
                end = other_end(next, end);
            }
            (node, end, Via::Ways(ways))
        };
        self.cut_ways_at(end);
        let mut some = |node| -> Vec<i64> {
            let wanted = if rng.random_bool(0.1) { 2 } else { 1 };
            (0..wanted).filter_map(|_| self.way_at(rng, node)).map(|way| way.osm_id).collect()
        };
        let (from, to) = (some(begin), some(end));
        let rule = if rng.random_bool(0.6) { TurnRule::No } else { TurnRule::Only };
        let binds = match rng.random_range(0..4) {
            0 => VehicleSet::of([*VehicleClass::ALL.choose(rng).expect("some")]),
            1 => VehicleSet::ALL.without(VehicleSet::of([*VehicleClass::ALL.choose(rng).expect("some")])),
            _ => VehicleSet::ALL,
        };
        self.restrictions.push(Restriction { rule, from, via, to, binds });
    }

    /// A random way that begins or ends at a node.
    fn way_at(&self, rng: &mut StdRng, node: i64) -> Option<&Way> {
        let ends = |way: &&Way| way.nodes.first() == Some(&node) || way.nodes.last() == Some(&node);
        let ways: Vec<&Way> = self.ways.iter().filter(ends).collect();
        ways.choose(rng).copied()
    }

    /// Makes two ways of each that passes a node.
    fn cut_ways_at(&mut self, node: i64) {
        for index in 0..self.ways.len() {
            let way = &mut self.ways[index];
            let inside = 1..way.nodes.len().saturating_sub(1);
            if let Some(at) = inside.into_iter().find(|&at| way.nodes[at] == node) {
                let rest = Way { nodes: way.nodes[at..].to_vec(), ..way.clone() };
                way.nodes.truncate(at + 1);
                let osm_id = 1 + self.ways.len() as i64;
                self.ways.push(Way { osm_id, ..rest });
            }
        }
    }

    fn random_barrier(&mut self, rng: &mut StdRng) {
        let Some(&node) = self.ways.choose(rng).and_then(|way| way.nodes.choose(rng)) else { return };
        let kinds = [BarrierKind::Gate, BarrierKind::LiftGate, BarrierKind::Bollard, BarrierKind::Block];
        let accesses = [Access::Open, Access::EmergencyOnly, Access::Restricted, Access::Closed];
        let access = rng.random_bool(0.4).then(|| *accesses.choose(rng).expect("some"));
        let mut barrier = Barrier { access, ..Barrier::of(*kinds.choose(rng).expect("some")) };
        barrier.shut_at_night = rng.random_bool(0.2);
        if rng.random_bool(0.2) {
            let class = *VehicleClass::ALL.choose(rng).expect("some");
            barrier.by_class.set(class, *accesses.choose(rng).expect("some"));
        }
        self.barriers.push((node, barrier));
    }

    /// A random point in or around the town; sometimes exactly on a node, seldom far out.
    pub(crate) fn random_point(&self, rng: &mut StdRng) -> Point<f64> {
        match rng.random_range(0..60) {
            0 => self.at(-9_000.0, rng.random_range(-500.0..500.0)),
            1..10 => self.nodes.choose(rng).expect("towns have nodes").1,
            _ => {
                let mut metres = || rng.random_range(-200.0..self.extent_m + 100.0);
                self.at(metres(), metres())
            }
        }
    }

    /// A point beside the middle of a random piece of road, nearer to it than to any node.
    pub(crate) fn random_roadside(&self, rng: &mut StdRng) -> Option<Point<f64>> {
        let way = self.ways.choose(rng)?;
        // Two nodes in one place may be the ends of two roads, of which either is the nearest.
        let is_piece =
            |pair: &&[i64]| !pair.contains(&-7) && self.point_of(pair[0]) != self.point_of(pair[1]);
        let known: Vec<&[i64]> = way.nodes.windows(2).filter(is_piece).collect();
        let pair = known.choose(rng)?;
        let (a, b) = (self.point_of(pair[0]), self.point_of(pair[1]));
        Some(a + (b - a) * rng.random_range(0.3..0.7))
    }
}

fn other_end(way: &Way, node: i64) -> i64 {
    let (first, last) = (way.nodes[0], way.nodes[way.nodes.len() - 1]);
    if first == node { last } else { first }
}

/// One of the things that the map may tell of a way.
fn random_details(rng: &mut StdRng, details: &mut Details) {
    let class = *VehicleClass::ALL.choose(rng).expect("some");
    match rng.random_range(0..7) {
        0 => details
            .oneway
            .set(class, *[Oneway::No, Oneway::Forward, Oneway::Backward].choose(rng).expect("some")),
        1 => details.access.set(class, *[Access::Open, Access::Restricted].choose(rng).expect("some")),
        2 => details.single_lane = true,
        3 => details.limits.width_cm = Some(rng.random_range(80..300)),
        4 => details.limits.height_cm = Some(rng.random_range(170..400)),
        5 => details.limits.weight_kg = Some(rng.random_range(200..20_000)),
        _ => {
            let surfaces = [Surface::Uneven, Surface::Rough, Surface::Bad, Surface::Impassable];
            details.surface = *surfaces.choose(rng).expect("some");
        }
    }
}
