//! Creating a row.

use std::fmt;
use std::marker::PhantomData;

use super::{Assign, Draft, Link, Nullable, Values};
use crate::query::get::Address;
use crate::{Column, ColumnType, Entity, IntoKey, Key, Queryable, odata4};

/// A row of the entity `E` that is to be created.
///
/// A column that is not set gets what the service gives new rows; one that is [cleared](Self::clear) or set to `None` is
/// empty whatever that is. Columns that the service computes, streams, and what stands behind lookups can't be set:
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::Contact;
/// use creatio_runtime::prelude::*;
///
/// let ann = Contact::create().set(Contact::NAME, "Ann").clear(Contact::ACCOUNT_ID);
/// assert_eq!(format!("{ann:?}"), r#"POST Contact {"Name":"Ann","AccountId":null}"#);
/// ```
/// ```compile_fail,E0308
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// # use creatio::{Account, Contact};
/// # use creatio_runtime::prelude::*;
/// let _ = Contact::create().set(Contact::ACCOUNT.at(Account::NAME), "Acme");
/// ```
#[must_use = "nothing is written until it is sent: `.send(&client).await`"]
pub struct Create<E> {
    pub(crate) set: &'static str,
    pub(crate) draft: Draft,
    pub(crate) verified: bool,
    types: PhantomData<fn() -> E>,
}

impl<E: Entity> Create<E> {
    pub(crate) fn in_set(set: &'static str) -> Self {
        Self { set, draft: Draft::new(E::META), verified: false, types: PhantomData }
    }

    pub(crate) fn of_row(set: &'static str, row: &E) -> Self {
        let mut values = Values::default();
        row.write(&mut values);
        Self { draft: Draft::of_row(E::META, values).without_empty_key(), ..Self::in_set(set) }
    }

    /// Sets a column. What is set later wins.
    pub fn set<T: ColumnType>(mut self, column: Column<E, T>, value: impl Assign<T>) -> Self {
        self.draft.set(column.path(), value.into_datum());
        self
    }

    /// Empties a column: `null` is sent.
    pub fn clear<T: ColumnType + Nullable>(mut self, column: Column<E, T>) -> Self {
        self.draft.set(column.path(), super::Datum::Null);
        self
    }

    /// Leaves a column to the service again, as if it had never been set.
    pub fn unset<T: ColumnType>(mut self, column: Column<E, T>) -> Self {
        self.draft.unset(column.path());
        self
    }

    /// Gives the row this key, in place of one that the service chooses: a value, or a tuple of values in the order of
    /// [`Meta::key`](crate::Meta::key).
    ///
    /// A key makes a create safe. When the answer is lost, `probe` finds out whether the row is there, and the create may
    /// be sent again, for no key is given twice. Nothing else keeps Creatio from making the row a second time. A random
    /// one is at hand with the feature `client`: `Uuid::new_v4()`.
    pub fn key(mut self, key: impl IntoKey<E::Key>) -> Self {
        let mut values = Vec::with_capacity(E::Key::PARTS);
        key.into_key().push(&mut values);
        self.draft.set_key(values);
        self
    }

    /// Reads the row back once it is created, and makes an error of it,
    /// [`NotTaken`](crate::ErrorKind::NotTaken), when a column does not hold what it was set to. It
    /// is one more request.
    ///
    /// Older builds of Creatio answer with success and drop what they do not know; a rule of the instance may change what
    /// is written. A column that the instance does not know any more counts as one that did not take. Times may come back up
    /// to ten milliseconds off, as databases round them. Links, and rows that are [inserted](Self::insert) along, are not
    /// looked at.
    #[cfg(feature = "client")]
    pub fn verified(mut self) -> Self {
        self.verified = true;
        self
    }

    /// Ties the row to one that is there, with OData's `@odata.bind`. Only for services that are not Creatio's, which ignores
    /// it: there, set the lookup's id column.
    pub fn bind<L: Link<Row: Queryable>>(
        mut self,
        link: Column<E, L>,
        key: impl IntoKey<<L::Row as Entity>::Key>,
    ) -> Self {
        if let Some(linked) = self.draft.link(link.path(), L::MANY) {
            linked.bound.push(Address::by_key::<L::Row>(L::Row::META.set, key));
        }
        self
    }

    /// Creates another row along with this one, at the other end of a lookup or as one of the details. Only for services that
    /// are not Creatio's, which ignores it.
    pub fn insert<L: Link>(mut self, link: Column<E, L>, row: Create<L::Row>) -> Self {
        if let Some(linked) = self.draft.link(link.path(), L::MANY) {
            linked.created.push(row.draft);
        }
        self
    }
}

impl<E> Clone for Create<E> {
    fn clone(&self) -> Self {
        Self { set: self.set, draft: self.draft.clone(), verified: self.verified, types: PhantomData }
    }
}

/// Prints the request the way OData 4 writes it.
impl<E: Entity> fmt::Debug for Create<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match odata4::create(self.set, &self.draft, odata4::Form::plain(E::META.dialect)) {
            Ok(change) => write!(f, "{change}"),
            Err(refusal) => write!(f, "POST {} <{refusal}>", self.set),
        }
    }
}
