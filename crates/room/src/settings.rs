//! What a room may set for itself.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use dispatch::alarm::{AlarmLimits, UnsoundLimits};
use serde::{Deserialize, Serialize};

use crate::coverage::CoverageStandards;

/// The file's name in a room's folder.
pub(crate) const FILE: &str = "settings.toml";

/// What a room may set for itself. Times in seconds, distances in metres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// When causes become alarms.
    pub alarms: AlarmLimits,
    /// A position older than this is stale: drawn grey, not reckoned with.
    pub stale_after_s: u32,
    /// A unit this near its station is in quarters and needs its turnout time.
    pub in_quarters_m: u32,
    /// A place known this well is sure; where it is less so, who should go is reckoned over its whole circle.
    pub sure_within_m: u32,
    /// So is a street or a house on it this far to either end.
    pub sure_street_within_m: u32,
    /// Positions are kept in the log at most this often; what is shown is always the latest.
    pub keep_positions_every_s: u32,
    /// Closed calls and incidents stay on the desks this long.
    pub recent_s: u32,
    /// What counts as covered; what is shipped if absent.
    pub coverage: Option<CoverageStandards>,
    /// When roads are reckoned with at the speeds of the night.
    pub night: Night,
    /// The IANA time zone people live by; taken from where the region lies if absent.
    pub time_zone: Option<String>,
    /// A PMTiles or MBTiles file in the Shortbread schema, drawn instead of the region's own tiles.
    pub basemap: Option<PathBuf>,
}

/// Settings that can't be used, in a sentence fit to print.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file can't be read.
    #[error("{file} can't be read: {source}")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It says something that is not understood.
    #[error("{file} is not understood, and nothing in it counts: {why}")]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Where and why.
        why: String,
    },
    /// Its alarms can't be used.
    #[error("the room's settings can't be used: {0}")]
    Alarms(#[from] UnsoundLimits),
    /// Its night can't be used.
    #[error("the room's settings can't be used: night.from_h and night.to_h are hours from 0 to 23")]
    Night,
}

impl Settings {
    /// What `settings.toml` in a room's folder says; what is shipped where there is none. What it doesn't name is as
    /// shipped.
    ///
    /// # Errors
    /// The file is there and can't be used.
    pub fn read(folder: &Path) -> Result<Self, SettingsError> {
        let file = folder.join(FILE);
        let settings = match std::fs::read_to_string(&file) {
            Ok(text) => Self::from_toml(&text, &file)?,
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(source) => return Err(SettingsError::File { file, source }),
        };
        settings.check()?;
        Ok(settings)
    }

    fn from_toml(text: &str, file: &Path) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error: toml::de::Error| SettingsError::Unreadable {
            file: file.to_owned(),
            why: error.to_string().trim_end().to_owned(),
        })
    }

    /// Whether they can be used.
    ///
    /// # Errors
    /// The first thing that can't.
    pub fn check(&self) -> Result<(), SettingsError> {
        self.alarms.check()?;
        let is_hour = |hour: i8| (0..24).contains(&hour);
        if is_hour(self.night.from_h) && is_hour(self.night.to_h) {
            Ok(())
        } else {
            Err(SettingsError::Night)
        }
    }
}

/// The night, in whole hours of the day where people live; it may pass midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Night {
    /// It begins at this hour, 0 to 23.
    pub from_h: i8,
    /// It ends at this hour; the same hour means that there is none.
    pub to_h: i8,
}

impl Night {
    /// Whether an hour of the day belongs to it.
    pub(crate) fn contains(self, hour: i8) -> bool {
        let Self { from_h, to_h } = self;
        if from_h <= to_h { (from_h..to_h).contains(&hour) } else { hour >= from_h || hour < to_h }
    }
}

impl Default for Night {
    /// Streets empty after ten and fill at five, with the first markets: our own assumption, the room's to set.
    fn default() -> Self {
        Self { from_h: 22, to_h: 5 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            alarms: AlarmLimits::default(),
            stale_after_s: 300,
            in_quarters_m: 150,
            sure_within_m: 50,
            sure_street_within_m: 150,
            keep_positions_every_s: 10,
            recent_s: 3600,
            coverage: None,
            night: Night::default(),
            time_zone: None,
            basemap: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_without_the_file_is_as_shipped() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::read(folder.path()).unwrap(), Settings::default());
    }

    #[test]
    fn what_the_file_names_counts_and_the_rest_is_as_shipped() {
        let folder = tempfile::tempdir().unwrap();
        let text =
            "stale_after_s = 200\n[alarms]\nring_s = 15\non_scene_s = 900\n[night]\nfrom_h = 21\nto_h = 4\n";
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let expected = Settings {
            stale_after_s: 200,
            alarms: AlarmLimits { ring_s: 15, on_scene_s: 900, ..AlarmLimits::default() },
            night: Night { from_h: 21, to_h: 4 },
            ..Settings::default()
        };
        assert_eq!(Settings::read(folder.path()).unwrap(), expected);
    }

    /// Each row: the file, and words of the sentence that refuses it.
    #[test]
    fn a_bad_file_is_refused_in_a_sentence() {
        let rows = [
            ("[alarms]\nring = 15\n", "unknown field `ring`"),
            ("[alarms]\nring_s = \"soon\"\n", "invalid type"),
            ("[alarms]\nring_s = -1\n", "invalid value"),
            ("[alarms\n", "line 1"),
            ("[alarms]\nrepeat_s = 5\n", "alarms.repeat_s must be at least 30 seconds"),
            ("[night]\nfrom_h = 24\nto_h = 5\n", "hours from 0 to 23"),
        ];
        for (text, words) in rows {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(FILE), text).unwrap();
            let refused = Settings::read(folder.path()).unwrap_err().to_string();
            assert!(refused.contains(words), "{text}: {refused}");
        }
    }
}
