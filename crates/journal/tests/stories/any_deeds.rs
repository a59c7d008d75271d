//! Whatever the deeds are, they are read back equal, in order, without gaps.

use journal::Deed;
use proptest::prelude::*;
use tokio::runtime::Builder;

use crate::place::{Event, Personal, Place, command, everything};

fn any_personal() -> impl Strategy<Value = Personal> {
    proptest::option::of(any::<String>()).prop_map(|personal| Personal { personal })
}

fn any_degrees() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("JSON has no infinity", |number| number.is_finite())
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        any_personal().prop_map(|number| Event::CallRang { number }),
        (any_degrees(), any_degrees(), proptest::option::of(any_personal()))
            .prop_map(|(lat, lon, words)| Event::PlaceFound { lat, lon, words }),
        any::<String>().prop_map(|unit| Event::UnitSent { unit }),
    ]
}

/// Batches of deeds, as a room hands them over.
fn any_batches() -> impl Strategy<Value = Vec<Vec<(i64, String, Vec<Event>)>>> {
    let deed = (any::<i64>(), any::<String>(), prop::collection::vec(any_event(), 1..4));
    prop::collection::vec(prop::collection::vec(deed, 1..4), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_deeds_are_read_back_equal_in_order_without_gaps(batches in any_batches()) {
        let place = Place::new();
        let (writer, reader) = place.open();
        let runtime = Builder::new_current_thread().build().unwrap();
        let mut wanted = Vec::new();
        let mut number = 0;
        for batch in batches {
            let deeds = batch.into_iter().map(|(at_ms, actor, events)| {
                number += 1;
                Deed { command: command(number), at_ms, actor: actor.into(), events }
            });
            let deeds: Vec<_> = deeds.collect();
            let outcomes = runtime.block_on(writer.append_all(deeds.clone())).unwrap();
            wanted.extend(deeds.into_iter().zip(outcomes));
        }

        let mut entries = everything(&reader).into_iter();
        let mut seq = 0;
        for (deed, outcome) in wanted {
            prop_assert_eq!(outcome.receipt().first_seq, seq + 1);
            for event in deed.events {
                seq += 1;
                let entry = entries.next().expect("as many as were kept");
                prop_assert_eq!((entry.seq, entry.deed), (seq, outcome.receipt()));
                prop_assert_eq!((entry.command, entry.at_ms), (deed.command, deed.at_ms));
                prop_assert_eq!(&entry.actor, &deed.actor);
                prop_assert_eq!(entry.event, event);
            }
            prop_assert_eq!(outcome.receipt().last_seq, seq);
        }
        prop_assert_eq!(entries.next(), None);
        prop_assert_eq!(reader.verify(|_, _| ()).unwrap().last_seq, seq);
    }
}
