//! What a name in a document means: aliases, namespaces and the types in them.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

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

/// Everything that has a name, of all documents.
pub(super) struct Scope<'a> {
    pub(super) namespaces: Vec<&'a str>,
    ids: HashMap<&'a str, SchemaId>,
    /// Per document: alias to namespace.
    aliases: Vec<HashMap<&'a str, &'a str>>,
    /// Namespaces that an `edmx:Reference` promises.
    promised: HashMap<&'a str, &'a str>,
    searches_left: Cell<usize>,
    /// Per schema: the types by name.
    declared: Vec<HashMap<&'a str, (Declared, Span)>>,
}

/// A type expression: a name, perhaps in `Collection(…)`.
pub(super) struct Expression<'t> {
    pub(super) name: &'t str,
    pub(super) is_collection: bool,
}

impl<'a> Scope<'a> {
    /// Collects namespaces and aliases; types are declared afterwards.
    pub(super) fn new(documents: &'a [Document<'a>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut scope = Self {
            namespaces: Vec::new(),
            ids: HashMap::new(),
            aliases: Vec::new(),
            promised: HashMap::new(),
            searches_left: Cell::new(100),
            declared: Vec::new(),
        };
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            let namespace: &str = &schema.namespace;
            if !scope.ids.contains_key(namespace) {
                scope.ids.insert(namespace, SchemaId(scope.namespaces.len()));
                scope.namespaces.push(namespace);
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
        let mut aliases = HashMap::new();
        let mut seen = HashSet::new();
        for schema in &document.schemas {
            if !seen.insert(&*schema.namespace.value) {
                let message = format!(
                    "the namespace `{}` stands in two `Schema` elements; they are read as one",
                    &*schema.namespace
                );
                diagnostics.push(Diagnostic::warning(code::DUPLICATE, message).at(schema.namespace.span));
            }
            let usings = schema.usings.iter().filter_map(|using| Some((using.alias.as_ref()?, &using.namespace)));
            for (alias, namespace) in schema.alias.iter().map(|alias| (alias, &schema.namespace)).chain(usings) {
                if self.ids.contains_key(&*alias.value) && alias.value != namespace.value {
                    let message = format!("the alias `{}` is also the namespace of another schema", &**alias);
                    diagnostics.push(Diagnostic::error(code::AMBIGUOUS_ALIAS, message).at(alias.span));
                }
                let known = aliases.insert(&*alias.value, &*namespace.value);
                if known.is_some_and(|known| known != namespace.value) {
                    let message = format!("the alias `{}` stands for two namespaces", &**alias);
                    diagnostics.push(Diagnostic::error(code::AMBIGUOUS_ALIAS, message).at(alias.span));
                }
            }
        }
        for include in document.references.iter().flat_map(|reference| &reference.includes) {
            if let Some(alias) = &include.alias {
                aliases.entry(&*alias.value).or_insert(&*include.namespace.value);
            }
        }
        aliases
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
            diagnostics.push(Diagnostic::error(code::DUPLICATE, message).at(name.span).label(*first, "first here"));
            return;
        }
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
        let mut found = self.declared.iter().filter_map(|types| types.get(name));
        let (declared, _) = found.next()?;
        found.next().is_none().then_some(declared)
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

    fn nearest<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let left = self.searches_left.get().checked_sub(1)?;
        self.searches_left.set(left);
        nearest(name, known)
    }

    pub(super) fn unknown(&self, document: usize, text: &Text<'_>, name: &str) -> Diagnostic {
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_TYPE, format!("the type `{name}` is not declared")).at(text.span);
        if let Some(uri) = self.promised_by(document, name) {
            return diagnostic.help(format!("the document refers to `{uri}` for it: save that file beside this document, under the last part of its name"));
        }
        let Some((namespace, local)) = self.split(document, name) else {
            return diagnostic.help("a type is named with its namespace, such as `Edm.String`");
        };
        let did_you_mean = |near: &str| format!("did you mean `{namespace}.{near}`?");
        match self.ids.get(namespace) {
            Some(schema) => {
                let near = self.nearest(local, self.declared[schema.0].keys().copied());
                diagnostic
                    .help(format!("the schema `{namespace}` has no such type; is the document whole? save it again"))
                    .maybe_help(near.map(did_you_mean))
            }
            None if namespace == "Edm" && matches!(local, "DateTime" | "Time") => diagnostic
                .help("that is a type of OData 1 to 3; OData 4 has `DateTimeOffset`, `TimeOfDay` and `Duration`"),
            None if namespace == "Edm" => {
                let near = self.nearest(local, PRIMITIVES.iter().map(|(name, _)| *name));
                diagnostic.help("OData has no such type").maybe_help(near.map(did_you_mean))
            }
            None => {
                let near = self.nearest(namespace, self.namespaces.iter().copied());
                diagnostic
                    .help(format!(
                        "no schema has the namespace `{namespace}`, nor is it an alias; is the document whole?"
                    ))
                    .maybe_help(near.map(|near| format!("did you mean `{near}.{local}`?")))
            }
        }
    }
}

/// Takes `Collection(…)` apart.
pub(super) fn expression<'t>(text: &'t Text<'_>) -> Result<Expression<'t>, Diagnostic> {
    let whole = text.trim();
    let refuse =
        |why: &str| Err(Diagnostic::error(code::BAD_VALUE, format!("`{whole}` is no type: {why}")).at(text.span));
    let inner = whole
        .strip_prefix("Collection(")
        .or_else(|| whole.strip_prefix("Bag("))
        .or_else(|| whole.strip_prefix("List("));
    let (name, is_collection) = match inner {
        Some(rest) => match rest.strip_suffix(')') {
            Some(item) => (item.trim(), true),
            None => return refuse("a parenthesis is missing"),
        },
        None => (whole, false),
    };
    if name.contains(['(', ')']) {
        return refuse("a collection holds single values");
    }
    if name.split('.').any(str::is_empty) {
        return refuse("a part of the name is empty");
    }
    Ok(Expression { name, is_collection })
}

const PRIMITIVES: &[(&str, Primitive)] = &[
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
    let geo = local.starts_with("Geography") || local.starts_with("Geometry");
    (geo || UNSUPPORTED.contains(&local)).then(|| Type::Unsupported(name.to_owned()))
}
