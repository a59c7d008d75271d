//! What closures do to roads.

use dispatch::closure::{ClosedShape, Effect};
use dispatch::{Command, Event};
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
