//! CSDL as a document writes it: names unresolved, spans kept, one shape for all versions.

mod attributes;
mod container;
mod notes;
mod operation;
mod places;
mod read;
mod refuse;
mod types;

pub(crate) use self::refuse::ASK_FOR_XML;

use std::borrow::Cow;

use crate::source::Span;
pub(crate) use read::{read, references};

/// A piece of the document's text and its place.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) value: Cow<'a, str>,
    pub(crate) span: Span,
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

/// The two families of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// OData 1 to 3: CSDL 1.0 to 3.0, with associations.
    V3,
    /// OData 4.0 and 4.01.
    V4,
}

/// One `$metadata` document.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) version: Version,
    pub(crate) schemas: Vec<Schema<'a>>,
    pub(crate) references: Vec<Reference<'a>>,
}

/// `edmx:Reference`
#[derive(Debug)]
pub(crate) struct Reference<'a> {
    pub(crate) uri: Text<'a>,
    pub(crate) includes: Vec<Include<'a>>,
}

/// `edmx:Include`
#[derive(Debug)]
pub(crate) struct Include<'a> {
    pub(crate) namespace: Text<'a>,
    pub(crate) alias: Option<Text<'a>>,
}

/// `Schema`
#[derive(Debug)]
pub(crate) struct Schema<'a> {
    pub(crate) namespace: Text<'a>,
    pub(crate) alias: Option<Text<'a>>,
    /// `Using` of CSDL 1 to 3.
    pub(crate) usings: Vec<Include<'a>>,
    pub(crate) types: Vec<StructuredType<'a>>,
    pub(crate) enums: Vec<EnumType<'a>>,
    pub(crate) definitions: Vec<TypeDefinition<'a>>,
    pub(crate) associations: Vec<Association<'a>>,
    pub(crate) operations: Vec<Operation<'a>>,
    pub(crate) containers: Vec<Container<'a>>,
    pub(crate) annotations: Vec<Annotations<'a>>,
}

/// Which element a [`StructuredType`] was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StructuredKind {
    Entity,
    Complex,
}

/// `EntityType` or `ComplexType`
#[derive(Debug)]
pub(crate) struct StructuredType<'a> {
    pub(crate) kind: StructuredKind,
    pub(crate) name: Text<'a>,
    pub(crate) base: Option<Text<'a>>,
    pub(crate) is_abstract: bool,
    pub(crate) is_open: bool,
    pub(crate) has_stream: bool,
    /// `Key`; no element and an empty one are told apart.
    pub(crate) key: Option<Vec<PropertyRef<'a>>>,
    pub(crate) properties: Vec<Property<'a>>,
    pub(crate) navigations: Vec<Navigation<'a>>,
    pub(crate) notes: Notes,
}

/// `PropertyRef`
#[derive(Debug)]
pub(crate) struct PropertyRef<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) alias: Option<Text<'a>>,
}

/// `Property`
#[derive(Debug)]
pub(crate) struct Property<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) ty: Text<'a>,
    /// `CollectionKind` of CSDL 1.1.
    pub(crate) collection_kind: bool,
    pub(crate) nullable: Option<bool>,
    pub(crate) notes: Notes,
}

/// `NavigationProperty`
#[derive(Debug)]
pub(crate) struct Navigation<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) target: NavigationTarget<'a>,
    pub(crate) notes: Notes,
}

/// Where a [`Navigation`] leads, as each family says it.
#[derive(Debug)]
pub(crate) enum NavigationTarget<'a> {
    /// Through an association (CSDL 1 to 3).
    Association { relationship: Text<'a>, from_role: Text<'a>, to_role: Text<'a> },
    /// To a type (CSDL 4).
    Type {
        ty: Text<'a>,
        partner: Option<Text<'a>>,
        contains_target: bool,
        /// `ReferentialConstraint`: dependent property, referenced property.
        constraints: Vec<(Text<'a>, Text<'a>)>,
    },
}

/// What annotations and documentation say of an element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    pub(crate) description: Vec<String>,
    /// `Org.OData.Core.V1.Computed`, or `StoreGeneratedPattern="Computed"` of CSDL 1 to 3.
    pub(crate) computed: bool,
}

/// `Annotations`: notes on something named elsewhere.
#[derive(Debug)]
pub(crate) struct Annotations<'a> {
    pub(crate) target: Text<'a>,
    pub(crate) notes: Notes,
}

/// `EnumType`
#[derive(Debug)]
pub(crate) struct EnumType<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) underlying: Option<Text<'a>>,
    pub(crate) is_flags: bool,
    pub(crate) members: Vec<Member<'a>>,
    pub(crate) notes: Notes,
}

/// `Member`
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) value: Option<Text<'a>>,
    pub(crate) notes: Notes,
}

/// `TypeDefinition`
#[derive(Debug)]
pub(crate) struct TypeDefinition<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) underlying: Text<'a>,
}

/// `Association`
#[derive(Debug)]
pub(crate) struct Association<'a> {
    pub(crate) name: Text<'a>,
    /// Two, unless what is wrong with them has been told.
    pub(crate) ends: Vec<AssociationEnd<'a>>,
    /// `ReferentialConstraint`
    pub(crate) constraint: Option<Constraint<'a>>,
}

/// `End`
#[derive(Debug)]
pub(crate) struct AssociationEnd<'a> {
    pub(crate) role: Text<'a>,
    pub(crate) ty: Text<'a>,
    pub(crate) multiplicity: Multiplicity,
}

/// `Multiplicity`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Multiplicity {
    One,
    ZeroOrOne,
    Many,
}

/// `ReferentialConstraint` of CSDL 1 to 3.
#[derive(Debug)]
pub(crate) struct Constraint<'a> {
    pub(crate) dependent_role: Text<'a>,
    pub(crate) dependent: Vec<Text<'a>>,
    pub(crate) principal: Vec<Text<'a>>,
}

/// Whether calling an operation may change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperationKind {
    /// `Function`: may be called freely.
    Function,
    /// `Action`: may change something.
    Action,
}

/// `Function` or `Action`
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) kind: OperationKind,
    pub(crate) name: Text<'a>,
    pub(crate) is_bound: bool,
    pub(crate) is_composable: bool,
    pub(crate) parameters: Vec<Parameter<'a>>,
    pub(crate) returns: Option<Text<'a>>,
}

/// `Parameter`
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) ty: Text<'a>,
    pub(crate) nullable: Option<bool>,
}

/// `EntityContainer`
#[derive(Debug)]
pub(crate) struct Container<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) extends: Option<Text<'a>>,
    pub(crate) sets: Vec<Set<'a>>,
    pub(crate) imports: Vec<Import<'a>>,
}

/// `EntitySet` or `Singleton`
#[derive(Debug)]
pub(crate) struct Set<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) ty: Text<'a>,
    pub(crate) is_singleton: bool,
}

/// `FunctionImport` or `ActionImport`
#[derive(Debug)]
pub(crate) struct Import<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) target: ImportTarget<'a>,
}

/// What an [`Import`] calls.
#[derive(Debug)]
pub(crate) enum ImportTarget<'a> {
    /// An operation that a schema declares (CSDL 4).
    Operation { kind: OperationKind, name: Text<'a> },
    /// The import is the declaration (CSDL 1 to 3).
    Itself { is_side_effecting: bool, parameters: Vec<Parameter<'a>>, returns: Option<Text<'a>> },
}
