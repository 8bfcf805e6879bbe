//! Enum types.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, table};
use crate::plan::{Enum, UNRECOGNIZED, Variant};

/// The enum and what it implements: an item each.
pub(super) fn enumeration(ty: &Enum) -> [TokenStream; 3] {
    let name = ident(&ty.name.ident);
    let doc = docs(&ty.name.doc);
    let unrecognized = ident(UNRECOGNIZED);
    let variants = ty.variants.iter().map(variant);
    let members = ty.variants.iter().map(|variant| ident(&variant.ident));
    let full_name = &ty.full_name;
    let lines = table(ty.variants.iter().map(|variant| format!("{} {}", variant.wire, variant.value)));
    let definition = quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#variants)*
            /// A value that the document did not know.
            #unrecognized(::creatio_runtime::Unknown),
        }
    };
    let enumeration = quote! {
        impl ::creatio_runtime::Enumeration for #name {
            const META: &'static ::creatio_runtime::EnumMeta = &::creatio_runtime::EnumMeta { name: #full_name, members: #lines };
            const MEMBERS: &'static [Self] = &[#(Self::#members),*];

            fn other(unknown: ::creatio_runtime::Unknown) -> Self {
                Self::#unrecognized(unknown)
            }

            fn unknown(&self) -> ::core::option::Option<&::creatio_runtime::Unknown> {
                match self {
                    Self::#unrecognized(unknown) => ::core::option::Option::Some(unknown),
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
    let value = quote!(impl ::creatio_runtime::Value for #name { type Kind = ::creatio_runtime::kind::Enumeration; });
    [definition, enumeration, value]
}

fn variant(variant: &Variant) -> TokenStream {
    let (doc, name) = (docs(&variant.doc), ident(&variant.ident));
    quote!(#doc #name,)
}
