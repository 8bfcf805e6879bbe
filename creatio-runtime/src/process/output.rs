//! What a parameter can hand back.

use super::Outputs;
use super::results::object;
use super::scalar::Scalar;
use crate::error::Mistake;
use crate::json::{Reader, Syntax, Token};

/// A value that a parameter of a process can hand back: an `Option` of text, a guid, a number, a truth, a date, a time or
/// an item of a collection's type; or a `Vec` of such items. Only this crate implements it.
#[diagnostic::on_unimplemented(
    message = "a result of a process cannot fill a field of `{Self}`",
    label = "not the type of a result",
    note = "results are `Option`s of `String`, `Uuid`, `i32`, `Decimal`, `bool`, `Timestamp`, `Date`, `Time` and of structs \
            with `Outputs`, or a `Vec` of those structs"
)]
pub trait Output: Sized + sealed::Sealed {
    #[doc(hidden)]
    fn read(given: Given<'_>) -> Self;
}

mod sealed {
    pub trait Sealed {}
}

/// What was handed back under one name. Only the types of results look into it.
pub struct Given<'r> {
    name: &'static str,
    token: Token<'r>,
    mistake: &'r mut Option<Mistake>,
}

impl<'r> Given<'r> {
    pub(super) fn new(name: &'static str, token: Token<'r>, mistake: &'r mut Option<Mistake>) -> Self {
        Self { name, token, mistake }
    }

    /// Reads it, unless nothing was handed back, or a bad value came before.
    fn read<T>(self, read: impl FnOnce(Token<'_>) -> Result<Option<T>, Mistake>) -> Option<T> {
        if self.mistake.is_some() || matches!(self.token, Token::Missing | Token::Null) {
            return None;
        }
        match read(self.token) {
            Ok(value) => value,
            Err(mistake) => {
                *self.mistake = Some(mistake.inside(self.name));
                None
            }
        }
    }
}

macro_rules! scalars {
    ($($Type:ty)*) => {
        $(
            impl sealed::Sealed for Option<$Type> {}

            impl Output for Option<$Type> {
                fn read(given: Given<'_>) -> Self {
                    given.read(|token| match <$Type>::read(token) {
                        Some(value) => Ok(value),
                        None => Err(bad(<$Type>::EXPECTED, token)),
                    })
                }
            }
        )*
    };
}

scalars!(String uuid::Uuid i32 rust_decimal::Decimal bool);
scalars!(jiff::Timestamp jiff::civil::Date jiff::civil::Time);

#[diagnostic::do_not_recommend]
impl<T: Outputs> sealed::Sealed for Option<T> {}

#[diagnostic::do_not_recommend]
impl<T: Outputs> Output for Option<T> {
    fn read(given: Given<'_>) -> Self {
        given.read(|token| unwrapped(token, "an object", |token| object(token).map(Some)))
    }
}

impl<T: Outputs> sealed::Sealed for Vec<T> {}

impl<T: Outputs> Output for Vec<T> {
    fn read(given: Given<'_>) -> Self {
        given.read(|token| unwrapped(token, "an array", |token| items(token).map(Some))).unwrap_or_default()
    }
}

/// Items are objects and come in arrays; either may come as text that holds it, and the text may be empty
/// (creatio-services facts 2.4; ATF.Repository reads both).
fn unwrapped<T>(
    token: Token<'_>,
    expected: &'static str,
    read: impl FnOnce(Token<'_>) -> Result<Option<T>, Mistake>,
) -> Result<Option<T>, Mistake> {
    let Token::Text(text) = token else { return read(token) };
    let text = text.unescape();
    if text.trim().is_empty() {
        return Ok(None);
    }
    match json(&text) {
        Ok(Token::Null) => Ok(None),
        Ok(inner @ (Token::Object(_) | Token::Array(_))) => read(inner),
        _ => Err(bad(expected, token)),
    }
}

pub(super) fn json(text: &str) -> Result<Token<'_>, Syntax> {
    let mut reader = Reader::new(text);
    let token = reader.value()?;
    reader.end()?;
    Ok(token)
}

/// Reads every item, and says in which one a bad value is, counted from 1 as rows are.
fn items<T: Outputs>(token: Token<'_>) -> Result<Vec<T>, Mistake> {
    let Token::Array(raw) = token else { return Err(bad("an array", token)) };
    let mut reader = Reader::new(raw);
    let mut items = Vec::new();
    // It has been read to its end before, so it is JSON.
    let syntax = |_| bad("an array", token);
    let mut inside = reader.enter().map_err(syntax)?;
    while reader.item(&mut inside).map_err(syntax)? {
        let item = object(reader.value().map_err(syntax)?);
        items.push(item.map_err(|mistake| mistake.inside_item(items.len() + 1))?);
    }
    Ok(items)
}

pub(super) fn bad(expected: &'static str, found: Token<'_>) -> Mistake {
    Mistake { column: None, expected, found: found.into() }
}
