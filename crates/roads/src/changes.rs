//! What has changed on the roads lately, so that what was found out before can be kept wherever nothing has changed.

use std::collections::VecDeque;

use crate::arc::SegmentId;
use crate::snap::Around;

/// So many changes are remembered one by one. Whoever has not asked for longer begins anew.
const REMEMBERED: usize = 64;

/// Roads that have come to be closed, slow or open.
#[derive(Debug)]
pub(crate) struct Change {
    /// In order.
    pub(crate) segments: Vec<SegmentId>,
    /// Where they lie, if any of them may have opened: then vehicles nearby may stand on them now.
    pub(crate) opened: Option<Around>,
}

/// All changes so far, by number; the last of them in full.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    count: u64,
    recent: VecDeque<Change>,
}

impl Changes {
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn push(&mut self, change: Change) {
        self.count += 1;
        self.recent.push_back(change);
        if self.recent.len() > REMEMBERED {
            self.recent.pop_front();
        }
    }

    /// Nothing is as it was.
    pub(crate) fn push_everything(&mut self) {
        self.count += 1;
        self.recent.clear();
    }

    /// The changes after the first so many; `None` where they are too many to tell, and everything may have changed.
    pub(crate) fn since(&self, seen: u64) -> Option<impl Iterator<Item = &Change> + Clone> {
        let new = usize::try_from(self.count.checked_sub(seen)?).ok()?;
        Some(self.recent.range(self.recent.len().checked_sub(new)?..))
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Changes, REMEMBERED};
    use crate::arc::SegmentId;

    #[test]
    fn who_has_missed_too_much_is_told_to_begin_anew() {
        let mut changes = Changes::default();
        let push = |changes: &mut Changes, id| {
            changes.push(Change { segments: vec![SegmentId(id)], opened: None });
        };
        let since = |changes: &Changes, seen| {
            let told = changes.since(seen)?;
            Some(told.map(|change| change.segments[0].0).collect::<Vec<_>>())
        };
        for id in 1..=3 {
            push(&mut changes, id);
        }
        assert_eq!(since(&changes, 3), Some(vec![]));
        assert_eq!(since(&changes, 1), Some(vec![2, 3]));
        assert_eq!(since(&changes, 0), Some(vec![1, 2, 3]));
        assert_eq!(since(&changes, 4), None, "of other roads");
        changes.push_everything();
        assert_eq!((since(&changes, 3), since(&changes, 4)), (None, Some(vec![])));
        for id in 0..=REMEMBERED as u32 {
            push(&mut changes, id);
        }
        assert_eq!(since(&changes, 4), None);
        assert_eq!(since(&changes, 5).map(|told| told.len()), Some(REMEMBERED));
    }
}
