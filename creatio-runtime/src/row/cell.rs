//! One column of a row.

use crate::error::Problem;
use crate::json::{Reader, Syntax, Token};
use crate::{Dialect, Meta, Row};

/// What one column of a row holds. Only the [kinds](crate::kind) of values look into it.
pub struct Cell<'r, 'a> {
    /// `None` asks for the empty value, without a complaint.
    token: Option<Token<'a>>,
    row: &'r mut Row<'a>,
}

impl<'r, 'a> Cell<'r, 'a> {
    #[inline]
    pub(super) fn new(token: Option<Token<'a>>, row: &'r mut Row<'a>) -> Self {
        Self { token, row }
    }

    #[inline]
    pub(crate) fn token(&self) -> Option<Token<'a>> {
        self.token
    }

    #[inline]
    pub(crate) fn dialect(&self) -> Dialect {
        self.row.dialect
    }

    /// Whether there is no value, so that an `Option` is `None`.
    #[inline]
    pub(crate) fn is_nothing(&self) -> bool {
        match self.token {
            None | Some(Token::Null) => true,
            Some(Token::Missing) => self.dialect() == Dialect::Standard,
            Some(_) => false,
        }
    }

    /// Whether this is a masked amount that is to be read as an empty value.
    pub(crate) fn reads_masked(&self) -> bool {
        self.row.masked_as_empty() && self.token.is_some_and(crate::value::is_masked)
    }

    /// Remembers that the value is not what was expected.
    #[cold]
    pub(crate) fn fail(self, expected: &'static str) {
        if let Some(token) = self.token {
            self.row.note(expected, token);
        }
    }

    /// Reads an object with the columns of `meta`.
    pub(crate) fn object<T>(self, meta: &'static Meta, read: impl Fn(&mut Row<'_>) -> T) -> T {
        let Some(Token::Object(raw)) = self.token else {
            self.fail("an object");
            return read(&mut Row::void(meta.dialect));
        };
        match super::whole(meta, raw, &read) {
            Ok(value) => return value,
            Err(Problem::Mistake(mistake)) => {
                let column = self.row.column();
                self.row.adopt(mistake.inside(&column));
            }
            // The object was read once before, to find its end, so it is JSON.
            Err(_) => self.fail("an object"),
        }
        read(&mut Row::void(meta.dialect))
    }

    /// Reads the items of an array, until one is bad.
    pub(crate) fn items(self, read: &mut dyn FnMut(Cell<'_, 'a>)) {
        let Some(Token::Array(raw)) = self.token else {
            return self.fail("an array");
        };
        let Self { token, row } = self;
        let mut reader = Reader::new(raw);
        let mut items = || {
            let mut inside = reader.enter()?;
            while !row.void && reader.item(&mut inside)? {
                read(Cell { token: Some(reader.value()?), row });
            }
            Ok::<_, Syntax>(())
        };
        // The array was read once before, to find its end, so it is JSON.
        if items().is_err() {
            Cell { token, row }.fail("an array");
        }
    }
}
