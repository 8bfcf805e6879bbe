//! Versions of rows.

use std::fmt;

use crate::{EntityRow, FromRow, Row, RowOf};

/// The version of a row, in the service's own words, which mean something to it alone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ETag(String);

impl ETag {
    /// A version that was kept somewhere: `W/"42"`, its quotes included.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a header can carry it: RFC 9110, 8.8.3.
    pub(crate) fn is_valid(&self) -> bool {
        let opaque = self.0.strip_prefix("W/").unwrap_or(&self.0);
        let inner = opaque.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inner.is_some_and(|text| text.chars().all(|char| !char.is_control() && char != '"' && char.is_ascii()))
    }
}

impl fmt::Debug for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A row and its version, for services that keep versions. Creatio is not known to.
///
/// It is a row type like any other:
///
/// ```no_run
/// # mod shop { include!("../../tests/common/shop.rs"); }
/// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
/// use creatio_runtime::{prelude::*, Tagged};
/// use shop::{Color, Product};
///
/// let key = ("North", 7);
/// let product: Tagged<Product> = Product::get(key).row_as().one(&client).await?;
/// let mut change = Product::update(key).set(Product::COLOR, Color::Green);
/// if let Some(version) = &product.etag {
///     change = change.if_match(version);
/// }
/// change.send(&client).await?;
/// # Ok(())
/// # }
/// # fn main() {}
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged<R> {
    /// The row.
    pub row: R,
    /// Its version; `None` when the service tells none.
    pub etag: Option<ETag>,
}

impl<R: FromRow> FromRow for Tagged<R> {
    fn from_row(row: &mut Row<'_>) -> Self {
        let etag = row.etag().map(ETag);
        Self { row: R::from_row(row), etag }
    }
}

#[diagnostic::do_not_recommend]
impl<R: EntityRow> EntityRow for Tagged<R> {
    type Entity = R::Entity;
}

#[diagnostic::do_not_recommend]
impl<E, R: RowOf<E>> RowOf<E> for Tagged<R> {}
