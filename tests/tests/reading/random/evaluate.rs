//! What a tree says of rows in memory, by OData 4 Part 2, 5.1.1: the second opinion beside the sandbox's.
//!
//! Null: `eq` and `ne` take it for a value; the other comparisons are false with it; a function or calculation of it is it;
//! `and`, `or` and `not` know three values; a row is in the result when the whole is true.
//!
//! Left open by OData, and agreed upon here with the sandbox: `length`, `indexof` and `substring` count Unicode code points;
//! a `substring` that begins behind the end is empty; `tolower` and `toupper` are Unicode's own, without a language; `trim`
//! takes all that Unicode calls white space; integers are divided towards zero, and the remainder has the sign of the
//! dividend; a half is rounded away from zero; date parts are those of UTC.

use std::cmp::Ordering;

use creatio_runtime::Dialect;
use creatio_runtime::jiff::civil::DateTime;
use creatio_runtime::jiff::tz::TimeZone;
use creatio_runtime::rust_decimal::{Decimal, RoundingStrategy};

use super::tree::{Arithmetic, Comparison, Details, Expression, Function, Node, Root, Test, Tree};
use super::value::Value;
use super::world::{Row, World};

pub(crate) struct Evaluator<'w> {
    pub(crate) world: &'w World,
    pub(crate) dialect: Dialect,
}

/// A number that its type does not hold: what follows is each service's own, so that nothing can be compared.
#[derive(Debug)]
pub(crate) struct Overflow;

type Known = Result<Option<bool>, Overflow>;

impl Evaluator<'_> {
    /// Whether a row meets a condition; `None` where that is unknown.
    pub(crate) fn holds(&self, tree: &Tree, row: &Row) -> Known {
        Ok(match tree {
            Tree::Compare(comparison, left, right) => {
                Some(compare(*comparison, &self.value(left, row)?, &self.value(right, row)?))
            }
            Tree::OneOf(left, others) => {
                let left = self.value(left, row)?;
                Some(others.iter().any(|other| compare(Comparison::Eq, &left, other)))
            }
            Tree::Test(test, text, part) => match (self.value(text, row)?, self.value(part, row)?) {
                (Value::Text(text), Value::Text(part)) => Some(match test {
                    Test::Contains => text.contains(&part),
                    Test::StartsWith => text.starts_with(&part),
                    Test::EndsWith => text.ends_with(&part),
                }),
                _ => None,
            },
            Tree::IsEmpty(of) => Some(self.is_empty(&self.value(of, row)?)),
            Tree::IsSet(of) => Some(!self.is_empty(&self.value(of, row)?)),
            Tree::All(trees) => {
                let parts = trees.iter().map(|tree| self.holds(tree, row)).collect::<Result<Vec<_>, _>>()?;
                match parts.contains(&Some(false)) {
                    true => Some(false),
                    false => (!parts.contains(&None)).then_some(true),
                }
            }
            Tree::Any(trees) => {
                let parts = trees.iter().map(|tree| self.holds(tree, row)).collect::<Result<Vec<_>, _>>()?;
                match parts.contains(&Some(true)) {
                    true => Some(true),
                    false => (!parts.contains(&None)).then_some(false),
                }
            }
            Tree::Not(tree) => self.holds(tree, row)?.map(|holds| !holds),
            Tree::AnyRow(path, details, tree) => {
                let mut any = false;
                for child in self.details(row, path, *details) {
                    any |= self.holds(tree, child)? == Some(true);
                }
                Some(any)
            }
            Tree::AllRows(path, details, tree) => {
                let mut all = true;
                for child in self.details(row, path, *details) {
                    all &= self.holds(tree, child)? == Some(true);
                }
                Some(all)
            }
        })
    }

    /// The rows that refer to the one at the end of the path; none when a lookup on the way is empty.
    fn details(&self, row: &Row, path: &[super::tree::Lookup], details: Details) -> Vec<&Row> {
        let (root, column) = match details {
            Details::ThingByParent => (Root::Thing, "ParentId"),
            Details::KindByMain => (Root::Kind, "MainId"),
            Details::ThingByKind => (Root::Thing, "KindId"),
        };
        let Some(owner) = self.world.follow(row, path) else { return Vec::new() };
        self.world.rows(root).iter().filter(|child| child[column] == owner["Id"]).collect()
    }

    fn is_empty(&self, value: &Value) -> bool {
        let empty_text = *value == Value::Text(String::new());
        *value == Value::Null || empty_text && self.dialect == Dialect::Creatio
    }

    /// What an expression is for a row.
    pub(crate) fn value(&self, expression: &Expression, row: &Row) -> Result<Value, Overflow> {
        Ok(match &expression.node {
            Node::Column(path, name) => self.world.follow(row, path).map_or(Value::Null, |row| row[name].clone()),
            Node::Literal(value) => value.clone(),
            Node::Call(function, arguments) => {
                let arguments =
                    arguments.iter().map(|argument| self.value(argument, row)).collect::<Result<Vec<_>, _>>()?;
                if arguments.contains(&Value::Null) { Value::Null } else { call(*function, &arguments) }
            }
            Node::Compute(arithmetic, sides) => {
                compute(*arithmetic, &self.value(&sides[0], row)?, &self.value(&sides[1], row)?)?
            }
        })
    }
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> bool {
    let order = left.order(right);
    let both_null = *left == Value::Null && *right == Value::Null;
    match comparison {
        Comparison::Eq => both_null || order == Some(Ordering::Equal),
        Comparison::Ne => !both_null && order != Some(Ordering::Equal),
        Comparison::Gt => order == Some(Ordering::Greater),
        Comparison::Ge => order.is_some_and(Ordering::is_ge),
        Comparison::Lt => order == Some(Ordering::Less),
        Comparison::Le => order.is_some_and(Ordering::is_le),
    }
}

fn call(function: Function, arguments: &[Value]) -> Value {
    use Function::{
        Ceiling, Concat, Date, Day, Floor, Hour, IndexOf, Length, Lower, Minute, Month, Round, Second, Substring, Time,
        Trim, Upper, Year,
    };
    let number = |number: i64| Value::Integer(number);
    match (function, arguments) {
        (Length, [Value::Text(text)]) => number(text.chars().count() as i64),
        (IndexOf, [Value::Text(text), Value::Text(part)]) => {
            let chars: Vec<char> = text.chars().collect();
            let part: Vec<char> = part.chars().collect();
            number((0..=chars.len()).position(|at| chars[at..].starts_with(&part)).map_or(-1, |at| at as i64))
        }
        (Lower, [Value::Text(text)]) => Value::Text(text.to_lowercase()),
        (Upper, [Value::Text(text)]) => Value::Text(text.to_uppercase()),
        (Trim, [Value::Text(text)]) => Value::Text(text.trim().to_owned()),
        (Concat, [Value::Text(a), Value::Text(b)]) => Value::Text(format!("{a}{b}")),
        (Substring(start, length), [Value::Text(text)]) => {
            let length = length.map_or(usize::MAX, |length| length as usize);
            Value::Text(text.chars().skip(start as usize).take(length).collect())
        }
        (Year, [of]) => number(moment(of).year().into()),
        (Month, [of]) => number(moment(of).month().into()),
        (Day, [of]) => number(moment(of).day().into()),
        (Hour, [of]) => number(moment(of).hour().into()),
        (Minute, [of]) => number(moment(of).minute().into()),
        (Second, [of]) => number(moment(of).second().into()),
        (Date, [of]) => Value::Day(moment(of).date()),
        (Time, [of]) => Value::Clock(moment(of).time()),
        (Round, [Value::Decimal(value)]) => {
            Value::Decimal(value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        }
        (Floor, [Value::Decimal(value)]) => Value::Decimal(value.floor()),
        (Ceiling, [Value::Decimal(value)]) => Value::Decimal(value.ceil()),
        (Round, [Value::Double(value)]) => Value::Double(value.round()),
        (Floor, [Value::Double(value)]) => Value::Double(value.floor()),
        (Ceiling, [Value::Double(value)]) => Value::Double(value.ceil()),
        _ => panic!("{function:?} of {arguments:?}"),
    }
}

fn moment(value: &Value) -> DateTime {
    match value {
        Value::Moment(value) => TimeZone::UTC.to_datetime(*value),
        Value::Day(value) => value.to_datetime(creatio_runtime::jiff::civil::Time::midnight()),
        Value::Clock(value) => creatio_runtime::jiff::civil::Date::constant(1, 1, 1).to_datetime(*value),
        other => panic!("{other:?} has neither date nor time"),
    }
}

fn compute(arithmetic: Arithmetic, left: &Value, right: &Value) -> Result<Value, Overflow> {
    let result = match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Some(Value::Null),
        (Value::Integer(a), Value::Integer(b)) => integer(arithmetic, *a, *b).map(Value::Integer),
        (Value::Decimal(a), Value::Decimal(b)) => decimal(arithmetic, *a, *b).map(Value::Decimal),
        (Value::Double(a), Value::Double(b)) => {
            Some(double(arithmetic, *a, *b)).filter(|c| c.is_finite()).map(Value::Double)
        }
        _ => panic!("{arithmetic:?} of {left:?} and {right:?}"),
    };
    result.ok_or(Overflow)
}

fn integer(arithmetic: Arithmetic, a: i64, b: i64) -> Option<i64> {
    match arithmetic {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Sub => a.checked_sub(b),
        Arithmetic::Mul => a.checked_mul(b),
        Arithmetic::Div => a.checked_div(b),
        Arithmetic::Rem => a.checked_rem(b),
    }
}

/// By the crate that the sandbox calculates with, too: how many digits a quotient has is each service's own.
fn decimal(arithmetic: Arithmetic, a: Decimal, b: Decimal) -> Option<Decimal> {
    match arithmetic {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Sub => a.checked_sub(b),
        Arithmetic::Mul => a.checked_mul(b),
        Arithmetic::Div => a.checked_div(b),
        Arithmetic::Rem => a.checked_rem(b),
    }
}

fn double(arithmetic: Arithmetic, a: f64, b: f64) -> f64 {
    match arithmetic {
        Arithmetic::Add => a + b,
        Arithmetic::Sub => a - b,
        Arithmetic::Mul => a * b,
        Arithmetic::Div => a / b,
        Arithmetic::Rem => a % b,
    }
}
