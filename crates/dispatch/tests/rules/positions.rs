//! Where units were seen: device times are data, and phones send late.

use dispatch::unit::{SeenUnit, UnitPosition};
use dispatch::{At, Command, Event, RefusalCode};

use crate::world::{World, north, pbx};

fn seen(unit: &str, metres: f64, at: At) -> SeenUnit {
    let position = UnitPosition { position: north(metres), at, heading_deg: Some(90), speed_mps: Some(8.5) };
    SeenUnit { unit: unit.into(), seen: position }
}

fn last(world: &World, unit: &str) -> Option<UnitPosition> {
    world.state.units[&unit.into()].last_seen
}

#[test]
fn the_newest_position_by_the_units_own_clock_counts() {
    // Each row: GPS times in the order they arrive, and the one that stays. Seconds before the room's clock.
    for (arriving, stays) in
        [(vec![60, 30, 10], 10), (vec![10, 30, 60], 10), (vec![30, 10, 20], 10), (vec![30, 30], 30)]
    {
        for in_one_batch in [false, true] {
            let mut world = World::new();
            let now = world.now;
            let at = |ago: i64| seen("DMK-1", ago as f64, At(now.0 - ago * 1000));
            let batches: Vec<Vec<SeenUnit>> = if in_one_batch {
                vec![arriving.iter().map(|ago| at(*ago)).collect()]
            } else {
                arriving.iter().map(|ago| vec![at(*ago)]).collect()
            };
            for positions in batches {
                world.give(&pbx(), &Command::NotePositions { positions }).expect("a known unit");
            }
            assert_eq!(
                last(&world, "DMK-1"),
                Some(at(stays).seen),
                "{arriving:?}, in one batch: {in_one_batch}"
            );
        }
    }
}

#[test]
fn a_clock_that_runs_ahead_does_not_freeze_its_unit() {
    let mut world = World::new();
    let (now, tomorrow) = (world.now, At(world.now.0 + 86_400_000));
    world.does(Command::NotePositions { positions: vec![seen("DMK-1", 100.0, tomorrow)] });
    assert_eq!(last(&world, "DMK-1").map(|own| own.at), Some(now), "nothing was seen later than now");
    world.wait(10);
    let next = seen("DMK-1", 200.0, world.now);
    world.does(Command::NotePositions { positions: vec![next.clone()] });
    assert_eq!(last(&world, "DMK-1"), Some(next.seen));
}

#[test]
fn a_room_whose_clock_is_set_back_goes_on_seeing_its_units() {
    let mut world = World::new();
    world.does(Command::NotePositions { positions: vec![seen("DMK-1", 100.0, world.now)] });
    world.wait(-3_600);
    let next = seen("DMK-1", 200.0, world.now);
    world.does(Command::NotePositions { positions: vec![next.clone()] });
    assert_eq!(last(&world, "DMK-1"), Some(next.seen));
}

#[test]
fn strangers_in_a_batch_cost_the_others_nothing() {
    let mut world = World::new();
    let (known, strange) = (seen("DMK-1", 0.0, world.now), seen("DMK-9", 0.0, world.now));
    let both = Command::NotePositions { positions: vec![strange.clone(), known.clone()] };
    assert_eq!(world.give(&pbx(), &both), Ok(vec![Event::PositionsNoted { positions: vec![known] }]));
    let rows = [(vec![strange], RefusalCode::UnknownUnit), (vec![], RefusalCode::NoUnits)];
    for (positions, code) in rows {
        assert_eq!(world.give(&pbx(), &Command::NotePositions { positions }), Err(code));
    }
}

#[test]
fn a_speed_that_is_no_number_is_no_speed() {
    for speed in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut world = World::new();
        let mut moving = seen("DMK-1", 0.0, world.now);
        moving.seen.speed_mps = Some(speed);
        world.does(Command::NotePositions { positions: vec![moving] });
        assert_eq!(last(&world, "DMK-1").map(|own| own.speed_mps), Some(None), "{speed}");
    }
}

#[test]
fn of_two_positions_of_one_moment_the_later_to_arrive_counts() {
    let mut world = World::new();
    let now = world.now;
    for metres in [100.0, 200.0] {
        world.does(Command::NotePositions { positions: vec![seen("DMK-1", metres, now)] });
    }
    assert_eq!(last(&world, "DMK-1").map(|own| own.position), Some(north(200.0)));
}
