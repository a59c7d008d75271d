//! From what was reckoned to what fronts show.

use std::fmt::Write as _;
use std::time::Instant;

use dispatch::assignment::Expected;
use dispatch::moveup::StandbyPlace;
use roads::coverage::{Coverage, Move};

use super::country::{Country, Post};
use super::fleet::FreeUnit;
use super::standards::CoverageStandard;
use crate::api::{CoverageMap, CoverageView, MoveAdvice, ProposedMove, StandingBy, ZoneChange, ZoneCover};

/// All that was found.
pub(super) struct Found<'a> {
    pub(super) country: &'a Country,
    pub(super) kind: &'a CoverageStandard,
    pub(super) target_percent: u8,
    pub(super) units: &'a [FreeUnit],
    pub(super) covered: &'a Coverage,
    /// Once everybody stands where it was told to.
    pub(super) planned: &'a Coverage,
    pub(super) version: u64,
    pub(super) began: Instant,
}

/// A move with the way there.
pub(super) struct Proposed {
    pub(super) moved: Move,
    pub(super) post: Post,
    pub(super) expected: Expected,
    pub(super) line: Vec<[f64; 2]>,
}

/// As fronts show it.
pub(super) fn outcome(found: &Found<'_>, proposed: Option<Proposed>) -> (CoverageView, CoverageMap) {
    let (kind, version) = (found.kind, found.version);
    let map = found.map();
    let view = CoverageView {
        service: kind.service,
        version,
        epoch: found.covered.epoch,
        within_min: kind.within_min,
        report_s: kind.report_s,
        target_percent: found.target_percent,
        units: u32::try_from(found.units.len()).unwrap_or(u32::MAX),
        zones: found.zones(),
        standing_by: found.units.iter().filter_map(standing_by).collect(),
        advice: found.advice(proposed),
        took_us: u32::try_from(found.began.elapsed().as_micros()).unwrap_or(u32::MAX),
    };
    (view, map)
}

impl Found<'_> {
    fn percent(&self, covered_cm: &[u64], zone: usize) -> u8 {
        let road_cm = self.country.ground.road_cm(zone).max(1);
        (covered_cm[zone] * 100 / road_cm).min(100) as u8
    }

    /// The greatest gap first, then the smallest share.
    fn zones(&self) -> Vec<ZoneCover> {
        let ground = &self.country.ground;
        let mut order: Vec<usize> = (0..ground.zones()).collect();
        let lacks = |zone: usize| self.covered.shortfall_cm(ground, zone, self.target_percent);
        let covered = &self.covered.covered_cm;
        order.sort_by_key(|&zone| {
            (std::cmp::Reverse(lacks(zone)), self.percent(covered, zone), &self.country.zones[zone].1)
        });
        let view = |zone: usize| ZoneCover {
            zone: self.country.zones[zone].0.clone(),
            name: self.country.zones[zone].1.clone(),
            road_m: (ground.road_cm(zone) / 100) as u32,
            percent: self.percent(covered, zone),
            planned_percent: self.percent(&self.planned.covered_cm, zone),
            is_gap: lacks(zone) > 0,
        };
        order.into_iter().map(view).collect()
    }

    fn advice(&self, proposed: Option<Proposed>) -> MoveAdvice {
        let Some(gap) = self.planned.worst_gap(&self.country.ground, self.target_percent) else {
            return MoveAdvice::Enough;
        };
        let name = self.country.zones[gap].1.clone();
        match proposed {
            Some(proposed) => MoveAdvice::Move(Box::new(self.proposed(proposed, gap))),
            None if self.units.iter().all(|unit| unit.standby.is_some()) => {
                MoveAdvice::NobodyFree { gap: name }
            }
            None => MoveAdvice::NoMoveHelps { gap: name },
        }
    }

    fn proposed(&self, proposed: Proposed, gap: usize) -> ProposedMove {
        let Proposed { moved, post, expected, line } = proposed;
        let change = |zone: usize| ZoneChange {
            zone: self.country.zones[zone].0.clone(),
            name: self.country.zones[zone].1.clone(),
            before_percent: self.percent(&self.planned.covered_cm, zone),
            after_percent: self.percent(&moved.covered_cm, zone),
        };
        let others = (0..self.country.zones.len()).filter(|&zone| zone != gap).map(change);
        let (mut gains, mut costs): (Vec<ZoneChange>, Vec<ZoneChange>) = others
            .filter(|own| own.before_percent != own.after_percent)
            .partition(|own| own.after_percent > own.before_percent);
        let by = |own: &ZoneChange| std::cmp::Reverse(own.after_percent.abs_diff(own.before_percent));
        gains.sort_by_key(by);
        costs.sort_by_key(by);
        ProposedMove {
            unit: self.units[moved.vehicle].id.clone(),
            to: StandbyPlace { position: post.position, label: post.label },
            kind: post.kind,
            gap: change(gap),
            gains,
            costs,
            expected,
            line,
        }
    }

    fn map(&self) -> CoverageMap {
        let bands = self.covered.bands(&self.country.ground, &self.kind.steps_ms());
        CoverageMap {
            service: self.kind.service,
            version: self.version,
            steps_min: self.kind.steps_min.clone(),
            south_west: bands.south_west,
            cell_deg: bands.cell_deg,
            columns: bands.columns,
            rows: bands.rows,
            runs: runs(&bands.cells),
        }
    }
}

fn standing_by(unit: &FreeUnit) -> Option<StandingBy> {
    let standby = unit.standby.as_ref()?;
    let due_at = standby.expected.map(|expected| standby.since.plus_seconds(expected.total_s()));
    Some(StandingBy { unit: unit.id.clone(), place: standby.place.clone(), due_at })
}

/// Cells as letters, each with how often it repeats.
fn runs(cells: &[u8]) -> String {
    let mut text = String::new();
    for run in cells.chunk_by(|one, next| one == next) {
        text.push(char::from(b'a' + run[0].min(25)));
        if run.len() > 1 {
            let _ = write!(text, "{}", run.len());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn runs_are_a_letter_and_how_often() {
        for (cells, text) in [(&[][..], ""), (&[0, 0, 0, 2, 1, 1], "a3cb2"), (&[4], "e")] {
            assert_eq!(runs(cells), text);
        }
    }
}
