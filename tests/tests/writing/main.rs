//! Writing through the typed API, against a sandbox: what an outcome says is held against what the database holds.
#![allow(missing_docs)]

/// The bindings of the project's own document, shaped as Creatio's are.
#[path = "../../fixtures/creatio/expected/mod.rs"]
mod creatio;
/// A document of Creatio's shape with a column of every type.
#[path = "../../fixtures/profile/reading/expected/mod.rs"]
mod creatio_things;
/// Keys of every kind.
#[path = "../../fixtures/emit/keys/expected/mod.rs"]
mod keys;
/// A column of every type, for services that are not Creatio's.
#[path = "../../fixtures/emit/reading/expected/mod.rs"]
mod things;

#[path = "../reading/stage.rs"]
#[allow(dead_code, reason = "reading needs more of it")]
mod stage;

mod changes;
mod cut;
mod many;
mod random;
mod silence;
mod standard;
