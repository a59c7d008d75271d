//! How long what is over stays on the desks.

use std::collections::BTreeSet;

use dispatch::call::CallStage;
use dispatch::incident::IncidentStage;
use dispatch::{At, Call, Incident, State};

use crate::watch::Touched;

/// How often it is looked for what has been over for long enough, seconds.
const LOOK_EVERY_S: u32 = 60;

/// What desks show at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recent {
    pub(crate) now: At,
    /// So long after its end a thing is still shown, seconds.
    pub(crate) for_s: u32,
}

impl Recent {
    pub(crate) fn shows_call(&self, call: &Call) -> bool {
        match call.stage {
            CallStage::Closed { since, .. } => call.call_back_due || self.lately(since),
            _ => true,
        }
    }

    pub(crate) fn shows_incident(&self, incident: &Incident) -> bool {
        match incident.stage {
            IncidentStage::Closed { since, .. } => self.lately(since),
            IncidentStage::Open => true,
        }
    }

    fn lately(&self, since: At) -> bool {
        self.now.seconds_since(since) < self.for_s
    }

    /// What time alone has taken off the desks since the last look. Answers nothing, and is no look, where that was just now.
    pub(crate) fn leave(&mut self, state: &State, now: At) -> Touched {
        if now.seconds_since(self.now) < LOOK_EVERY_S {
            return Touched::default();
        }
        let before = std::mem::replace(self, Self { now, for_s: self.for_s });
        let calls = state.calls.values();
        let calls: BTreeSet<_> =
            calls.filter(|own| before.shows_call(own) && !self.shows_call(own)).map(|own| own.id).collect();
        let incidents = state.incidents.values();
        let incidents = incidents
            .filter(|own| before.shows_incident(own) && !self.shows_incident(own))
            .map(|own| own.id)
            .collect();
        Touched { calls, incidents, ..Touched::default() }
    }
}
