//! Replies in JSON, told apart by their keys: most are cut off or of no known shape, so nothing is parsed.

use super::{BELOW_THE_ROOT, READ_THE_ERROR, Reason, answered_with};

/// To those who asked for it themselves; `fetch` has other words.
pub(crate) const ASK_FOR_XML: &str = "ask for `Accept: application/xml`";

pub(super) fn reason(json: &str) -> Reason {
    let has = |key: &str| json.contains(&format!("\"{key}\""));
    let has_any = |keys: &[&str]| keys.iter().any(|key| has(key));
    // Rows and types may be called like the keys of an error, so what certainly is none comes first.
    if has_any(&["$Version", "$Kind"]) {
        ("this is CSDL in JSON; only the XML form is read".into(), ASK_FOR_XML)
    } else if has_any(&["@odata.context", "@context", "odata.metadata"]) || begins_with(json, "d") {
        ("this is an OData reply in JSON, not `$metadata`".into(), BELOW_THE_ROOT)
    } else if has("Code") && has("Message") {
        (
            "this is what Creatio's login answers, not `$metadata`".into(),
            "log in first, then fetch `$metadata` with the cookies that you got",
        )
    } else if has_any(&["error", "odata.error", "Message"]) || (has("title") && has("status")) {
        let message = ["message", "Message", "title"].iter().find_map(|key| string(json, key));
        (answered_with(message), READ_THE_ERROR)
    } else {
        ("this is JSON, not an XML `$metadata` document".into(), ASK_FOR_XML)
    }
}

fn begins_with(json: &str, key: &str) -> bool {
    json.trim_start_matches(|c: char| c == '{' || c.is_whitespace()).starts_with(&format!("\"{key}\""))
}

/// What stands at `key`.
fn value<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let (_, behind) = json.split_once(&format!("\"{key}\""))?;
    Some(behind.trim_start().strip_prefix(':')?.trim_start())
}

/// The string at `key`, as it is written. OData 3 puts it into an object, beside its language.
fn string<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let found = value(json, key)?;
    let text = if found.starts_with('{') { value(found, "value")? } else { found }.strip_prefix('"')?;
    let end = text.match_indices('"').find(|(at, _)| !text[..*at].ends_with('\\')).map(|(at, _)| at);
    Some(&text[..end.unwrap_or(text.len())])
}
