//! Taking what is private out of a server's texts, and making them fit on a line.

use percent_encoding::percent_decode_str;
use reqwest::Url;

/// Longest text that is kept, in characters: an OData library's message about a wrong query fits.
const MAX_CHARS: usize = 400;

/// Shorter pieces than this are left in: replacing every `a` would spoil the text and hide nothing.
const MIN_HIDDEN: usize = 3;

/// What must not appear in a text.
///
/// A message about a wrong query often repeats the query, and with it the name or number that
/// somebody searched for.
pub(crate) struct Redact(Vec<String>);

impl Redact {
    pub(crate) fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Hides the values of a URL's query, and the texts in them.
    pub(crate) fn query(url: &Url) -> Self {
        let Some(query) = url.query() else { return Self::nothing() };
        let mut hidden = vec![query.to_owned(), decoded(query)];
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            // These name columns, which an error must be able to name.
            if !["$select", "$expand", "$orderby", "$top", "$skip", "$count"].contains(&&*decoded(name)) {
                let value = decoded(value);
                hidden.extend(value.split('\'').skip(1).step_by(2).map(str::to_owned));
                hidden.push(value);
            }
        }
        Self::new(hidden)
    }

    pub(crate) fn secret(text: &str) -> Self {
        Self(vec![text.to_owned()].into_iter().filter(|text| !text.is_empty()).collect())
    }

    fn new(mut hidden: Vec<String>) -> Self {
        hidden.retain(|text| text.chars().count() >= MIN_HIDDEN);
        // The longest first, or a piece would be taken out of the whole, which then is not found.
        hidden.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Self(hidden)
    }

    /// The text on one line, without what is private, cut to a length.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for hidden in &self.0 {
            if text.contains(hidden.as_str()) {
                text = text.replace(hidden.as_str(), "…");
            }
        }
        line(&text)
    }
}

/// The text on one line, cut to a length; nothing in it can move a terminal's cursor.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split(|char: char| char.is_whitespace() || char.is_control()).filter(|word| !word.is_empty()) {
        if chars > 0 {
            line.push(' ');
        }
        for char in word.chars() {
            chars += 1;
            if chars > MAX_CHARS {
                line.push('…');
                return line;
            }
            line.push(char);
        }
    }
    line
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_searched_for_is_hidden() {
        let url =
            Url::parse("https://x/odata/Contact?$filter=Name%20eq%20%27Smith%27 and Age gt 7&$select=Name").unwrap();
        let redact = Redact::query(&url);
        assert_eq!(
            redact.text("Syntax error at 8 in 'Name eq 'Smith' and Age gt 7'.\r\n  'Smith' is no Name."),
            "Syntax error at 8 in '…'. '…' is no Name."
        );
    }

    #[test]
    fn texts_are_one_line_and_short() {
        assert_eq!(line("a\u{1b}[31m\r\n\tb"), "a [31m b");
        assert_eq!(line(&"x".repeat(5_000)).chars().count(), MAX_CHARS + 1);
        assert_eq!(line(" \n"), "");
    }
}
