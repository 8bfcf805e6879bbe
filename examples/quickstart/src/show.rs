//! Headings, requests and remarks. Colours are left out where nobody would see them.

use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::process::exit;

use creatio_runtime::Explain;
use unicode_width::UnicodeWidthStr;

/// Of a line, without the two spaces that it begins with.
const WIDTH: usize = 94;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// Prints a line. `println!` panics when whoever reads has seen enough, as `head` has.
pub(crate) fn line(text: impl Display) {
    if let Err(error) = writeln!(anstream::stdout(), "{text}") {
        if error.kind() != ErrorKind::BrokenPipe {
            eprintln!("error: {error}");
        }
        exit(i32::from(error.kind() != ErrorKind::BrokenPipe));
    }
}

pub(crate) fn heading(text: &str) {
    line(format_args!("\n{BOLD}{text}{PLAIN}\n"));
}

/// A request as `explain` tells it.
pub(crate) fn request(explain: &Explain) {
    line(format_args!("{DIM}{explain}{PLAIN}\n"));
}

/// A remark, on as many lines as it takes.
pub(crate) fn note(text: &str) {
    for part in text.lines() {
        let mut shown = String::new();
        for word in part.split_inclusive(' ') {
            if shown.width() + word.trim_end().width() > WIDTH {
                line(format_args!("  {}", shown.trim_end()));
                shown.clear();
            }
            shown += word;
        }
        line(format_args!("  {shown}"));
    }
}
