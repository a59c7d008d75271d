//! Which events are about which call and incident, so that telling what happened costs by what happened.

use std::collections::{BTreeMap, BTreeSet};

use dispatch::{CallId, Event, IncidentId, State};
use serde::{Deserialize, Serialize};

use crate::watch::Touched;

/// The numbers of the events about each call and each incident, in their order. Made from the events alone, as the
/// state is; kept in snapshots beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Histories {
    calls: BTreeMap<CallId, Vec<u64>>,
    incidents: BTreeMap<IncidentId, Vec<u64>>,
}

impl Histories {
    /// Takes in the next event of the log.
    pub(crate) fn take_in(&mut self, seq: u64, event: &Event) {
        if is_typing(event) {
            return;
        }
        let Touched { calls, incidents, .. } = subjects(event);
        for call in calls {
            self.calls.entry(call).or_default().push(seq);
        }
        for incident in incidents {
            self.incidents.entry(incident).or_default().push(seq);
        }
    }

    /// The events about any of these incidents and calls, in the order of the log.
    pub(crate) fn of(&self, incidents: &[IncidentId], calls: &[CallId]) -> BTreeSet<u64> {
        let of_incidents = incidents.iter().filter_map(|id| self.incidents.get(id));
        let of_calls = calls.iter().filter_map(|id| self.calls.get(id));
        of_incidents.chain(of_calls).flatten().copied().collect()
    }
}

/// What an event itself names: what else it touches in a state is no part of a history.
fn subjects(event: &Event) -> Touched {
    let mut touched = Touched::default();
    touched.by(event, &State::default());
    touched
}

/// A history tells what was written down, not each keystroke of it.
fn is_typing(event: &Event) -> bool {
    matches!(event, Event::CallDrafted { .. })
}
