//! What is searched, packed: a million names must fit beside everything else that a desk holds.

use std::ops::Range;

use geo::Point;

use super::words::Role;
use crate::entry::{HitKind, degrees, order, units};

/// All entries as they are searched, in the order of their kinds, of one kind those near the region's middle first.
#[derive(Debug, Default)]
pub(super) struct Items {
    labels: String,
    all: Vec<Item>,
    /// The words of all items, item by item.
    words: Vec<Word>,
}

/// An entry as it is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: HitKind,
    pub(super) context: u32,
    pub(super) radius_m: f32,
    /// Longitude and latitude in ten-millionths of a degree, about a centimetre.
    at: [i32; 2],
    label: (u32, u16),
    words: (u32, u8),
}

/// A word of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) token: u32,
    pub(super) role: Role,
    pub(super) side: Side,
    /// How good it is to find the item by it; 0 is best.
    pub(super) rank: u8,
    /// The place among the item's words of the written word that it stands for; its own where it is written.
    pub(super) stands_for: u8,
}

/// Which street of a junction a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    First,
    Second,
    Both,
}

impl Item {
    pub(super) fn point(&self) -> Point<f64> {
        degrees(self.at)
    }
}

impl Items {
    pub(super) fn push(
        &mut self,
        kind: HitKind,
        label: &str,
        context: u32,
        point: Point<f64>,
        radius_m: f64,
        words: impl IntoIterator<Item = Word>,
    ) {
        let label_start = self.labels.len() as u32;
        self.labels.push_str(label);
        let start = self.words.len();
        self.words.extend(words.into_iter().take(usize::from(u8::MAX)));
        self.all.push(Item {
            kind,
            context,
            radius_m: radius_m as f32,
            at: units(point),
            label: (label_start, label.len().min(usize::from(u16::MAX)) as u16),
            words: (start as u32, (self.words.len() - start) as u8),
        });
    }

    /// The items in the order of [`order`]; and for each where it was, where they weren't in it. A region's file has them
    /// so: then nothing is moved, and no memory needed twice.
    pub(super) fn in_order(mut self, centre: Point<f64>) -> (Self, Option<Vec<u32>>) {
        let key = |item: &Item| order(item.kind, item.point(), centre);
        if self.all.is_sorted_by_key(key) {
            self.labels.shrink_to_fit();
            self.words.shrink_to_fit();
            self.all.shrink_to_fit();
            return (self, None);
        }
        let mut places: Vec<u32> = (0..self.all.len() as u32).collect();
        places.sort_by_cached_key(|&id| key(self.get(id)));
        let mut sorted = Self::default();
        for &id in &places {
            let item = self.get(id);
            let label = (sorted.labels.len() as u32, item.label.1);
            let words = (sorted.words.len() as u32, item.words.1);
            sorted.labels.push_str(self.label(id));
            sorted.words.extend_from_slice(self.words(item));
            sorted.all.push(Item { label, words, ..*item });
        }
        (sorted, Some(places))
    }

    /// Gives the words their tokens' final numbers.
    pub(super) fn renumber(&mut self, ids: &[u32]) {
        for word in &mut self.words {
            word.token = ids[word.token as usize];
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, id: u32) -> &Item {
        &self.all[id as usize]
    }

    pub(super) fn label(&self, id: u32) -> &str {
        let (start, length) = self.get(id).label;
        self.labels.get(start as usize..start as usize + usize::from(length)).unwrap_or_default()
    }

    pub(super) fn words(&self, item: &Item) -> &[Word] {
        let (start, count) = item.words;
        self.words.get(start as usize..start as usize + usize::from(count)).unwrap_or_default()
    }

    /// The items of a kind.
    pub(super) fn of_kind(&self, kind: HitKind) -> Range<u32> {
        let start = self.all.partition_point(|item| item.kind < kind);
        let end = self.all.partition_point(|item| item.kind <= kind);
        start as u32..end as u32
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Item)> {
        (0..).zip(&self.all)
    }
}
