//! The names of all variants of a wire type, read from its TypeScript: a list that nobody can forget to extend.

use std::collections::BTreeSet;

use ts_rs::{Config, TS};

/// Every text that stands in quotes behind `key` in the TypeScript of `T`.
pub(crate) fn tags<T: TS>(key: &str) -> BTreeSet<String> {
    let declared = T::inline(&Config::default());
    let mark = format!("\"{key}\": \"");
    declared.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Every text of a union of texts.
pub(crate) fn words<T: TS>() -> BTreeSet<String> {
    let declared = T::inline(&Config::default());
    declared.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}
