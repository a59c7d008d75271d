//! The same comparison on real roads: Surabaya, and Banyuwangi with Bali across the strait.

use std::path::{Path, PathBuf};

use geo::Point;
use osmpbf::{Element, ElementReader};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use roads::osm::way_from_tags;
use roads::{Profiles, Roads, Starter, VehicleClass};

use crate::full_search::{Oracle, OracleReach, rules, rules_as_toml};
use crate::oracle::as_oracle;
use crate::town::Town;

/// The folder of real extracts, where there is one.
pub(crate) fn shared_regions() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/regions");
    folder.exists().then_some(folder)
}

pub(crate) fn read(file: &Path) -> Town {
    let mut town = Town::empty(Point::new(0.0, 0.0));
    let read = |element: Element<'_>| match element {
        Element::Node(node) => town.nodes.push((node.id(), Point::new(node.lon(), node.lat()))),
        Element::DenseNode(node) => town.nodes.push((node.id(), Point::new(node.lon(), node.lat()))),
        Element::Way(way) => town.ways.extend(way_from_tags(way.id(), way.refs().collect(), way.tags())),
        Element::Relation(_) => {}
    };
    ElementReader::from_path(file).expect("the file opens").for_each(read).expect("the file reads");
    town
}

#[test]
fn real_roads_agree_with_the_oracle() {
    let Some(regions) = shared_regions() else {
        println!("skipped: no shared data");
        return;
    };
    for region in ["surabaya-sidoarjo", "banyuwangi-utara_bali-barat"] {
        let town = read(&regions.join(region).with_extension("osm.pbf"));
        let profiles = Profiles::from_toml(&rules_as_toml(&rules())).expect("the rules are a valid table");
        let roads = Roads::new(town.network(), profiles);
        let oracle = Oracle::new(&town, rules());
        let rng = &mut StdRng::seed_from_u64(112);
        for round in 0..8 {
            let mut point = || {
                let way = town.ways.choose(rng).expect("there are roads");
                let node = way.nodes.choose(rng).expect("ways have nodes");
                let near = town.nodes.iter().find(|(id, _)| id == node).expect("the extract is whole").1;
                near + Point::new(rng.random_range(-0.003..0.003), rng.random_range(-0.003..0.003))
            };
            let place = point();
            let starters: Vec<Starter> =
                (0..8).map(|unit| Starter { point: point(), class: VehicleClass::ALL[unit % 4] }).collect();
            let answers: Vec<_> = roads.soonest(place, &starters, 8).reaches.iter().map(as_oracle).collect();
            let expected: Vec<OracleReach> =
                starters.iter().map(|starter| oracle.reach(starter.point, place, starter.class)).collect();
            assert_eq!(answers, expected, "{region}, round {round}");
        }
    }
}
