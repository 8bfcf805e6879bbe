//! One model for every version of OData: names resolved to ids, inheritance flattened, associations become links.

mod annotate;
mod build;
mod container;
mod enums;
mod expression;
mod inherit;
mod key;
mod limits;
mod links;
mod operation;
mod scope;
mod types;
mod unknown;
mod v3;
mod v4;

pub use crate::csdl::OperationKind;
use crate::glob;
use crate::source::Span;
pub(crate) use build::build;

/// What a service says of itself.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The namespaces.
    pub schemas: Vec<String>,
    /// The schema that most entity sets are of.
    pub root: SchemaId,
    /// Entity and complex types.
    pub types: Vec<StructuredType>,
    /// Enum types.
    pub enums: Vec<EnumType>,
    /// Entity sets and singletons.
    pub sets: Vec<EntitySet>,
    /// Functions and actions.
    pub operations: Vec<Operation>,
    /// Function and action imports.
    pub imports: Vec<Import>,
}

impl Model {
    /// The model of a configuration that asks for no types: a root, and nothing in it.
    pub(crate) fn without_types() -> Self {
        Self { schemas: vec![String::new()], ..Self::default() }
    }
}

/// Index into [`Model::schemas`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub usize);

/// Index into [`Model::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// Index into [`Model::enums`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EnumId(pub usize);

/// Whether rows of a type can be addressed by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Has identity; may have a set.
    Entity,
    /// A value inside of a row.
    Complex,
}

/// An entity or complex type with all that it inherits.
#[derive(Clone, Debug)]
pub struct StructuredType {
    /// Its namespace.
    pub schema: SchemaId,
    /// Its name in that namespace.
    pub name: String,
    /// Entity or complex.
    pub kind: Kind,
    /// The type that it derives from.
    pub base: Option<TypeId>,
    /// No row is of just this type.
    pub is_abstract: bool,
    /// Rows may hold properties that are not declared.
    pub is_open: bool,
    /// A media entity: the row has a stream of its own.
    pub has_stream: bool,
    /// Names of the key properties in their order; empty when there is no key. A path (`Address/City`) leads through
    /// complex properties.
    pub key: Vec<String>,
    /// Structural properties.
    pub properties: Vec<Property>,
    /// Navigation properties.
    pub links: Vec<Link>,
    /// What the document says of it.
    pub description: Vec<String>,
    /// Its name in the document.
    pub span: Span,
}

/// A structural property.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether a value may be absent; of a collection, whether its items may.
    pub nullable: bool,
    /// The server computes it: it is never written.
    pub computed: bool,
    /// The lookup whose key it holds.
    pub lookup: Option<ForeignKey>,
    /// What the document says of it.
    pub description: Vec<String>,
    /// Its name in the document.
    pub span: Span,
}

/// What makes a property the key of a lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// Name of the link.
    pub link: String,
    /// The property of the target whose value is held.
    pub referenced: String,
}

/// Type of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A primitive type.
    Primitive(Primitive),
    /// An enum type.
    Enum(EnumId),
    /// A complex type.
    Complex(TypeId),
    /// Several values of a type.
    Collection(Box<Type>),
    /// A type that is legal but not expressed yet, by its name.
    Unsupported(String),
    /// A type of a document that was not at hand.
    Elsewhere {
        /// Its name.
        name: String,
        /// Where an `edmx:Reference` says that it is declared.
        uri: String,
    },
    /// A type that was excluded, by its name.
    NotSelected(String),
}

/// The primitive types that columns can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Primitive {
    /// `Edm.Binary`
    Binary,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTime` of OData 1 to 3: without a zone
    DateTime,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Double`
    Double,
    /// `Edm.Duration`, and `Edm.Time` of OData 1 to 3
    Duration,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Single`
    Single,
    /// `Edm.Stream`
    Stream,
    /// `Edm.String`
    String,
    /// `Edm.TimeOfDay`
    TimeOfDay,
}

/// A navigation property.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub target: Target,
    /// To many rows (details) or to one (a lookup).
    pub many: bool,
    /// The rows live inside of this one and have no set of their own.
    pub contains_target: bool,
    /// The link of the target that leads back.
    pub partner: Option<String>,
    /// Properties here that hold properties there.
    pub constraints: Vec<(String, String)>,
    /// A better name than its own, if a profile knows one.
    pub label: Option<String>,
    /// What the document says of it.
    pub description: Vec<String>,
    /// Its name in the document.
    pub span: Span,
}

/// Where a [`Link`] leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a type of the model.
    Type(TypeId),
    /// To a type that the document names but nobody declares.
    Missing(String),
    /// To a type that was not selected.
    NotSelected(String),
}

/// An enum type.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Its namespace.
    pub schema: SchemaId,
    /// Its name in that namespace.
    pub name: String,
    /// A value may be several members at once.
    pub is_flags: bool,
    /// Its members.
    pub members: Vec<Member>,
    /// What the document says of it.
    pub description: Vec<String>,
    /// Its name in the document.
    pub span: Span,
}

/// A member of an [`EnumType`].
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its number.
    pub value: i64,
    /// What the document says of it.
    pub description: Vec<String>,
}

/// An entity set or a singleton.
#[derive(Clone, Debug)]
pub struct EntitySet {
    /// Its name, as URLs spell it.
    pub name: String,
    /// The type of its rows.
    pub ty: TypeId,
    /// Exactly one row.
    pub is_singleton: bool,
}

/// A function or action.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its namespace.
    pub schema: SchemaId,
    /// Its name in that namespace.
    pub name: String,
    /// Function or action.
    pub kind: OperationKind,
    /// The first parameter is what it is called on.
    pub is_bound: bool,
    /// The result can be queried further.
    pub is_composable: bool,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub returns: Option<TypeName>,
}

/// A parameter of an [`Operation`].
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeName,
    /// Whether a value may be absent.
    pub nullable: bool,
}

/// A type by its full name, which may be an entity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The full name, aliases expanded.
    pub name: String,
    /// Several values.
    pub is_collection: bool,
}

/// A function or action import.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its name, as URLs spell it.
    pub name: String,
    /// The operation that it calls: all overloads of this name.
    pub operation: String,
    /// Function or action.
    pub kind: OperationKind,
}

impl Model {
    /// The type of `id`.
    pub fn ty(&self, id: TypeId) -> &StructuredType {
        &self.types[id.0]
    }

    /// Name with namespace.
    pub fn full_name(&self, schema: SchemaId, name: &str) -> String {
        format!("{}.{name}", self.schemas[schema.0])
    }

    /// Per type, the set that queries go to: the one of the type's name or, without such, the first of the document.
    pub fn main_sets(&self) -> Vec<Option<&EntitySet>> {
        let mut main: Vec<Option<&EntitySet>> = vec![None; self.types.len()];
        for set in self.sets.iter().filter(|set| !set.is_singleton) {
            let place = &mut main[set.ty.0];
            if place.is_none() || set.name == self.ty(set.ty).name {
                *place = Some(set);
            }
        }
        main
    }

    /// Whether a glob means the type `name`: by its name alone or, when the glob has a dot, with its namespace.
    pub fn name_matches(&self, schema: SchemaId, name: &str, glob: &str) -> bool {
        glob::matches(glob, name) || glob.contains('.') && glob::matches(glob, &self.full_name(schema, name))
    }

    /// The entity types.
    pub fn entities(&self) -> impl Iterator<Item = (TypeId, &StructuredType)> {
        self.types.iter().enumerate().filter(|(_, ty)| ty.kind == Kind::Entity).map(|(id, ty)| (TypeId(id), ty))
    }
}

impl StructuredType {
    /// The property called `name`.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The link called `name`.
    pub fn link(&self, name: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.name == name)
    }
}

impl Type {
    /// The type of one value: items of a collection, or the type itself.
    pub fn item(&self) -> &Type {
        match self {
            Self::Collection(item) => item,
            single => single,
        }
    }
}
