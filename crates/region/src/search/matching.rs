//! Which entries have the words of a query.

use super::SearchIndex;
use super::costs::{cost_of, cost_of_both, cost_of_side};
use super::items::Side;
use super::marked::Marked;
use super::matcher::Matcher;
use crate::entry::HitKind;

/// A search looks at so many entries at most, and stops when so many have all words: entries come best first.
const MOST_LOOKED_AT: usize = 5_000;
const MOST_MATCHES: usize = 300;
/// With fewer matches of the rarest word's best entries, those of the next word are looked at too.
const FEW_MATCHES: usize = 10;

/// Cost and number of an item.
pub(super) type Match = (u32, u32);

/// The items that have all needed words, those that tell it from others in its own name.
pub(super) fn all(index: &SearchIndex, matchers: &[Matcher]) -> Vec<Match> {
    let mut found = Vec::new();
    if matchers.iter().any(|matcher| matcher.is_needed() && matcher.is_hopeless()) {
        return found;
    }
    // An item that has all needed words has the rarest one, in its name or as where it lies: looking at that word's
    // entries is enough, unless it is so frequent that only the best are looked at, or is true of the whole region.
    let tells = |matcher: &&Matcher| matcher.is_needed() || matcher.is_type();
    let by_place = matchers.iter().filter(tells).count() > 1;
    let work =
        |matcher: &Matcher| matcher.work_in_names() + if by_place { matcher.work_in_contexts() } else { 0 };
    let mut drivers: Vec<&Matcher> = matchers.iter().filter(|matcher| matcher.is_needed()).collect();
    let needed = drivers.clone();
    if drivers.iter().all(|matcher| matcher.is_everywhere()) {
        // "Puskesmas Kalipuro" may be a puskesmas in Kalipuro with another name.
        drivers.extend(matchers.iter().filter(|matcher| matcher.is_type()));
    }
    drivers.sort_by_key(|matcher| (matcher.is_everywhere(), work(matcher)));
    for driver in drivers {
        let looks = work(driver).min(MOST_LOOKED_AT);
        let others = needed.iter().filter(|other| !std::ptr::eq(**other, driver));
        let others: Vec<_> = others.map(|other| (*other, Marked::for_looks(index, other, looks))).collect();
        let mut take = |candidate| {
            let has = |(other, marked): &(&Matcher, Option<Marked>)| match marked {
                Some(marked) => marked.has(candidate),
                None => other.is_had_by(index, index.items.get(candidate)),
            };
            if others.iter().all(has) {
                let cost = cost_of(index, index.items.get(candidate), matchers, 0);
                found.extend(cost.map(|cost| (cost, candidate)));
            }
            found.len() < MOST_MATCHES
        };
        let mut whole = look(index, driver, MOST_LOOKED_AT, &mut take);
        if by_place {
            whole &= look_in_contexts(index, driver, &mut take);
        }
        if driver.is_needed() && !driver.is_everywhere() && (whole || found.len() >= FEW_MATCHES) {
            break;
        }
    }
    found
}

/// The items that have some of the needed words, the rarest at least.
pub(super) fn some(index: &SearchIndex, matchers: &[Matcher]) -> Vec<Match> {
    let mut drivers: Vec<&Matcher> =
        matchers.iter().filter(|matcher| matcher.is_needed() && !matcher.is_hopeless()).collect();
    if matchers.iter().any(|matcher| matcher.is_needed() && !matcher.contexts().is_empty()) {
        // "Damkar Pasar Turi Bubutan": the only one of its kind there.
        drivers.extend(matchers.iter().filter(|matcher| matcher.is_type()));
    }
    drivers.sort_by_key(|matcher| matcher.work_in_names());
    let may_miss = matchers.iter().filter(|matcher| matcher.is_needed()).count().saturating_sub(1);
    let share = MOST_LOOKED_AT / drivers.len().max(1);
    let mut found = Vec::new();
    for driver in drivers {
        let enough = found.len() + MOST_MATCHES;
        look(index, driver, share, &mut |candidate| {
            let cost = cost_of(index, index.items.get(candidate), matchers, may_miss);
            found.extend(cost.map(|cost| (cost, candidate)));
            found.len() < enough
        });
    }
    found
}

/// The junctions where the one street has the first words and the other the second.
pub(super) fn junctions(index: &SearchIndex, first: &[Matcher], second: &[Matcher]) -> Vec<Match> {
    let mut found = Vec::new();
    let needed = || first.iter().chain(second).filter(|matcher| matcher.is_needed());
    let hopeless = needed().any(Matcher::is_hopeless);
    let Some(driver) = needed().min_by_key(|matcher| matcher.work_in_names()).filter(|_| !hopeless) else {
        return found;
    };
    look(index, driver, MOST_LOOKED_AT, &mut |candidate| {
        let item = index.items.get(candidate);
        if item.kind == HitKind::Junction {
            let words = index.items.words(item);
            let cost = if second.is_empty() {
                cost_of_both(words, first)
            } else {
                let sides = |a, b| Some(cost_of_side(words, first, a)? + cost_of_side(words, second, b)?);
                let costs = [sides(Side::First, Side::Second), sides(Side::Second, Side::First)];
                costs.into_iter().flatten().min()
            };
            found.extend(cost.map(|cost| (cost, candidate)));
        }
        found.len() < MOST_MATCHES
    });
    found
}

/// Hands over the entries of a word, the best first. Returns whether they are all there are.
fn look(index: &SearchIndex, driver: &Matcher, most: usize, take: &mut impl FnMut(u32) -> bool) -> bool {
    let mut whole = true;
    for range in driver.all_ranges().filter(|range| !range.is_empty()) {
        let mut stopped = false;
        whole &= index.tokens.entries(range, most, &mut |entry| {
            stopped = !take(entry);
            !stopped
        });
        if stopped {
            return false;
        }
    }
    whole
}

/// The same of what lies in the places that the word names.
fn look_in_contexts(index: &SearchIndex, driver: &Matcher, take: &mut impl FnMut(u32) -> bool) -> bool {
    let whole = driver.work_in_contexts() <= MOST_LOOKED_AT;
    let share = if whole { usize::MAX } else { (MOST_LOOKED_AT / driver.contexts().len().max(1)).max(1) };
    let each = |context: &u32| index.contexts.entries(*context).iter().take(share).copied();
    let all = driver.contexts().iter().take(MOST_LOOKED_AT).flat_map(each).all(take);
    whole && all
}
