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
//! Business processes are read from their schemas, saved replies or a package's folders, and need no `$metadata`: see
//! [`Config::processes`]. Each becomes a struct of what it is started with and one of what it hands back, in the module
//! `processes` of the generated tree.
//!
//! The generated code stands on the crate `creatio-runtime` and names nothing else. The stages, each a pure function of
//! what the one before it made, are told in ARCHITECTURE.md.
#![forbid(unsafe_code)]

mod answer;
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
mod json;
pub mod model;
mod output;
mod paths;
mod plan;
mod process;
mod profile;
mod schemas;
mod select;
pub mod source;
mod xml;

pub use config::Config;
pub use error::{Error, Result};
pub use generate::Generated;
pub use output::{Changes, Drift};
pub use plan::Derive;
pub use profile::Profile;
