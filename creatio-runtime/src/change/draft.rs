//! The columns of a change, whatever its types are.

use super::{Datum, Unwritable, Values};
use crate::query::get::Address;
use crate::query::tree::Literal;
use crate::{ColumnEntry, Dialect, Member, Meta, PathError, WirePath};

/// What is to be written to one row.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) meta: &'static Meta,
    /// Each column once, in the order in which they were first set.
    pub(crate) columns: Vec<Given>,
    pub(crate) links: Vec<Linked>,
    error: Option<Unwritable>,
}

/// A column and what it is set to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    pub(crate) column: ColumnEntry,
    pub(crate) value: Datum,
}

/// Rows at the other end of a link.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    pub(crate) name: &'static str,
    pub(crate) many: bool,
    /// Rows that are there already.
    pub(crate) bound: Vec<Address>,
    /// Rows that are created along with this one.
    pub(crate) created: Vec<Draft>,
}

impl Draft {
    pub(crate) fn new(meta: &'static Meta) -> Self {
        Self { meta, columns: Vec::new(), links: Vec::new(), error: None }
    }

    /// All that a row holds and that can be set.
    pub(crate) fn of_row(meta: &'static Meta, values: Values) -> Self {
        let columns = values.columns(meta).map(|(column, value)| Given { column, value }).collect();
        Self { columns, ..Self::new(meta) }
    }

    /// Sets a column, or sets it to something else.
    pub(crate) fn set(&mut self, path: Result<WirePath, PathError>, value: Datum) {
        match path {
            // Only columns of the row itself are `Own`.
            Ok(WirePath { last: Member::Column(column), .. }) => self.put(column, value),
            Ok(path) => self.refuse(Unwritable::Link(path.last.name())),
            Err(error) => self.refuse(Unwritable::Path(error)),
        }
    }

    fn put(&mut self, column: ColumnEntry, value: Datum) {
        match self.columns.iter_mut().find(|given| given.column == column) {
            Some(given) => given.value = value,
            None => self.columns.push(Given { column, value }),
        }
    }

    /// Leaves a column alone.
    pub(crate) fn unset(&mut self, path: Result<WirePath, PathError>) {
        match path {
            Ok(path) => self.columns.retain(|given| Member::Column(given.column) != path.last),
            Err(error) => self.refuse(Unwritable::Path(error)),
        }
    }

    /// Sets the columns of the key.
    pub(crate) fn set_key(&mut self, values: Vec<Literal>) {
        let meta = self.meta;
        for (name, value) in meta.key().zip(values) {
            match meta.columns().find(|column| column.name == name) {
                Some(column) => self.put(column, Datum::Scalar(value)),
                None => self.refuse(Unwritable::Path(PathError::not_generated())),
            }
        }
    }

    /// The key's values, if all of them are set.
    pub(crate) fn key(&self) -> Option<Vec<Literal>> {
        let value = |name| match &self.columns.iter().find(|given| given.column.name == name)?.value {
            Datum::Scalar(literal) => Some(literal.clone()),
            _ => None,
        };
        self.meta.key().map(value).collect()
    }

    /// Leaves the key out when it is that of no row.
    pub(crate) fn without_empty_key(mut self) -> Self {
        if self.meta.dialect == Dialect::Creatio {
            let key = self.meta.single_key();
            self.columns.retain(|given| Some(given.column.name) != key || !is_zero(&given.value));
        }
        self
    }

    /// The link of this name.
    pub(crate) fn link(&mut self, path: Result<WirePath, PathError>, many: bool) -> Option<&mut Linked> {
        let name = match path {
            Ok(path) => path.last.name(),
            Err(error) => {
                self.refuse(Unwritable::Path(error));
                return None;
            }
        };
        let at = self.links.iter().position(|link| link.name == name).unwrap_or_else(|| {
            self.links.push(Linked { name, many, bound: Vec::new(), created: Vec::new() });
            self.links.len() - 1
        });
        self.links.get_mut(at)
    }

    pub(crate) fn refuse(&mut self, error: Unwritable) {
        self.error.get_or_insert(error);
    }

    /// Whether nothing is set.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.links.is_empty() && self.error.is_none()
    }

    /// Refuses what the service would answer with success, and not do.
    pub(crate) fn check(&self) -> Result<(), Unwritable> {
        self.error.clone().map_or(Ok(()), Err)?;
        if self.meta.dialect != Dialect::Creatio {
            return self.links.iter().flat_map(|link| &link.created).try_for_each(Self::check);
        }
        if let Some(link) = self.links.first() {
            return Err(Unwritable::Link(link.name));
        }
        self.columns.iter().try_for_each(|given| {
            let name = given.column.name;
            match &given.value {
                value if is_zero(value) && self.is_key(name) => Err(Unwritable::ZeroKey),
                value if is_zero(value) => Err(Unwritable::ZeroGuid(name)),
                Datum::Scalar(date) if date.is_empty_date() => Err(Unwritable::EmptyDate(name)),
                _ => Ok(()),
            }
        })
    }

    /// Refuses to change the key as well.
    pub(crate) fn check_update(&self) -> Result<(), Unwritable> {
        match self.columns.iter().find(|given| self.is_key(given.column.name)) {
            // Rows of two keys differ in the key, too.
            Some(given) if self.error.is_none() => Err(Unwritable::Key(given.column.name)),
            _ => self.check(),
        }
    }

    fn is_key(&self, name: &str) -> bool {
        self.meta.key().any(|key| key == name)
    }
}

fn is_zero(value: &Datum) -> bool {
    matches!(value, Datum::Scalar(Literal::Guid(guid)) if guid.is_nil())
}
