//! The fields of a contract: the parameters of its method.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Ident};

use super::names::Serde;
use crate::attribute::{Entry, Mistakes, Value, alone, entries};

/// Keys of a field: `body`, whose value is the whole body, and `raw`, whose bytes are.
const KEYS: [&str; 2] = ["body", "raw"];

/// A key that takes nothing.
struct Flag;

impl Value for Flag {
    fn parse(key: &Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        alone(key, input).map(|()| Self)
    }
}

pub(super) struct Field<'a> {
    pub(super) ident: &'a Ident,
    /// Serde's name for it; `None` when serde does not write it.
    pub(super) name: Option<String>,
    /// `body` or `raw`, if it is one of them.
    pub(super) key: Option<Ident>,
}

pub(super) struct Fields<'a> {
    named: Vec<Field<'a>>,
    /// Some of the names are those of a field's own fields, and not known here.
    flattened: bool,
    /// The struct is one value without a name.
    nameless: bool,
    span: Span,
}

impl<'a> Fields<'a> {
    pub(super) fn read(input: &'a DeriveInput, mistakes: &mut Mistakes) -> Self {
        let mut fields = Self { named: Vec::new(), flattened: false, nameless: false, span: input.ident.span() };
        let data = match &input.data {
            Data::Struct(data) => data,
            Data::Enum(data) => {
                mistakes.at(&data.enum_token, "a contract is a struct: its fields are the parameters of the method");
                return fields;
            }
            Data::Union(data) => {
                mistakes.at(&data.union_token, "a contract is a struct: its fields are the parameters of the method");
                return fields;
            }
        };
        if let syn::Fields::Unnamed(unnamed) = &data.fields {
            fields.nameless = true;
            fields.span = unnamed.span();
            if unnamed.unnamed.len() != 1 {
                mistakes.at(unnamed, "the fields of a contract have names: those of the method's parameters");
            }
        }
        let rename_all = Serde::read(&input.attrs).rename_all;
        for field in &data.fields {
            let Some(ident) = &field.ident else { continue };
            let serde = Serde::read(&field.attrs);
            let key = key(ident, &field.attrs, &serde, mistakes);
            fields.flattened |= serde.flatten;
            let name = (!serde.skip && !serde.flatten).then(|| serde.name(ident, rename_all.as_deref()));
            fields.named.push(Field { ident, name, key });
        }
        let mut sole = fields.named.iter().filter_map(|field| field.key.as_ref().map(|key| (key, field.ident)));
        if let Some((_, first)) = sole.next() {
            for (key, _) in sole {
                mistakes.at(key, format!("one field is the body, and `{first}` is it already"));
            }
        }
        fields
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Field<'a>> {
        self.named.iter()
    }

    /// The field of a name on the wire.
    pub(super) fn find(&self, name: &str) -> Option<&Field<'a>> {
        self.iter().find(|field| field.name.as_deref() == Some(name))
    }

    /// Whether the name may be that of a field that can't be seen from here.
    pub(super) fn may_have_more(&self) -> bool {
        self.flattened
    }

    pub(super) fn is_nameless(&self) -> bool {
        self.nameless
    }

    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The field of which this is said.
    pub(super) fn of_key(&self, key: &str) -> Option<&Field<'a>> {
        self.iter().find(|field| field.key.as_ref().is_some_and(|said| said == key))
    }
}

fn key(ident: &Ident, attributes: &[syn::Attribute], serde: &Serde, mistakes: &mut Mistakes) -> Option<Ident> {
    let mut entries = entries::<Flag>(super::NAME, attributes, &KEYS, mistakes).into_iter();
    let Entry { key, .. } = entries.next()?;
    for second in entries {
        mistakes.at(&second.key, format!("a field is one thing alone, and `{ident}` is `{key}` already"));
    }
    if key == "raw" && !serde.skip {
        mistakes.at(
            &key,
            format!("bytes are no JSON: add `#[serde(skip)]` to `{ident}`, so that they are sent as they are"),
        );
    }
    if key == "body" && (serde.skip || serde.flatten) {
        mistakes.at(&key, format!("serde does not write `{ident}` under a name of its own, so it can't be the body"));
    }
    Some(key)
}
