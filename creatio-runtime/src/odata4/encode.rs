//! Text in two forms: as people read it, and as a URL carries it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved.
const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What OData writes between values and no server takes for anything else. Quotes, semicolons and
/// equals signs are encoded, too: some split options at them before they decode.
const SYNTAX: &AsciiSet =
    &DATA.remove(b'(').remove(b')').remove(b',').remove(b'/').remove(b':').remove(b'$').remove(b'*');

/// In a path, quotes and equals signs of a key stand for themselves.
const PATH: &AsciiSet = &SYNTAX.remove(b'\'').remove(b'=');

/// A part of a URL, decoded and encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelled {
    pub(crate) plain: String,
    pub(crate) encoded: String,
}

impl Spelled {
    /// OData's own words and signs.
    pub(crate) fn syntax(&mut self, text: &str) {
        self.push(text, SYNTAX);
    }

    /// OData's own words and signs, in the path.
    pub(crate) fn path(&mut self, text: &str) {
        self.push(text, PATH);
    }

    /// What stands inside a value.
    pub(crate) fn data(&mut self, text: &str) {
        self.push(text, DATA);
    }

    fn push(&mut self, text: &str, set: &'static AsciiSet) {
        self.plain.push_str(text);
        self.encoded.extend(utf8_percent_encode(text, set));
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.plain.push_str(&other.plain);
        self.encoded.push_str(&other.encoded);
    }
}
