//! Reading what the client gets: a page of rows, or a single one, of any row type.

use crate::asked::Asked;
use crate::error::{Found, Mistake, Problem};
use crate::json::{Inside, Key, Reader, Token};
use crate::layout::Layout;
use crate::row::{each, one as one_row};
use crate::{DecodeError, FromRow, Row};

/// A reply to a query.
#[derive(Debug)]
pub(crate) struct Page<R> {
    pub(crate) rows: Vec<R>,
    /// How many rows there are in all, where the service tells (`@odata.count`).
    pub(crate) count: Option<u64>,
    /// Where the service says that the next page is (`@odata.nextLink`).
    pub(crate) next_link: Option<String>,
}

/// What stands around the rows of a reply.
#[derive(Default)]
struct Around {
    count: Option<u64>,
    next_link: Option<String>,
}

/// Reads a page of rows. `first_row` are the rows before it, so that an error counts as the whole walk does.
pub(crate) fn page<R: FromRow>(asked: &Asked, json: &str, first_row: usize) -> Result<Page<R>, DecodeError> {
    let mut rows = Vec::new();
    let Around { count, next_link } = walk(asked, json, first_row, &mut |row| rows.push(R::from_row(row)))?;
    Ok(Page { rows, count, next_link })
}

/// Reads a single row.
pub(crate) fn one<R: FromRow>(asked: &Asked, json: &str) -> Result<R, DecodeError> {
    let read = || -> Result<R, Problem> {
        asked.check()?;
        let mut reader = Reader::new(json);
        reader.skip_byte_order_mark();
        let row = one_row(asked, &mut reader, R::from_row)?;
        reader.end()?;
        Ok(row)
    };
    read().map_err(|problem| DecodeError::new(asked.meta().name, None, problem))
}

/// Reads how many rows there are in all from a reply, whose rows are passed over. Some services do not tell.
pub(crate) fn total(entity: &'static str, json: &str) -> Result<Option<u64>, DecodeError> {
    let read = || -> Result<Option<u64>, Problem> {
        let mut reader = Reader::new(json);
        reader.skip_byte_order_mark();
        let mut inside = reader.enter()?;
        let mut total = None;
        while let Some(name) = name(&mut reader, &mut inside)? {
            let value = reader.value()?;
            match name {
                Name::Count => total = count(value)?,
                Name::Error => return Err(failed()),
                _ => {}
            }
        }
        reader.end()?;
        Ok(total)
    };
    read().map_err(|problem| DecodeError::new(entity, None, problem))
}

/// Shows every row of a reply to `read`.
fn walk(
    asked: &Asked,
    json: &str,
    first_row: usize,
    read: &mut dyn FnMut(&mut Row<'_>),
) -> Result<Around, DecodeError> {
    let mut rows = Rows { asked, number: None, first_row, read };
    let mut all = || {
        asked.check()?;
        let mut reader = Reader::new(json);
        reader.skip_byte_order_mark();
        let around = match reader.peek() {
            Some(b'[') => rows.array(&mut reader).map(|()| Around::default())?,
            Some(b'{') => rows.reply(&mut reader)?,
            _ => return Err(no_rows(reader.value()?.into())),
        };
        reader.end()?;
        Ok(around)
    };
    all().map_err(|problem| DecodeError::new(asked.meta().name, rows.number, problem))
}

struct Rows<'q> {
    asked: &'q Asked,
    /// The row that is being read.
    number: Option<usize>,
    first_row: usize,
    read: &'q mut dyn FnMut(&mut Row<'_>),
}

impl Rows<'_> {
    fn reply(&mut self, reader: &mut Reader<'_>) -> Result<Around, Problem> {
        let mut inside = reader.enter()?;
        let (mut found, mut failed) = (Found::Missing, false);
        let mut around = Around::default();
        while let Some(name) = name(reader, &mut inside)? {
            match name {
                Name::Value if found == Found::Array => {
                    return Err(Mistake { column: None, expected: "one `value`", found: Found::Duplicate }.into());
                }
                Name::Value if reader.peek() == Some(b'[') => {
                    self.array(reader)?;
                    found = Found::Array;
                }
                Name::Value => return Err(no_rows(reader.value()?.into())),
                Name::Count => around.count = count(reader.value()?)?,
                Name::NextLink => around.next_link = next_link(reader.value()?)?,
                Name::Error => {
                    failed = true;
                    reader.value()?;
                }
                Name::Other => _ = reader.value()?,
            }
        }
        match found {
            Found::Array if failed => Err(self::failed()),
            Found::Array => Ok(around),
            _ => Err(no_rows(found)),
        }
    }

    fn array(&mut self, reader: &mut Reader<'_>) -> Result<(), Problem> {
        let mut number = self.first_row;
        let read = each(self.asked.reading(), &mut Layout::new(self.asked), reader, &mut number, self.read);
        // What comes after the last row belongs to none.
        self.number = (read.is_err() && number > self.first_row).then_some(number);
        read
    }
}

/// A key of a reply.
enum Name {
    Value,
    Count,
    NextLink,
    Error,
    Other,
}

/// The next key of a reply; `None` when there is none. OData 4.01 leaves out the `odata.` of annotations.
fn name(reader: &mut Reader<'_>, inside: &mut Inside) -> Result<Option<Name>, Problem> {
    let key = match reader.key(inside, Some("value"))? {
        Some(Key::Guessed) => return Ok(Some(Name::Value)),
        Some(Key::Other(key)) => key.unescape(),
        None => return Ok(None),
    };
    Ok(Some(match &*key {
        "value" => Name::Value,
        "@odata.count" | "@count" => Name::Count,
        "@odata.nextLink" | "@nextLink" => Name::NextLink,
        "error" => Name::Error,
        _ => Name::Other,
    }))
}

fn count(token: Token<'_>) -> Result<Option<u64>, Mistake> {
    let count = match token {
        Token::Null => return Ok(None),
        Token::Number(number) => number.parse().ok(),
        // As a service writes it that is asked for `IEEE754Compatible=true`.
        Token::Text(text) => text.unescape().parse().ok(),
        _ => None,
    };
    let mistake =
        || Mistake { column: Some("@odata.count".to_owned()), expected: "a whole number", found: token.into() };
    count.ok_or_else(mistake).map(Some)
}

fn next_link(token: Token<'_>) -> Result<Option<String>, Mistake> {
    match token {
        Token::Null => Ok(None),
        Token::Text(text) => Ok(Some(text.unescape().into_owned())),
        _ => Err(Mistake { column: Some("@odata.nextLink".to_owned()), expected: "an address", found: token.into() }),
    }
}

/// A service that fails when it has sent a good status already says so in the reply (OData JSON 4.01, 21.2), whose rows
/// are then not to be trusted: there may be fewer than there should be.
fn failed() -> Problem {
    Mistake { column: None, expected: "a whole reply", found: Found::Error }.into()
}

fn no_rows(found: Found) -> Problem {
    Mistake { column: None, expected: "rows: an array, or an object with an array in `value`", found }.into()
}
