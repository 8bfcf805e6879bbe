//! Rows as JSON.

mod key;
mod nested;
mod rows;
mod value;

pub(crate) use key::{etag, predicate};
pub(crate) use nested::column;
pub(crate) use rows::{Corruption, Framing, One, Sink, Writer};
pub(crate) use value::{Style, raw, value};
