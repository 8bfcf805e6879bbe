//! Expressions of `$filter` and `$orderby`.

/// An expression as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Literal(Literal),
    /// `Account/Type/Name`
    Path(Vec<String>),
    Not(Box<Expression>),
    Negate(Box<Expression>),
    /// Any number of them: clients write long lists, which must not nest.
    And(Vec<Expression>),
    /// See [`Expression::And`].
    Or(Vec<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `Name in ('a','b')`
    In(Box<Expression>, Vec<Expression>),
    Call(String, Vec<Expression>),
    /// `path/any(variable:body)`, `path/any()` or `path/all(variable:body)`
    Lambda {
        path: Vec<String>,
        is_all: bool,
        variable: Option<(String, Box<Expression>)>,
    },
}

/// Between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    /// All flags of an enumeration's member.
    Has,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

impl Operator {
    /// The operator that a word stands for.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "gt" => Self::Gt,
            "ge" => Self::Ge,
            "lt" => Self::Lt,
            "le" => Self::Le,
            "has" => Self::Has,
            "add" => Self::Add,
            "sub" => Self::Sub,
            "mul" => Self::Mul,
            "div" => Self::Div,
            "mod" => Self::Mod,
            _ => return None,
        })
    }

    /// How tightly it binds.
    pub(crate) fn level(self) -> u8 {
        match self {
            Self::Eq | Self::Ne | Self::Gt | Self::Ge | Self::Lt | Self::Le | Self::Has => 0,
            Self::Add | Self::Sub => 1,
            Self::Mul | Self::Div | Self::Mod => 2,
        }
    }

    /// Its name in error messages.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Eq => "Equal",
            Self::Ne => "NotEqual",
            Self::Gt => "GreaterThan",
            Self::Ge => "GreaterThanOrEqual",
            Self::Lt => "LessThan",
            Self::Le => "LessThanOrEqual",
            Self::Has => "Has",
            Self::Add => "Add",
            Self::Sub => "Subtract",
            Self::Mul => "Multiply",
            Self::Div => "Divide",
            Self::Mod => "Modulo",
        }
    }
}

/// A constant, in its stored form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    /// Digits and perhaps a sign.
    Int(String),
    /// A number with a point.
    Decimal(String),
    /// A number with an exponent, or one of `INF`, `-INF`, `NaN`.
    Double(String),
    Guid(String),
    DateTime(String),
    Date(String),
    Time(String),
    Duration(i64),
    Text(String),
    /// The type's name and the member's.
    Enum(String, String),
}
