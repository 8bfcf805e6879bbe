//! Names, types and docs, decided once. Nothing behind this looks at case, keywords or nullability again.

mod doc;
mod enums;
mod ident;
mod key;
mod modules;
mod nesting;
mod pool;
mod processes;
mod records;
mod rename;

use crate::model::{Primitive, SchemaId};
pub(crate) use enums::UNRECOGNIZED;
pub(crate) use modules::{Options, plan};
pub(crate) use processes::MODULE as PROCESSES;
pub(crate) use rename::Renames;

/// Everything that will be written, named.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What entities and complex types derive.
    pub(crate) derives: Vec<Derive>,
    /// The root module first.
    pub(crate) modules: Vec<Module>,
    /// Business processes, which have a module of their own below the root.
    pub(crate) processes: Vec<Process>,
}

/// A trait that entities and complex types can derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Derive {
    /// `Clone`
    Clone,
    /// `Debug`
    Debug,
    /// `PartialEq`
    PartialEq,
}

impl Derive {
    /// As the configuration spells them.
    pub(crate) const NAMES: [(&str, Self); 3] =
        [("Clone", Self::Clone), ("Debug", Self::Debug), ("PartialEq", Self::PartialEq)];
}

/// One schema.
#[derive(Debug)]
pub(crate) struct Module {
    /// Its place below the root; the root itself has none.
    pub(crate) place: Option<Place>,
    pub(crate) records: Vec<Record>,
    pub(crate) enums: Vec<Enum>,
}

/// A module below the root.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) namespace: String,
}

/// Where a type is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypePath {
    /// Name of its module, if not the root.
    pub(crate) module: Option<String>,
    pub(crate) ident: String,
}

/// The file of a type, its name in Rust and in the document.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// Module and file name.
    pub(crate) file: String,
    pub(crate) ident: String,
    pub(crate) wire: String,
    pub(crate) doc: Vec<String>,
}

/// An entity or complex type.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) name: Named,
    pub(crate) dialect: Dialect,
    pub(crate) fields: Vec<Field>,
    /// Members that are not expressed, by their names in the document.
    pub(crate) left_out: Vec<LeftOut>,
    /// What only entities have.
    pub(crate) entity: Option<Entity>,
}

/// A member that is not expressed.
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    pub(crate) wire: String,
    pub(crate) why: String,
}

/// The part of a [`Record`] that makes it an entity.
#[derive(Debug)]
pub(crate) struct Entity {
    /// The set that queries go to.
    pub(crate) set: Option<String>,
    pub(crate) key: Vec<KeyPart>,
    pub(crate) links: Vec<Link>,
    pub(crate) streams: Vec<Stream>,
    pub(crate) sets: Vec<FurtherSet>,
}

/// A business process.
#[derive(Debug)]
pub(crate) struct Process {
    pub(crate) name: Named,
    /// What it is started with.
    pub(crate) inputs: Values,
    /// What it hands back.
    pub(crate) outputs: Values,
    /// The items of its collections and its composite values, those on their way in first.
    pub(crate) items: Vec<Values>,
    /// Parameters that are not expressed, by their paths.
    pub(crate) left_out: Vec<LeftOut>,
}

/// A struct of values that go one way.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) ident: String,
    pub(crate) way: Way,
    pub(crate) slots: Vec<Slot>,
    pub(crate) doc: Vec<String>,
}

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    In,
    Out,
}

/// A parameter, or an item property, as a field.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) ident: String,
    pub(crate) wire: String,
    /// From the process on: `Lines.Price`.
    pub(crate) path: String,
    pub(crate) shape: Shape,
    pub(crate) doc: Vec<String>,
}

/// How empty values are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Creatio,
    Standard,
}

/// A property: a field and a const.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) ident: String,
    pub(crate) constant: String,
    pub(crate) wire: String,
    pub(crate) shape: Shape,
    pub(crate) computed: bool,
    /// Link and referenced property, when the field holds a key.
    pub(crate) lookup: Option<(String, String)>,
    pub(crate) doc: Vec<String>,
}

/// The Rust type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Plain(Base),
    Optional(Base),
    /// Optional and boxed: the type contains itself.
    Boxed(Base),
    List(Base),
    ListOfOptional(Base),
    OptionalList(Base),
}

/// The Rust type of a single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Primitive(Primitive),
    Complex(TypePath),
    Enum(TypePath),
    /// A set of members.
    Flags(TypePath),
}

/// A part of a key, by the type of its field.
#[derive(Debug)]
pub(crate) struct KeyPart {
    pub(crate) wire: String,
    pub(crate) base: Base,
}

/// A lookup or details.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) constant: String,
    pub(crate) wire: String,
    pub(crate) target: TypePath,
    pub(crate) many: bool,
    /// The child's lookup that leads back.
    pub(crate) partner: Option<String>,
    pub(crate) doc: Vec<String>,
}

/// A stream property.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) constant: String,
    pub(crate) wire: String,
    pub(crate) doc: Vec<String>,
}

/// A set beside the first, or a singleton.
#[derive(Debug)]
pub(crate) struct FurtherSet {
    pub(crate) constant: String,
    pub(crate) wire: String,
    pub(crate) is_singleton: bool,
}

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: Named,
    pub(crate) full_name: String,
    pub(crate) variants: Vec<Variant>,
}

/// A member of an [`Enum`].
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) wire: String,
    pub(crate) value: i64,
    pub(crate) doc: Vec<String>,
}

/// Names of the modules and types of a plan, known before the types themselves are planned.
pub(crate) struct Places {
    /// Per schema: its module name, none for the root.
    pub(crate) modules: Vec<Option<String>>,
    pub(crate) types: Vec<(SchemaId, Named)>,
    pub(crate) enums: Vec<(SchemaId, Named)>,
}

impl Places {
    fn path(&self, (schema, named): &(SchemaId, Named)) -> TypePath {
        TypePath { module: self.modules[schema.0].clone(), ident: named.ident.clone() }
    }
}
