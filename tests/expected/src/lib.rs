//! The expected output of every fixture, compiled as a user would who allows nothing.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, rust_2018_idioms, clippy::all, clippy::pedantic)]

/// A module per fixture.
pub mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}
