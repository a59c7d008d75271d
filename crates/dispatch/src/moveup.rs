//! Moving a free unit to where it covers a gap: it stands by there until it is sent, sent back, or leaves duty.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::Expected;
use crate::unit::Duty;
use crate::{At, Event, Position, State, UnitId};

/// A place to stand by at: another station, a hospital, the middle of a district.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandbyPlace {
    /// Where.
    pub position: Position,
    /// What it is called.
    pub label: String,
}

/// A unit told to stand by somewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Standby {
    /// Where.
    pub place: StandbyPlace,
    /// When it was told.
    pub since: At,
    /// What was reckoned for the way there.
    pub expected: Option<Expected>,
}

impl State {
    pub(crate) fn apply_to_standbys(&mut self, event: &Event, at: At) {
        match event {
            Event::UnitMovedUp { unit, to, expected } if self.units.contains_key(unit) => {
                let standby = Standby { place: to.clone(), since: at, expected: *expected };
                self.standbys.insert(unit.clone(), standby);
            }
            Event::UnitSentBack { unit }
            | Event::UnitNotified { unit, .. }
            | Event::UnitDiverted { unit, .. } => self.ends_standby(unit),
            Event::DutySet { unit, duty } if *duty != Duty::OnDuty => self.ends_standby(unit),
            _ => {}
        }
    }

    fn ends_standby(&mut self, unit: &UnitId) {
        self.standbys.remove(unit);
    }
}
