//! Home of creatio's derive macros.
//!
//! Empty so far: `Projection` comes with typed reading, `Contract` with custom web services.
#![forbid(unsafe_code)]
