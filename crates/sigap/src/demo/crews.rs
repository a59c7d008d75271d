//! The crews: they read their notice, turn out, drive, work, clear and drive home.
//!
//! A crew goes by what the room says of its assignment, so that a dispatcher who sets a status for it is obeyed too.

use std::collections::BTreeMap;

use rand::RngExt;
use rand::rngs::StdRng;
use room::api::{IncidentView, UnitView, UnitWay};
use room::dispatch::unit::{SeenUnit, UnitPosition};
use room::dispatch::{AssignmentStatus, At, IncidentId, Position, UnitId};

use super::scenes::Load;
use super::way::Way;

/// How often a unit that stands still says so, seconds: well before its position would count as stale.
const STANDING_REPORT_S: f64 = 60.0;
/// How fast units drive home, metres per second.
const HOMEWARD_MPS: f64 = 11.0;
/// Out of its station a crew sits in its vehicle already.
const UNDER_WAY_S: f64 = 4.0;

/// What a crew does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    /// Presses a status.
    Reports(UnitId, IncidentId, AssignmentStatus),
    /// Looks up the way.
    AsksWay(UnitId, IncidentId),
}

#[derive(Debug)]
enum Doing {
    /// At its station or wherever it came to stand.
    Standing,
    /// Busy with what its status asks until then.
    Busy {
        status: AssignmentStatus,
        until_s: f64,
    },
    /// Rolling, the way not known yet.
    Leaving,
    Driving(Way),
    /// Has pressed a status, and waits to see it taken.
    Reported,
    Returning(Way),
}

/// Crew to wheels, seconds, where the unit has no time of its own.
const USUAL_TURNOUT_S: u32 = 60;

#[derive(Debug)]
struct Crew {
    turnout_s: u32,
    at: Position,
    /// The line from home to where it stands.
    from_home: Vec<Position>,
    /// The assignment it is on, with the status it knows of.
    on: Option<(IncidentId, AssignmentStatus)>,
    doing: Doing,
    said_where_s: f64,
}

/// How crews take their time.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// At the scene, seconds.
    scene_s: (f64, f64),
    /// Of a hundred notices so many are read late.
    late_readers: u32,
}

impl Habits {
    fn of(load: Load) -> Self {
        match load {
            Load::Demo => Self { scene_s: (90.0, 300.0), late_readers: 0 },
            // Our own guess: ten minutes to forty at the scene, and one notice in ten nobody looks at for minutes.
            Load::Busy => Self { scene_s: (600.0, 2400.0), late_readers: 10 },
        }
    }

    fn reads_after_s(self, rng: &mut StdRng) -> f64 {
        let is_late = rng.random_range(0..100) < self.late_readers;
        if is_late { rng.random_range(60.0..200.0) } else { rng.random_range(4.0..12.0) }
    }
}

#[derive(Debug)]
pub(super) struct Crews {
    habits: Habits,
    all: BTreeMap<UnitId, Crew>,
}

impl Crews {
    pub(super) fn new(load: Load) -> Self {
        Self { habits: Habits::of(load), all: BTreeMap::new() }
    }

    /// Takes a unit in. One whose own page is paired has a real crew and is left to it.
    pub(super) fn know(&mut self, view: &UnitView) {
        let id = view.unit.spec.id.clone();
        if view.unit.page_token_digest.is_some() {
            self.all.remove(&id);
            return;
        }
        self.all.entry(id).or_insert_with(|| Crew {
            turnout_s: view.unit.spec.turnout_s.unwrap_or(USUAL_TURNOUT_S),
            at: view.position.position,
            from_home: vec![view.position.position],
            on: None,
            doing: Doing::Standing,
            said_where_s: f64::NEG_INFINITY,
        });
    }

    /// Hears how an incident's assignments stand.
    pub(super) fn hear(&mut self, view: &IncidentView, now_s: f64, rng: &mut StdRng) {
        let incident = view.incident.id;
        for own in &view.assignments {
            if let Some(crew) = self.all.get_mut(&own.assignment.unit) {
                crew.hear(incident, own.assignment.status(), now_s, self.habits, rng);
            }
        }
    }

    /// Sets off on a way that was looked up.
    pub(super) fn set_off(&mut self, unit: &UnitId, way: Option<&UnitWay>) {
        let Some(crew) = self.all.get_mut(unit).filter(|crew| matches!(crew.doing, Doing::Leaving)) else {
            return;
        };
        let line =
            way.map(|way| way.line.iter().filter_map(|&[lon, lat]| Position::new(lat, lon).ok()).collect());
        let driven = line.and_then(|line| Way::in_seconds(line, way.map_or(0, |way| way.expected.travel_s)));
        crew.doing = match driven {
            Some(way) => Doing::Driving(way),
            // No road leads there, or it is there already: what happens next is the dispatcher's to say.
            None => Doing::Busy { status: AssignmentStatus::EnRoute, until_s: f64::NEG_INFINITY },
        };
    }

    /// What crews do in the `passed_s` until now.
    pub(super) fn step(&mut self, now_s: f64, passed_s: f64) -> Vec<Deed> {
        self.all.iter_mut().filter_map(|(unit, crew)| crew.step(unit, now_s, passed_s)).collect()
    }

    /// Where units are, as their phones report it.
    pub(super) fn positions(&mut self, now_s: f64, at: At) -> Vec<SeenUnit> {
        let told = self.all.iter_mut().filter_map(|(unit, crew)| {
            let seen = crew.report(now_s, at)?;
            Some(SeenUnit { unit: unit.clone(), seen })
        });
        told.collect()
    }
}

impl Crew {
    fn hear(
        &mut self,
        incident: IncidentId,
        status: &AssignmentStatus,
        now_s: f64,
        habits: Habits,
        rng: &mut StdRng,
    ) {
        let known = self.on.as_ref();
        let is_known = known.is_some_and(|(on, known)| *on == incident && known == status);
        let is_current = known.is_none_or(|(on, _)| *on == incident);
        if is_known || !(is_current || status.is_active()) || (known.is_none() && !status.is_active()) {
            return;
        }
        self.stop();
        if !status.is_active() {
            self.on = None;
            let home: Vec<Position> = self.from_home.iter().rev().copied().collect();
            self.doing = Way::at_speed(home, HOMEWARD_MPS).map_or(Doing::Standing, Doing::Returning);
            return;
        }
        self.on = Some((incident, status.clone()));
        let takes_s = match status {
            AssignmentStatus::Notified => habits.reads_after_s(rng),
            AssignmentStatus::Acknowledged if self.from_home.len() > 1 => UNDER_WAY_S,
            AssignmentStatus::Acknowledged => f64::from(self.turnout_s) * rng.random_range(0.5..1.0),
            AssignmentStatus::EnRoute => {
                self.doing = Doing::Leaving;
                return;
            }
            _ => rng.random_range(habits.scene_s.0..habits.scene_s.1),
        };
        self.doing = Doing::Busy { status: status.clone(), until_s: now_s + takes_s };
    }

    /// Comes to a stand, remembering the way home.
    fn stop(&mut self) {
        match std::mem::replace(&mut self.doing, Doing::Standing) {
            Doing::Driving(way) => self.from_home.extend(way.behind()),
            Doing::Returning(way) => self.from_home = way.rest().into_iter().rev().collect(),
            _ => {}
        }
    }

    fn step(&mut self, unit: &UnitId, now_s: f64, passed_s: f64) -> Option<Deed> {
        if let Doing::Driving(way) | Doing::Returning(way) = &mut self.doing {
            way.drive(passed_s);
            self.at = way.position();
        }
        if matches!(&self.doing, Doing::Returning(way) if way.is_done()) {
            self.doing = Doing::Standing;
            self.from_home = vec![self.at];
            self.said_where_s = f64::NEG_INFINITY;
            return None;
        }
        let incident = self.on.as_ref()?.0;
        let next = match &self.doing {
            Doing::Leaving => return Some(Deed::AsksWay(unit.clone(), incident)),
            Doing::Driving(way) if way.is_done() => AssignmentStatus::OnScene,
            Doing::Busy { status, until_s } if now_s >= *until_s => after(status)?,
            _ => return None,
        };
        self.stop();
        self.doing = Doing::Reported;
        Some(Deed::Reports(unit.clone(), incident, next))
    }

    fn report(&mut self, now_s: f64, at: At) -> Option<UnitPosition> {
        let (heading_deg, speed_mps) = match &self.doing {
            Doing::Driving(way) | Doing::Returning(way) => (Some(way.heading_deg()), way.speed_mps()),
            _ if now_s - self.said_where_s >= STANDING_REPORT_S => (None, 0.0),
            _ => return None,
        };
        self.said_where_s = now_s;
        Some(UnitPosition { position: self.at, at, heading_deg, speed_mps: Some(speed_mps as f32) })
    }
}

/// The button that a crew presses when it is done with what a status asks; none where it waits for the dispatcher.
fn after(status: &AssignmentStatus) -> Option<AssignmentStatus> {
    match status {
        AssignmentStatus::Notified => Some(AssignmentStatus::Acknowledged),
        AssignmentStatus::Acknowledged => Some(AssignmentStatus::EnRoute),
        AssignmentStatus::OnScene | AssignmentStatus::Transporting { .. } | AssignmentStatus::AtHospital => {
            Some(AssignmentStatus::Cleared { outcome: "Selesai ditangani (contoh).".to_owned() })
        }
        AssignmentStatus::EnRoute | AssignmentStatus::Cleared { .. } | AssignmentStatus::StoodDown { .. } => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use room::dispatch::assignment::Expected;
    use uuid::Uuid;

    use super::*;

    const INCIDENT: IncidentId = IncidentId(Uuid::from_u128(1));

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    struct Play {
        crews: Crews,
        rng: StdRng,
        now_s: f64,
    }

    impl Play {
        fn new() -> Self {
            let crew = Crew {
                turnout_s: 60,
                at: at(0.0, 0.0),
                from_home: vec![at(0.0, 0.0)],
                on: None,
                doing: Doing::Standing,
                said_where_s: f64::NEG_INFINITY,
            };
            let all = BTreeMap::from([(UnitId::from("AMB-1"), crew)]);
            let crews = Crews { all, ..Crews::new(Load::Demo) };
            Self { crews, rng: StdRng::seed_from_u64(1), now_s: 0.0 }
        }

        fn hear(&mut self, status: &AssignmentStatus) {
            let crew = self.crews.all.get_mut(&UnitId::from("AMB-1")).unwrap();
            crew.hear(INCIDENT, status, self.now_s, Habits::of(Load::Demo), &mut self.rng);
        }

        /// Lets time pass until the crew does something; how long that took.
        fn until_deed(&mut self) -> (Option<Deed>, f64) {
            let began_s = self.now_s;
            while self.now_s < began_s + 600.0 {
                self.now_s += 1.0;
                if let Some(deed) = self.crews.step(self.now_s, 1.0).pop() {
                    return (Some(deed), self.now_s - began_s);
                }
            }
            (None, 600.0)
        }

        fn where_is(&self) -> Position {
            self.crews.all[&UnitId::from("AMB-1")].at
        }
    }

    fn report(status: AssignmentStatus) -> Deed {
        Deed::Reports(UnitId::from("AMB-1"), INCIDENT, status)
    }

    fn north(travel_s: u32) -> UnitWay {
        UnitWay {
            unit: UnitId::from("AMB-1"),
            expected: Expected { turnout_s: 60, travel_s, distance_m: 1112 },
            line: vec![[0.0, 0.0], [0.0, 0.01]],
            streets: Vec::new(),
            steps: Vec::new(),
        }
    }

    #[test]
    fn a_crew_presses_each_button_in_its_time_and_comes_home() {
        let mut play = Play::new();
        play.hear(&AssignmentStatus::Notified);
        let (deed, took_s) = play.until_deed();
        assert_eq!(deed, Some(report(AssignmentStatus::Acknowledged)));
        assert!((4.0..=13.0).contains(&took_s), "{took_s}");

        play.hear(&AssignmentStatus::Acknowledged);
        let (deed, took_s) = play.until_deed();
        assert_eq!(deed, Some(report(AssignmentStatus::EnRoute)));
        assert!((30.0..=61.0).contains(&took_s), "turnout, {took_s}");

        play.hear(&AssignmentStatus::EnRoute);
        let unit = UnitId::from("AMB-1");
        assert_eq!(play.until_deed().0, Some(Deed::AsksWay(unit.clone(), INCIDENT)));
        play.crews.set_off(&unit, Some(&north(100)));
        let (deed, took_s) = play.until_deed();
        assert_eq!(deed, Some(report(AssignmentStatus::OnScene)));
        assert!((99.0..=101.0).contains(&took_s), "the road time, {took_s}");
        assert!(play.where_is().metres_to(at(0.01, 0.0)) < 1.0);

        play.hear(&AssignmentStatus::OnScene);
        let (deed, _) = play.until_deed();
        assert!(matches!(&deed, Some(Deed::Reports(_, _, AssignmentStatus::Cleared { .. }))), "{deed:?}");
        play.hear(&AssignmentStatus::Cleared { outcome: String::new() });
        assert_eq!(play.until_deed().0, None);
        assert!(play.where_is().metres_to(at(0.0, 0.0)) < 1.0, "home again");
    }

    #[test]
    fn a_crew_that_is_called_off_turns_round_where_it_is() {
        let mut play = Play::new();
        play.hear(&AssignmentStatus::EnRoute);
        play.until_deed();
        play.crews.set_off(&UnitId::from("AMB-1"), Some(&north(100)));
        for _ in 0..50 {
            play.now_s += 1.0;
            play.crews.step(play.now_s, 1.0);
        }
        let turned = play.where_is();
        assert!((turned.lat() - 0.005).abs() < 0.000_1);
        play.hear(&AssignmentStatus::StoodDown { why: "cukup".to_owned() });
        play.now_s += 10.0;
        play.crews.step(play.now_s, 10.0);
        assert!(play.where_is().lat() < turned.lat(), "homewards");
    }

    #[test]
    fn a_standing_unit_says_so_now_and_then() {
        let mut play = Play::new();
        let said: Vec<usize> =
            [0.0, 30.0, 60.0, 90.0, 120.0].map(|now_s| play.crews.positions(now_s, At(0)).len()).into();
        assert_eq!(said, [1, 0, 1, 0, 1]);
    }
}
