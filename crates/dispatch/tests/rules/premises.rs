//! Notes bound to places.

use dispatch::{Command, Fix, FixSource, RefusalCode};

use crate::world::{World, fix, north, pin, premise, some};

fn note(n: u128, metres: f64, radius_m: u32) -> Command {
    let place = Fix { radius_m, ..pin(metres) };
    Command::NotePremise { note: premise(n), place, text: some("gang buntu"), hazard: false }
}

fn hazard(n: u128, metres: f64, radius_m: u32) -> Command {
    let place = Fix { radius_m, ..pin(metres) };
    Command::NotePremise { note: premise(n), place, text: some("anjing galak"), hazard: true }
}

fn at(world: &World, place: &Fix) -> Vec<dispatch::PremiseId> {
    world.state.premises_at(place).into_iter().map(|note| note.id).collect()
}

#[test]
fn a_note_counts_as_far_as_it_says_and_a_vague_place_brings_few() {
    let mut world = World::new();
    world.does(note(1, 0.0, 100)).does(note(2, 900.0, 500)).does(note(3, 5_000.0, 100));
    let rows: [(f64, u32, &[u128]); 5] =
        [(50.0, 0, &[1]), (150.0, 0, &[]), (150.0, 60, &[1]), (450.0, 0, &[2]), (150.0, 5_000, &[1, 2][..1])];
    for (metres, radius_m, expected) in rows {
        let place = fix(FixSource::Network, north(metres), radius_m);
        let expected: Vec<_> = expected.iter().map(|n| premise(*n)).collect();
        assert_eq!(at(&world, &place), expected, "{metres} m away, good to {radius_m} m");
    }
}

#[test]
fn what_endangers_whoever_goes_there_comes_before_what_is_good_to_know() {
    let mut world = World::new();
    world
        .does(note(1, 0.0, 300))
        .does(hazard(2, 200.0, 300))
        .does(note(3, 50.0, 300))
        .does(hazard(4, 100.0, 300));
    assert_eq!(at(&world, &pin(0.0)), [4, 2, 1, 3].map(premise), "hazards first, then by how near");
}

#[test]
fn a_note_is_marked_as_a_hazard_later_and_unmarked() {
    let mut world = World::new();
    world.does(note(1, 0.0, 300)).does(note(2, 50.0, 300));
    for (marked, order) in [(true, [2, 1]), (false, [1, 2])] {
        world.does(Command::MarkHazard { note: premise(2), hazard: marked });
        assert_eq!(at(&world, &pin(0.0)), order.map(premise), "marked: {marked}");
    }
    let unknown = Command::MarkHazard { note: premise(3), hazard: true };
    assert_eq!(world.refuses(&unknown), Some(RefusalCode::UnknownPremise));
}

#[test]
fn a_log_of_before_there_were_hazards_is_read_as_it_was_meant() {
    let mut world = World::new();
    let before = world.does(note(1, 0.0, 100)).state.clone();
    let mut old = serde_json::to_value(&world.log).expect("a log");
    let events = old.as_array_mut().expect("events");
    let noted = events.last_mut().expect("the note").pointer_mut("/event").expect("an event");
    assert!(
        noted.as_object_mut().expect("fields").remove("hazard").is_some(),
        "the newer log says it: {noted}"
    );
    let old: Vec<dispatch::event::Recorded> = serde_json::from_value(old).expect("an older log");
    let mut state = dispatch::State::default();
    for recorded in &old {
        state.apply(recorded);
    }
    assert_eq!(state, before, "what said nothing of a hazard was none");
}

#[test]
fn a_note_is_written_once_and_taken_away() {
    let mut world = World::new();
    world.does(note(1, 0.0, 3));
    assert_eq!(world.state.premises[&premise(1)].place.radius_m, 20, "a house is no point");
    assert_eq!(world.refuses(&note(1, 0.0, 50)), Some(RefusalCode::AlreadyThere));
    let empty = Command::NotePremise { note: premise(2), place: pin(0.0), text: some(" "), hazard: true };
    assert_eq!(world.refuses(&empty), Some(RefusalCode::TextNeeded));
    world.does(Command::RemovePremiseNote { note: premise(1) });
    assert!(world.state.premises.is_empty());
}
