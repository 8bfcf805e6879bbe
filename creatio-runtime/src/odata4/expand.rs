//! Which columns, lookups and details (`$select`, `$expand`).

use super::{Refusal, Speech, Spelled, filter, request};
use crate::asked::{AskedLink, LinkKind, View};

/// The value of `$select`; `None` when all columns are wanted.
///
/// Inside of `$expand` the key is asked for as well where it tells an empty lookup from a full one.
pub(super) fn select(view: View<'_>, nested: bool) -> Option<Spelled> {
    if view.whole() {
        return None;
    }
    let mut names = Vec::new();
    columns(view, "", &mut names);
    let key = view.key().filter(|_| nested).or_else(|| view.meta().key().next().filter(|_| names.is_empty()));
    if let Some(key) = key.filter(|key| !names.iter().any(|name| name == key)) {
        names.push(key.to_owned());
    }
    let mut out = Spelled::default();
    out.syntax(&names.join(","));
    (!names.is_empty()).then_some(out)
}

/// The columns, and those inside of complex ones by their paths. A complex column that is asked for as a whole brings all
/// that is inside of it, and OData does not let both be selected.
fn columns(view: View<'_>, path: &str, names: &mut Vec<String>) {
    names.extend(view.columns().map(|name| format!("{path}{name}")));
    let is_whole = |link: &AskedLink<'_>| view.columns().any(|name| name == link.name);
    for link in view.links().filter(|link| link.kind == LinkKind::Complex && !is_whole(link)) {
        columns(link.level, &format!("{path}{}/", link.name), names);
    }
}

/// The value of `$expand`; `None` when nothing is wanted but columns.
pub(super) fn expand(view: View<'_>, speech: Speech) -> Result<Option<Spelled>, Refusal> {
    let mut out = Spelled::default();
    for (i, link) in view.links().filter(|link| link.kind != LinkKind::Complex).enumerate() {
        if i > 0 {
            out.syntax(",");
        }
        out.syntax(link.name);
        if speech.nested_expand {
            out.append(&options(link, speech)?);
        } else if let Some(deep) = beyond_plain(link) {
            return Err(Refusal::NestedExpand(deep));
        }
    }
    Ok((!out.plain.is_empty()).then_some(out))
}

/// What a plain `$expand` cannot say. Lookups of one level are read whole and narrowed here.
fn beyond_plain(link: AskedLink<'_>) -> Option<String> {
    if link.kind == LinkKind::Details {
        return Some(link.name.to_owned());
    }
    let deeper = link.level.links().find(|link| link.kind != LinkKind::Complex)?;
    Some(format!("{}/{}", link.name, deeper.name))
}

/// The options of one link, in parentheses; nothing when there are none.
fn options(link: AskedLink<'_>, speech: Speech) -> Result<Spelled, Refusal> {
    let mut options = Vec::new();
    options.extend(select(link.level, true).map(|select| ("$select=", select)));
    options.extend(expand(link.level, speech)?.map(|expand| ("$expand=", expand)));
    if let Some(narrowed) = link.options {
        if narrowed.filter.constant() != Some(true) {
            options.push(("$filter=", filter::write(&narrowed.filter, speech)?));
        }
        options.extend(request::order(&narrowed.order, speech)?.map(|order| ("$orderby=", order)));
        options.extend(narrowed.top.map(|top| ("$top=", number(top))));
        options.extend((narrowed.skip > 0).then(|| ("$skip=", number(narrowed.skip))));
    }
    let mut out = Spelled::default();
    for (i, (name, value)) in options.iter().enumerate() {
        out.syntax(if i == 0 { "(" } else { ";" });
        out.syntax(name);
        out.append(value);
    }
    if !options.is_empty() {
        out.syntax(")");
    }
    Ok(out)
}

fn number(number: u64) -> Spelled {
    let mut out = Spelled::default();
    out.syntax(&number.to_string());
    out
}
