//! The domain beside an independent model of it, driven by a plausible crowd through clock jumps, crashes, lost
//! receipts and phones that report late.
//!
//! `SIGAP_SEED=17 cargo test -p dispatch --test simulator -- --nocapture` tells the story of one seed.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where its story breaks"
)]

mod crowd;
mod dice;
mod model;
mod rules;
mod story;

use dispatch::Catalogue;

use rules::{
    ClosesOverCrews, DivertsFromAnything, ForgetsTheLast, ForgetsWhatItBrings, ForgetsWhoWaits, Real, Rules,
    SendsNobody, SendsTheCommitted, StepsBack, SwallowsFlagged, TrustsEverybody,
};
use story::{Parting, Tally, tell};

/// How many stories are told each time.
const SEEDS: u64 = 240;

fn shipped() -> Catalogue {
    Catalogue::shipped().expect("the shipped catalogue")
}

#[test]
fn the_room_and_its_model_never_part() {
    let catalogue = shipped();
    if let Some(seed) = std::env::var("SIGAP_SEED").ok().and_then(|seed| seed.parse().ok()) {
        let (tally, told) = tell(seed, &Real, &catalogue).unwrap_or_else(|broken| panic!("{broken}"));
        println!("SIGAP_SEED={seed}\n{told}\n{tally:?}");
        return;
    }
    let mut all = Tally::default();
    for seed in 0..SEEDS {
        let (tally, _) = tell(seed, &Real, &catalogue).unwrap_or_else(|broken| panic!("{broken}"));
        all.taken += tally.taken;
        all.refused += tally.refused;
        all.incidents += tally.incidents;
        all.sent += tally.sent;
        all.crashes += tally.crashes;
    }
    println!("{SEEDS} stories: {all:?}");
    let seeds = SEEDS as usize;
    assert!(all.taken > 60 * seeds, "stories are about something");
    assert!(all.refused > 5 * seeds, "and not all goes well: {all:?}");
    assert!(all.incidents > 2 * seeds && all.sent > 2 * seeds && all.crashes > 3 * seeds, "{all:?}");
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let catalogue = shipped();
    let told = |seed| tell(seed, &Real, &catalogue).map(|(_, told)| told);
    assert_eq!(told(17), told(17));
    assert_ne!(told(17), told(18));
}

/// The control: a room with one wrong rule parts from the model, and the report names seed and story.
#[test]
fn a_broken_rule_is_noticed() {
    let catalogue = shipped();
    let broken: [(&str, &dyn Rules, Noticed); 10] = [
        ("sends the committed", &SendsTheCommitted, |why| *why == Parting::OnlyRoomTakes),
        ("closes over crews", &ClosesOverCrews, |why| *why == Parting::OnlyRoomTakes),
        ("swallows flagged numbers", &SwallowsFlagged, |why| *why == Parting::OnlyModelTakes),
        ("steps back", &StepsBack, |why| *why == Parting::OnlyRoomTakes),
        ("trusts everybody", &TrustsEverybody, |why| *why == Parting::OnlyRoomTakes),
        ("forgets the last event", &ForgetsTheLast, |why| *why == Parting::LostInCrash),
        ("sends nobody", &SendsNobody, |why| matches!(why, Parting::Differ(_))),
        ("forgets who waits", &ForgetsWhoWaits, |why| matches!(why, Parting::Differ(_))),
        ("forgets what a duplicate says", &ForgetsWhatItBrings, |why| matches!(why, Parting::Differ(_))),
        ("diverts from anything", &DivertsFromAnything, |why| *why == Parting::OnlyRoomTakes),
    ];
    for (name, rules, why) in broken {
        let found = (0..120).find_map(|seed| tell(seed, rules, &catalogue).err());
        let story = found.unwrap_or_else(|| panic!("nobody noticed a room that {name}"));
        assert!(why(&story.why), "{name}: {story}");
        assert!(story.to_string().starts_with(&format!("SIGAP_SEED={} ", story.seed)), "{name}: {story}");
    }
}

/// Whether it was noticed for what it is.
type Noticed = fn(&Parting) -> bool;
