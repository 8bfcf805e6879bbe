//! Bindings of a document of Creatio's, and queries by them.
#![allow(clippy::duplicate_mod, reason = "the same calls for both bindings: neither knows the other's types")]

#[path = "../../../../fixtures/profile/reading/expected/mod.rs"]
pub(crate) mod model;
#[path = "../typed/mod.rs"]
pub(crate) mod typed;
