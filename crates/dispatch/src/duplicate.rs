//! The same event reported twice.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{At, Catalogue, Fix, IncidentId, Personal, State, TypeId};

/// Why an open incident may be what a call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SimilarBecause {
    /// The same family of types, near, and lately.
    NearAndLately,
    /// A call from the same number is about it.
    SameNumber,
}

/// An open incident that a call may be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Similar {
    /// The incident.
    pub incident: IncidentId,
    /// Straight-line distance, metres, if both places are known.
    pub distance_m: Option<u32>,
    /// How long ago it was opened, seconds.
    pub age_s: u32,
    /// Why it may be the same.
    pub because: SimilarBecause,
}

/// What is known of a call when one asks whether its event has been reported before.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The type, if picked.
    pub kind: Option<&'a TypeId>,
    /// The place, if known.
    pub place: Option<&'a Fix>,
    /// The caller's number, if known.
    pub number: Option<&'a Personal>,
}

impl State {
    /// Open incidents that a report may be about, the nearest first.
    ///
    /// Near means within the type's look-back distance beyond both circles of uncertainty.
    pub fn similar(&self, catalogue: &Catalogue, report: Report<'_>, now: At) -> Vec<Similar> {
        let kind = report.kind.and_then(|key| catalogue.get(key));
        let mut similar: Vec<Similar> = Vec::new();
        for incident in self.incidents.values().filter(|incident| incident.is_open()) {
            let age_s = now.seconds_since(incident.opened_at);
            let apart_m = report.place.map(|place| place.position.metres_to(incident.place.position));
            let duplicates = self.duplicates_of(incident).into_iter().flat_map(|own| &own.calls);
            let mut callers = incident.calls.iter().chain(duplicates).filter_map(|call| self.calls.get(call));
            let same_number = report.number.is_some_and(|number| callers.any(|call| call.is_from(number)));
            let near_and_lately =
                kind.zip(apart_m).zip(report.place).is_some_and(|((kind, apart_m), place)| {
                    let same_family =
                        catalogue.get(&incident.kind).is_some_and(|own| own.family == kind.family);
                    let slack_m: f64 = [kind.duplicate_m, place.radius_m, incident.place.radius_m]
                        .into_iter()
                        .map(f64::from)
                        .sum();
                    same_family
                        && apart_m <= slack_m
                        && u64::from(age_s) <= u64::from(kind.duplicate_min) * 60
                });
            let because = match (near_and_lately, same_number) {
                (true, _) => SimilarBecause::NearAndLately,
                (false, true) => SimilarBecause::SameNumber,
                (false, false) => continue,
            };
            let distance_m = apart_m.map(|metres| metres.round() as u32);
            similar.push(Similar { incident: incident.id, distance_m, age_s, because });
        }
        similar.sort_by_key(|own| (own.distance_m.unwrap_or(u32::MAX), own.age_s));
        similar
    }
}
