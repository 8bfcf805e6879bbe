//! Several members of an enumeration in one column.

use std::fmt;

use crate::enumeration::position;
use crate::value::integer;
use crate::{Enumeration, Unknown, Value, kind};

/// A set of members of an enumeration whose members are flags.
///
/// The order in which members are added does not matter. Members that are not known are kept.
/// It prints the way OData writes it: `Red,Green`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Flags<E>(Vec<E>);

impl<E: Enumeration> Flags<E> {
    /// No member at all.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether the set has this member, by itself or as a part of another: a member numbered 3
    /// contains those numbered 1 and 2.
    pub fn contains(&self, member: &E) -> bool {
        self.0.contains(member) || member.number().is_some_and(|flag| flag != 0 && self.bits() & flag == flag)
    }

    /// Adds a member.
    pub fn insert(&mut self, member: E) {
        if !self.0.contains(&member) {
            self.0.push(member);
            self.0.sort_by(|a, b| order(a).cmp(&order(b)));
        }
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members by number, then by name, those that are not known at the end.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// All the numbers in one. Members that are not known and were read as a name have none.
    pub fn bits(&self) -> i64 {
        self.0.iter().filter_map(E::number).fold(0, |bits, flag| bits | flag)
    }

    pub(crate) fn from_text(text: &str) -> Self {
        let mut flags = Self::new();
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match integer(name) {
                Some(number) => flags.extend(Self::from_number(number).0),
                None => flags.insert(E::from_text(name)),
            }
        }
        flags
    }

    /// Takes the largest members first, as .NET does when it writes such a number in names.
    pub(crate) fn from_number(number: i64) -> Self {
        let mut members: Vec<_> = E::MEMBERS.iter().filter_map(|member| Some((member.number()?, member))).collect();
        // As bits: a negative number has the highest one.
        members.sort_by_key(|(flag, _)| std::cmp::Reverse(flag.cast_unsigned()));
        let mut rest = number;
        let mut flags = Self::new();
        for (flag, member) in members {
            if (flag != 0 && rest & flag == flag) || (flag == 0 && number == 0 && flags.is_empty()) {
                flags.insert(member.clone());
                rest &= !flag;
            }
        }
        if rest != 0 {
            flags.insert(E::other(Unknown::new(&rest.to_string())));
        }
        flags
    }
}

/// Known members by their line, the others behind them by their text.
fn order<E: Enumeration>(member: &E) -> (usize, &str) {
    match member.unknown() {
        Some(unknown) => (usize::MAX, unknown.as_str()),
        None => (position(member).unwrap_or(usize::MAX), ""),
    }
}

impl<E: Enumeration> Value for Flags<E> {
    type Kind = kind::Flags;
}

impl<E: Enumeration> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Enumeration> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        members.into_iter().for_each(|member| self.insert(member));
    }
}

impl<E: Enumeration> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        flags.extend(members);
        flags
    }
}

impl<E: Enumeration, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<'a, E: Enumeration> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E: Enumeration> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, member) in self.iter().enumerate() {
            write!(f, "{}{}", if i == 0 { "" } else { "," }, member.name())?;
        }
        Ok(())
    }
}
