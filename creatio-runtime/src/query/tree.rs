//! What a query says, without types and without the spelling of any protocol.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::value::Primitive;
use crate::{Member, PathError, WirePath};

/// An expression or a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A column; a path that is too deep is told when the query is sent.
    Column(Result<Box<WirePath>, PathError>),
    Literal(Literal),
    /// The time at which the server answers.
    Now,
    Call(Function, Vec<Node>),
    Compute(Arithmetic, Box<[Node; 2]>),
    Compare(Comparison, Box<[Node; 2]>),
    OneOf(Box<Node>, Vec<Node>),
    /// Whether there is no value, in the service's own sense of it.
    IsEmpty(Box<Node>, Emptiness),
    /// All of them hold; without any it is true.
    All(Vec<Node>),
    /// One of them holds; without any it is false.
    Any(Vec<Node>),
    Not(Box<Node>),
    /// A condition on the rows of details.
    Rows(Quantifier, Result<Box<WirePath>, PathError>, Box<Node>),
    /// What the user wrote in OData 4's own words.
    Raw(String),
    /// Conditions in conditions beyond [`MAX_DEPTH`]; told when the query is sent.
    TooDeep,
}

/// How deep conditions may stand in each other: deeper than any hand nests them, and far from where walking them, or
/// dropping them, would run out of stack.
pub(crate) const MAX_DEPTH: u16 = 400;

/// A value, as exact as its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Boolean(bool),
    Guid(Uuid),
    Text(String),
    Integer(i64),
    /// Of `Edm.Int64`, which JSON may hold as text.
    Long(i64),
    Decimal(Decimal),
    Single(f32),
    Double(f64),
    Instant(Timestamp),
    DateTime(DateTime),
    Date(Date),
    Time(Time),
    Duration(SignedDuration),
    Binary(Vec<u8>),
    /// A member, or several with commas between them, by name; a number stands for an unknown one.
    Enumeration {
        type_name: &'static str,
        members: String,
    },
}

impl Literal {
    /// Whether Creatio reads it as no date at all.
    pub(crate) fn is_empty_date(&self) -> bool {
        match self {
            Self::Instant(value) => Primitive::is_nothing(value),
            Self::DateTime(value) => Primitive::is_nothing(value),
            Self::Date(value) => Primitive::is_nothing(value),
            _ => false,
        }
    }
}

/// What empties a value of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    Null,
    /// Creatio's text is empty as null and as `''`.
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    /// The left flags hold those on the right.
    Has,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Contains,
    StartsWith,
    EndsWith,
    Length,
    ToLower,
    ToUpper,
    Trim,
    Concat,
    IndexOf,
    Substring,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Date,
    Time,
    Round,
    Floor,
    Ceiling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    Any,
    All,
}

/// One item of an order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OrderItem {
    pub(crate) by: Node,
    pub(crate) descending: bool,
}

impl Node {
    /// A column of the entity itself.
    pub(crate) fn own_column(member: Member) -> Self {
        Self::Column(Ok(Box::new(WirePath { through: Vec::new(), last: member })))
    }

    /// The condition, if it is known without asking anybody.
    pub(crate) fn constant(&self) -> Option<bool> {
        match self {
            Self::All(nodes) if nodes.is_empty() => Some(true),
            Self::Any(nodes) if nodes.is_empty() => Some(false),
            _ => None,
        }
    }

    pub(crate) fn of(constant: bool) -> Self {
        if constant { Self::All(Vec::new()) } else { Self::Any(Vec::new()) }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        match (self.constant(), other.constant()) {
            (Some(true), _) | (_, Some(false)) => other,
            (Some(false), _) | (_, Some(true)) => self,
            _ => Self::All(joined(self.into_all(), other.into_all())),
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        match (self.constant(), other.constant()) {
            (Some(false), _) | (_, Some(true)) => other,
            (Some(true), _) | (_, Some(false)) => self,
            _ => Self::Any(joined(self.into_any(), other.into_any())),
        }
    }

    pub(crate) fn negated(self) -> Self {
        match (self.constant(), self) {
            (Some(constant), _) => Self::of(!constant),
            (None, Self::Not(node)) => *node,
            (None, node) => Self::Not(Box::new(node)),
        }
    }

    /// A condition on rows, which is known when it holds for every row or for none.
    pub(crate) fn rows(quantifier: Quantifier, path: Result<WirePath, PathError>, condition: Self) -> Self {
        match (quantifier, condition.constant()) {
            (Quantifier::Any, Some(false)) => Self::of(false),
            (Quantifier::All, Some(true)) => Self::of(true),
            _ => Self::Rows(quantifier, path.map(Box::new), Box::new(condition)),
        }
    }

    // Long chains stay flat, so that writing and dropping them takes no deep recursion.
    fn into_all(self) -> Vec<Self> {
        match self {
            Self::All(nodes) => nodes,
            node => vec![node],
        }
    }

    fn into_any(self) -> Vec<Self> {
        match self {
            Self::Any(nodes) => nodes,
            node => vec![node],
        }
    }
}

fn joined(mut first: Vec<Node>, then: Vec<Node>) -> Vec<Node> {
    first.extend(then);
    first
}
