//! The code of a contract: what its method is, as data.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::Contract;

impl Contract<'_> {
    pub(super) fn emit(&self) -> TokenStream {
        let Self { runtime, service, method, .. } = self;
        let settings = self.settings.iter().map(|(name, value)| quote!(.#name(#value)));
        self.implementation(&quote!(#runtime::contract::Operation::new(#service, #method)#(#settings)*))
    }

    pub(super) fn emit_stub(&self, errors: TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let implementation = self.implementation(&quote!(#runtime::contract::Operation::new("", "")));
        quote!(#errors #implementation)
    }

    fn implementation(&self, operation: &TokenStream) -> TokenStream {
        let Self { input, runtime, .. } = self;
        let name = &input.ident;
        let (generics, arguments, bounds) = input.generics.split_for_impl();
        let returns = self.returns.as_ref().map_or_else(|| quote!(()), |returns| quote!(#returns));
        let raw = self.raw.as_ref().map(|field| {
            quote_spanned! {Span::mixed_site()=>
                fn raw(&self) -> ::core::option::Option<&#runtime::contract::Raw> {
                    ::core::option::Option::Some(&self.#field)
                }
            }
        });
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #generics #runtime::Contract for #name #arguments #bounds {
                type Returns = #returns;
                const OPERATION: #runtime::contract::Operation = #operation;
                #raw
            }
        }
    }
}
