//! The names that most programs need beside their generated types.
//!
//! ```
//! use creatio_runtime::prelude::*;
//! ```

#[cfg(feature = "client")]
pub use crate::{Anonymous, Client, Forms};
pub use crate::{
    Column, Complex, Details, Entity, Enumeration, Expression, Filter, Flags, Lookup, Order, Path, Projection, Query,
    now,
};
