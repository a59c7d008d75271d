//! When a gate is shut.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Conditional_restrictions>. The gates of Indonesian neighbourhoods (portal) are
//! tagged `access:conditional=no @ (22:00-05:00)`. Of all that conditions can say only this is read: what holds in the dead
//! of night, and what at noon.

/// The dead of night and noon, in minutes of the day.
const NIGHT: u32 = 2 * 60;
const NOON: u32 = 12 * 60;

/// What a conditional access says of a gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hours {
    /// Nobody passes in the dead of night.
    pub(super) no_at_night: bool,
    /// All pass at noon, but that is not said of the night.
    pub(super) yes_by_day: bool,
}

impl Hours {
    /// Reads `no @ (22:00-05:00)` or `yes @ (05:00-22:00)`, with a point for the colon as some write it. What can't be read
    /// says nothing.
    pub(super) fn read(value: &str) -> Self {
        let Some((access, condition)) = value.split_once('@') else { return Self::default() };
        let ranges = ranges(condition);
        let holds = |minute| ranges.iter().any(|range| contains(*range, minute));
        match access.trim() {
            "no" => Self { no_at_night: holds(NIGHT) || is_dark(condition), yes_by_day: false },
            "yes" | "permissive" | "destination" | "designated" => {
                Self { no_at_night: false, yes_by_day: holds(NOON) && !holds(NIGHT) }
            }
            _ => Self::default(),
        }
    }
}

fn is_dark(condition: &str) -> bool {
    condition.contains("sunset-sunrise") || condition.contains("dusk-dawn")
}

/// From when until when, in minutes of the day; it may pass midnight.
type Range = (u32, u32);

fn contains((from, to): Range, minute: u32) -> bool {
    if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
}

/// All that is written like hours from and to.
fn ranges(condition: &str) -> Vec<Range> {
    let words = condition.split([' ', ';', ',', '(', ')']).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let glued = words.join(" ").replace(" - ", "-");
    let range = |word: &str| {
        let (from, to) = word.split_once('-')?;
        Some((minutes(from)?, minutes(to)?))
    };
    glued.split(' ').filter_map(range).collect()
}

fn minutes(clock: &str) -> Option<u32> {
    let (hours, minutes) = clock.split_once([':', '.'])?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::Hours;

    /// What is written, and whether that is shut at night, or open by day alone.
    #[test]
    fn what_conditions_say_of_gates() {
        for (value, no_at_night, yes_by_day) in [
            ("no @ (22:00-05:00)", true, false),
            ("no @ (00:00 - 05:00)", true, false),
            ("no @ (24:00-05:00)", true, false),
            ("no @ (21:00-05.30)", true, false),
            ("no @ (22.00-04.00)", true, false),
            ("no@(23:00-04:30)", true, false),
            ("no @ 23:00-04:30", true, false),
            ("no @ (Mo-Fr 18:00-05:30;Sa-Su;PH)", true, false),
            ("no @ (sunset-sunrise)", true, false),
            ("no @ (07:00-09:00;16:00-19:00)", false, false),
            ("yes @ (05:00-22:00)", false, true),
            ("yes @ (5:30-20:00)", false, true),
            ("permissive@(05:30-09:00)", false, false),
            ("yes @ (00:00-24:00)", false, false),
            ("no @ (wet)", false, false),
            ("no @ (Mo-Fr)", false, false),
            ("no @ (99:00-05:00)", false, false),
            ("@ (06:00-09:00)", false, false),
            ("no", false, false),
            ("", false, false),
        ] {
            assert_eq!(Hours::read(value), Hours { no_at_night, yes_by_day }, "{value}");
        }
    }
}
