//! The forms in which WCF writes what JSON has no words for: adapters for serde's `with`.
//!
//! ```
//! use creatio_runtime::jiff::{SignedDuration, Timestamp};
//! use creatio_runtime::prelude::*;
//! use creatio_runtime::{rust_decimal::Decimal, uuid::Uuid, wcf};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! #[serde(rename_all = "PascalCase")]
//! struct Order {
//!     #[serde(with = "wcf::guid")]
//!     id: Uuid,
//!     #[serde(with = "wcf::date", default)]
//!     paid_on: Option<Timestamp>,
//!     #[serde(with = "wcf::duration")]
//!     took: SignedDuration,
//!     #[serde(with = "wcf::decimal")]
//!     amount: Decimal,
//!     #[serde(with = "wcf::bytes")]
//!     stamp: Vec<u8>,
//! }
//!
//! let order: Order = serde_json::from_str(
//!     r#"{"Id":"8ecab4a1-0ca3-4515-9399-efe0a19390bd","PaidOn":"\/Date(1700000000000+0200)\/","Took":"PT1H",
//!         "Amount":10.10,"Stamp":[0,1,255]}"#,
//! )?;
//! assert_eq!(order.paid_on, Some("2023-11-14T22:13:20Z".parse()?));
//! assert_eq!(
//!     serde_json::to_string(&order)?,
//!     r#"{"Id":"8ecab4a1-0ca3-4515-9399-efe0a19390bd","PaidOn":"/Date(1700000000000)/","Took":"PT1H","Amount":10.10,"Stamp":[0,1,255]}"#
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each reads whatever either server is known to write, and writes what .NET Framework reads:
//!
//! | adapter | Rust | C# | reads | writes |
//! |---|---|---|---|---|
//! | [`date`] | `jiff::Timestamp` | `DateTime` | `/Date(ms)/`, `/Date(ms+0200)/`, ISO 8601 | `/Date(ms)/` |
//! | [`iso`] | `jiff::Timestamp` | `DateTime` | the same | `2026-01-31T08:00:00Z` |
//! | [`duration`] | `jiff::SignedDuration` | `TimeSpan` | `P1DT2H3M4.5S`, `1.02:03:04.5` | `P1DT2H3M4.5S` |
//! | [`guid`] | `uuid::Uuid` | `Guid` | text, in braces too | text |
//! | [`decimal`] | `rust_decimal::Decimal` | `decimal` | a number's digits, or text | a number |
//! | [`bytes`] | `Vec<u8>` | `byte[]` | `[0,1,255]`, base64 | `[0,1,255]` |
//! | [`dictionary`] | maps | `Dictionary<K, V>` | `[{"Key":…,"Value":…}]`, an object | `[{"Key":…,"Value":…}]` |
//! | [`number`] | an enum of yours | `enum` | a number | a number |
//! | [`json`] | anything | `string` | JSON in a text | JSON in a text |
//!
//! The first six take an `Option` as well, and a `Vec`, to any depth; [`number::option`] is for an `Option`; null is an empty
//! dictionary. What is empty in .NET, year 1 and
//! the zero guid, is read as `None` where there is an `Option`. A member that may be left out of a reply needs
//! `#[serde(default)]` beside `with`: that is serde's rule.
//!
//! In a URL WCF reads dates in ISO 8601 only: [`iso`].

mod adapted;
pub mod bytes;
pub mod date;
pub mod decimal;
pub mod dictionary;
pub mod duration;
pub mod guid;
pub mod iso;
pub mod json;
pub mod number;

pub use self::adapted::Adapted;

/// The two functions that serde's `with` asks for, for what is [`Adapted`] to a form.
macro_rules! with {
    ($Form:ident) => {
        /// Writes the value, as serde's `with` has it.
        ///
        /// # Errors
        /// Those of the serializer.
        pub fn serialize<T: Adapted<$Form>, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
            value.write(serializer)
        }

        /// Reads the value, as serde's `with` has it.
        ///
        /// # Errors
        /// When it is none, or has none of the forms.
        pub fn deserialize<'de, T: Adapted<$Form>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
            T::read(deserializer)
        }
    };
}
use with;
