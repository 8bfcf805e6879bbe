//! Trees as filters, by the public API. Read twice, once beside the bindings of each dialect.

#[macro_use]
mod side;
mod conditions;
mod roots;
mod types;

use creatio_runtime::Dialect;
use creatio_runtime::Query;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;

use self::conditions::{filter, order};
use self::types::color;
use super::model::{Color, Thing};
use crate::random::Question;
use crate::random::value::{COLORS, Value};
use crate::random::world::Row;

/// The ids of the rows that a question is about, and how many rows meet its filter.
pub(crate) async fn answer(question: &Question, client: &Client) -> Result<(Vec<Uuid>, u64), creatio_runtime::Error> {
    let query = query(question);
    let ids = query.all(client).await?.into_iter().map(|(id,)| id).collect();
    Ok((ids, query.count(client).await?))
}

/// The query in OData's words.
pub(crate) fn shown(question: &Question) -> String {
    format!("{:?}", query(question))
}

/// The query for the ids of the rows that a question is about.
fn query(question: &Question) -> Query<Thing, (Uuid,)> {
    let mut query = Thing::query().filter(filter(&question.tree)).skip(question.skip);
    for (by, descending) in &question.order {
        query = query.order_by(order(by, *descending));
    }
    // Creatio is always asked for a total order; others are asked for what was said, so it is said to them.
    if Thing::META.dialect == Dialect::Standard {
        query = query.order_by(Thing::ID.asc());
    }
    if let Some(rows) = question.top {
        query = query.top(rows);
    }
    if let Some(rows) = question.page_size {
        query = query.page_size(rows);
    }
    query.select((Thing::ID,))
}

/// A thing as memory has it, every column.
pub(crate) fn row(thing: Thing) -> Row {
    macro_rules! row {
        ($($name:literal: $field:ident),* $(,)?) => {
            Row::from([$(($name, Value::from(thing.$field))),*])
        };
    }
    row! {
        "Id": id, "Text": text, "MaybeText": maybe_text, "Whole": whole, "MaybeWhole": maybe_whole, "Short": short,
        "MaybeShort": maybe_short, "Long": long, "MaybeLong": maybe_long, "Money": money, "MaybeMoney": maybe_money,
        "Real": real, "MaybeReal": maybe_real, "Flag": flag, "MaybeFlag": maybe_flag, "Guid": guid,
        "MaybeGuid": maybe_guid, "ParentId": parent_id, "KindId": kind_id, "Moment": moment, "MaybeMoment": maybe_moment,
        "Day": day, "MaybeDay": maybe_day, "Clock": clock, "MaybeClock": maybe_clock, "Color": color,
        "MaybeColor": maybe_color,
    }
}

impl From<Color> for Value {
    fn from(color: Color) -> Self {
        Self::Color(COLORS.into_iter().find(|name| self::color(name) == color).expect("a color that is known"))
    }
}

/// All things, in the order of their keys.
pub(crate) async fn rows_of_world(client: &Client) -> Result<Vec<Row>, creatio_runtime::Error> {
    let things = Thing::query().order_by(Thing::ID.asc()).page_size(7).all(client).await?;
    Ok(things.into_iter().map(row).collect())
}
