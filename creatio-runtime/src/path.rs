//! The way from an entity to a column: line numbers while it is a const, names when it is used.

use std::fmt;

use crate::{ColumnEntry, LinkEntry, Meta};

/// How many lookups a path may go through.
pub(crate) const MAX_LOOKUPS: usize = 6;

/// Which table a step counts in.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Columns,
    Links,
}

/// One name of a path.
#[derive(Clone, Copy)]
struct Step {
    /// `None` for the first step, whose owner is the entity that the path starts at.
    owner: Option<&'static Meta>,
    index: u16,
    table: Table,
}

/// A path without its types.
#[derive(Clone, Copy)]
pub(crate) struct Trail {
    steps: [Step; MAX_LOOKUPS + 1],
    len: usize,
    too_deep: bool,
}

impl Trail {
    pub(crate) const fn new(index: u16) -> Self {
        // The table of the last step follows from the column's type and is known when it is used.
        let step = Step { owner: None, index, table: Table::Columns };
        Self { steps: [step; MAX_LOOKUPS + 1], len: 1, too_deep: false }
    }

    /// Goes through the last step, which is in `table` and leads to `owner`, and on along `next`.
    pub(crate) const fn join(mut self, table: Table, owner: &'static Meta, next: Self) -> Self {
        self.steps[self.len - 1].table = table;
        let mut i = 0;
        while i < next.len {
            if self.len == self.steps.len() {
                // A `next` that is too deep itself is full, and ends up here, too.
                self.too_deep = true;
                return self;
            }
            self.steps[self.len] = next.steps[i];
            if i == 0 {
                self.steps[self.len].owner = Some(owner);
            }
            self.len += 1;
            i += 1;
        }
        self
    }

    pub(crate) fn resolve(&self, start: &'static Meta, last: Table) -> Result<WirePath, PathError> {
        if self.too_deep {
            return Err(PathError { reason: Reason::TooDeep });
        }
        let steps = &self.steps[..self.len];
        let (end, through) = steps.split_last().ok_or(NOT_GENERATED)?;
        let hop = |(step, next): (&Step, &Step)| {
            // What a step leads to is the owner of the one behind it.
            let to = next.owner.ok_or(NOT_GENERATED)?;
            Ok(Hop { member: step.member(start, step.table)?, to })
        };
        let through = through.iter().zip(&steps[1..]).map(hop).collect::<Result<_, _>>()?;
        Ok(WirePath { through, last: end.member(start, last)? })
    }
}

impl Step {
    fn member(&self, start: &'static Meta, table: Table) -> Result<Member, PathError> {
        let owner = self.owner.unwrap_or(start);
        let index = usize::from(self.index);
        let member = match table {
            Table::Columns => owner.columns().nth(index).map(Member::Column),
            Table::Links => owner.links().nth(index).map(Member::Link),
        };
        member.ok_or(NOT_GENERATED)
    }
}

/// The names that a column, lookup or detail stands for on the wire.
///
/// It prints them the way OData does, separated by slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WirePath {
    /// The lookups (and columns of complex types) on the way, from the entity on.
    pub through: Vec<Hop>,
    /// What stands at the end.
    pub last: Member,
}

impl WirePath {
    /// All the names, the last one included.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.through.iter().map(|hop| hop.member.name()).chain([self.last.name()])
    }
}

impl fmt::Display for WirePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for hop in &self.through {
            write!(f, "{}/", hop.member.name())?;
        }
        f.write_str(self.last.name())
    }
}

/// What a path goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// A lookup, or a column of a complex type.
    pub member: Member,
    /// The entity or complex type at the other end.
    pub to: &'static Meta,
}

/// What stands in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// A column.
    Column(ColumnEntry),
    /// A lookup or a detail.
    Link(LinkEntry),
}

impl Member {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Column(column) => column.name,
            Self::Link(link) => link.name,
        }
    }
}

/// Why a path, or what a row type asks for, cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathError {
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    TooDeep,
    NotGenerated,
    Endless,
    Twice(&'static str),
}

const NOT_GENERATED: PathError = PathError { reason: Reason::NotGenerated };

impl PathError {
    pub(crate) fn endless() -> Self {
        Self { reason: Reason::Endless }
    }

    pub(crate) fn twice(details: &'static str) -> Self {
        Self { reason: Reason::Twice(details) }
    }

    pub(crate) fn not_generated() -> Self {
        NOT_GENERATED
    }

    /// Whether the path goes through more than six lookups.
    pub fn is_too_deep(self) -> bool {
        self.reason == Reason::TooDeep
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::TooDeep => write!(f, "the path goes through more than {MAX_LOOKUPS} lookups"),
            Reason::NotGenerated => f.write_str("the generated table has no such line; generate the code again"),
            Reason::Endless => f.write_str("the row type holds details of details without end; it may hold itself"),
            Reason::Twice(details) => write!(f, "the row type asks for `{details}` twice, narrowed in different ways"),
        }
    }
}

impl std::error::Error for PathError {}
