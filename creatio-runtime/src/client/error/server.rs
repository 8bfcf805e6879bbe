//! What the server says of an error, in the shapes that are known of Creatio.
//!
//! Shapes: measured error bodies of three builds. Two more have no JSON: a page of HTML, and
//! nothing at all.

use serde_json::{Map, Value};

use super::ServiceFailure;
use crate::client::redact::Redact;

/// How deep a cause may lie. Two levels are common.
const MAX_CAUSES: usize = 32;

/// What a server said of an error.
///
/// The texts are the server's, in the language of its user; they are cut to a few hundred
/// characters, and what they repeat of the request's query is replaced by `…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerError {
    code: Option<String>,
    message: String,
    cause: Option<String>,
    unknown_set: bool,
}

impl ServerError {
    /// The code, when there is one: often a number, or the name of a .NET exception type.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message, which may be as general as "An error has occurred."
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The message of the innermost cause, when there is one: mostly the one that helps.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// A page's title is all that some errors say.
    pub(crate) fn page(title: &str, redact: &Redact) -> Self {
        Self::plain(None, title, redact)
    }

    /// What a service of Creatio's says of its failure.
    pub(crate) fn service(failure: &ServiceFailure, redact: &Redact) -> Self {
        Self::plain(failure.code.as_deref().map(|code| redact.text(code)), &failure.message, redact)
    }

    /// The words that help most; there may be none.
    pub(super) fn words(&self) -> Option<&str> {
        let words = [self.cause(), Some(self.message()), self.code()].into_iter().flatten();
        words.into_iter().find(|words| !words.is_empty())
    }

    /// Whether it is ASP.NET's word for an entity set that it has no controller for.
    pub(crate) fn unknown_set(&self) -> bool {
        self.unknown_set
    }

    /// Whether the text says that a column is not there.
    ///
    /// Texts of the OData library and of Creatio's core, which are not translated.
    pub(super) fn unknown_column(&self) -> bool {
        let mut texts = [Some(self.message()), self.cause()].into_iter().flatten();
        texts.any(|text| {
            text.contains("Could not find a property named")
                || (text.contains("The property '") && text.contains("' does not exist on type '"))
                || (text.contains("Column by path ") && text.contains(" not found in schema "))
        })
    }

    /// Whether it complains of the id column of a lookup, which Creatio's core does not know by that name.
    pub(super) fn lookup_id_in_filter(&self) -> bool {
        let mut texts = [Some(self.message()), self.cause()].into_iter().flatten();
        texts.any(|text| {
            let column =
                text.split_once("Column by path ").and_then(|(_, rest)| rest.split_once(" not found in schema "));
            column.is_some_and(|(column, _)| column.len() > 2 && column.ends_with("Id"))
        })
    }

    /// Whether it is a failure of .NET's that passes: a list was read while it was being rebuilt.
    pub(crate) fn passes(&self) -> bool {
        let mut texts = [Some(self.message()), self.cause()].into_iter().flatten();
        texts.any(|text| text.contains("Collection was modified; enumeration operation may not execute"))
    }

    /// Reads a body in any of the shapes; `None` when it has none of them.
    pub(crate) fn read(body: &[u8], redact: &Redact) -> Option<Self> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let Ok(Value::Object(body)) = serde_json::from_slice(body) else { return None };
        match body.get("error").or_else(|| body.get("odata.error")) {
            Some(Value::Object(error)) => Some(Self::odata(error, redact)),
            Some(Value::String(error)) => Some(Self::plain(None, error, redact)),
            _ => Self::web_api(&body, redact),
        }
    }

    /// `{"error":{"code","message","innererror":{"message","internalexception":{…}}}}`. In OData 3
    /// the message is an object with a `value`.
    fn odata(error: &Map<String, Value>, redact: &Redact) -> Self {
        let code = match error.get("code") {
            Some(Value::String(code)) if !code.is_empty() => Some(redact.text(code)),
            Some(Value::Number(code)) => Some(code.to_string()),
            _ => None,
        };
        let message = error.get("message").map(|message| message.get("value").unwrap_or(message));
        let message = message.and_then(Value::as_str).unwrap_or_default();
        let cause = deepest(error, &["innererror", "internalexception"], &["message"]);
        Self { cause: cause_of(cause, message, redact), ..Self::plain(code, message, redact) }
    }

    /// `{"Message","MessageDetail"}` and `{"Message","ExceptionMessage","ExceptionType",…}`.
    fn web_api(body: &Map<String, Value>, redact: &Redact) -> Option<Self> {
        let message = body.get("Message")?.as_str()?;
        let code = body.get("ExceptionType").and_then(Value::as_str).map(|code| redact.text(code));
        if let Some(detail) = body.get("MessageDetail").and_then(Value::as_str) {
            // The message holds the URL with its query, the detail has the name that matters.
            return Some(Self { unknown_set: true, ..Self::plain(code, detail, redact) });
        }
        // The detail is left off for callers on other machines.
        let unknown_set = message.starts_with("No HTTP resource was found that matches the request URI");
        let cause = deepest(body, &["InnerException"], &["ExceptionMessage", "Message"]);
        let cause = cause.or_else(|| body.get("ExceptionMessage")?.as_str());
        Some(Self { cause: cause_of(cause, message, redact), unknown_set, ..Self::plain(code, message, redact) })
    }

    fn plain(code: Option<String>, message: &str, redact: &Redact) -> Self {
        Self { code, message: redact.text(message), cause: None, unknown_set: false }
    }
}

/// Whether an answer that looks fine is an error nonetheless, decided by its keys.
///
/// Only for OData: a web service may well answer `{"Message":"OK"}`.
pub(crate) fn is_error_body(body: &[u8]) -> bool {
    const WEB_API: [&str; 6] =
        ["Message", "MessageDetail", "ExceptionMessage", "ExceptionType", "StackTrace", "InnerException"];
    // Rows never begin so, which spares reading a long page a second time.
    let start = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    let Some(start) = start.strip_prefix(b"{") else { return false };
    let start = start.trim_ascii_start();
    if !["\"error\"", "\"odata.error\"", "\"Message\""].iter().any(|key| start.starts_with(key.as_bytes())) {
        return false;
    }
    let Ok(Value::Object(body)) = serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)) else {
        return false;
    };
    let mut keys = body.keys().map(String::as_str);
    match body.len() {
        1 if body.contains_key("error") || body.contains_key("odata.error") => true,
        _ => body.contains_key("Message") && keys.all(|key| WEB_API.contains(&key)),
    }
}

/// The text of the innermost object that is reached by `links` and has one.
fn deepest<'v>(from: &'v Map<String, Value>, links: &[&str], texts: &[&str]) -> Option<&'v str> {
    let mut found = None;
    let mut at = from;
    for _ in 0..MAX_CAUSES {
        let Some(next) = links.iter().find_map(|link| at.get(*link)?.as_object()) else { break };
        let text = texts.iter().find_map(|text| next.get(*text)?.as_str());
        found = text.filter(|text| !text.is_empty()).or(found);
        at = next;
    }
    found
}

fn cause_of(cause: Option<&str>, message: &str, redact: &Redact) -> Option<String> {
    cause.filter(|cause| !cause.is_empty() && *cause != message).map(|cause| redact.text(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> ServerError {
        ServerError::read(body.as_bytes(), &Redact::secret("")).unwrap()
    }

    #[test]
    fn the_cause_is_the_innermost() {
        let error = read(
            r#"{"error":{"code":"","message":"An error has occurred.","innererror":{"message":"The 'ObjectContent`1' type failed",
               "internalexception":{"message":"Column by path XId not found in schema Y."}}}}"#,
        );
        assert_eq!(error.code(), None);
        assert_eq!(error.message(), "An error has occurred.");
        assert_eq!(error.cause(), Some("Column by path XId not found in schema Y."));
        assert!(error.unknown_column());
    }

    #[test]
    fn an_unknown_set_is_told_by_its_name_and_not_by_the_url() {
        let error = read(
            r#"{"Message":"No HTTP resource was found that matches the request URI 'http://x/odata/UsrX?$filter=a'.",
               "MessageDetail":"No type was found that matches the controller named 'UsrX'."}"#,
        );
        assert!(error.unknown_set());
        assert_eq!(error.message(), "No type was found that matches the controller named 'UsrX'.");
    }

    #[test]
    fn an_unhandled_exception() {
        let error = read(
            r#"{"Message":"An error has occurred.","ExceptionMessage":"Object reference","ExceptionType":
               "System.NullReferenceException","StackTrace":"at","InnerException":{"Message":"An error has occurred.",
               "ExceptionMessage":"deep","ExceptionType":"E","StackTrace":null}}"#,
        );
        assert_eq!((error.code(), error.cause()), (Some("System.NullReferenceException"), Some("deep")));
    }

    #[test]
    fn odata_3() {
        let error = read(r#"{"odata.error":{"code":"x","message":{"lang":"en-US","value":"Bad."}}}"#);
        assert_eq!((error.code(), error.message()), (Some("x"), "Bad."));
    }

    #[test]
    fn rows_that_look_like_an_error() {
        for error in [
            r#"{"error":{"code":"","message":"m"}}"#,
            "\u{feff}\n { \"Message\": \"m\", \"MessageDetail\": \"d\" }",
            r#"{"Message":"Authentication failed.","StackTrace":null,"ExceptionType":"E"}"#,
        ] {
            assert!(is_error_body(error.as_bytes()), "{error}");
        }
        for fine in [
            r#"{"Message":"Hi","@odata.context":"c"}"#,
            r#"{"error":1,"Id":2}"#,
            r#"{"value":[],"error":{}}"#,
            r#"[{"error":{}}]"#,
            r#"{"error":{"#,
            "",
        ] {
            assert!(!is_error_body(fine.as_bytes()), "{fine}");
        }
    }
}
