//! Queries for one row by its key.

use std::fmt;
use std::marker::PhantomData;

use super::select::Selection;
use super::tree::Literal;
use crate::asked::Asked;
use crate::change::Update;
use crate::odata4::{self, Speech};
use crate::{Entity, FromRow, IntoKey, Key, Meta, RowOf, Singleton};

/// A question for the one row of the entity `E` that has a certain key.
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::Contact;
/// use creatio_runtime::{prelude::*, uuid::Uuid};
///
/// let id: Uuid = "410006e1-ca4e-4502-a9ec-e54d922d2c00".parse()?;
/// let name = Contact::get(id).select((Contact::NAME,));
/// assert_eq!(format!("{name:?}"), "Contact(410006e1-ca4e-4502-a9ec-e54d922d2c00)?$select=Name");
/// # Ok::<(), creatio_runtime::uuid::Error>(())
/// ```
#[must_use = "a query does nothing until it is sent: `.one(&client).await`"]
pub struct Get<E, Row = E> {
    pub(crate) address: Address,
    selected: Option<Asked>,
    types: PhantomData<fn() -> (E, Row)>,
}

/// Where a single entity is.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    pub(crate) meta: &'static Meta,
    /// The set, or the singleton.
    pub(crate) set: &'static str,
    /// The key's values, in key order; none for a singleton.
    pub(crate) key: Vec<Literal>,
}

impl Address {
    /// The row of a set that has this key.
    pub(crate) fn by_key<E: Entity>(set: &'static str, key: impl IntoKey<E::Key>) -> Self {
        let mut values = Vec::with_capacity(E::Key::PARTS);
        key.into_key().push(&mut values);
        Self { meta: E::META, set, key: values }
    }
}

impl<E: Entity, Row> Get<E, Row> {
    pub(crate) fn by_key(set: &'static str, key: impl IntoKey<E::Key>) -> Self {
        Self::new(Address::by_key::<E>(set, key), None)
    }

    /// What was selected, or what the row asks for, of the row at an address.
    #[cfg(feature = "client")]
    pub(crate) fn of_address(address: Address, selected: Option<Asked>) -> Self {
        Self::new(address, selected)
    }

    fn new(address: Address, selected: Option<Asked>) -> Self {
        Self { address, selected, types: PhantomData }
    }

    /// Only these columns, as a tuple: `select((Contact::ID, Contact::NAME))`.
    pub fn select<C: Selection<E>>(self, columns: C) -> Get<E, C::Row> {
        Get::new(self.address, Some(Asked::paths(E::META, columns.paths())))
    }

    /// The same row, read into another type.
    pub fn row_as<R: RowOf<E>>(self) -> Get<E, R> {
        Get::new(self.address, None)
    }
}

impl<E: Entity, Row: FromRow> Get<E, Row> {
    /// What the row asks for.
    pub(crate) fn asked(&self) -> Asked {
        self.selected.clone().unwrap_or_else(|| Asked::of::<Row>(E::META))
    }
}

impl<E: Entity> Singleton<E> {
    /// The entity that this is.
    pub fn get(self) -> Get<E> {
        Get::new(self.address(), None)
    }

    /// Changes to it.
    pub fn update(self) -> Update<E> {
        Update::at(self.address())
    }

    fn address(self) -> Address {
        Address { meta: E::META, set: self.name(), key: Vec::new() }
    }
}

impl<E, Row> Clone for Get<E, Row> {
    fn clone(&self) -> Self {
        Self { address: self.address.clone(), selected: self.selected.clone(), types: PhantomData }
    }
}

/// Prints the request the way OData 4 writes it, before it is encoded for a URL.
impl<E: Entity, Row: FromRow> fmt::Debug for Get<E, Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match odata4::entity(&self.address, &self.asked(), Speech::everything(E::META.dialect)) {
            Ok(request) => write!(f, "{request}"),
            Err(refusal) => write!(f, "{}?<{refusal}>", self.address.set),
        }
    }
}
