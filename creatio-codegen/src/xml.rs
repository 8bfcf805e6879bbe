//! XML by pull, over quick-xml: elements and attributes with their namespaces and spans.
//!
//! No DTD is expanded and nothing is fetched; what is not well-formed is refused at its place.

mod element;

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::escape::EscapeError;
use quick_xml::events::attributes::{AttrError, Attribute as RawAttribute, Attributes};
use quick_xml::events::{BytesRef, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Span};
pub(crate) use element::{Attribute, Element, Namespace};

/// No `$metadata` nests deeper than a dozen elements; annotations with records may double that.
const MAX_DEPTH: usize = 200;

/// What went wrong; nothing can be read behind it.
pub(crate) type Fatal = Box<Diagnostic>;

/// The pull reader.
pub(crate) struct Xml<'a> {
    text: &'a str,
    source: SourceId,
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`.
    ///
    /// # Errors
    /// When the text holds a character that XML 1.0 does not allow.
    pub(crate) fn new(source: SourceId, text: &'a str) -> Result<Self, Fatal> {
        if let Some(at) = text.bytes().position(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) {
            let message = format!("the control character U+{:04X} is not allowed in XML", text.as_bytes()[at]);
            return Err(fatal(code::MALFORMED_XML, message, Span::new(source, at..at + 1)));
        }
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { text, source, reader, depth: 0 })
    }

    /// The element that the document consists of.
    pub(crate) fn root(&mut self) -> Result<Element<'a>, Fatal> {
        match self.next_child()? {
            Some(root) => Ok(root),
            None => Err(fatal(code::MALFORMED_XML, "the document has no element", self.here())),
        }
    }

    /// Makes sure that nothing follows the root.
    pub(crate) fn finish(mut self) -> Result<(), Fatal> {
        match self.next_child()? {
            Some(second) => Err(fatal(code::MALFORMED_XML, "a second element follows the root", second.span)),
            None => Ok(()),
        }
    }

    /// The next child of the element that is open, or `None` once its closing tag is read.
    pub(crate) fn next_child(&mut self) -> Result<Option<Element<'a>>, Fatal> {
        loop {
            let start = self.position();
            match self.event()? {
                Event::Start(tag) => {
                    self.depth += 1;
                    let span = self.span_of(&tag);
                    if self.depth > MAX_DEPTH {
                        let message = format!("elements are nested more than {MAX_DEPTH} deep");
                        return Err(fatal(code::TOO_DEEP, message, span));
                    }
                    let name_len = tag.name().as_ref().len();
                    return self.element(span, name_len).map(Some);
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(None);
                }
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(self.cut_off()),
                Event::DocType(_) => {
                    let span = Span::new(self.source, start..start + "<!DOCTYPE".len());
                    return Err(Box::new(
                        Diagnostic::error(code::ENTITY, "a document type definition is never read")
                            .at(span)
                            .help("an OData service sends none: is this the `$metadata` of your instance?"),
                    ));
                }
                Event::Text(text) if self.depth == 0 && !text.trim().is_empty() => {
                    let (at, len) = (self.offset_of(&text), text.len());
                    return Err(fatal(
                        code::MALFORMED_XML,
                        "text outside of the root element",
                        Span::new(self.source, at..at + len),
                    ));
                }
                Event::CData(_) if self.depth == 0 => {
                    return Err(fatal(
                        code::MALFORMED_XML,
                        "text outside of the root element",
                        Span::new(self.source, start..start + 1),
                    ));
                }
                Event::GeneralRef(reference) => {
                    self.resolve(&reference, start)?;
                }
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::Empty(_) => {}
            }
        }
    }

    /// Reads past the closing tag of the element that is open.
    pub(crate) fn skip(&mut self) -> Result<(), Fatal> {
        let depth = self.depth;
        while self.depth >= depth {
            self.next_child()?;
        }
        Ok(())
    }

    /// The text directly in the element that is open, up to its closing tag.
    pub(crate) fn text(&mut self) -> Result<String, Fatal> {
        let mut out = String::new();
        loop {
            let start = self.position();
            match self.event()? {
                Event::Text(text) => out.push_str(&text),
                Event::CData(text) => out.push_str(&text),
                Event::GeneralRef(reference) => out.push(self.resolve(&reference, start)?),
                Event::Start(_) => {
                    self.depth += 1;
                    self.skip()?;
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(out);
                }
                Event::Eof => return Err(self.cut_off()),
                _ => {}
            }
        }
    }

    fn element(&mut self, span: Span, name_len: usize) -> Result<Element<'a>, Fatal> {
        let tag = &self.text[span.range()];
        let namespace = self.element_namespace(&tag[..name_len], span)?;
        let name = tag[..name_len].rsplit(':').next().unwrap_or_default();
        let mut attributes = Vec::new();
        for attribute in Attributes::new(tag, name_len) {
            let attribute = attribute.map_err(|error| self.bad_attribute(&error, span))?;
            attributes.extend(self.attribute(&attribute)?);
        }
        Ok(Element { namespace, name, attributes, span })
    }

    fn element_namespace(&self, name: &str, span: Span) -> Result<Namespace, Fatal> {
        let name = quick_xml::name::QName(name);
        match self.reader.resolver().resolve_element(name).0 {
            ResolveResult::Unbound => Ok(Namespace::None),
            ResolveResult::Bound(uri) => Ok(Namespace::of(uri.0)),
            ResolveResult::Unknown(prefix) => Err(self.unbound(&prefix, span)),
        }
    }

    fn attribute(&self, raw: &RawAttribute<'a>) -> Result<Option<Attribute<'a>>, Fatal> {
        if raw.key.as_namespace_binding().is_some() {
            return Ok(None);
        }
        let Cow::Borrowed(value) = raw.value else { unreachable!("attributes of a borrowed tag are borrowed") };
        let at = self.offset_of(value);
        let span = Span::new(self.source, at..at + value.len());
        let (local, prefix) = raw.key.decompose();
        let namespace = match self.reader.resolver().resolve_attribute(raw.key).0 {
            _ if prefix.is_none() => Namespace::None,
            ResolveResult::Unbound => Namespace::None,
            ResolveResult::Bound(uri) => Namespace::of(uri.0),
            ResolveResult::Unknown(prefix) => return Err(self.unbound(&prefix, span)),
        };
        let value = self.normalized(raw, value, span)?;
        Ok(Some(Attribute { namespace, name: local.into_inner(), value, span }))
    }

    /// Attribute values as XML normalises them: references resolved, line breaks and tabs read as spaces.
    fn normalized(&self, raw: &RawAttribute<'a>, value: &'a str, span: Span) -> Result<Cow<'a, str>, Fatal> {
        if value.contains('<') {
            return Err(fatal(code::MALFORMED_XML, "`<` is not allowed in an attribute's value", span));
        }
        if !value.bytes().any(|byte| matches!(byte, b'&' | b'\n' | b'\t' | b'\r')) {
            return Ok(Cow::Borrowed(value));
        }
        raw.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match error {
            Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => undefined_entity(&name, span),
            other => fatal(code::MALFORMED_XML, other.to_string(), span),
        })
    }

    fn resolve(&self, reference: &BytesRef<'_>, at: usize) -> Result<char, Fatal> {
        let span = Span::new(self.source, at..self.position());
        match reference.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character),
            Ok(None) => {}
            Err(error) => return Err(fatal(code::MALFORMED_XML, error.to_string(), span)),
        }
        match &**reference {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            other => Err(undefined_entity(other, span)),
        }
    }

    fn event(&mut self) -> Result<Event<'a>, Fatal> {
        self.reader.read_event().map_err(|error| {
            let at = usize::try_from(self.reader.error_position()).unwrap_or_default().min(self.text.len());
            let span = Span::new(self.source, at..self.text[at..].find('\n').map_or(self.text.len(), |end| at + end));
            match error {
                // All other errors of syntax are something that is not closed.
                Error::Syntax(inner @ SyntaxError::InvalidBangMarkup) => {
                    fatal(code::MALFORMED_XML, inner.to_string(), span)
                }
                Error::Syntax(_) => self.cut_off(),
                Error::IllFormed(inner) => fatal(code::MALFORMED_XML, inner.to_string(), span),
                other => fatal(code::MALFORMED_XML, other.to_string(), span),
            }
        })
    }

    fn cut_off(&self) -> Fatal {
        let end = self.text.trim_end().len();
        let start = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
        Box::new(
            Diagnostic::error(code::MALFORMED_XML, "the document ends too early")
                .label(Span::new(self.source, start..end), "cut off here")
                .help("the download was cut off: fetch the document again"),
        )
    }

    fn unbound(&self, prefix: &str, span: Span) -> Fatal {
        fatal(code::MALFORMED_XML, format!("the prefix `{prefix}` is not declared"), span)
    }

    fn bad_attribute(&self, error: &AttrError, tag: Span) -> Fatal {
        let (AttrError::ExpectedEq(at)
        | AttrError::ExpectedValue(at)
        | AttrError::UnquotedValue(at)
        | AttrError::ExpectedQuote(at, _)
        | AttrError::Duplicated(at, _)) = error;
        let at = tag.range().start + at;
        let message = match error {
            AttrError::ExpectedEq(_) => "an attribute has no value",
            AttrError::ExpectedValue(_) | AttrError::UnquotedValue(_) => "an attribute's value is not quoted",
            AttrError::ExpectedQuote(..) => "an attribute's value is not closed",
            AttrError::Duplicated(..) => "the element has two attributes of this name",
        };
        fatal(code::MALFORMED_XML, message, Span::new(self.source, at..tag.range().end.max(at)))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn here(&self) -> Span {
        Span::new(self.source, self.position()..self.position())
    }

    /// Where `part`, a slice of the text, begins. What quick-xml had to copy counts as the current place.
    fn offset_of(&self, part: &str) -> usize {
        let text: Range<usize> = self.text.as_ptr() as usize..self.text.as_ptr() as usize + self.text.len();
        let at = part.as_ptr() as usize;
        if text.contains(&at) { at - text.start } else { self.position().min(self.text.len()) }
    }

    fn span_of(&self, tag: &str) -> Span {
        let at = self.offset_of(tag);
        Span::new(self.source, at..(at + tag.len()).min(self.text.len()))
    }
}

fn undefined_entity(name: &str, span: Span) -> Fatal {
    Box::new(
        Diagnostic::error(code::ENTITY, format!("XML does not define the entity `&{name};`"))
            .at(span)
            .help("only &lt; &gt; &amp; &quot; &apos; and numeric references are read"),
    )
}

fn fatal(code: crate::diagnostic::Code, message: impl Into<String>, span: Span) -> Fatal {
    Box::new(Diagnostic::error(code, message).at(span))
}
