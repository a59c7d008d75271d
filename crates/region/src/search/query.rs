//! What a caller's words ask for.

use super::words::words;

/// A text typed, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// The words to match, without those that say only "near".
    pub(super) words: Vec<String>,
    /// The words of two streets, where the text asks for their junction. The second is empty where the text says
    /// "junction" and leaves open where one street's name ends and the other's begins.
    pub(super) junction: Option<(Vec<String>, Vec<String>)>,
    /// Whether the last word may go on.
    pub(super) unfinished: bool,
}

/// Words that say how something lies to a landmark, or nothing at all. The landmark is what is searched.
const BESIDE: [&str; 38] = [
    "depan",
    "didepan",
    "dpn",
    "dekat",
    "dekatnya",
    "deket",
    "dkt",
    "sebelah",
    "sebelahnya",
    "sblh",
    "samping",
    "sampingnya",
    "belakang",
    "belakangnya",
    "blkg",
    "seberang",
    "sebrang",
    "sekitar",
    "pinggir",
    "arah",
    "menuju",
    "di",
    "ke",
    "dari",
    "yang",
    "yg",
    "sini",
    "lokasi",
    "alamat",
    "near",
    "front",
    "behind",
    "beside",
    "opposite",
    "next",
    "of",
    "the",
    "at",
];

/// Words before a house's, a block's or a neighbourhood's number.
const BEFORE_A_NUMBER: [&str; 6] = ["no", "nomor", "nomer", "nr", "num", "number"];

/// A neighbourhood's number is not on the map, so word and number are passed over.
const NEIGHBOURHOOD: [&str; 2] = ["rt", "rw"];

/// Words that announce a junction of the streets that follow.
const JUNCTION: [&str; 9] = [
    "simpang",
    "persimpangan",
    "perempatan",
    "prapatan",
    "pertigaan",
    "pertelon",
    "junction",
    "corner",
    "kreuzung",
];

/// Words between two streets that meet.
const MEETS: [&str; 6] = ["x", "dan", "dengan", "and", "und", "sama"];

impl Query {
    /// Takes a text apart; `None` where it holds no word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let unfinished = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let junction = junction(text);
        let mut words = without_filler(words(text));
        if junction.is_some() {
            words.retain(|word| !MEETS.contains(&word.as_str()));
        }
        (!words.is_empty()).then_some(Self { words, junction, unfinished })
    }
}

fn without_filler(all: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(all.len());
    let mut rest = all.iter().peekable();
    while let Some(word) = rest.next() {
        let number_follows = rest.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if NEIGHBOURHOOD.contains(&word.as_str()) && number_follows {
            rest.next();
            continue;
        }
        let before_a_number = number_follows && BEFORE_A_NUMBER.contains(&word.as_str());
        if !before_a_number && !BESIDE.contains(&word.as_str()) {
            kept.push(word.clone());
        }
    }
    // "Depan" may be all that is typed yet, or the name of a shop.
    if kept.is_empty() { all } else { kept }
}

/// The two streets of "a x b", "a dan b", "a / b", "simpang a b".
fn junction(text: &str) -> Option<(Vec<String>, Vec<String>)> {
    let text = text.replace(['×', '/', '&', '+'], " x ");
    let mut all = without_filler(words(&text));
    let announced = all.first().is_some_and(|word| JUNCTION.contains(&word.as_str()));
    if announced {
        all.remove(0);
    }
    let between = all.iter().position(|word| MEETS.contains(&word.as_str()));
    match between {
        Some(at) if at > 0 && at + 1 < all.len() => {
            let second = all.split_off(at + 1);
            all.pop();
            Some((all, second))
        }
        None if announced && all.len() >= 2 => Some((all, Vec::new())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_only_near_are_passed_over() {
        let table = [
            ("depan Masjid Agung", "masjid agung"),
            ("di sebelah SDN 2 Penganjuran", "sdn 2 penganjuran"),
            ("jl melati no 14", "jl melati 14"),
            ("Jl. Melati RT 02 RW 03 Kepatihan", "jl melati kepatihan"),
            ("in front of the mosque", "in mosque"),
            ("depan", "depan"),
        ];
        for (text, expected) in table {
            assert_eq!(
                Query::parse(text).map(|query| query.words.join(" ")).as_deref(),
                Some(expected),
                "{text}"
            );
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
            ("simpang melati dengan kenanga", Some(("melati", "kenanga"))),
            ("simpang lima", None),
            ("melati", None),
            ("melati x", None),
        ];
        for (text, expected) in table {
            let junction = Query::parse(text).and_then(|query| query.junction);
            let junction = junction.map(|(a, b)| (a.join(" "), b.join(" ")));
            let junction = junction.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(junction, expected, "{text}");
        }
    }

    #[test]
    fn a_space_ends_the_last_word() {
        assert!(Query::parse("jl mel").is_some_and(|query| query.unfinished));
        assert!(Query::parse("jl mel ").is_some_and(|query| !query.unfinished));
    }
}
