//! What is searched, packed: a million names must fit beside everything else that a desk holds.

use std::ops::Range;

use geo::Point;

use super::words::Role;
use crate::entry::HitKind;

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

const PER_DEGREE: f64 = 1e7;

impl Item {
    pub(super) fn point(&self) -> Point<f64> {
        Point::new(f64::from(self.at[0]) / PER_DEGREE, f64::from(self.at[1]) / PER_DEGREE)
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
            at: [(point.x() * PER_DEGREE).round() as i32, (point.y() * PER_DEGREE).round() as i32],
            label: (label_start, label.len().min(usize::from(u16::MAX)) as u16),
            words: (start as u32, (self.words.len() - start) as u8),
        });
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
