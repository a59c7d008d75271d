//! A latitude and a longitude amid anything: in a message, in the link of whichever map.

/// A number with fewer decimals may be a price, an hour or a distance.
const FEWEST_DECIMALS: usize = 3;

/// The last two precise decimal numbers that stand together, as coordinates are typed: `-8.21174 114.37603`. The last,
/// for of a way's two ends it is the one meant.
pub(super) fn find(text: &str) -> Option<String> {
    let numbers: Vec<(usize, &str)> = numbers(text).collect();
    let together = |pair: &&[(usize, &str)]| {
        let between = &text[pair[0].0 + pair[0].1.len()..pair[1].0];
        !between.is_empty() && between.chars().all(|c| " \t\n,;/|~+°º˚".contains(c))
    };
    let precise =
        |number: &str| number.split_once('.').is_some_and(|(_, tail)| tail.len() >= FEWEST_DECIMALS);
    let mut pairs = numbers.windows(2).filter(together).filter(|pair| pair.iter().all(|(_, it)| precise(it)));
    pairs.next_back().map(|pair| format!("{} {}", pair[0].1, pair[1].1))
}

/// The numbers of a text, each with where it begins.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let length =
            text[start..].find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len() - start);
        at = start + length;
        let signed = text[..start].ends_with('-');
        Some((start - usize::from(signed), &text[start - usize::from(signed)..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_found_amid_anything() {
        let table = [
            ("lokasi saya -8.2117,114.3760 pak", Some("-8.2117 114.3760")),
            ("?cp=-8.2117~114.3760&lvl=17", Some("-8.2117 114.3760")),
            ("/dir/-8.300,114.200/-8.2117,114.3760/", Some("-8.2117 114.3760")),
            ("jam 23.15 tgl 22.11.2026", None),
            ("1.234 dan 5.678", None),
            ("8.2,114.3", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(find(text).as_deref(), expected, "{text}");
        }
    }
}
