//! Rows as JSON.

mod rows;
mod value;

pub(crate) use rows::{Corruption, Framing, Sink, Writer};
pub(crate) use value::{Style, raw, value};
