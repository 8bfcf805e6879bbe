//! Text, guids and booleans.

use uuid::Uuid;

use super::{Primitive, from_text};
use crate::json::Token;

impl Primitive for String {
    const EXPECTED: &'static str = "text";
    const NULL_IS_EMPTY: bool = true;

    fn parse(token: Token<'_>) -> Option<Self> {
        match token {
            Token::Text(text) => Some(text.unescape().into_owned()),
            _ => None,
        }
    }

    fn empty() -> Self {
        Self::new()
    }
}

impl Primitive for bool {
    const EXPECTED: &'static str = "true or false";
    const NULL_IS_EMPTY: bool = true;

    fn parse(token: Token<'_>) -> Option<Self> {
        match token {
            Token::True => Some(true),
            Token::False => Some(false),
            _ => None,
        }
    }

    fn empty() -> Self {
        false
    }
}

/// How long a guid is with its four hyphens, the only form that OData knows.
const GUID_LEN: usize = 36;

impl Primitive for Uuid {
    const EXPECTED: &'static str = "a guid";

    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| {
            // Of the other forms that the parser reads, braces and `urn:` are of other lengths.
            (text.len() == GUID_LEN).then(|| Self::try_parse(text).ok())?
        })
    }

    fn empty() -> Self {
        Self::nil()
    }

    /// Creatio answers an empty lookup with the zero guid (Academy samples).
    fn is_nothing(&self) -> bool {
        self.is_nil()
    }
}
