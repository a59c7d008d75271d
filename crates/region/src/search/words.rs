//! Words as they are compared: lower case, without diacritics, abbreviations known.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words and phrases that stand for each other, in the spelling that [`words`] gives them. They are the general part
/// of a name (street, hospital, rank): a name is recognised without them.
const EQUIVALENTS: &[&[&str]] = &[
    &["jalan", "jl", "jln"],
    &["gang", "gg", "gng"],
    &["desa", "ds"],
    &["dusun", "dsn"],
    &["kecamatan", "kec"],
    &["kelurahan", "kel"],
    &["kabupaten", "kab"],
    &["perumahan", "perum", "prm"],
    &["komplek", "kompleks", "komp"],
    &["blok", "blk"],
    &["puskesmas", "pkm", "pusk", "pusat kesehatan masyarakat"],
    &["rs", "rsud", "rsu", "rumah sakit", "rumah sakit umum", "rumah sakit umum daerah"],
    &["sd", "sdn", "sd negeri", "sekolah dasar", "sekolah dasar negeri"],
    &["smp", "smpn", "smp negeri", "sekolah menengah pertama"],
    &["sma", "sman", "sma negeri", "sekolah menengah atas"],
    &["smk", "smkn", "smk negeri", "sekolah menengah kejuruan"],
    &["universitas", "univ"],
    &["masjid", "mesjid", "msjd"],
    &["musholla", "mushola", "mushalla", "musala"],
    &["pasar", "psr"],
    &["stasiun", "st", "sta"],
    &["terminal", "term"],
    &["jembatan", "jemb"],
    &["pemadam kebakaran", "damkar"],
    &["jenderal", "jendral", "jend"],
    &["letnan jenderal", "letjen", "letjend"],
    &["mayor jenderal", "mayjen", "mayjend"],
    &["brigadir jenderal", "brigjen"],
    &["kolonel", "kol"],
    &["kapten", "kapt"],
    &["letnan", "letda", "lettu", "let"],
    &["dokter", "dr"],
    &["profesor", "prof"],
    &["haji", "h", "hj"],
    &["kyai haji", "kh", "kiai haji"],
    &["raya", "ry"],
    &["timur", "tim", "tmr"],
    &["barat", "brt"],
    &["utara", "utr"],
    &["selatan", "sel", "slt"],
    &["fire station", "feuerwehr"],
    &["sankt", "st"],
];

/// A phrase and those that stand for each other with it.
type PhraseInGroup = (&'static str, &'static [&'static str]);

/// The phrases of [`EQUIVALENTS`] by their first word.
static PHRASES: LazyLock<HashMap<&str, Vec<PhraseInGroup>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<PhraseInGroup>> = HashMap::new();
    for group in EQUIVALENTS {
        for phrase in *group {
            let first = phrase.split(' ').next().unwrap_or_default();
            phrases.entry(first).or_default().push((phrase, group));
        }
    }
    phrases
});

/// A word that directions and quarters need to be told apart by is not a general part, though it has abbreviations.
const DISTINCTIVE: &[&str] = &["timur", "barat", "utara", "selatan", "raya"];

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

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
    /// It is not written there and may be said: `jalan` for `Jl. Melati`.
    Implied,
}

impl Role {
    /// Whether it is a part of what tells the name from others.
    pub(super) fn is_of_name(self) -> bool {
        matches!(self, Self::Name | Self::Initial)
    }
}

/// The words of a name with their roles, and after them those that may be said instead.
pub(super) fn name_words(name: &str) -> Vec<(String, Role)> {
    let written = words(name);
    let mut roles = vec![Role::Name; written.len()];
    let mut implied = Vec::new();
    for (at, word) in written.iter().enumerate() {
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if initial && at + 1 < written.len() && roles[at] == Role::Name {
            roles[at] = Role::Initial;
        }
        for &(phrase, group) in PHRASES.get(word.as_str()).into_iter().flatten() {
            let count = phrase.split(' ').count();
            if !written[at..].iter().map(String::as_str).take(count).eq(phrase.split(' ')) {
                continue;
            }
            if !DISTINCTIVE.contains(&group[0]) {
                roles[at..at + count].fill(Role::General);
            }
            let others = group.iter().filter(|other| **other != phrase);
            implied.extend(others.flat_map(|other| other.split(' ')).map(str::to_owned));
        }
    }
    if !roles.contains(&Role::Name) {
        // "Haji" alone, or "Jl. Raya": then the general part is the name.
        roles.fill(Role::Name);
    }
    implied.extend(written.iter().filter_map(|word| other_numeral(word)));
    if name.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        implied.extend(words(&with_digraphs(name)));
    }
    implied.sort();
    implied.dedup();
    implied.retain(|word| !written.contains(word));
    let written = written.into_iter().zip(roles);
    written.chain(implied.into_iter().map(|word| (word, Role::Implied))).collect()
}

/// `Aeule` for `Äule`, as it is typed without the key.
fn with_digraphs(name: &str) -> String {
    name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

/// `3` for `iii` and `iii` for `3`: lanes are numbered either way. A lone `i` is more often a letter.
fn other_numeral(word: &str) -> Option<String> {
    if let Some(at) = ROMAN.iter().position(|roman| *roman == word) {
        return (at > 0).then(|| (at + 1).to_string());
    }
    let number: usize = word.parse().ok()?;
    ROMAN.get(number.checked_sub(1)?).map(|&roman| roman.to_owned())
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

    fn with_role(name: &str, wanted: Role) -> String {
        let words = name_words(name).into_iter().filter(|(_, role)| *role == wanted);
        words.map(|(word, _)| word).collect::<Vec<_>>().join(" ")
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
            assert_eq!(with_role(name, Role::Name), own, "{name}");
            assert_eq!(with_role(name, Role::General), general, "{name}");
        }
    }

    #[test]
    fn what_may_be_said_instead_is_implied() {
        let table = [
            ("Jl. Melati", "jalan jln"),
            ("Gg. Anggrek III", "3 gang gng"),
            ("SD Negeri 2", "dasar ii sdn sekolah"),
            ("Äulestrasse", "aeulestrasse"),
        ];
        for (name, implied) in table {
            assert_eq!(with_role(name, Role::Implied), implied, "{name}");
        }
    }
}
