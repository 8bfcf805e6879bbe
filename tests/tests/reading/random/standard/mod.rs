//! Bindings of a document that is not Creatio's, and queries by them.
#![allow(clippy::duplicate_mod, reason = "the same calls for both bindings: neither knows the other's types")]

#[path = "../../../../fixtures/emit/reading/expected/mod.rs"]
pub(crate) mod model;
#[path = "../typed/mod.rs"]
pub(crate) mod typed;
