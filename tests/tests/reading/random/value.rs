//! Values, and where they come from.

use std::cmp::Ordering;

use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use serde_json::{Value as Json, json};

use super::choices::Choices;

/// The types of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Whole,
    Short,
    Long,
    Money,
    Real,
    Flag,
    Guid,
    Moment,
    Day,
    Clock,
    Color,
}

impl Type {
    pub(crate) const ALL: [Self; 12] = [
        Self::Text,
        Self::Whole,
        Self::Short,
        Self::Long,
        Self::Money,
        Self::Real,
        Self::Flag,
        Self::Guid,
        Self::Moment,
        Self::Day,
        Self::Clock,
        Self::Color,
    ];

    /// Whether a value can be greater than another.
    pub(crate) fn is_ordered(self) -> bool {
        !matches!(self, Self::Flag | Self::Guid | Self::Color)
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Short | Self::Long | Self::Money | Self::Real)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Flag(bool),
    Integer(i64),
    Decimal(Decimal),
    Double(f64),
    Text(String),
    Guid(Uuid),
    Moment(Timestamp),
    Day(Date),
    Clock(Time),
    Color(&'static str),
}

/// The members of the enumeration. Their names sort as their numbers do, so that it does not matter which of both a service
/// orders by: OData does not say.
pub(crate) const COLORS: [&str; 3] = ["Amber", "Blue", "Cyan"];

/// Text that has hurt somebody before, and text that is like other text.
const TEXTS: &[&str] = &[
    "a",
    "",
    "b",
    "ab",
    "A",
    "O'Neil",
    "''",
    "100%",
    "%41",
    "a+b",
    "a&b=c",
    "a b",
    " a ",
    "#?/\\;,()",
    "null",
    "Söhne",
    "ÄÖÜß",
    "Привет",
    "日本語",
    "👍🏽",
    "e\u{301}",
    "\t\r\n",
    "_",
    "$it/d:",
    "x' or 1 eq 1 or 'x' eq 'x",
];

impl Value {
    /// A value of a type. `tame` ones are small enough to be computed with.
    pub(crate) fn choose(ty: Type, tame: bool, from: &mut Choices<impl Iterator<Item = u16>>) -> Self {
        let wild = !tame && from.once_in(5);
        let small = |from: &mut Choices<_>| from.below(12) as i64 - 3;
        match ty {
            Type::Text if from.once_in(4) => {
                let letters = ["a", "b", "A", "'", "%", "+", "&", " ", "é", "Я", "𝄞", "0", "\"", "\\", "İ"];
                let length = from.below(5);
                Self::Text((0..length).map(|_| from.one(&letters)).collect())
            }
            Type::Text => Self::Text(from.one(TEXTS).to_owned()),
            Type::Short if wild => Self::Integer(from.one(&[i16::MIN, i16::MAX]).into()),
            Type::Whole if wild => Self::Integer(from.one(&[i32::MIN, i32::MAX]).into()),
            Type::Long if wild => Self::Integer(from.one(&[i64::MIN, i64::MAX, (1 << 53) + 1])),
            Type::Short | Type::Whole | Type::Long => Self::Integer(small(from)),
            Type::Money if wild => {
                let digits = ["79228162514264337593543950335", "-0.0000000000000000000000000001", "9007199254740993.1"];
                Self::Decimal(from.one(&digits).parse().expect("digits"))
            }
            // A scale must not matter: 1.5 is 1.50.
            Type::Money => Self::Decimal(Decimal::new(from.below(40) as i64 * 5 - 50, 1 + from.below(2) as u32)),
            Type::Real if wild => Self::Double(from.one(&[f64::MAX, f64::MIN_POSITIVE, 0.1, 1e16, -1e-7, 5e-324])),
            Type::Real => Self::Double(small(from) as f64 / 2.0),
            Type::Flag => Self::Flag(from.once_in(2)),
            // Few, so that some are equal.
            Type::Guid => Self::Guid(Uuid::from_u128(0x8ecab4a1_0ca3_4515_9399_efe0a19390bd - from.below(6) as u128)),
            // Nothing finer than what .NET's ticks hold, 100 ns, and no year 1, Creatio's empty date.
            Type::Moment if wild => {
                let far = ["0002-01-01T00:00:00Z", "9999-12-30T21:59:59.9999999Z", "1969-12-31T23:59:59.9999999Z"];
                Self::Moment(from.one(&far).parse().expect("a moment"))
            }
            Type::Moment => {
                let start: Timestamp = "2024-02-28T22:00:00Z".parse().expect("a moment");
                let later = SignedDuration::from_millis(from.below(9) as i64 * 30 * 60_500);
                Self::Moment(start + later)
            }
            Type::Day => Self::Day(Date::constant(2024, 2, 27) + SignedDuration::from_hours(from.below(5) as i64 * 24)),
            Type::Clock => Self::Clock(
                Time::constant(22, 0, 0, 0)
                    .wrapping_add(SignedDuration::from_millis(from.below(9) as i64 * 30 * 60_500)),
            ),
            Type::Color => Self::Color(from.one(&COLORS)),
        }
    }

    /// As a row of the sandbox is seeded. Decimals go as text, since a number would lose digits on the way.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Flag(value) => json!(value),
            Self::Integer(value) => json!(value),
            Self::Decimal(value) => json!(value.to_string()),
            Self::Double(value) => json!(value),
            Self::Text(value) => json!(value),
            Self::Guid(value) => json!(value.to_string()),
            Self::Moment(value) => json!(value.to_string()),
            Self::Day(value) => json!(value.to_string()),
            Self::Clock(value) => json!(value.to_string()),
            Self::Color(value) => json!(value),
        }
    }

    /// What Creatio holds where nothing was given: it keeps null for lookups and dates alone.
    pub(crate) fn or_creatios_empty(self, ty: Type) -> Self {
        match (self, ty) {
            (Self::Null, Type::Text) => Self::Text(String::new()),
            (Self::Null, Type::Short | Type::Whole | Type::Long) => Self::Integer(0),
            (Self::Null, Type::Money) => Self::Decimal(Decimal::ZERO),
            (Self::Null, Type::Real) => Self::Double(0.0),
            (Self::Null, Type::Flag) => Self::Flag(false),
            (value, _) => value,
        }
    }

    /// Which of two values of a type comes first; nothing where one is null. Text goes by code points, guids as their text,
    /// `false` before `true`; OData leaves all of that to the service.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Flag(a), Self::Flag(b)) => Some(a.cmp(b)),
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (Self::Decimal(a), Self::Decimal(b)) => Some(a.cmp(b)),
            (Self::Double(a), Self::Double(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Guid(a), Self::Guid(b)) => Some(a.cmp(b)),
            (Self::Moment(a), Self::Moment(b)) => Some(a.cmp(b)),
            (Self::Day(a), Self::Day(b)) => Some(a.cmp(b)),
            (Self::Clock(a), Self::Clock(b)) => Some(a.cmp(b)),
            (Self::Color(a), Self::Color(b)) => Some(a.cmp(b)),
            (Self::Null, _) | (_, Self::Null) => None,
            (a, b) => panic!("{a:?} and {b:?} are of two types"),
        }
    }
}

macro_rules! from {
    ($($T:ty: $value:ident => $made:expr;)*) => {
        $(impl From<$T> for Value {
            fn from($value: $T) -> Self {
                $made
            }
        })*
    };
}

from! {
    String: text => Self::Text(text);
    i16: number => Self::Integer(number.into());
    i32: number => Self::Integer(number.into());
    i64: number => Self::Integer(number);
    Decimal: number => Self::Decimal(number);
    f64: number => Self::Double(number);
    bool: flag => Self::Flag(flag);
    Uuid: id => Self::Guid(id);
    Timestamp: moment => Self::Moment(moment);
    Date: day => Self::Day(day);
    Time: clock => Self::Clock(clock);
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
