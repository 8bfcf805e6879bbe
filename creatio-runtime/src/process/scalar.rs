//! The forms in which single values come back: numbers and truths as such or as text, dates in several ways.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::json::Token;
use crate::value::Primitive;

/// 0002-01-01T00:00:00Z, since 1970.
const SECOND_YEAR: Timestamp = Timestamp::constant(-62_104_060_800, 0);

/// A value that is neither an item nor many.
pub(super) trait Scalar: Sized {
    /// What an error says was expected.
    const EXPECTED: &'static str;

    /// The outer `None` when it is no such value, the inner one when it stands for nothing.
    fn read(token: Token<'_>) -> Option<Option<Self>>;
}

/// Text as it is. A parameter of a type that nobody knew when the code was generated is text, too, whatever comes: as JSON.
impl Scalar for String {
    const EXPECTED: &'static str = "text";

    fn read(token: Token<'_>) -> Option<Option<Self>> {
        Some(match token {
            Token::Text(text) => Some(text.unescape().into_owned()),
            Token::Number(raw) | Token::Object(raw) | Token::Array(raw) => Some(raw.to_owned()),
            Token::True => Some("true".to_owned()),
            Token::False => Some("false".to_owned()),
            Token::Missing | Token::Null => None,
        })
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "true or false";

    fn read(token: Token<'_>) -> Option<Option<Self>> {
        match token {
            Token::Text(text) => match &*text.unescape() {
                "" => Some(None),
                "true" | "True" => Some(Some(true)),
                "false" | "False" => Some(Some(false)),
                _ => None,
            },
            token => Self::parse(token).map(Some),
        }
    }
}

macro_rules! primitives {
    ($($Type:ty: $parse:expr, $is_nothing:expr;)*) => {
        $(impl Scalar for $Type {
            const EXPECTED: &'static str = <$Type as Primitive>::EXPECTED;

            fn read(token: Token<'_>) -> Option<Option<Self>> {
                if matches!(token, Token::Text(text) if text.raw().is_empty()) {
                    return Some(None);
                }
                let (parse, is_nothing): (fn(Token<'_>) -> _, fn(&_) -> _) = ($parse, $is_nothing);
                parse(token).map(|value| Some(value).filter(|value| !is_nothing(value)))
            }
        })*
    };
}

primitives! {
    Uuid: Primitive::parse, Primitive::is_nothing;
    i32: Primitive::parse, Primitive::is_nothing;
    Decimal: Primitive::parse, Primitive::is_nothing;
    Timestamp: instant, is_in_year_one;
    Date: date, Primitive::is_nothing;
    Time: time, Primitive::is_nothing;
}

// How dates come back is written down nowhere, so whatever .NET is known to write is read: ISO 8601 with a zone and
// without one, and `/Date(…)/`. (creatio-services facts 2.4 and 5.3.)

/// Without a zone it is taken for UTC.
fn instant(token: Token<'_>) -> Option<Timestamp> {
    Primitive::parse(token)
}

/// .NET's empty date, in whatever zone it was written.
fn is_in_year_one(instant: &Timestamp) -> bool {
    *instant < SECOND_YEAR
}

/// A date alone, or with the midnight that makes it a `DateTime`.
fn date(token: Token<'_>) -> Option<Date> {
    Date::parse(token).or_else(|| DateTime::parse(token).filter(|at| at.time() == Time::midnight()).map(DateTime::date))
}

/// A time alone, or on whatever day makes it a `DateTime`.
fn time(token: Token<'_>) -> Option<Time> {
    Time::parse(token).or_else(|| DateTime::parse(token).map(DateTime::time))
}
