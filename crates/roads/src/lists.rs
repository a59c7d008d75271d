//! Many short lists of numbers, in two flat arrays: putting in and taking out make no memory.

const END: u32 = u32::MAX;

/// A list for each place. A number is in one list at most.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// By place the number put in last.
    first: Vec<u32>,
    /// By number the one that comes after it in its list.
    next: Vec<u32>,
}

impl Lists {
    /// Puts a number that is in no list into that of a place.
    pub(crate) fn put(&mut self, place: u32, number: u32) {
        let (place, index) = (place as usize, number as usize);
        if self.first.len() <= place {
            self.first.resize(place + 1, END);
        }
        if self.next.len() <= index {
            self.next.resize(index + 1, END);
        }
        self.next[index] = std::mem::replace(&mut self.first[place], number);
    }

    /// Takes a number out of the list of a place, in which it is.
    pub(crate) fn take(&mut self, place: u32, number: u32) {
        let after = self.next[number as usize];
        let before = self.at(place).find(|&before| self.next[before as usize] == number);
        match before {
            Some(before) => self.next[before as usize] = after,
            None => self.first[place as usize] = after,
        }
    }

    /// The numbers in the list of a place.
    pub(crate) fn at(&self, place: u32) -> impl Iterator<Item = u32> {
        let first = self.first.get(place as usize).copied();
        let is_number = |&number: &u32| number != END;
        std::iter::successors(first.filter(is_number), move |&number| {
            Some(self.next[number as usize]).filter(is_number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn what_is_taken_out_leaves_the_others_in() {
        for taken in [3, 5, 7] {
            let mut lists = Lists::default();
            for number in [3, 5, 7] {
                lists.put(20, number);
            }
            lists.put(0, 1);
            lists.take(20, taken);
            let mut left: Vec<u32> = lists.at(20).collect();
            left.sort_unstable();
            assert_eq!(left, [3, 5, 7].into_iter().filter(|&own| own != taken).collect::<Vec<_>>());
            lists.put(20, taken);
            assert_eq!(lists.at(20).count(), 3);
            assert_eq!(lists.at(0).collect::<Vec<_>>(), [1]);
        }
        assert_eq!(Lists::default().at(9).count(), 0, "nothing was ever put there");
    }
}
