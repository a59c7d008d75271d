//! Where entries are: village and district, and which entries lie in each.

use super::items::Items;

/// Every place that entries are in, each once. The first is the empty one.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    names: Vec<Box<str>>,
    /// Which contexts have a token in their name: token and context, sorted.
    named: Vec<(u32, u32)>,
    /// Where the entries of each context begin; one more than contexts.
    starts: Vec<u32>,
    /// Entries, context by context, the best first.
    entries: Vec<u32>,
}

impl Contexts {
    /// `tokens` are those of each name.
    pub(super) fn new(names: Vec<Box<str>>, tokens: &[Vec<u32>], items: &Items) -> Self {
        let named =
            (0..).zip(tokens).flat_map(|(context, tokens)| tokens.iter().map(move |&token| (token, context)));
        let mut named: Vec<(u32, u32)> = named.collect();
        named.sort_unstable();
        named.dedup();
        let mut starts = vec![0_u32; names.len() + 1];
        for (_, item) in items.iter() {
            starts[item.context as usize + 1] += 1;
        }
        for context in 0..names.len() {
            starts[context + 1] += starts[context];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; items.len()];
        for (entry, item) in items.iter() {
            let place = &mut next[item.context as usize];
            entries[*place as usize] = entry;
            *place += 1;
        }
        Self { names, named, starts, entries }
    }

    pub(super) fn name(&self, context: u32) -> &str {
        self.names.get(context as usize).map_or("", |name| name)
    }

    /// The contexts that have a token of these ranges, in rising order.
    pub(super) fn named(&self, tokens: impl Iterator<Item = std::ops::Range<u32>>) -> Vec<u32> {
        let mut found: Vec<u32> = tokens
            .flat_map(|range| {
                let start = self.named.partition_point(|(token, _)| *token < range.start);
                let rest = self.named[start..].iter();
                rest.take_while(move |(token, _)| *token < range.end).map(|(_, context)| *context)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What lies in a context, the best first.
    pub(super) fn entries(&self, context: u32) -> &[u32] {
        let at = |context: usize| self.starts.get(context).copied().unwrap_or_default() as usize;
        self.entries.get(at(context as usize)..at(context as usize + 1)).unwrap_or_default()
    }
}
