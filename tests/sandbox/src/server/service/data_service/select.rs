//! Select queries: columns by alias, conditions that compare, one order, pages.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::rows::Row;

/// Why a query has no answer.
struct Refused {
    code: &'static str,
    message: String,
}

/// A column that is asked for.
struct Column<'q> {
    alias: &'q str,
    path: &'q str,
    /// 1 rising, 2 falling, and which of the orders it is; nothing when it is none.
    order: Option<(i64, bool)>,
}

/// Answers a query over rows.
pub(super) fn answer(query: &Value, user: &str, rows: impl Fn(&str) -> Option<Vec<Row>>) -> Value {
    select(query, user, rows).unwrap_or_else(|refused| {
        json!({
            "responseStatus": { "ErrorCode": refused.code, "Message": refused.message, "Errors": [] },
            "rowsAffected": -1,
            "success": false,
        })
    })
}

fn select(query: &Value, user: &str, rows: impl Fn(&str) -> Option<Vec<Row>>) -> Result<Value, Refused> {
    let root = query["rootSchemaName"].as_str().unwrap_or_default();
    let unknown = || missing(format!("Item with name {root} not found."));
    let all = rows(root).ok_or_else(unknown)?;
    let columns = columns(query);
    let mut kept = Vec::new();
    for row in all {
        if meets(&query["filters"], &row, root, user)? {
            kept.push(row);
        }
    }
    let mut orders: Vec<_> = columns.iter().filter_map(|column| Some((column.order?, column.path))).collect();
    orders.sort_by_key(|((position, _), _)| *position);
    kept.sort_by(|a, b| {
        let by = orders.iter().map(|((_, falling), path)| {
            let order = compare(&raw(get(a, path)), &raw(get(b, path)));
            if *falling { order.reverse() } else { order }
        });
        by.fold(Ordering::Equal, Ordering::then)
    });
    let skipped = query["rowsOffset"].as_i64().unwrap_or(0).max(0).unsigned_abs();
    let taken = match query["rowCount"].as_i64() {
        // Refused by the database (notes of a client).
        Some(0) => {
            return Err(Refused {
                code: "SqlException",
                message: "The number of rows must be greater than zero.".into(),
            });
        }
        Some(count) if count > 0 => count.unsigned_abs(),
        _ => u64::MAX,
    };
    let page = kept.iter().skip(skipped as usize).take(usize::try_from(taken).unwrap_or(usize::MAX));
    let mut replies = Vec::new();
    for row in page {
        let mut members = Map::new();
        for column in &columns {
            members.insert(column.alias.to_owned(), value(row, column.path, root)?.clone());
        }
        replies.push(Value::Object(members));
    }
    Ok(json!({
        "rowConfig": {},
        "rowsAffected": replies.len(),
        "rows": replies,
        "notFoundColumns": [],
        "nextPrcElReady": false,
        "success": true,
    }))
}

fn columns(query: &Value) -> Vec<Column<'_>> {
    let items = query["columns"]["items"].as_object().into_iter().flatten();
    items
        .filter_map(|(alias, item)| {
            let position = item["orderPosition"].as_i64().filter(|position| *position >= 0);
            let direction = item["orderDirection"].as_i64().filter(|direction| *direction > 0);
            let order = position.zip(direction).map(|(position, direction)| (position, direction == 2));
            Some(Column { alias, path: item["expression"]["columnPath"].as_str()?, order })
        })
        .collect()
}

/// Whether a row meets a filter: a group, or a comparison of a column with a value.
fn meets(filter: &Value, row: &Row, root: &str, user: &str) -> Result<bool, Refused> {
    if filter.is_null() || filter["isEnabled"] == false {
        return Ok(true);
    }
    if filter["filterType"] == 6 {
        let any = filter["logicalOperation"] == 1;
        let items = filter["items"].as_object().into_iter().flatten();
        let met = items.map(|(_, item)| meets(item, row, root, user)).collect::<Result<Vec<_>, _>>()?;
        return Ok(if any { met.is_empty() || met.contains(&true) } else { !met.contains(&false) });
    }
    let path = filter["leftExpression"]["columnPath"].as_str().unwrap_or_default();
    let left = raw(Some(value(row, path, root)?));
    let right = &filter["rightExpression"];
    let right = match (&right["expressionType"], &right["macrosType"]) {
        (kind, _) if *kind == 2 => right["parameter"]["value"].clone(),
        // The user's contact.
        (kind, macros) if *kind == 1 && *macros == 2 => json!(user),
        _ => return Err(unsupported("an expression")),
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_lowercase();
    match filter["comparisonType"].as_i64() {
        Some(3) => Ok(compare(&left, &right) == Ordering::Equal),
        Some(4) => Ok(compare(&left, &right) != Ordering::Equal),
        Some(9) => Ok(text(&left).starts_with(&text(&right))),
        Some(11) => Ok(text(&left).contains(&text(&right))),
        _ => Err(unsupported("a comparison")),
    }
}

/// The column of a path.
fn value<'r>(row: &'r Row, path: &str, root: &str) -> Result<&'r Value, Refused> {
    get(row, path).ok_or_else(|| missing(format!("Column by path {path} not found in schema {root}.")))
}

fn get<'r>(row: &'r Row, path: &str) -> Option<&'r Value> {
    row.iter().find(|(name, _)| *name == path).map(|(_, value)| value)
}

/// What is compared of a value: of a lookup its key, and text without regard to case.
fn raw(value: Option<&Value>) -> Value {
    let value = value.unwrap_or(&Value::Null);
    value.get("value").unwrap_or(value).clone()
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Value::Number(a), Value::Number(b)) => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        _ => a.to_string().cmp(&b.to_string()),
    }
}

fn missing(message: String) -> Refused {
    Refused { code: "ItemNotFoundException", message }
}

fn unsupported(what: &str) -> Refused {
    Refused { code: "NotSupportedException", message: format!("The sandbox can't do this yet: {what}.") }
}
