//! Who reaches it soonest: by road, by straight line, and by a full search, over the same questions.

use std::time::{Duration, Instant};

use geo::Point;
use roads::{Engine, Reach, Roads, Starter, VehicleClass};
use room::dispatch::Position;

use crate::places::{Places, position};
use crate::samples::{Samples, ratio, times};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const UNITS: [usize; 4] = [10, 100, 1_000, 10_000];
/// How many units a dispatcher looks at.
const WANTED: usize = 5;
/// Questions end after so long, however many were asked: a full search of a large map takes its time.
const ENOUGH: Duration = Duration::from_secs(12);
/// Incidents for each placing of the units.
const PER_FLEET: usize = 30;
const SEED: u64 = 112;

/// What was measured for one number of units.
#[derive(Default)]
struct Answers {
    straight: Samples,
    soonest: Samples,
    plain: Samples,
    all: Samples,
    full: Samples,
    snaps: Samples,
    /// Answers compared with the full search, and how many of them differ from it.
    asked: usize,
    mismatches: usize,
    choices: Choices,
}

/// What sending the nearest by straight line would have cost.
#[derive(Default)]
struct Choices {
    incidents: usize,
    wrong: usize,
    no_way: usize,
    lost: Samples,
}

/// Prints both tables for one region.
pub(crate) fn measure(name: &str, roads: &Roads, queries: usize) -> Result<(), Trouble> {
    let network = roads.network();
    println!("-- {}: {} junctions, {} segments\n", name, network.node_count(), network.segment_count());
    let mut measured = Vec::new();
    for units in UNITS {
        measured.push((units, ask(roads, units, queries)?));
    }
    print_times(&measured);
    print_choices(&measured);
    Ok(())
}

fn ask(roads: &Roads, units: usize, queries: usize) -> Result<Answers, Trouble> {
    let mut places = Places::new(roads, SEED + units as u64);
    let mut answers = Answers::default();
    let mut fleet = Vec::new();
    let began = Instant::now();
    for query in 0..queries {
        if began.elapsed() > ENOUGH {
            break;
        }
        if query % PER_FLEET == 0 {
            fleet = (0..units).map(|_| starter(&mut places)).collect::<Result<Vec<_>, _>>()?;
            // The first question after a change pays for cold caches; no desk's does.
            let _warm = roads.all_by_full_search(places.on_road()?, &fleet);
        }
        answers.take(roads, places.on_road()?, &fleet, query)?;
    }
    Ok(answers)
}

fn starter(places: &mut Places) -> Result<Starter, Trouble> {
    Ok(Starter { point: places.near_road()?, class: VehicleClass::Ambulance })
}

impl Answers {
    /// Asks one question all ways, in an order that changes, so that none always comes first.
    fn take(
        &mut self,
        roads: &Roads,
        place: Point<f64>,
        fleet: &[Starter],
        turn: usize,
    ) -> Result<(), Trouble> {
        let from = position(place)?;
        let stands = fleet.iter().map(|own| position(own.point)).collect::<Result<Vec<_>, _>>()?;
        let plain = || roads.soonest_by(Engine::PlainSearch, place, fleet, WANTED).reaches;
        let (mut sorted, mut full, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for way in 0..6 {
            match (way + turn) % 6 {
                0 => sorted = self.straight.time(|| by_straight_line(from, &stands)),
                1 => others.push(self.soonest.time(|| roads.soonest(place, fleet, WANTED)).reaches),
                2 => others.push(self.plain.time(plain)),
                3 => others.push(self.all.time(|| roads.soonest(place, fleet, fleet.len())).reaches),
                4 => self.snaps.time(|| snap_all(roads, fleet)),
                _ => full = self.full.time(|| roads.all_by_full_search(place, fleet)).reaches,
            }
        }
        self.asked += others.len();
        self.mismatches += others.iter().filter(|&answer| first_times(answer) != first_times(&full)).count();
        let all = full;
        self.choices.take(sorted.first().and_then(|&(_, nearest)| all.get(nearest)), &all);
        Ok(())
    }
}

/// Finds each unit's road, which every question does too.
fn snap_all(roads: &Roads, fleet: &[Starter]) {
    let points: Vec<Point<f64>> = fleet.iter().map(|own| own.point).collect();
    std::hint::black_box(roads.snap_all(&points, VehicleClass::Ambulance));
}

/// All units by straight-line distance, the nearest first.
fn by_straight_line(from: Position, stands: &[Position]) -> Vec<(f64, usize)> {
    let metres = stands.iter().map(|&stand| from.metres_to(stand));
    let mut sorted: Vec<(f64, usize)> = metres.zip(0..).collect();
    sorted.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    sorted
}

/// The travel times of the soonest few, in milliseconds.
pub(crate) fn first_times(reaches: &[Reach]) -> Vec<u32> {
    let mut times: Vec<u32> = reaches.iter().filter_map(travel_ms).collect();
    times.sort_unstable();
    times.truncate(WANTED);
    times
}

fn travel_ms(reach: &Reach) -> Option<u32> {
    match reach {
        Reach::Reached { travel_ms, .. } => Some(*travel_ms),
        Reach::NotAmongSoonest | Reach::Unreachable | Reach::OffRoad => None,
    }
}

impl Choices {
    /// Compares the nearest unit's time by road with the best; a place that nobody reaches says nothing.
    fn take(&mut self, nearest: Option<&Reach>, all: &[Reach]) {
        let Some(best) = all.iter().filter_map(travel_ms).min() else { return };
        self.incidents += 1;
        match nearest.and_then(travel_ms) {
            None => self.no_way += 1,
            Some(chosen) if chosen > best => {
                self.wrong += 1;
                self.lost.push(Duration::from_millis(u64::from(chosen - best)));
            }
            Some(_) => {}
        }
    }
}

fn print_times(measured: &[(usize, Answers)]) {
    let mut table = Table::new(&[
        "units, method",
        "p10",
        "p50",
        "p90",
        "p99",
        "p50 ÷ straight line",
        "full search ÷ p50",
    ]);
    for (units, answers) in measured {
        let methods = [
            ("straight-line sort", &answers.straight),
            ("5 soonest by road", &answers.soonest),
            ("5 soonest by plain search", &answers.plain),
            ("all by road, as a room asks", &answers.all),
            ("of these: finding each unit's road", &answers.snaps),
            ("full reverse Dijkstra", &answers.full),
        ];
        for (method, samples) in methods {
            let label = [format!("{units:>5}  {method}")];
            let ratios = [
                ratio(times(samples.p50(), answers.straight.p50())),
                ratio(times(answers.full.p50(), samples.p50())),
            ];
            table.row(label.into_iter().chain(samples.columns()).chain(ratios));
        }
    }
    table.print();
    let flat = |of: fn(&Answers) -> &Samples| {
        let medians = || measured.iter().map(|(_, answers)| of(answers).p50());
        ratio(times(medians().max().unwrap_or_default(), medians().min().unwrap_or_default()))
    };
    let asked: usize = measured.iter().map(|(_, answers)| answers.asked).sum();
    let wrong: usize = measured.iter().map(|(_, answers)| answers.mismatches).sum();
    reading(&format!(
        "From 10 to 10,000 units the slowest \"5 soonest by road\" takes {} the fastest, all by road {}; {wrong} of {asked} \
         answers differ from the full search.",
        flat(|answers| &answers.soonest),
        flat(|answers| &answers.all),
    ));
}

fn print_choices(measured: &[(usize, Answers)]) {
    let mut table = Table::new(&[
        "units",
        "incidents",
        "nearest is not soonest",
        "extra time, median",
        "extra, p90",
        "nearest has no way",
    ]);
    for (units, Answers { choices, .. }) in measured {
        table.row([
            units.to_string(),
            choices.incidents.to_string(),
            percent(choices.wrong, choices.incidents),
            seconds(choices.lost.p50()),
            seconds(choices.lost.percentile(90)),
            percent(choices.no_way, choices.incidents),
        ]);
    }
    table.print();
    let hundred = measured.iter().find(|(units, _)| *units == 100);
    let Some((units, Answers { choices, .. })) = hundred else { return };
    reading(&format!(
        "Of {units} units, the nearest by straight line is not the one that comes first in {} of incidents; sending it \
         costs {} (median), more than {} in one of ten such cases.",
        percent(choices.wrong, choices.incidents),
        seconds(choices.lost.p50()),
        seconds(choices.lost.percentile(90)),
    ));
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.0} %", 100.0 * part as f64 / whole.max(1) as f64)
}

fn seconds(duration: Duration) -> String {
    format!("{:.0} s", duration.as_secs_f64())
}
