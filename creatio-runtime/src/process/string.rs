//! The element in which WCF wraps a string.
//!
//! It is the only XML that a process is answered with: a text between two tags. Reading it takes no more than what follows,
//! and spares whoever sends anything at all a dependency.

/// The text of a document that is one element `string`, in any namespace: Creatio's own pages disagree about it
/// (creatio-services facts 2.2). An empty one has no text.
pub(super) fn element(document: &str) -> Option<String> {
    let mut rest = document.trim();
    if rest.starts_with("<?xml") {
        rest = rest.split_once("?>")?.1.trim_start();
    }
    let (name, tag, rest) = opening(rest)?;
    if name.rsplit(':').next() != Some("string") {
        return None;
    }
    if tag.ends_with('/') {
        return rest.is_empty().then(String::new);
    }
    let (text, rest) = content(rest)?;
    let end = rest.strip_prefix("</")?.strip_prefix(name)?.trim_start();
    (end == ">").then_some(text)
}

/// The name of the element, what its tag holds, and what follows.
fn opening(document: &str) -> Option<(&str, &str, &str)> {
    let rest = document.strip_prefix('<')?;
    let mut quote = None;
    let end = rest.char_indices().find(|(_, char)| match (quote, char) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(*char);
            false
        }
        (Some(open), char) if open == *char => {
            quote = None;
            false
        }
        _ => false,
    });
    let (tag, rest) = rest.split_at(end?.0);
    let name = tag.split(|char: char| char.is_ascii_whitespace() || char == '/').next()?;
    Some((name, tag, &rest[1..]))
}

/// The text up to the next tag, with what stands for characters resolved, and what follows.
fn content(mut rest: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    loop {
        let (plain, special) = rest.split_at(rest.find(['<', '&'])?);
        // As XML reads line ends; a real one is written as a reference.
        text.push_str(&plain.replace("\r\n", "\n").replace('\r', "\n"));
        rest = if let Some(section) = special.strip_prefix("<![CDATA[") {
            let (inside, rest) = section.split_once("]]>")?;
            text.push_str(inside);
            rest
        } else if let Some(reference) = special.strip_prefix('&') {
            let (name, rest) = reference.split_once(';')?;
            text.push(character(name)?);
            rest
        } else {
            return Some((text, special));
        };
    }
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}
