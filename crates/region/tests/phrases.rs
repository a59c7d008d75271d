//! Phrases as callers say and dispatchers type them, and what each should find: the tables in `phrases/`.
//!
//! A row is: region, kind of phrase, phrase, and what is expected: `label`, `label @ context`, or `lat,lon ~ metres`.
//! Several that are right are told apart by ` | `; `NONE` is nothing at all. It prints the rates that docs/search.md tells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "in a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use geo::{Distance, Haversine, Point};
use region::{BuildOptions, Hit, Near, Region, SearchIndex, Silent, build, testing};

/// Of phrases asked and those found first and among the first three.
#[derive(Clone, Copy, Default)]
struct Rate {
    asked: usize,
    first: usize,
    third: usize,
}

impl Rate {
    fn add(&mut self, place: Option<usize>) {
        self.asked += 1;
        self.first += usize::from(place == Some(0));
        self.third += usize::from(place.is_some_and(|place| place < 3));
    }

    fn percent(self, found: usize) -> f64 {
        100.0 * found as f64 / self.asked.max(1) as f64
    }
}

struct Phrase {
    region: String,
    kind: String,
    said: String,
    expected: String,
}

fn table(name: &str) -> Vec<Phrase> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phrases").join(name);
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|line| {
        let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
        let [region, kind, said, expected] = cells.try_into().expect("four cells");
        Phrase { region, kind, said, expected }
    })
    .collect()
}

/// Whether a hit is one of those expected.
fn is_meant(hit: &Hit, expected: &str) -> bool {
    expected.split(" | ").any(|one| match one.split_once('~') {
        Some((pair, metres)) => {
            let (lat, lon) = pair.split_once(',').unwrap();
            let point = Point::new(lon.trim().parse().unwrap(), lat.trim().parse().unwrap());
            Haversine.distance(hit.point, point) <= metres.trim().parse::<f64>().unwrap()
        }
        None => match one.split_once(" @ ") {
            Some((label, context)) => hit.label.eq_ignore_ascii_case(label) && hit.context.contains(context),
            None => hit.label.eq_ignore_ascii_case(one),
        },
    })
}

/// Asks all phrases, prints the rates and what was missed, and returns the rate of all.
fn ask(indexes: &BTreeMap<String, (SearchIndex, Near)>, phrases: &[Phrase]) -> Rate {
    let (mut all, mut by_kind) = (Rate::default(), BTreeMap::<&str, Rate>::new());
    for phrase in phrases {
        let (index, near) = &indexes[&phrase.region];
        let hits = index.search(&phrase.said, near, 8);
        let place = match phrase.expected.as_str() {
            "NONE" => hits.is_empty().then_some(0),
            expected => hits.iter().position(|hit| is_meant(hit, expected)),
        };
        all.add(place);
        by_kind.entry(&phrase.kind).or_default().add(place);
        if place != Some(0) {
            let told = |hit: &Hit| format!("{} ({})", hit.label, hit.context);
            let found: Vec<String> = hits.iter().take(4).map(told).collect();
            println!("missed: {:?} is {}, at {place:?}: {}", phrase.said, phrase.expected, found.join("; "));
        }
    }
    println!("{:<24} {:>5} {:>7} {:>7}", "kind", "asked", "first", "third");
    for (kind, rate) in by_kind.into_iter().chain([("all", all)]) {
        let (first, third) = (rate.percent(rate.first), rate.percent(rate.third));
        println!("{kind:<24} {:>5} {first:>6.1}% {third:>6.1}%", rate.asked);
    }
    all
}

#[test]
fn what_callers_say_in_the_invented_town() {
    let folder = tempfile::tempdir().unwrap();
    let region = Region::open(testing::small_town(folder.path()).unwrap()).unwrap();
    let town = (region.search_index().unwrap(), testing::centre().into());
    let rate = ask(&BTreeMap::from([("town".to_owned(), town)]), &table("town.tsv"));
    assert_eq!((rate.first, rate.third), (rate.asked, rate.asked));
}

#[test]
fn what_callers_say_in_real_regions() {
    let tables = ["real.tsv", "callers.tsv"].map(table);
    let folder = tempfile::tempdir().unwrap();
    let surabaya = real("surabaya", "surabaya-sidoarjo", "surabaya.geojson", folder.path());
    let banyuwangi =
        real("banyuwangi", "banyuwangi-utara_bali-barat", "banyuwangi-puskesmas.csv", folder.path());
    let (Some(surabaya), Some(banyuwangi)) = (surabaya, banyuwangi) else {
        println!("skipped: no shared data");
        return;
    };
    let surabaya = (surabaya, Point::new(112.7378, -7.2575).into());
    let banyuwangi = (banyuwangi, Point::new(114.3740, -8.2105).into());
    let indexes = [("surabaya", surabaya), ("banyuwangi", banyuwangi)];
    let indexes = indexes.map(|(name, index)| (name.to_owned(), index)).into();
    for phrases in tables {
        assert!(phrases.len() >= 200, "{} phrases", phrases.len());
        let rate = ask(&indexes, &phrases);
        assert!(rate.percent(rate.first) >= 95.0, "of 100 are first: {}", rate.percent(rate.first));
        assert!(rate.percent(rate.third) >= 99.0, "of 100 are third: {}", rate.percent(rate.third));
    }
}

/// A real region with its districts and villages and its stations; `None` where the data are absent.
fn real(zones: &str, roads: &str, stations: &str, folder: &Path) -> Option<SearchIndex> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let input = data.join(format!("regions/{roads}.osm.pbf"));
    if !input.exists() {
        return None;
    }
    let boundaries = data.join("boundaries");
    let options = BuildOptions {
        name: Some(zones.to_owned()),
        stations: vec![data.join("facilities").join(stations)],
        zones: ["kec", "kel"].map(|part| boundaries.join(format!("{zones}_{part}.geojson"))).into(),
        ..BuildOptions::default()
    };
    let output = folder.join(roads).with_extension("region");
    build(&input, &output, &options, &mut Silent).unwrap();
    Some(Region::open(output).unwrap().search_index().unwrap())
}
