//! What closures do to roads.

use dispatch::closure::{ClosedShape, Effect};
use dispatch::{Command, Event, RefusalCode};
use serde_json::json;

use crate::world::{World, closure, north};

#[test]
fn a_closure_does_what_it_was_told_to() {
    for effect in [Effect::Closed, Effect::Slowed { kmh: 5 }, Effect::Slowed { kmh: 20 }] {
        let mut world = World::new();
        let shape = ClosedShape::Road { at: north(0.0) };
        let why = "banjir".to_owned();
        world.does(Command::CloseRoad { closure: closure(1), shape, effect, why });
        assert_eq!(world.state.closures[&closure(1)].effect, effect);
        world.does(Command::OpenRoad { closure: closure(1) });
        assert!(world.state.closures.is_empty());
    }
}

#[test]
fn what_was_closed_before_roads_could_be_slow_is_closed() {
    let id = closure(1).to_string();
    let shape = json!({ "shape": "road", "at": { "lat": -8.2, "lon": 114.37 } });
    let event = json!({ "event": "road_closed", "closure": id, "shape": shape, "why": "banjir" });
    let old: Event = serde_json::from_value(event).expect("an event of an old log");
    assert!(matches!(old, Event::RoadClosed { effect: Effect::Closed, .. }));
    let command = json!({ "do": "close_road", "closure": id, "shape": shape, "why": "banjir" });
    let old: Command = serde_json::from_value(command).expect("a command of an old desk");
    assert!(matches!(old, Command::CloseRoad { effect: Effect::Closed, .. }));
}

#[test]
fn a_closure_is_drawn_anew_and_stands_since_when_it_stood() {
    let mut world = World::new();
    let road = ClosedShape::Road { at: north(0.0) };
    let why = "banjir".to_owned();
    world.does(Command::CloseRoad { closure: closure(1), shape: road, effect: Effect::Closed, why });
    let before = world.state.closures[&closure(1)].clone();
    world.wait(60);
    let shapes = [
        ClosedShape::Area { centre: north(50.0), radius_m: 120 },
        ClosedShape::Outline { corners: vec![north(0.0), north(100.0), north(200.0)] },
        ClosedShape::Road { at: north(500.0) },
    ];
    for shape in shapes {
        let (effect, why) = (Effect::Slowed { kmh: 5 }, "kerumunan".to_owned());
        world.does(Command::ChangeClosure { closure: closure(1), shape: shape.clone(), effect, why });
        let now = &world.state.closures[&closure(1)];
        assert_eq!((&now.shape, now.effect, now.why.as_str()), (&shape, effect, "kerumunan"));
        assert_eq!((now.since, &now.by), (before.since, &before.by));
    }
}

#[test]
fn an_area_has_an_extent_and_a_reason() {
    let corner = |count: usize| ClosedShape::Outline { corners: vec![north(0.0); count] };
    let circle = |radius_m| ClosedShape::Area { centre: north(0.0), radius_m };
    let table = [
        (circle(0), "banjir", Some(RefusalCode::NoArea)),
        (circle(1), "banjir", None),
        (corner(0), "banjir", Some(RefusalCode::NoArea)),
        (corner(2), "banjir", Some(RefusalCode::NoArea)),
        (corner(3), "banjir", None),
        (corner(2_001), "banjir", Some(RefusalCode::TooLong)),
        (corner(3), "  ", Some(RefusalCode::ReasonNeeded)),
    ];
    for (shape, why, refusal) in table {
        let mut world = World::new();
        let why = why.to_owned();
        let close = Command::CloseRoad { closure: closure(1), shape, effect: Effect::Closed, why };
        match refusal {
            Some(code) => assert_eq!(world.refuses(&close), Some(code), "{close:?}"),
            None => _ = world.does(close),
        }
    }
}
