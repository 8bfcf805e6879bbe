//! `string` that holds JSON, as many of Creatio's own methods take and return it.
//!
//! An empty text is null, and so is what `None` is written as. For what a method returns as a whole there is
//! `#[contract(json_string)]`.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes the value as JSON into a text.
///
/// # Errors
/// When it can't be written as JSON.
pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match serde_json::to_string(value).map_err(S::Error::custom)?.as_str() {
        "null" => serializer.serialize_none(),
        json => serializer.serialize_str(json),
    }
}

/// Reads the JSON in a text.
///
/// # Errors
/// When there is no text, or its JSON is not that of the type.
pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.filter(|text| !text.trim().is_empty());
    // What serde says of it may quote it.
    serde_json::from_str(text.as_deref().unwrap_or("null")).map_err(|error| {
        D::Error::custom(format_args!("the JSON in the text is not what is expected: {:?}", error.classify()))
    })
}
