//! A compiled expression.

use crate::model::Kind;

/// What an expression is, for comparing and calculating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Null,
    Bool,
    Int,
    Decimal,
    Double,
    Guid,
    Text,
    DateTime,
    Date,
    Time,
    Duration,
    Enum,
    Other,
}

impl Class {
    /// The class of a column.
    pub(super) fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Guid => Self::Guid,
            Kind::Text => Self::Text,
            Kind::Bool => Self::Bool,
            Kind::Int | Kind::Int64 => Self::Int,
            Kind::Decimal => Self::Decimal,
            Kind::Double => Self::Double,
            Kind::DateTime => Self::DateTime,
            Kind::Date => Self::Date,
            Kind::Time => Self::Time,
            Kind::Duration => Self::Duration,
            Kind::Enum(..) => Self::Enum,
            Kind::Binary | Kind::Stream | Kind::Json(_) => Self::Other,
        }
    }

    /// Whether it can be calculated with.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Decimal | Self::Double)
    }
}

/// A piece of SQL and what it yields.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    pub(super) sql: String,
    pub(super) class: Class,
    /// The type as messages have it.
    pub(super) edm: String,
    /// The digits of a number literal, to bind it as whatever it is compared with.
    pub(super) digits: Option<String>,
    /// Whether it is the literal of the zero guid.
    pub(super) is_zero_guid: bool,
}

impl Operand {
    /// An expression of a class.
    pub(super) fn new(sql: impl Into<String>, class: Class) -> Self {
        let edm = match class {
            Class::Null => "<null>",
            Class::Bool => "Edm.Boolean",
            Class::Int => "Edm.Int32",
            Class::Decimal => "Edm.Decimal",
            Class::Double => "Edm.Double",
            Class::Guid => "Edm.Guid",
            Class::Text => "Edm.String",
            Class::DateTime => "Edm.DateTimeOffset",
            Class::Date => "Edm.Date",
            Class::Time => "Edm.TimeOfDay",
            Class::Duration => "Edm.Duration",
            Class::Enum | Class::Other => "Edm.Untyped",
        };
        Self { sql: sql.into(), class, edm: edm.to_owned(), digits: None, is_zero_guid: false }
    }

    /// The collation that compares it.
    pub(super) fn collation(&self, ignore_case: bool) -> &'static str {
        match self.class {
            Class::Decimal => " COLLATE EDM_DECIMAL",
            Class::Text if ignore_case => " COLLATE EDM_NOCASE",
            _ => "",
        }
    }
}
