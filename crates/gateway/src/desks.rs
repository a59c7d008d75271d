//! Which desks are taken, so that no two go by one name.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::frame::Seat;

/// No name is longer, characters.
const LONGEST: usize = 24;

/// The desks that somebody sits at.
#[derive(Debug, Default)]
pub(crate) struct Desks(Mutex<BTreeMap<String, Held>>);

/// Who holds a name, and through how many connections.
#[derive(Debug)]
struct Held {
    key: String,
    connections: usize,
}

/// A desk's name, held until this is dropped.
#[derive(Debug)]
pub struct Taken {
    desks: Arc<Desks>,
    pub(crate) name: String,
}

impl Taken {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Desks {
    /// The name that was wished for, or the lowest free number where there was none or another desk has it.
    pub(crate) fn take(self: &Arc<Self>, seat: &Seat) -> Taken {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_ours = |held: &BTreeMap<String, Held>, name: &str| {
            held.get(name).is_none_or(|own| own.key == seat.key && !seat.key.is_empty())
        };
        let wished = seat.name.as_deref().and_then(sound).filter(|name| is_ours(&held, name));
        // One more than there are names: one of them is free.
        let free = || (1..=held.len() + 1).map(|number| number.to_string()).find(|name| is_ours(&held, name));
        let name = wished.or_else(free).unwrap_or_default();
        held.entry(name.clone())
            .or_insert_with(|| Held { key: seat.key.clone(), connections: 0 })
            .connections += 1;
        Taken { desks: Arc::clone(self), name }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut held = self.desks.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = held.get_mut(&self.name) {
            own.connections -= 1;
            if own.connections == 0 {
                held.remove(&self.name);
            }
        }
    }
}

/// A name fit to be shown and kept in the log.
fn sound(name: &str) -> Option<String> {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(key: &str, name: Option<&str>) -> Seat {
        Seat { key: key.to_owned(), name: name.map(str::to_owned) }
    }

    #[test]
    fn each_desk_has_a_name_of_its_own() {
        let desks = Arc::new(Desks::default());
        let long = "x".repeat(40);
        let table = [
            ("", None, "1"), // the window that hosts the room, before its page is there
            ("a", None, "2"),
            ("b", None, "3"),
            ("c", Some("Ambulans"), "Ambulans"),
            ("d", Some("Ambulans"), "4"),        // another has it
            ("c", Some("Ambulans"), "Ambulans"), // a second window of the same desk
            ("e", Some("  "), "5"),
            ("f", Some("1"), "6"),
            ("g", Some(" Utara\u{7} "), "Utara"),
            ("h", Some(long.as_str()), &long[..24]),
            ("", None, "7"),
            ("", Some("7"), "8"), // without a key, nobody is the same desk
        ];
        let taken: Vec<Taken> = table.iter().map(|(key, name, _)| desks.take(&seat(key, *name))).collect();
        let names: Vec<&str> = taken.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(names, table.map(|(_, _, expected)| expected));
    }

    #[test]
    fn a_name_is_free_again_once_its_last_window_is_closed() {
        let desks = Arc::new(Desks::default());
        let (first, second) = (desks.take(&seat("a", None)), desks.take(&seat("a", Some("1"))));
        assert_eq!((first.name.as_str(), second.name.as_str()), ("1", "1"));
        drop(first);
        assert_eq!(desks.take(&seat("b", None)).name, "2", "one window is still open");
        drop(second);
        assert_eq!(desks.take(&seat("b", None)).name, "1");
    }
}
