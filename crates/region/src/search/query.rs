//! What a caller's words ask for.

use super::abbreviations::{Class, groups_at, groups_of};
use super::relation::{self, Relation};
use super::said::{BEFORE_A_NUMBER, said};

/// A text typed, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// The words to match, all of them.
    pub(super) terms: Vec<Term>,
    /// What the words say of two streets or of a landmark.
    pub(super) shape: Shape,
}

/// What a text asks for besides a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A name alone.
    Plain,
    /// Where two streets meet. The second is empty where the text says "junction" and leaves open where one street's
    /// name ends and the other's begins.
    Junction(Vec<Term>, Vec<Term>),
    /// A street or thing beside a landmark; without the first, the landmark.
    Beside { what: Vec<Term>, relation: Relation, landmark: Vec<Term> },
    /// What lies between two streets or things; `what` may be empty.
    Between { what: Vec<Term>, one: Vec<Term>, other: Vec<Term> },
}

/// A word or a known phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// A phrase is its group's own word: `rs` for "rumah sakit".
    pub(super) text: String,
    pub(super) weight: Weight,
    /// Whether it may go on.
    pub(super) unfinished: bool,
    /// Whether no word follows.
    pub(super) last: bool,
}

/// What it means that a place doesn't have a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// It is another place.
    Needed,
    /// It is the same place if it is a street.
    Street,
    /// It may be the same place, called another kind of thing.
    Type,
    /// It may be the same place, without the rank.
    Title,
    /// It may be the same place: "desa", "kecamatan".
    Area,
    /// It may be the street of the house with this number.
    House,
    /// The same, or a lane's number.
    Number,
    /// It is where the road goes from the place.
    Toward,
    /// Nothing.
    Filler,
}

/// Words that say nothing of a name.
const FILLER: [&str; 49] = [
    "di",
    "ke",
    "dari",
    "yang",
    "yg",
    "sini",
    "situ",
    "sana",
    "itu",
    "ini",
    "nya",
    "lokasi",
    "lokasinya",
    "alamat",
    "alamatnya",
    "posisi",
    "arah",
    "menuju",
    "daerah",
    "kawasan",
    "wilayah",
    "area",
    "tolong",
    "pak",
    "ada",
    "pas",
    "persis",
    "of",
    "the",
    "at",
    "in",
    "on",
    "to",
    "from",
    "jurusan",
    "rumah",
    "nang",
    "ning",
    "ndek",
    "onok",
    "masuk",
    "mlebu",
    "warga",
    "mohon",
    "minta",
    "bantuan",
    "segera",
    "bapak",
    "ya",
];

/// After these a road goes on to what follows, which may be said or not.
const TOWARD: [&str; 4] = ["arah", "menuju", "jurusan", "tujuan"];

/// What happened is not where.
const HAPPENED: [&str; 12] = [
    "kebakaran",
    "kecelakaan",
    "laka",
    "lakalantas",
    "tabrakan",
    "kejadian",
    "banjir",
    "longsor",
    "begal",
    "fire",
    "accident",
    "darurat",
];

/// Words before a block's letter or number, which has so many letters at most.
const BLOCK: [&str; 3] = ["blok", "blk", "block"];
const LONGEST_BLOCK: usize = 3;

/// Words that announce a junction of the streets that follow.
const JUNCTION: [&str; 18] = [
    "simpang",
    "bangjo",
    "lampumerah",
    "persimpangan",
    "perempatan",
    "prapatan",
    "prempatan",
    "perapatan",
    "pertigaan",
    "pertigan",
    "prtigaan",
    "pertelon",
    "pojok",
    "pojokan",
    "junction",
    "corner",
    "intersection",
    "kreuzung",
];

/// Words between two streets that meet.
const MEETS: [&str; 8] = ["x", "dan", "dengan", "dg", "and", "und", "sama", "ketemu"];

const BETWEEN: [&str; 3] = ["antara", "diantara", "between"];

/// More words than this are a sentence; the rest is not searched.
const MOST_WORDS: usize = 12;

impl Query {
    /// Takes a text apart; `None` where it holds no word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let unfinished = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut all = said(text);
        all.truncate(MOST_WORDS);
        let shape = between(&all, unfinished)
            .or_else(|| beside(&all, unfinished))
            .or_else(|| junction(text, unfinished))
            .unwrap_or(Shape::Plain);
        if matches!(shape, Shape::Junction(..)) {
            all.retain(|word| !MEETS.contains(&word.as_str()));
        }
        let terms = terms(&all, unfinished);
        (!terms.is_empty()).then_some(Self { terms, shape })
    }
}

/// Words and phrases with their weights, one of them needed at least.
pub(super) fn terms(words: &[String], unfinished: bool) -> Vec<Term> {
    let mut terms = weighed(words, unfinished);
    needed_without_a_name(&mut terms);
    terms
}

/// The same without words that say nothing.
fn name(words: &[String], unfinished: bool) -> Vec<Term> {
    let mut terms = weighed(words, unfinished);
    terms.retain(|term| term.weight != Weight::Filler);
    needed_without_a_name(&mut terms);
    terms
}

fn weighed(words: &[String], unfinished: bool) -> Vec<Term> {
    let mut terms = Vec::with_capacity(words.len());
    let (mut at, mut toward) = (0, false);
    while at < words.len() {
        let numbered = BEFORE_A_NUMBER.contains(&words[at].as_str());
        if numbered && words.get(at + 1).is_some_and(|next| is_number(next)) {
            at += 1;
        }
        let phrase = groups_at(&words[at..]).find(|(_, count)| *count > 1);
        let (text, weight, count) = match phrase {
            Some((group, count)) => (group.own, weight_of(group.class), count),
            None => (words[at].as_str(), weight_of_word(&words[at]), 1),
        };
        at += count;
        let last = at == words.len();
        let unfinished = unfinished && last && count == 1;
        let after_name =
            terms.last().is_some_and(|before: &Term| before.weight == Weight::Needed && before.text != "km");
        let of_block = terms.last().is_some_and(|before| BLOCK.contains(&before.text.as_str()));
        let weight = match text {
            // Few blocks are on the map.
            _ if of_block && text.len() <= LONGEST_BLOCK => Weight::Number,
            _ if is_number(text) && numbered => Weight::House,
            _ if is_number(text) && last && after_name => Weight::Number,
            // A letter at the end is the beginning of a word, or a lane's: what lacks it comes after what has it.
            _ if unfinished && text.len() == 1 && after_name => Weight::Number,
            _ if last && text.len() == 1 => Weight::Needed,
            "km" => Weight::Needed,
            _ if toward && weight == Weight::Needed => Weight::Toward,
            // "Puskesmas X kelurahan Y": the place is where the thing is.
            _ if weight == Weight::Area && terms.iter().any(is_kind) => Weight::Title,
            _ => weight,
        };
        toward |= TOWARD.contains(&text) && terms.iter().any(|before| before.weight == Weight::Needed);
        terms.push(Term { text: text.to_owned(), weight, unfinished, last });
    }
    terms
}

fn is_kind(term: &Term) -> bool {
    matches!(term.weight, Weight::Street | Weight::Type)
}

/// "Puskesmas" or "depan" alone may be all that is said, or the name of a shop.
pub(super) fn needed_without_a_name(terms: &mut [Term]) {
    if terms.iter().any(|term| term.weight == Weight::Needed) {
        return;
    }
    let order = [
        Weight::Type,
        Weight::Area,
        Weight::Title,
        Weight::House,
        Weight::Number,
        Weight::Filler,
        Weight::Street,
    ];
    for weight in order {
        if terms.iter().any(|term| term.weight == weight) {
            terms
                .iter_mut()
                .filter(|term| term.weight == weight)
                .for_each(|term| term.weight = Weight::Needed);
            return;
        }
    }
}

/// The word that the street or thing is called by: the first one after "Jl." or what kind of thing it is, else the first.
pub(super) fn head(terms: &[Term]) -> Option<usize> {
    let after = |weight| {
        let kind = terms.iter().position(|term| term.weight == weight)?;
        (kind + 1..terms.len()).find(|at| terms[*at].weight == Weight::Needed)
    };
    let first = || terms.iter().position(|term| term.weight == Weight::Needed);
    after(Weight::Street).or_else(|| after(Weight::Type)).or_else(first)
}

/// `14`, `14a`: the number of a house, a lane or a school. After "km" it is none of them.
pub(super) fn is_number(word: &str) -> bool {
    word.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a junction is asked for.
pub(super) fn says_junction(terms: &[Term]) -> bool {
    terms.iter().any(|term| JUNCTION.contains(&term.text.as_str()))
}

fn weight_of(class: Class) -> Weight {
    match class {
        Class::Street => Weight::Street,
        Class::Type => Weight::Type,
        Class::Area => Weight::Area,
        Class::Title => Weight::Title,
        Class::Plain => Weight::Needed,
    }
}

fn weight_of_word(word: &str) -> Weight {
    if FILLER.contains(&word)
        || HAPPENED.contains(&word)
        || relation::of(word).is_some()
        || JUNCTION.contains(&word)
    {
        return Weight::Filler;
    }
    groups_of(word).next().map_or(Weight::Needed, |group| weight_of(group.class))
}

/// The two streets of "a x b", "a dan b", "a / b", "simpang a b".
fn junction(text: &str, unfinished: bool) -> Option<Shape> {
    let text = text.replace(['×', '/', '&', '+'], " x ");
    let mut all = said(&text);
    let sign = all.iter().position(|word| !FILLER.contains(&word.as_str()))?;
    let announced = JUNCTION.contains(&all[sign].as_str());
    all.drain(..if announced { sign + 1 } else { 0 });
    let between = all.iter().position(|word| MEETS.contains(&word.as_str()));
    match between {
        Some(at) if at > 0 && at + 1 < all.len() => {
            Some(Shape::Junction(name(&all[..at], false), name(&all[at + 1..], unfinished)))
        }
        None if announced && all.len() >= 2 => Some(Shape::Junction(name(&all, unfinished), Vec::new())),
        _ => None,
    }
}

/// "Jl. Darmo antara Jl. Bengawan dan Jl. Diponegoro".
fn between(all: &[String], unfinished: bool) -> Option<Shape> {
    let at = all.iter().position(|word| BETWEEN.contains(&word.as_str()))?;
    let (what, rest) = (&all[..at], &all[at + 1..]);
    let and = rest.iter().position(|word| MEETS.contains(&word.as_str()))?;
    let (one, other) = (&rest[..and], &rest[and + 1..]);
    if one.is_empty() || other.is_empty() {
        return None;
    }
    Some(Shape::Between { what: name(what, false), one: name(one, false), other: name(other, unfinished) })
}

/// "Jl. Merdeka dekat pasar", "200 meter sebelah utara pasar".
fn beside(all: &[String], unfinished: bool) -> Option<Shape> {
    let found = relation::find(all)?;
    let landmark = name(all.get(found.end..)?, unfinished);
    (!landmark.is_empty()).then(|| Shape::Beside {
        what: name(&all[..found.start], false),
        relation: found.relation,
        landmark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(terms: &[Term]) -> String {
        terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_have_the_weight_of_what_they_say() {
        let table = [
            ("depan Masjid Agung", "agung"),
            ("di sebelah SDN 2 Penganjuran", "2 penganjuran"),
            ("jl melati no 14", "melati"),
            ("melati 14", "melati"),
            ("km 14", "km 14"),
            ("Jl. Melati RT 02 RW 03 Kepatihan", "melati kepatihan"),
            ("Jl. Melati rt02/rw03", "melati"),
            ("in front of the mosque", "masjid"),
            ("jenderal sudirman", "sudirman"),
            ("rumah sakit", "rs"),
            ("depan", "depan"),
            ("jl", "jl"),
            ("jl melati gg5", "melati 5"),
            ("jl melati no9 rt05rw03", "melati"),
            ("jl melati rt", "melati"),
            ("jl melati arah jember", "melati"),
            ("arah jember", "jember"),
            ("tol arah juanda", "juanda"),
        ];
        for (text, expected) in table {
            let mut terms = Query::parse(text).unwrap().terms;
            terms.retain(|term| term.weight == Weight::Needed);
            let told = told(&terms).replace("mosque", "masjid");
            assert_eq!(told, expected, "{text}");
        }
        assert_eq!(Query::parse(" ., "), None);
    }

    #[test]
    fn junctions_are_recognised() {
        let table = [
            ("melati x kenanga", Some(("melati", "kenanga"))),
            ("Jl. Melati dan Jl. Kenanga", Some(("jl melati", "jl kenanga"))),
            ("melati/kenanga", Some(("melati", "kenanga"))),
            ("Melati × Kenanga", Some(("melati", "kenanga"))),
            ("perempatan melati kenanga", Some(("melati kenanga", ""))),
            ("corner of melati and kenanga", Some(("melati", "kenanga"))),
            ("simpang melati dengan kenanga", Some(("melati", "kenanga"))),
            ("simpang lima", None),
            ("simpang empat melati kenanga", Some(("melati kenanga", ""))),
            ("simpang3 melati kenanga", Some(("melati kenanga", ""))),
            ("lampu merah melati kenanga", Some(("melati kenanga", ""))),
            ("melati", None),
            ("melati x", None),
        ];
        for (text, expected) in table {
            let junction = match Query::parse(text).unwrap().shape {
                Shape::Junction(a, b) => Some((told(&a), told(&b))),
                _ => None,
            };
            let junction = junction.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(junction, expected, "{text}");
        }
    }

    #[test]
    fn landmarks_are_told_from_what_is_beside_them() {
        let table = [
            ("jl merdeka dekat pasar", Some(("jl merdeka", "pasar"))),
            ("depan masjid agung", Some(("", "masjid agung"))),
            ("kebakaran di depan rsud", Some(("", "rsud"))),
            ("rumah di belakang pasar cempaka", Some(("", "pasar cempaka"))),
            ("200 meter sebelah utara pasar", Some(("", "pasar"))),
            ("opposite the hospital", Some(("", "hospital"))),
            ("pasar depan", None),
            ("jl merdeka", None),
        ];
        for (text, expected) in table {
            let beside = match Query::parse(text).unwrap().shape {
                Shape::Beside { what, landmark, .. } => Some((told(&what), told(&landmark))),
                _ => None,
            };
            let beside = beside.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(beside, expected, "{text}");
        }
    }

    #[test]
    fn between_two_streets() {
        let query = Query::parse("jl darmo antara jl bengawan dan jl diponegoro").unwrap();
        let Shape::Between { what, one, other } = query.shape else { panic!("{query:?}") };
        assert_eq!([told(&what), told(&one), told(&other)], ["jl darmo", "jl bengawan", "jl diponegoro"]);
    }

    #[test]
    fn a_space_ends_the_last_word() {
        let unfinished = |text| Query::parse(text).unwrap().terms.pop().unwrap().unfinished;
        assert!(unfinished("jl mel"));
        assert!(!unfinished("jl mel "));
    }
}
