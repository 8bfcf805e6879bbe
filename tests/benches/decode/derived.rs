//! What serde needs to read the same values: an empty lookup and an empty date are `None`, decimals are exact.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// An OData reply.
#[derive(Deserialize)]
pub(crate) struct Reply<R> {
    pub(crate) value: Vec<R>,
}

pub(crate) struct Guid(pub(crate) Option<Uuid>);

impl<'de> Deserialize<'de> for Guid {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let id = Uuid::deserialize(from)?;
        Ok(Self((!id.is_nil()).then_some(id)))
    }
}

pub(crate) struct Date(pub(crate) Option<Timestamp>);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let date = Timestamp::deserialize(from)?;
        Ok(Self((date.as_second() > -62_135_596_800).then_some(date)))
    }
}

/// From the digits, as serde_json keeps them.
pub(crate) struct Exact(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        raw.get().parse().map(Self).map_err(D::Error::custom)
    }
}

/// From the digits, as sonic-rs keeps them.
pub(crate) struct Sonic(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Sonic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = sonic_rs::RawNumber::deserialize(from)?;
        raw.as_str().parse().map(Self).map_err(D::Error::custom)
    }
}

/// By way of a binary fraction, which loses digits: the least that serde can do.
pub(crate) struct Float(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Float {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(from)?;
        Decimal::try_from(number).map(Self).map_err(D::Error::custom)
    }
}

/// What a field of a derived struct stands for in an entity.
pub(crate) trait Stands {
    type For;
    fn value(self) -> Self::For;
}

macro_rules! stands {
    ($($Type:ty => $For:ty),*) => {
        $(impl Stands for $Type {
            type For = $For;
            fn value(self) -> $For {
                self.0
            }
        })*
    };
}

stands!(Guid => Option<Uuid>, Date => Option<Timestamp>, Exact => Decimal, Sonic => Decimal, Float => Decimal);

macro_rules! itself {
    ($($Type:ty)*) => {
        $(impl Stands for $Type {
            type For = Self;
            fn value(self) -> Self {
                self
            }
        })*
    };
}

itself!(Uuid String bool i32);
