//! Bodies: JSON to drafts.

use std::collections::HashSet;

use rusqlite::types::Value;

use super::super::super::{Call, Shared};
use super::draft::Draft;
use super::value::{DEEPEST, TOO_DEEP, no_property, twice};
use crate::edm::ZERO_GUID;
use crate::fail::Fail;
use crate::json::Members;
use crate::model::{Kind, Model};
use crate::oddity::{Oddities, Oddity};

/// What a body is read with.
pub(super) struct Reading<'a> {
    pub(super) model: &'a Model,
    pub(super) oddities: &'a Oddities,
    /// The server's zone.
    pub(super) zone: &'a str,
    /// The service root.
    pub(super) root: &'a str,
    pub(super) call: &'a Call,
    /// Whether decimals and Int64 are to be text.
    pub(super) ieee754: bool,
}

/// Where a member stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How deep its row is below that of the body.
    pub(super) depth: usize,
    /// Whether the row is created.
    pub(super) creates: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(shared: &'a Shared, oddities: &'a Oddities, root: &'a str, call: &'a Call) -> Self {
        let ieee754 = content_type(call).contains("ieee754compatible=true");
        Self { model: &shared.model, oddities, zone: &shared.zone, root, call, ieee754 }
    }

    /// The row of a body that creates one.
    pub(super) fn new_row(&self, table: usize) -> Result<Draft, Fail> {
        self.row(table, self.text()?, Place { depth: 0, creates: true })
    }

    /// What a body changes in a row. Keys are passed over (OData Protocol 4.0, 11.4.3).
    pub(super) fn changes(&self, table: usize) -> Result<Draft, Fail> {
        let mut draft = self.row(table, self.text()?, Place { depth: 0, creates: false })?;
        for key in &self.model.tables[table].keys {
            draft.values[*key] = None;
        }
        Ok(draft)
    }

    fn text(&self) -> Result<&str, Fail> {
        let kind = content_type(self.call);
        let name = kind.split(';').next().unwrap_or_default();
        if name != "application/json" {
            // Without a type, a body is taken for bytes.
            let name = if name.is_empty() { "application/octet-stream" } else { name };
            return Err(Fail::MediaType(name.to_owned()));
        }
        let text = std::str::from_utf8(&self.call.body);
        text.map(|text| text.trim_start_matches('\u{feff}')).map_err(|_| refused("Invalid JSON. It is not UTF-8."))
    }

    /// A row as an object.
    pub(super) fn row(&self, table: usize, json: &str, place: Place) -> Result<Draft, Fail> {
        if place.depth > DEEPEST {
            return Err(refused(TOO_DEEP));
        }
        let Members(members) = serde_json::from_str(json).map_err(|error| unread(&error))?;
        let mut draft = Draft::new(table, self.model.tables[table].columns.len());
        let mut seen = HashSet::new();
        for (name, raw) in &members {
            if !seen.insert(name) {
                return Err(refused(&twice(name)));
            }
            self.member(&mut draft, name, raw.get(), place)?;
        }
        Ok(draft)
    }

    fn member(&self, draft: &mut Draft, name: &str, json: &str, place: Place) -> Result<(), Fail> {
        let table = &self.model.tables[draft.table];
        let (property, annotation) = match name.split_once('@') {
            // It is about the row.
            Some(("", _)) => return Ok(()),
            Some((property, annotation)) => (property, Some(annotation)),
            None => (name, None),
        };
        if let Some(link) = table.link(property) {
            return self.link(draft, link, annotation, json, place);
        }
        let Some(at) = table.column(property) else { return self.unknown(draft, property, place) };
        let column = &table.columns[at];
        if column.kind == Kind::Stream {
            return match annotation {
                // Microsoft.OData.Core reads this one, and no other.
                Some("odata.mediaContentType") => Ok(()),
                _ => Err(refused(&format!(
                    "The stream property '{property}' has links or a value in a request, which only replies may have."
                ))),
            };
        }
        if annotation.is_some() {
            return Ok(());
        }
        let value = self.value(&column.kind, json, place.depth).map_err(|message| refused(&message))?;
        let is_key = table.keys.contains(&at);
        if is_key && value == Value::Null {
            return Err(refused(&format!(
                "A null value was found for the property named '{property}', which has the expected type '{}[Nullable=False]'.",
                column.kind.edm()
            )));
        }
        let is_zero = column.kind == Kind::Guid && matches!(&value, Value::Text(text) if text == ZERO_GUID);
        draft.values[at] = match is_zero && (is_key || column.is_lookup) {
            _ if column.is_computed => None,
            true if self.oddities.on(Oddity::ZeroGuidIgnored) => None,
            true if !is_key => Some(Value::Null),
            _ => Some(value),
        };
        Ok(())
    }

    /// A property that there is not.
    fn unknown(&self, draft: &mut Draft, name: &str, place: Place) -> Result<(), Fail> {
        if !place.creates && self.oddities.on(Oddity::UnknownPropertyWritesNothing) {
            draft.is_void = true;
            return Ok(());
        }
        Err(refused(&no_property(name, &self.model.tables[draft.table].type_name)))
    }
}

/// In lower case, without spaces.
fn content_type(call: &Call) -> String {
    call.header("content-type").unwrap_or_default().to_ascii_lowercase().replace(' ', "")
}

/// A body that is refused. The word before the message is the name of the argument that the server reads it into.
pub(super) fn refused(message: &str) -> Fail {
    Fail::Request(format!("item : {message}"))
}

fn unread(error: &serde_json::Error) -> Fail {
    refused(&match error.classify() {
        serde_json::error::Category::Data => "Invalid JSON. An object was expected.".to_owned(),
        serde_json::error::Category::Eof => "Invalid JSON. The end was reached too early.".to_owned(),
        _ => format!("Invalid JSON. A token at line {}, column {} was not expected.", error.line(), error.column()),
    })
}
