//! `#[derive(Contract)]`.

mod emit;
mod fields;
mod given;
mod names;
mod template;
#[cfg(test)]
mod tests;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Ident, LitStr};

use self::fields::Fields;
use self::given::{BODIES, FORMATS, Given, ROOTS, VERBS, Word};
use crate::attribute::{Entry, Mistakes, entries};

const NAME: &str = "contract";

/// A struct and the method that it is for.
struct Contract<'a> {
    input: &'a DeriveInput,
    /// Where creatio-runtime is.
    runtime: TokenStream,
    service: TokenStream,
    method: TokenStream,
    /// What differs from what a method is when nothing is said: names of functions of the runtime's, and what they take.
    settings: Vec<(Ident, TokenStream)>,
    returns: Option<TokenStream>,
    /// The field that holds a raw body.
    raw: Option<Ident>,
}

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let contract = contract(input, &mut mistakes);
    match mistakes.into_errors() {
        None => contract.emit(),
        // Uses of the type should not be told that it is no contract.
        Some(errors) => contract.emit_stub(errors),
    }
}

fn contract<'a>(input: &'a DeriveInput, mistakes: &mut Mistakes) -> Contract<'a> {
    let keys: Vec<&str> = given::KEYS.iter().map(|(key, _)| *key).collect();
    let all = Attributes(entries(NAME, &input.attrs, &keys, mistakes));
    let fields = Fields::read(input, mistakes);
    let is_written = input.attrs.iter().any(|attribute| attribute.path().is_ident(NAME));
    let mut named = |key: &str, example: &str| {
        let text = all.text(key);
        if let Some(text) = text {
            name(key, text, mistakes);
        } else if all.get(key).is_none() && !(is_written && mistakes.any()) {
            mistakes.at(&input.ident, format!("the {key} is missing: add `#[contract({key} = \"{example}\")]`"));
        }
        text.map(ToTokens::to_token_stream).unwrap_or_default()
    };
    let (service, method) = (named("service", "UsrOrderService"), named("method", "Recalculate"));
    let contract = Contract {
        input,
        runtime: all.runtime(),
        service,
        method,
        settings: all.settings(&fields, mistakes),
        returns: all.get("returns").map(|entry| entry.value.tokens()),
        raw: fields.of_key("raw").map(|field| field.ident.clone()),
    };
    all.fit(&fields, mistakes);
    contract
}

/// What is said of the struct.
struct Attributes(Vec<Entry<Given>>);

impl Attributes {
    fn get(&self, key: &str) -> Option<&Entry<Given>> {
        self.0.iter().find(|entry| entry.key == key)
    }

    fn text(&self, key: &str) -> Option<&LitStr> {
        self.get(key).and_then(|entry| entry.value.text())
    }

    fn runtime(&self) -> TokenStream {
        self.get("crate").map_or_else(|| quote!(::creatio_runtime), |entry| entry.value.tokens())
    }

    fn says(&self, key: &str, text: &str) -> bool {
        self.text(key).is_some_and(|said| said.value() == text)
    }

    /// What the runtime is told.
    fn settings(&self, fields: &Fields<'_>, mistakes: &mut Mistakes) -> Vec<(Ident, TokenStream)> {
        let mut settings = Vec::new();
        for Entry { key, value } in &self.0 {
            let word = |words: &[Word], mistakes: &mut Mistakes| variant(value, words, &self.runtime(), mistakes);
            let told = match key.to_string().as_str() {
                "service" | "method" | "returns" | "crate" => continue,
                "verb" => word(&VERBS, mistakes),
                "body" => word(&BODIES, mistakes),
                "root" => word(&ROOTS, mistakes),
                "format" => word(&FORMATS, mistakes),
                _ => Some(value.tokens()),
            };
            if let ("path", Some(text)) = (key.to_string().as_str(), value.text()) {
                template::check(text, fields, mistakes);
            }
            settings.extend(told.map(|told| (key.clone(), told)));
        }
        if let Some(name) = fields.of_key("body").and_then(|field| field.name.as_deref()) {
            settings.push((Ident::new("whole", Span::mixed_site()), name.to_token_stream()));
        }
        if self.get("returns").is_none() {
            settings.push((Ident::new("void", Span::mixed_site()), TokenStream::new()));
        }
        settings
    }

    /// What can't go together.
    fn fit(&self, fields: &Fields<'_>, mistakes: &mut Mistakes) {
        let is_get = self.says("verb", "GET");
        let body = self.text("body").map(LitStr::value).unwrap_or_else(|| "wrapped".to_owned());
        for field in fields.iter() {
            let Some(key) = &field.key else { continue };
            if is_get {
                mistakes.at(key, "a GET has no body: its arguments stand in the path and the query");
            } else if key == "body" && matches!(body.as_str(), "wrapped" | "wrapped_request") {
                let words = format!(
                    "the body is wrapped, and `{}` one of its members; with `body = \"bare\"` it is all of it",
                    field.ident
                );
                mistakes.at(key, words);
            }
        }
        let is_wrapped = matches!(body.as_str(), "wrapped" | "wrapped_response");
        for key in ["result", "out"] {
            if let (Some(entry), false) = (self.get(key), is_wrapped) {
                mistakes.at(
                    &entry.key,
                    format!("the reply is not wrapped (`body = \"{body}\"`), so it has no such members"),
                );
            }
        }
        for key in ["result", "json_string"] {
            if let (Some(entry), Some(_), true) = (self.get(key), self.get("out"), is_wrapped) {
                let words =
                    "with `out`, the type of `returns` takes the whole reply: say it there, by serde's attributes";
                mistakes.at(&entry.key, words);
            }
        }
        for key in ["result", "out", "json_string"] {
            if let (Some(entry), None) = (self.get(key), self.get("returns")) {
                mistakes.at(&entry.key, "nothing is read of the reply: add `returns = …`, a type");
            }
        }
        let is_xml = self.says("format", "xml");
        for key in ["namespace", "data_namespace"] {
            if let (Some(entry), false) = (self.get(key), is_xml) {
                mistakes.at(&entry.key, "only XML has namespaces: add `format = \"xml\"`");
            }
        }
        if let (Some(entry), true) = (self.get("json_string"), is_xml) {
            mistakes.at(&entry.key, "the reply is XML, and so is all that is in it");
        }
        if fields.is_nameless() && (is_get || !matches!(body.as_str(), "bare" | "wrapped_response")) {
            mistakes.add(syn::Error::new(
                fields.span(),
                "its value has no name: parameters have one, but for the body of `body = \"bare\"`",
            ));
        }
    }
}

/// One of the words that a key takes, as the runtime calls it.
fn variant(value: &Given, words: &[Word], runtime: &TokenStream, mistakes: &mut Mistakes) -> Option<TokenStream> {
    let text = value.text()?;
    if let Some(word) = words.iter().find(|word| word.said == text.value()) {
        return Some(word.tokens(runtime));
    }
    let all: Vec<&str> = words.iter().map(|word| word.said).collect();
    mistakes.at(text, format!("expected {}", given::quoted(&all)));
    None
}

/// Refuses what can't be the name of a class or method.
fn name(key: &str, text: &LitStr, mistakes: &mut Mistakes) {
    let value = text.value();
    if key == "service" && value.ends_with(".svc") {
        mistakes.at(text, "leave `.svc` off: `root = \"service_model\"` adds it");
    } else if value.is_empty() || !value.chars().all(|char| char.is_alphanumeric() || char == '_') {
        let what = if key == "service" { "a C# class, without its namespace" } else { "a C# method" };
        mistakes.at(text, format!("expected the name of {what}; what else its address needs is the `path`"));
    }
}
