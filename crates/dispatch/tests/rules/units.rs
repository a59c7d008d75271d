//! The roster: who serves, and what may be changed while a unit is out.

use dispatch::unit::{Availability, Duty};
use dispatch::{Command, RefusalCode};

use crate::world::{World, cleared, incident, report, spec};

fn duty(unit: &str, duty: Duty) -> Command {
    Command::SetDuty { unit: unit.into(), duty }
}

fn broken(why: &str) -> Duty {
    Duty::OutOfService { why: why.to_owned(), until: None }
}

#[test]
fn duty_and_assignment_are_two_things() {
    use RefusalCode::{ReasonNeeded, UnitCommitted, UnknownUnit};
    let mut world = World::new();
    world.fire(1, &["DMK-1"]);
    for (unit, to, expected) in [
        ("DMK-1", Duty::OffDuty, Some(UnitCommitted)),
        ("DMK-1", broken("ban bocor"), Some(UnitCommitted)),
        ("DMK-1", Duty::OnDuty, None),
        ("DMK-2", Duty::OffDuty, None),
        ("DMK-2", broken("ban bocor"), None),
        ("DMK-2", broken(" "), Some(ReasonNeeded)),
        ("DMK-9", Duty::OnDuty, Some(UnknownUnit)),
    ] {
        assert_eq!(world.refuses(&duty(unit, to.clone())), expected, "{unit} to {to:?}");
    }
}

#[test]
fn a_unit_says_since_when_it_is_free_or_committed() {
    let mut world = World::new();
    let since = |world: &World| world.state.units[&"DMK-1".into()].since;
    world.wait(10).fire(1, &["DMK-1"]);
    let sent = world.now;
    world.wait(10).does(duty("DMK-1", Duty::OnDuty));
    assert_eq!(since(&world), sent, "said to serve, it stays as long on its assignment");
    world.wait(10).does(report(1, "DMK-1", cleared()));
    assert_eq!(since(&world), world.now);
    world.wait(10).does(duty("DMK-1", broken("ban bocor")));
    assert_eq!(since(&world), world.now);
    assert_eq!(world.state.units[&"DMK-1".into()].availability(), Availability::OutOfService);
}

#[test]
fn entering_a_unit_again_corrects_it_and_touches_nothing_else() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).does(duty("DMK-2", Duty::OffDuty));
    world.does(Command::PairPage { unit: "DMK-1".into(), token_digest: "ab12".to_owned() });
    let before = world.state.clone();
    world.wait(60);
    for unit in ["DMK-1", "DMK-2"] {
        world.does(Command::RegisterUnit { spec: spec(unit, &["pump", "rescue"]) });
        let (own, was) = (&world.state.units[&unit.into()], &before.units[&unit.into()]);
        assert!(own.can("rescue") && !was.can("rescue"));
        assert_eq!(
            (&own.duty, own.committed_to, own.since),
            (&was.duty, was.committed_to, was.since),
            "{unit}"
        );
        assert_eq!(own.page_token_digest, was.page_token_digest);
    }
    assert_eq!(
        world.state.units[&"DMK-1".into()].availability(),
        Availability::Committed { incident: incident(1) }
    );
    let nameless = Command::RegisterUnit { spec: spec(" ", &[]) };
    assert_eq!(world.refuses(&nameless), Some(RefusalCode::TextNeeded));
}

#[test]
fn a_page_is_bound_to_one_token_the_last() {
    let mut world = World::new();
    for token in ["ab12", "cd34"] {
        world.does(Command::PairPage { unit: "DMK-1".into(), token_digest: token.to_owned() });
        assert_eq!(world.state.units[&"DMK-1".into()].page_token_digest.as_deref(), Some(token));
    }
    let stranger = Command::PairPage { unit: "DMK-9".into(), token_digest: "ef56".to_owned() };
    assert_eq!(world.refuses(&stranger), Some(RefusalCode::UnknownUnit));
}
