//! Types of columns.

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `Edm.Guid`
    Guid,
    /// `Edm.String`
    Text,
    /// `Edm.Boolean`
    Bool,
    /// `Edm.Byte`, `Edm.SByte`, `Edm.Int16`, `Edm.Int32`
    Int,
    /// `Edm.Int64`, which is text in JSON when `IEEE754Compatible=true`
    Int64,
    /// `Edm.Decimal`, exact
    Decimal,
    /// `Edm.Double`, `Edm.Single`
    Double,
    /// `Edm.DateTimeOffset`, in UTC
    DateTime,
    /// `Edm.Date`
    Date,
    /// `Edm.TimeOfDay`
    Time,
    /// `Edm.Duration`, in ticks of 100 ns
    Duration,
    /// `Edm.Binary`, as base64
    Binary,
    /// `Edm.Stream`: no value in a row, only links
    Stream,
    /// An enumeration: its qualified name and members
    Enum(String, Vec<(String, i64)>),
    /// Anything else, kept as JSON: complex types, collections, geography
    Json(String),
}

impl Kind {
    /// The kind of a primitive type.
    pub(crate) fn primitive(name: &str) -> Option<Self> {
        Some(match name {
            "Edm.Guid" => Self::Guid,
            "Edm.String" => Self::Text,
            "Edm.Boolean" => Self::Bool,
            "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => Self::Int,
            "Edm.Int64" => Self::Int64,
            "Edm.Decimal" => Self::Decimal,
            "Edm.Double" | "Edm.Single" => Self::Double,
            "Edm.DateTimeOffset" => Self::DateTime,
            "Edm.Date" => Self::Date,
            "Edm.TimeOfDay" => Self::Time,
            "Edm.Duration" => Self::Duration,
            "Edm.Binary" => Self::Binary,
            "Edm.Stream" => Self::Stream,
            _ => return None,
        })
    }

    /// The name that messages use.
    pub(crate) fn edm(&self) -> &str {
        match self {
            Self::Guid => "Edm.Guid",
            Self::Text => "Edm.String",
            Self::Bool => "Edm.Boolean",
            Self::Int => "Edm.Int32",
            Self::Int64 => "Edm.Int64",
            Self::Decimal => "Edm.Decimal",
            Self::Double => "Edm.Double",
            Self::DateTime => "Edm.DateTimeOffset",
            Self::Date => "Edm.Date",
            Self::Time => "Edm.TimeOfDay",
            Self::Duration => "Edm.Duration",
            Self::Binary => "Edm.Binary",
            Self::Stream => "Edm.Stream",
            Self::Enum(name, _) | Self::Json(name) => name,
        }
    }

    /// How the column is declared in SQLite. No affinity may touch what is stored: the exact text of a decimal stays. Not
    /// INTEGER: a key so called would be SQLite's own number of the row, and tell no more which came first.
    pub(crate) fn declaration(&self) -> &'static str {
        match self {
            Self::Bool | Self::Int | Self::Int64 | Self::Duration => "INT",
            Self::Double => "REAL",
            Self::Decimal => "TEXT COLLATE EDM_DECIMAL",
            _ => "TEXT",
        }
    }
}
