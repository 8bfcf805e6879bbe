//! Derive macros of creatio. Use them through `creatio_runtime`, which re-exports them.
#![forbid(unsafe_code)]

mod attribute;
mod contract;
mod projection;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct a row type of its own, checked against generated columns.
///
/// # The struct
///
/// `#[projection(entity = Contact)]` names the entity. (`crate = path` says where `creatio_runtime` is, when it has another
/// name.)
///
/// # The fields
///
/// | attribute | filled by | type of the field |
/// |---|---|---|
/// | none | the column of the field's name: `name` by `Contact::NAME` | the column's |
/// | `#[projection(column = JOB_TITLE)]` | another column of the entity | the column's |
/// | `#[projection(column = Contact::ACCOUNT.at(Account::NAME))]` | a column behind a lookup | an `Option` of the column's |
/// | `#[projection(lookup = ACCOUNT)]` | what the lookup leads to | `Option<…>` of a projection of it, or of the entity |
/// | `#[projection(details = ACTIVITY_BY_OWNER)]` | the rows that refer to this one | `Vec<…>` of a projection of them, or of the entity |
///
/// A single name is a const of the entity; anything else is a const expression.
#[proc_macro_derive(Projection, attributes(projection))]
pub fn projection(input: TokenStream) -> TokenStream {
    projection::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct the call of a custom web service's method: its fields are the parameters.
#[proc_macro_derive(Contract, attributes(contract, serde))]
pub fn contract(input: TokenStream) -> TokenStream {
    contract::derive(&parse_macro_input!(input as DeriveInput)).into()
}
