//! Where somebody is taken, when that was typed: a hospital or a place by the name it goes by, or nowhere known.
//!
//! A guess would show an arrival at the wrong house. So a name counts only where it can mean one thing, and what was typed is
//! kept either way.

use dispatch::{AssignmentStatus, Command, Incident, IncidentId, Position, StationId};
use region::SearchIndex;

use crate::map::Hospital;
use crate::room::Inner;

/// How many places are looked through for one of exactly that name.
const LOOKED_THROUGH: usize = 8;

/// The command with the hospital or the place that its typed destination means. Never waits: where places can't be searched
/// yet, hospitals alone count.
pub(crate) fn settled(inner: &Inner, command: Command) -> Command {
    let Command::Report { incident, unit, status } = command else { return command };
    let AssignmentStatus::Transporting { to, hospital: None, place: None } = status else {
        return Command::Report { incident, unit, status };
    };
    let scene = scene(inner, incident).unwrap_or(inner.map.view().centre);
    let hospital = named(inner.map.hospitals(), &to, scene);
    let names = inner.map.names_by_now().filter(|_| hospital.is_none());
    let place = names.and_then(|names| place(inner, names, &to, scene));
    Command::Report { incident, unit, status: AssignmentStatus::Transporting { to, hospital, place } }
}

fn scene(inner: &Inner, incident: IncidentId) -> Option<Position> {
    let live = inner.live();
    let incident = live.state.incidents.get(&live.state.surviving(incident));
    incident.map(|incident: &Incident| incident.place.position)
}

/// The hospital of that name, the nearest where some share it; or the only one whose name has all the typed words.
fn named(hospitals: &[Hospital], typed: &str, scene: Position) -> Option<StationId> {
    let typed = words(typed);
    if typed.is_empty() {
        return None;
    }
    let far = |own: &&Hospital| scene.metres_to(own.position);
    let same = hospitals.iter().filter(|own| words(&own.name) == typed);
    let nearest = same.min_by(|a, b| far(a).total_cmp(&far(b)));
    let mut having = hospitals.iter().filter(|own| {
        let own = words(&own.name);
        typed.iter().all(|word| own.contains(word))
    });
    let only = having.next().filter(|_| having.next().is_none());
    nearest.or(only).map(|own| own.id.clone())
}

/// The nearest place of exactly that name.
fn place(inner: &Inner, names: &SearchIndex, typed: &str, scene: Position) -> Option<Position> {
    let found = inner.map.find(names, typed, Some(scene), &[], inner.clock.now()).hits;
    let same = |label: &str| words(label) == words(typed);
    let same = found.into_iter().take(LOOKED_THROUGH).find(|hit| same(&hit.fix.label));
    same.map(|hit| hit.fix.position)
}

/// A name without what people leave out or write differently.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hospital(name: &str, north: f64) -> Hospital {
        let position = Position::new(-8.2 + north, 114.37).expect("on the earth");
        Hospital { id: StationId(format!("{name} {north}")), name: name.to_owned(), clinic: false, position }
    }

    /// What is typed, and which hospital it means.
    #[test]
    fn a_name_means_a_hospital_only_where_it_can_mean_no_other() {
        let hospitals = [
            hospital("RSUD Blambangan", 0.05),
            hospital("RS Al-Huda", 0.02),
            hospital("RS Yasmin", 0.03),
            hospital("Klinik Sehat", 0.04),
            hospital("Klinik Sehat", 0.01),
        ];
        let rows = [
            ("RSUD Blambangan", Some(0)),
            ("rsud  blambangan", Some(0)),
            ("rsud", Some(0)),
            ("Blambangan", Some(0)),
            ("rs al huda", Some(1)),
            ("huda", Some(1)),
            ("RS", None),
            ("klinik sehat", Some(4)),
            ("klinik", None),
            ("rumah pak lurah", None),
            ("RSUD Genteng", None),
            (" ", None),
        ];
        let scene = Position::new(-8.2, 114.37).expect("on the earth");
        for (typed, expected) in rows {
            let expected = expected.map(|index: usize| hospitals[index].id.clone());
            assert_eq!(named(&hospitals, typed, scene), expected, "{typed}");
        }
    }
}
