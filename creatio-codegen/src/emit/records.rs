//! Entity and complex types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::home;
use super::tokens::{base, docs, ident, path, shape, table};
use crate::plan::{Dialect, Entity, Field, FurtherSet, KeyPart, Link, Module, Record, Stream};

/// The struct, its consts and what it implements: an item each.
pub(super) fn record(record: &Record, module: &Module, derives: &TokenStream) -> Vec<TokenStream> {
    let home = home(module);
    let name = ident(&record.name.ident);
    let doc = docs(&record.name.doc);
    let fields = record.fields.iter().map(|field| struct_field(field, home));
    let columns = record.fields.iter().enumerate().map(|(index, field)| column(index, field, home));
    let handles = record.entity.as_ref().map(|entity| handles(entity, home));
    let mut items =
        vec![quote!(#doc #derives pub struct #name { #(#fields)* }), quote!(impl #name { #(#columns)* #handles })];
    match &record.entity {
        Some(entity) => {
            items.push(entity_impl(record, entity, home));
            items.extend(queryable_impl(record, entity));
        }
        None => items.extend(complex_impls(record)),
    }
    items
}

fn struct_field(field: &Field, home: Option<&str>) -> TokenStream {
    let (doc, name, ty) = (docs(&field.doc), ident(&field.ident), shape(&field.shape, home));
    quote!(#doc pub #name: #ty,)
}

fn column(index: usize, field: &Field, home: Option<&str>) -> TokenStream {
    let doc = docs(&[format!("Column `{}`.", field.wire)]);
    let (name, ty, index) = (ident(&field.constant), shape(&field.shape, home), Literal::usize_unsuffixed(index));
    let own = field.computed.then(|| quote!(, ::creatio_runtime::Computed));
    quote!(#doc pub const #name: ::creatio_runtime::Column<Self, #ty #own> = ::creatio_runtime::column(#index);)
}

/// The consts that stand beside the columns of an entity.
fn handles(entity: &Entity, home: Option<&str>) -> TokenStream {
    let links = entity.links.iter().enumerate().map(|(index, link)| link_const(index, link, home));
    let streams = entity.streams.iter().enumerate().map(stream_const);
    let sets = entity.sets.iter().map(set_const);
    quote!(#(#links)* #(#streams)* #(#sets)*)
}

fn link_const(index: usize, link: &Link, home: Option<&str>) -> TokenStream {
    let (doc, name, target) = (docs(&link.doc), ident(&link.constant), path(&link.target, home));
    let kind = if link.many { quote!(Details) } else { quote!(Lookup) };
    let index = Literal::usize_unsuffixed(index);
    quote!(#doc pub const #name: ::creatio_runtime::#kind<Self, #target> = ::creatio_runtime::column(#index);)
}

fn stream_const((index, stream): (usize, &Stream)) -> TokenStream {
    let (doc, name, index) = (docs(&stream.doc), ident(&stream.constant), Literal::usize_unsuffixed(index));
    quote!(#doc pub const #name: ::creatio_runtime::StreamProperty<Self> = ::creatio_runtime::StreamProperty::new(#index);)
}

fn set_const(set: &FurtherSet) -> TokenStream {
    let (name, wire) = (ident(&set.constant), &set.wire);
    let (doc, kind) = match set.is_singleton {
        true => (format!("Singleton `{wire}`."), quote!(Singleton)),
        false => (format!("Further set `{wire}`."), quote!(EntitySet)),
    };
    let doc = docs(&[doc]);
    quote!(#doc pub const #name: ::creatio_runtime::#kind<Self> = ::creatio_runtime::#kind::new(#wire);)
}

fn entity_impl(record: &Record, entity: &Entity, home: Option<&str>) -> TokenStream {
    let name = ident(&record.name.ident);
    let meta = meta(record, Some(entity));
    let key = key(&entity.key, home);
    let (read, write) = (read(&record.fields), write(&record.fields));
    quote! {
        impl ::creatio_runtime::Entity for #name {
            #meta
            type Key = #key;
            #read
            #write
        }
    }
}

/// A type without a set has no address to send a query to, and so no such impl.
fn queryable_impl(record: &Record, entity: &Entity) -> Option<TokenStream> {
    let name = ident(&record.name.ident);
    entity.set.as_ref().map(|_| quote!(impl ::creatio_runtime::Queryable for #name {}))
}

fn complex_impls(record: &Record) -> [TokenStream; 2] {
    let name = ident(&record.name.ident);
    let meta = meta(record, None);
    let (read, write) = (read(&record.fields), write(&record.fields));
    [
        quote!(impl ::creatio_runtime::Complex for #name { #meta #read #write }),
        quote!(impl ::creatio_runtime::Value for #name { type Kind = ::creatio_runtime::kind::Complex; }),
    ]
}

fn meta(record: &Record, entity: Option<&Entity>) -> TokenStream {
    let wire = &record.name.wire;
    let set = entity.and_then(|entity| entity.set.as_deref()).unwrap_or_default();
    let key = entity.map_or_else(String::new, |entity| {
        entity.key.iter().map(|part| part.wire.as_str()).collect::<Vec<_>>().join(" ")
    });
    let columns = table(record.fields.iter().map(column_line));
    let links = table(entity.into_iter().flat_map(|entity| &entity.links).map(link_line));
    let streams = table(entity.into_iter().flat_map(|entity| &entity.streams).map(|stream| stream.wire.clone()));
    let dialect = match record.dialect {
        Dialect::Creatio => quote!(Creatio),
        Dialect::Standard => quote!(Standard),
    };
    quote! {
        const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
            name: #wire,
            set: #set,
            key: #key,
            columns: #columns,
            links: #links,
            streams: #streams,
            dialect: ::creatio_runtime::Dialect::#dialect,
        };
    }
}

fn column_line(field: &Field) -> String {
    match &field.lookup {
        Some((link, referenced)) => format!("{} > {link}/{referenced}", field.wire),
        None => field.wire.clone(),
    }
}

fn link_line(link: &Link) -> String {
    match &link.partner {
        Some(partner) if link.many => format!("{} < {partner}", link.wire),
        _ => link.wire.clone(),
    }
}

fn key(parts: &[KeyPart], home: Option<&str>) -> TokenStream {
    let types: Vec<_> = parts.iter().map(|part| base(&part.base, home)).collect();
    match types.as_slice() {
        [] => quote!(::creatio_runtime::NoKey),
        [one] => one.clone(),
        several => quote!((#(#several),*)),
    }
}

fn read(fields: &[Field]) -> TokenStream {
    let names = fields.iter().map(|field| ident(&field.ident));
    let row = if fields.is_empty() { quote!(_) } else { quote!(row) };
    quote! {
        #[inline]
        fn read(#row: &mut ::creatio_runtime::Row<'_>) -> Self {
            Self { #(#names: row.get()),* }
        }
    }
}

fn write(fields: &[Field]) -> TokenStream {
    let values = if fields.is_empty() { quote!(_) } else { quote!(values) };
    let held = fields.iter().map(|field| {
        let name = ident(&field.ident);
        if field.computed { quote!(&::creatio_runtime::Skipped) } else { quote!(&self.#name) }
    });
    let put = if fields.is_empty() { quote!() } else { quote!(values.put(&[#(#held),*]);) };
    quote! {
        #[inline]
        fn write(&self, #values: &mut ::creatio_runtime::Values) {
            #put
        }
    }
}
