//! Names as Indonesian streets and towns have them.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::class::RoadClass;

/// Flowers, trees, fruit, birds, mountains, islands: what residential streets are called after.
const MINOR: [&str; 48] = [
    "Mawar",
    "Melati",
    "Kenanga",
    "Anggrek",
    "Dahlia",
    "Flamboyan",
    "Cempaka",
    "Kamboja",
    "Teratai",
    "Seruni",
    "Bougenvil",
    "Tulip",
    "Beringin",
    "Cemara",
    "Jati",
    "Mahoni",
    "Akasia",
    "Angsana",
    "Pinus",
    "Bambu",
    "Mangga",
    "Rambutan",
    "Jambu",
    "Manggis",
    "Nangka",
    "Salak",
    "Durian",
    "Belimbing",
    "Merpati",
    "Cendrawasih",
    "Kutilang",
    "Rajawali",
    "Garuda",
    "Kakatua",
    "Kepodang",
    "Merak",
    "Bromo",
    "Semeru",
    "Merapi",
    "Rinjani",
    "Kerinci",
    "Raung",
    "Bali",
    "Lombok",
    "Flores",
    "Madura",
    "Seram",
    "Ternate",
];

/// Whom and what the large roads are called after.
const MAJOR: [&str; 28] = [
    "Jenderal Sudirman",
    "Jenderal Ahmad Yani",
    "Diponegoro",
    "Gajah Mada",
    "Hayam Wuruk",
    "Soekarno-Hatta",
    "Imam Bonjol",
    "Teuku Umar",
    "Pattimura",
    "Gatot Subroto",
    "Basuki Rahmat",
    "Panglima Sudirman",
    "Raden Ajeng Kartini",
    "Dewi Sartika",
    "Ki Hajar Dewantara",
    "Sultan Agung",
    "Hasanuddin",
    "Majapahit",
    "Sriwijaya",
    "Pahlawan",
    "Merdeka",
    "Veteran",
    "Pemuda",
    "Kemerdekaan",
    "Raya Timur",
    "Raya Barat",
    "Lingkar Utara",
    "Lingkar Selatan",
];

const NUMBERS: [&str; 9] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

const FIRST: [&str; 24] = [
    "Suka", "Karang", "Sumber", "Tanjung", "Muara", "Banjar", "Kali", "Wono", "Sido", "Purwo", "Kerto",
    "Argo", "Tegal", "Rowo", "Watu", "Gunung", "Bumi", "Cipta", "Mekar", "Harjo", "Margo", "Jati", "Pasir",
    "Bandar",
];
const SECOND: [&str; 24] = [
    "maju", "anyar", "rejo", "sari", "mulyo", "agung", "makmur", "jaya", "asri", "asih", "wangi", "mukti",
    "tani", "dadi", "raya", "baru", "indah", "rahayu", "sono", "luhur", "harum", "kencana", "murni", "bakti",
];
const SIDE: [&str; 5] = ["", " Lor", " Kidul", " Wetan", " Kulon"];

/// The name of a road of this class. Most small roads have none, as on the map.
pub(super) fn of_road(rng: &mut StdRng, class: RoadClass) -> Option<String> {
    let minor = |rng: &mut StdRng| *MINOR.choose(rng).unwrap_or(&MINOR[0]);
    let numbered = |rng: &mut StdRng, name: &str| match NUMBERS.choose(rng) {
        Some(number) if rng.random_bool(0.6) => format!("{name} {number}"),
        _ => name.to_owned(),
    };
    let (named, prefix, name) = match class {
        RoadClass::Motorway => return Some("Jalan Tol Lintas Nusa".to_owned()),
        RoadClass::Trunk | RoadClass::Primary => {
            (0.95, "Jalan", MAJOR.choose(rng).unwrap_or(&MAJOR[0]).to_string())
        }
        RoadClass::Secondary => (0.85, "Jalan", MAJOR.choose(rng).unwrap_or(&MAJOR[0]).to_string()),
        RoadClass::Tertiary => (0.6, "Jalan", minor(rng).to_owned()),
        RoadClass::Residential | RoadClass::Unclassified => {
            let name = minor(rng);
            (0.25, "Jalan", numbered(rng, name))
        }
        RoadClass::LivingStreet | RoadClass::Path => {
            let name = minor(rng);
            (0.3, "Gang", numbered(rng, name))
        }
        _ => return None,
    };
    rng.random_bool(named).then(|| format!("{prefix} {name}"))
}

/// The name of the n-th town. The first few thousand differ.
pub(super) fn of_town(n: usize) -> String {
    // Steps that share no factor with the lengths of the lists, so that neighbours in size do not look alike.
    let first = FIRST[n * 7 % FIRST.len()];
    let second = SECOND[(n / FIRST.len() * 5 + n * 11) % SECOND.len()];
    let side = SIDE[n / (FIRST.len() * SECOND.len()) % SIDE.len()];
    format!("{first}{second}{side}")
}
