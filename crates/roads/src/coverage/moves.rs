//! Which single vehicle should stand elsewhere.

use std::cmp::Reverse;
use std::sync::Arc;

use super::ground::Ground;
use super::share::{Catchment, Coverage, shortfall_cm};

/// No more moves than these are kept in mind: one of them will be good enough in every other respect.
const MOST: usize = 64;

/// A vehicle that may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Its place among the vehicles that the coverage was reckoned with.
    pub vehicle: usize,
    /// Its place among the catchments of each place: vehicles that drive alike and are ready alike share one.
    pub group: usize,
}

/// A vehicle that should stand elsewhere, with what that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its place among the vehicles that the coverage was reckoned with.
    pub vehicle: usize,
    /// Its place among the places.
    pub place: usize,
    /// By how much less road is missing to the targets of all zones together, in centimetres.
    pub net_cm: u64,
    /// By how much more road is covered, in centimetres; less where negative.
    pub gained_cm: i64,
    /// What each zone has then, in centimetres of road.
    pub covered_cm: Vec<u64>,
}

impl Move {
    fn rank(&self) -> impl Ord + use<> {
        (Reverse(self.net_cm), Reverse(self.gained_cm), self.place, self.vehicle)
    }
}

/// The moves that make the worst gap smaller and all gaps together too, the best first: of one vehicle to one place.
///
/// `catchments` has what would be reached from each place, for each group of movers. It is exact: as if the coverage were
/// reckoned anew for each move.
pub fn best_moves(
    ground: &Ground,
    coverage: &Coverage,
    movers: &[Mover],
    catchments: &[Vec<Arc<Catchment>>],
    target_percent: u8,
) -> Vec<Move> {
    let Some(gap) = coverage.worst_gap(ground, target_percent) else { return Vec::new() };
    let touched = touched(ground, coverage, movers);
    let mut moves = Vec::new();
    let mut sheet = Sheet::new(ground, coverage);
    for (place, of_groups) in catchments.iter().enumerate() {
        for (group, catchment) in of_groups.iter().enumerate() {
            sheet.lay(catchment);
            for (mover, touched) in movers.iter().zip(&touched).filter(|(mover, _)| mover.group == group) {
                let covered_cm = sheet.covered_cm(mover.vehicle as u32, touched);
                let Some(found) = sheet.judge(*mover, place, covered_cm, gap, target_percent) else {
                    continue;
                };
                moves.push(found);
                if moves.len() >= 2 * MOST {
                    moves.sort_by_key(Move::rank);
                    moves.truncate(MOST);
                }
            }
        }
    }
    moves.sort_by_key(Move::rank);
    moves.truncate(MOST);
    moves
}

/// The segments that each mover is the first to reach, from either end or in the middle: all that its leaving changes.
fn touched(ground: &Ground, coverage: &Coverage, movers: &[Mover]) -> Vec<Vec<u32>> {
    let vehicles = movers.iter().map(|mover| mover.vehicle + 1).max().unwrap_or(0);
    let mut index_of = vec![None; vehicles];
    for (index, mover) in movers.iter().enumerate() {
        index_of[mover.vehicle] = Some(index);
    }
    let mut touched: Vec<Vec<u32>> = vec![Vec::new(); movers.len()];
    let mut note = |segment: u32, vehicle: u32| {
        let Some(index) = index_of.get(vehicle as usize).copied().flatten() else { return };
        let own: &mut Vec<u32> = &mut touched[index];
        if ground.zone_of(segment).is_some() && own.last() != Some(&segment) {
            own.push(segment);
        }
    };
    let mut middles = coverage.middles.iter().peekable();
    for (segment, ends) in (0..).zip(&coverage.ends) {
        let here = [ends.from.first(), ends.to.first()];
        here.iter().filter(|best| best.cm > 0).for_each(|best| note(segment, best.vehicle));
        while let Some(middle) = middles.next_if(|middle| middle.segment == segment) {
            note(segment, middle.vehicle);
        }
    }
    touched
}

/// What one catchment adds, segment by segment and zone by zone.
struct Sheet<'a> {
    ground: &'a Ground,
    coverage: &'a Coverage,
    catchment: Option<&'a Catchment>,
    /// By segment.
    pieces: Vec<(u32, u32)>,
    /// By zone, with nobody taken away.
    gained_cm: Vec<i64>,
}

impl<'a> Sheet<'a> {
    fn new(ground: &'a Ground, coverage: &'a Coverage) -> Self {
        let pieces = vec![(0, 0); ground.length_cm.len()];
        Self { ground, coverage, catchment: None, pieces, gained_cm: Vec::new() }
    }

    /// Takes up another catchment.
    fn lay(&mut self, catchment: &'a Catchment) {
        for piece in self.catchment.iter().flat_map(|before| &before.pieces) {
            self.pieces[piece.0 as usize] = (0, 0);
        }
        self.catchment = Some(catchment);
        for &(segment, from, to) in &catchment.pieces {
            self.pieces[segment as usize] = (from, to);
        }
        self.gained_cm = vec![0; self.ground.zones()];
        let own = catchment.pieces.iter().map(|piece| piece.0);
        let middle = catchment.middle.iter().map(|middle| middle.segment);
        let only_middle = middle.filter(|&segment| self.pieces[segment as usize] == (0, 0));
        for segment in own.chain(only_middle) {
            if let Some(zone) = self.ground.zone_of(segment) {
                self.gained_cm[zone] += self.gain(segment);
            }
        }
    }

    fn gain(&self, segment: u32) -> i64 {
        let before = self.coverage.covered(self.ground, segment, None, None);
        i64::from(self.with(segment, None)) - i64::from(before)
    }

    fn with(&self, segment: u32, without: Option<u32>) -> u32 {
        let piece = self.pieces[segment as usize];
        let middle = self.catchment.and_then(|own| own.middle).filter(|middle| middle.segment == segment);
        let without = without.unwrap_or(super::reach::NOBODY);
        self.coverage.covered_by(self.ground, segment, without, piece, middle)
    }

    /// What each zone has once a vehicle has left these segments and stands in the catchment.
    fn covered_cm(&self, vehicle: u32, touched: &[u32]) -> Vec<u64> {
        let mut change = self.gained_cm.clone();
        for &segment in touched {
            if let Some(zone) = self.ground.zone_of(segment) {
                change[zone] +=
                    i64::from(self.with(segment, Some(vehicle))) - i64::from(self.with(segment, None));
            }
        }
        let before = self.coverage.covered_cm.iter();
        before.zip(change).map(|(&before, change)| before.saturating_add_signed(change)).collect()
    }

    fn judge(
        &self,
        mover: Mover,
        place: usize,
        covered_cm: Vec<u64>,
        gap: usize,
        target: u8,
    ) -> Option<Move> {
        let before = &self.coverage.covered_cm;
        let lacking = |covered: &[u64]| -> u64 {
            let zones = covered.iter().enumerate();
            zones.map(|(zone, &cm)| shortfall_cm(self.ground.road_cm(zone), cm, target)).sum()
        };
        let net_cm = lacking(before).checked_sub(lacking(&covered_cm)).filter(|&net| net > 0)?;
        if covered_cm[gap] <= before[gap] {
            return None;
        }
        let whole = |covered: &[u64]| covered.iter().sum::<u64>() as i64;
        let gained_cm = whole(&covered_cm) - whole(before);
        Some(Move { vehicle: mover.vehicle, place, net_cm, gained_cm, covered_cm })
    }
}
