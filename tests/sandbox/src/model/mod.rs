//! What a `$metadata` document says, as tables.
//!
//! Read here by a small reader of the sandbox's own: what the generator gets wrong, this must not get wrong with it.

use std::collections::HashMap;

use crate::store::nearest;

mod computed;
mod kind;
mod link;
mod read;
mod xml;

pub(crate) use kind::Kind;

/// All tables. Links name them by index.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) tables: Vec<Table>,
    /// The properties of complex types, by qualified name.
    complex: HashMap<String, Vec<Column>>,
    /// The members of enumerations, by qualified name.
    enums: HashMap<String, Vec<(String, i64)>>,
}

/// The rows of one entity set, or of an entity type that has no set but is linked to.
#[derive(Debug)]
pub(crate) struct Table {
    /// The set's name.
    pub(crate) name: String,
    /// Whether it can be asked for by name.
    pub(crate) is_set: bool,
    /// The qualified name of its entity type, as error messages have it.
    pub(crate) type_name: String,
    /// Indexes of its key columns.
    pub(crate) keys: Vec<usize>,
    pub(crate) columns: Vec<Column>,
    pub(crate) links: Vec<Link>,
}

/// A structural property.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Whether it is the scalar half of a lookup: `AccountId` of `Account`.
    pub(crate) is_lookup: bool,
    /// Whether the service fills it, and passes over what a body says of it (`Org.OData.Core.V1.Computed`).
    pub(crate) is_computed: bool,
}

/// A navigation property.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) name: String,
    /// Whether it leads to details rather than to a lookup.
    pub(crate) is_many: bool,
    /// The table it leads to.
    pub(crate) target: usize,
    /// Pairs of columns that are equal: this table's and the target's. Empty when the document does not tell.
    pub(crate) on: Vec<(usize, usize)>,
}

impl Model {
    /// Reads an OData 4 `$metadata` document. The error says what is wrong with it.
    pub(crate) fn read(xml: &str) -> Result<Self, String> {
        // Said first: what an XML reader makes of JSON or TOML helps nobody.
        if !xml.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
            return Err("this is not XML".into());
        }
        read::read(&xml::parse(xml)?)
    }

    /// The properties of a kind that is a complex type.
    pub(crate) fn complex(&self, kind: &Kind) -> Option<&[Column]> {
        match kind {
            Kind::Json(name) => self.complex.get(name).map(Vec::as_slice),
            _ => None,
        }
    }

    /// The kind of a collection's items.
    pub(crate) fn item(&self, kind: &Kind) -> Option<Kind> {
        let Kind::Json(name) = kind else { return None };
        let inner = name.strip_prefix("Collection(")?.strip_suffix(')')?;
        let members = || Some(Kind::Enum(inner.to_owned(), self.enumeration(inner)?.to_vec()));
        Kind::primitive(inner).or_else(members).or_else(|| Some(Kind::Json(inner.to_owned())))
    }

    /// The members of an enumeration.
    pub(crate) fn enumeration(&self, name: &str) -> Option<&[(String, i64)]> {
        self.enums.get(name).map(Vec::as_slice)
    }

    /// A column of an entity set. The error proposes another name.
    pub(crate) fn column_of(&self, set: &str, column: &str) -> Result<(usize, usize), String> {
        let at = self.known_set(set)?;
        let table = &self.tables[at];
        let found = table.column(column).map(|column| (at, column));
        found.ok_or_else(|| {
            let hint = nearest(column, table.columns.iter().map(|column| column.name.as_str()));
            format!("{} has no column {column:?}{hint}", table.type_name)
        })
    }

    /// The table behind the name of an entity set. The error proposes another name.
    pub(crate) fn known_set(&self, set: &str) -> Result<usize, String> {
        let names = self.tables.iter().filter(|table| table.is_set).map(|table| table.name.as_str());
        self.set(set).ok_or_else(|| format!("the document has no entity set {set:?}{}", nearest(set, names)))
    }

    /// The table behind the name of an entity set.
    pub(crate) fn set(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.is_set && table.name == name)
    }
}

impl Table {
    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// A navigation property.
    pub(crate) fn link(&self, name: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.name == name)
    }

    /// The name of its entity type without the namespace.
    pub(crate) fn short_type(&self) -> &str {
        self.type_name.rsplit('.').next().unwrap_or(&self.type_name)
    }
}

#[cfg(test)]
mod tests;
