//! Objects whose members keep their order, as those of the server do: there are clients that look for `"Code":1` in a
//! text, or at how a body begins.

use serde::Serialize;
use serde_json::value::RawValue;

/// A value that a member may have.
pub(crate) trait Member {
    fn json(&self) -> String;
}

impl<T: Serialize + ?Sized> Member for T {
    fn json(&self) -> String {
        // Text, numbers and what this file makes: nothing that can't be written.
        serde_json::to_string(self).unwrap_or_else(|_| "null".to_owned())
    }
}

/// An object of these members.
pub(crate) fn object(members: &[(&str, &dyn Member)]) -> Box<RawValue> {
    let members: Vec<String> =
        members.iter().map(|(name, value)| format!("{}:{}", name.json(), value.json())).collect();
    RawValue::from_string(format!("{{{}}}", members.join(","))).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
