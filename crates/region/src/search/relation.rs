//! How something lies to a landmark.

/// How something lies to a landmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Relation {
    /// The word to show: `depan`.
    pub(super) word: &'static str,
    /// How far off and in which direction, in metres and degrees clockwise from north, where that is said.
    pub(super) offset: Option<(f64, f64)>,
}

impl Eq for Relation {}

/// A relation found among words, and which of them say it.
pub(super) struct Found {
    pub(super) relation: Relation,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The word shown and those that mean it, Indonesian, Javanese and English.
const SAID: [(&str, &[&str]); 9] = [
    ("depan", &["depan", "didepan", "dpn", "ngarep", "front"]),
    (
        "dekat",
        &[
            "dekat",
            "deket",
            "dkt",
            "dket",
            "cedhak",
            "cedak",
            "cerak",
            "parek",
            "sekitar",
            "sekitaran",
            "pinggir",
            "near",
            "nearby",
            "around",
        ],
    ),
    (
        "sebelah",
        &[
            "sebelah",
            "disebelah",
            "sblh",
            "samping",
            "smping",
            "jejer",
            "sandhing",
            "sanding",
            "beside",
            "next",
        ],
    ),
    ("belakang", &["belakang", "dibelakang", "blkg", "blakang", "mburi", "behind"]),
    ("seberang", &["seberang", "sebrang", "diseberang", "sbrg", "opposite", "across"]),
    ("sebelum", &["sebelum", "sblm", "sakdurunge", "before"]),
    ("sesudah", &["sesudah", "setelah", "stlh", "sakwise", "after"]),
    ("atas", &["diatas", "nduwur", "ndhuwur"]),
    ("bawah", &["dibawah", "ngisor"]),
];

/// "Its front": `depannya`, `ngarepe`, `mburine`.
const ITS: [&str; 3] = ["nya", "ne", "e"];

/// The word shown, degrees clockwise from north, the words that mean it, and the Javanese one, which is a part of very many
/// names: by itself it says no direction, but `lore` does.
const DIRECTIONS: [(&str, f64, &[&str], &str); 4] = [
    ("utara", 0.0, &["utara", "north"], "lor"),
    ("timur", 90.0, &["timur", "east"], "wetan"),
    ("selatan", 180.0, &["selatan", "south"], "kidul"),
    ("barat", 270.0, &["barat", "west"], "kulon"),
];

/// How far "north of the market" is, in metres, where nobody says.
const USUAL_OFFSET_M: f64 = 100.0;

/// Nobody measures farther than this from a landmark, in metres.
const FARTHEST_OFFSET_M: f64 = 5000.0;

/// The relation that a word says by itself.
pub(super) fn of(word: &str) -> Option<&'static str> {
    let says = |said: &[&str]| said.contains(&word) || said.iter().any(|said| is_its(word, said));
    SAID.iter().find(|(_, said)| says(said)).map(|(shown, _)| *shown)
}

fn is_its(word: &str, said: &str) -> bool {
    word.strip_prefix(said).is_some_and(|rest| ITS.contains(&rest))
}

/// The direction that a word says; after "sebelah" or a distance, `lor` is one too.
fn direction(word: &str, surely: bool) -> Option<(&'static str, f64)> {
    let says = |said: &[&str], javanese: &str| {
        said.contains(&word)
            || said.iter().any(|said| is_its(word, said))
            || is_its(word, javanese)
            || surely && word == javanese
    };
    let found = DIRECTIONS.iter().find(|(_, _, said, javanese)| says(said, javanese));
    found.map(|&(shown, degrees, ..)| (shown, degrees))
}

/// The first relation among words. A direction counts at the beginning, after a distance or after "sebelah": in the
/// middle it is more often a street's ("Jl. Merdeka Utara").
pub(super) fn find(words: &[String]) -> Option<Found> {
    let distance = distance(words);
    let after_distance = distance.map_or(0, |(_, end)| end);
    for (at, word) in words.iter().enumerate() {
        let beside = of(word);
        let turn = match beside {
            Some("sebelah") => direction(words.get(at + 1)?, true),
            _ => direction(word, distance.is_some_and(|(_, end)| end == at)),
        };
        let start = if distance.is_some_and(|(_, end)| end == at) { 0 } else { at };
        let metres = distance.map_or(USUAL_OFFSET_M, |(metres, _)| metres);
        match (beside, turn) {
            (Some("sebelah"), Some((word, degrees))) => {
                let offset = Some((metres, degrees));
                return Some(Found { relation: Relation { word, offset }, start, end: at + 2 });
            }
            (Some(word), _) => {
                return Some(Found { relation: Relation { word, offset: None }, start, end: at + 1 });
            }
            (None, Some((word, degrees))) if at == 0 || at == after_distance => {
                let offset = Some((metres, degrees));
                return Some(Found { relation: Relation { word, offset }, start, end: at + 1 });
            }
            _ => {}
        }
    }
    None
}

/// "200 meter", "1 km" at the beginning: metres, and how many words that takes.
fn distance(words: &[String]) -> Option<(f64, usize)> {
    let number: f64 = words.first()?.parse().ok()?;
    let metres = match words.get(1)?.as_str() {
        "m" | "meter" | "mtr" | "metres" | "meters" => number,
        "km" | "kilometer" | "kilo" => number * 1000.0,
        _ => return None,
    };
    (metres <= FARTHEST_OFFSET_M).then_some((metres, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_found() {
        let table = [
            ("depan masjid", Some(("depan", None, 0, 1))),
            ("jl merdeka dekat pasar", Some(("dekat", None, 2, 3))),
            ("sebelah utara pasar", Some(("utara", Some((100.0, 0.0)), 0, 2))),
            ("200 meter sebelah timur pasar", Some(("timur", Some((200.0, 90.0)), 0, 4))),
            ("1 km selatan pasar", Some(("selatan", Some((1000.0, 180.0)), 0, 3))),
            ("ngarepe masjid", Some(("depan", None, 0, 1))),
            ("omah mburine pasar", Some(("belakang", None, 1, 2))),
            ("lore pasar", Some(("utara", Some((100.0, 0.0)), 0, 1))),
            ("sebelah kidul pasar", Some(("selatan", Some((100.0, 180.0)), 0, 2))),
            ("200 meter wetan pasar", Some(("timur", Some((200.0, 90.0)), 0, 3))),
            ("kidul dalem", None),
            ("genteng wetan", None),
            ("jl merdeka utara", None),
            ("melati", None),
        ];
        for (text, expected) in table {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let found = find(&words)
                .map(|found| (found.relation.word, found.relation.offset, found.start, found.end));
            assert_eq!(found, expected, "{text}");
        }
    }
}
