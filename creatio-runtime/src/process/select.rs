//! Select queries of DataService, as far as processes need them.

use serde_json::{Map, Value, json};

use crate::client::{Body, Call, Client, Error, ServiceFailure, ServiceRequest};

const PATH: &str = "DataService/json/SyncReply/SelectQuery";

/// Rows of a schema (creatio-services facts 1.2 to 1.7).
pub(super) struct Select {
    pub(super) schema: &'static str,
    /// Columns by the names that the answer has them under.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// Conditions, all of which hold.
    pub(super) filters: Vec<Value>,
    /// What it is ordered by, one of the columns, and whether what is last comes first.
    pub(super) order: (&'static str, bool),
    pub(super) rows: usize,
    pub(super) skip: usize,
    /// What may help when the service refuses.
    pub(super) advice: &'static str,
}

impl Select {
    fn json(&self) -> Value {
        let columns: Map<String, Value> = self.columns.iter().map(|(alias, path)| self.column(alias, path)).collect();
        let filters = self.filters.iter().enumerate();
        let filters: Map<String, Value> = filters.map(|(number, one)| (format!("f{number}"), one.clone())).collect();
        json!({
            "rootSchemaName": self.schema,
            "operationType": 0,
            "columns": { "items": columns },
            "allColumns": false,
            "rowCount": self.rows,
            "rowsOffset": self.skip,
            "filters": { "filterType": 6, "isEnabled": true, "logicalOperation": 0, "items": filters },
        })
    }

    fn column(&self, alias: &str, path: &str) -> (String, Value) {
        let (direction, position) = match self.order {
            (by, falling) if by == path => (1 + u8::from(falling), 0),
            _ => (0, -1),
        };
        let column = json!({
            "orderDirection": direction, "orderPosition": position, "isVisible": true, "expression": column(path),
        });
        (alias.to_owned(), column)
    }

    /// Asks for them, and makes of each row what `read` makes of it.
    pub(super) fn all<T: Send + 'static>(self, client: &Client, read: fn(&Value) -> Option<T>) -> Call<Vec<T>> {
        let client = client.clone();
        Call::new(async move { self.page(&client, read).await })
    }

    pub(super) async fn page<T>(&self, client: &Client, read: fn(&Value) -> Option<T>) -> Result<Vec<T>, Error> {
        let body = client.service(reading(PATH, &self.json())).await?;
        let answer = answer(&body, self.advice)?;
        let rows = answer.get("rows").and_then(Value::as_array).ok_or_else(|| body.not_json())?;
        rows.iter().map(|row| read(row).ok_or_else(|| body.not_json())).collect()
    }
}

/// A request that only reads, so that it may be sent again.
pub(super) fn reading(path: &str, body: &Value) -> ServiceRequest {
    ServiceRequest { changes: false, ..ServiceRequest::post(path, body.to_string()) }
}

/// What is in the answer, unless the service says that it failed.
pub(super) fn answer(body: &Body, advice: &'static str) -> Result<Value, Error> {
    let answer = serde_json::from_str(body.text()?).map_err(|_| body.not_json())?;
    match ServiceFailure::read(&answer) {
        Some(failure) => Err(body.refused(&failure).advised(advice)),
        None => Ok(answer),
    }
}

pub(super) fn column(path: &str) -> Value {
    json!({ "expressionType": 0, "columnPath": path })
}

/// A condition that compares a column with a value.
pub(super) fn compare(path: &str, comparison: u8, value: &Value) -> Value {
    json!({
        "filterType": 1, "comparisonType": comparison, "isEnabled": true,
        "leftExpression": column(path), "rightExpression": value,
    })
}

pub(super) fn parameter(data_value_type: u8, value: &str) -> Value {
    json!({ "expressionType": 2, "parameter": { "dataValueType": data_value_type, "value": value } })
}

/// A text of a row; an empty one is none.
pub(super) fn text<'r>(row: &'r Value, alias: &str) -> Option<&'r str> {
    row.get(alias)?.as_str().filter(|text| !text.is_empty())
}
