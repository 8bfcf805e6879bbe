//! The order of rows.

use std::fmt;
use std::marker::PhantomData;

use super::tree::OrderItem;
use crate::{Entity, odata4};

/// One item of the order in which rows of `E` are asked for: `Contact::NAME.asc()`.
#[must_use = "an order does nothing until a query has it"]
pub struct Order<E> {
    item: OrderItem,
    entity: PhantomData<fn() -> E>,
}

impl<E> Order<E> {
    pub(crate) fn new(item: OrderItem) -> Self {
        Self { item, entity: PhantomData }
    }

    pub(crate) fn into_item(self) -> OrderItem {
        self.item
    }
}

/// What rows of `E` can be ordered by.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no order of rows of `{E}`",
    label = "not an order of `{E}`",
    note = "say the direction of a column of `{E}`, or of something computed from them: `.asc()` or `.desc()`"
)]
pub trait IntoOrder<E> {
    #[doc(hidden)]
    fn into_order(self) -> Order<E>;
}

impl<E> IntoOrder<E> for Order<E> {
    fn into_order(self) -> Self {
        self
    }
}

impl<E> Clone for Order<E> {
    fn clone(&self) -> Self {
        Self::new(self.item.clone())
    }
}

/// Prints the item the way OData 4 writes it.
impl<E: Entity> fmt::Debug for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = odata4::plain(&self.item.by, E::META.dialect);
        write!(f, "{by}{}", if self.item.descending { " desc" } else { "" })
    }
}
