//! Small pieces: identifiers, paths, types, docs and tables.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::model::Primitive;
use crate::plan::{Base, Derive, Shape, TypePath};

pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The path to a type from a file of the module `home`.
pub(super) fn path(to: &TypePath, home: Option<&str>) -> TokenStream {
    let name = ident(&to.ident);
    match (home, to.module.as_deref()) {
        (here, there) if here == there => quote!(super::#name),
        (None, Some(module)) => {
            let module = ident(module);
            quote!(super::#module::#name)
        }
        (Some(_), None) => quote!(super::super::#name),
        (Some(_), Some(module)) => {
            let module = ident(module);
            quote!(super::super::#module::#name)
        }
        (None, None) => unreachable!("the same module"),
    }
}

pub(super) fn shape(shape: &Shape, home: Option<&str>) -> TokenStream {
    match shape {
        Shape::Plain(inner) => base(inner, home),
        Shape::Optional(inner) => {
            let inner = base(inner, home);
            quote!(::core::option::Option<#inner>)
        }
        Shape::Boxed(inner) => {
            let inner = base(inner, home);
            quote!(::core::option::Option<::std::boxed::Box<#inner>>)
        }
        Shape::List(inner) => {
            let inner = base(inner, home);
            quote!(::std::vec::Vec<#inner>)
        }
        Shape::OptionalList(inner) => {
            let inner = base(inner, home);
            quote!(::core::option::Option<::std::vec::Vec<#inner>>)
        }
        Shape::ListOfOptional(inner) => {
            let inner = base(inner, home);
            quote!(::std::vec::Vec<::core::option::Option<#inner>>)
        }
    }
}

pub(super) fn base(base: &Base, home: Option<&str>) -> TokenStream {
    match base {
        Base::Primitive(primitive) => self::primitive(*primitive),
        Base::Complex(to) | Base::Enum(to) => path(to, home),
        Base::Flags(to) => {
            let inner = path(to, home);
            quote!(::creatio_runtime::Flags<#inner>)
        }
    }
}

fn primitive(primitive: Primitive) -> TokenStream {
    match primitive {
        Primitive::Binary => quote!(::creatio_runtime::Binary),
        Primitive::Boolean => quote!(bool),
        Primitive::Byte => quote!(u8),
        Primitive::Date => quote!(::creatio_runtime::jiff::civil::Date),
        Primitive::DateTime => quote!(::creatio_runtime::jiff::civil::DateTime),
        Primitive::DateTimeOffset => quote!(::creatio_runtime::jiff::Timestamp),
        Primitive::Decimal => quote!(::creatio_runtime::rust_decimal::Decimal),
        Primitive::Double => quote!(f64),
        Primitive::Duration => quote!(::creatio_runtime::jiff::SignedDuration),
        Primitive::Guid => quote!(::creatio_runtime::uuid::Uuid),
        Primitive::Int16 => quote!(i16),
        Primitive::Int32 => quote!(i32),
        Primitive::Int64 => quote!(i64),
        Primitive::SByte => quote!(i8),
        Primitive::Single => quote!(f32),
        Primitive::Stream => unreachable!("a stream is no field"),
        Primitive::String => quote!(::std::string::String),
        Primitive::TimeOfDay => quote!(::creatio_runtime::jiff::civil::Time),
    }
}

/// Doc comments, a line each.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A table of the runtime: a string literal with an entry a line, so that a difference is a line too.
pub(super) fn table(entries: impl Iterator<Item = String>) -> TokenStream {
    let mut literal = String::from("\"");
    let mut any = false;
    for entry in entries {
        any = true;
        let _ = write!(literal, "\n            {}", entry.escape_debug());
    }
    literal.push_str(if any { "\n        \"" } else { "\"" });
    let literal: Literal = literal.parse().expect("an escaped string is a literal");
    quote!(#literal)
}

/// `#[derive(…)]`, or nothing.
pub(super) fn derives(derives: &[Derive]) -> TokenStream {
    let names = names(derives);
    if derives.is_empty() { TokenStream::new() } else { quote!(#[derive(#(#names),*)]) }
}

/// Those, and `Default`, which values on their way in always have.
pub(super) fn derives_with_default(derives: &[Derive]) -> TokenStream {
    let (names, default) = (names(derives), quote!(Default));
    // In the order of the alphabet, as people write them.
    let place = derives.iter().take_while(|derive| **derive < Derive::PartialEq).count();
    let names: Vec<_> = names[..place].iter().chain([&default]).chain(&names[place..]).collect();
    quote!(#[derive(#(#names),*)])
}

fn names(derives: &[Derive]) -> Vec<TokenStream> {
    let name = |derive: &Derive| match derive {
        Derive::Clone => quote!(Clone),
        Derive::Debug => quote!(Debug),
        Derive::PartialEq => quote!(PartialEq),
    };
    derives.iter().map(name).collect()
}
