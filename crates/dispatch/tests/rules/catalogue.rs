//! The incident types: the shipped file, files that can't be used, and finding a type by what one types.

use dispatch::Catalogue;
use dispatch::catalogue::{CatalogueError, Family};

#[test]
fn the_shipped_file_is_whole() {
    let shipped = Catalogue::shipped().expect("it can be read");
    for kind in &shipped.types {
        assert!(!kind.name.id.is_empty() && !kind.name.en.is_empty(), "{} has both names", kind.key);
        assert_eq!(
            kind.plan.is_empty(),
            kind.family == Family::Complaint,
            "{}: complaints need no units",
            kind.key
        );
        assert!(kind.plan.iter().all(|level| !level.is_empty()), "{}: every level needs somebody", kind.key);
        let mut questions: Vec<_> = kind.questions.iter().map(|question| &question.key).collect();
        questions.dedup();
        assert_eq!(questions.len(), kind.questions.len(), "{}: a question stands there once", kind.key);
        for (lower, higher) in kind.plan.iter().zip(kind.plan.iter().skip(1)) {
            let units = |level: &[dispatch::catalogue::Need]| level.iter().map(|need| need.count).sum::<u8>();
            assert!(units(higher) > units(lower), "{}: a higher alarm sends more", kind.key);
        }
    }
}

#[test]
fn typed_words_find_the_type_that_is_meant() {
    let shipped = Catalogue::shipped().expect("it can be read");
    for (typed, expected) in [
        ("kebakaran", "fire-house"),
        ("api rumah", "fire-house"),
        ("API RUMAH", "fire-house"),
        ("rumah api", "fire-house"),
        ("keb rum", "fire-house"),
        ("fire", "fire-house"),
        ("pasar", "fire-building"),
        ("mobil terbakar", "fire-vehicle"),
        ("sesak", "medical-breathing"),
        ("pingsan", "medical-unconscious"),
        ("hamil", "medical-birth"),
        ("laka", "traffic-injury"),
        ("acc", "traffic-injury"),
        ("begal", "crime-violence"),
        ("maling", "crime-theft"),
        ("ular", "rescue-animal"),
        ("tenggelam", "rescue-water"),
        ("orang hilang", "rescue-missing"),
        ("banjir", "disaster-flood"),
        ("rob", "disaster-flood"), // a whole word before the beginning of "robbery"
        ("hilang", "rescue-missing"), // in its name, before the words for theft
        ("longsor", "disaster-ground"),
        ("pohon", "utility-tree"),
        ("gas", "utility-gas"),
        ("lampu jalan", "complaint-light"),
        ("pothole", "complaint-road"),
    ] {
        let first = shipped.matching(typed).first().map(|kind| kind.key.0.as_str());
        assert_eq!(first, Some(expected), "{typed:?}");
    }
}

#[test]
fn every_type_is_found_by_its_own_names_and_words() {
    let shipped = Catalogue::shipped().expect("it can be read");
    for kind in &shipped.types {
        for words in [&kind.name.id, &kind.name.en] {
            assert_eq!(shipped.matching(words).first(), Some(&kind), "{words:?} is exactly its name");
        }
        for word in &kind.words {
            assert!(shipped.matching(word).contains(&kind), "{word:?} means {}", kind.key);
        }
    }
}

#[test]
fn no_words_find_all_and_nonsense_finds_none() {
    let shipped = Catalogue::shipped().expect("it can be read");
    let keys = |typed: &str| shipped.matching(typed).iter().map(|kind| &kind.key).collect::<Vec<_>>();
    let all: Vec<_> = shipped.types.iter().map(|kind| &kind.key).collect();
    assert_eq!(keys(""), all, "in the order of the file");
    assert_eq!(keys("  "), all);
    assert!(keys("xyzzy").is_empty());
    assert!(keys("kebakaran xyzzy").is_empty(), "every word must fit");
    assert_eq!(keys("!?"), all, "marks alone are no words");
}

#[test]
fn needs_follow_the_alarm_level_as_far_as_it_is_planned() {
    let shipped = Catalogue::shipped().expect("it can be read");
    let pumps = |level: u8| shipped.get(&"fire-house".into()).map(|kind| kind.needs(level)[0].count);
    for (level, count) in [(0, 2), (1, 2), (2, 4), (3, 6), (4, 6), (255, 6)] {
        assert_eq!(pumps(level), Some(count), "alarm {level}");
    }
    let complaint = shipped.get(&"complaint-road".into()).expect("it is shipped");
    assert!(complaint.needs(1).is_empty());
}

/// Whether an error is the expected one.
type Is = fn(&CatalogueError) -> bool;

#[test]
fn a_file_that_cannot_be_used_says_why() {
    let capabilities = r#"capabilities = [{ key = "pump", name = { id = "Pompa", en = "Pump" } }]"#;
    let kind = |key: &str, priority: u8, rest: &str| {
        format!(
            "[[types]]\nkey = \"{key}\"\nname = {{ id = \"A\", en = \"B\" }}\nfamily = \"fire\"\npriority = {priority}\n{rest}\n"
        )
    };
    let file = |types: &[String]| format!("{capabilities}\n{}", types.join("\n"));
    let plan = |capability: &str, or: &str| {
        format!("plan = [[{{ capability = \"{capability}\", count = 1, or = [{or}] }}]]")
    };
    let rows: [(&str, String, Is); 10] = [
        ("no TOML", "types = [".to_owned(), |error| matches!(error, CatalogueError::Unreadable(_))),
        ("no types", capabilities.to_owned(), |error| matches!(error, CatalogueError::Unreadable(_))),
        ("a word nobody knows", file(&[kind("a", 1, "colour = 3")]), |error| {
            matches!(error, CatalogueError::Unreadable(_))
        }),
        ("no such family", file(&[kind("a", 1, "")]).replace("\"fire\"", "\"sport\""), |error| {
            matches!(error, CatalogueError::Unreadable(_))
        }),
        (
            "a count below none",
            file(&[kind("a", 1, "plan = [[{ capability = \"pump\", count = -1 }]]")]),
            |error| matches!(error, CatalogueError::Unreadable(_)),
        ),
        (
            "twice",
            file(&[kind("a", 1, ""), kind("a", 2, "")]),
            |error| matches!(error, CatalogueError::Twice(key) if key.0 == "a"),
        ),
        (
            "priority 0",
            file(&[kind("a", 0, "")]),
            |error| matches!(error, CatalogueError::Priority(key) if key.0 == "a"),
        ),
        ("priority 6", file(&[kind("a", 6, "")]), |error| matches!(error, CatalogueError::Priority(_))),
        (
            "a need nobody meets",
            file(&[kind("a", 1, &plan("ladder", ""))]),
            |error| matches!(error, CatalogueError::UnknownCapability { capability, .. } if capability == "ladder"),
        ),
        (
            "a stand-in nobody meets",
            file(&[kind("a", 1, &plan("pump", "\"boat\""))]),
            |error| matches!(error, CatalogueError::UnknownCapability { capability, .. } if capability == "boat"),
        ),
    ];
    for (why, text, expected) in rows {
        let error = Catalogue::from_toml(&text).expect_err(why);
        assert!(expected(&error), "{why}: {error}");
    }
    let fine =
        Catalogue::from_toml(&file(&[kind("a", 1, &plan("pump", "\"pump\""))])).expect("it can be used");
    assert_eq!(
        (fine.types[0].duplicate_m, fine.types[0].duplicate_min),
        (300, 60),
        "look-backs have a default"
    );
}

#[test]
fn what_callers_say_suggests_the_type() {
    let shipped = Catalogue::shipped().expect("it can be read");
    for (said, expected) in [
        ("rumah tetangga saya terbakar, api sudah besar", Some("fire-house")),
        ("ada asap tebal dari dapur", Some("fire-house")),
        ("Pasar terbakar!", Some("fire-building")),
        ("mobil terbakar di jalan tol", Some("fire-vehicle")),
        ("bapak saya tidak sadar, tidak bernapas", Some("medical-unconscious")),
        ("ibu sesak, bibirnya biru", Some("medical-breathing")),
        ("istri mau melahirkan, ketuban pecah", Some("medical-birth")),
        ("tabrakan motor sama truk, dua luka", Some("traffic-injury")),
        ("saya dibegal, pelakunya membawa celurit", Some("crime-violence")),
        ("anak tenggelam di sungai", Some("rescue-water")),
        ("ular masuk rumah", Some("rescue-animal")),
        ("air masuk rumah, banjir selutut", Some("disaster-flood")),
        ("pohon tumbang menutup jalan", Some("utility-tree")),
        ("bau gas dari warung", Some("utility-gas")),
        ("lampu jalan depan gang mati", Some("complaint-light")),
        ("my father is not breathing", Some("medical-unconscious")),
        ("house on fire, kitchen fire", Some("fire-house")),
        ("tidak ada kebakaran", None),
        ("bukan kecelakaan", None),
        ("mau tanya jam buka kantor", None),
        ("", None),
    ] {
        let first = shipped.suggested_by(said).first().map(|kind| kind.key.0.as_str());
        assert_eq!(first, expected, "{said:?}");
    }
}

#[test]
fn every_phrase_suggests_its_own_type() {
    let shipped = Catalogue::shipped().expect("it can be read");
    for kind in &shipped.types {
        assert!(kind.says.len() >= 5, "{}: callers say it in many ways", kind.key);
        for phrase in &kind.says {
            assert!(shipped.suggested_by(phrase).contains(&kind), "{phrase:?} suggests {}", kind.key);
        }
    }
}
