//! The same event reported twice: which open incidents a call may be about.

use dispatch::duplicate::{Report, SimilarBecause};
use dispatch::{Fix, FixSource};

use crate::world::{World, call, fix, incident, north, pin, ring, send, some};
use SimilarBecause::{NearAndLately, SameNumber};
use dispatch::Command;
use dispatch::call::DraftChange;

const NUMBER: &str = "0812 3456 7890";

/// A house fire (300 m and 60 minutes of look-back) at metre 0, told from [`NUMBER`], its place good to `radius_m`.
fn burning(radius_m: u32) -> World {
    let mut world = World::new();
    let kind = DraftChange::Kind { kind: Some("fire-house".into()) };
    world.does(ring(1, Some(NUMBER))).does(Command::Answer { call: call(1) });
    world.does(Command::Draft { call: call(1), change: kind });
    world.does(Command::AddFix { call: call(1), fix: circle(0.0, radius_m) });
    world.does(Command::OpenIncident { incident: incident(1), call: call(1), send: send(&[]) });
    world
}

fn circle(metres: f64, radius_m: u32) -> Fix {
    fix(FixSource::MapPin, north(metres), radius_m)
}

#[test]
fn near_lately_and_of_the_same_family_or_from_the_same_number() {
    let elsewhere = Some("0899 1111 2222");
    #[rustfmt::skip]
    let rows = [
        // what,                          minutes, type,             metres, number,              expected
        ("same place, at once",                 0, "fire-house",     Some(0),    None,            Some(NearAndLately)),
        ("just within the distance",           10, "fire-house",     Some(299),  None,            Some(NearAndLately)),
        ("just beyond the distance",           10, "fire-house",     Some(301),  None,            None),
        ("at the end of the look-back",        60, "fire-house",     Some(0),    None,            Some(NearAndLately)),
        ("after the look-back",                61, "fire-house",     Some(0),    None,            None),
        ("same family, another type",           5, "fire-land",      Some(100),  None,            Some(NearAndLately)),
        ("the wider look-back of that type",    5, "fire-land",      Some(550),  None,            Some(NearAndLately)),
        ("another family",                      5, "medical-general", Some(0),   None,            None),
        ("a complaint next door",               5, "complaint-road", Some(0),    None,            None),
        ("no place, another number",            5, "fire-house",     None,       elsewhere,       None),
        ("no place, same number",               5, "fire-house",     None,       Some(NUMBER),    Some(SameNumber)),
        ("same number in another form",         5, "fire-house",     None,       Some("+6281234567890"), Some(SameNumber)),
        ("far, same number",                    5, "fire-house",     Some(5000), Some(NUMBER),    Some(SameNumber)),
        ("another family, same number",         5, "medical-general", Some(0),   Some(NUMBER),    Some(SameNumber)),
        ("late, same number",                 600, "fire-house",     Some(0),    Some(NUMBER),    Some(SameNumber)),
        ("near and same number",                5, "fire-house",     Some(10),   Some(NUMBER),    Some(NearAndLately)),
        ("an empty number",                     5, "fire-house",     None,       Some(""),        None),
    ];
    for (what, minutes, kind, metres, number, expected) in rows {
        let mut world = burning(0);
        world.wait(minutes * 60);
        let (kind, place, number) = (kind.into(), metres.map(|m: i32| pin(f64::from(m))), number.map(some));
        let report = Report { kind: Some(&kind), place: place.as_ref(), number: number.as_ref() };
        let found = world.state.similar(&world.catalogue, report, world.now);
        assert_eq!(found.first().map(|own| own.because), expected, "{what}");
        for own in found {
            assert_eq!((own.incident, own.age_s), (incident(1), minutes as u32 * 60), "{what}");
            assert_eq!(own.distance_m.map(|m| m as i32), metres, "{what}");
        }
    }
}

#[test]
fn a_number_that_was_never_given_is_nobodys() {
    let mut world = World::new();
    world.fire(1, &[]);
    let nobody = some("");
    let report = Report { kind: None, place: None, number: Some(&nobody) };
    assert_eq!(world.state.similar(&world.catalogue, report, world.now), []);
}

#[test]
fn uncertainty_reaches_out_from_both_circles() {
    // Look-back 300 m; the report lies 700 m away.
    for (incident_m, report_m, found) in
        [(0, 0, false), (400, 0, true), (0, 400, true), (199, 200, false), (200, 201, true)]
    {
        let world = burning(incident_m);
        let (kind, place) = ("fire-house".into(), circle(699.5, report_m));
        let report = Report { kind: Some(&kind), place: Some(&place), number: None };
        let similar = world.state.similar(&world.catalogue, report, world.now);
        assert_eq!(!similar.is_empty(), found, "circles of {incident_m} m and {report_m} m");
    }
    let world = burning(u32::MAX);
    let (kind, place) = ("fire-house".into(), circle(699.5, u32::MAX));
    let report = Report { kind: Some(&kind), place: Some(&place), number: None };
    assert_eq!(
        world.state.similar(&world.catalogue, report, world.now).len(),
        1,
        "any circle can be reckoned with"
    );
}

#[test]
fn only_open_incidents_are_offered_and_the_nearest_first() {
    let mut world = World::new();
    for (n, metres) in [(1, 200.0), (2, 50.0), (3, 120.0)] {
        world.told(n, "fire-house", pin(metres));
        world.does(Command::OpenIncident { incident: incident(n), call: call(n), send: send(&[]) });
    }
    let disposition = dispatch::incident::IncidentDisposition::Handled;
    world.does(Command::CloseIncident { incident: incident(3), disposition });
    let (kind, place) = ("fire-house".into(), pin(0.0));
    let report = Report { kind: Some(&kind), place: Some(&place), number: None };
    let found: Vec<_> =
        world.state.similar(&world.catalogue, report, world.now).iter().map(|own| own.incident).collect();
    assert_eq!(found, [incident(2), incident(1)]);
}
