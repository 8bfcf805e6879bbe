//! XML by pull, over quick-xml: elements and attributes with their namespaces and spans.
//!
//! No DTD is expanded and nothing is fetched; what is not well-formed is refused at its place.

mod element;
mod tag;
mod wording;

use std::ops::Range;

use quick_xml::events::{BytesRef, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Span};
pub(crate) use element::{Attribute, Element, Namespace};
use wording::fatal;

/// No `$metadata` nests deeper than a dozen elements; annotations with records may double that.
const MAX_DEPTH: usize = 200;

/// What went wrong; nothing can be read behind it.
pub(crate) type Fatal = Box<Diagnostic>;

/// The pull reader.
pub(crate) struct Xml<'a> {
    text: &'a str,
    source: SourceId,
    reader: NsReader<&'a [u8]>,
    /// The opening tags that are not closed yet.
    open: Vec<Span>,
    /// Whether the innermost of them has no content, `<a/>`: it closes itself.
    is_empty: bool,
    /// Text beside the children of the element that is open, where nobody has asked for it.
    stray: Option<Span>,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`.
    ///
    /// # Errors
    /// When the text holds a character that XML 1.0 does not allow.
    pub(crate) fn new(source: SourceId, text: &'a str) -> Result<Self, Fatal> {
        if let Some(at) = control_character(text.as_bytes()) {
            let message = format!("the control character U+{:04X} is not allowed in XML", text.as_bytes()[at]);
            return Err(fatal(code::MALFORMED_XML, message, Span::new(source, at..at + 1), wording::DAMAGED));
        }
        Ok(Self { text, source, reader: NsReader::from_str(text), open: Vec::new(), is_empty: false, stray: None })
    }

    /// The element that the document consists of.
    pub(crate) fn root(&mut self) -> Result<Element<'a>, Fatal> {
        match self.next_child()? {
            Some(root) => Ok(root),
            None => Err(fatal(code::MALFORMED_XML, "the document has no element", self.here(), wording::FETCH_AGAIN)),
        }
    }

    /// Makes sure that nothing follows the root.
    pub(crate) fn finish(mut self) -> Result<(), Fatal> {
        match self.next_child()? {
            Some(second) => {
                let message = "a second element follows the root";
                Err(fatal(code::MALFORMED_XML, message, second.span, wording::TWO_DOCUMENTS))
            }
            None => Ok(()),
        }
    }

    /// The next child of the element that is open, or `None` once its closing tag is read.
    pub(crate) fn next_child(&mut self) -> Result<Option<Element<'a>>, Fatal> {
        if self.closes_itself() {
            return Ok(None);
        }
        loop {
            let start = self.position();
            let event = self.event()?;
            self.is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let span = self.opened(&tag)?;
                    let name_len = tag.name().as_ref().len();
                    return self.element(span, name_len).map(Some);
                }
                Event::End(_) => {
                    self.open.pop();
                    return Ok(None);
                }
                Event::Eof if self.open.is_empty() => return Ok(None),
                Event::Eof => return Err(self.cut_off()),
                Event::DocType(_) => return Err(self.doctype(start)),
                Event::Decl(_) if !self.text[..start].trim().is_empty() => {
                    let message = "an XML declaration stands in the middle of the document";
                    return Err(fatal(code::MALFORMED_XML, message, self.since(start), wording::TWO_DOCUMENTS));
                }
                Event::Text(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
                Event::Text(_) | Event::CData(_) if self.open.is_empty() => {
                    let message = "text outside of the root element";
                    return Err(fatal(code::MALFORMED_XML, message, self.words_since(start), wording::TWO_DOCUMENTS));
                }
                Event::Text(_) | Event::CData(_) => self.stray = self.stray.or(Some(self.words_since(start))),
                Event::GeneralRef(reference) => {
                    self.resolve(&reference, self.since(start))?;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Reads past the closing tag of the element that is open.
    pub(crate) fn skip(&mut self) -> Result<(), Fatal> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.next_child()?;
        }
        self.stray = None;
        Ok(())
    }

    /// Where text stands beside the children that were read last. Told once.
    pub(crate) fn stray_text(&mut self) -> Option<Span> {
        self.stray.take()
    }

    /// The name, without its prefix, of the element that holds the one that is open.
    pub(crate) fn parent(&self) -> &'a str {
        let outer = self.open.len().checked_sub(2).and_then(|index| self.open.get(index));
        let tag = outer.map_or("", |span| &self.text[span.range()]);
        local(tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default())
    }

    /// The namespace of the element that is open, as the document spells it.
    pub(crate) fn namespace_of(&self, element: &Element<'a>) -> String {
        let tag = &self.text[element.span.range()];
        let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        match self.reader.resolver().resolve_element(QName(name)).0 {
            ResolveResult::Bound(uri) => uri.0.to_owned(),
            _ => String::new(),
        }
    }

    /// The text directly in the element that is open, up to its closing tag.
    pub(crate) fn text(&mut self) -> Result<String, Fatal> {
        let mut out = String::new();
        if self.closes_itself() {
            return Ok(out);
        }
        loop {
            let start = self.position();
            let event = self.event()?;
            self.is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::CData(text) => out.push_str(&text),
                Event::GeneralRef(reference) => out.push(self.resolve(&reference, self.since(start))?),
                Event::Start(tag) | Event::Empty(tag) => {
                    self.opened(&tag)?;
                    self.skip()?;
                }
                Event::End(_) => {
                    self.open.pop();
                    return Ok(out);
                }
                Event::Eof => return Err(self.cut_off()),
                Event::DocType(_) => return Err(self.doctype(start)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Closes the element that is open if it has no content.
    fn closes_itself(&mut self) -> bool {
        if self.is_empty {
            self.open.pop();
        }
        std::mem::take(&mut self.is_empty)
    }

    fn opened(&mut self, tag: &str) -> Result<Span, Fatal> {
        let span = self.span_of(tag);
        self.open.push(span);
        if self.open.len() > MAX_DEPTH {
            let message = format!("elements are nested more than {MAX_DEPTH} deep");
            return Err(fatal(code::TOO_DEEP, message, span, "no `$metadata` nests deeper than a dozen: is this one?"));
        }
        Ok(span)
    }

    fn resolve(&self, reference: &BytesRef<'_>, span: Span) -> Result<char, Fatal> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character),
            Ok(None) => {}
            Err(_) => return Err(self.no_character(reference, span)),
        }
        match &**reference {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            other => Err(self.undefined_entity(other, span)),
        }
    }

    fn event(&mut self) -> Result<Event<'a>, Fatal> {
        let start = self.position();
        self.reader.read_event().map_err(|error| self.malformed(error, start))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn here(&self) -> Span {
        self.since(self.position())
    }

    fn since(&self, start: usize) -> Span {
        Span::new(self.source, start..self.position())
    }

    /// Without the blanks around it.
    fn words_since(&self, start: usize) -> Span {
        let text = &self.text[start..self.position()];
        let start = start + text.len() - text.trim_start().len();
        Span::new(self.source, start..start + text.trim().len())
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

/// Where a control character stands that XML does not allow. Whole blocks are looked at first, which the compiler makes one
/// comparison of many bytes.
fn control_character(text: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let is_bad = |byte: &u8| *byte < b' ' && !matches!(*byte, b'\t' | b'\n' | b'\r');
    let block = text.chunks(BLOCK).position(|block| block.iter().fold(false, |any, byte| any | is_bad(byte)))?;
    let start = block * BLOCK;
    text[start..].iter().position(is_bad).map(|at| start + at)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}
