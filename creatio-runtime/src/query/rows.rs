//! Queries for rows.

use std::fmt;
use std::marker::PhantomData;

use super::get::Address;
use super::select::Selection;
use super::tree::{Node, OrderItem};
use super::{Filter, IntoOrder};
use crate::asked::Asked;
use crate::change::{Create, Delete, Update};
use crate::odata4::{self, Speech};
use crate::{Entity, EntitySet, FromRow, IntoKey, Keyed, Meta, RowOf};

/// A question for rows of the entity `E`, each to be read into a `Row`.
///
/// It is data: it can be kept, cloned and sent any number of times, by any client.
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::{Account, Contact};
/// use creatio_runtime::prelude::*;
///
/// let adults = Contact::query()
///     .filter(Contact::AGE.ge(18) & Contact::ACCOUNT.at(Account::NAME).starts_with("Ac"))
///     .order_by(Contact::NAME.asc())
///     .top(50);
/// assert_eq!(
///     format!("{adults:?}"),
///     "Contact?$filter=Age ge 18 and startswith(Account/Name,'Ac')&$orderby=Name,Id&$top=50"
/// );
/// ```
#[must_use = "a query does nothing until it is sent: `.all(&client).await`"]
pub struct Query<E, Row = E> {
    pub(crate) terms: Terms,
    types: PhantomData<fn() -> (E, Row)>,
}

/// What a query says, whatever its types are.
#[derive(Clone)]
pub(crate) struct Terms {
    pub(crate) meta: &'static Meta,
    pub(crate) set: &'static str,
    pub(crate) filter: Node,
    pub(crate) order: Vec<OrderItem>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: u64,
    pub(crate) page_size: Option<usize>,
    pub(crate) raw: Vec<(String, String)>,
    /// What a tuple is filled from; other row types tell it themselves.
    pub(crate) selected: Option<Asked>,
}

impl<E: Entity, Row> Query<E, Row> {
    /// All rows of a set.
    pub(crate) fn of_set(set: &'static str) -> Self {
        Self::new(Terms {
            meta: E::META,
            set,
            filter: Node::of(true),
            order: Vec::new(),
            top: None,
            skip: 0,
            page_size: None,
            raw: Vec::new(),
            selected: None,
        })
    }

    fn new(terms: Terms) -> Self {
        Self { terms, types: PhantomData }
    }

    /// Only rows that meet the condition, and all those given before.
    pub fn filter(mut self, filter: Filter<E>) -> Self {
        self.terms.filter = self.terms.filter.and(filter.into_node());
        self
    }

    /// The order of the rows. What is given later orders those that are equal so far.
    ///
    /// Creatio is always asked for the key as the last item, since pages of rows in no definite
    /// order overlap.
    pub fn order_by(mut self, order: impl IntoOrder<E>) -> Self {
        self.terms.order.push(order.into_order().into_item());
        self
    }

    /// At most so many rows in all, however many pages they come in.
    pub fn top(mut self, rows: u64) -> Self {
        self.terms.top = Some(rows);
        self
    }

    /// Passes over the first rows.
    pub fn skip(mut self, rows: u64) -> Self {
        self.terms.skip = rows;
        self
    }

    /// How many rows to ask for at a time, in place of the client's setting; at least 1. The result
    /// is the same whatever it is: a page is held in memory as a whole, and every page is a request.
    pub fn page_size(mut self, rows: usize) -> Self {
        self.terms.page_size = Some(rows.max(1));
        self
    }

    /// Only these columns, as tuples: `select((Contact::ID, Contact::NAME))`.
    ///
    /// For a column behind a lookup, Creatio is asked for the whole row that the lookup leads to, and
    /// the rest of it is dropped here, unless the client was built with `nested_expand(true)`.
    pub fn select<C: Selection<E>>(self, columns: C) -> Query<E, C::Row> {
        let selected = Some(Asked::paths(E::META, columns.paths()));
        Query::new(Terms { selected, ..self.terms })
    }

    /// The same rows, read into another type.
    pub fn rows_as<R: RowOf<E>>(self) -> Query<E, R> {
        Query::new(Terms { selected: None, ..self.terms })
    }

    /// Adds a query option in OData 4's own words, such as `$search`.
    ///
    /// **Nothing of it is checked**; its value is percent-encoded. An option that the query writes
    /// by itself must not be given again, since services refuse that.
    pub fn raw_odata4_option(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.terms.raw.push((name.into(), value.into()));
        self
    }
}

impl<E: Entity, Row: FromRow> Query<E, Row> {
    /// What the rows ask for.
    pub(crate) fn asked(&self) -> Asked {
        self.terms.selected.clone().unwrap_or_else(|| Asked::of::<Row>(E::META))
    }
}

impl<E: Entity> EntitySet<E> {
    /// Rows of this set, in place of those of the entity's first one.
    pub fn query(self) -> Query<E> {
        Query::of_set(self.name())
    }

    /// A row to be created in this set.
    pub fn create(self) -> Create<E>
    where
        E::Key: Keyed,
    {
        Create::in_set(self.name())
    }

    /// Changes to the row of this set that has this key.
    pub fn update(self, key: impl IntoKey<E::Key>) -> Update<E> {
        Update::at(Address::by_key::<E>(self.name(), key))
    }

    /// The row of this set that has this key, to be deleted.
    pub fn delete(self, key: impl IntoKey<E::Key>) -> Delete<E> {
        Delete::at(Address::by_key::<E>(self.name(), key))
    }
}

impl<E, Row> Clone for Query<E, Row> {
    fn clone(&self) -> Self {
        Self { terms: self.terms.clone(), types: PhantomData }
    }
}

/// Prints the request the way OData 4 writes it, before it is encoded for a URL.
impl<E: Entity, Row: FromRow> fmt::Debug for Query<E, Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speech = Speech::everything(E::META.dialect);
        match odata4::rows(&self.terms, &self.asked(), speech, odata4::Page::of(&self.terms)) {
            Ok(request) => write!(f, "{request}"),
            Err(refusal) => write!(f, "{}?<{refusal}>", self.terms.set),
        }
    }
}
