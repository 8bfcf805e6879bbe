//! `#[derive(Projection)]`.

mod emit;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Expr, Fields, Ident, Path, Type, parse_quote};

use crate::attribute::{Entry, Mistakes, entries};

const NAME: &str = "projection";

/// A struct and what fills it.
struct Projection<'a> {
    name: &'a Ident,
    entity: Path,
    /// Where creatio-runtime is.
    runtime: Path,
    fields: Vec<Field<'a>>,
}

struct Field<'a> {
    name: &'a Ident,
    type_: &'a Type,
    source: Source,
}

/// What fills a field.
enum Source {
    /// The column of the same name.
    Name,
    Column(Expr),
    Lookup(Expr),
    Details(Expr),
}

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let projection = projection(input, &mut mistakes);
    match (mistakes.into_errors(), projection) {
        (None, Some(projection)) => projection.emit(),
        // With an empty body, so that uses of the type are not told that it is no projection.
        (Some(errors), Some(projection)) => projection.emit_stub(errors),
        (errors, None) => errors.unwrap_or_default(),
    }
}

/// `None` when there is too little to implement anything.
fn projection<'a>(input: &'a DeriveInput, mistakes: &mut Mistakes) -> Option<Projection<'a>> {
    let generics = &input.generics;
    if !generics.params.is_empty() {
        let words = "a projection has no generic parameters: it holds columns, whose types are known";
        mistakes.at(generics, words);
    }
    let mut entity = None;
    let mut runtime = parse_quote!(::creatio_runtime);
    for Entry { key, value } in entries(NAME, &input.attrs, &["entity", "crate"], mistakes) {
        match value {
            Expr::Path(value) if value.qself.is_none() && key == "entity" => entity = Some(value.path),
            Expr::Path(value) if value.qself.is_none() => runtime = value.path,
            value => mistakes.at(&value, format!("expected a path: `{key} = {}`", example(&key))),
        }
    }
    let is_written = input.attrs.iter().any(|attribute| attribute.path().is_ident(NAME));
    if entity.is_none() && !(is_written && mistakes.any()) {
        mistakes.at(&input.ident, "the entity is missing: add `#[projection(entity = …)]`");
    }
    let fields = fields(input, mistakes);
    let is_plain = generics.params.is_empty();
    Some(Projection { name: &input.ident, entity: entity.filter(|_| is_plain)?, runtime, fields })
}

fn example(key: &Ident) -> &'static str {
    if key == "entity" { "Contact" } else { "::creatio_runtime" }
}

fn fields<'a>(input: &'a DeriveInput, mistakes: &mut Mistakes) -> Vec<Field<'a>> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => {
            mistakes.at(&data.enum_token, "a projection is a struct: its fields are filled by columns");
            return Vec::new();
        }
        Data::Union(data) => {
            mistakes.at(&data.union_token, "a projection is a struct: its fields are filled by columns");
            return Vec::new();
        }
    };
    match fields {
        Fields::Named(fields) if !fields.named.is_empty() => {}
        Fields::Unnamed(fields) => {
            let words = "the fields of a projection have names; for columns without names, `select` a tuple of them";
            mistakes.at(fields, words);
        }
        Fields::Named(_) | Fields::Unit => {
            mistakes.at(&input.ident, "a projection has at least one field, which a column fills");
        }
    }
    let named = fields.iter().filter_map(|field| Some((field, field.ident.as_ref()?)));
    named.map(|(field, name)| Field { name, type_: &field.ty, source: source(&field.attrs, mistakes) }).collect()
}

fn source(attributes: &[syn::Attribute], mistakes: &mut Mistakes) -> Source {
    let mut entries = entries::<Expr>(NAME, attributes, &["column", "lookup", "details"], mistakes).into_iter();
    let Some(Entry { key, value }) = entries.next() else {
        return Source::Name;
    };
    for second in entries {
        mistakes.at(&second.key, format!("a field is filled by one thing alone, and `{key}` is there already"));
    }
    match key.to_string().as_str() {
        "column" => Source::Column(value),
        "lookup" => Source::Lookup(value),
        _ => Source::Details(value),
    }
}
