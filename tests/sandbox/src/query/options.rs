//! Query options: what stands behind the question mark.

use super::{Expression, parse_expression};

/// `$orderby` of one expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ordering {
    pub(crate) by: Expression,
    pub(crate) descending: bool,
}

/// One link of `$expand`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expand {
    pub(crate) name: String,
    /// What stands in its parentheses.
    pub(crate) nested: Option<Options>,
}

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) filter: Option<Expression>,
    pub(crate) order: Vec<Ordering>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: Option<u64>,
    pub(crate) count: bool,
    pub(crate) select: Vec<String>,
    pub(crate) expand: Vec<Expand>,
    /// Rows that earlier pages held.
    pub(crate) skip_token: Option<u64>,
    seen: Vec<&'static str>,
}

const KNOWN: [&str; 8] = ["$filter", "$orderby", "$top", "$skip", "$count", "$select", "$expand", "$skiptoken"];

/// Deepest nesting that is read at all; how deep a service goes is decided elsewhere.
const DEEPEST: usize = 12;

impl Options {
    /// Reads the query of a URL, still encoded. The error is the server's message.
    pub(crate) fn read(query: &str) -> Result<Self, String> {
        let mut options = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            // Anything else is the client's own.
            if name.starts_with('$') {
                options.set(&name, &value, 0)?;
            }
        }
        Ok(options)
    }

    /// Whether an option was given, be it empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.seen.contains(&name)
    }

    fn set(&mut self, name: &str, value: &str, depth: usize) -> Result<(), String> {
        let Some(known) = KNOWN.into_iter().find(|known| *known == name) else {
            return Err(format!("The query parameter '{name}' is not supported."));
        };
        if self.has(known) {
            return Err(format!(
                "Query option '{name}' was specified more than once, but it must be specified at most once."
            ));
        }
        self.seen.push(known);
        let value = value.trim();
        match known {
            "$filter" => self.filter = Some(parse_expression(value)?),
            "$orderby" => self.order = orderings(value)?,
            "$top" => self.top = Some(number(name, value)?),
            "$skip" => self.skip = Some(number(name, value)?),
            "$skiptoken" => self.skip_token = Some(number(name, value)?),
            "$count" => {
                self.count = match value {
                    "true" => true,
                    "false" => false,
                    _ => {
                        return Err(format!(
                            "Invalid value '{value}' for $count query option found. Valid values are 'true,false'."
                        ));
                    }
                }
            }
            "$select" => self.select = names(value),
            _ => self.expand = expands(value, depth)?,
        }
        Ok(())
    }
}

/// Decodes percent signs, and plus signs as spaces.
pub(crate) fn decode(text: &str) -> Result<String, String> {
    let spaced = text.replace('+', " ");
    let decoded = percent_encoding::percent_decode_str(&spaced).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| "The request URI is not valid UTF-8.".to_owned())
}

fn number(name: &str, value: &str) -> Result<u64, String> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = value.parse().ok().filter(|number| digits && *number <= i32::MAX as u64);
    parsed.ok_or_else(|| {
        format!("Invalid value '{value}' for {name} query option found. The {name} query option requires a non-negative integer value.")
    })
}

fn names(value: &str) -> Vec<String> {
    value.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn orderings(value: &str) -> Result<Vec<Ordering>, String> {
    let parts = split(value, ',').into_iter();
    parts
        .map(|part| {
            let part = part.trim();
            let (text, descending) = match part.rsplit_once(char::is_whitespace) {
                Some((text, "desc")) => (text, true),
                Some((text, "asc")) => (text, false),
                _ => (part, false),
            };
            Ok(Ordering { by: parse_expression(text)?, descending })
        })
        .collect()
}

fn expands(value: &str, depth: usize) -> Result<Vec<Expand>, String> {
    if depth > DEEPEST {
        return Err("Recursion limit reached.".into());
    }
    let mut expands = Vec::new();
    for part in split(value, ',') {
        let part = part.trim();
        if part.is_empty() {
            return Err("Found an empty term in '$expand'.".into());
        }
        let Some((name, rest)) = part.split_once('(') else {
            expands.push(Expand { name: part.to_owned(), nested: None });
            continue;
        };
        let inner = rest.strip_suffix(')').ok_or_else(|| format!("Syntax error: ')' expected in '{part}'."))?;
        let mut nested = Options::default();
        for option in split(inner, ';').into_iter().filter(|option| !option.trim().is_empty()) {
            let (name, value) =
                option.split_once('=').ok_or_else(|| format!("Syntax error: '=' expected in '{option}'."))?;
            nested.set(name.trim(), value, depth + 1)?;
        }
        expands.push(Expand { name: name.trim().to_owned(), nested: Some(nested) });
    }
    Ok(expands)
}

/// Splits where neither quotes nor parentheses are open.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, character) in text.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ if character == separator && !quoted && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
