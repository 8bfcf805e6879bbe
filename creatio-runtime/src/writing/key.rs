//! The key of a row that was created.

use percent_encoding::percent_decode_str;

use crate::asked::Asked;
use crate::change::Draft;
use crate::client::{Body, Error, ErrorKind};
use crate::json::{Reader, Token};
use crate::query::tree::{Literal, Node};
use crate::{DecodeError, Entity, FromRow, Keyed, Member, Row, decode, odata4};

/// A row of which only the key is read.
pub(super) struct KeyRow<K>(pub(super) K);

impl<K: Keyed> FromRow for KeyRow<K> {
    fn from_row(row: &mut Row<'_>) -> Self {
        Self(K::read(row))
    }
}

/// The columns of the key, and nothing else.
pub(super) fn asked<E: Entity>() -> Asked {
    let column = |name| E::META.columns().find(|column| column.name == name);
    let nodes = E::META.key().filter_map(column).map(|column| Node::own_column(Member::Column(column)));
    let paths = nodes.filter_map(|node| match node {
        Node::Column(path) => Some(path.map(|path| *path)),
        _ => None,
    });
    Asked::paths(E::META, paths)
}

/// From the row that the service sends back.
pub(super) fn from_body<E: Entity<Key: Keyed>>(body: &Body) -> Result<E::Key, Error> {
    let row = decode::<E>(body.text()?);
    row.map_err(|error| match (body.is_created(), body.is_empty()) {
        (true, _) => body.fail(Error::new(ErrorKind::KeyNotTold)),
        (false, true) => body.fail(Error::new(ErrorKind::NotJson { title: None })),
        (false, false) => body.unreadable(error),
    })
}

/// From where the service says that the row is.
pub(super) fn from_headers<E: Entity<Key: Keyed>>(body: &Body, set: &str) -> Option<E::Key> {
    let places = ["odata-entityid", "location"].into_iter().filter_map(|name| body.header(name));
    places.filter_map(|place| Predicate::parse(place, set)).find_map(|predicate| predicate.read::<E>())
}

/// From the values that it was given.
pub(super) fn from_literals<E: Entity<Key: Keyed>>(values: &[Literal]) -> Option<E::Key> {
    let mut draft = Draft::new(E::META);
    draft.set_key(values.to_vec());
    decode::<E>(&odata4::json(&draft, odata4::Form::plain(E::META.dialect))).ok()
}

fn decode<E: Entity<Key: Keyed>>(json: &str) -> Result<E::Key, DecodeError> {
    Ok(decode::one::<KeyRow<E::Key>>(&asked::<E>(), json)?.0)
}

/// What stands between the parentheses of an address, as in `Products(Region='x',Number=1)`.
struct Predicate(Vec<(Option<String>, Part)>);

/// A value in an address.
struct Part {
    text: String,
    /// It stood in quotes, or is nothing that JSON has a form for.
    is_text: bool,
}

impl Predicate {
    /// Finds the key in an address, which may be absolute, with a key in parentheses or behind a slash.
    fn parse(address: &str, set: &str) -> Option<Self> {
        let path = address.split(['?', '#']).next()?;
        let mut spelled = odata4::Spelled::default();
        spelled.path(set);
        let set = spelled.encoded;
        // Relative to the root there may be no slash before it.
        let after = |sign: char| {
            let marked = format!("/{set}{sign}");
            let at = path.rfind(&marked).map(|at| at + marked.len());
            at.or_else(|| path.starts_with(&marked[1..]).then_some(marked.len() - 1)).map(|at| &path[at..])
        };
        if let Some(inner) = after('(').and_then(|rest| rest.strip_suffix(')')) {
            let inner = percent_decode_str(inner).decode_utf8().ok()?;
            // Behind a slash comes something else than the row.
            let is_row = split(&inner, '/').len() == 1;
            return is_row.then(|| Self(split(&inner, ',').into_iter().map(part).collect()));
        }
        let segment = after('/').filter(|segment| !segment.contains('/'))?;
        let segment = percent_decode_str(segment).decode_utf8().ok()?;
        Some(Self(vec![(None, Part::bare(&segment))]))
    }

    fn read<E: Entity<Key: Keyed>>(&self) -> Option<E::Key> {
        // A segment without quotes does not tell that it is text.
        [false, true].into_iter().find_map(|all_text| decode::<E>(&self.json(E::META.key(), all_text)?).ok())
    }

    /// An object of the key's columns.
    fn json(&self, mut names: impl Iterator<Item = &'static str>, all_text: bool) -> Option<String> {
        let mut members = Vec::new();
        for (name, part) in &self.0 {
            let name = name.as_deref().or_else(|| names.next())?;
            let (name, text) = (serde_json::Value::from(name), &part.text);
            members.push(match part.is_text || all_text {
                true => format!("{name}:{}", serde_json::Value::from(text.as_str())),
                false => format!("{name}:{text}"),
            });
        }
        Some(format!("{{{}}}", members.join(",")))
    }
}

impl Part {
    fn bare(text: &str) -> Self {
        let is_number = matches!(Reader::new(text).value(), Ok(Token::Number(number)) if number.len() == text.len());
        Self { text: text.to_owned(), is_text: !is_number && !matches!(text, "true" | "false") }
    }
}

/// `Number=1`, or the value alone.
fn part(part: &str) -> (Option<String>, Part) {
    let (name, value) = match split(part, '=')[..] {
        [name, value] => (Some(name.trim().to_owned()), value),
        _ => (None, part),
    };
    // A word before the quotes is the type of a duration, of bytes, or of an enumeration.
    let inner = value.find('\'').and_then(|quote| value[quote + 1..].strip_suffix('\''));
    let part = match inner {
        Some(text) => Part { text: text.replace("''", "'"), is_text: true },
        None => Part::bare(value.trim()),
    };
    (name, part)
}

/// Splits at a sign that stands outside of quotes.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|char| {
        quoted ^= char == '\'';
        char == sign && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(address: &str, all_text: bool) -> Option<String> {
        Predicate::parse(address, "Products")?.json(["Region", "Number"].into_iter(), all_text)
    }

    #[test]
    fn keys_are_found_in_addresses() {
        for (address, expected) in [
            ("https://acme.com/odata/Products(7)", r#"{"Region":7}"#),
            ("Products('a%2Fb%27%27c')?x=1", r#"{"Region":"a/b'c"}"#),
            ("/Products(Number=1,Region='a,b=c')", r#"{"Number":1,"Region":"a,b=c"}"#),
            (
                "http://x/Products(410006e1-ca4e-4502-a9ec-e54d922d2c00)",
                r#"{"Region":"410006e1-ca4e-4502-a9ec-e54d922d2c00"}"#,
            ),
            ("http://x/Products(Shop.Color'Red')", r#"{"Region":"Red"}"#),
            ("http://x/Products(true)", r#"{"Region":true}"#),
            ("http://x/Products(2024-01-31)", r#"{"Region":"2024-01-31"}"#),
            ("http://x/Products/12", r#"{"Region":12}"#),
            ("http://x/Products/north", r#"{"Region":"north"}"#),
            ("http://x/Products('\"')", r#"{"Region":"\""}"#),
        ] {
            assert_eq!(json(address, false).as_deref(), Some(expected), "{address}");
        }
        assert_eq!(json("http://x/Products/12", true).as_deref(), Some(r#"{"Region":"12"}"#));
        for address in ["http://x/Orders(1)", "http://x/Products", "", "Products(%ff)", "http://x/Products(1)/Parts(2)"]
        {
            assert_eq!(json(address, false), None, "{address}");
        }
    }
}
