//! The names that most programs need beside their generated types.
//!
//! ```
//! use creatio_runtime::prelude::*;
//! ```

pub use crate::{Column, Complex, Details, Entity, Enumeration, Flags, Lookup, Path, Projection};
