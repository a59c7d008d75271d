//! What readers see: the state as of the last durable event, and the latest positions.

use std::collections::{BTreeMap, BTreeSet};

use dispatch::alarm::{Alarm, Sighting, UncoveredZone};
use dispatch::recommend::Whereabouts;
use dispatch::unit::{Duty, UnitPosition};
use dispatch::{AssignmentStatus, At, Position, Recorded, State, Unit, UnitId};

use crate::api::{Eta, EtaBasis, Freshness, JournalHealth};
use crate::courses::Course;
use crate::histories::Histories;
use crate::log::Known;
use crate::settings::Settings;
use crate::tally::Tally;

/// A unit that went no farther than this stands: positions jitter, and so does a crew that gets its things together.
const STANDS_WITHIN_M: f64 = 50.0;

/// Where a unit has stood, and since when.
#[derive(Debug, Clone, Copy)]
struct Stand {
    position: Position,
    since: At,
}

/// Everything that queries and watchers read. Only what is durable gets here, positions excepted: of those the latest
/// counts, and the log keeps one now and then.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) seq: u64,
    pub(crate) state: State,
    /// Which events are about what.
    pub(crate) histories: Histories,
    pub(crate) positions: BTreeMap<UnitId, UnitPosition>,
    pub(crate) alarms: Vec<Alarm>,
    /// How many of them there have been.
    pub(crate) tally: Tally,
    /// Zones that have lost their coverage.
    pub(crate) uncovered: Vec<UncoveredZone>,
    stands: BTreeMap<UnitId, Stand>,
    pub(crate) stale: BTreeSet<UnitId>,
    /// The units on their way.
    pub(crate) courses: BTreeMap<UnitId, Course>,
    pub(crate) journal: JournalHealth,
}

impl Live {
    pub(crate) fn new(known: Known) -> Self {
        let Known { seq, state, histories } = known;
        let seen = |unit: &Unit| Some((unit.spec.id.clone(), unit.last_seen?));
        let positions: BTreeMap<UnitId, UnitPosition> = state.units.values().filter_map(seen).collect();
        let stand = |seen: &UnitPosition| Stand { position: seen.position, since: seen.at };
        let stands = positions.iter().map(|(unit, seen)| (unit.clone(), stand(seen))).collect();
        Self {
            seq,
            state,
            histories,
            positions,
            alarms: Vec::new(),
            tally: Tally::default(),
            uncovered: Vec::new(),
            stands,
            stale: BTreeSet::new(),
            courses: BTreeMap::new(),
            journal: JournalHealth::Safe,
        }
    }

    pub(crate) fn apply(&mut self, seq: u64, recorded: &Recorded) {
        self.state.apply(recorded);
        self.histories.take_in(seq, &recorded.event);
        self.seq = seq;
    }

    /// What the log comes to so far.
    pub(crate) fn known(&self) -> Known {
        Known { seq: self.seq, state: self.state.clone(), histories: self.histories.clone() }
    }

    /// Takes a position if it is newer, by the unit's own clock, than the one known. One that is known from after now is from
    /// before the room's clock was set back, and would freeze its unit until then.
    pub(crate) fn see(&mut self, unit: &UnitId, seen: UnitPosition, now: At) -> bool {
        let newer = self.state.units.contains_key(unit)
            && self.positions.get(unit).is_none_or(|known| known.at < seen.at || known.at > now);
        if newer {
            self.positions.insert(unit.clone(), seen);
            let here = Stand { position: seen.position, since: seen.at };
            let stand = self.stands.entry(unit.clone()).or_insert(here);
            if stand.position.metres_to(seen.position) > STANDS_WITHIN_M {
                *stand = here;
            }
        }
        newer
    }

    /// When a unit last said where it is, and since when it has stood there; none where it never did.
    pub(crate) fn sighting(&self, unit: &UnitId) -> Option<Sighting> {
        let (seen, stand) = (self.positions.get(unit)?, self.stands.get(unit)?);
        Some(Sighting { at: seen.at, still_since: stand.since })
    }

    /// Where a unit is: its last report; where it never reported, the place it stands by at, or its station.
    pub(crate) fn position(&self, unit: &Unit) -> UnitPosition {
        let told = self.state.standbys.get(&unit.spec.id);
        let taken_as = UnitPosition {
            position: told.map_or(unit.spec.home, |standby| standby.place.position),
            at: told.map_or(unit.since, |standby| standby.since),
            heading_deg: None,
            speed_mps: None,
        };
        self.positions.get(&unit.spec.id).copied().unwrap_or(taken_as)
    }

    /// How a unit's position is known, and so whether to reckon with it.
    pub(crate) fn whereabouts(&self, unit: &Unit, settings: &Settings, now: At) -> Whereabouts {
        let Some(seen) = self.positions.get(&unit.spec.id) else { return Whereabouts::TakenAsInQuarters };
        let age_s = now.seconds_since(seen.at);
        // Its age is not known where the room's clock was set back since.
        if age_s > settings.stale_after_s || seen.at > now.plus_seconds(settings.stale_after_s) {
            Whereabouts::Stale { age_s }
        } else if seen.position.metres_to(unit.spec.home) <= f64::from(settings.in_quarters_m) {
            Whereabouts::InQuarters { age_s }
        } else {
            Whereabouts::OnTheRoad { age_s }
        }
    }

    pub(crate) fn freshness(&self, unit: &Unit, settings: &Settings, now: At) -> Freshness {
        match self.whereabouts(unit, settings, now) {
            Whereabouts::TakenAsInQuarters => Freshness::Assumed,
            Whereabouts::Stale { .. } => Freshness::Stale,
            Whereabouts::InQuarters { .. } | Whereabouts::OnTheRoad { .. } => Freshness::Fresh,
        }
    }

    /// When a unit on its way is reckoned to arrive; none where it isn't on its way, or no road leads there.
    pub(crate) fn eta(&self, unit: &Unit, settings: &Settings, now: At) -> Option<Eta> {
        let incident = self.state.incidents.get(&unit.committed_to?)?;
        let assignment = incident.active_assignment(&unit.spec.id)?;
        let course = self.courses.get(&unit.spec.id).filter(|course| course.incident == incident.id);
        let on_the_leg = matches!(assignment.status(), AssignmentStatus::Transporting { .. });
        let course = course.filter(|course| course.on_the_leg == on_the_leg);
        if on_the_leg {
            return course?.eta;
        }
        let sent_at = assignment.steps.first().filter(|_| assignment.status().is_on_the_way())?.at;
        let eta = course.map_or_else(
            || {
                let expected = assignment.expected?;
                let (arrives_at, distance_m) =
                    (sent_at.plus_seconds(expected.total_s()), expected.distance_m);
                Some(Eta { arrives_at, as_of: sent_at, distance_m, basis: EtaBasis::Assumed })
            },
            |course| course.eta,
        )?;
        let stale = self.freshness(unit, settings, now) == Freshness::Stale;
        Some(if stale { Eta { basis: EtaBasis::Stale, ..eta } } else { eta })
    }

    /// Units on duty whose position is stale now.
    pub(crate) fn stale_now(&self, settings: &Settings, now: At) -> BTreeSet<UnitId> {
        let on_duty = self.state.units.values().filter(|unit| unit.duty == Duty::OnDuty);
        on_duty
            .filter(|unit| self.freshness(unit, settings, now) == Freshness::Stale)
            .map(|unit| unit.spec.id.clone())
            .collect()
    }
}
