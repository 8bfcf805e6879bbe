//! Conditions on rows.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

use super::tree::{MAX_DEPTH, Node};
use crate::{Entity, odata4};

/// A condition on rows of the entity `E`.
///
/// Columns make them, and `&`, `|` and `!` join them. Mind the parentheses that Rust's precedence
/// asks for, and that `&&` and `||` cannot be used:
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::{Account, Contact};
/// use creatio_runtime::prelude::*;
///
/// let mut filter = Contact::AGE.ge(18) & !Contact::ACCOUNT.at(Account::NAME).starts_with("Ac");
/// filter |= Contact::CONFIRMED.eq(true);
/// assert_eq!(
///     format!("{filter:?}"),
///     "Age ge 18 and not startswith(Account/Name,'Ac') or Confirmed eq true"
/// );
/// ```
#[must_use = "a filter does nothing until a query has it"]
pub struct Filter<E> {
    node: Node,
    /// How deep conditions stand in each other.
    depth: u16,
    entity: PhantomData<fn() -> E>,
}

impl<E> Filter<E> {
    pub(crate) fn new(node: Node) -> Self {
        Self::of_depth(node, 0)
    }

    /// A condition that holds others.
    pub(crate) fn of_depth(node: Node, depth: u16) -> Self {
        if depth > MAX_DEPTH {
            return Self::of_depth(Node::TooDeep, 0);
        }
        Self { node, depth, entity: PhantomData }
    }

    pub(crate) fn depth(&self) -> u16 {
        self.depth
    }

    pub(crate) fn into_node(self) -> Node {
        self.node
    }

    /// The condition that every row meets.
    pub fn always() -> Self {
        Self::new(Node::of(true))
    }

    /// The condition that no row meets. A query that has it is answered without a request.
    pub fn never() -> Self {
        Self::new(Node::of(false))
    }

    /// All of these conditions at once; of none, every row.
    pub fn all_of(filters: impl IntoIterator<Item = Self>) -> Self {
        filters.into_iter().fold(Self::always(), BitAnd::bitand)
    }

    /// At least one of these conditions; of none, no row.
    pub fn any_of(filters: impl IntoIterator<Item = Self>) -> Self {
        filters.into_iter().fold(Self::never(), BitOr::bitor)
    }

    /// Both conditions: the same as `&`.
    pub fn and(self, other: Self) -> Self {
        self & other
    }

    /// One of both conditions, or both: the same as `|`.
    pub fn or(self, other: Self) -> Self {
        self | other
    }

    /// A condition in OData 4's own words, such as `geo.distance(Place,geography'POINT(1 2)') lt 5`.
    ///
    /// **Nothing of it is checked or escaped**: never put text from outside into it. It goes in
    /// parentheses, and is percent-encoded as a whole.
    pub fn raw_odata4(text: impl Into<String>) -> Self {
        Self::new(Node::Raw(text.into()))
    }
}

impl<E> BitAnd for Filter<E> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        // What is a chain already is made longer, not deeper.
        let inside = |filter: &Self| filter.depth + u16::from(!matches!(filter.node, Node::All(_)));
        let depth = inside(&self).max(inside(&other));
        Self::of_depth(self.node.and(other.node), depth)
    }
}

impl<E> BitOr for Filter<E> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        let inside = |filter: &Self| filter.depth + u16::from(!matches!(filter.node, Node::Any(_)));
        let depth = inside(&self).max(inside(&other));
        Self::of_depth(self.node.or(other.node), depth)
    }
}

impl<E> Not for Filter<E> {
    type Output = Self;

    fn not(self) -> Self {
        let depth = if matches!(self.node, Node::Not(_)) { self.depth } else { self.depth + 1 };
        Self::of_depth(self.node.negated(), depth)
    }
}

impl<E> BitAndAssign for Filter<E> {
    fn bitand_assign(&mut self, other: Self) {
        *self = std::mem::replace(self, Self::always()) & other;
    }
}

impl<E> BitOrAssign for Filter<E> {
    fn bitor_assign(&mut self, other: Self) {
        *self = std::mem::replace(self, Self::never()) | other;
    }
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Self::of_depth(self.node.clone(), self.depth)
    }
}

/// Prints the condition the way OData 4 writes it.
impl<E: Entity> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&odata4::plain(&self.node, E::META.dialect))
    }
}
