//! Headings, requests and remarks. Colours are left out where nobody would see them.

use creatio_runtime::Explain;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

pub(crate) fn heading(text: &str) {
    anstream::println!("\n{BOLD}{text}{PLAIN}\n");
}

/// A request as `explain` tells it.
pub(crate) fn request(explain: &Explain) {
    anstream::println!("{DIM}{explain}{PLAIN}\n");
}

pub(crate) fn note(text: &str) {
    println!("  {text}");
}
