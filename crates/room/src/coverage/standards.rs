//! What counts as covered: the room's own figures, or those shipped.

use dispatch::Unit;
use dispatch::unit::Service;
use serde::{Deserialize, Serialize};

/// What counts as covered, and when a move is worth proposing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageStandards {
    /// A zone with a smaller share of its roads covered is a gap.
    pub target_percent: u8,
    /// A move brings the worst gap at least so many points.
    pub least_gain_percent: u8,
    /// And takes no longer than this to drive.
    pub longest_drive_min: u16,
    /// The administrative level whose zones are looked at; chosen by what the region has if absent.
    #[serde(default)]
    pub zone_level: Option<u8>,
    /// One for each service.
    pub kinds: Vec<CoverageStandard>,
}

/// What counts as covered for one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageStandard {
    /// The service.
    pub service: Service,
    /// A unit counts that can do any of these.
    pub any: Vec<String>,
    /// Goes by between the report and the notice to the crew, seconds.
    pub report_s: u32,
    /// The standard, from the report, minutes.
    pub within_min: u16,
    /// The steps that the map shows, minutes, ascending, the standard among them.
    pub steps_min: Vec<u16>,
}

/// Standards that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StandardsError {
    /// Not the TOML that is expected.
    #[error("what counts as covered can't be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// Steps that don't ascend, or lack the standard.
    #[error("the steps of {0:?} must ascend and have the standard among them")]
    Steps(Service),
}

impl CoverageStandards {
    /// Those shipped with the room.
    ///
    /// # Errors
    /// Never with the shipped file; a test reads it.
    pub fn shipped() -> Result<Self, StandardsError> {
        let shipped: Self = toml::from_str(include_str!("shipped.toml"))?;
        shipped.check()?;
        Ok(shipped)
    }

    /// Whether they make sense.
    ///
    /// # Errors
    /// The first service whose steps don't.
    pub fn check(&self) -> Result<(), StandardsError> {
        let sound = |kind: &&CoverageStandard| {
            kind.steps_min.windows(2).all(|pair| pair[0] < pair[1])
                && kind.steps_min.contains(&kind.within_min)
        };
        let unsound = self.kinds.iter().find(|kind| !sound(kind));
        unsound.map_or(Ok(()), |kind| Err(StandardsError::Steps(kind.service)))
    }

    pub(crate) fn of(&self, service: Service) -> Option<&CoverageStandard> {
        self.kinds.iter().find(|kind| kind.service == service)
    }
}

impl CoverageStandard {
    /// Whether a unit is of the kind.
    pub(crate) fn has(&self, unit: &Unit) -> bool {
        unit.spec.service == self.service && self.any.iter().any(|capability| unit.can(capability))
    }

    pub(crate) fn within_ms(&self) -> u32 {
        u32::from(self.within_min) * 60_000
    }

    pub(crate) fn steps_ms(&self) -> Vec<u32> {
        self.steps_min.iter().map(|&minutes| u32::from(minutes) * 60_000).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::CoverageStandards;

    #[test]
    fn the_shipped_standards_make_sense() {
        let shipped = CoverageStandards::shipped().expect("the shipped standards");
        assert_eq!(shipped.kinds.len(), 4);
        let mut wrong = shipped.clone();
        wrong.kinds[1].steps_min = vec![4, 12];
        assert!(wrong.check().is_err(), "the standard is not among the steps");
        wrong.kinds[1].steps_min = vec![12, 8];
        assert!(wrong.check().is_err(), "the steps don't ascend");
    }
}
