//! The `mod.rs` of the root and of each further schema.
//!
//! The root is also read by `include!`, so it has neither inner docs nor inner attributes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::FORMAT;
use super::tokens::{docs, ident};
use crate::plan::{Module, Named};

/// The check against the runtime, the other schemas, and the types.
pub(super) fn root(module: &Module, all: &[Module]) -> Vec<TokenStream> {
    let format = Literal::u32_unsuffixed(FORMAT);
    let mut items = vec![quote!(const _: () = ::creatio_runtime::generated::check(#format);)];
    items.extend(all.iter().filter_map(|schema| {
        let place = schema.place.as_ref()?;
        let name = ident(&place.name);
        let doc = docs(&[format!("Types of the schema `{}`.", place.namespace)]);
        Some(quote!(#doc pub mod #name;))
    }));
    items.extend(types(module));
    items
}

/// The types of a schema beside the root.
pub(super) fn schema(module: &Module) -> Vec<TokenStream> {
    types(module).into()
}

/// A private module per type, and the types themselves.
fn types(module: &Module) -> [TokenStream; 2] {
    let mut named: Vec<&Named> =
        module.records.iter().map(|record| &record.name).chain(module.enums.iter().map(|ty| &ty.name)).collect();
    named.sort_by(|a, b| a.file.cmp(&b.file));
    let files: Vec<_> = named.iter().map(|named| ident(&named.file)).collect();
    let names = named.iter().map(|named| ident(&named.ident));
    let uses = match files.is_empty() {
        true => TokenStream::new(),
        false => {
            quote!(#[allow(unreachable_pub, unused_imports)] #[rustfmt::skip] pub use self::{#(#files::#names),*};)
        }
    };
    [quote!(#(mod #files;)*), uses]
}
