//! Whatever is typed or pasted, the search answers: it neither stops, nor finds what nobody could have meant.
#![allow(clippy::unwrap_used, reason = "in a test")]

use geo::Point;
use region::{Near, Region, SearchIndex, testing, written_out};

fn town() -> (tempfile::TempDir, SearchIndex) {
    let folder = tempfile::tempdir().unwrap();
    let index = Region::open(testing::small_town(folder.path()).unwrap()).unwrap().search_index().unwrap();
    (folder, index)
}

/// Asks, checks what is true of every answer, and returns the labels.
fn ask(index: &SearchIndex, text: &str) -> Vec<String> {
    let near = Near::from(testing::centre());
    let hits = index.search(text, &near, 8);
    let _ = (index.hint(text, &hits), written_out(text, &near));
    assert!(hits.len() <= 8, "{text:?}");
    for hit in &hits {
        let on_earth = hit.point.x().abs() <= 180.0 && hit.point.y().abs() <= 90.0;
        assert!(on_earth && hit.radius_m.is_finite() && hit.distance_m.is_finite(), "{text:?}: {hit:?}");
    }
    hits.into_iter().map(|hit| hit.label).collect()
}

#[test]
fn odd_texts_are_answered() {
    let (_folder, index) = town();
    let long =
        ["a", "melati ", "jl", "1", "-", "+", "7.5,", "°", "é", "🚒", "\u{301}", "x x ", "antara dan "];
    let texts = [
        "",
        " ",
        "\t\n",
        "\0",
        "\u{feff}",
        ".",
        "+",
        "-",
        "°",
        "''",
        "\"",
        "'",
        "km",
        "km ",
        "no",
        "rt",
        "///",
        "geo:",
        "://",
        "NaN",
        "inf",
        "1e400",
        "-0",
        "-0,-0",
        "91,181",
        "9e9 9e9",
        "99999999999999999999 1",
        "+++",
        "6P3Q+",
        "+8V",
        "مسجد",
        "\u{202e}italem lj",
        "jl\u{301} me\u{308}lati",
        "🚒🔥 jl melati",
        "ß",
        "İ",
        "ﬁre",
        "½",
        "٣",
        "mel\0ati",
        "antara dan",
        "x",
        "x x",
        "simpang",
        "depan",
        "5 m",
        "99999 km utara pasar",
        "lampu merah",
        "https://",
        "https://maps.google.com/?q=",
        "https://maps.google.com/?q=%",
        "https://maps.google.com/?q=%ff%fe",
    ];
    for text in texts {
        ask(&index, text);
    }
    for piece in long {
        ask(&index, &piece.repeat(10_000 / piece.len()));
    }
}

#[test]
fn random_texts_are_answered() {
    let (_folder, index) = town();
    let pieces = [
        "jl",
        "melati",
        "no",
        "14",
        "x",
        "dan",
        "antara",
        "depan",
        "km",
        "-8.21",
        ",",
        "114.37",
        "°",
        "'",
        "\"",
        "S",
        "E",
        "+",
        "6P3Q",
        "https://",
        "?q=",
        "geo:",
        "%2C",
        "/",
        "rt",
        "gg",
        "é",
        "🚒",
        "\u{301}",
        "\0",
        "utara",
        "200 m",
        "simpang",
        "arah",
        "lampu merah",
        "kenagna",
        "lingkarutara",
        "4b",
    ];
    // xorshift: the same texts each time.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..2000 {
        let count = 1 + next(9);
        let text: String =
            (0..count).map(|_| [pieces[next(pieces.len())], ["", " "][next(2)]].concat()).collect();
        ask(&index, &text);
        let bytes: Vec<u8> = (0..next(24)).map(|_| next(256) as u8).collect();
        ask(&index, &String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn what_is_no_place_finds_none() {
    let (_folder, index) = town();
    let table = [
        "-7.33",
        "91.5, 112.7",
        "-0.0, -0.0",
        "8°21",
        "///filled.count.soap",
        "  ",
        "\0",
        "🚒",
        "https://maps.app.goo.gl/x",
    ];
    for text in table {
        assert_eq!(ask(&index, text), Vec::<String>::new(), "{text:?}");
    }
}

/// What a name has once appeared under, it stays under while one types on.
#[test]
fn what_was_found_stays_while_one_types_on() {
    let (_folder, index) = town();
    let table = [
        ("jl melati no 14", "Jl. Melati 14"),
        ("lingkarutara", "Jl. Lingkar Utara"),
        ("jl flam boyan", "Jl. Flamboyan"),
        ("masjid agung", "Masjid Agung Baiturrahman"),
        ("sumber rejo", "Sumberejo"),
        ("jl kenanga sumberejo", "Jl. Kenanga"),
        ("jl ahmad yani arah jember", "Jl. Jend. Ahmad Yani"),
        ("jl ahmad yani rt 3 rw 5", "Jl. Jend. Ahmad Yani"),
        ("pukesmas kenanga", "Puskesmas Kenanga"),
        ("di belakang pasar cempaka mojo", "Pasar Cempaka"),
    ];
    for (text, wanted) in table {
        let keys = (3..=text.len()).map(|end| &text[..end]);
        let with: Vec<bool> =
            keys.map(|typed| ask(&index, typed).iter().any(|label| label == wanted)).collect();
        let since = with.iter().position(|found| *found);
        assert!(since.is_some(), "{text} never finds {wanted}");
        assert!(with.iter().skip(since.unwrap()).all(|found| *found), "{text}: {with:?}");
    }
}

#[test]
fn of_namesakes_that_of_the_last_calls_comes_first_and_ties_are_stable() {
    let (_folder, index) = town();
    let far = Near::from(Point::new(114.5, -8.3));
    for text in ["jl", "pos damkar", "gang", "melati"] {
        let first = index.search(text, &far, 8);
        assert!((0..3).all(|_| index.search(text, &far, 8) == first), "{text}");
    }
    let recent_at = |name: &str| {
        let recent = index.search(name, &far, 1).into_iter().map(|hit| hit.point).collect();
        index.search("pos damkar", &Near { recent, ..far.clone() }, 1)[0].label.clone()
    };
    assert_eq!(recent_at("pos damkar barat"), "Pos Damkar Barat");
    assert_eq!(recent_at("pos damkar timur"), "Pos Damkar Timur");
}
