//! `#[name(key = value, …)]`, and mistakes, which are collected so that all are told at once.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Ident, Token};

/// The mistakes so far.
#[derive(Default)]
pub(crate) struct Mistakes(Option<syn::Error>);

impl Mistakes {
    /// Adds one, at the token that it is about.
    pub(crate) fn at(&mut self, place: &impl quote::ToTokens, words: impl std::fmt::Display) {
        self.add(syn::Error::new_spanned(place, words));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn any(&self) -> bool {
        self.0.is_some()
    }

    /// All of them as errors of the compiler's; nothing when there are none.
    pub(crate) fn into_errors(self) -> Option<TokenStream> {
        self.0.map(syn::Error::into_compile_error)
    }
}

/// `key = value`, or whatever stands for a value.
pub(crate) struct Entry<V = Expr> {
    pub(crate) key: Ident,
    pub(crate) value: V,
}

/// What a key can be given.
pub(crate) trait Value: Sized {
    /// Reads what follows the key.
    fn parse(key: &Ident, input: ParseStream<'_>) -> syn::Result<Self>;
}

impl Value for Expr {
    fn parse(key: &Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        equals(key, input)?;
        input.parse()
    }
}

/// Reads the `=` that a value stands behind.
pub(crate) fn equals(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if !input.peek(Token![=]) {
        return Err(syn::Error::new_spanned(key, format!("a value is missing: `{key} = …`")));
    }
    input.parse::<Token![=]>().map(drop)
}

/// Sees to it that a key has no value.
pub(crate) fn alone(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    Err(syn::Error::new_spanned(key, format!("`{key}` takes no value: that it stands here is enough")))
}

/// What stands in all attributes of this name, as far as it can be read. Every key may stand there once.
pub(crate) fn entries<V: Value>(
    name: &str,
    attributes: &[Attribute],
    keys: &[&str],
    mistakes: &mut Mistakes,
) -> Vec<Entry<V>> {
    let mut entries: Vec<Entry<V>> = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = entry(input, keys, &mut entries) {
                    mistakes.add(error);
                    skip(input)?;
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        if let Err(error) = parsed {
            mistakes.add(error);
        }
    }
    entries
}

fn entry<V: Value>(input: ParseStream<'_>, keys: &[&str], entries: &mut Vec<Entry<V>>) -> syn::Result<()> {
    let key = Ident::parse_any(input)?;
    if !keys.iter().any(|known| key == known) {
        return Err(syn::Error::new_spanned(&key, format!("unknown key `{key}`: expected {}", listed(keys))));
    }
    if entries.iter().any(|known| known.key == key) {
        return Err(syn::Error::new_spanned(&key, format!("`{key}` stands here twice")));
    }
    let value = V::parse(&key, input)?;
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("expected a comma"));
    }
    entries.push(Entry { key, value });
    Ok(())
}

/// Goes on to the next comma, but not to one between the `<` and `>` of a type.
fn skip(input: ParseStream<'_>) -> syn::Result<()> {
    let (mut depth, mut before) = (0_usize, ' ');
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        let token = input.parse::<TokenTree>()?;
        let char = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match char {
            '<' => depth += 1,
            '>' if !matches!(before, '-' | '=') => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = char;
    }
    Ok(())
}

pub(crate) fn listed(keys: &[&str]) -> String {
    let quoted: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}
