//! Where it is: one explicit rule for which fix counts.

use dispatch::{At, Command, Fix, FixSource, Position, RefusalCode};

use crate::world::{World, call, fix, north, pbx, pin};

/// A fix told apart by its time.
fn of(source: FixSource, radius_m: u32, at: i64) -> Fix {
    Fix { at: At(at), ..fix(source, north(0.0), radius_m) }
}

/// Why, the fixes, the choice, and the time of the fix that counts.
type Row<'a> = (&'a str, Vec<&'a Fix>, Option<usize>, Option<i64>);

#[test]
fn the_dispatchers_choice_then_the_dispatchers_last_word_then_the_finest_machine() {
    use FixSource::{Address, CallerPage, Directory, Landmark, MapPin, Network, Sip};
    let network = of(Network, 800, 1);
    let page = of(CallerPage, 12, 2);
    let address = of(Address, 40, 3);
    let landmark = of(Landmark, 200, 4);
    let directory = of(Directory, 40, 5);
    let rows: [Row<'_>; 10] = [
        ("nothing known is no place, and never 0,0", vec![], None, None),
        ("a choice of nothing", vec![], Some(0), None),
        ("the only machine", vec![&network], None, Some(1)),
        ("the finest machine", vec![&network, &page, &directory], None, Some(2)),
        ("the dispatcher beats a finer machine", vec![&page, &landmark], None, Some(4)),
        ("also a machine that speaks later", vec![&landmark, &page], None, Some(4)),
        ("the last word counts, not the finest", vec![&address, &landmark], None, Some(4)),
        ("the choice beats the last word", vec![&address, &landmark], Some(0), Some(3)),
        ("the choice may be a machine", vec![&network, &address], Some(0), Some(1)),
        ("a choice that isn't there leaves it to the rule", vec![&network], Some(7), Some(1)),
    ];
    for (why, fixes, chosen, expected) in rows {
        let fixes: Vec<Fix> = fixes.into_iter().cloned().collect();
        let counts = dispatch::place::location(&fixes, chosen).map(|fix| fix.at.0);
        assert_eq!(counts, expected, "{why}");
    }
    let (older, newer) = (of(Network, 50, 10), of(Sip, 50, 20));
    for fixes in [[older.clone(), newer.clone()], [newer, older]] {
        let counts = dispatch::place::location(&fixes, None).map(|fix| fix.at.0);
        assert_eq!(counts, Some(20), "of equally fine machines the newest");
    }
    assert!(MapPin.is_dispatchers() && !Directory.is_dispatchers());
}

#[test]
fn a_machines_newest_word_counts_unless_it_only_got_vaguer() {
    let at =
        |metres, radius_m, time| Fix { at: At(time), ..fix(FixSource::CallerPage, north(metres), radius_m) };
    let (cell, here) = (at(0.0, 1_500, 1), at(400.0, 12, 2));
    let (walked, indoors, elsewhere) = (at(700.0, 30, 3), at(450.0, 900, 4), at(5_000.0, 900, 5));
    let rows: [(&str, &[&Fix], i64); 4] = [
        ("satellites after the cell", &[&cell, &here], 2),
        ("the caller walks on", &[&cell, &here, &walked], 3),
        ("indoors the circle only grows", &[&here, &indoors], 2),
        ("far from where it was", &[&here, &elsewhere], 5),
    ];
    for (why, fixes, expected) in rows {
        let fixes: Vec<Fix> = fixes.iter().copied().cloned().collect();
        let counts = dispatch::place::location(&fixes, None).map(|fix| fix.at.0);
        assert_eq!(counts, Some(expected), "{why}");
    }
}

#[test]
fn a_choice_can_be_made_and_taken_back() {
    let mut world = World::new();
    world.answered(1);
    let id = call(1);
    world.does(Command::AddFix { call: id, fix: of(FixSource::Network, 30, 1) });
    world.does(Command::AddFix { call: id, fix: pin(100.0) });
    let counts = |world: &World| world.state.calls[&id].location().map(|fix| fix.source);
    assert_eq!(counts(&world), Some(FixSource::MapPin));
    world.does(Command::ChooseFix { call: id, fix: Some(0) });
    assert_eq!(counts(&world), Some(FixSource::Network));
    world.does(Command::ChooseFix { call: id, fix: None });
    assert_eq!(counts(&world), Some(FixSource::MapPin));
    let third = Command::ChooseFix { call: id, fix: Some(2) };
    assert_eq!(world.refuses(&third), Some(RefusalCode::UnknownFix));
}

#[test]
fn a_place_picked_after_a_choice_counts_and_a_machines_word_does_not_undo_it() {
    let mut world = World::new();
    world.answered(1);
    let id = call(1);
    world.does(Command::AddFix { call: id, fix: of(FixSource::Network, 30, 1) });
    world.does(Command::AddFix { call: id, fix: pin(100.0) });
    world.does(Command::ChooseFix { call: id, fix: Some(0) });
    world.give(&pbx(), &Command::AddFix { call: id, fix: of(FixSource::Sip, 5, 2) }).expect("taken");
    let counts = |world: &World| world.state.calls[&id].location().map(|fix| fix.source);
    assert_eq!(counts(&world), Some(FixSource::Network), "the choice beats whatever a machine says later");
    let address = Fix { source: FixSource::Address, ..pin(900.0) };
    world.does(Command::AddFix { call: id, fix: address.clone() });
    assert_eq!(
        world.state.calls[&id].location(),
        Some(&address),
        "and what is picked later beats the choice"
    );
}

#[test]
fn what_says_that_it_knows_nothing_is_nowhere() {
    for (lat, lon, nowhere) in [
        (0.0, 0.0, true),
        (-0.0, 0.000_001, true),
        (0.0, 114.37, false),
        (-8.2, 0.0, false),
        (0.000_1, 0.0, false),
    ] {
        assert_eq!(Position::new(lat, lon).map(Position::is_nowhere), Ok(nowhere), "{lat}, {lon}");
    }
}

#[test]
fn a_position_is_on_the_earth() {
    for (lat, lon, there) in [
        (0.0, 0.0, true),
        (-90.0, 180.0, true),
        (90.0, -180.0, true),
        (90.1, 0.0, false),
        (0.0, -180.1, false),
        (f64::NAN, 0.0, false),
        (0.0, f64::NAN, false),
        (f64::INFINITY, 0.0, false),
        (0.0, f64::NEG_INFINITY, false),
    ] {
        assert_eq!(Position::new(lat, lon).is_ok(), there, "{lat}, {lon}");
    }
    for text in
        [r#"{"lat":91,"lon":0}"#, r#"{"lat":null,"lon":0}"#, r#"{"lat":1e999,"lon":0}"#, r#"{"lat":1}"#]
    {
        assert!(serde_json::from_str::<Position>(text).is_err(), "{text} comes from outside and is no place");
    }
}

#[test]
fn straight_lines_are_metres() {
    let at = |lat, lon| Position::new(lat, lon).expect("on the earth");
    for (from, to, metres) in [
        (at(-8.2, 114.37), at(-8.2, 114.37), 0.0),
        (at(0.0, 0.0), at(0.0, 1.0), 111_195.1), // a degree of the mean sphere
        (at(0.0, 0.0), at(1.0, 0.0), 111_195.1),
        (at(60.0, 0.0), at(60.0, 1.0), 55_596.3), // half as long at 60° north, less the sphere's bend
        (at(0.0, 179.5), at(0.0, -179.5), 111_195.1), // across the date line
        (at(90.0, 0.0), at(-90.0, 0.0), 20_015_114.4), // pole to pole
    ] {
        assert!((from.metres_to(to) - metres).abs() < 2.0, "{from:?} to {to:?}: {}", from.metres_to(to));
        assert!((from.metres_to(to) - to.metres_to(from)).abs() < 1e-6, "there and back is the same");
    }
}
