//! JSON: values in URLs, bodies, and what is read of replies.

use serde_json::Value;

/// A value as it stands in a URL; `None` for null.
///
/// # Errors
/// When it is a list or an object, for which WCF has no way to be written there.
pub(crate) fn in_url(name: &str, json: &str) -> Result<Option<String>, String> {
    match serde_json::from_str(json) {
        Ok(Value::Null) => Ok(None),
        Ok(Value::String(text)) => Ok(Some(text)),
        // The digits as they were written.
        Ok(Value::Bool(_) | Value::Number(_)) => Ok(Some(json.to_owned())),
        Ok(Value::Array(_) | Value::Object(_)) | Err(_) => {
            Err(format!("`{name}` is a list or an object, which can't stand in a URL"))
        }
    }
}

/// An object of these members.
pub(crate) fn object<'m>(members: impl IntoIterator<Item = &'m (String, String)>) -> String {
    let members = members.into_iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}
