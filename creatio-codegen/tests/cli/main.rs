//! The command line tool as a user runs it: arguments in; files, text and an exit code out.

mod ask;
mod failure;
mod fetch;
mod fetch_processes;
mod init;
mod password;
mod processes;
mod project;
mod service;
mod start;
mod write;
