//! A local Creatio.
#![forbid(unsafe_code)]
