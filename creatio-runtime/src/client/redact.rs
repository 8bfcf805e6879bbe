//! Taking what is private out of a server's texts, and making them fit on a line.

use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::json::{Reader, Syntax, Token};

/// Longest text that is kept, in characters: an OData library's message about a wrong query fits.
const MAX_CHARS: usize = 400;

/// Shorter pieces than this are left in: replacing every `a` would spoil the text and hide nothing.
const MIN_HIDDEN: usize = 3;

/// Options that name columns.
const COLUMNS: [&str; 6] = ["$select", "$expand", "$orderby", "$top", "$skip", "$count"];

/// What must not appear in a text.
///
/// A message about a wrong query often repeats the query, and with it the name or number that
/// somebody searched for.
pub(crate) struct Redact(Vec<String>);

impl Redact {
    /// Hides a URL's query as a whole, and every value in it and in the path: texts and what has digits. Names of columns
    /// are left in, which an error must be able to name.
    pub(crate) fn query(url: &Url) -> Self {
        let mut hidden = Vec::new();
        values(&decoded(url.path()), &mut hidden);
        if let Some(query) = url.query() {
            hidden.extend([query.to_owned(), decoded(query)]);
            for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
                let value = decoded(value);
                values(&value, &mut hidden);
                if !COLUMNS.contains(&&*decoded(name)) {
                    hidden.push(value);
                }
            }
        }
        Self::new(hidden)
    }

    /// Hides what [`query`](Self::query) hides, and the values in a body.
    pub(crate) fn change(url: &Url, body: &[u8]) -> Self {
        let Self(mut hidden) = Self::query(url);
        if let Ok(body) = std::str::from_utf8(body) {
            // What we write is JSON; what is not would be of no use to a search.
            let _ = leaves(&mut Reader::new(body), &mut hidden);
        }
        texts(&String::from_utf8_lossy(body), &mut hidden);
        Self::new(hidden)
    }

    /// Leaves these in: names, though they stand where values do.
    pub(crate) fn but(mut self, names: &[&str]) -> Self {
        self.0.retain(|text| !names.contains(&text.as_str()));
        self
    }

    /// Hides these as well.
    pub(crate) fn and(self, texts: &[String]) -> Self {
        let Self(mut hidden) = self;
        hidden.extend_from_slice(texts);
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

/// Finds the values in a part of a URL: texts between quotes, numbers, guids, dates.
fn values(part: &str, hidden: &mut Vec<String>) {
    let mut rest = part;
    while let Some((before, quoted)) = rest.split_once('\'') {
        digits(before, hidden);
        let end = end_of_text(quoted);
        let text = &quoted[..end];
        hidden.extend([text.to_owned(), text.replace("''", "'")]);
        if (1..MIN_HIDDEN).contains(&text.chars().count()) {
            hidden.push(format!("'{text}'"));
        }
        rest = quoted.get(end + 1..).unwrap_or_default();
    }
    digits(rest, hidden);
}

/// Finds the texts and numbers in JSON, also in JSON inside of a text, as collections go to processes. Numbers are taken as they
/// are written: there are decimals that no float holds.
fn leaves(reader: &mut Reader<'_>, hidden: &mut Vec<String>) -> Result<(), Syntax> {
    match reader.peek() {
        Some(b'{') => {
            let mut inside = reader.enter()?;
            while reader.key(&mut inside, None)?.is_some() {
                leaves(reader, hidden)?;
            }
        }
        Some(b'[') => {
            let mut inside = reader.enter()?;
            while reader.item(&mut inside)? {
                leaves(reader, hidden)?;
            }
        }
        _ => match reader.value()? {
            Token::Text(text) => {
                let text = text.unescape().into_owned();
                if text.starts_with(['{', '[']) {
                    // What only looks like JSON is hidden as a whole, like any text.
                    let _ = leaves(&mut Reader::new(&text), hidden);
                }
                hidden.push(text);
            }
            Token::Number(number) => hidden.push(number.to_owned()),
            _ => {}
        },
    }
    Ok(())
}

/// Finds the texts between the tags of XML.
fn texts(body: &str, hidden: &mut Vec<String>) {
    if !body.starts_with('<') {
        return;
    }
    let between = body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    for text in between.filter(|text| !text.trim().is_empty()) {
        let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&quot;", "\"");
        hidden.extend([text.to_owned(), plain.replace("&amp;", "&")]);
    }
}

/// Where a text ends; a quote inside is written twice.
fn end_of_text(quoted: &str) -> usize {
    let mut quotes = quoted.match_indices('\'').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return at;
        }
    }
    quoted.len()
}

fn digits(part: &str, hidden: &mut Vec<String>) {
    let words = part.split(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '-' | '.' | ':' | '+')));
    // A guid may begin with a letter, and so do names.
    let is_value = |word: &&str| {
        word.trim_start_matches('-').starts_with(|char: char| char.is_ascii_digit())
            || uuid::Uuid::try_parse(word).is_ok()
    };
    hidden.extend(words.filter(is_value).map(str::to_owned));
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
    fn values_of_every_kind_are_hidden_wherever_they_stand() {
        let url = "https://x/odata/U('ann@acme.com')/N(8ecab4a1-0ca3-4515-9399-efe0a19390bd)?$orderby=length(Name) sub 777\
                   &$expand=Kids($filter=Name eq 'O''Brien' or Card eq 4111111111111111;$select=Name2)\
                   &$filter=Born lt 2001-02-03T04:05:06Z and Sex eq 'm' and Sum gt -1.50";
        let redact = Redact::query(&Url::parse(url).unwrap());
        for (text, shown) in [
            ("No row with key 'ann@acme.com'.", "No row with key '…'."),
            ("8ecab4a1-0ca3-4515-9399-efe0a19390bd is gone", "… is gone"),
            ("O'Brien, O''Brien, 4111111111111111", "…, …, …"),
            ("2001-02-03T04:05:06Z -1.50 777", "… … …"),
            ("'m' is no number", "… is no number"),
            ("Name2 in Kids, or 12 of them", "Name2 in Kids, or 12 of them"),
        ] {
            assert_eq!(redact.text(text), shown);
        }
    }

    #[test]
    fn what_was_to_be_written_is_hidden() {
        let body = r#"{"Name":"O\"Brien","Sum":123456789012345678.12,"Rate":1.50,"Tags":["blue",null],"In":{"Zip":7001,"No":true}}"#;
        let redact = Redact::change(&Url::parse("https://x/odata/Contact").unwrap(), body.as_bytes());
        assert_eq!(
            redact.text("O\"Brien: 123456789012345678.12, 1.50, blue, 7001 are not fit for Tags, true"),
            "…: …, …, …, … are not fit for Tags, true"
        );
        // A collection of a process is JSON in a text, and what stands there for a name is none of the values.
        let body = r#"{"schemaName":"UsrApprove","parameterValues":[{"name":"Lines","value":"[{\"Item\":\"Chair\"}]"},
            {"name":"Note","value":"[urgent"}]}"#;
        let redact = Redact::change(&Url::parse("https://x/RunProcess").unwrap(), body.as_bytes());
        assert_eq!(
            redact.but(&["UsrApprove", "Lines", "Note"]).text("UsrApprove: Lines has no Chair, Note is [urgent"),
            "UsrApprove: Lines has no …, Note is …"
        );
    }

    #[test]
    fn texts_are_one_line_and_short() {
        assert_eq!(line("a\u{1b}[31m\r\n\tb"), "a [31m b");
        assert_eq!(line(&"x".repeat(5_000)).chars().count(), MAX_CHARS + 1);
        assert_eq!(line(" \n"), "");
    }

    #[test]
    fn texts_of_xml_are_hidden_as_those_of_json() {
        let url = Url::parse("https://x/rest/S/M").unwrap();
        for body in [r#"{"name":"O'Brien & Co"}"#, "<M><name>O&apos;Brien &amp; Co</name></M>"] {
            let redact = Redact::change(&url, body.as_bytes());
            assert_eq!(redact.text("no O'Brien & Co there, M"), "no … there, M", "{body}");
        }
    }
}
