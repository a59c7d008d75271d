//! The arrows of ARCHITECTURE.md, held against what the crates really use.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Which crates of the house each crate may use. An arrow that isn't here is an arrow upwards.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("dispatch", &[]),
    ("roads", &[]),
    ("region", &["roads"]),
    ("journal", &[]),
    ("room", &["dispatch", "roads", "region", "journal"]),
    ("gateway", &["room"]),
    ("sigap", &["room", "gateway", "region"]),
    ("sigap-desk", &["room", "gateway", "sigap"]),
];

/// What must not be found anywhere below a crate, however far down.
const NEVER_BELOW: [(&str, &[&str]); 5] = [
    ("dispatch", &["tokio", "rusqlite", "axum", "tauri", "rand", "jiff", "chrono", "tracing"]),
    ("roads", &["tokio", "rusqlite", "axum", "tauri", "dispatch"]),
    ("journal", &["axum", "tauri", "dispatch"]),
    ("room", &["axum", "tauri", "hyper"]),
    // The one crate with unsafe code of our own, for tests.
    ("sigap", &["power_cuts"]),
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The ordinary dependencies of each crate of the house.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let ordinary = |dependency: &&Value| dependency["kind"].is_null();
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("dependencies");
            (name(package), dependencies.iter().filter(ordinary).map(name).collect())
        })
        .collect()
}

#[test]
fn arrows_run_downwards_only() {
    let arrows = arrows();
    let house: BTreeSet<&str> = MAY_USE.iter().map(|(floor, _)| *floor).collect();
    for (floor, allowed) in MAY_USE {
        let used = arrows.get(floor).unwrap_or_else(|| panic!("there is no crate {floor}"));
        for used in used.iter().filter(|used| house.contains(used.as_str())) {
            assert!(allowed.contains(&used.as_str()), "{floor} uses {used}: an arrow upwards");
        }
    }
    let unknown: Vec<_> = arrows.keys().filter(|name| !house.contains(name.as_str())).collect();
    assert_eq!(
        unknown,
        ["benchmarks", "power-cuts", "whole-system"],
        "a new crate needs its place in ARCHITECTURE.md and here"
    );
}

#[test]
fn what_must_be_absent_is_absent() {
    for (floor, never) in NEVER_BELOW {
        let tree =
            cargo(&["tree", "--offline", "-p", floor, "-e", "normal", "--prefix", "none", "-f", "{lib}"]);
        let below: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        assert!(below.contains(floor), "the tree of {floor} was read");
        for absent in never {
            assert!(!below.contains(absent), "{floor} has {absent} below it");
        }
    }
}
