//! Nothing but tests: programs that must not compile, each with what the compiler says.
#![forbid(unsafe_code)]
