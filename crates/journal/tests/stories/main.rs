//! The journal seen from outside, as stories and tables.

mod keeping;
mod place;
