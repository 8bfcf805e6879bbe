//! `enum`, as its number. The enum of yours says which is which: `From<Status> for i32`, and `TryFrom<i32> for Status`.
//!
//! ```
//! use creatio_runtime::wcf;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Clone, Copy, Debug, PartialEq)]
//! enum Status {
//!     Open = 1,
//!     Closed = 2,
//! }
//!
//! impl From<Status> for i32 {
//!     fn from(status: Status) -> i32 {
//!         status as i32
//!     }
//! }
//!
//! impl TryFrom<i32> for Status {
//!     type Error = i32;
//!
//!     fn try_from(number: i32) -> Result<Self, i32> {
//!         [Self::Open, Self::Closed].into_iter().find(|status| *status as i32 == number).ok_or(number)
//!     }
//! }
//!
//! #[derive(Serialize, Deserialize)]
//! struct Order {
//!     #[serde(with = "wcf::number")]
//!     status: Status,
//! }
//!
//! let order: Order = serde_json::from_str(r#"{"status":2}"#)?;
//! assert_eq!(order.status, Status::Closed);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! For an `Option` there is [`option`].

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serializer};

/// Writes a member's number.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Copy + Into<i32>, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i32((*value).into())
}

/// Reads the member of a number.
///
/// # Errors
/// When it is no number, or no member's.
pub fn deserialize<'de, T: TryFrom<i32>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    member(i32::deserialize(deserializer)?)
}

fn member<T: TryFrom<i32>, E: Error>(number: i32) -> Result<T, E> {
    T::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number.into()), &"the number of a member"))
}

/// The same for `Option`s: `#[serde(with = "wcf::number::option", default)]`.
pub mod option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes a member's number, or null.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<T: Copy + Into<i32>, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.map(Into::into).serialize(serializer)
    }

    /// Reads the member of a number; `None` for null.
    ///
    /// # Errors
    /// When it is no number, or no member's.
    pub fn deserialize<'de, T: TryFrom<i32>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Option::<i32>::deserialize(deserializer)?.map(super::member).transpose()
    }
}
