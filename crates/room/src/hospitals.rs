//! Where a patient could be taken: hospitals and clinics, soonest by road.

use dispatch::assignment::Expected;
use dispatch::{Incident, Unit};

use crate::api::HospitalWay;
use crate::map::{self, Hospital};
use crate::reckon::way_from;
use crate::room::Inner;

/// So many hospitals are told, and so many clinics: however many clinics are near, they hide no hospital.
const OF_A_KIND: usize = 8;

/// Where a unit could take somebody from an incident, soonest by road first.
pub(crate) fn soonest(inner: &Inner, incident: &Incident, unit: &Unit) -> Vec<HospitalWay> {
    let (scene, class) = (incident.place.position, map::class(unit.spec.vehicle));
    let mut near: Vec<&Hospital> = inner.map.hospitals().iter().collect();
    near.sort_by(|a, b| scene.metres_to(a.position).total_cmp(&scene.metres_to(b.position)));
    let way = |own: &Hospital| {
        let way = way_from(inner, unit, 0, scene, own.position)?;
        let (id, name, clinic) = (own.id.clone(), own.name.clone(), own.clinic);
        let Expected { travel_s, distance_m, .. } = way.expected;
        Some(HospitalWay { id, name, clinic, travel_s, distance_m })
    };
    let may_beat = |own: &Hospital, travel_s: u32| {
        let travel_ms = travel_s.saturating_mul(1000);
        inner.map.roads().may_come_within(travel_ms, map::point(scene), map::point(own.position), class)
    };
    let of_kind = |clinic: bool| {
        let of_kind = near.iter().copied().filter(move |own| own.clinic == clinic);
        first(of_kind, may_beat, way)
    };
    let mut soonest = of_kind(false);
    soonest.extend(of_kind(true));
    soonest.sort_by_key(|own| own.travel_s);
    soonest
}

/// The soonest few of all. They come nearest first, so that the ways to most need not be looked for: those who cannot
/// beat the ones then held.
fn first<T: Copy>(
    near: impl Iterator<Item = T>,
    may_beat: impl Fn(T, u32) -> bool,
    way: impl Fn(T) -> Option<HospitalWay>,
) -> Vec<HospitalWay> {
    let mut soonest: Vec<HospitalWay> = Vec::new();
    for own in near {
        let last = soonest.get(OF_A_KIND - 1).map(|last| last.travel_s);
        if last.is_none_or(|travel_s| may_beat(own, travel_s))
            && let Some(way) = way(own)
        {
            let at = soonest.partition_point(|held| held.travel_s <= way.travel_s);
            soonest.insert(at, way);
            soonest.truncate(OF_A_KIND);
        }
    }
    soonest
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use dispatch::StationId;

    use super::{HospitalWay, OF_A_KIND, first};

    fn takes(travel_s: u32) -> HospitalWay {
        let id = StationId(travel_s.to_string());
        HospitalWay { id, name: String::new(), clinic: false, travel_s, distance_m: travel_s }
    }

    /// Each row: the times of the ways in the order of the straight line, none where no road leads; and those told.
    #[test]
    fn the_soonest_are_told_however_many_are_nearer() {
        let across_the_river = [Some(900); 30].into_iter().chain([Some(300)]).collect::<Vec<_>>();
        let rows: [(Vec<Option<u32>>, Vec<u32>); 4] = [
            (vec![], vec![]),
            (vec![Some(50), None, Some(20)], vec![20, 50]),
            (across_the_river, [vec![300], vec![900; 7]].concat()),
            ((1..=20).rev().map(Some).collect(), (1..=8).collect()),
        ];
        for (ways, told) in rows {
            let found = first(0..ways.len(), |_, _| true, |own| ways[own].map(takes));
            assert_eq!(found.iter().map(|own| own.travel_s).collect::<Vec<_>>(), told, "{ways:?}");
        }
    }

    #[test]
    fn who_cannot_be_sooner_is_not_looked_for() {
        let asked = RefCell::new(Vec::new());
        let way = |own: u32| {
            asked.borrow_mut().push(own);
            Some(takes(own))
        };
        let found = first(0..100, |own, travel_s| own < travel_s, way);
        assert_eq!(found.len(), OF_A_KIND);
        assert_eq!(asked.into_inner(), (0..8).collect::<Vec<_>>());
    }
}
