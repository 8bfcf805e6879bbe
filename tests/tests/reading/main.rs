//! Reading through the typed API, against a sandbox: the runtime writes and reads, the sandbox parses and answers, and no
//! line of code is common to both.
#![allow(missing_docs)]

mod random;
