//! Enumerations, open to members that came after the code was generated.

use std::fmt;

use crate::value::integer;
use crate::{EnumMeta, MemberEntry};

/// A generated enumeration.
///
/// Implemented by generated code only. Reading never fails for a member that is not known: it is
/// kept as [`Unknown`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enumeration",
    label = "not an enumeration",
    note = "enumerations are the enums that creatio-codegen generates from the service's `$metadata`"
)]
pub trait Enumeration: Clone + PartialEq + Send + Sync + 'static {
    /// Names and numbers.
    const META: &'static EnumMeta;

    /// The known members, line by line of [`EnumMeta::members`].
    const MEMBERS: &'static [Self];

    /// A member that is not known.
    fn other(unknown: Unknown) -> Self;

    /// What is kept of a member that is not known; `None` for a known one.
    fn unknown(&self) -> Option<&Unknown>;

    /// The member of this name, or of the number that the text holds.
    fn from_text(text: &str) -> Self {
        let named = find::<Self>(|entry| entry.name == text);
        named.or_else(|| integer(text).map(Self::from_number)).unwrap_or_else(|| Self::other(Unknown::new(text)))
    }

    /// The member of this number; of several, the first by name.
    fn from_number(number: i64) -> Self {
        let member = find::<Self>(|entry| entry.value == Some(number));
        member.unwrap_or_else(|| Self::other(Unknown::new(&number.to_string())))
    }

    /// The member's name on the wire; of one that is not known, what was read.
    fn name(&self) -> &str {
        match self.unknown() {
            Some(unknown) => unknown.as_str(),
            None => entry(self).map_or("", |entry| entry.name),
        }
    }

    /// The member's number; `None` when it is not known and was read as a name.
    fn number(&self) -> Option<i64> {
        match self.unknown() {
            Some(unknown) => unknown.number(),
            None => entry(self)?.value,
        }
    }
}

fn find<E: Enumeration>(wanted: impl Fn(&MemberEntry) -> bool) -> Option<E> {
    let line = E::META.members().position(|entry| wanted(&entry))?;
    E::MEMBERS.get(line).cloned()
}

fn entry<E: Enumeration>(member: &E) -> Option<MemberEntry> {
    E::META.members().nth(position(member)?)
}

/// The line of a known member.
pub(crate) fn position<E: Enumeration>(member: &E) -> Option<usize> {
    E::MEMBERS.iter().position(|known| known == member)
}

/// A member that the document did not have: its name or number as it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown(Box<str>);

impl Unknown {
    /// A member of this name, or of this number in digits.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The name or number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        integer(&self.0)
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
