//! The command line tool as a user runs it: arguments in; files, text and an exit code out.

mod ask;
mod init;
mod project;
mod write;
