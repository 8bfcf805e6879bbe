//! What the tests share: generated code written by hand, and an entity of one column.

#![allow(dead_code, missing_docs, unreachable_pub)]

pub mod creatio {
    include!("crm.rs");
}
#[path = "sample.rs"]
pub mod sample;
pub mod shop;

use creatio_runtime::{DecodeError, Dialect, Entity, Field, Meta, NoKey, Row, Values, decode};

/// An entity with the column `Value` alone.
#[derive(Debug)]
pub struct Only<T, const CREATIO: bool>(pub T);

impl<T: Field, const CREATIO: bool> Entity for Only<T, CREATIO> {
    const META: &'static Meta = &Meta {
        name: "Only",
        set: "",
        key: "",
        columns: "Value",
        links: "",
        streams: "",
        dialect: if CREATIO { Dialect::Creatio } else { Dialect::Standard },
    };
    type Key = NoKey;
    fn read(row: &mut Row<'_>) -> Self {
        Self(row.get())
    }
    fn write(&self, values: &mut Values) {
        values.put(&[&self.0]);
    }
}

/// Reads one value as a Creatio column.
pub fn creatio<T: Field>(json: &str) -> Result<T, DecodeError> {
    Ok(decode::entity::<Only<T, true>>(&format!(r#"{{"Value":{json}}}"#))?.0)
}

/// Reads one value as a column of another OData service.
pub fn standard<T: Field>(json: &str) -> Result<T, DecodeError> {
    Ok(decode::entity::<Only<T, false>>(&format!(r#"{{"Value":{json}}}"#))?.0)
}

/// What went wrong with one value, in either dialect.
pub fn refusal<T: Field>(json: &str) -> String {
    let words = |result: Result<T, DecodeError>| match result {
        Ok(_) => format!("{json} was read"),
        Err(error) => error.to_string(),
    };
    let (creatio, standard) = (words(creatio(json)), words(standard(json)));
    assert_eq!(creatio, standard);
    standard
}
