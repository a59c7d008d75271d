//! The oracle: Dijkstra from each vehicle forwards, over the raw pieces of the ways, with brute-force snapping.
//!
//! It shares no code with the crate: no segments, no R-tree, no reversed graph, no layers, no early stop. What was
//! driven is remembered stretch by stretch, and at each junction the rules look back at it. What it does take over are the crate's rules of rounding, which are part of its interface: positions on the 1e-7 grid, lengths of
//! pieces in whole centimetres, times in whole milliseconds between the junctions of a way.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};
use std::fmt::Write as _;

use geo::{Distance, Haversine, Point};
use roads::{Access, BarrierKind, Limits, Oneway, Period, RoadClass, Surface, VehicleClass};

use crate::town::Town;
use crate::turn_rules::{BARRIERS, Driven, Stretches, TurnRules};

/// How one class drives, for the oracle and (as TOML) for the crate.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Rules {
    pub(crate) kmh: Vec<(RoadClass, &'static str, f64)>,
    pub(crate) factor: f64,
    pub(crate) against_oneway: bool,
    pub(crate) emergency_only: bool,
    pub(crate) restricted: bool,
    pub(crate) obeys: bool,
    pub(crate) opened_barrier_s: u64,
    pub(crate) barriers: Vec<(BarrierKind, &'static str, u64)>,
    /// Metres, metres, tonnes.
    pub(crate) size: [f64; 3],
    pub(crate) single_lane: f64,
    pub(crate) surfaces: Vec<(Surface, &'static str, f64)>,
}

/// What the oracle's rules know of surfaces.
const SURFACES: [(Surface, &str, f64); 3] =
    [(Surface::Uneven, "uneven", 0.8), (Surface::Rough, "rough", 0.5), (Surface::Bad, "bad", 0.25)];

/// How much faster one drives by night, by class of road.
const NIGHT: [(RoadClass, &str, f64); 2] =
    [(RoadClass::Primary, "primary", 1.3), (RoadClass::Tertiary, "tertiary", 0.9)];

pub(crate) const ACCESS_KMH: f64 = 10.0;
pub(crate) const OFF_ROAD_LIMIT_M: f64 = 700.0;
const FRAGMENT_KM: f64 = 0.6;
const FRAGMENT_SKIP_M: f64 = 150.0;

/// The rules of all classes, by `VehicleClass as usize`.
pub(crate) fn rules() -> [Rules; 4] {
    use RoadClass::{Path, Pedestrian, Primary, Residential, Service, Tertiary};
    let roads = vec![
        (Primary, "primary", 60.0),
        (Tertiary, "tertiary", 37.0),
        (Residential, "residential", 23.0),
        (Service, "service", 11.0),
    ];
    let mut alleys = roads.clone();
    alleys.extend([(Path, "path", 13.0), (Pedestrian, "pedestrian", 9.0)]);
    [
        Rules {
            kmh: roads.clone(),
            factor: 0.9,
            against_oneway: false,
            emergency_only: true,
            restricted: false,
            obeys: true,
            opened_barrier_s: 30,
            barriers: BARRIERS[..2].to_vec(),
            size: [2.5, 3.4, 16.0],
            single_lane: 0.7,
            surfaces: SURFACES[..2].to_vec(),
        },
        Rules {
            kmh: roads.clone(),
            factor: 1.15,
            against_oneway: false,
            emergency_only: true,
            restricted: true,
            obeys: true,
            opened_barrier_s: 0,
            barriers: BARRIERS[1..3].to_vec(),
            size: [2.0, 2.8, 3.5],
            single_lane: 1.0,
            surfaces: SURFACES[..1].to_vec(),
        },
        Rules {
            kmh: roads,
            factor: 1.2,
            against_oneway: true,
            emergency_only: false,
            restricted: false,
            obeys: false,
            opened_barrier_s: 9,
            barriers: Vec::new(),
            size: [1.9, 1.9, 2.0],
            single_lane: 0.9,
            surfaces: SURFACES[..3].to_vec(),
        },
        Rules {
            kmh: alleys,
            factor: 1.1,
            against_oneway: false,
            emergency_only: false,
            restricted: true,
            obeys: true,
            opened_barrier_s: 9,
            barriers: BARRIERS.to_vec(),
            size: [0.9, 1.8, 0.3],
            single_lane: 1.0,
            surfaces: SURFACES[..3].to_vec(),
        },
    ]
}

pub(crate) fn rules_as_toml(rules: &[Rules; 4]) -> String {
    let mut text = format!(
        "off_road_limit_m = {OFF_ROAD_LIMIT_M:?}\naccess_kmh = {ACCESS_KMH:?}\n\
         fragment_km = {FRAGMENT_KM:?}\nfragment_skip_m = {FRAGMENT_SKIP_M:?}\n"
    );
    for station in ["fire", "ambulance", "police"] {
        let _ = writeln!(text, "[turnout.{station}]\nday = 60\nnight = 90");
    }
    let _ = writeln!(text, "[night.factor]");
    for (_, name, factor) in NIGHT {
        let _ = writeln!(text, "{name} = {factor:?}");
    }
    for (vehicle, rules) in ["heavy", "ambulance", "car", "motorcycle"].iter().zip(rules) {
        let [width, height, weight] = rules.size;
        let Rules { factor, against_oneway, emergency_only, restricted, obeys, opened_barrier_s, .. } = rules;
        let _ = write!(
            text,
            "[{vehicle}]\nemergency_factor = {factor:?}\nagainst_oneway = {against_oneway}\n\
             emergency_only = {emergency_only}\nrestricted = {restricted}\n\
             obeys_turn_restrictions = {obeys}\nopened_barrier_s = {opened_barrier_s}\n\
             width_m = {width:?}\nheight_m = {height:?}\nweight_t = {weight:?}\n\
             single_lane_factor = {:?}\n[{vehicle}.kmh]\n",
            rules.single_lane
        );
        for (_, name, kmh) in &rules.kmh {
            let _ = writeln!(text, "{name} = {kmh:?}");
        }
        let _ = writeln!(text, "[{vehicle}.surface]");
        for (_, name, factor) in &rules.surfaces {
            let _ = writeln!(text, "{name} = {factor:?}");
        }
        let _ = writeln!(text, "[{vehicle}.barriers]");
        for (_, name, seconds) in &rules.barriers {
            let _ = writeln!(text, "{name} = {seconds}");
        }
    }
    text
}

/// A straight piece of a way, between two nodes next to each other.
struct Piece {
    way: usize,
    /// The stretch between junctions it belongs to.
    stretch: usize,
    ends: [i64; 2],
    points: [Point<f64>; 2],
    /// Where it begins and ends along its stretch.
    from_cm: u64,
    to_cm: u64,
}

pub(crate) struct Oracle<'a> {
    town: &'a Town,
    rules: [Rules; 4],
    pieces: Vec<Piece>,
    stretch_length_cm: Vec<u64>,
    stretch_ends: Vec<[i64; 2]>,
    turns: TurnRules,
    /// The stretches that each closure covers, with the speed in km/h that it leaves; none where it closes.
    pub(crate) closures: HashMap<String, (Option<u16>, BTreeSet<usize>)>,
    /// The stretches that are too small a piece of road for a class to stand on, by class.
    fragments: Vec<HashSet<usize>>,
    pub(crate) period: Period,
}

#[derive(Clone, Copy)]
pub(crate) struct OracleSnap {
    piece: usize,
    offset_cm: u64,
    pub(crate) off_road_m: f64,
}

/// Milliseconds, then centimetres.
pub(crate) type OracleCost = (u64, u64);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OracleReach {
    Reached(OracleCost),
    Unreachable,
    OffRoad,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Spot {
    Node(i64),
    Start,
    Place,
}

/// From one spot to the next, over a piece of a stretch or, on a junction, over nothing.
struct Move {
    to: Spot,
    cost: OracleCost,
    along: Option<Driven>,
}

/// The spots that a piece joins to others.
type Moves = HashMap<Spot, Vec<Move>>;

impl<'a> Oracle<'a> {
    pub(crate) fn new(town: &'a Town, rules: [Rules; 4]) -> Self {
        let points: HashMap<i64, Point<f64>> = town.nodes.iter().copied().collect();
        let mut known_runs = Vec::new();
        let mut passes: HashMap<i64, u32> = HashMap::new();
        for (way, facts) in town.ways.iter().enumerate() {
            for run in facts.nodes.split(|id| !points.contains_key(id)).filter(|run| run.len() > 1) {
                known_runs.push((way, run));
                for id in run {
                    *passes.entry(*id).or_default() += 1;
                }
            }
        }
        let barriers: HashSet<i64> = town.barriers.iter().map(|&(node, _)| node).collect();
        let is_junction = |node: i64| passes[&node] > 1 || barriers.contains(&node);
        let (mut pieces, mut length_cm, mut ends, mut way_of) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (way, run) in known_runs {
            let mut begins = true;
            for pair in run.windows(2) {
                let (a, b) = (points[&pair[0]], points[&pair[1]]);
                if begins || is_junction(pair[0]) {
                    length_cm.push(0);
                    ends.push([pair[0], pair[1]]);
                    way_of.push(way);
                }
                begins = false;
                let stretch = length_cm.len() - 1;
                let from_cm = length_cm[stretch];
                let to_cm = from_cm + (Haversine.distance(a, b) * 100.0).round() as u64;
                length_cm[stretch] = to_cm;
                ends[stretch][1] = pair[1];
                let (ends, points) = ([pair[0], pair[1]], [a, b]);
                pieces.push(Piece { way, stretch, ends, points, from_cm, to_cm });
            }
        }
        let turns = TurnRules::new(&Stretches { town, ends: &ends, way: &way_of });
        let mut oracle = Self {
            town,
            rules,
            pieces,
            stretch_length_cm: length_cm,
            stretch_ends: ends,
            turns,
            closures: HashMap::new(),
            fragments: Vec::new(),
            period: Period::Day,
        };
        oracle.fragments = VehicleClass::ALL.map(|class| oracle.find_fragments(class)).to_vec();
        oracle
    }

    /// Metres per hour on a stretch just now, or `None` where it is closed or no road for the class.
    fn speed_now(&self, piece: &Piece, class: VehicleClass) -> Option<u64> {
        let mut speed = self.speed(piece.way, class)?;
        for (left, _) in self.closures.values().filter(|(_, covered)| covered.contains(&piece.stretch)) {
            speed = speed.min(u64::from((*left)?) * 1000);
        }
        Some(speed)
    }

    /// The stretches of all pieces of road, for a class, that are shorter than a fragment: by walking over each.
    fn find_fragments(&self, class: VehicleClass) -> HashSet<usize> {
        let used: Vec<&Piece> =
            self.pieces.iter().filter(|piece| self.speed(piece.way, class).is_some()).collect();
        let mut at: HashMap<i64, Vec<usize>> = HashMap::new();
        for (index, piece) in used.iter().enumerate() {
            for node in piece.ends {
                at.entry(node).or_default().push(index);
            }
        }
        let (mut walked, mut fragments) = (HashSet::new(), HashSet::new());
        for start in 0..used.len() {
            let (mut island, mut open) = (Vec::new(), vec![start]);
            while let Some(index) = open.pop() {
                if walked.insert(index) {
                    island.push(index);
                    open.extend(used[index].ends.iter().flat_map(|node| &at[node]));
                }
            }
            let length_cm: u64 = island.iter().map(|&index| used[index].to_cm - used[index].from_cm).sum();
            if (length_cm as f64) < FRAGMENT_KM * 100_000.0 {
                fragments.extend(island.iter().map(|&index| used[index].stretch));
            }
        }
        fragments
    }

    /// Metres per hour on a way.
    fn speed(&self, way: usize, class: VehicleClass) -> Option<u64> {
        let (way, rules) = (&self.town.ways[way], &self.rules[class as usize]);
        let details = &way.details;
        let admitted = match details.access.of(class).unwrap_or(way.access) {
            Access::Open => true,
            Access::EmergencyOnly => rules.emergency_only,
            Access::Restricted => rules.restricted,
            Access::Closed => false,
        };
        let too_large =
            |own: f64, limit: Option<u32>| limit.is_some_and(|limit| own * 1000.0 > f64::from(limit));
        let [width, height, weight] = rules.size;
        let Limits { width_cm, height_cm, weight_kg } = details.limits;
        let millimetres = |cm: Option<u16>| cm.map(|cm| u32::from(cm) * 10);
        if !admitted
            || too_large(width, millimetres(width_cm))
            || too_large(height, millimetres(height_cm))
            || too_large(weight, weight_kg)
        {
            return None;
        }
        let listed = |class| rules.kmh.iter().find(|(own, ..)| *own == class).map(|&(.., kmh)| kmh);
        let own = details.access.of(class);
        let is_named = own == Some(Access::Open) || own.unwrap_or(way.access) == Access::EmergencyOnly;
        let is_opened = way.class == RoadClass::Path && is_named;
        let mut kmh = listed(way.class).or(listed(RoadClass::Pedestrian).filter(|_| is_opened))?;
        if details.surface != Surface::Good {
            kmh *= rules.surfaces.iter().find(|(surface, ..)| *surface == details.surface)?.2;
        }
        if details.single_lane {
            kmh *= rules.single_lane;
        }
        let kmh = way.maxspeed_kmh.map_or(kmh, |limit| kmh.min(f64::from(limit)));
        let night = NIGHT.iter().find(|(class, ..)| *class == way.class).map_or(1.0, |(.., factor)| *factor);
        let period = if self.period == Period::Night { night } else { 1.0 };
        Some((kmh * (period * rules.factor) * 1000.0).round() as u64)
    }

    fn allows(&self, way: usize, class: VehicleClass) -> [bool; 2] {
        let way = &self.town.ways[way];
        let oneway = way.details.oneway.of(class).unwrap_or(way.oneway);
        let exempt = self.rules[class as usize].against_oneway;
        [exempt || oneway != Oneway::Backward, exempt || oneway != Oneway::Forward]
    }

    fn nearest(&self, point: Point<f64>, is_usable: impl Fn(&Piece) -> bool) -> Option<OracleSnap> {
        let mut best: Option<(f64, f64, usize)> = None;
        for (index, piece) in self.pieces.iter().enumerate().filter(|(_, piece)| is_usable(piece)) {
            let (fraction, distance) = nearest_on(point, piece.points);
            if best.is_none_or(|(least, ..)| distance < least) {
                best = Some((distance, fraction, index));
            }
        }
        let (off_road_m, fraction, piece) = best.filter(|(distance, ..)| *distance <= OFF_ROAD_LIMIT_M)?;
        let Piece { from_cm, to_cm, .. } = self.pieces[piece];
        let offset_cm = from_cm + (fraction * (to_cm - from_cm) as f64).round() as u64;
        Some(OracleSnap { piece, offset_cm, off_road_m })
    }

    pub(crate) fn snap(&self, point: Point<f64>, class: VehicleClass) -> Option<OracleSnap> {
        let is_open = |piece: &Piece| self.speed_now(piece, class).is_some();
        let nearest = self.nearest(point, is_open)?;
        let fragments = &self.fragments[class as usize];
        if !fragments.contains(&self.pieces[nearest.piece].stretch) {
            return Some(nearest);
        }
        let proper = self.nearest(point, |piece| is_open(piece) && !fragments.contains(&piece.stretch));
        let near = |snap: &OracleSnap| snap.off_road_m <= nearest.off_road_m + FRAGMENT_SKIP_M;
        Some(proper.filter(near).unwrap_or(nearest))
    }

    /// The names of the nearest street; several where they meet at the nearest corner.
    pub(crate) fn streets_at(&self, point: Point<f64>) -> Vec<&str> {
        let named = |piece: &Piece| self.town.ways[piece.way].name.is_some();
        let Some(snap) = self.nearest(point, named) else { return Vec::new() };
        let nearest = self.pieces.iter().filter(|piece| nearest_on(point, piece.points).1 <= snap.off_road_m);
        nearest.filter_map(|piece| self.town.ways[piece.way].name.as_deref()).collect()
    }

    pub(crate) fn stretch_at(&self, point: Point<f64>) -> BTreeSet<usize> {
        self.nearest(point, |_| true).iter().map(|snap| self.pieces[snap.piece].stretch).collect()
    }

    pub(crate) fn stretches_touching(&self, centre: Point<f64>, radius_m: f64) -> BTreeSet<usize> {
        let touches = |piece: &&Piece| nearest_on(centre, piece.points).1 <= radius_m;
        self.pieces.iter().filter(touches).map(|piece| piece.stretch).collect()
    }

    pub(crate) fn reach(&self, start: Point<f64>, place: Point<f64>, class: VehicleClass) -> OracleReach {
        self.reach_by_rules(start, place, class, true)
    }

    /// The answer if there were no turn restrictions and no barriers.
    pub(crate) fn reach_by_any_turn(
        &self,
        start: Point<f64>,
        place: Point<f64>,
        class: VehicleClass,
    ) -> OracleReach {
        self.reach_by_rules(start, place, class, false)
    }

    fn reach_by_rules(
        &self,
        start: Point<f64>,
        place: Point<f64>,
        class: VehicleClass,
        turns: bool,
    ) -> OracleReach {
        let (Some(start), Some(place)) = (self.snap(start, class), self.snap(place, class)) else {
            return OracleReach::OffRoad;
        };
        let moves = self.moves(start, place, class);
        let mut settled = HashSet::new();
        let mut queue = BinaryHeap::from([Reverse(((0, 0), Spot::Start, Vec::new()))]);
        while let Some(Reverse(((ms, cm), spot, driven))) = queue.pop() {
            if spot == Spot::Place {
                return OracleReach::Reached((ms + access_ms(start) + access_ms(place), cm));
            }
            if !settled.insert((spot, driven.clone())) {
                continue;
            }
            for &Move { to, cost: (more_ms, more_cm), along } in moves.get(&spot).into_iter().flatten() {
                let Some(next) = along else {
                    queue.push(Reverse(((ms, cm), to, Vec::new())));
                    continue;
                };
                if let Some((delay_ms, driven)) = self.drive_on(class, turns, spot, &driven, next) {
                    queue.push(Reverse(((ms + more_ms + delay_ms, cm + more_cm), to, driven)));
                }
            }
        }
        OracleReach::Unreachable
    }

    /// The delay and the new past of a vehicle that goes on along a stretch; `None` where it may not.
    fn drive_on(
        &self,
        class: VehicleClass,
        turns: bool,
        spot: Spot,
        driven: &[Driven],
        next: Driven,
    ) -> Option<(u64, Vec<Driven>)> {
        let [first, last] = self.stretch_ends[next.0];
        match spot {
            Spot::Node(node) if node == if next.1 { first } else { last } => {
                let of_class = (class, &self.rules[class as usize], self.period);
                let delay_ms = if turns { self.turns.turn(of_class, driven, node, next)? } else { 0 };
                let past = [driven, &[next]].concat();
                Some((delay_ms, self.turns.worth_remembering(&past).to_vec()))
            }
            // In the middle of a stretch nobody turns round.
            Spot::Node(_) => (driven.last() == Some(&next)).then(|| (0, driven.to_vec())),
            _ => Some((0, vec![next])),
        }
    }

    /// Every piece that may be driven, with the start and the place put in where they are.
    fn moves(&self, start: OracleSnap, place: OracleSnap, class: VehicleClass) -> Moves {
        let mut moves = Moves::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            let Some(speed) = self.speed_now(piece, class) else { continue };
            // By distance along the stretch, and at the same distance from its first node to its last.
            let mut spots = vec![
                ((piece.from_cm, 0), Spot::Node(piece.ends[0])),
                ((piece.to_cm, 2), Spot::Node(piece.ends[1])),
            ];
            for (snap, spot) in [(start, Spot::Start), (place, Spot::Place)] {
                if snap.piece == index {
                    spots.push(((snap.offset_cm, 1), spot));
                    self.join_at_ends(&mut moves, piece, snap.offset_cm, spot);
                }
            }
            let [forward, backward] = self.allows(piece.way, class);
            let time_at = |cm: u64| (cm * 36_000 + speed / 2) / speed;
            for &(here_at, here) in &spots {
                for &(there_at, to) in spots.iter().filter(|(_, to)| *to != here) {
                    let (here_cm, there_cm) = (here_at.0, there_at.0);
                    let cost = (time_at(there_cm).abs_diff(time_at(here_cm)), there_cm.abs_diff(here_cm));
                    let same_spot = here_at == there_at && (here, to) == (Spot::Start, Spot::Place);
                    let along = if same_spot {
                        None
                    } else if here_at < there_at && forward {
                        Some((piece.stretch, true))
                    } else if here_at > there_at && backward {
                        Some((piece.stretch, false))
                    } else {
                        continue;
                    };
                    moves.entry(here).or_default().push(Move { to, cost, along });
                }
            }
        }
        moves
    }

    /// Who stands at the end of a stretch stands on the junction.
    fn join_at_ends(&self, moves: &mut Moves, piece: &Piece, offset_cm: u64, spot: Spot) {
        let [first, last] = self.stretch_ends[piece.stretch];
        for (at, node) in [(0, first), (self.stretch_length_cm[piece.stretch], last)] {
            if offset_cm == at {
                let mut join = |here: Spot, to| {
                    moves.entry(here).or_default().push(Move { to, cost: (0, 0), along: None });
                };
                join(spot, Spot::Node(node));
                join(Spot::Node(node), spot);
            }
        }
    }
}

fn access_ms(snap: OracleSnap) -> u64 {
    let speed = (ACCESS_KMH * 1000.0) as u64;
    ((snap.off_road_m * 100.0).round() as u64 * 36_000 + speed / 2) / speed
}

/// Fraction along the piece and distance in metres of its place that is nearest to the point.
pub(crate) fn nearest_on(point: Point<f64>, [a, b]: [Point<f64>; 2]) -> (f64, f64) {
    let degree = 6_371_008.8 * std::f64::consts::PI / 180.0;
    let flat = |p: Point<f64>| {
        ((p.x() - point.x()) * (degree * point.y().to_radians().cos()), (p.y() - point.y()) * degree)
    };
    let ((ax, ay), (bx, by)) = (flat(a), flat(b));
    let squared = (bx - ax).powi(2) + (by - ay).powi(2);
    let fraction =
        if squared == 0.0 { 0.0 } else { (-(ax * (bx - ax) + ay * (by - ay)) / squared).clamp(0.0, 1.0) };
    if fraction >= 1.0 {
        return (1.0, bx.hypot(by));
    }
    (fraction, (ax + fraction * (bx - ax)).hypot(ay + fraction * (by - ay)))
}
