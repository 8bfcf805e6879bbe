//! The readers that could have stood in place of our own, each filling the same struct: jiter and struson hand out one value
//! after the other, sonic-rs is driven by serde.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use jiter::{Jiter, NumberInt};
use struson::reader::{JsonReader as _, JsonStreamReader};

use crate::plain::Order;

pub(crate) fn jiter(text: &str) -> Vec<Order> {
    let mut rows = Vec::new();
    let mut reader = Jiter::new(text.as_bytes());
    let mut key = reader.next_object().expect("an object").map(str::to_owned);
    while let Some(name) = key {
        if name == "value" {
            let mut item = reader.next_array().expect("an array");
            while item.is_some() {
                rows.push(jiter_row(&mut reader));
                item = reader.array_step().expect("another row or the end");
            }
        } else {
            reader.next_skip().expect("a value");
        }
        key = reader.next_key().expect("another key or the end").map(str::to_owned);
    }
    rows
}

/// The column of a key.
fn column(key: &str) -> usize {
    const NAMES: [&str; 12] = [
        "Id",
        "AccountId",
        "OwnerId",
        "CreatedOn",
        "ModifiedOn",
        "DueDate",
        "Number",
        "Notes",
        "Phone",
        "Amount",
        "Score",
        "Closed",
    ];
    NAMES.iter().position(|name| *name == key).unwrap_or(NAMES.len())
}

fn jiter_row(reader: &mut Jiter<'_>) -> Order {
    let mut row = Order::default();
    let mut key = reader.next_object().expect("an object").map(column);
    while let Some(column) = key {
        match column {
            0 => row.id = reader.next_str().expect("text").parse().expect("a guid"),
            1 => row.account_id = lookup(reader.next_str().expect("text")),
            2 => row.owner_id = lookup(reader.next_str().expect("text")),
            3 => row.created_on = date(reader.next_str().expect("text")),
            4 => row.modified_on = date(reader.next_str().expect("text")),
            5 => row.due_date = date(reader.next_str().expect("text")),
            6 => row.number = reader.next_str().expect("text").to_owned(),
            7 => row.notes = reader.next_str().expect("text").to_owned(),
            8 => row.phone = reader.next_str().expect("text").to_owned(),
            9 => row.amount = decimal(reader.next_number_bytes().expect("a number")),
            10 => row.score = int(reader),
            11 => row.closed = reader.next_bool().expect("a boolean"),
            _ => reader.next_skip().expect("a value"),
        }
        key = reader.next_key().expect("another key or the end").map(self::column);
    }
    row
}

fn int(reader: &mut Jiter<'_>) -> i32 {
    let NumberInt::Int(number) = reader.next_int().expect("a whole number");
    number.try_into().expect("a small number")
}

pub(crate) fn struson(text: &str) -> Vec<Order> {
    let mut rows = Vec::new();
    let mut reader = JsonStreamReader::new(text.as_bytes());
    reader.begin_object().expect("an object");
    while reader.has_next().expect("another key or the end") {
        if reader.next_name().expect("a key") == "value" {
            reader.begin_array().expect("an array");
            while reader.has_next().expect("another row or the end") {
                rows.push(struson_row(&mut reader));
            }
            reader.end_array().expect("the end");
        } else {
            reader.skip_value().expect("a value");
        }
    }
    rows
}

fn struson_row(reader: &mut JsonStreamReader<&[u8]>) -> Order {
    let mut row = Order::default();
    reader.begin_object().expect("an object");
    while reader.has_next().expect("another key or the end") {
        match column(reader.next_name().expect("a key")) {
            0 => row.id = reader.next_str().expect("text").parse().expect("a guid"),
            1 => row.account_id = lookup(reader.next_str().expect("text")),
            2 => row.owner_id = lookup(reader.next_str().expect("text")),
            3 => row.created_on = date(reader.next_str().expect("text")),
            4 => row.modified_on = date(reader.next_str().expect("text")),
            5 => row.due_date = date(reader.next_str().expect("text")),
            6 => row.number = reader.next_string().expect("text"),
            7 => row.notes = reader.next_string().expect("text"),
            8 => row.phone = reader.next_string().expect("text"),
            9 => row.amount = decimal(reader.next_number_as_str().expect("a number").as_bytes()),
            10 => row.score = reader.next_number_as_str().expect("a number").parse().expect("a whole number"),
            11 => row.closed = reader.next_bool().expect("a boolean"),
            _ => reader.skip_value().expect("a value"),
        }
    }
    reader.end_object().expect("the end");
    row
}

fn lookup(text: &str) -> Option<Uuid> {
    text.parse().ok().filter(|id: &Uuid| !id.is_nil())
}

fn date(text: &str) -> Option<Timestamp> {
    let date: Timestamp = text.parse().expect("a date");
    (date.as_second() > -62_135_596_800).then_some(date)
}

fn decimal(digits: &[u8]) -> Decimal {
    std::str::from_utf8(digits).expect("digits").parse().expect("a decimal")
}
