//! From when nodes are reached to how much of each segment and each zone is.

use super::FreeVehicle;
use super::grid::Bands;
use super::ground::Ground;
use super::reach::{NOBODY, Start, reach};
use crate::arc::{ArcId, Direction, SegmentId};
use crate::class::VehicleClass;
use crate::roads::Roads;
use crate::weights::{BARRED, Weights};

/// How far one vehicle comes along a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Best {
    pub(super) cm: u32,
    pub(super) vehicle: u32,
}

impl Best {
    const NONE: Self = Self { cm: 0, vehicle: NOBODY };
}

/// The two vehicles that come farthest along a segment from one of its ends, the farther first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BestTwo([Best; 2]);

impl BestTwo {
    const NONE: Self = Self([Best::NONE; 2]);

    fn offer(&mut self, new: Best) {
        let [first, second] = &mut self.0;
        if new.vehicle == first.vehicle {
            first.cm = first.cm.max(new.cm);
        } else if new.cm > first.cm {
            (*first, *second) = (new, *first);
        } else if new.cm > second.cm {
            *second = new;
        }
    }

    pub(super) fn first(&self) -> Best {
        self.0[0]
    }

    /// How far anybody but this vehicle comes.
    pub(super) fn without(&self, vehicle: u32) -> u32 {
        self.0[usize::from(self.0[0].vehicle == vehicle)].cm
    }
}

/// How far a segment is reached from its first node, and from its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) from: BestTwo,
    pub(super) to: BestTwo,
}

/// The stretch around a vehicle that it reaches without passing a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Middle {
    pub(super) segment: u32,
    pub(super) vehicle: u32,
    pub(super) from_cm: u32,
    pub(super) to_cm: u32,
}

/// What free vehicles reach within a time.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The state of the closures that it was found under.
    pub epoch: u64,
    /// By zone, in centimetres of road.
    pub covered_cm: Vec<u64>,
    /// When each point of the grid is reached, in milliseconds; `u32::MAX` beyond the horizon.
    pub(super) point_ms: Vec<u32>,
    pub(super) ends: Vec<Ends>,
    /// By segment.
    pub(super) middles: Vec<Middle>,
}

/// What one vehicle would reach from a place within a time.
#[derive(Clone, Debug)]
pub struct Catchment {
    /// The state of the closures that it was found under.
    pub epoch: u64,
    /// Segment, and how far it is reached from its first node and from its last, by segment.
    pub(super) pieces: Vec<(u32, u32, u32)>,
    pub(super) middle: Option<Middle>,
}

impl Roads {
    /// What these vehicles reach within a time, and when they reach everything up to a horizon, which is no sooner.
    pub fn coverage(
        &self,
        ground: &Ground,
        vehicles: &[FreeVehicle],
        within_ms: u32,
        horizon_ms: u32,
    ) -> Coverage {
        let none = Ends { from: BestTwo::NONE, to: BestTwo::NONE };
        let mut coverage = Coverage {
            epoch: self.epoch(),
            covered_cm: vec![0; ground.zones()],
            point_ms: vec![u32::MAX; ground.grid.points()],
            ends: vec![none; ground.length_cm.len()],
            middles: Vec::new(),
        };
        for class in VehicleClass::ALL {
            let mut reached = Layer { roads: self, ground, weights: self.weights(class), within_ms };
            let stands = reached.stands(vehicles, class);
            if !stands.is_empty() {
                reached.cover(&mut coverage, &stands, horizon_ms.max(within_ms));
            }
        }
        coverage.middles.sort_unstable_by_key(|middle| (middle.segment, middle.vehicle));
        for segment in 0..ground.length_cm.len() as u32 {
            if let Some(zone) = ground.zone_of(segment) {
                coverage.covered_cm[zone] += u64::from(coverage.covered(ground, segment, None, None));
            }
        }
        coverage
    }

    /// What one vehicle would reach from a place within a time; nothing where the place is off the road.
    pub fn catchment(&self, ground: &Ground, from: FreeVehicle, within_ms: u32) -> Catchment {
        let layer = Layer { roads: self, ground, weights: self.weights(from.class), within_ms };
        let stands = layer.stands(&[from], from.class);
        let mut pieces: Vec<(u32, u32, u32)> = Vec::new();
        layer.arcs(&stands, within_ms, 1, |arc, entry| {
            let segment = arc.segment().0;
            let cm = entry.reached_cm(ground.length_cm[segment as usize], within_ms);
            let (from, to) = if arc.direction() == Direction::Forward { (cm, 0) } else { (0, cm) };
            pieces.push((segment, from, to));
        });
        pieces.sort_unstable();
        pieces.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                (kept.1, kept.2) = (kept.1.max(next.1), kept.2.max(next.2));
            }
            same
        });
        let middle = stands.first().map(|stand| layer.middle(stand));
        Catchment { epoch: self.epoch(), pieces, middle }
    }
}

/// A vehicle on its road.
struct Stand {
    vehicle: u32,
    segment: SegmentId,
    offset_cm: u32,
    /// When it is on the road.
    at_ms: u32,
    starts: Vec<Start>,
}

/// When a vehicle begins to drive over an arc, and how long the whole arc takes it.
#[derive(Clone, Copy)]
struct Entry {
    vehicle: u32,
    at_ms: u32,
    drive_ms: u32,
}

impl Entry {
    /// How far along the segment it is when the time is up.
    fn reached_cm(self, length_cm: u32, within_ms: u32) -> u32 {
        reached_cm(length_cm, self.drive_ms, within_ms.checked_sub(self.at_ms))
    }

    /// When it has come so far.
    fn passes_ms(self, length_cm: u32, offset_cm: u32) -> u32 {
        let part = u64::from(self.drive_ms) * u64::from(offset_cm) / u64::from(length_cm.max(1));
        self.at_ms.saturating_add(part as u32)
    }
}

/// How far one comes in the time that is left.
fn reached_cm(length_cm: u32, drive_ms: u32, left_ms: Option<u32>) -> u32 {
    match left_ms {
        None => 0,
        Some(left_ms) if left_ms >= drive_ms => length_cm,
        Some(left_ms) => (u64::from(length_cm) * u64::from(left_ms) / u64::from(drive_ms)) as u32,
    }
}

/// The roads as one class of vehicle drives them.
struct Layer<'a> {
    roads: &'a Roads,
    ground: &'a Ground,
    weights: &'a Weights,
    within_ms: u32,
}

impl Layer<'_> {
    /// The vehicles of the class that are near a road.
    fn stands(&self, vehicles: &[FreeVehicle], class: VehicleClass) -> Vec<Stand> {
        let of_class = (0..).zip(vehicles).filter(|(_, vehicle)| vehicle.class == class);
        let stand = |(vehicle, own): (u32, &FreeVehicle)| {
            let stand = self.roads.stand(own.point, class)?;
            let exits = stand.exits(self.roads.network(), self.roads.graph(), 0);
            let starts = exits.into_iter().flatten().map(|link| Start {
                node: link.node,
                at_ms: own.ready_ms.saturating_add(link.cost.ms()),
                vehicle,
            });
            Some(Stand {
                vehicle,
                segment: stand.snap.segment,
                offset_cm: stand.snap.offset_cm,
                at_ms: own.ready_ms.saturating_add(self.roads.access_ms(&stand.snap)),
                starts: starts.collect(),
            })
        };
        of_class.filter_map(stand).collect()
    }

    /// Tells each arc on which one of the nearest `keep` vehicles of its beginning sets out within the time.
    fn arcs(&self, stands: &[Stand], within_ms: u32, keep: usize, mut tell: impl FnMut(ArcId, Entry)) {
        let starts: Vec<Start> = stands.iter().flat_map(|stand| stand.starts.iter().copied()).collect();
        let reached = reach(&self.ground.outgoing, self.weights, &starts, within_ms, keep);
        for &node in &reached.nodes {
            for &(_, slot) in self.ground.outgoing.of(node) {
                let drive_ms = self.weights.ms(slot as usize);
                if drive_ms != BARRED {
                    let arc = self.roads.graph().arc(slot as usize).arc;
                    // Who waits at a barrier waits at the beginning.
                    let delay_ms = self.weights.delay_ms(slot as usize).min(drive_ms);
                    for (at_ms, vehicle) in reached.at(node) {
                        let at_ms = at_ms.saturating_add(delay_ms);
                        tell(arc, Entry { vehicle, at_ms, drive_ms: drive_ms - delay_ms });
                    }
                }
            }
        }
    }

    fn cover(&mut self, coverage: &mut Coverage, stands: &[Stand], horizon_ms: u32) {
        let (ground, within_ms) = (self.ground, self.within_ms);
        let Coverage { ends, point_ms, middles, .. } = coverage;
        let mut pass = |segment: u32, offset_cm: u32, entry: Entry, forward: bool, rest_cm: u32| {
            for (point, at_cm) in ground.grid.points_of(segment, ground.length_cm[segment as usize]) {
                let gone = if forward { at_cm.checked_sub(offset_cm) } else { offset_cm.checked_sub(at_cm) };
                if let Some(gone_cm) = gone {
                    let soonest = &mut point_ms[point];
                    *soonest = (*soonest).min(entry.passes_ms(rest_cm, gone_cm));
                }
            }
        };
        self.arcs(stands, horizon_ms, 2, |arc, entry| {
            let (segment, forward) = (arc.segment().0, arc.direction() == Direction::Forward);
            let length_cm = ground.length_cm[segment as usize];
            let cm = entry.reached_cm(length_cm, within_ms);
            let own = &mut ends[segment as usize];
            let end = if forward { &mut own.from } else { &mut own.to };
            end.offer(Best { cm, vehicle: entry.vehicle });
            pass(segment, if forward { 0 } else { length_cm }, entry, forward, length_cm);
        });
        for stand in stands {
            let segment = stand.segment.0;
            let length_cm = ground.length_cm[segment as usize];
            for direction in [Direction::Forward, Direction::Backward] {
                let drive_ms = self.drive_ms(stand.segment, direction);
                let entry = Entry { vehicle: stand.vehicle, at_ms: stand.at_ms, drive_ms };
                if drive_ms != BARRED {
                    pass(segment, stand.offset_cm, entry, direction == Direction::Forward, length_cm);
                }
            }
            middles.push(self.middle(stand));
        }
    }

    /// The stretch around a vehicle that it reaches without passing a node.
    fn middle(&self, stand: &Stand) -> Middle {
        let length_cm = self.ground.length_cm[stand.segment.0 as usize];
        let left_ms = self.within_ms.checked_sub(stand.at_ms);
        let comes = |direction| match self.drive_ms(stand.segment, direction) {
            BARRED => 0,
            drive_ms => reached_cm(length_cm, drive_ms, left_ms),
        };
        Middle {
            segment: stand.segment.0,
            vehicle: stand.vehicle,
            from_cm: stand.offset_cm.saturating_sub(comes(Direction::Backward)),
            to_cm: stand.offset_cm.saturating_add(comes(Direction::Forward)).min(length_cm),
        }
    }

    /// How long the whole of a segment takes in one direction.
    fn drive_ms(&self, segment: SegmentId, direction: Direction) -> u32 {
        let graph = self.roads.graph();
        let slots = graph.slots_of(self.roads.network(), segment);
        let own = slots.filter(|&slot| graph.arc(slot).arc.direction() == direction);
        own.map(|slot| self.weights.ms(slot)).min().unwrap_or(BARRED)
    }
}

impl Coverage {
    /// The whole map in bands: within each of these times, which ascend up to the horizon.
    pub fn bands(&self, ground: &Ground, limits_ms: &[u32]) -> Bands {
        ground.grid.bands(&self.point_ms, limits_ms)
    }

    /// Whether the place on a segment that is so many centimetres from its first node is covered.
    pub fn covers(&self, ground: &Ground, segment: SegmentId, at: u32) -> bool {
        let segment = segment.0;
        let ends = &self.ends[segment as usize];
        let from_end = ground.length_cm[segment as usize].saturating_sub(at);
        let on_it = self.middles.iter().filter(|own| own.segment == segment);
        (ends.from.first().cm > 0 && at <= ends.from.first().cm)
            || (ends.to.first().cm > 0 && from_end <= ends.to.first().cm)
            || on_it.into_iter().any(|own| own.from_cm < own.to_cm && (own.from_cm..=own.to_cm).contains(&at))
    }

    /// How much road a zone lacks to its target, which is given in percent; in centimetres.
    pub fn shortfall_cm(&self, ground: &Ground, zone: usize, target_percent: u8) -> u64 {
        shortfall_cm(ground.road_cm(zone), self.covered_cm[zone], target_percent)
    }

    /// The zone that lacks the most road to its target; `None` where none lacks any.
    pub fn worst_gap(&self, ground: &Ground, target_percent: u8) -> Option<usize> {
        let lacks = |zone: usize| self.shortfall_cm(ground, zone, target_percent);
        let gaps = (0..ground.zones()).filter(|&zone| lacks(zone) > 0);
        gaps.max_by_key(|&zone| (lacks(zone), std::cmp::Reverse(zone)))
    }

    /// How much of a segment is covered, in centimetres: without one of the vehicles, with one more.
    pub(super) fn covered(
        &self,
        ground: &Ground,
        segment: u32,
        without: Option<u32>,
        with: Option<&Catchment>,
    ) -> u32 {
        let piece = with.and_then(|with| {
            let at = with.pieces.binary_search_by_key(&segment, |piece| piece.0).ok()?;
            Some((with.pieces[at].1, with.pieces[at].2))
        });
        let middle = with.and_then(|with| with.middle).filter(|middle| middle.segment == segment);
        self.covered_by(ground, segment, without.unwrap_or(NOBODY), piece.unwrap_or_default(), middle)
    }

    /// The same, where what one more vehicle reaches of the segment is at hand.
    pub(super) fn covered_by(
        &self,
        ground: &Ground,
        segment: u32,
        without: u32,
        (more_from, more_to): (u32, u32),
        middle: Option<Middle>,
    ) -> u32 {
        let (length_cm, ends) = (ground.length_cm[segment as usize], &self.ends[segment as usize]);
        let from = ends.from.without(without).max(more_from).min(length_cm);
        let to = length_cm - ends.to.without(without).max(more_to).min(length_cm);
        if from >= to {
            return length_cm;
        }
        // Between the two frontiers lies what vehicles on the segment itself reach.
        let first = self.middles.partition_point(|own| own.segment < segment);
        let own = self.middles[first..].iter().take_while(|own| own.segment == segment);
        let others = own.filter(|own| own.vehicle != without).chain(middle.as_ref());
        let mut between: Vec<(u32, u32)> =
            others.map(|own| (own.from_cm.max(from), own.to_cm.min(to))).collect();
        between.sort_unstable();
        let (mut covered, mut up_to) = (from + (length_cm - to), from);
        for (start, end) in between {
            covered += end.saturating_sub(start.max(up_to));
            up_to = up_to.max(end);
        }
        covered
    }
}

/// The length of road that is missing to a share in percent.
pub(super) fn shortfall_cm(road_cm: u64, covered_cm: u64, target_percent: u8) -> u64 {
    (road_cm * u64::from(target_percent)).div_ceil(100).saturating_sub(covered_cm)
}
