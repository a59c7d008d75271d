//! Words that stand for each other, read from `abbreviations.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::one_typo;

/// What a group's words are to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// "Jalan": every street is one.
    Street,
    /// "Puskesmas": what kind of thing it is.
    Type,
    /// "Desa", "kecamatan": what kind of place it is.
    Area,
    /// "Jenderal": a rank or an honour.
    Title,
    /// "Timur": needed to tell names apart, only written in several ways.
    Plain,
}

/// Words and phrases that stand for each other.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) class: Class,
    /// The word that stands for all of them.
    pub(super) own: &'static str,
    /// The group's word of what it is a kind of.
    wider: Option<&'static str>,
    /// All ways to say it, the own word first.
    ways: Vec<&'static str>,
}

impl Group {
    /// Its own word, and those of what it is a kind of, the nearest first.
    pub(super) fn own_and_wider(&self) -> impl Iterator<Item = &'static str> {
        let of = |word: &&'static str| TABLE.by_own.get(word).and_then(|&at| TABLE.groups[at].wider);
        std::iter::successors(Some(self.own), of)
    }

    /// The first phrase of several words: "rumah sakit" of `rs`.
    pub(super) fn spelled_out(&self) -> Option<&'static str> {
        self.ways.iter().copied().find(|way| way.contains(' '))
    }
}

struct Table {
    groups: Vec<Group>,
    by_own: HashMap<&'static str, usize>,
    /// Ways by their first word, the longest first, each with its group.
    by_first: HashMap<&'static str, Vec<(&'static str, usize)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { groups: Vec::new(), by_own: HashMap::new(), by_first: HashMap::new() };
    let mut class = Class::Plain;
    for line in include_str!("abbreviations.txt").lines().map(str::trim) {
        match line {
            "[street]" => class = Class::Street,
            "[type]" => class = Class::Type,
            "[area]" => class = Class::Area,
            "[title]" => class = Class::Title,
            "[plain]" => class = Class::Plain,
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => table.add(class, line),
        }
    }
    for ways in table.by_first.values_mut() {
        ways.sort_by_key(|(way, _)| std::cmp::Reverse(way.split(' ').count()));
    }
    table
});

impl Table {
    fn add(&mut self, class: Class, line: &'static str) {
        let (name, ways) = line.split_once('=').unwrap_or((line, ""));
        let (own, wider) = match name.split_once('<') {
            Some((own, wider)) => (own.trim(), Some(wider.trim())),
            None => (name.trim(), None),
        };
        let ways: Vec<&str> = [own].into_iter().chain(ways.split('|').map(str::trim)).collect();
        let at = self.groups.len();
        self.by_own.insert(own, at);
        for way in ways.iter().filter(|way| !way.is_empty()) {
            self.by_first.entry(way.split(' ').next().unwrap_or_default()).or_default().push((way, at));
        }
        self.groups.push(Group { class, own, wider, ways });
    }
}

/// The groups that the beginning of some words belongs to, each with the number of words it takes, the longest first.
pub(super) fn groups_at(words: &[String]) -> impl Iterator<Item = (&'static Group, usize)> {
    let ways = words.first().and_then(|first| TABLE.by_first.get(first.as_str()));
    ways.into_iter().flatten().filter_map(|&(way, at)| {
        let count = way.split(' ').count();
        let said = words.get(..count)?.iter().map(String::as_str).eq(way.split(' '));
        said.then(|| (&TABLE.groups[at], count))
    })
}

/// The groups that a single word belongs to.
pub(super) fn groups_of(word: &str) -> impl Iterator<Item = &'static Group> {
    let ways = TABLE.by_first.get(word);
    ways.into_iter().flatten().filter(|(way, _)| !way.contains(' ')).map(|&(_, at)| &TABLE.groups[at])
}

/// Shorter words are too near to other words.
const SHORTEST_MISSPELLED: usize = 7;
const SHORTEST_KIND: usize = 6;

/// The kind of thing that a word is one typo away from, its first letter right: `puskemas` on a map, `pukesmas` typed.
pub(super) fn misspelled_kind(word: &str) -> Option<&'static Group> {
    if word.len() < SHORTEST_MISSPELLED || TABLE.by_first.contains_key(word) {
        return None;
    }
    let nearly = |way: &str| {
        way.len() >= SHORTEST_KIND
            && !way.contains(' ')
            && way.as_bytes().first() == word.as_bytes().first()
            && one_typo(way.as_bytes(), word.as_bytes())
    };
    let mut kinds = TABLE.groups.iter().filter(|group| group.class == Class::Type);
    kinds.find(|group| group.ways.iter().any(|way| nearly(way)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        for group in &TABLE.groups {
            let known = group.wider.is_none_or(|wider| TABLE.by_own.contains_key(wider));
            assert!(known, "{} is a kind of nothing known", group.own);
            assert!(!group.own.contains(' '), "{} stands for the others as one word", group.own);
        }
        assert_eq!(TABLE.by_own.len(), TABLE.groups.len(), "a word stands for one group");
    }

    #[test]
    fn a_kind_is_known_with_a_typo() {
        let table = [
            ("pukesmas", Some("puskesmas")),
            ("puskemas", Some("puskesmas")),
            ("polosek", Some("polsek")),
            ("puskesmas", None),
            ("bandar", None),
            ("porong", None),
            ("kampung", None),
            ("siwalankerto", None),
        ];
        for (word, expected) in table {
            assert_eq!(misspelled_kind(word).map(|group| group.own), expected, "{word}");
        }
    }

    #[test]
    fn words_lead_to_their_groups() {
        let table = [
            ("jl", "jalan"),
            ("rumah sakit umum daerah blambangan", "rsud rs rs"),
            ("st", "stasiun santo"),
            ("vii", "7"),
            ("melati", ""),
        ];
        for (text, expected) in table {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let found: Vec<&str> = groups_at(&words).map(|(group, _)| group.own).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
        let rsud: Vec<&str> = groups_of("rsud").flat_map(Group::own_and_wider).collect();
        assert_eq!(rsud, ["rsud", "rs"]);
    }
}
