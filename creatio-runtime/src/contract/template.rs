//! WCF's UriTemplate, filled: `orders/{orderId}/{lines=all}/{*rest}?since={since}`.
//!
//! The derive has checked it; what is left to go wrong is the values.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in a path and in a query, and in any value.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value, as it stands in a path or a query.
pub(crate) fn encoded(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// The path and query of a template. `value` gives the texts of names, `None` for null; each is asked for once.
pub(crate) fn filled(
    template: &str,
    mut value: impl FnMut(&str) -> Result<Option<String>, String>,
) -> Result<(String, Vec<String>), String> {
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let mut filled = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let text = pieces(segment, &mut value)?;
        // The rest of a path may be nothing.
        if !text.is_empty() {
            filled.push(text);
        }
    }
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name =
            pair.split_once('=').and_then(|(key, value)| Some((key, value.strip_prefix('{')?.strip_suffix('}')?)));
        match name {
            // WCF gives a parameter that is not in the query its default.
            Some((key, name)) => pairs.extend(value(name)?.map(|value| format!("{key}={}", encoded(&value)))),
            None => pairs.push(pair.to_owned()),
        }
    }
    Ok((filled.join("/"), pairs))
}

fn pieces(segment: &str, value: &mut impl FnMut(&str) -> Result<Option<String>, String>) -> Result<String, String> {
    let (mut filled, mut rest, mut last) = (String::new(), segment, segment);
    while let Some((before, variable, after)) = next(rest) {
        filled.push_str(before);
        rest = after;
        if let Some(name) = variable.strip_prefix('*') {
            let text = value(name)?.unwrap_or_default();
            let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
            parts.iter().try_for_each(|part| refuse_dots(name, part))?;
            filled.push_str(&parts.iter().map(|part| encoded(part)).collect::<Vec<_>>().join("/"));
            continue;
        }
        let (name, default) = variable.split_once('=').map_or((variable, None), |(name, text)| (name, Some(text)));
        let text = match value(name)? {
            Some(text) if !text.is_empty() => text,
            _ => default.map(str::to_owned).ok_or_else(|| {
                format!("`{name}` is empty and stands in the path `{segment}`, where something must: give it a value")
            })?,
        };
        filled.push_str(&encoded(&text));
        last = name;
    }
    filled.push_str(rest);
    // With the text around it, too.
    refuse_dots(last, &filled)?;
    Ok(filled)
}

/// A segment that leads elsewhere does so however it is written.
fn refuse_dots(name: &str, segment: &str) -> Result<(), String> {
    match segment {
        "." | ".." => Err(format!("`{name}` has a segment `{segment}`, which leads elsewhere")),
        _ => Ok(()),
    }
}

fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (variable, after) = rest.split_once('}')?;
    Some((before, variable, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(template: &str) -> String {
        let filled = filled(template, |name| match name {
            "null" => Ok(None),
            "empty" => Ok(Some(String::new())),
            "list" => Err("no list".to_owned()),
            "dots" => Ok(Some("..".to_owned())),
            "dot" => Ok(Some(".".to_owned())),
            "odd" => Ok(Some("ä/b c&d=%?#.".to_owned())),
            "deep" => Ok(Some("/a b//c/".to_owned())),
            _ => Ok(Some(name.to_owned())),
        });
        match filled {
            Ok((path, query)) if query.is_empty() => path,
            Ok((path, query)) => format!("{path}?{}", query.join("&")),
            Err(words) => format!("! {words}"),
        }
    }

    #[test]
    fn values_take_the_places_of_names() {
        for (template, expected) in [
            ("orders/{id}", "orders/id"),
            ("/orders/{id}/lines/", "orders/id/lines"),
            ("a-{id}.{kind}", "a-id.kind"),
            ("a/{odd}", "a/%C3%A4%2Fb%20c%26d%3D%25%3F%23."),
            ("a/{null=x}/{empty=y}/{id=z}", "a/x/y/id"),
            ("a/{*deep}", "a/a%20b/c"),
            ("a/{*null}", "a"),
            ("a?x={id}&v=2&y={null}&z={empty}&w={odd}", "a?x=id&v=2&z=&w=%C3%A4%2Fb%20c%26d%3D%25%3F%23."),
            ("a/{null}", "! `null` is empty and stands in the path `{null}`, where something must: give it a value"),
            (
                "a/{empty}/b",
                "! `empty` is empty and stands in the path `{empty}`, where something must: give it a value",
            ),
            ("a/{dots}", "! `dots` has a segment `..`, which leads elsewhere"),
            ("a/x{dots}", "a/x.."),
            ("a/.{dot}", "! `dot` has a segment `..`, which leads elsewhere"),
            ("a/{dot}.", "! `dot` has a segment `..`, which leads elsewhere"),
            ("a/.{dot}/b", "! `dot` has a segment `..`, which leads elsewhere"),
            ("a/{*dots}", "! `dots` has a segment `..`, which leads elsewhere"),
            ("a?x={list}", "! no list"),
        ] {
            assert_eq!(of(template), expected, "{template}");
        }
    }
}
