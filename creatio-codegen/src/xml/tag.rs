//! An opening tag taken apart: its name, its attributes and their namespaces.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute as RawAttribute, Attributes};
use quick_xml::name::{QName, ResolveResult};

use super::{Attribute, Element, Fatal, Namespace, Xml, local};
use crate::source::Span;

impl<'a> Xml<'a> {
    pub(super) fn element(&mut self, span: Span, name_len: usize) -> Result<Element<'a>, Fatal> {
        let tag = &self.text[span.range()];
        if name_len == 0 || tag.starts_with('<') {
            return Err(self.no_name(span));
        }
        let namespace = self.element_namespace(&tag[..name_len], span)?;
        let name = local(&tag[..name_len]);
        let mut attributes = Vec::new();
        for attribute in Attributes::new(tag, name_len) {
            let attribute = attribute.map_err(|error| self.bad_attribute(&error, span))?;
            attributes.extend(self.attribute(&attribute)?);
        }
        Ok(Element { namespace, name, attributes, span })
    }

    fn element_namespace(&self, name: &str, span: Span) -> Result<Namespace, Fatal> {
        match self.reader.resolver().resolve_element(QName(name)).0 {
            ResolveResult::Unbound => Ok(Namespace::None),
            ResolveResult::Bound(uri) => Ok(Namespace::of(uri.0)),
            ResolveResult::Unknown(prefix) => Err(self.unbound(&prefix, span)),
        }
    }

    fn attribute(&self, raw: &RawAttribute<'a>) -> Result<Option<Attribute<'a>>, Fatal> {
        let (prefix, name) = match raw.key.0.bytes().position(|byte| byte == b':') {
            None => ("", raw.key.0),
            Some(colon) => (&raw.key.0[..colon], &raw.key.0[colon + 1..]),
        };
        if prefix == "xmlns" || prefix.is_empty() && name == "xmlns" {
            return Ok(None);
        }
        let Cow::Borrowed(value) = raw.value else { unreachable!("attributes of a borrowed tag are borrowed") };
        let at = self.offset_of(value);
        let span = Span::new(self.source, at..at + value.len());
        let namespace = match prefix {
            "" => Namespace::None,
            _ => match self.reader.resolver().resolve_attribute(raw.key).0 {
                ResolveResult::Unbound => Namespace::None,
                ResolveResult::Bound(uri) => Namespace::of(uri.0),
                ResolveResult::Unknown(prefix) => return Err(self.unbound(&prefix, self.span_of(raw.key.0))),
            },
        };
        let value = self.normalized(raw, value, span)?;
        Ok(Some(Attribute { namespace, name, value, span }))
    }

    /// Attribute values as XML normalises them: references resolved, line breaks and tabs read as spaces.
    fn normalized(&self, raw: &RawAttribute<'a>, value: &'a str, span: Span) -> Result<Cow<'a, str>, Fatal> {
        if !value.bytes().any(|byte| matches!(byte, b'<' | b'&' | b'\n' | b'\t' | b'\r')) {
            return Ok(Cow::Borrowed(value));
        }
        if let Some(at) = value.find('<') {
            let span = Span::new(self.source, span.range().start + at..span.range().start + at + 1);
            return Err(self.less_than_in_value(span));
        }
        raw.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.bad_reference(value, span, &error))
    }
}
