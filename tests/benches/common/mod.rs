//! What the benches share. Each uses a part of it.
#![allow(dead_code)]

pub(crate) mod cargo;
pub(crate) mod clock;
pub(crate) mod median;
pub(crate) mod meter;
pub(crate) mod report;
