//! Contracts of the web services of one Creatio package: its C# is in `package/`.
//!
//! A crate like this one is what an integrator shares between programs: it holds no code but what the services are.
#![forbid(unsafe_code)]

pub mod orders;
pub mod tracking;
