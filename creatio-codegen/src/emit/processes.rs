//! Business processes.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{derives, derives_with_default, docs, ident, shape};
use crate::plan::{Derive, PROCESSES, Process, Slot, Values, Way};

/// The structs of a process and what they implement: an item each.
pub(super) fn process(process: &Process, traits: &[Derive]) -> Vec<TokenStream> {
    let (inputs, outputs) = (ident(&process.inputs.ident), ident(&process.outputs.ident));
    let wire = &process.name.wire;
    let mut items = vec![
        structure(&process.inputs, traits),
        quote! {
            impl ::creatio_runtime::Process for #inputs {
                const NAME: &'static str = #wire;
                type Output = #outputs;
            }
        },
        implementation(&process.inputs),
    ];
    for values in std::iter::once(&process.outputs).chain(&process.items) {
        items.extend([structure(values, traits), implementation(values)]);
    }
    items
}

fn structure(values: &Values, traits: &[Derive]) -> TokenStream {
    let (doc, name) = (docs(&values.doc), ident(&values.ident));
    let derives = match values.way {
        Way::In => derives_with_default(traits),
        Way::Out => derives(traits),
    };
    let fields = values.slots.iter().map(|slot| {
        let (doc, name, ty) = (docs(&slot.doc), ident(&slot.ident), shape(&slot.shape, Some(PROCESSES)));
        quote!(#doc pub #name: #ty,)
    });
    quote!(#doc #derives pub struct #name { #(#fields)* })
}

fn implementation(values: &Values) -> TokenStream {
    let name = ident(&values.ident);
    let fields: Vec<_> = values.slots.iter().map(|slot| ident(&slot.ident)).collect();
    let wires: Vec<&str> = values.slots.iter().map(|slot: &Slot| slot.wire.as_str()).collect();
    let is_empty = fields.is_empty();
    match values.way {
        Way::In => {
            let to = if is_empty { quote!(_) } else { quote!(to) };
            quote! {
                impl ::creatio_runtime::Inputs for #name {
                    fn write(&self, #to: &mut ::creatio_runtime::Parameters) {
                        #(to.put(#wires, &self.#fields);)*
                    }
                }
            }
        }
        Way::Out => {
            let from = if is_empty { quote!(_) } else { quote!(from) };
            quote! {
                impl ::creatio_runtime::Outputs for #name {
                    const NAMES: &'static [&'static str] = &[#(#wires),*];

                    fn read(#from: &mut ::creatio_runtime::Results<'_>) -> Self {
                        Self { #(#fields: from.get()),* }
                    }
                }
            }
        }
    }
}
