//! WCF's UriTemplate: `orders/{orderId}/{*rest}?deep={deep}`.

use syn::LitStr;

use super::fields::Fields;
use crate::attribute::Mistakes;

/// Tells what is wrong with a template.
pub(super) fn check(text: &LitStr, fields: &Fields<'_>, mistakes: &mut Mistakes) {
    let template = text.value();
    let mut tell = |words: String| mistakes.at(text, words);
    if let Some(char) = template.chars().find(|char| !char.is_ascii_graphic() || "\"<>\\^`|#".contains(*char)) {
        tell(format!("`{}` can't stand in a path", char.escape_default()));
    }
    let (path, query) = template.split_once('?').map_or((&*template, None), |(path, query)| (path, Some(query)));
    let mut names = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        if matches!(segment, "." | "..") {
            tell(format!("`{segment}` leads elsewhere"));
        }
        let pieces = pieces(segment).unwrap_or_else(|words| {
            tell(words);
            Vec::new()
        });
        let is_whole = pieces.len() == 1;
        for pair in pieces.windows(2).filter(|pair| pair.iter().all(|piece| matches!(piece, Piece::Variable(_)))) {
            let [Piece::Variable(first), Piece::Variable(second)] = pair else { continue };
            tell(format!("nothing tells `{{{first}}}` and `{{{second}}}` apart: put a text between them"));
        }
        for piece in pieces {
            let Piece::Variable(variable) = piece else { continue };
            let (name, default) = variable.split_once('=').map_or((variable, None), |(name, text)| (name, Some(text)));
            let rest = name.strip_prefix('*');
            if rest.is_some() && !(is_last && is_whole) {
                tell(format!("`{{{variable}}}` takes the rest of the path, so it is the whole of its last segment"));
            }
            if rest.is_some() && default.is_some() {
                tell(format!("`{{{variable}}}` may be empty, and needs no default"));
            }
            if default == Some("") {
                tell(format!("the default of `{{{variable}}}` is empty, and a segment of a path can't be"));
            }
            if is_whole && matches!(default, Some("." | "..")) {
                tell(format!("the default of `{{{variable}}}` leads elsewhere"));
            }
            names.push(rest.unwrap_or(name));
        }
    }
    for pair in query.into_iter().flat_map(|query| query.split('&')) {
        let Some((key, value)) = pair.split_once('=').filter(|(key, _)| !key.is_empty() && !key.contains(['{', '}']))
        else {
            tell(format!("the query is made of pairs, `key={{name}}`; this is none: `{pair}`"));
            continue;
        };
        match pieces(value).as_deref() {
            Ok([Piece::Variable(name)]) if name.contains(['=', '*']) => {
                tell(format!("in the query, `{key}={{{name}}}` takes a plain name"));
            }
            Ok([Piece::Variable(name)]) => names.push(name),
            Ok([] | [Piece::Text]) => {}
            Ok(_) => tell(format!("in the query a value is a name or a text as a whole: `{pair}`")),
            Err(words) => tell(words.clone()),
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if name.is_empty() {
            tell("a name is missing between `{` and `}`".to_owned());
        } else if seen.contains(&name) {
            tell(format!("`{{{name}}}` stands there twice"));
        } else if let Some(words) = unknown(name, fields) {
            tell(words);
        }
        seen.push(name);
    }
}

/// What is wrong with a name, by the fields that there are.
fn unknown(name: &str, fields: &Fields<'_>) -> Option<String> {
    if let Some(field) = fields.find(name) {
        let key = field.key.as_ref()?;
        return Some(format!("`{name}` is the body (`{key}`), and can't stand in the path as well"));
    }
    if fields.may_have_more() {
        return None;
    }
    if let Some(field) = fields.iter().find(|field| field.ident == name) {
        return Some(match &field.name {
            Some(known) => format!("serde calls the field `{name}` `{known}`: write `{{{known}}}`"),
            None => format!("serde does not write the field `{name}`, so there is no value for `{{{name}}}`"),
        });
    }
    let known: Vec<String> = fields.iter().filter_map(|field| Some(format!("`{}`", field.name.as_ref()?))).collect();
    Some(match known.is_empty() {
        true => format!("there is no field for `{{{name}}}`"),
        false => format!("there is no field for `{{{name}}}`: serde's names for them are {}", known.join(", ")),
    })
}

enum Piece<'t> {
    Text,
    /// What stands between braces.
    Variable(&'t str),
}

fn pieces(mut text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let (before, rest) = text.split_once('{').unwrap_or((text, ""));
        if before.contains('}') {
            return Err(format!("a `{{` is missing before `}}` in `{text}`"));
        }
        if !before.is_empty() {
            pieces.push(Piece::Text);
        }
        if before.len() == text.len() {
            break;
        }
        let Some((variable, after)) = rest.split_once('}').filter(|(variable, _)| !variable.contains('{')) else {
            return Err(format!("a `}}` is missing after `{{{rest}`"));
        };
        pieces.push(Piece::Variable(variable));
        text = after;
    }
    Ok(pieces)
}
