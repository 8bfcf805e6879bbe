//! What OData can do and SQLite can't: exact decimals, Unicode case, its own text functions.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};

use crate::edm::decimal::{self, DIVISION_BY_ZERO, Operation};
use crate::edm::{self, Written};
use crate::model::Kind;

const OPERATIONS: [(&str, Operation); 5] = [
    ("add", Operation::Add),
    ("sub", Operation::Sub),
    ("mul", Operation::Mul),
    ("div", Operation::Div),
    ("mod", Operation::Mod),
];

/// Adds collations and functions to a connection.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    connection.create_collation("EDM_DECIMAL", decimal::compare)?;
    connection.create_collation("EDM_NOCASE", |a: &str, b: &str| {
        a.chars().flat_map(char::to_lowercase).cmp(b.chars().flat_map(char::to_lowercase))
    })?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, operation) in OPERATIONS {
        connection.create_scalar_function(&format!("edm_decimal_{name}")[..], 2, flags, move |context| {
            let (Some(a), Some(b)) = (text(context, 0)?, text(context, 1)?) else { return Ok(None) };
            decimal::calculate(operation, a, b).map(Some).map_err(failure)
        })?;
        connection.create_scalar_function(&format!("edm_int_{name}")[..], 2, flags, move |context| {
            let (Some(a), Some(b)) = (context.get::<Option<i64>>(0)?, context.get::<Option<i64>>(1)?) else {
                return Ok(None);
            };
            integer(operation, a, b).map(Some).map_err(failure)
        })?;
    }
    for name in ["round", "floor", "ceiling"] {
        connection.create_scalar_function(&format!("edm_{name}")[..], 1, flags, move |context| {
            Ok(text(context, 0)?.and_then(|text| decimal::whole(name, text)))
        })?;
    }
    type Round = fn(f64) -> f64;
    let rounds: [(&str, Round); 3] =
        [("edm_double_round", f64::round), ("edm_double_floor", f64::floor), ("edm_double_ceiling", f64::ceil)];
    for (name, round) in rounds {
        connection
            .create_scalar_function(name, 1, flags, move |context| Ok(context.get::<Option<f64>>(0)?.map(round)))?;
    }
    connection.create_scalar_function("edm_double", 1, flags, |context| {
        Ok(text(context, 0)?.and_then(|text| text.parse::<f64>().ok()))
    })?;
    type Calculate = fn(f64, f64) -> f64;
    // SQLite's own division makes nothing of a division by zero, where it is INF.
    let calculations: [(&str, Calculate); 2] = [("edm_double_mod", |a, b| a % b), ("edm_double_div", |a, b| a / b)];
    for (name, calculate) in calculations {
        connection.create_scalar_function(name, 2, flags, move |context| {
            let (a, b) = (context.get::<Option<f64>>(0)?, context.get::<Option<f64>>(1)?);
            Ok(a.zip(b).map(|(a, b)| calculate(a, b)))
        })?;
    }
    members(connection, flags)?;
    texts(connection, flags)
}

/// Members of complex values, which are stored as JSON.
fn members(connection: &Connection, flags: FunctionFlags) -> rusqlite::Result<()> {
    connection.create_scalar_function("edm_member", 2, flags, |context| {
        Ok(text(context, 0)?.zip(text(context, 1)?).and_then(|(object, name)| crate::json::member(object, name)))
    })?;
    connection.create_scalar_function("edm_has", 3, flags, |context| {
        let (stored, wanted) = (text(context, 0)?, text(context, 1)?);
        let members = text(context, 2)?.unwrap_or_default();
        let bits =
            |names: &str| names.split(',').map(|name| flag(members, name.trim())).try_fold(0, |a, b| Some(a | b?));
        let both = stored.and_then(bits).zip(wanted.and_then(bits));
        Ok(both.map(|(stored, wanted)| stored & wanted == wanted))
    })?;
    // As a column of the type would hold it, so that it is compared as one is.
    connection.create_scalar_function("edm_value", 2, flags, |context| {
        let (Some(json), Some(edm)) = (text(context, 0)?, text(context, 1)?) else { return Ok(Value::Null) };
        let mut content = String::new();
        let Ok(written) = Written::read(json, &mut content) else { return Ok(Value::Null) };
        Ok(match (Kind::primitive(edm), written) {
            (Some(kind), written) => edm::store(&kind, written).unwrap_or(Value::Null),
            (None, Written::Text(text)) => Value::Text(text.to_owned()),
            (None, _) => Value::Text(json.to_owned()),
        })
    })
}

/// The value of a member, found in `Red=1,Blue=2`, or of a number.
fn flag(members: &str, name: &str) -> Option<i64> {
    let mut named = members.split(',').filter_map(|member| member.split_once('='));
    let value = named.find(|(member, _)| *member == name).map_or(name, |(_, value)| value);
    value.parse().ok()
}

fn texts(connection: &Connection, flags: FunctionFlags) -> rusqlite::Result<()> {
    type Change = fn(&str) -> String;
    let changes: [(&str, Change); 3] = [
        ("edm_lower", str::to_lowercase),
        ("edm_upper", str::to_uppercase),
        ("edm_trim", |text| text.trim().to_owned()),
    ];
    for (name, change) in changes {
        connection.create_scalar_function(name, 1, flags, move |context| Ok(text(context, 0)?.map(change)))?;
    }
    type Test = fn(&str, &str) -> bool;
    let tests: [(&str, Test); 3] = [
        ("edm_contains", |text, part| text.contains(part)),
        ("edm_startswith", |text, part| text.starts_with(part)),
        ("edm_endswith", |text, part| text.ends_with(part)),
    ];
    for (name, test) in tests {
        connection.create_scalar_function(name, 2, flags, move |context| {
            let (text, part) = (text(context, 0)?, text(context, 1)?);
            Ok(text.zip(part).map(|(text, part)| test(text, part)))
        })?;
    }
    connection.create_scalar_function("edm_length", 1, flags, |context| {
        Ok(text(context, 0)?.map(|text| text.chars().count() as i64))
    })?;
    connection.create_scalar_function("edm_indexof", 2, flags, |context| {
        let (text, part) = (text(context, 0)?, text(context, 1)?);
        let place = |(text, part): (&str, &str)| text.find(part).map_or(-1, |at| text[..at].chars().count() as i64);
        Ok(text.zip(part).map(place))
    })?;
    connection.create_scalar_function("edm_substring", -1, flags, |context| {
        let (Some(text), Some(start)) = (text(context, 0)?, context.get::<Option<i64>>(1)?) else { return Ok(None) };
        let length = if context.len() > 2 { context.get::<Option<i64>>(2)? } else { Some(i64::MAX) };
        let Some(length) = length else { return Ok(None) };
        let count = |number: i64| usize::try_from(number.max(0)).unwrap_or(usize::MAX);
        Ok(Some(text.chars().skip(count(start)).take(count(length)).collect::<String>()))
    })
}

/// An argument that is text, or a number whose digits are wanted.
fn text<'a>(context: &'a Context<'_>, at: usize) -> rusqlite::Result<Option<&'a str>> {
    match context.get_raw(at) {
        ValueRef::Null => Ok(None),
        value => value.as_str().map(Some).map_err(|error| rusqlite::Error::UserFunctionError(error.into())),
    }
}

fn failure(message: &'static str) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(message.into())
}

fn integer(operation: Operation, a: i64, b: i64) -> Result<i64, &'static str> {
    const OVERFLOW: &str = "Arithmetic operation resulted in an overflow.";
    if b == 0 && matches!(operation, Operation::Div | Operation::Mod) {
        return Err(DIVISION_BY_ZERO);
    }
    let result = match operation {
        Operation::Add => a.checked_add(b),
        Operation::Sub => a.checked_sub(b),
        Operation::Mul => a.checked_mul(b),
        Operation::Div => a.checked_div(b),
        Operation::Mod => a.checked_rem(b),
    };
    result.ok_or(OVERFLOW)
}
