//! The calls that ring, and which of them the system has been told of.

use std::collections::BTreeMap;

use room::dispatch::CallId;

/// Each call that rings, by its number.
#[derive(Debug, Default)]
pub(crate) struct Rings(BTreeMap<CallId, Ring>);

#[derive(Debug)]
struct Ring {
    number: u32,
    told: bool,
}

impl Rings {
    /// These ring, and no others; the answer is the numbers of those that were told and ring no more.
    pub(crate) fn are(&mut self, calls: &[(CallId, u32)]) -> Vec<u32> {
        let over: Vec<CallId> =
            self.0.keys().filter(|id| calls.iter().all(|(own, _)| own != *id)).copied().collect();
        for (id, number) in calls {
            self.begins(*id, *number);
        }
        over.into_iter().filter_map(|id| self.ends(id)).collect()
    }

    /// A call rings, perhaps as it did.
    pub(crate) fn begins(&mut self, id: CallId, number: u32) {
        self.0.entry(id).or_insert(Ring { number, told: false });
    }

    /// A call does not ring; the answer is its number if it did and was told.
    pub(crate) fn ends(&mut self, id: CallId) -> Option<u32> {
        self.0.remove(&id).filter(|ring| ring.told).map(|ring| ring.number)
    }

    /// Whether one waits that was not told.
    pub(crate) fn any_untold(&self) -> bool {
        self.0.values().any(|ring| !ring.told)
    }

    /// The numbers of those to be told now, the first first; each is told once.
    pub(crate) fn tell(&mut self) -> Vec<u32> {
        let untold = self.0.values_mut().filter(|ring| !ring.told);
        let told = untold.map(|ring| {
            ring.told = true;
            ring.number
        });
        let mut numbers: Vec<u32> = told.collect();
        numbers.sort_unstable();
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(n: u32) -> (CallId, u32) {
        (CallId(uuid::Uuid::from_u128(u128::from(100 - n))), n)
    }

    #[test]
    fn each_ring_is_told_once_and_taken_back_if_it_was() {
        let mut rings = Rings::default();
        assert!(!rings.any_untold());
        assert!(rings.are(&[call(1), call(2)]).is_empty());
        assert!(rings.any_untold());
        assert_eq!(rings.tell(), [1, 2], "in the order of their numbers");
        rings.begins(call(1).0, 1);
        assert!(!rings.any_untold() && rings.tell().is_empty(), "the same ring again");

        rings.begins(call(3).0, 3);
        assert_eq!(rings.ends(call(3).0), None, "answered before anything was told");
        assert_eq!(rings.ends(call(1).0), Some(1));
        assert_eq!(rings.ends(call(1).0), None);

        assert_eq!(rings.are(&[call(4)]), [2], "what was missed is over");
        assert_eq!(rings.tell(), [4]);
        rings.ends(call(4).0);
        rings.begins(call(4).0, 4);
        assert_eq!(rings.tell(), [4], "rings anew");
    }
}
