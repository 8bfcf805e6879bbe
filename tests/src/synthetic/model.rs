//! What both versions of a document say.

use std::collections::HashSet;

/// The entities of an instance, in the order of the document.
#[derive(Debug, Default)]
pub struct Instance {
    pub(super) entities: Vec<Entity>,
}

#[derive(Debug)]
pub(super) struct Entity {
    pub(super) name: String,
    /// Views may have no key.
    pub(super) keyed: bool,
    pub(super) columns: Vec<Column>,
    pub(super) lookups: Vec<Lookup>,
    pub(super) details: Vec<Details>,
    /// Names of columns and lookups.
    names: HashSet<String>,
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) ty: ColumnType,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnType {
    Boolean,
    Date,
    Decimal,
    Guid,
    Integer,
    Stream,
    Text,
}

/// A link to one row, by the column of the same name with `Id` behind it.
#[derive(Debug)]
pub(super) struct Lookup {
    pub(super) name: String,
    pub(super) target: usize,
    /// Whether the target has details that lead back: all but the lookups of who made and changed a row.
    pub(super) partner: bool,
}

/// A link to the rows of a child that refer to this one.
#[derive(Debug)]
pub(super) struct Details {
    pub(super) child: usize,
    pub(super) lookup: String,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Entity types.
    pub entities: usize,
    /// Properties, streams among them.
    pub columns: usize,
    /// Navigation properties to one row.
    pub lookups: usize,
    /// Navigation properties to many rows.
    pub details: usize,
}

impl Instance {
    /// The names of the entities, the principal ones first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entities.iter().map(|entity| entity.name.as_str())
    }

    /// How much there is of everything.
    pub fn counts(&self) -> Counts {
        let sum = |count: fn(&Entity) -> usize| self.entities.iter().map(count).sum();
        Counts {
            entities: self.entities.len(),
            columns: sum(|entity| entity.columns.len()),
            lookups: sum(|entity| entity.lookups.len()),
            details: sum(|entity| entity.details.len()),
        }
    }

    /// Adds a lookup with its column, and the details that lead back; false when the name is taken.
    pub(super) fn add_lookup(&mut self, child: usize, name: &str, target: usize) -> bool {
        let added = self.entities[child].add_lookup(name, target, true);
        if added {
            self.entities[target].details.push(Details { child, lookup: name.to_owned() });
        }
        added
    }
}

impl Entity {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            keyed: true,
            columns: Vec::new(),
            lookups: Vec::new(),
            details: Vec::new(),
            names: HashSet::new(),
        }
    }

    /// Adds a column; false when its name is taken.
    pub(super) fn add_column(&mut self, name: impl Into<String>, ty: ColumnType) -> bool {
        let name = name.into();
        // A lookup's column may come later, and its name may be the entity's own in neither version.
        let free = name != self.name && self.names.insert(name.clone());
        if free {
            self.columns.push(Column { name, ty });
        }
        free
    }

    /// Adds a lookup with its column; false when one of the names is taken.
    pub(super) fn add_lookup(&mut self, name: &str, target: usize, partner: bool) -> bool {
        let column = format!("{name}Id");
        // In OData 3 the two ends of a lookup are called by the entity's and by the lookup's name.
        if name == self.name || self.names.contains(name) || !self.add_column(column, ColumnType::Guid) {
            return false;
        }
        self.names.insert(name.to_owned());
        self.lookups.push(Lookup { name: name.to_owned(), target, partner });
        true
    }

    pub(super) fn has_member(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
