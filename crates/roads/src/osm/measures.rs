//! Numbers with units, and what surfaces are called.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Map_features/Units>, `Key:maxspeed`, `Key:surface`, `Key:smoothness`,
//! `Key:tracktype`, `Key:duration`.

use crate::details::Surface;

/// The limit in km/h: `50`, `50 km/h`, `30 mph`, `walk`, or the general limits of Indonesia by their names, `ID:urban`
/// (Peraturan Pemerintah 79/2013, art. 23 (4)). Other words give none; of several values the lowest counts.
pub(super) fn maxspeed_kmh(values: &str) -> Option<u16> {
    values.split(';').filter_map(one_maxspeed_kmh).min()
}

fn one_maxspeed_kmh(value: &str) -> Option<u16> {
    let value = value.trim();
    match value {
        "walk" => return Some(5),
        "ID:motorway" => return Some(100),
        "ID:rural" => return Some(80),
        "ID:urban" => return Some(50),
        "ID:residential" | "ID:living_street" => return Some(30),
        _ => {}
    }
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let number: u16 = value[..digits].parse().ok()?;
    let kmh = match value[digits..].trim() {
        "" | "km/h" | "kmh" | "kph" => f64::from(number),
        "mph" => f64::from(number) * 1.609_344,
        _ => return None,
    };
    Some(kmh.round() as u16).filter(|kmh| (1..=200).contains(kmh))
}

/// A number, with a point or a comma, and its unit.
fn measure(value: &str) -> Option<(f64, &str)> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(value.len());
    let number: f64 = value[..end].replace(',', ".").parse().ok()?;
    Some((number, value[end..].trim()))
}

/// Centimetres from `3.5`, `3.5 m`, `350 cm` or `11'6"`; words such as `default` give none.
pub(super) fn length_cm(value: &str) -> Option<u16> {
    let (number, unit) = measure(value)?;
    let cm = match unit {
        "" | "m" => number * 100.0,
        "cm" => number,
        _ => {
            let inches = unit.strip_prefix('\'')?.trim().trim_end_matches('"');
            let inches = if inches.is_empty() { 0.0 } else { inches.parse().ok()? };
            number * 30.48 + inches * 2.54
        }
    };
    Some(cm.round() as u16).filter(|cm| (30..=5_000).contains(cm))
}

/// Kilograms from `8`, `8 t` or `7500 kg`.
pub(super) fn weight_kg(value: &str) -> Option<u32> {
    let (number, unit) = measure(value)?;
    let kg = match unit {
        "" | "t" => number * 1000.0,
        "kg" => number,
        _ => return None,
    };
    Some(kg.round() as u32).filter(|kg| (100..=500_000).contains(kg))
}

/// Seconds from `45` (minutes), `1:30` (hours), `00:45:00`, or ISO 8601's `PT1H30M`.
pub(super) fn duration_s(value: &str) -> Option<u32> {
    let value = value.trim();
    if let Some(iso) = value.strip_prefix('P') {
        return sane_duration_s(iso_s(iso)?);
    }
    let parts: Option<Vec<u32>> = value.split(':').map(|part| part.parse().ok()).collect();
    let seconds = match parts?[..] {
        [minutes] => minutes.checked_mul(60)?,
        [hours, minutes] => hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?,
        [hours, minutes, seconds] => {
            hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?
        }
        _ => return None,
    };
    sane_duration_s(seconds)
}

/// Seconds of what follows the P of a duration: days, and after a T hours, minutes and seconds.
fn iso_s(text: &str) -> Option<u32> {
    let (mut seconds, mut number, mut is_time) = (0_u32, String::new(), false);
    for letter in text.chars() {
        let unit = match letter {
            '0'..='9' => {
                number.push(letter);
                continue;
            }
            'T' if !is_time && number.is_empty() => {
                is_time = true;
                continue;
            }
            'D' if !is_time => 86_400,
            'H' if is_time => 3600,
            'M' if is_time => 60,
            'S' if is_time => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then_some(seconds)
}

fn sane_duration_s(seconds: u32) -> Option<u32> {
    Some(seconds).filter(|seconds| (1..=7 * 86_400).contains(seconds))
}

/// The surface from `smoothness`, or else the worse of `surface` and `tracktype`. Of several values the worst counts.
pub(super) fn surface(smoothness: Option<&str>, surface: Option<&str>, tracktype: Option<&str>) -> Surface {
    let smoothness = smoothness.and_then(|values| values.split(';').filter_map(by_smoothness).max());
    let material = surface.unwrap_or_default().split(';').map(by_material).max().unwrap_or_default();
    let track = match tracktype.unwrap_or_default() {
        "grade2" => Surface::Uneven,
        "grade3" | "grade4" => Surface::Rough,
        "grade5" => Surface::Bad,
        _ => Surface::Good,
    };
    smoothness.unwrap_or(material.max(track))
}

fn by_smoothness(value: &str) -> Option<Surface> {
    Some(match value.trim() {
        "excellent" | "good" | "intermediate" => Surface::Good,
        "bad" => Surface::Uneven,
        "very_bad" => Surface::Rough,
        "horrible" => Surface::Bad,
        "very_horrible" | "impassable" => Surface::Impassable,
        _ => return None,
    })
}

fn by_material(value: &str) -> Surface {
    match value.trim() {
        "cobblestone" | "unhewn_cobblestone" | "sett" | "wood" | "metal" | "bricks" | "concrete:lanes"
        | "compacted" | "fine_gravel" => Surface::Uneven,
        "unpaved" | "gravel" | "pebblestone" | "ground" | "dirt" | "earth" | "soil" | "rock" | "clay"
        | "laterite" | "grass_paver" => Surface::Rough,
        "sand" | "mud" | "grass" | "woodchips" => Surface::Bad,
        _ => Surface::Good,
    }
}
