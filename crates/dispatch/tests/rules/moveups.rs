//! Units that stand by elsewhere to cover a gap.

use dispatch::assignment::Expected;
use dispatch::unit::Duty;
use dispatch::{Command, RefusalCode};

use crate::world::{World, cleared, report, standby};

type Deed = Box<dyn Fn(&mut World)>;

fn moves_up(unit: &str, label: &str) -> Command {
    Command::MoveUp { unit: unit.into(), to: standby(label) }
}

fn stands_by(world: &World, unit: &str) -> Option<String> {
    world.state.standbys.get(&unit.into()).map(|own| own.place.label.clone())
}

#[test]
fn a_free_unit_stands_by_until_something_ends_it() {
    let broken = Duty::OutOfService { why: "ban bocor".to_owned(), until: None };
    let duty = |duty: Duty| Command::SetDuty { unit: "DMK-1".into(), duty };
    let back = Command::SendBack { unit: "DMK-1".into() };
    let gives = |command: Command| -> Deed {
        Box::new(move |world| {
            world.does(command.clone());
        })
    };
    let fire = |unit: &'static str| -> Deed {
        Box::new(move |world| {
            world.fire(1, &[unit]);
        })
    };
    let table: [(&str, Deed, Option<&str>); 7] = [
        ("sent back", gives(back), None),
        ("sent to an incident", fire("DMK-1"), None),
        ("another sent", fire("DMK-2"), Some("Pos Utara")),
        ("off duty", gives(duty(Duty::OffDuty)), None),
        ("out of service", gives(duty(broken)), None),
        ("said to serve", gives(duty(Duty::OnDuty)), Some("Pos Utara")),
        ("moved on", gives(moves_up("DMK-1", "Pos Selatan")), Some("Pos Selatan")),
    ];
    for (what, deed, expected) in table {
        let mut world = World::new();
        world.does(moves_up("DMK-1", "Pos Utara"));
        assert_eq!(stands_by(&world, "DMK-1").as_deref(), Some("Pos Utara"));
        deed(&mut world);
        assert_eq!(stands_by(&world, "DMK-1").as_deref(), expected, "{what}");
    }
}

#[test]
fn only_a_free_unit_on_duty_is_moved_up() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).does(Command::SetDuty { unit: "DMK-2".into(), duty: Duty::OffDuty });
    for (unit, label, expected) in [
        ("DMK-1", "Pos Utara", Some(RefusalCode::UnitCommitted)),
        ("DMK-2", "Pos Utara", Some(RefusalCode::UnitNotOnDuty)),
        ("DMK-3", " ", Some(RefusalCode::TextNeeded)),
        ("DMK-9", "Pos Utara", Some(RefusalCode::UnknownUnit)),
        ("DMK-3", "Pos Utara", None),
    ] {
        assert_eq!(world.refuses(&moves_up(unit, label)), expected, "{unit} to {label:?}");
    }
    world.does(report(1, "DMK-1", cleared()));
    assert_eq!(world.refuses(&moves_up("DMK-1", "Pos Utara")), None, "free again");
}

#[test]
fn it_is_kept_how_long_the_way_was_reckoned_to_take() {
    let mut world = World::new();
    let expected = Expected { turnout_s: 60, travel_s: 240, distance_m: 3_100 };
    world.expected.insert("DMK-1".into(), expected);
    world.does(moves_up("DMK-1", "Pos Utara"));
    let standby = &world.state.standbys[&"DMK-1".into()];
    assert_eq!((standby.expected, standby.since), (Some(expected), world.now));
}

#[test]
fn sent_back_twice_is_sent_back() {
    let mut world = World::new();
    let back = Command::SendBack { unit: "DMK-1".into() };
    world.does(back.clone()).does(back);
    assert_eq!(stands_by(&world, "DMK-1"), None);
    let stranger = Command::SendBack { unit: "DMK-9".into() };
    assert_eq!(world.refuses(&stranger), Some(RefusalCode::UnknownUnit));
}
