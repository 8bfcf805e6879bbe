//! What the keys of `#[contract(…)]` are given.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::parse::ParseStream;
use syn::{Ident, Lit, LitBool, LitStr, Path, Type};

use crate::attribute::{Value, alone, equals};

/// What stands behind a key.
pub(super) enum Given {
    /// Nothing: the key says it all.
    Flag,
    Text(LitStr),
    Switch(LitBool),
    Type(Type),
    Path(Path),
}

/// What a key takes.
pub(super) enum Takes {
    Nothing,
    /// A text, such as this one.
    Text(&'static str),
    Switch,
    Type,
    Path,
}

pub(super) const KEYS: [(&str, Takes); 18] = [
    ("service", Takes::Text("UsrOrderService")),
    ("method", Takes::Text("Recalculate")),
    ("path", Takes::Text("orders/{orderId}?deep={deep}")),
    ("verb", Takes::Text("GET")),
    ("body", Takes::Text("bare")),
    ("result", Takes::Text("total")),
    ("returns", Takes::Type),
    ("out", Takes::Nothing),
    ("root", Takes::Text("service_model")),
    ("anonymous", Takes::Nothing),
    ("json_string", Takes::Nothing),
    ("blocking", Takes::Nothing),
    ("changes", Takes::Switch),
    ("judged", Takes::Switch),
    ("format", Takes::Text("xml")),
    ("namespace", Takes::Text("http://tempuri.org/")),
    ("data_namespace", Takes::Text("http://schemas.datacontract.org/2004/07/Terrasoft.Configuration")),
    ("crate", Takes::Path),
];

impl Value for Given {
    fn parse(key: &Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let known = KEYS.iter().find(|(known, _)| key == known);
        match known.map(|(_, takes)| takes) {
            None | Some(Takes::Nothing) => alone(key, input).map(|()| Self::Flag),
            Some(Takes::Type) => {
                equals(key, input)?;
                input.parse().map(Self::Type)
            }
            Some(Takes::Path) => {
                equals(key, input)?;
                input.parse().map(Self::Path)
            }
            Some(Takes::Switch) => match literal(key, input)? {
                Lit::Bool(value) => Ok(Self::Switch(value)),
                other => Err(syn::Error::new_spanned(other, format!("expected `{key} = true` or `{key} = false`"))),
            },
            Some(Takes::Text(example)) => match literal(key, input)? {
                Lit::Str(value) => Ok(Self::Text(value)),
                other => Err(syn::Error::new_spanned(other, format!("expected a text: `{key} = \"{example}\"`"))),
            },
        }
    }
}

fn literal(key: &Ident, input: ParseStream<'_>) -> syn::Result<Lit> {
    equals(key, input)?;
    input.parse::<Lit>().map_err(|error| match KEYS.iter().find(|(known, _)| key == known) {
        Some((_, Takes::Text(example))) => {
            syn::Error::new(error.span(), format!("expected a text: `{key} = \"{example}\"`"))
        }
        _ => error,
    })
}

impl Given {
    pub(super) fn text(&self) -> Option<&LitStr> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// What stands there, as it stands there.
    pub(super) fn tokens(&self) -> TokenStream {
        match self {
            Self::Flag => TokenStream::new(),
            Self::Text(text) => text.to_token_stream(),
            Self::Switch(on) => on.to_token_stream(),
            Self::Type(type_) => type_.to_token_stream(),
            Self::Path(path) => path.to_token_stream(),
        }
    }
}

/// A word that a key takes, and the runtime's name for it.
pub(super) struct Word {
    pub(super) said: &'static str,
    type_: &'static str,
    variant: &'static str,
}

const fn word(said: &'static str, type_: &'static str, variant: &'static str) -> Word {
    Word { said, type_, variant }
}

pub(super) const VERBS: [Word; 5] = [
    word("GET", "Verb", "Get"),
    word("POST", "Verb", "Post"),
    word("PUT", "Verb", "Put"),
    word("PATCH", "Verb", "Patch"),
    word("DELETE", "Verb", "Delete"),
];

pub(super) const BODIES: [Word; 4] = [
    word("wrapped", "BodyStyle", "Wrapped"),
    word("wrapped_request", "BodyStyle", "WrappedRequest"),
    word("wrapped_response", "BodyStyle", "WrappedResponse"),
    word("bare", "BodyStyle", "Bare"),
];

pub(super) const ROOTS: [Word; 3] =
    [word("rest", "Root", "Rest"), word("service_model", "Root", "ServiceModel"), word("ssp", "Root", "Ssp")];

pub(super) const FORMATS: [Word; 2] = [word("json", "Format", "Json"), word("xml", "Format", "Xml")];

impl Word {
    /// `…::contract::Verb::Get`
    pub(super) fn tokens(&self, runtime: &TokenStream) -> TokenStream {
        let [type_, variant] = [self.type_, self.variant].map(|name| Ident::new(name, Span::mixed_site()));
        quote!(#runtime::contract::#type_::#variant)
    }
}

/// `"a", "b" or "c"`
pub(super) fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}
