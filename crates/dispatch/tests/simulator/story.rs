//! One story: a seed, a crowd, a room, and the model beside it.

use std::collections::BTreeMap;
use std::fmt;

use dispatch::directory::DirectoryEntry;
use dispatch::unit::{Service, Vehicle};
use dispatch::{
    Actor, At, Catalogue, Circumstances, Command, Position, Recorded, RefusalCode, State, UnitSpec,
};

use crate::crowd::{Crowd, Deed, NUMBERS, lead, the_rest};
use crate::model::Model;
use crate::rules::Rules;

/// How long a story is, steps.
const STEPS: usize = 200;
/// How many of its lines are told where it breaks.
const LAST_LINES: usize = 25;
const UNITS: [&str; 5] = ["DMK-1", "DMK-2", "AMB-1", "AMB-2", "PTL-1"];

/// How much happened, to see that stories are about something.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) taken: usize,
    pub(crate) refused: usize,
    pub(crate) incidents: usize,
    pub(crate) sent: usize,
    pub(crate) crashes: usize,
}

/// How room and model part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parting {
    /// The room refuses what the model takes.
    OnlyModelTakes,
    /// The room takes what the model refuses.
    OnlyRoomTakes,
    /// They took the same, and it came to something else; one line for each difference.
    Differ(Vec<String>),
    /// What came back after a crash isn't what was lost.
    LostInCrash,
    /// What is left can't be brought to an end.
    NoEnd,
}

/// Where a story ended early, with its last lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    step: usize,
    last: Vec<String>,
    pub(crate) why: Parting,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, step, last, why } = self;
        writeln!(f, "SIGAP_SEED={seed} (step {step})")?;
        for line in last {
            writeln!(f, "{line}")?;
        }
        match why {
            Parting::OnlyModelTakes => f.write_str("the model takes this"),
            Parting::OnlyRoomTakes => f.write_str("the model refuses this"),
            Parting::Differ(lines) => f.write_str(&lines.join("\n")),
            Parting::LostInCrash => f.write_str("what came back isn't what was lost"),
            Parting::NoEnd => f.write_str("what is left can't be brought to an end"),
        }
    }
}

pub(crate) struct Story<'a> {
    seed: u64,
    rules: &'a dyn Rules,
    catalogue: &'a Catalogue,
    now: At,
    state: State,
    /// The log as it stands on the disk.
    log: Vec<String>,
    snapshot: (usize, String),
    model: Model,
    lines: Vec<String>,
    tally: Tally,
}

/// Tell the story of a seed.
///
/// # Errors
/// Where room and model part.
pub(crate) fn tell(seed: u64, rules: &dyn Rules, catalogue: &Catalogue) -> Result<(Tally, String), Broken> {
    let empty = serde_json::to_string(&State::default()).expect("JSON");
    let mut story = Story {
        seed,
        rules,
        catalogue,
        now: At(1_750_000_000_000),
        state: State::default(),
        log: Vec::new(),
        snapshot: (0, empty),
        model: Model::default(),
        lines: Vec::new(),
        tally: Tally::default(),
    };
    story.open_the_room()?;
    let mut crowd = Crowd::new(seed);
    for _ in 0..STEPS {
        story.time_passes(&mut crowd)?;
        if let Some(deed) = crowd.acts(&story.model, story.now) {
            story.happens(&deed)?;
        }
    }
    while let Some(deed) = the_rest(&story.model) {
        if !story.happens(&deed)? {
            return Err(story.broken(Parting::NoEnd));
        }
    }
    story.crash(true)?;
    story.tally.incidents = story.model.fires.len();
    story.tally.sent = story.model.fires.values().map(crate::model::Fire::sent).sum();
    Ok((story.tally, story.lines.join("\n")))
}

impl Story<'_> {
    fn open_the_room(&mut self) -> Result<(), Broken> {
        for id in UNITS {
            let spec = UnitSpec {
                id: id.into(),
                service: Service::Fire,
                agency: "Damkar".to_owned(),
                vehicle: Vehicle::Heavy,
                capabilities: vec!["pump".to_owned()],
                station: None,
                station_name: String::new(),
                home: Position::new(-8.2, 114.37).expect("on the earth"),
                crew: 4,
                turnout_s: Some(60),
            };
            self.happens(&(lead(), Command::RegisterUnit { spec }))?;
        }
        let entry = DirectoryEntry {
            number: NUMBERS[0].into(),
            name: "Pak Joyo".into(),
            address: "".into(),
            position: None,
            note: "".into(),
            flagged: true,
            ..DirectoryEntry::default()
        };
        self.happens(&(lead(), Command::EnterNumber { entry })).map(drop)
    }

    /// Clocks jump, machines crash.
    fn time_passes(&mut self, crowd: &mut Crowd) -> Result<(), Broken> {
        let jump_s = match crowd.dice.weighted(&[40, 1, 1]) {
            0 => crowd.dice.below(40) as i64,
            1 => -(crowd.dice.below(3_600) as i64),
            _ => crowd.dice.below(86_400) as i64,
        };
        self.now = At(self.now.0 + jump_s * 1000);
        if crowd.dice.chance(1, 40) {
            self.snapshot = (self.log.len(), serde_json::to_string(&self.state).expect("JSON"));
            self.lines.push("  (a snapshot is kept)".to_owned());
        }
        if crowd.dice.chance(1, 30) {
            let from_the_start = crowd.dice.chance(1, 2);
            self.crash(from_the_start)?;
        }
        Ok(())
    }

    /// All memory is lost; the room comes back from its log, or from its snapshot and what follows.
    fn crash(&mut self, from_the_start: bool) -> Result<(), Broken> {
        self.lines.push(format!(
            "  (crash; back from {})",
            if from_the_start { "the log" } else { "the snapshot" }
        ));
        let empty = serde_json::to_string(&State::default()).expect("JSON");
        let (from, snapshot) = if from_the_start { (0, &empty) } else { (self.snapshot.0, &self.snapshot.1) };
        let restored = self.rules.restore(snapshot, &self.log[from..]);
        if restored.digest().expect("JSON") != self.state.digest().expect("JSON") {
            return Err(self.broken(Parting::LostInCrash));
        }
        self.state = restored;
        self.tally.crashes += 1;
        self.compare()
    }

    /// Room and model get the same command; true where it was taken.
    fn happens(&mut self, deed: &Deed) -> Result<bool, Broken> {
        let (by, command) = deed;
        let expected = self.model.takes(by, command);
        let outcome = self.room_decides(by, command);
        let word = outcome.map_or_else(|code| format!("refused: {code:?}"), |()| "taken".to_owned());
        self.lines.push(format!(
            "  {:>9} s  {}  {} -> {word}",
            self.now.0 / 1000 - 1_750_000_000,
            said(by),
            said(command)
        ));
        if outcome.is_ok() != expected {
            return Err(self.broken(if expected { Parting::OnlyModelTakes } else { Parting::OnlyRoomTakes }));
        }
        if expected {
            self.model.follow(by, command, self.now.0 / 1000);
            self.tally.taken += 1;
        } else {
            self.tally.refused += 1;
        }
        self.compare()?;
        Ok(expected)
    }

    fn room_decides(&mut self, by: &Actor, command: &Command) -> Result<(), RefusalCode> {
        let expected = BTreeMap::new();
        let given = Circumstances { now: self.now, by, catalogue: self.catalogue, expected: &expected };
        let events = self.rules.decide(&self.state, command, given).map_err(|refusal| refusal.code)?;
        for event in events {
            let recorded = Recorded { at: self.now, by: by.clone(), event };
            self.state.apply(&recorded);
            self.log.push(serde_json::to_string(&recorded).expect("JSON"));
        }
        Ok(())
    }

    fn compare(&self) -> Result<(), Broken> {
        let wrong = self.model.differs(&self.state);
        if wrong.is_empty() { Ok(()) } else { Err(self.broken(Parting::Differ(wrong))) }
    }

    fn broken(&self, why: Parting) -> Broken {
        let from = self.lines.len().saturating_sub(LAST_LINES);
        Broken { seed: self.seed, step: self.lines.len(), last: self.lines[from..].to_vec(), why }
    }
}

/// A thing as people read it: ids without their zeros.
fn said(thing: &impl fmt::Debug) -> String {
    format!("{thing:?}").replace("00000000-0000-0000-0000-00000000", "#")
}
