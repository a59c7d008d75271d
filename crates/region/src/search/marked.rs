//! Which entries have a word, a bit each: two frequent words are put together without looking at their entries.

use super::SearchIndex;
use super::matcher::Matcher;

/// Which entries have a word, in their names or as where they lie.
pub(super) struct Marked(Vec<u64>);

/// Marking an entry takes about this part of the time that looking into one takes.
const SOONER: usize = 12;

impl Marked {
    /// Marks the entries of a word where that is sooner than to look into so many entries.
    pub(super) fn for_looks(index: &SearchIndex, matcher: &Matcher, looks: usize) -> Option<Self> {
        let (few, much) = (looks.saturating_mul(SOONER), matcher.work() + index.len() / 64);
        (much < few && !matcher.is_everywhere()).then(|| Self::new(index, matcher))
    }

    fn new(index: &SearchIndex, matcher: &Matcher) -> Self {
        let mut marked = Self(vec![0; index.len().div_ceil(64)]);
        for range in matcher.all_ranges() {
            marked.mark(index.tokens.slice(range));
        }
        for &context in matcher.contexts() {
            marked.mark(index.contexts.entries(context));
        }
        marked
    }

    fn mark(&mut self, entries: &[u32]) {
        for entry in entries {
            if let Some(bits) = self.0.get_mut(*entry as usize / 64) {
                *bits |= 1 << (entry % 64);
            }
        }
    }

    pub(super) fn has(&self, entry: u32) -> bool {
        self.0.get(entry as usize / 64).is_some_and(|bits| bits & (1 << (entry % 64)) != 0)
    }
}
