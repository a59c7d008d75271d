//! Text about a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Text about a person, which the law may order erased.
///
/// It is written as `{"personal": "…"}`, a mark by which the journal keeps such text apart from the event, so that
/// erasing it breaks no hash. Erased text reads as `{"personal": null}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Personal {
    personal: Option<String>,
}

impl Personal {
    /// The text, empty where it was erased or never written.
    pub fn text(&self) -> &str {
        self.personal.as_deref().unwrap_or_default()
    }

    /// Whether there was text that has been erased.
    pub fn is_erased(&self) -> bool {
        self.personal.is_none()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }
}

impl Default for Personal {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for Personal {
    fn from(text: &str) -> Self {
        Self { personal: Some(text.to_owned()) }
    }
}

impl From<String> for Personal {
    fn from(text: String) -> Self {
        Self { personal: Some(text) }
    }
}
