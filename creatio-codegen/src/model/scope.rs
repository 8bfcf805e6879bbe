//! What a name in a document means: aliases, namespaces and the types in them.

use std::cell::Cell;
use std::collections::HashMap;

use super::{EnumId, Primitive, SchemaId, Type, TypeId};
use crate::csdl::{Document, Text, Version};
use crate::diagnostic::{Diagnostic, code, nearest};
use crate::source::Span;

/// A declared type.
#[derive(Clone, Debug)]
pub(super) enum Declared {
    Entity(TypeId),
    Complex(TypeId),
    Enum(EnumId),
    /// A type definition stands for its underlying type.
    Definition(Type),
}

impl Declared {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Entity(_) => "an entity type",
            Self::Complex(_) => "a complex type",
            Self::Enum(_) => "an enum",
            Self::Definition(_) => "a type definition",
        }
    }
}

/// Everything that has a name, of all documents.
pub(super) struct Scope<'a> {
    pub(super) namespaces: Vec<&'a str>,
    pub(super) ids: HashMap<&'a str, SchemaId>,
    /// Where each namespace is first declared.
    places: Vec<Span>,
    /// Per document: alias to namespace.
    aliases: Vec<HashMap<&'a str, &'a str>>,
    /// Namespaces that an `edmx:Reference` promises.
    promised: HashMap<&'a str, &'a str>,
    searches_left: Cell<usize>,
    /// Per schema: the types by name.
    pub(super) declared: Vec<HashMap<&'a str, (Declared, Span)>>,
    /// The schemas that declare a name.
    pub(super) everywhere: HashMap<&'a str, Vec<SchemaId>>,
}

impl<'a> Scope<'a> {
    /// Collects namespaces and aliases; types are declared afterwards.
    pub(super) fn new(documents: &'a [Document<'a>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut scope = Self {
            namespaces: Vec::new(),
            ids: HashMap::new(),
            places: Vec::new(),
            aliases: Vec::new(),
            promised: HashMap::new(),
            searches_left: Cell::new(100),
            declared: Vec::new(),
            everywhere: HashMap::new(),
        };
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            let namespace: &str = &schema.namespace;
            if !scope.ids.contains_key(namespace) {
                scope.ids.insert(namespace, SchemaId(scope.namespaces.len()));
                scope.namespaces.push(namespace);
                scope.places.push(schema.namespace.span);
                scope.declared.push(HashMap::new());
            }
        }
        for document in documents {
            for reference in &document.references {
                scope.promised.extend(
                    reference.includes.iter().map(|include| (&*include.namespace.value, &*reference.uri.value)),
                );
            }
            let aliases = scope.aliases_of(document, diagnostics);
            scope.aliases.push(aliases);
        }
        scope
    }

    fn aliases_of(&self, document: &'a Document<'a>, diagnostics: &mut Vec<Diagnostic>) -> HashMap<&'a str, &'a str> {
        let mut namespaces: HashMap<&str, Span> = HashMap::new();
        for namespace in document.schemas.iter().map(|schema| &schema.namespace) {
            if let Some(first) = namespaces.get(&**namespace) {
                let message =
                    format!("the namespace `{}` stands in two `Schema` elements; they are read as one", &**namespace);
                let diagnostic = Diagnostic::warning(code::DUPLICATE, message).at(namespace.span);
                diagnostics.push(diagnostic.label(*first, "first here"));
            } else {
                namespaces.insert(namespace, namespace.span);
            }
        }
        let own = document.schemas.iter().filter_map(|schema| Some((schema.alias.as_ref()?, &schema.namespace)));
        let includes = document.references.iter().flat_map(|reference| &reference.includes);
        let included = document.schemas.iter().flat_map(|schema| &schema.usings).chain(includes);
        let included = included.filter_map(|include| Some((include.alias.as_ref()?, &include.namespace)));
        let mut aliases: HashMap<&'a str, (&'a str, Span)> = HashMap::new();
        for (alias, namespace) in own.chain(included) {
            let (clash, first, label) = match (self.ids.get(&**alias), aliases.get(&**alias)) {
                (Some(schema), _) if alias.value != namespace.value => {
                    ("is also the namespace of another schema", self.places[schema.0], "that schema")
                }
                (_, Some((known, first))) if *known != &**namespace => {
                    ("stands for two namespaces", *first, "first here")
                }
                _ => {
                    aliases.insert(alias, (namespace, alias.span));
                    continue;
                }
            };
            let message = format!("the alias `{}` {clash}", &**alias);
            let diagnostic = Diagnostic::error(code::AMBIGUOUS_ALIAS, message).at(alias.span).label(first, label);
            diagnostics.push(diagnostic.help("give it another `Alias`"));
        }
        aliases.into_iter().map(|(alias, (namespace, _))| (alias, namespace)).collect()
    }

    pub(super) fn schema(&self, namespace: &str) -> SchemaId {
        self.ids[namespace]
    }

    pub(super) fn declare(
        &mut self,
        schema: SchemaId,
        name: &'a Text<'a>,
        what: Declared,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some((_, first)) = self.declared[schema.0].get(&*name.value) {
            let message = format!("the type `{}` is declared twice", &**name);
            let help = match first.source == name.span.source {
                true => "keep one; is a document appended to itself?",
                false => "two files declare it: keep one of them beside the document",
            };
            let diagnostic = Diagnostic::error(code::DUPLICATE, message).at(name.span).label(*first, "first here");
            diagnostics.push(diagnostic.help(help));
            return;
        }
        self.everywhere.entry(name).or_default().push(schema);
        self.declared[schema.0].insert(&name.value, (what, name.span));
    }

    /// Namespace and name, aliases expanded.
    pub(super) fn split<'t>(&self, document: usize, name: &'t str) -> Option<(&'t str, &'t str)>
    where
        'a: 't,
    {
        let (namespace, local) = name.rsplit_once('.')?;
        let namespace = match self.ids.contains_key(namespace) {
            true => namespace,
            false => self.aliases[document].get(namespace).copied().unwrap_or(namespace),
        };
        (!namespace.is_empty() && !local.is_empty()).then_some((namespace, local))
    }

    /// The full name, aliases expanded.
    pub(super) fn full_name(&self, document: usize, name: &str) -> String {
        self.split(document, name).map_or_else(|| name.to_owned(), |(namespace, local)| format!("{namespace}.{local}"))
    }

    pub(super) fn find(&self, document: usize, name: &str) -> Option<&Declared> {
        let Some((namespace, local)) = self.split(document, name) else { return self.find_unqualified(name) };
        let schema = self.ids.get(namespace)?;
        Some(&self.declared[schema.0].get(local)?.0)
    }

    /// Some OData 2 services name their own types without a namespace; that is clear when only one schema has such a type.
    fn find_unqualified(&self, name: &str) -> Option<&Declared> {
        match self.everywhere.get(name)?.as_slice() {
            [only] => Some(&self.declared[only.0].get(name)?.0),
            _ => None,
        }
    }

    /// The entity type of this name, nothing when nobody declares it, or what it is instead.
    pub(super) fn entity(&self, document: usize, name: &str) -> Result<Option<TypeId>, &'static str> {
        match self.find(document, name) {
            Some(Declared::Entity(id)) => Ok(Some(*id)),
            Some(other) => Err(other.kind()),
            None => built_in(name).map_or(Ok(None), Err),
        }
    }

    /// The document that a reference names as the home of this type, when that document was not at hand.
    pub(super) fn promised_by(&self, document: usize, name: &str) -> Option<&'a str> {
        let (namespace, _) = self.split(document, name)?;
        self.promised.get(namespace).filter(|_| !self.ids.contains_key(namespace)).copied()
    }

    /// The nearest of some names, for the first mistakes: to search for thousands would take long and help nobody.
    pub(super) fn near<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
        self.nearest(name, known).map(|near| format!("did you mean `{near}`?"))
    }

    pub(super) fn nearest<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let left = self.searches_left.get().checked_sub(1)?;
        self.searches_left.set(left);
        nearest(name, known)
    }
}

pub(super) const PRIMITIVES: &[(&str, Primitive)] = &[
    ("Binary", Primitive::Binary),
    ("Boolean", Primitive::Boolean),
    ("Byte", Primitive::Byte),
    ("Date", Primitive::Date),
    ("DateTime", Primitive::DateTime),
    ("DateTimeOffset", Primitive::DateTimeOffset),
    ("Decimal", Primitive::Decimal),
    ("Double", Primitive::Double),
    ("Duration", Primitive::Duration),
    ("Guid", Primitive::Guid),
    ("Int16", Primitive::Int16),
    ("Int32", Primitive::Int32),
    ("Int64", Primitive::Int64),
    ("SByte", Primitive::SByte),
    ("Single", Primitive::Single),
    ("Stream", Primitive::Stream),
    ("String", Primitive::String),
    // A duration in OData 1 to 3, in spite of its name.
    ("Time", Primitive::Duration),
    ("TimeOfDay", Primitive::TimeOfDay),
];

/// Built-in types that are legal but have no Rust type here.
const UNSUPPORTED: &[&str] = &[
    "AnnotationPath",
    "AnyPropertyPath",
    "ComplexType",
    "EntityType",
    "Geography",
    "GeographyCollection",
    "GeographyLineString",
    "GeographyMultiLineString",
    "GeographyMultiPoint",
    "GeographyMultiPolygon",
    "GeographyPoint",
    "GeographyPolygon",
    "Geometry",
    "GeometryCollection",
    "GeometryLineString",
    "GeometryMultiLineString",
    "GeometryMultiPoint",
    "GeometryMultiPolygon",
    "GeometryPoint",
    "GeometryPolygon",
    "ModelElementPath",
    "NavigationPropertyPath",
    "PrimitiveType",
    "PropertyPath",
    "Untyped",
];

/// A type of the `Edm` namespace.
pub(super) fn primitive(version: Version, name: &str) -> Option<Type> {
    let local = match name.strip_prefix("Edm.") {
        Some(local) => local,
        // The oldest services leave the prefix out.
        None if version == Version::V3 && !name.contains('.') => name,
        None => return None,
    };
    if version == Version::V4 && matches!(local, "DateTime" | "Time") {
        return None;
    }
    if let Some((_, primitive)) = PRIMITIVES.iter().find(|(known, _)| *known == local) {
        return Some(Type::Primitive(*primitive));
    }
    UNSUPPORTED.contains(&local).then(|| Type::Unsupported(name.to_owned()))
}

/// What a type of the `Edm` namespace is that stands where a declared one is needed.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    match name.strip_prefix("Edm.")? {
        "ComplexType" | "EntityType" | "PrimitiveType" | "Untyped" => Some("an abstract type"),
        local if UNSUPPORTED.contains(&local) => Some("a primitive"),
        local => PRIMITIVES.iter().any(|(known, _)| *known == local).then_some("a primitive"),
    }
}
