//! Changing a row.

use std::fmt;
use std::marker::PhantomData;

use super::{Assign, Draft, ETag, Nullable, Unwritable, Values};
use crate::query::get::Address;
use crate::{Column, ColumnType, Entity, IntoKey, Lookup, Queryable, odata4};

/// Changes to the row of the entity `E` that has a certain key. Columns that are not set stay as they are.
///
/// ```
/// # mod creatio { include!("../../tests/common/crm.rs"); }
/// use creatio::Contact;
/// use creatio_runtime::{prelude::*, uuid::Uuid};
///
/// let change = Contact::update(Uuid::max()).set(Contact::CONFIRMED, true).clear(Contact::ACCOUNT_ID);
/// assert_eq!(
///     format!("{change:?}"),
///     r#"PATCH Contact(ffffffff-ffff-ffff-ffff-ffffffffffff) {"Confirmed":true,"AccountId":null}"#
/// );
/// ```
///
/// Without any changes nothing is sent, and sending is fine.
#[must_use = "nothing is written until it is sent: `.send(&client).await`"]
pub struct Update<E> {
    pub(crate) address: Address,
    pub(crate) draft: Draft,
    pub(crate) version: Option<ETag>,
    pub(crate) verified: bool,
    types: PhantomData<fn() -> E>,
}

impl<E: Entity> Update<E> {
    pub(crate) fn at(address: Address) -> Self {
        Self { address, draft: Draft::new(E::META), version: None, verified: false, types: PhantomData }
    }

    /// What makes the row `new` of the row `old`.
    pub(crate) fn between(set: &'static str, old: &E, new: &E) -> Self {
        let draft = |row: &E| {
            let mut values = Values::default();
            row.write(&mut values);
            Draft::of_row(E::META, values)
        };
        let (old, mut new) = (draft(old), draft(new));
        let (key, other) = (old.key(), new.key());
        // Both are rows of one type, whose columns stand in one order.
        let held: Vec<_> = old.columns.into_iter().map(|held| held.value).collect();
        let mut held = held.iter();
        new.columns.retain(|given| !held.next().is_some_and(|held| held.is_unchanged(&given.value)));
        if key.is_none() || key != other {
            new.refuse(Unwritable::OtherKey);
        }
        let address = Address { meta: E::META, set, key: key.unwrap_or_default() };
        Self { draft: new, ..Self::at(address) }
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

    /// Leaves a column as it is, as if it had never been set.
    pub fn unset<T: ColumnType>(mut self, column: Column<E, T>) -> Self {
        self.draft.unset(column.path());
        self
    }

    /// Whether there are no changes.
    pub fn is_empty(&self) -> bool {
        self.draft.is_empty()
    }

    /// Reads the row back once it is written, and makes an error of it,
    /// [`NotTaken`](crate::ErrorKind::NotTaken), when a column does not hold what it was set to. It
    /// is one more request.
    ///
    /// Older builds of Creatio answer with success and write nothing when they do not know one of the columns; a rule of the
    /// instance may change what is written. A column that the instance does not know any more counts as one that did not take.
    /// Times may come back up to ten milliseconds off, as databases round them. Links are not looked at.
    #[cfg(feature = "client")]
    pub fn verified(mut self) -> Self {
        self.verified = true;
        self
    }

    /// Only if the row still has this version: else nothing is written, which is the error
    /// [`PreconditionFailed`](crate::ErrorKind::PreconditionFailed). For services that are not Creatio's, which knows no
    /// versions. [`Tagged`](crate::Tagged) reads them.
    pub fn if_match(mut self, version: &ETag) -> Self {
        self.version = Some(version.clone());
        self
    }

    /// Lets a lookup lead to another row, with OData's `@odata.bind`. Only for services that are not Creatio's, which ignores
    /// it: there, set the lookup's id column.
    pub fn bind<To: Queryable>(mut self, lookup: Lookup<E, To>, key: impl IntoKey<To::Key>) -> Self {
        if let Some(linked) = self.draft.link(lookup.path(), false) {
            linked.bound = vec![Address::by_key::<To>(To::META.set, key)];
        }
        self
    }
}

impl<E> Clone for Update<E> {
    fn clone(&self) -> Self {
        Self {
            address: self.address.clone(),
            draft: self.draft.clone(),
            version: self.version.clone(),
            verified: self.verified,
            types: PhantomData,
        }
    }
}

/// Prints the request the way OData 4 writes it.
impl<E: Entity> fmt::Debug for Update<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = odata4::Form::plain(E::META.dialect);
        match odata4::update(&self.address, &self.draft, self.version.as_ref(), form) {
            Ok(change) => write!(f, "{change}"),
            Err(refusal) => write!(f, "PATCH {} <{refusal}>", self.address.set),
        }
    }
}
