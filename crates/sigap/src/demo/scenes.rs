//! Who calls, and what they say.

use rand::RngExt;
use rand::rngs::StdRng;

/// How many houses the directory knows; the last one's number is flagged.
pub(super) const HOUSES: u8 = 6;

/// The number of a house in the directory. No subscriber has a number of this form.
pub(super) fn number_of_house(house: u8) -> String {
    format!("0800-0000-01{house:02}")
}

/// What a caller is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Hangs up before anybody answers.
    Dropped,
    /// Says nothing.
    Silent,
    /// Has fun.
    Prank,
    /// Asks or complains.
    Question,
    /// Needs help.
    Emergency,
}

/// How much comes in, and of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Load {
    /// A call a minute, many of them real: to try a room.
    #[default]
    Demo,
    /// A busy hour of a city.
    Busy,
}

impl Load {
    /// How many calls come in an hour. A city that reported its load (61,897 rings in seven months) has twelve on
    /// average; a busy hour here is five times that.
    pub fn calls_per_hour(self) -> f64 {
        60.0
    }

    fn shares(self) -> &'static [(About, u32); 5] {
        match self {
            Self::Demo => &SHARES,
            Self::Busy => &BUSY_SHARES,
        }
    }
}

/// Of a hundred rings in a busy hour. In the reported seven months 92 of a hundred were dropped and one in a thousand was
/// real, so that an average hour would hold none: here most are dropped or silent as there, and there are as many real ones
/// (nine an hour) as that city had in a month, for a busy hour is one where much happens.
const BUSY_SHARES: [(About, u32); 5] = [
    (About::Dropped, 58),
    (About::Silent, 13),
    (About::Prank, 7),
    (About::Question, 7),
    (About::Emergency, 15),
];

/// Of a hundred rings. Real rooms get far more of the first kinds still (one city's seven months: 61,897 rings, 57,073
/// dropped, 67 real); with their shares nobody who tries the room would ever get to send a unit.
const SHARES: [(About, u32); 5] = [
    (About::Dropped, 30),
    (About::Silent, 20),
    (About::Prank, 14),
    (About::Question, 12),
    (About::Emergency, 24),
];

/// One call, before it rings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub(super) about: About,
    pub(super) number: String,
    /// What the dispatcher would hear; empty where nobody speaks.
    pub(super) says: &'static str,
    /// How well the network knows the place, metres; absent where it doesn't.
    pub(super) radius_m: Option<u32>,
    /// How long it rings before the caller gives up, seconds.
    pub(super) patience_s: u32,
    /// How long the caller stays on the line, seconds.
    pub(super) talks_s: u32,
}

impl Scene {
    pub(super) fn draw(rng: &mut StdRng, load: Load) -> Self {
        let about = draw_about(rng, load);
        let (says, patience_s, talks_s) = match about {
            About::Dropped => ("", rng.random_range(4..10), 5),
            About::Silent => ("", rng.random_range(20..60), rng.random_range(6..15)),
            About::Prank => (pick(rng, &PRANKS), rng.random_range(30..90), rng.random_range(10..40)),
            About::Question => (pick(rng, &QUESTIONS), rng.random_range(60..150), rng.random_range(30..90)),
            About::Emergency => {
                (pick(rng, &EMERGENCIES), rng.random_range(90..240), rng.random_range(40..120))
            }
        };
        let is_located = rng.random_bool(if about == About::Emergency { 0.85 } else { 0.5 });
        // A handset that answers knows its place; else the cell does.
        let radius_m =
            if rng.random_bool(0.7) { rng.random_range(15..120) } else { rng.random_range(400..1800) };
        Self {
            about,
            number: number(rng, about),
            says,
            radius_m: is_located.then_some(radius_m),
            patience_s,
            talks_s,
        }
    }
}

/// The type that fits what an emergency's caller says.
pub(super) fn kind_of(says: &str) -> &'static str {
    let at = EMERGENCIES.iter().position(|own| *own == says);
    at.and_then(|at| KINDS.get(at)).copied().unwrap_or("medical-general")
}

fn draw_about(rng: &mut StdRng, load: Load) -> About {
    let shares = *load.shares();
    let mut left = rng.random_range(0..shares.iter().map(|(_, share)| share).sum());
    for (about, share) in shares {
        if left < share {
            return about;
        }
        left -= share;
    }
    About::Dropped
}

fn pick(rng: &mut StdRng, from: &[&'static str]) -> &'static str {
    from[rng.random_range(0..from.len())]
}

fn number(rng: &mut StdRng, about: About) -> String {
    match about {
        About::Prank if rng.random_bool(0.5) => number_of_house(HOUSES),
        About::Emergency if rng.random_bool(0.25) => number_of_house(rng.random_range(1..HOUSES)),
        _ => format!("0800-0000-{:04}", rng.random_range(1000..10_000)),
    }
}

const PRANKS: [&str; 4] = [
    "(tertawa) Pesan nasi goreng dua, Pak.",
    "(suara anak-anak, musik keras)",
    "Mau tes saja, ini benar 112?",
    "(memaki, lalu tertawa)",
];

const QUESTIONS: [&str; 6] = [
    "Lampu jalan di depan rumah mati sudah seminggu.",
    "Jalan berlubang besar, motor hampir jatuh.",
    "Sampah menumpuk tidak diangkut dari kemarin.",
    "Jam berapa puskesmas buka hari Sabtu?",
    "Mau tanya cara mengurus surat pindah.",
    "Nomor PLN berapa ya, listrik padam satu gang.",
];

const EMERGENCIES: [&str; 12] = [
    "Tolong! Rumah tetangga terbakar, apinya sudah sampai atap!",
    "Ada kecelakaan motor sama mobil, dua orang luka, satu tidak bisa bangun.",
    "Bapak saya sesak napas, dada kirinya sakit sekali.",
    "Istri saya mau melahirkan, ketubannya sudah pecah!",
    "Ada orang pingsan di pinggir jalan, tidak sadar.",
    "Kios di pasar terbakar, asapnya tebal sekali!",
    "Pohon tumbang menutup jalan, kena kabel listrik.",
    "Anak hanyut di sungai, tadi masih kelihatan!",
    "Ada ular besar masuk dapur.",
    "Ada perampokan di toko, pelakunya bawa parang!",
    "Gas bocor, baunya menyengat satu rumah.",
    "Orang berkelahi ramai-ramai, ada yang berdarah.",
];

/// What each of them is, in their order.
const KINDS: [&str; 12] = [
    "fire-house",
    "traffic-injury",
    "medical-breathing",
    "medical-birth",
    "medical-unconscious",
    "fire-building",
    "utility-tree",
    "rescue-water",
    "rescue-animal",
    "crime-violence",
    "utility-gas",
    "crime-order",
];

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn a_seed_tells_the_same_story_again() {
        let story = |seed| {
            let mut rng = StdRng::seed_from_u64(seed);
            (0..20).map(|_| Scene::draw(&mut rng, Load::Demo)).collect::<Vec<_>>()
        };
        assert_eq!(story(7), story(7));
        assert_ne!(story(7), story(8));
    }

    #[test]
    fn most_calls_are_no_emergencies_and_no_number_is_a_real_one() {
        let mut rng = StdRng::seed_from_u64(112);
        let scenes: Vec<Scene> = (0..2_000).map(|_| Scene::draw(&mut rng, Load::Demo)).collect();
        let share = |about| scenes.iter().filter(|scene| scene.about == about).count() * 100 / scenes.len();
        assert!(share(About::Dropped) + share(About::Silent) + share(About::Prank) > 50);
        assert!((18..30).contains(&share(About::Emergency)));
        assert!(scenes.iter().all(|scene| scene.number.starts_with("0800-0000-")));
        assert!(scenes.iter().all(|scene| scene.patience_s <= 240), "nobody rings for ever");
    }

    #[test]
    fn a_busy_hour_is_mostly_nobody_and_every_emergency_has_a_type() {
        let mut rng = StdRng::seed_from_u64(112);
        let scenes: Vec<Scene> = (0..2_000).map(|_| Scene::draw(&mut rng, Load::Busy)).collect();
        let share = |about| scenes.iter().filter(|scene| scene.about == about).count() * 100 / scenes.len();
        assert!(share(About::Dropped) + share(About::Silent) > 65);
        assert!((12..18).contains(&share(About::Emergency)));
        let catalogue = room::dispatch::Catalogue::shipped().unwrap();
        assert!(EMERGENCIES.iter().all(|says| catalogue.get(&kind_of(says).into()).is_some()));
    }
}
