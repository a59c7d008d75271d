//! What is odd about a network: pieces that hang together with nothing else, and roads that one can enter but not leave.

use geo::Point;

use crate::arc::{ArcId, SegmentId};
use crate::class::{RoadClass, VehicleClass};
use crate::network::Network;
use crate::profile::{Period, Profile, Profiles};

/// The roads of one class of vehicle, divided into parts between which no road leads, whatever its direction.
///
/// Closures, barriers and turn restrictions don't divide: this is about what is mapped, not about what is open.
#[derive(Clone, Debug)]
pub(crate) struct Components {
    /// By segment; [`Components::NONE`] where the class does not drive.
    of_segment: Vec<u32>,
    length_cm: Vec<u64>,
}

impl Components {
    const NONE: u32 = u32::MAX;

    pub(crate) fn new(network: &Network, profile: &Profile) -> Self {
        let is_used = |segment: SegmentId| profile.speed(network.way_record(segment), Period::Day).is_some();
        let mut groups = Groups::new(network.node_count());
        for segment in segments(network).filter(|&segment| is_used(segment)) {
            let record = network.record(segment);
            groups.join(record.from, record.to);
        }
        let mut number = vec![Self::NONE; network.node_count()];
        let mut length_cm: Vec<u64> = Vec::new();
        let of_segment = segments(network).map(|segment| {
            if !is_used(segment) {
                return Self::NONE;
            }
            let record = network.record(segment);
            let number = &mut number[groups.head(record.from) as usize];
            if *number == Self::NONE {
                *number = length_cm.len() as u32;
                length_cm.push(0);
            }
            length_cm[*number as usize] += u64::from(record.length_cm);
            *number
        });
        Self { of_segment: of_segment.collect(), length_cm }
    }

    /// Whether the class drives on a segment.
    fn has(&self, segment: SegmentId) -> bool {
        self.of_segment[segment.0 as usize] != Self::NONE
    }

    /// What each segment is to a vehicle that looks for a road, when less road than this makes a fragment.
    pub(crate) fn footing(&self, fragment_cm: u64) -> Vec<Footing> {
        let footing = |&component: &u32| match self.length_cm.get(component as usize) {
            None => Footing::None,
            Some(&length_cm) if length_cm < fragment_cm => Footing::Fragment,
            Some(_) => Footing::Road,
        };
        self.of_segment.iter().map(footing).collect()
    }
}

/// What a segment is to a vehicle that looks for a road to stand on, while it is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Footing {
    /// It may not drive there.
    None,
    /// Part of a small piece that hangs together with no other road.
    Fragment,
    /// A proper road.
    Road,
}

fn segments(network: &Network) -> impl Iterator<Item = SegmentId> + use<> {
    (0..network.segment_count() as u32).map(SegmentId)
}

/// Disjoint sets (Galler and Fischer 1964), with path halving.
struct Groups(Vec<u32>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    fn head(&mut self, mut item: u32) -> u32 {
        while self.0[item as usize] != item {
            let above = self.0[self.0[item as usize] as usize];
            self.0[item as usize] = above;
            item = above;
        }
        item
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.head(a), self.head(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// A part of the roads that hangs together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoadPart {
    /// Length of its roads in kilometres.
    pub km: f64,
    /// Number of its segments.
    pub segments: usize,
    /// A place on it: the beginning of its first segment, longitude and latitude.
    pub point: Point<f64>,
}

/// What is odd about the roads of one class of vehicle, with nothing closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The parts between which no road leads, the longest first. A network without a flaw has one.
    pub parts: Vec<RoadPart>,
    /// Roads that can be entered and not left, or not so that one comes back to where most roads are: dead ends of
    /// one-ways. What hangs together is one.
    pub traps: Vec<RoadPart>,
    /// Roads that can be left and not entered from where most roads are.
    pub unreachable: Vec<RoadPart>,
    /// Road classes on which the class of vehicle does not drive, with their kilometres.
    pub unused_km: Vec<(RoadClass, f64)>,
}

impl Network {
    /// Looks for what is odd about the roads as one class of vehicle drives them by its profile.
    pub fn diagnose(&self, profiles: &Profiles, class: VehicleClass) -> Diagnosis {
        let profile = profiles.of(class);
        let components = Components::new(self, profile);
        let mut parts: Vec<Vec<SegmentId>> = vec![Vec::new(); components.length_cm.len()];
        for (segment, &component) in segments(self).zip(&components.of_segment) {
            if let Some(part) = parts.get_mut(component as usize) {
                part.push(segment);
            }
        }
        let flow = Flow::new(self, profile, &components);
        let pieces = |is_odd: &dyn Fn(SegmentId) -> bool| {
            let pieces = flow.pieces(self, segments(self).filter(|&segment| is_odd(segment)));
            longest_first(pieces.iter().map(|piece| self.road_part(piece)).collect())
        };
        Diagnosis {
            parts: longest_first(parts.iter().map(|part| self.road_part(part)).collect()),
            traps: pieces(&|segment| flow.is_used(segment) && !flow.can_be_left(self, segment)),
            unreachable: pieces(&|segment| flow.is_used(segment) && !flow.can_be_entered(self, segment)),
            unused_km: self.unused_km(&components),
        }
    }

    fn road_part(&self, part: &[SegmentId]) -> RoadPart {
        let cm: u64 = part.iter().map(|&segment| u64::from(self.record(segment).length_cm)).sum();
        let point = part.first().map_or(Point::new(0.0, 0.0), |&segment| self.shape(segment)[0].point());
        RoadPart { km: cm as f64 / 100_000.0, segments: part.len(), point }
    }

    fn unused_km(&self, components: &Components) -> Vec<(RoadClass, f64)> {
        let mut km = std::collections::BTreeMap::<RoadClass, f64>::new();
        for (segment, &component) in segments(self).zip(&components.of_segment) {
            if component == Components::NONE {
                *km.entry(self.way_record(segment).class).or_default() +=
                    f64::from(self.record(segment).length_cm) / 100_000.0;
            }
        }
        km.into_iter().collect()
    }
}

fn longest_first(mut parts: Vec<RoadPart>) -> Vec<RoadPart> {
    parts.sort_by(|a, b| b.km.total_cmp(&a.km));
    parts
}

/// Where one can drive to and from: in each part of the roads there is a main body, within which every junction leads to
/// every other.
struct Flow {
    /// The arcs that the class may drive, as a set.
    drivable: Vec<bool>,
    is_main: Vec<bool>,
    /// The junctions that can be reached from a main body, and those that lead to one.
    from_main: Vec<bool>,
    to_main: Vec<bool>,
}

impl Flow {
    fn new(network: &Network, profile: &Profile, components: &Components) -> Self {
        let may = |arc: ArcId| {
            let way = network.way_record(arc.segment());
            profile.speed(way, Period::Day).is_some() && profile.admits(way, arc.direction())
        };
        let drivable: Vec<bool> = segments(network).flat_map(ArcId::both).map(may).collect();
        let arcs = || segments(network).flat_map(ArcId::both).zip(&drivable).filter(|(_, may)| **may);
        let count = network.node_count();
        let out = Links::new(count, arcs().map(|(arc, _)| (network.tail(arc), network.head(arc))));
        let back = Links::new(count, arcs().map(|(arc, _)| (network.head(arc), network.tail(arc))));

        let group = strongly_connected(&out, &back);
        let mut length_cm = vec![0_u64; count];
        for segment in segments(network).filter(|&segment| components.has(segment)) {
            let record = network.record(segment);
            if group[record.from as usize] == group[record.to as usize] {
                length_cm[group[record.from as usize] as usize] += u64::from(record.length_cm);
            }
        }
        let mut main_of = vec![None::<u32>; components.length_cm.len()];
        for segment in segments(network).filter(|&segment| components.has(segment)) {
            let main = &mut main_of[components.of_segment[segment.0 as usize] as usize];
            for node in [network.record(segment).from, network.record(segment).to] {
                let own = group[node as usize];
                if main.is_none_or(|main| length_cm[own as usize] > length_cm[main as usize]) {
                    *main = Some(own);
                }
            }
        }
        let mut mains = vec![false; count];
        for main in main_of.into_iter().flatten() {
            mains[main as usize] = true;
        }
        let is_main: Vec<bool> = group.iter().map(|&group| mains[group as usize]).collect();
        let (from_main, to_main) = (out.reached(&is_main), back.reached(&is_main));
        Self { drivable, is_main, from_main, to_main }
    }

    fn arcs(&self, segment: SegmentId) -> impl Iterator<Item = ArcId> {
        let first = segment.0 as usize * 2;
        ArcId::both(segment)
            .into_iter()
            .zip(&self.drivable[first..first + 2])
            .filter(|(_, may)| **may)
            .map(|(arc, _)| arc)
    }

    fn is_used(&self, segment: SegmentId) -> bool {
        self.arcs(segment).next().is_some()
    }

    fn can_be_left(&self, network: &Network, segment: SegmentId) -> bool {
        self.arcs(segment).any(|arc| self.to_main[network.head(arc) as usize])
    }

    fn can_be_entered(&self, network: &Network, segment: SegmentId) -> bool {
        self.arcs(segment).any(|arc| self.from_main[network.tail(arc) as usize])
    }

    /// Groups odd segments that meet outside of the main bodies.
    fn pieces(&self, network: &Network, odd: impl Iterator<Item = SegmentId>) -> Vec<Vec<SegmentId>> {
        let odd: Vec<SegmentId> = odd.collect();
        let mut groups = Groups::new(network.node_count());
        let outside = |node: &u32| !self.is_main[*node as usize];
        for &segment in &odd {
            let record = network.record(segment);
            if outside(&record.from) && outside(&record.to) {
                groups.join(record.from, record.to);
            }
        }
        let mut pieces: Vec<(u32, SegmentId)> = Vec::new();
        for &segment in &odd {
            let record = network.record(segment);
            let own = [record.from, record.to].into_iter().find(outside).unwrap_or(record.from);
            pieces.push((groups.head(own), segment));
        }
        pieces.sort_unstable();
        pieces.chunk_by(|a, b| a.0 == b.0).map(|piece| piece.iter().map(|&(_, id)| id).collect()).collect()
    }
}

/// For each junction the junctions that it leads to.
struct Links {
    first: Vec<u32>,
    to: Vec<u32>,
}

impl Links {
    fn new(count: usize, links: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut links: Vec<(u32, u32)> = links.collect();
        links.sort_unstable();
        let mut first = vec![0; count + 1];
        for &(from, _) in &links {
            first[from as usize + 1] += 1;
        }
        for node in 0..count {
            first[node + 1] += first[node];
        }
        Self { first, to: links.into_iter().map(|(_, to)| to).collect() }
    }

    fn of(&self, node: u32) -> &[u32] {
        &self.to[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    /// Everything that is reached from these junctions, themselves included.
    fn reached(&self, from: &[bool]) -> Vec<bool> {
        let mut reached = from.to_vec();
        let mut open: Vec<u32> = (0..from.len() as u32).filter(|&node| from[node as usize]).collect();
        while let Some(node) = open.pop() {
            for &next in self.of(node) {
                if !std::mem::replace(&mut reached[next as usize], true) {
                    open.push(next);
                }
            }
        }
        reached
    }
}

/// The group of each junction: in one group are those that lead to each other. Kosaraju's algorithm (Sharir 1981).
fn strongly_connected(out: &Links, back: &Links) -> Vec<u32> {
    let count = out.first.len() - 1;
    let mut seen = vec![false; count];
    let mut finished = Vec::with_capacity(count);
    for start in 0..count as u32 {
        let mut path = Vec::new();
        if !std::mem::replace(&mut seen[start as usize], true) {
            path.push((start, 0));
        }
        while let Some((node, next)) = path.last_mut() {
            if let Some(&to) = out.of(*node).get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[to as usize], true) {
                    path.push((to, 0));
                }
            } else {
                finished.push(*node);
                path.pop();
            }
        }
    }
    let mut group = vec![u32::MAX; count];
    for start in finished.into_iter().rev() {
        let mut open = Vec::new();
        if group[start as usize] == u32::MAX {
            group[start as usize] = start;
            open.push(start);
        }
        while let Some(node) = open.pop() {
            for &to in back.of(node) {
                if group[to as usize] == u32::MAX {
                    group[to as usize] = start;
                    open.push(to);
                }
            }
        }
    }
    group
}
