//! What is not well-formed, in words for those who did not write the document. quick-xml's are for programmers.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::BytesRef;
use quick_xml::events::attributes::AttrError;
use quick_xml::name::NamespaceError;

use super::{Fatal, Xml};
use crate::diagnostic::{Code, Diagnostic, code};
use crate::source::{Span, floor};

pub(super) const FETCH_AGAIN: &str = "the document was edited or cut: fetch it again";
pub(super) const TWO_DOCUMENTS: &str = "two documents in one file, or a page behind the document: fetch it again";
pub(super) const DAMAGED: &str = "the file is damaged or binary: fetch it again";
const AMPERSAND: &str = "write `&amp;`";

impl Xml<'_> {
    /// What quick-xml found in the event that begins at `start`.
    pub(super) fn malformed(&self, error: Error, start: usize) -> Fatal {
        let at = usize::try_from(self.reader.error_position()).unwrap_or_default().min(self.text.len());
        let line = Span::new(self.source, at..self.text[at..].find('\n').map_or(self.text.len(), |end| at + end));
        match error {
            Error::Syntax(inner) => self.not_closed(inner, line),
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let message = format!("`<{expected}>` is closed by `</{found}>`");
                let error = Diagnostic::error(code::MALFORMED_XML, message).label(line, format!("not `</{expected}>`"));
                let opened = self.open.last().map(|span| (*span, "opened here".to_owned()));
                let error = Diagnostic { places: error.places.into_iter().chain(opened).collect(), ..error };
                Box::new(error.help(FETCH_AGAIN))
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(name)) => {
                fatal(code::MALFORMED_XML, format!("`</{name}>` closes nothing"), line, "take it out")
            }
            Error::IllFormed(IllFormedError::UnclosedReference) => self.bare_ampersand(at),
            Error::IllFormed(IllFormedError::MissingDoctypeName) => self.doctype(start),
            Error::Namespace(NamespaceError::TooManyBindings(most)) => {
                let message = format!("an element declares more than {most} namespaces");
                fatal(code::MALFORMED_XML, message, self.since(start), "no `$metadata` needs a dozen: is this one?")
            }
            Error::Namespace(_) => {
                let message = "the prefixes `xml` and `xmlns` can't be declared anew";
                fatal(code::MALFORMED_XML, message, self.since(start), "take the declaration out")
            }
            other => fatal(code::MALFORMED_XML, other.to_string(), line, FETCH_AGAIN),
        }
    }

    /// What is never closed reaches to the end. It was cut off when nothing else begins in there.
    fn not_closed(&self, error: SyntaxError, line: Span) -> Fatal {
        let at = line.range().start;
        let (message, close) = match error {
            _ if !self.text[at..].chars().skip(1).any(|c| c == '<') => return self.cut_off(),
            SyntaxError::UnclosedDoctype => return self.doctype(at),
            SyntaxError::UnclosedTag => return self.cut_off(),
            SyntaxError::InvalidBangMarkup => {
                let message = "`<!` begins neither a comment nor CDATA";
                return fatal(code::MALFORMED_XML, message, line, "take it out, or write `&lt;!`");
            }
            SyntaxError::UnclosedComment => ("this comment is never closed", "-->"),
            SyntaxError::UnclosedCData => ("this CDATA is never closed", "]]>"),
            SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => ("this `<?` is never closed", "?>"),
            SyntaxError::UnclosedSingleQuotedAttributeValue => ("a quote is never closed", "'"),
            SyntaxError::UnclosedDoubleQuotedAttributeValue => ("a quote is never closed", "\""),
        };
        let help = format!("write `{close}` where it ends; if the document was cut off, fetch it again");
        fatal(code::MALFORMED_XML, message, line, help)
    }

    pub(super) fn cut_off(&self) -> Fatal {
        let end = self.text.trim_end().len();
        // The last words are enough: a document may be one line of megabytes.
        let line = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
        let start = line.max(floor(self.text, end.saturating_sub(40)));
        Box::new(
            Diagnostic::error(code::MALFORMED_XML, "the document ends too early")
                .label(Span::new(self.source, start..end), "cut off here")
                .help("the download was cut off: fetch the document again"),
        )
    }

    pub(super) fn doctype(&self, start: usize) -> Fatal {
        let span = Span::new(self.source, start..start + "<!DOCTYPE".len());
        let help = "an OData service sends none: is this the `$metadata` of your instance?";
        fatal(code::ENTITY, "a document type definition is never read", span, help)
    }

    /// A tag without a name, such as the marks that a merge leaves.
    pub(super) fn no_name(&self, span: Span) -> Fatal {
        let at = span.range().start;
        let help = match self.text[at..].starts_with("<<") {
            true => "a merge conflict? Take one side, or fetch the document again",
            false => "write `&lt;` in text, or take the blank out",
        };
        let span = Span::new(self.source, at.saturating_sub(1)..at);
        fatal(code::MALFORMED_XML, "a `<` with no element name", span, help)
    }

    pub(super) fn unbound(&self, prefix: &str, span: Span) -> Fatal {
        let help = format!("declare `xmlns:{prefix}=…` on the root: the document was cut or edited");
        fatal(code::MALFORMED_XML, format!("the prefix `{prefix}` is not declared"), span, help)
    }

    pub(super) fn less_than_in_value(&self, span: Span) -> Fatal {
        let help = "write `&lt;`, or close the quote before it";
        fatal(code::MALFORMED_XML, "`<` is not allowed in an attribute's value", span, help)
    }

    pub(super) fn bad_attribute(&self, error: &AttrError, tag: Span) -> Fatal {
        let (AttrError::ExpectedEq(at)
        | AttrError::ExpectedValue(at)
        | AttrError::UnquotedValue(at)
        | AttrError::ExpectedQuote(at, _)
        | AttrError::Duplicated(at, _)) = error;
        let at = tag.range().start + at;
        let rest = Span::new(self.source, at..tag.range().end.max(at));
        if let Some(quote) = self.text[at..].chars().next().filter(|c| matches!(c, '“' | '”' | '„' | '‘' | '’' | '«'))
        {
            let message = format!("`{quote}` is not a quote");
            return fatal(
                code::MALFORMED_XML,
                message,
                Span::new(self.source, at..at + quote.len_utf8()),
                "write `\"`",
            );
        }
        let (message, help) = match error {
            AttrError::ExpectedEq(_) => ("an attribute has no value", "write `=\"…\"` behind its name"),
            AttrError::ExpectedValue(_) | AttrError::UnquotedValue(_) => {
                ("an attribute's value is not quoted", "write `\"` around it")
            }
            AttrError::ExpectedQuote(..) => ("an attribute's value is not closed", "write `\"` where it ends"),
            AttrError::Duplicated(_, first) => {
                let first = tag.range().start + first;
                let name = self.text[at..].split(|c: char| c == '=' || c.is_whitespace()).next().unwrap_or_default();
                let named = |at: usize| Span::new(self.source, at..at + name.len());
                let message = format!("the element has two attributes `{name}`");
                let error =
                    Diagnostic::error(code::MALFORMED_XML, message).at(named(at)).label(named(first), "the first");
                return Box::new(error.help("keep one"));
            }
        };
        fatal(code::MALFORMED_XML, message, rest, help)
    }

    /// The reference in an attribute's value that quick-xml could not read.
    pub(super) fn bad_reference(&self, value: &str, span: Span, error: &Error) -> Fatal {
        let start = span.range().start;
        for (at, _) in value.match_indices('&') {
            let Some((name, _)) = value[at + 1..].split_once(';').filter(|(name, _)| is_name(name)) else {
                return self.bare_ampersand(start + at);
            };
            let here = Span::new(self.source, start + at..start + at + name.len() + 2);
            if let Err(fatal) = self.resolve(&BytesRef::new(name), here) {
                return fatal;
            }
        }
        fatal(code::MALFORMED_XML, error.to_string(), span, FETCH_AGAIN)
    }

    pub(super) fn undefined_entity(&self, name: &str, span: Span) -> Fatal {
        if !is_name(name) {
            return self.bare_ampersand(span.range().start);
        }
        let message = format!("XML does not define the entity `&{name};`");
        fatal(code::ENTITY, message, span, "only &lt; &gt; &amp; &quot; &apos; and numeric references are read")
    }

    pub(super) fn no_character(&self, reference: &str, span: Span) -> Fatal {
        if !is_name(reference) {
            return self.bare_ampersand(span.range().start);
        }
        fatal(code::MALFORMED_XML, format!("`&{reference};` stands for no character"), span, "take it out")
    }

    fn bare_ampersand(&self, at: usize) -> Fatal {
        fatal(code::MALFORMED_XML, "a bare `&`", Span::new(self.source, at..at + 1), AMPERSAND)
    }
}

/// Whether this may stand between `&` and `;`.
fn is_name(reference: &str) -> bool {
    let digits = reference.strip_prefix('#').unwrap_or(reference);
    !digits.is_empty() && digits.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

pub(super) fn fatal(code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) -> Fatal {
    Box::new(Diagnostic::error(code, message).at(span).help(help))
}
