//! Generates typed Rust for a Creatio instance, or for any OData service, from its `$metadata`.
//!
//! From a build script:
//!
//! ```no_run
//! fn main() -> creatio_codegen::Result<()> {
//!     creatio_codegen::Config::from_file("creatio.toml")?.generate()?.write_to_out_dir()?;
//!     Ok(())
//! }
//! ```
//!
//! The generated code stands on the crate `creatio-runtime` and names nothing else. The stages, each a pure function of
//! what the one before it made, are told in ARCHITECTURE.md.
#![forbid(unsafe_code)]

mod cargo;
mod config;
mod csdl;
pub mod diagnostic;
mod emit;
mod error;
#[doc(hidden)]
pub mod fetched;
mod file;
mod fnv;
mod generate;
mod glob;
pub mod inspect;
mod invisible;
pub mod model;
mod output;
mod plan;
mod profile;
mod select;
pub mod source;
mod xml;

pub use config::Config;
pub use error::{Error, Result};
pub use generate::Generated;
pub use output::{Changes, Drift};
pub use plan::Derive;
pub use profile::Profile;
