//! What is near a place that a caller can only describe: landmarks to ask for, and who called from there before.

use dispatch::call::CallStage;
use dispatch::{At, Call, Incident, Position, State};
use region::SearchIndex;

use crate::api::{Around, Landmark, NearCall, NearIncident};
use crate::map::Map;

/// How far a landmark may be to help, metres.
const LANDMARKS_WITHIN_M: f64 = 1_500.0;
/// How far another call or incident may be to be about the same neighbourhood, metres.
const CALLS_WITHIN_M: f64 = 1_000.0;
/// How long ago it may have been, seconds.
const LATELY_S: u32 = 24 * 60 * 60;
/// How many of each are told.
const MOST: usize = 8;

/// What is near the present place of a call; nothing while it has none, and no landmarks where names can't be read.
pub(crate) fn around(names: Option<&SearchIndex>, state: &State, call: &Call, now: At) -> Around {
    let Some(here) = call.location().map(|fix| fix.position) else { return Around::default() };
    let landmarks = names.map(|names| Map::landmarks(names, here, LANDMARKS_WITHIN_M, MOST, now));
    let landmarks = landmarks.into_iter().flatten().map(|hit| {
        let side = dispatch::recommend::side_of(here, hit.fix.position);
        Landmark { hit, side }
    });
    let mut calls: Vec<NearCall> = state
        .calls
        .values()
        .filter(|own| own.id != call.id)
        .filter_map(|own| near_call(own, here, now))
        .collect();
    calls.sort_by_key(|own| std::cmp::Reverse(own.rang_at));
    calls.truncate(MOST);
    let mut incidents: Vec<NearIncident> =
        state.incidents.values().filter_map(|own| near_incident(own, here, now)).collect();
    incidents.sort_by_key(|own| (!own.open, std::cmp::Reverse(own.opened_at)));
    incidents.truncate(MOST);
    Around { landmarks: landmarks.collect(), calls, incidents }
}

fn near_call(call: &Call, here: Position, now: At) -> Option<NearCall> {
    let place = call.location()?;
    let metres = place.position.metres_to(here);
    let near = metres <= CALLS_WITHIN_M && now.seconds_since(call.rang_at) <= LATELY_S;
    near.then(|| NearCall {
        call: call.id,
        number: call.number,
        rang_at: call.rang_at,
        kind: call.draft.kind.clone(),
        disposition: match call.stage {
            CallStage::Closed { disposition, .. } => Some(disposition),
            _ => None,
        },
        label: place.label.clone(),
        distance_m: metres.round() as u32,
    })
}

fn near_incident(incident: &Incident, here: Position, now: At) -> Option<NearIncident> {
    let metres = incident.place.position.metres_to(here);
    let lately = incident.is_open() || now.seconds_since(incident.opened_at) <= LATELY_S;
    (metres <= CALLS_WITHIN_M && lately).then(|| NearIncident {
        incident: incident.id,
        number: incident.number,
        kind: incident.kind.clone(),
        opened_at: incident.opened_at,
        open: incident.is_open(),
        label: incident.place.label.clone(),
        distance_m: metres.round() as u32,
    })
}
