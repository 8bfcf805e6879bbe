//! Values as the process engine takes them: text, all of them.

use serde_json::{Value, json};

use super::{Inputs, Parameters};
use crate::change::Datum;
use crate::odata4;
use crate::query::tree::Literal;

/// What `parameterValues` holds.
pub(super) fn parameter_values(inputs: &dyn Inputs) -> Value {
    pairs(inputs).into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// Names, and values as text.
pub(super) fn pairs(inputs: &dyn Inputs) -> Vec<(&'static str, String)> {
    let mut parameters = Parameters::default();
    inputs.write(&mut parameters);
    parameters.into_values().into_iter().map(|(name, value)| (name, text(&value))).collect()
}

/// Text as it is, and what JSON would have of all others, without quotes: `1050.10`, `true`, `2026-12-31`, `18:45:00`,
/// `2026-12-31T18:45:00Z` (creatio-services facts 2.4). Text that is JSON already, a saved filter for one, is not encoded
/// again: Creatio would take it for an empty one.
fn text(value: &Datum) -> String {
    match value {
        Datum::Scalar(Literal::Text(text)) => text.clone(),
        Datum::Object(_) => composite(value),
        // Objects in it hold numbers and truths as JSON has them, and collections as arrays, as the server's own
        // `SerializeToJson` writes them.
        Datum::Many(_) => odata4::value(value),
        Datum::Null | Datum::Scalar(_) => odata4::value(value).trim_matches('"').to_owned(),
    }
}

/// A composite that is no collection. That the service takes one is not established, and if so it is likely to be as text,
/// as a collection is (creatio-services facts 2.4 and 5.8).
fn composite(value: &Datum) -> String {
    odata4::value(value)
}
