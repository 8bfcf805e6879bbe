//! What finds one row of an entity.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::query::Literals;
use crate::query::tree::Literal;
use crate::{Binary, Enumeration, Row, Value};

/// The key of an entity: a scalar, or a tuple of scalars for a key of several columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key",
    label = "not a key",
    note = "a key is a scalar such as `Uuid`, `String` or `i32`, an enumeration, or a tuple of those"
)]
pub trait Key: Clone + Send + Sync + 'static {
    /// How many columns the key has.
    const PARTS: usize;

    /// The values of its columns, in key order.
    #[doc(hidden)]
    fn push(self, values: &mut Vec<Literal>);
}

/// The key of an entity that has none, such as some views. There is no value of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoKey {}

impl Key for NoKey {
    const PARTS: usize = 0;

    fn push(self, _values: &mut Vec<Literal>) {
        match self {}
    }
}

/// The keys of entities whose rows can be told apart, and so walked page by page.
///
/// Rows of an entity without one can be asked for one at a time, and counted:
///
/// ```compile_fail,E0277
/// # use creatio_runtime::{Client, Entity, NoKey, Query};
/// fn walk<View: Entity<Key = NoKey>>(query: Query<View>, client: &Client) {
///     let _ = query.all(client);
/// }
/// ```
/// ```
/// # #[cfg(feature = "client")]
/// # use creatio_runtime::{Client, Entity, NoKey, Query};
/// # #[cfg(feature = "client")]
/// fn first<View: Entity<Key = NoKey>>(query: Query<View>, client: &Client) {
///     let _ = query.first(client);
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the entity has no key, so its rows can neither be walked page by page nor be written",
    label = "needs an entity with a key",
    note = "`first`, `one`, `optional` and `count` work without one"
)]
pub trait Keyed: Key {
    /// Reads the columns of a key.
    #[doc(hidden)]
    fn read(row: &mut Row<'_>) -> Self;
}

/// A value that can be given as the key `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a key of this entity: the key is `{K}`",
    label = "not the key",
    note = "text keys take `&str` and `String`, keys of several columns take a tuple; `NoKey` says that the entity has none"
)]
pub trait IntoKey<K> {
    #[doc(hidden)]
    fn into_key(self) -> K;
}

impl<E: Enumeration + Value> Key for E {
    const PARTS: usize = 1;

    fn push(self, values: &mut Vec<Literal>) {
        values.push(self.into_literal());
    }
}

#[diagnostic::do_not_recommend]
impl<E: Enumeration + Value> Keyed for E {
    fn read(row: &mut Row<'_>) -> Self {
        row.get()
    }
}

#[diagnostic::do_not_recommend]
impl<E: Enumeration> IntoKey<E> for E {
    fn into_key(self) -> E {
        self
    }
}

macro_rules! scalars {
    ($($Scalar:ty)*) => {
        $(
            impl Key for $Scalar {
                const PARTS: usize = 1;

                fn push(self, values: &mut Vec<Literal>) {
                    values.push(self.into_literal());
                }
            }

            impl Keyed for $Scalar {
                fn read(row: &mut Row<'_>) -> Self {
                    row.get()
                }
            }

            impl IntoKey<$Scalar> for $Scalar {
                fn into_key(self) -> Self {
                    self
                }
            }
        )*
    };
}

scalars!(Uuid String bool u8 i8 i16 i32 i64 f32 f64 Decimal Binary);
scalars!(Timestamp DateTime Date Time SignedDuration);

impl IntoKey<String> for &str {
    fn into_key(self) -> String {
        self.to_owned()
    }
}

impl IntoKey<i64> for i32 {
    fn into_key(self) -> i64 {
        self.into()
    }
}

impl<K: IntoKey<K> + Clone> IntoKey<K> for &K {
    fn into_key(self) -> K {
        self.clone()
    }
}

macro_rules! tuples {
    () => {};
    ($First:ident $first:ident $($Rest:ident $rest:ident)*) => {
        impl<$First: Key, $($Rest: Key),*> Key for ($First, $($Rest,)*) {
            const PARTS: usize = $First::PARTS $(+ $Rest::PARTS)*;

            fn push(self, values: &mut Vec<Literal>) {
                let ($first, $($rest,)*) = self;
                $first.push(values);
                $($rest.push(values);)*
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$First: Keyed, $($Rest: Keyed),*> Keyed for ($First, $($Rest,)*) {
            fn read(row: &mut Row<'_>) -> Self {
                ($First::read(row), $($Rest::read(row),)*)
            }
        }

        tuples!($($Rest $rest)*);
    };
}

tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p Q q R r S s T t U u V v W w X x Y y Z z A2 a2 B2 b2 C2 c2 D2 d2 E2 e2 F2 f2);

// A key of two columns takes what each of them takes.
macro_rules! into_tuples {
    () => {};
    ($First:ident $Value1:ident $first:ident $($Key:ident $Value:ident $value:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$First, $Value1: IntoKey<$First>, $($Key, $Value: IntoKey<$Key>),*> IntoKey<($First, $($Key,)*)>
            for ($Value1, $($Value,)*)
        {
            fn into_key(self) -> ($First, $($Key,)*) {
                let ($first, $($value,)*) = self;
                ($first.into_key(), $($value.into_key(),)*)
            }
        }
        into_tuples!($($Key $Value $value)*);
    };
}

into_tuples!(
    A Av a B Bv b C Cv c D Dv d
    E Ev e F Fv f G Gv g H Hv h
    I Iv i J Jv j K Kv k L Lv l
    M Mv m N Nv n O Ov o P Pv p
    Q Qv q R Rv r S Sv s T Tv t
    U Uv u V Vv v W Wv w X Xv x
    Y Yv y Z Zv z A2 A2v a2 B2 B2v b2
    C2 C2v c2 D2 D2v d2 E2 E2v e2 F2 F2v f2
);
