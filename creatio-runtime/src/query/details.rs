//! Details that are read together with the row that they belong to.

use std::marker::PhantomData;

use super::tree::{Node, OrderItem};
use super::{Filter, IntoOrder};
use crate::projection::{AskedDetails, IntoDetails};
use crate::{Column, Entity, Many, PathError, WirePath};

/// Details of an `E`, of which only some rows are read: what
/// `#[projection(details = Account::CONTACT_BY_ACCOUNT.order_by(Contact::NAME.asc()).top(3))]` holds.
#[must_use = "narrowed details do nothing until a projection has them"]
pub struct Narrowed<E, Child> {
    path: Result<WirePath, PathError>,
    options: DetailsOptions,
    types: PhantomData<fn() -> (E, Child)>,
}

/// How details are narrowed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DetailsOptions {
    pub(crate) filter: Node,
    pub(crate) order: Vec<OrderItem>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: u64,
}

impl<E: Entity, Child: Entity, P> Column<E, Many<Child>, P> {
    fn narrowed(self) -> Narrowed<E, Child> {
        let options = DetailsOptions { filter: Node::of(true), order: Vec::new(), top: None, skip: 0 };
        Narrowed { path: self.path(), options, types: PhantomData }
    }

    /// Only the rows that meet the condition.
    pub fn filter(self, filter: Filter<Child>) -> Narrowed<E, Child> {
        self.narrowed().filter(filter)
    }

    /// The order of the rows.
    pub fn order_by(self, order: impl IntoOrder<Child>) -> Narrowed<E, Child> {
        self.narrowed().order_by(order)
    }

    /// At most so many rows for each row of `E`.
    pub fn top(self, rows: u64) -> Narrowed<E, Child> {
        self.narrowed().top(rows)
    }

    /// Passes over the first rows.
    pub fn skip(self, rows: u64) -> Narrowed<E, Child> {
        self.narrowed().skip(rows)
    }
}

impl<E, Child> Narrowed<E, Child> {
    /// Only the rows that meet the condition, and all those given before.
    pub fn filter(mut self, filter: Filter<Child>) -> Self {
        self.options.filter = self.options.filter.and(filter.into_node());
        self
    }

    /// The order of the rows; what is given later orders those that are equal so far.
    pub fn order_by(mut self, order: impl IntoOrder<Child>) -> Self {
        self.options.order.push(order.into_order().into_item());
        self
    }

    /// At most so many rows for each row of `E`.
    pub fn top(mut self, rows: u64) -> Self {
        self.options.top = Some(rows);
        self
    }

    /// Passes over the first rows.
    pub fn skip(mut self, rows: u64) -> Self {
        self.options.skip = rows;
        self
    }
}

impl<E: Entity, Child: Entity> IntoDetails<E> for Narrowed<E, Child> {
    type Child = Child;

    fn into_details(self) -> AskedDetails {
        AskedDetails { path: self.path, options: Some(Box::new(self.options)) }
    }
}
