//! The command line tool as a user runs it: arguments in; files, text and an exit code out.

mod ask;
mod fetch;
mod init;
mod project;
mod service;
mod write;
