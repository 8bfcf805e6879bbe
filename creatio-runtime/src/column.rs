//! Columns, lookups and details as consts.

use std::fmt;
use std::marker::PhantomData;

use crate::path::{Table, Trail};
use crate::{Entity, Meta, PathError, Value, WirePath, kind};

/// A column of the entity `E` that holds a `T`.
///
/// `P` says what can be done with it: [`Own`] columns can be read and written, [`Computed`] ones
/// and those [`Far`] behind a lookup only read. All are consts that generated code has already:
///
/// ```
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// use creatio::{Account, Contact};
/// use creatio_runtime::{Column, Path};
///
/// const NAME: Column<Contact, String> = Contact::NAME;
/// const COMPANY: Path<Contact, Option<String>> = Contact::ACCOUNT.at(Account::NAME);
/// ```
///
/// A path of another entity is a compile error, and so is a path through what is not a lookup:
///
/// ```compile_fail,E0308
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// # use creatio::{Account, Contact};
/// Contact::ACCOUNT.at(Contact::NAME);
/// ```
/// ```compile_fail,E0277
/// # mod creatio { include!("../tests/common/crm.rs"); }
/// # use creatio::{Account, Contact};
/// Contact::NAME.at(Account::NAME);
/// ```
pub struct Column<E, T, P = Own> {
    trail: Trail,
    types: PhantomData<Types<E, T, P>>,
}

/// A function that would return them: `Send`, `Sync` and `Copy`, whatever they are.
type Types<E, T, P> = fn() -> (E, T, P);

/// A column, lookup or detail behind a lookup. It can be read, not written.
pub type Path<E, T> = Column<E, T, Far>;

/// A lookup (to-one link) from `E` to an entity.
pub type Lookup<E, To> = Column<E, One<To>>;

/// A detail (to-many link): the rows of `Child` that refer to an `E`.
pub type Details<E, Child> = Column<E, Many<Child>>;

/// Marks a column of the entity itself, which can be written.
pub enum Own {}

/// Marks what stands behind a lookup.
pub enum Far {}

/// Marks a column that the service computes: it can be read, never set.
pub enum Computed {}

/// What a [`Lookup`] holds: at most one row of `To`.
pub struct One<To>(PhantomData<fn() -> To>);

/// What [`Details`] hold: any number of rows of `Child`.
pub struct Many<Child>(PhantomData<fn() -> Child>);

/// The column, lookup or detail in this line of its entity's table, counted from 0: columns in [`Meta::columns`], the others
/// in [`Meta::links`].
///
/// Called by generated code alone. It is no associated function, since rustc takes a sixth longer over a model whose consts
/// call one.
pub const fn column<E, T, P>(index: u16) -> Column<E, T, P> {
    Column::of(Trail::new(index))
}

impl<E, T, P> Column<E, T, P> {
    const fn of(trail: Trail) -> Self {
        Self { trail, types: PhantomData }
    }

    /// The path without its types.
    pub(crate) fn trail(&self) -> &Trail {
        &self.trail
    }

    /// Goes through this lookup to a column, lookup or detail of the other entity.
    ///
    /// What stands behind a lookup may be missing, so columns become an `Option`. Paths nest
    /// either way, `a.at(b.at(c))` or `a.at(b).at(c)`, through at most six lookups; a longer one is
    /// reported when it is used. Columns of a complex type are gone through in the same way and
    /// count as well.
    pub const fn at<C, Q>(self, column: Column<T::To, C, Q>) -> Path<E, C::Far>
    where
        T: Leads,
        C: ColumnType,
    {
        Column::of(self.trail.join(T::TABLE, T::META, column.trail))
    }
}

impl<E: Entity, T: ColumnType, P> Column<E, T, P> {
    /// The names this column stands for on the wire.
    ///
    /// # Errors
    /// When the path goes through more than six lookups.
    pub fn path(self) -> Result<WirePath, PathError> {
        self.trail.resolve(E::META, T::TABLE)
    }
}

/// Prints the path in the service's names: `Contact.Account/Name`.
impl<E: Entity, T: ColumnType, P> fmt::Debug for Column<E, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Ok(path) => write!(f, "{}.{path}", E::META.name),
            Err(error) => write!(f, "{}.<{error}>", E::META.name),
        }
    }
}

impl<E, T, P> Clone for Column<E, T, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T, P> Copy for Column<E, T, P> {}

/// What a [`Column`] may hold: a [`Value`], an `Option` of one, or the end of a link.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a column can hold",
    label = "not the type of a column",
    note = "columns hold values such as `Uuid`, `String` or `Decimal`, plain, in an `Option` or in a `Vec`"
)]
pub trait ColumnType: 'static {
    /// The value without the `Option` around it.
    type Base;

    /// What is left of it behind a lookup: an `Option`, because the lookup may be empty.
    type Far: ColumnType;

    #[doc(hidden)]
    const TABLE: Table;
}

#[diagnostic::do_not_recommend]
impl<T: Value> ColumnType for T {
    type Base = T;
    type Far = Option<T>;
    const TABLE: Table = Table::Columns;
}

impl<T: Value> ColumnType for Option<T> {
    type Base = T;
    type Far = Self;
    const TABLE: Table = Table::Columns;
}

impl<To: Entity> ColumnType for One<To> {
    type Base = Self;
    type Far = Self;
    const TABLE: Table = Table::Links;
}

impl<Child: Entity> ColumnType for Many<Child> {
    type Base = Self;
    type Far = Self;
    const TABLE: Table = Table::Links;
}

/// What a path can go through: a lookup, or a column of a complex type.
#[diagnostic::on_unimplemented(
    message = "a path goes through lookups; this column holds `{Self}`",
    label = "not a lookup",
    note = "start the path at a lookup: `Contact::ACCOUNT.at(Account::NAME)`"
)]
pub trait Leads: ColumnType {
    /// The entity or complex type at the other end.
    type To;

    #[doc(hidden)]
    const META: &'static Meta;
}

impl<To: Entity> Leads for One<To> {
    type To = To;
    const META: &'static Meta = To::META;
}

#[diagnostic::do_not_recommend]
impl<T: Value<Kind: kind::Structured<T>>> Leads for T {
    type To = <T::Kind as kind::Structured<T>>::Type;
    const META: &'static Meta = <T::Kind as kind::Structured<T>>::META;
}

#[diagnostic::do_not_recommend]
impl<T: Value<Kind: kind::Structured<T>>> Leads for Option<T> {
    type To = <T::Kind as kind::Structured<T>>::Type;
    const META: &'static Meta = <T::Kind as kind::Structured<T>>::META;
}
