//! The `mod.rs` of the root and of each further schema.
//!
//! The root is also read by `include!`, so it has neither inner docs nor inner attributes.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::FORMAT;
use super::tokens::{docs, ident};
use crate::plan::{Module, Named, PROCESSES, Plan, Process};

/// The check against the runtime, the other schemas, the processes, and the types.
pub(super) fn root(module: &Module, plan: &Plan) -> Vec<TokenStream> {
    let format = Literal::u32_unsuffixed(FORMAT);
    let mut items = vec![quote!(const _: () = ::creatio_runtime::generated::check(#format);)];
    items.extend(plan.modules.iter().filter_map(|schema| {
        let place = schema.place.as_ref()?;
        let name = ident(&place.name);
        let doc = docs(&[format!("Types of the schema `{}`.", place.namespace)]);
        Some(quote!(#doc #[allow(unreachable_pub)] pub mod #name;))
    }));
    if !plan.processes.is_empty() {
        let name = ident(PROCESSES);
        items.push(quote!(#[doc = " Business processes."] #[allow(unreachable_pub)] pub mod #name;));
    }
    items.extend(types(module));
    items
}

/// The types of a schema beside the root.
pub(super) fn schema(module: &Module) -> Vec<TokenStream> {
    types(module).into()
}

/// A private module per process, and its structs.
pub(super) fn processes(processes: &[Process]) -> Vec<TokenStream> {
    let structs = |process: &Process| {
        let values = [&process.inputs, &process.outputs].into_iter().chain(&process.items);
        values.map(|values| (process.name.file.clone(), values.ident.clone())).collect::<Vec<_>>()
    };
    exported(processes.iter().flat_map(structs).collect()).into()
}

/// A private module per type, and the types themselves.
fn types(module: &Module) -> [TokenStream; 2] {
    let named = |named: &Named| (named.file.clone(), named.ident.clone());
    let records = module.records.iter().map(|record| named(&record.name));
    exported(records.chain(module.enums.iter().map(|ty| named(&ty.name))).collect())
}

/// Modules, once each, and what is public in them.
fn exported(mut types: Vec<(String, String)>) -> [TokenStream; 2] {
    types.sort();
    let modules: BTreeSet<&str> = types.iter().map(|(file, _)| file.as_str()).collect();
    let modules: Vec<_> = modules.into_iter().map(ident).collect();
    let files = types.iter().map(|(file, _)| ident(file));
    let names = types.iter().map(|(_, name)| ident(name));
    let uses = match types.is_empty() {
        true => TokenStream::new(),
        false => {
            quote!(#[allow(unreachable_pub, unused_imports)] #[rustfmt::skip] pub use self::{#(#files::#names),*};)
        }
    };
    [quote!(#(mod #modules;)*), uses]
}
