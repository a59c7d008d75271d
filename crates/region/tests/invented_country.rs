//! An invented country goes through the whole build as a real one does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use region::{BuildOptions, Region, Silent, build, testing};
use roads::testing::Country;

#[test]
fn its_roads_arrive_as_they_were_invented() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("negeri.osm.pbf"), folder.path().join("negeri.region"));
    // More than one block of nodes and of ways.
    let country = Country::new(5, 12_000);
    std::fs::write(&input, testing::country(&country, 500).to_bytes()).unwrap();
    build(&input, &output, &BuildOptions::default(), &mut Silent).unwrap();

    let region = Region::open(&output).unwrap();
    assert!(region.network().unwrap() == country.network(), "the same network comes out of the file");
    let search = region.search_index().unwrap();
    let town = &country.settlements[0];
    let found = search.search(&format!("RSUD {}", town.name), &town.middle.into(), 1);
    assert_eq!(found[0].label, format!("RSUD {}", town.name));
}
