//! How words sound, and how far apart they are written.

/// Spellings of one sound: those from before 1972 (`oe`, `dj`, `tj`, `j` for `y`), Arabic and Dutch ones, and letters
/// that are heard alike. Longer ones first.
const SOUNDS: [(&str, &str); 18] = [
    ("oe", "u"),
    ("dj", "i"),
    ("tj", "c"),
    ("ch", "h"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("bh", "b"),
    ("gh", "g"),
    ("sh", "s"),
    ("ph", "p"),
    ("v", "p"),
    ("f", "p"),
    ("z", "s"),
    ("q", "k"),
    ("x", "ks"),
    ("j", "i"),
    ("y", "i"),
];

/// How a word sounds: two spellings of one name have one sound (`Tjokroaminoto`, `Cokroaminoto`; `Rachmad`, `Rahmat`).
pub(super) fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let (said, length) = match SOUNDS.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, said)) => (*said, written.len()),
            None => (&rest[..letter.len_utf8()], letter.len_utf8()),
        };
        // A doubled letter is heard once, while a doubled digit is another number.
        for c in said.chars() {
            if !sound.ends_with(c) || c.is_ascii_digit() {
                sound.push(c);
            }
        }
        rest = &rest[length..];
    }
    if sound.ends_with('d') {
        sound.pop();
        sound.push('t');
    }
    sound
}

/// Whether two different words differ by one letter inserted, deleted, replaced or swapped with its neighbour.
pub(super) fn one_typo<T: PartialEq + Copy>(a: &[T], b: &[T]) -> bool {
    let same_start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - same_end], &b[..b.len() - same_end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([first, second], swapped @ [_, _]) => *swapped == [*second, *first],
        _ => false,
    }
}

/// Whether at most two such differences lie between two words.
pub(super) fn two_typos(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    let same_start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    if a == b || one_typo(a, b) {
        return true;
    }
    // Mend the first difference in each way; then one more may be left.
    let rest = |a: &[u8], b: &[u8]| a == b || one_typo(a, b);
    let cut = |letters: &[u8], count: usize| letters.get(count..).map(<[u8]>::to_vec);
    let mended = [(1, 1), (1, 0), (0, 1)].into_iter().any(
        |(from_a, from_b)| matches!((cut(a, from_a), cut(b, from_b)), (Some(a), Some(b)) if rest(&a, &b)),
    );
    let swapped = matches!((a, b), ([a0, a1, ..], [b0, b1, ..]) if a0 == b1 && a1 == b0);
    mended || (swapped && rest(&a[2..], &b[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        let table = [
            ("soekarno", "sukarno"),
            ("djember", "jember"),
            ("tjokroaminoto", "cokroaminoto"),
            ("soerabaja", "surabaya"),
            ("banjoewangi", "banyuwangi"),
            ("rachmad", "rahmat"),
            ("musholla", "mushola"),
            ("bhayangkara", "bayangkara"),
            ("riyadi", "riadi"),
            ("syahrir", "sjahrir"),
            ("nopember", "november"),
        ];
        for (one, other) in table {
            assert_eq!(sound(one), sound(other), "{one}, {other}");
        }
        assert_ne!(sound("11"), sound("1"));
        assert_ne!(sound("melati"), sound("mawar"));
    }

    #[test]
    fn two_typos_are_told_from_three() {
        let table = [
            ("kertajaya", "kertajaya", true),
            ("kretajya", "kertajaya", true),
            ("kertjay", "kertajaya", true),
            ("banyuawngi", "banyuwangi", true),
            ("bnyuwngi", "banyuwangi", true),
            ("tunjngan", "tunjungan", true),
            ("tnjngn", "tunjungan", false),
            ("melati", "mawar", false),
        ];
        for (one, other, near) in table {
            assert_eq!(two_typos(one.as_bytes(), other.as_bytes()), near, "{one}, {other}");
        }
    }
}
