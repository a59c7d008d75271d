//! Invented countries, for sizes that no extract at hand has.

use std::time::Instant;

use roads::testing::Country;
use roads::{Order, Profiles, Roads};

use crate::samples::told;
use crate::trouble::Trouble;

const SEED: u64 = 112;

/// The roads of an invented country, ready for questions.
pub(crate) struct Generated {
    pub(crate) name: String,
    pub(crate) country: Country,
    pub(crate) roads: Roads,
    pub(crate) order: Order,
}

/// Invents a country with about this many junctions.
pub(crate) fn generated(junctions: usize) -> Result<Generated, Trouble> {
    let began = Instant::now();
    let name = format!("invented-{}k", junctions / 1_000);
    let country = Country::new(SEED, junctions);
    let mut roads = Roads::new(country.network(), Profiles::shipped()?);
    let invented = began.elapsed();
    let began = Instant::now();
    let order = Order::new(roads.network());
    println!("  {name}: invented in {}, put in order in {}", told(invented), told(began.elapsed()));
    roads.use_order(&order)?;
    Ok(Generated { name, country, roads, order })
}
