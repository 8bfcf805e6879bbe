//! The names that most programs need beside their generated types: the client, what signs in, and
//! the traits behind `Contact::query()` and `Contact::NAME.eq("Ann")`.
//!
//! ```
//! use creatio_runtime::prelude::*;
//! ```
//!
//! There is no `Order`, `Query` or `Lookup` in it: entities have such names. An entity `Contract`, imported by its name, takes
//! the place of the trait, which nobody has to write, and leaves the derive.

#[cfg(feature = "client")]
pub use crate::{Anonymous, Client, Forms};
pub use crate::{Complex, Contract, Entity, Enumeration, Expression, Filter, Projection, now};
