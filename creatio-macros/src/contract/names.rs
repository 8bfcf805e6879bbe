//! The names that serde gives to fields.

use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Lit, Meta, Token};

/// What serde's attributes say, as far as it decides names. What can't be read here is told by serde itself.
#[derive(Default)]
pub(super) struct Serde {
    pub(super) rename: Option<String>,
    pub(super) rename_all: Option<String>,
    /// It is not written.
    pub(super) skip: bool,
    /// Its own fields stand in its place.
    pub(super) flatten: bool,
}

impl Serde {
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let metas = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            for meta in metas.unwrap_or_default() {
                let name = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
                match name.as_str() {
                    "rename" => serde.rename = text(&meta).or(serde.rename),
                    "rename_all" => serde.rename_all = text(&meta).or(serde.rename_all),
                    "skip" | "skip_serializing" => serde.skip = true,
                    "flatten" => serde.flatten = true,
                    _ => {}
                }
            }
        }
        serde
    }

    /// The name of a field in a struct of which `rename_all` is said.
    pub(super) fn name(&self, field: &Ident, rename_all: Option<&str>) -> String {
        let name = field.unraw().to_string();
        match (&self.rename, rename_all) {
            (Some(rename), _) => rename.clone(),
            (None, Some(rule)) => renamed(&name, rule),
            (None, None) => name,
        }
    }
}

/// `rename = "x"`, or the half of `rename(serialize = "x", deserialize = "y")` that is for writing.
fn text(meta: &Meta) -> Option<String> {
    let literal = |value: &Expr| match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    };
    match meta {
        Meta::NameValue(pair) => literal(&pair.value),
        Meta::List(list) => {
            let halves = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
            halves.iter().find(|half| half.path().is_ident("serialize")).and_then(text)
        }
        Meta::Path(_) => None,
    }
}

/// Serde's rules, applied to a name in snake_case.
fn renamed(name: &str, rule: &str) -> String {
    let pascal = || name.split('_').map(capital).collect::<String>();
    match rule {
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => name.to_ascii_uppercase(),
        "PascalCase" => pascal(),
        "camelCase" => {
            let pascal = pascal();
            let first = pascal.chars().next().map_or(0, char::len_utf8);
            pascal[..first].to_ascii_lowercase() + &pascal[first..]
        }
        "kebab-case" => name.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => name.to_ascii_uppercase().replace('_', "-"),
        _ => name.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let first = word.chars().next().map_or(0, char::len_utf8);
    word[..first].to_ascii_uppercase() + &word[first..]
}
