//! Notes bound to places.

use dispatch::{Command, Fix, FixSource, RefusalCode};

use crate::world::{World, fix, north, pin, premise, some};

fn note(n: u128, metres: f64, radius_m: u32) -> Command {
    let place = Fix { radius_m, ..pin(metres) };
    Command::NotePremise { note: premise(n), place, text: some("anjing galak") }
}

#[test]
fn a_note_counts_as_far_as_it_says_and_a_vague_place_brings_few() {
    let mut world = World::new();
    world.does(note(1, 0.0, 100)).does(note(2, 900.0, 500)).does(note(3, 5_000.0, 100));
    let rows: [(f64, u32, &[u128]); 5] =
        [(50.0, 0, &[1]), (150.0, 0, &[]), (150.0, 60, &[1]), (450.0, 0, &[2]), (150.0, 5_000, &[1, 2][..1])];
    for (metres, radius_m, expected) in rows {
        let place = fix(FixSource::Network, north(metres), radius_m);
        let found: Vec<_> = world.state.premises_at(&place).into_iter().map(|note| note.id).collect();
        let expected: Vec<_> = expected.iter().map(|n| premise(*n)).collect();
        assert_eq!(found, expected, "{metres} m away, good to {radius_m} m");
    }
}

#[test]
fn a_note_is_written_once_and_taken_away() {
    let mut world = World::new();
    world.does(note(1, 0.0, 3));
    assert_eq!(world.state.premises[&premise(1)].place.radius_m, 20, "a house is no point");
    assert_eq!(world.refuses(&note(1, 0.0, 50)), Some(RefusalCode::AlreadyThere));
    let empty = Command::NotePremise { note: premise(2), place: pin(0.0), text: some(" ") };
    assert_eq!(world.refuses(&empty), Some(RefusalCode::TextNeeded));
    world.does(Command::RemovePremiseNote { note: premise(1) });
    assert!(world.state.premises.is_empty());
}
