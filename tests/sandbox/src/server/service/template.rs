//! WCF's UriTemplate, as far as services of Creatio's use it.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

/// `orders/{id}/{lines=all}/{*rest}?since={since}`
#[derive(Clone, Debug)]
pub(super) struct Template {
    segments: Vec<Segment>,
    query: Vec<(String, Value)>,
}

#[derive(Clone, Debug)]
enum Segment {
    /// Texts before and after a name, either of which may be empty.
    Name {
        before: String,
        name: String,
        default: Option<String>,
        after: String,
    },
    Text(String),
    Rest(String),
}

#[derive(Clone, Debug)]
enum Value {
    Name(String),
    Text(String),
}

impl Template {
    pub(super) fn parse(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let segments = path.split('/').filter(|segment| !segment.is_empty()).map(segment).collect();
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = pairs.map(|(key, value)| {
            let name = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
            (key.to_owned(), name.map_or_else(|| Value::Text(value.to_owned()), |name| Value::Name(name.to_owned())))
        });
        Self { segments, query: query.collect() }
    }

    /// Whether a path is one of its own, without looking at values.
    pub(super) fn fits(&self, path: &str) -> bool {
        self.path(path).is_some()
    }

    /// The values in a path and a query, decoded, by name; nothing when they are others'.
    pub(super) fn values(&self, path: &str, query: &str) -> Option<BTreeMap<String, String>> {
        let mut values = self.path(path)?;
        let given = pairs(query);
        for (key, value) in &self.query {
            let found = given.iter().find(|(given, _)| given.eq_ignore_ascii_case(key)).map(|(_, value)| value);
            match (value, found) {
                (Value::Name(name), Some(found)) => drop(values.insert(name.clone(), found.clone())),
                (Value::Name(_), None) => {}
                (Value::Text(text), found) if found == Some(text) => {}
                (Value::Text(_), _) => return None,
            }
        }
        Some(values)
    }

    fn path(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let mut values = BTreeMap::new();
        let mut given = path.split('/').skip_while(|segment| segment.is_empty());
        for segment in &self.segments {
            match (segment, given.next()) {
                (Segment::Text(text), Some(given)) if decoded(given).eq_ignore_ascii_case(text) => {}
                (Segment::Name { before, name, after, .. }, Some(given)) => {
                    let value = decoded(given.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?);
                    // Two slashes in a row are no value.
                    values.insert(name.clone(), Some(value).filter(|value| !value.is_empty())?);
                }
                (Segment::Name { name, default: Some(default), .. }, None) => {
                    values.insert(name.clone(), default.clone());
                }
                (Segment::Rest(name), given_first) => {
                    let rest: Vec<_> = given_first.into_iter().chain(given.by_ref()).map(decoded).collect();
                    values.insert(name.clone(), rest.join("/"));
                }
                _ => return None,
            }
        }
        given.next().is_none().then_some(values)
    }
}

fn segment(text: &str) -> Segment {
    let named = text.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    let Some((before, (name, after))) = named else { return Segment::Text(text.to_owned()) };
    if let Some(name) = name.strip_prefix('*') {
        return Segment::Rest(name.to_owned());
    }
    let (name, default) = name.split_once('=').map_or((name, None), |(name, default)| (name, Some(default.to_owned())));
    Segment::Name { before: before.to_owned(), name: name.to_owned(), default, after: after.to_owned() }
}

/// The pairs of a query, decoded.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(key, value)| (decoded(&key.replace('+', " ")), decoded(&value.replace('+', " ")))).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_where_the_template_has_them() {
        for (template, path, query, expected) in [
            ("orders/{id}", "orders/7", "", Some("id=7")),
            ("/orders/{id}/", "Orders/a%20b", "x=1", Some("id=a b")),
            ("orders/{id}", "orders/7/lines", "", None),
            ("orders/{id}", "orders//", "", None),
            ("o-{id}.json", "o-7.json", "", Some("id=7")),
            ("a/{x=1}/{y=2}", "a/5", "", Some("x=5 y=2")),
            ("a/{*rest}", "a/b/c%2Fd", "", Some("rest=b/c/d")),
            ("a/{*rest}", "a", "", Some("rest=")),
            ("a?x={y}&v=2", "a", "V=2&x=%C3%A4+b", Some("y=ä b")),
            ("a?x={y}&v=2", "a", "v=3", None),
            ("a?x={y}", "a", "", Some("")),
        ] {
            let values = Template::parse(template).values(path, query);
            let shown = values.map(|values| {
                values.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown.as_deref(), expected, "{template} {path}?{query}");
        }
    }
}
