//! The code of a projection. It names nothing that a user's own names could hide.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{Expr, Ident};

use super::{Field, Projection, Source};

impl Projection<'_> {
    pub(super) fn emit(&self) -> TokenStream {
        let entity = &self.entity;
        let fields = self.fields.iter().map(|field| self.field(field));
        self.implementations(&quote_spanned! {Span::mixed_site()=>
            let mut __row = __row.of::<#entity>();
            Self { #(#fields)* }
        })
    }

    pub(super) fn emit_stub(&self, errors: TokenStream) -> TokenStream {
        let implementations = self.implementations(&quote!(loop {}));
        quote!(#errors #implementations)
    }

    fn implementations(&self, body: &TokenStream) -> TokenStream {
        let Self { name, entity, runtime, .. } = self;
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #runtime::FromRow for #name {
                #[inline]
                #[allow(unused_mut, unused_variables)]
                fn from_row(__row: &mut #runtime::Row<'_>) -> Self {
                    #body
                }
            }
            #[automatically_derived]
            impl #runtime::EntityRow for #name {
                type Entity = #entity;
            }
            #[automatically_derived]
            impl #runtime::RowOf<#entity> for #name {}
            #[automatically_derived]
            impl #runtime::Projection for #name {}
        }
    }

    fn field(&self, Field { name, type_, source }: &Field<'_>) -> TokenStream {
        let read = match source {
            Source::Name => {
                let (entity, here) = (&self.entity, placed(name));
                let column = Ident::new(&name.unraw().to_string().to_uppercase(), here);
                quote_spanned!(here=> __row.column(const { <#entity>::#column }))
            }
            Source::Column(column) => {
                let (member, here) = (self.member(column), placed(column));
                quote_spanned!(here=> __row.column(const { #member }))
            }
            Source::Lookup(lookup) => {
                let (member, here) = (self.member(lookup), placed(lookup));
                quote_spanned!(here=> __row.lookup(const { #member }))
            }
            Source::Details(details) => {
                let (member, here) = (self.member(details), placed(details));
                quote_spanned!(here=> __row.details(|| #member))
            }
        };
        quote_spanned!(placed(name)=> #name: #read.fill::<#type_>(),)
    }

    /// A single name is a const of the entity.
    fn member(&self, value: &Expr) -> TokenStream {
        let entity = &self.entity;
        match value {
            Expr::Path(path) if path.qself.is_none() && path.path.get_ident().is_some() => {
                quote_spanned!(path.span()=> <#entity>::#path)
            }
            _ => value.to_token_stream(),
        }
    }
}

/// What is wrong with a part of a field is shown at that part, but not as if the user had written the code: rustc would then
/// propose to change it.
fn placed(part: impl Spanned) -> Span {
    Span::mixed_site().located_at(part.span())
}
