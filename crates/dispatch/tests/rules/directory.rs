//! Telephone numbers in one form.

use dispatch::directory::{DirectoryEntry, digits};
use dispatch::{Command, RefusalCode};
use proptest::prelude::*;

use crate::world::{World, some};

#[test]
fn every_way_to_write_a_number_is_one_number() {
    #[rustfmt::skip]
    let rows: [(&str, &[&str]); 6] = [
        ("081234567890", &["081234567890", "0812-3456-7890", "0812 3456 7890", "+6281234567890", "+62 812-3456-7890",
                           "62 812 3456 7890", "006281234567890", "+62 (0)812 3456 7890", "+62 0812 3456 7890",
                           "81234567890", "812-3456-7890", "tel:+6281234567890".trim_start_matches("tel:")]),
        ("0333421234",   &["0333421234", "(0333) 421234", "+62 333 421234", "0062333421234"]),
        ("421234",       &["421234", "42-12-34"]),               // a number within the town
        ("62555",        &["62555"]),                            // also within the town, not from abroad
        ("0081901234567", &["+81 90 1234 567", "0081901234567"]), // Japan is no mobile number of ours
        ("",             &["", "anonymous", "+", "unknown"]),
    ];
    for (expected, forms) in rows {
        for form in forms {
            assert_eq!(digits(form), expected, "{form:?}");
        }
    }
    for short in ["112", "110", "113", "118", "119"] {
        assert_eq!(digits(short), short);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(112), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn a_number_in_one_form_stays_in_it(number in "[+]?[0-9 ()-]{0,20}") {
        let once = digits(&number);
        prop_assert_eq!(digits(&once), once);
    }
}

#[test]
fn an_entry_is_found_by_any_form_and_replaced_by_the_next() {
    let mut world = World::new();
    let entry = |number: &str, name: &str| DirectoryEntry {
        number: some(number),
        name: some(name),
        address: some(""),
        position: None,
        note: some("tabung oksigen di rumah"),
        flagged: false,
        ..DirectoryEntry::default()
    };
    world.does(Command::EnterNumber { entry: entry("0812 3456 7890", "Bu Ani") });
    world.does(Command::EnterNumber { entry: entry("+6281234567890", "Bu Ani Lestari") });
    assert_eq!(world.state.directory.len(), 1);
    let found = world.state.registered(&some("81234567890")).expect("it is registered");
    assert_eq!(found.name.text(), "Bu Ani Lestari");
    assert!(world.state.registered(&some("")).is_none());
    let nobody = Command::EnterNumber { entry: entry("tidak ada", "") };
    assert_eq!(world.refuses(&nobody), Some(RefusalCode::TextNeeded));
}
