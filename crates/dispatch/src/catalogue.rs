//! Incident types, their questions and response plans, as data.

mod suggest;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::TypeId;

/// A name in the two languages of the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Bilingual {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

/// What a type belongs to; decides colour, and which incidents can be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Family {
    /// Fire and explosion.
    Fire,
    /// Illness and injury.
    Medical,
    /// Traffic accidents.
    Traffic,
    /// Crime and public order.
    Crime,
    /// People and animals to be rescued.
    Rescue,
    /// Flood, landslide, earthquake.
    Disaster,
    /// Power, gas, trees, streets.
    Utility,
    /// Complaints for an agency.
    Complaint,
}

/// Something to ask the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Question {
    /// Its key within the type.
    pub key: String,
    /// Its words.
    pub ask: Bilingual,
}

/// One kind of unit a response plan needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Need {
    /// The capability.
    pub capability: String,
    /// How many units.
    pub count: u8,
    /// Capabilities that may stand in where there is no unit with the right one, best first.
    #[serde(default)]
    pub or: Vec<String>,
}

/// An incident type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct IncidentType {
    /// Its key.
    pub key: TypeId,
    /// Its name.
    pub name: Bilingual,
    /// What it belongs to.
    pub family: Family,
    /// 1 is the most urgent, 5 the least.
    pub priority: u8,
    /// Words by which callers and dispatchers mean it, lower case, both languages.
    #[serde(default)]
    pub words: Vec<String>,
    /// Phrases of callers that suggest it, lower case, both languages: see [`Catalogue::suggested_by`].
    #[serde(default)]
    pub says: Vec<String>,
    /// What to ask.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What is needed, alarm level by alarm level; each level is the whole of what it needs. Empty for complaints.
    #[serde(default)]
    pub plan: Vec<Vec<Need>>,
    /// The response standard, seconds from report to arrival, if the room has set one.
    #[serde(default)]
    pub standard_s: Option<u32>,
    /// Reports within this distance may be the same incident, metres.
    #[serde(default = "default_duplicate_m")]
    pub duplicate_m: u32,
    /// Reports within this time may be the same incident, minutes.
    #[serde(default = "default_duplicate_min")]
    pub duplicate_min: u32,
}

fn default_duplicate_m() -> u32 {
    300
}

fn default_duplicate_min() -> u32 {
    60
}

/// A capability with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Capability {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
}

/// Every incident type the room knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Catalogue {
    /// What units can do.
    pub capabilities: Vec<Capability>,
    /// The types, in the order they are offered.
    pub types: Vec<IncidentType>,
}

/// A catalogue file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not the TOML that is expected.
    #[error("the catalogue can't be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// Two types share a key.
    #[error("the incident type \"{0}\" stands there twice")]
    Twice(TypeId),
    /// A plan needs what no capability names.
    #[error("the plan of \"{kind}\" needs \"{capability}\", which is no capability")]
    UnknownCapability {
        /// The type.
        kind: TypeId,
        /// The missing capability.
        capability: String,
    },
    /// A priority outside 1 to 5.
    #[error("the priority of \"{0}\" is not between 1 and 5")]
    Priority(TypeId),
}

impl Catalogue {
    /// The catalogue shipped with the room.
    ///
    /// # Errors
    /// Never with the shipped file; a test reads it.
    pub fn shipped() -> Result<Self, CatalogueError> {
        Self::from_toml(include_str!("catalogue/shipped.toml"))
    }

    /// A room's own catalogue.
    ///
    /// # Errors
    /// When it isn't readable or contradicts itself.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self = toml::from_str(text)?;
        let known: BTreeSet<&str> =
            catalogue.capabilities.iter().map(|capability| capability.key.as_str()).collect();
        let mut keys = BTreeSet::new();
        for kind in &catalogue.types {
            if !keys.insert(&kind.key) {
                return Err(CatalogueError::Twice(kind.key.clone()));
            }
            if !(1..=5).contains(&kind.priority) {
                return Err(CatalogueError::Priority(kind.key.clone()));
            }
            let needs = kind.plan.iter().flatten();
            let named = needs.flat_map(|need| std::iter::once(&need.capability).chain(&need.or));
            if let Some(unknown) = named.into_iter().find(|name| !known.contains(name.as_str())) {
                let (kind, capability) = (kind.key.clone(), unknown.clone());
                return Err(CatalogueError::UnknownCapability { kind, capability });
            }
        }
        Ok(catalogue)
    }

    /// The type with this key.
    pub fn get(&self, key: &TypeId) -> Option<&IncidentType> {
        self.types.iter().find(|kind| kind.key == *key)
    }

    /// Types that typed words may mean, the best first; all of them for no words.
    ///
    /// Each word typed must begin a word of the type's name (either language) or of its `words`.
    pub fn matching(&self, typed: &str) -> Vec<&IncidentType> {
        let typed = typed.to_lowercase();
        let wanted: Vec<&str> = words(&typed).collect();
        let mut hits: Vec<(u32, &IncidentType)> =
            self.types.iter().filter_map(|kind| Some((kind.likeness(&wanted)?, kind))).collect();
        hits.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        hits.into_iter().map(|(_, kind)| kind).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl IncidentType {
    /// How well the words fit: whole words count more than beginnings, the name more than other words.
    fn likeness(&self, wanted: &[&str]) -> Option<u32> {
        let name = format!("{} {}", self.name.id, self.name.en).to_lowercase();
        let own = self.words.join(" ");
        let mut total = 0;
        for word in wanted {
            let score = |text: &str, whole: u32| {
                words(text)
                    .filter(|own| own.starts_with(word))
                    .map(|own| if own == *word { whole } else { whole / 2 })
                    .max()
            };
            total += score(&name, 8).max(score(&own, 6))?;
        }
        Some(total)
    }

    /// What is needed at an alarm level, from 1; the highest planned level beyond that.
    pub fn needs(&self, alarm_level: u8) -> &[Need] {
        let index = usize::from(alarm_level.max(1) - 1).min(self.plan.len().saturating_sub(1));
        self.plan.get(index).map_or(&[], Vec::as_slice)
    }
}
