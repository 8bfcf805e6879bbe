//! Text of the document as doc comments that say only what they say.

use crate::invisible::is_invisible;

/// Lines of documentation: no code block, no doctest, no link, no HTML, no invisible characters.
pub(super) fn lines(text: &str) -> Vec<String> {
    let is_break = |c| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut out: Vec<String> = Vec::new();
    for line in text.split(is_break) {
        let line = escape(line.trim());
        // One empty line ends a paragraph; more add nothing.
        if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
            out.push(line);
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// Descriptions of the document, a paragraph each, with empty lines between them.
pub(super) fn paragraphs<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        let lines = lines(text);
        if !lines.is_empty() {
            paragraph(&mut out, lines);
        }
    }
    out
}

/// Adds a paragraph to a comment.
pub(super) fn paragraph(doc: &mut Vec<String>, lines: impl IntoIterator<Item = String>) {
    if !doc.is_empty() {
        doc.push(String::new());
    }
    doc.extend(lines);
}

/// A name of the document in backticks.
pub(super) fn code(name: &str) -> String {
    let clean: String = name.chars().filter(|c| is_visible(*c) && *c != '`').collect();
    format!("`{clean}`")
}

fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let line: String = line.chars().filter(|c| is_visible(*c)).collect();
    for (index, (at, c)) in line.char_indices().enumerate() {
        let markup =
            matches!(c, '`' | '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '|' | '&' | '$' | '!' | '{' | '}');
        let starts_a_list = index == 0 && matches!(c, '-' | '+' | '=');
        // rustdoc warns of addresses that are no links.
        let address = c == ':' && line[at..].starts_with("://");
        if markup || starts_a_list || address {
            out.push('\\');
        }
        out.push(if c == '\t' { ' ' } else { c });
    }
    number_without_list(out)
}

/// `1. text` would begin a list.
fn number_without_list(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

fn is_visible(c: char) -> bool {
    c == '\t' || !is_invisible(c)
}
