//! Headings, requests and remarks. Colours are left out where nobody would see them.

use creatio_runtime::Explain;
use unicode_width::UnicodeWidthStr;

/// Of a line, without the two spaces that it begins with.
const WIDTH: usize = 98;

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

/// A remark, on as many lines as it takes.
pub(crate) fn note(text: &str) {
    for line in text.lines() {
        let mut shown = String::new();
        for word in line.split_inclusive(' ') {
            if shown.width() + word.trim_end().width() > WIDTH {
                println!("  {}", shown.trim_end());
                shown.clear();
            }
            shown += word;
        }
        println!("  {shown}");
    }
}
