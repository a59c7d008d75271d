//! Words as they are compared: lower case, without diacritics, abbreviations known.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::abbreviations::{Class, groups_at, misspelled_kind};

/// The words of a text.
///
/// Letters are lowered and their diacritics dropped. Initials with points are one word (`K.H.` is `kh`), apostrophes
/// vanish (`Ma'ruf` is `maruf`), and the German `-str.` is spelled out.
pub(super) fn words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return split(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    split(text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase))
}

fn split(letters: impl Iterator<Item = char>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // How many words before the one being read are initials with a point directly after, as in `K.H.`.
    let mut glue = false;
    for c in letters {
        match c {
            'ß' => word.push_str("ss"),
            'ø' => word.push('o'),
            'đ' => word.push('d'),
            'ł' => word.push('l'),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            '\'' | '’' | '‘' | '`' | 'ʼ' | '"' => {}
            c if c.is_alphanumeric() => word.push(c),
            c => {
                let initial = c == '.' && word.chars().count() == 1;
                finish(&mut words, &mut word, glue);
                glue = initial;
            }
        }
    }
    finish(&mut words, &mut word, glue);
    words
}

fn finish(words: &mut Vec<String>, word: &mut String, glue: bool) {
    if word.is_empty() {
        return;
    }
    let mut word = std::mem::take(word);
    if word.len() > 3 && word.ends_with("str") {
        word.push_str("asse");
    }
    match words.last_mut() {
        Some(before) if glue && word.chars().count() == 1 && word.chars().all(char::is_alphabetic) => {
            before.push_str(&word);
        }
        _ => words.push(word),
    }
}

/// What a word is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It belongs to the name: `melati` of `Jl. Melati`.
    Name,
    /// It belongs to the name and stands for a longer word: `a` of `Jl. A. Yani`.
    Initial,
    /// It is the general part: `jl`.
    General,
    /// It stands for a written word: `jalan` for `Jl. Melati`, `7` for `Gang VII`.
    Meant,
    /// It is not written there and may be said: `rs` for an `RSUD`.
    Implied,
}

impl Role {
    /// Whether it is a part of what tells the name from others.
    pub(super) fn is_of_name(self) -> bool {
        matches!(self, Self::Name | Self::Initial)
    }
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameWord {
    pub(super) text: String,
    pub(super) role: Role,
    /// The place of the written word that it stands for.
    pub(super) stands_for: Option<usize>,
}

/// The words of a name with their roles, and after them those that may be said instead.
pub(super) fn name_words(name: &str) -> Vec<NameWord> {
    let written = words(name);
    let mut roles = vec![Role::Name; written.len()];
    let mut others: Vec<NameWord> = Vec::new();
    let mut add = |text: &str, role, stands_for| {
        if !written.iter().any(|word| word == text) && !others.iter().any(|other| other.text == text) {
            others.push(NameWord { text: text.to_owned(), role, stands_for });
        }
    };
    for (at, word) in written.iter().enumerate() {
        let letter = word.len() == 1 && word.chars().all(char::is_alphabetic);
        let last = at + 1 == written.len();
        if letter && !last && roles[at] == Role::Name {
            roles[at] = Role::Initial;
        }
        for (group, count) in groups_at(&written[at..]) {
            if letter && last && group.class != Class::Plain {
                // "Gang H" is no haji.
                continue;
            }
            if group.class != Class::Plain {
                roles[at..at + count].fill(Role::General);
            } else if count > 1 {
                // "Jatim" says all of "Jawa Timur".
                roles[at + 1..at + count].fill(Role::General);
            }
            let spelled_out = group.spelled_out().into_iter().flat_map(|phrase| phrase.split(' '));
            [group.own].into_iter().chain(spelled_out).for_each(|text| add(text, Role::Meant, Some(at)));
            group.own_and_wider().skip(1).for_each(|text| add(text, Role::Implied, None));
        }
    }
    if let Some(kind) = written.first().filter(|_| written.len() > 1).and_then(|first| misspelled_kind(first))
    {
        roles[0] = Role::General;
        kind.own_and_wider().for_each(|text| add(text, Role::Meant, Some(0)));
    }
    if name.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        for text in words(&with_digraphs(name)) {
            add(&text, Role::Meant, Some(0));
        }
    }
    if !roles.contains(&Role::Name) {
        // "Haji" alone, or "Jl. Raya": then the general part is the name.
        roles.fill(Role::Name);
    }
    let written = written.into_iter().zip(roles);
    let written = written.map(|(text, role)| NameWord { text, role, stands_for: None });
    written.chain(others).collect()
}

/// `Aeule` for `Äule`, as it is typed without the key.
fn with_digraphs(name: &str) -> String {
    name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_words() {
        let table = [
            ("Jl. Ahmad Yani", "jl ahmad yani"),
            ("Jl.Melati", "jl melati"),
            ("K.H. Agus Salim", "kh agus salim"),
            ("A. Yani", "a yani"),
            ("Al-Ma'ruf", "al maruf"),
            ("Café Liechtensteiner Straße", "cafe liechtensteiner strasse"),
            ("Landstr. 14", "landstrasse 14"),
            ("GG. ANGGREK III/12", "gg anggrek iii 12"),
            ("Fürst-Franz-Josef", "furst franz josef"),
            ("  ,; ", ""),
        ];
        for (text, expected) in table {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    fn with_role(name: &str, wanted: impl Fn(Role) -> bool) -> String {
        let words = name_words(name).into_iter().filter(|word| wanted(word.role));
        words.map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_general_part_of_a_name_is_told_from_the_name() {
        let table = [
            ("Jl. Melati", "melati", "jl"),
            ("Rumah Sakit Umum Daerah Blambangan", "blambangan", "rumah sakit umum daerah"),
            ("Jl. Jend. Sudirman", "sudirman", "jl jend"),
            ("Jl. Melati Timur", "melati timur", "jl"),
            ("Puskesmas", "puskesmas", ""),
        ];
        for (name, own, general) in table {
            assert_eq!(with_role(name, |role| role == Role::Name), own, "{name}");
            assert_eq!(with_role(name, |role| role == Role::General), general, "{name}");
        }
    }

    #[test]
    fn what_may_be_said_instead_is_known() {
        let table = [
            ("Jl. Melati", "jalan"),
            ("Jalan Melati", ""),
            ("Gg. Anggrek III", "gang 3"),
            ("SD Negeri 2", "sdn sekolah dasar"),
            ("RSUD Blambangan", "rumah sakit umum daerah rs"),
            ("Blok H", ""),
            ("Äulestrasse", "aeulestrasse"),
        ];
        for (name, others) in table {
            let found = with_role(name, |role| matches!(role, Role::Meant | Role::Implied));
            let sorted = |text: &str| {
                let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
                words.sort();
                words
            };
            assert_eq!(sorted(&found), sorted(others), "{name}");
        }
    }
}
