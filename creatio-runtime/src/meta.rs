//! What a generated type knows of itself: names in packed tables, one member a line.
//!
//! One string is much cheaper to compile than a table of structs, so the tables are split when
//! they are used, and a const holds no more than the number of a line.

/// How a service writes "nothing".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// Creatio hardly ever answers null: an empty lookup is the zero guid, an empty date is
    /// `0001-01-01T00:00:00Z`, an empty text `""`, an empty number `0` (Academy samples).
    ///
    /// In an `Option` the zero guid and the empty date are `None`. Null in a plain column of text,
    /// number or boolean is the empty value, as Creatio itself reads it; in any other plain column
    /// it is an error, as it is for a whole collection. Creatio writes every column of a row, so a
    /// missing one is always an error.
    Creatio,
    /// OData as it is specified: null is null. In a plain column null is an error, and so is a
    /// missing key. In an `Option` both are `None` (a service may be asked to leave nulls out), and
    /// the zero guid and year 1 are values like others.
    Standard,
}

/// What an entity or a complex type knows of itself.
///
/// The fields are written by the generator; readers use the functions of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The type's name in the service's document, without its namespace.
    pub name: &'static str,
    /// The entity set; `""` when the type has none.
    pub set: &'static str,
    /// The key's columns, separated by spaces, in key order; `""` when there is no key.
    pub key: &'static str,
    /// One column a line: `Name`, or `Name > Lookup/Referenced`.
    pub columns: &'static str,
    /// One lookup or detail a line: `Name`, or `Name < Partner`.
    pub links: &'static str,
    /// One stream property a line.
    pub streams: &'static str,
    /// How the service writes "nothing".
    pub dialect: Dialect,
}

impl Meta {
    /// The columns, in the order in which a row is read.
    pub fn columns(&self) -> impl Iterator<Item = ColumnEntry> + use<> {
        lines(self.columns).map(ColumnEntry::parse)
    }

    /// The lookups and details.
    pub fn links(&self) -> impl Iterator<Item = LinkEntry> + use<> {
        lines(self.links).map(LinkEntry::parse)
    }

    /// The names of the stream properties, which hold files and images.
    pub fn streams(&self) -> impl Iterator<Item = &'static str> + use<> {
        lines(self.streams)
    }

    /// The names of the key's columns, in key order; none when the type has no key.
    pub fn key(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.key.split_whitespace()
    }

    /// The key's only column.
    pub(crate) fn single_key(&self) -> Option<&'static str> {
        let mut key = self.key();
        key.next().filter(|_| key.next().is_none())
    }
}

/// A line of [`Meta::columns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ColumnEntry {
    /// The column's name in `$select`, in rows and in bodies.
    pub name: &'static str,
    /// For a column that holds the key of a lookup: the lookup, and the column of the other entity
    /// that it refers to. For `AccountId` these are `Account` and `Id`.
    pub lookup: Option<(&'static str, &'static str)>,
}

impl ColumnEntry {
    fn parse(line: &'static str) -> Self {
        let Some((name, target)) = line.split_once('>') else {
            return Self { name: line, lookup: None };
        };
        let lookup = target.split_once('/').map(|(lookup, referenced)| (lookup.trim(), referenced.trim()));
        Self { name: name.trim(), lookup }
    }
}

/// A line of [`Meta::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkEntry {
    /// The name of the navigation property.
    pub name: &'static str,
    /// The lookup of the other entity that leads back here, where the document tells.
    pub partner: Option<&'static str>,
}

impl LinkEntry {
    fn parse(line: &'static str) -> Self {
        match line.split_once('<') {
            Some((name, partner)) => Self { name: name.trim(), partner: Some(partner.trim()) },
            None => Self { name: line, partner: None },
        }
    }
}

/// What an enumeration knows of itself.
#[derive(Clone, Copy, Debug)]
pub struct EnumMeta {
    /// The type's name in the service's document, with its namespace.
    pub name: &'static str,
    /// One member a line: its name, a space, its number.
    pub members: &'static str,
}

impl EnumMeta {
    /// The members, by number, then by name.
    pub fn members(&self) -> impl Iterator<Item = MemberEntry> + use<> {
        lines(self.members).map(MemberEntry::parse)
    }
}

/// A line of [`EnumMeta::members`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MemberEntry {
    /// The member's name on the wire.
    pub name: &'static str,
    /// The member's number; `None` when the line holds no number, which the generator never writes.
    pub value: Option<i64>,
}

impl MemberEntry {
    fn parse(line: &'static str) -> Self {
        match line.split_once(char::is_whitespace) {
            Some((name, value)) => Self { name, value: value.trim().parse().ok() },
            None => Self { name: line, value: None },
        }
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty())
}
