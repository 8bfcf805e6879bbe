//! `#[name(key = value, …)]`, and mistakes, which are collected so that all are told at once.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Token};

/// The mistakes so far.
#[derive(Default)]
pub(crate) struct Mistakes(Option<syn::Error>);

impl Mistakes {
    /// Adds one, at the token that it is about.
    pub(crate) fn at(&mut self, place: &impl quote::ToTokens, words: impl std::fmt::Display) {
        self.add(syn::Error::new_spanned(place, words));
    }

    fn add(&mut self, error: syn::Error) {
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

/// `key = value`.
pub(crate) struct Entry {
    pub(crate) key: Ident,
    pub(crate) value: Expr,
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = Ident::parse_any(input)?;
        if !input.peek(Token![=]) {
            return Err(syn::Error::new_spanned(&key, format!("a value is missing: `{key} = …`")));
        }
        input.parse::<Token![=]>()?;
        Ok(Self { key, value: input.parse()? })
    }
}

/// What stands in all attributes of this name, as far as it can be read. Every key may stand there once.
pub(crate) fn entries(name: &str, attributes: &[Attribute], keys: &[&str], mistakes: &mut Mistakes) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let parsed = attribute.parse_args_with(Punctuated::<Entry, Token![,]>::parse_terminated);
        for entry in parsed.unwrap_or_else(|error| {
            mistakes.add(error);
            Punctuated::new()
        }) {
            if !keys.iter().any(|key| entry.key == key) {
                mistakes.at(&entry.key, format!("unknown key `{}`: expected {}", entry.key, listed(keys)));
            } else if entries.iter().any(|known| known.key == entry.key) {
                mistakes.at(&entry.key, format!("`{}` stands here twice", entry.key));
            } else {
                entries.push(entry);
            }
        }
    }
    entries
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}
