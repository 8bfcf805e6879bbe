//! What the tests of the workspace share.
#![forbid(unsafe_code)]

#[path = "../cases.rs"]
mod cases;
/// The code that is generated from the project's own metadata.
#[path = "../fixtures/creatio/expected/mod.rs"]
mod crm;
mod folder;
pub mod fuzz;
pub mod process;
mod shuffle;
pub mod synthetic;

pub use cases::cases;
pub use folder::{compare_folder, compare_text};
pub use shuffle::shuffled;

/// Whether the goldens are written anew instead of compared: `BLESS=1 cargo test`.
pub fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}
