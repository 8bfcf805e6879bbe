//! Elements and attributes as they are handed out.

use std::borrow::Cow;

use crate::source::Span;

/// An element's opening tag.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) namespace: Namespace,
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// The opening tag without its brackets.
    pub(crate) span: Span,
}

/// An attribute of no namespace, or of the OData 1 to 3 metadata namespace (`m:HasStream`).
#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) namespace: Namespace,
    pub(crate) name: &'a str,
    pub(crate) value: Cow<'a, str>,
    /// The value between its quotes.
    pub(crate) span: Span,
}

/// The namespaces that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// No namespace.
    None,
    /// The packaging of OData 1 to 3.
    Edmx3,
    /// The packaging of OData 4.
    Edmx4,
    /// CSDL 1.0 to 3.0.
    Edm3,
    /// CSDL 4.0 and 4.01.
    Edm4,
    /// The metadata attributes of OData 1 to 3.
    Metadata3,
    /// `http://schemas.microsoft.com/ado/2009/02/edm/annotation`
    Annotation3,
    /// Any other.
    Other,
}

impl Namespace {
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "http://docs.oasis-open.org/odata/ns/edmx" => Self::Edmx4,
            "http://docs.oasis-open.org/odata/ns/edm" => Self::Edm4,
            "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" => Self::Metadata3,
            "http://schemas.microsoft.com/ado/2009/02/edm/annotation" => Self::Annotation3,
            _ => match uri.strip_prefix("http://schemas.microsoft.com/ado/") {
                Some(rest) if rest.ends_with("/edmx") => Self::Edmx3,
                Some(rest) if rest.ends_with("/edm") => Self::Edm3,
                _ => Self::Other,
            },
        }
    }
}

impl<'a> Element<'a> {
    /// The attribute `name` of no namespace.
    pub(crate) fn get(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.namespace == Namespace::None && attribute.name == name)
    }

    /// The attribute `name` of `namespace`.
    pub(crate) fn get_in(&self, namespace: Namespace, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.namespace == namespace && attribute.name == name)
    }
}
