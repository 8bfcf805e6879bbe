//! Parameters of a process.

/// A parameter of a process, or a property of the items of one.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub(crate) name: String,
    pub(crate) kind: ParameterType,
    pub(crate) direction: Direction,
    pub(crate) captions: Vec<(String, String)>,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Into the process.
    In,
    /// Out of it.
    Out,
    /// Both. A schema leaves it out, for it is the default.
    Variable,
    /// Neither.
    Internal,
}

/// What a parameter holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ParameterType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with two places behind the point (`Float2`).
    Decimal,
    /// An amount.
    Money,
    /// true or false.
    Boolean,
    /// A guid.
    Guid,
    /// The id of a row.
    Lookup,
    /// A date with a time.
    DateTime,
    /// A date.
    Date,
    /// A time.
    Time,
    /// Objects (`CompositeObjectList`), by their properties.
    Objects(Vec<Parameter>),
    /// One object (`CompositeObject`), by its properties.
    Object(Vec<Parameter>),
    /// Another, by its guid; its values are text.
    Other(String),
}

impl Parameter {
    /// A parameter.
    pub fn new(name: &str, kind: ParameterType, direction: Direction) -> Self {
        Self { name: name.to_owned(), kind, direction, captions: Vec::new() }
    }

    /// What people call it, in a culture such as `en-US`.
    #[must_use]
    pub fn caption(mut self, culture: &str, caption: &str) -> Self {
        self.captions.push((culture.to_owned(), caption.to_owned()));
        self
    }
}

impl Direction {
    /// Its number in a schema; the default is left out (the vendor's command line tool, of `ProcessSchemaParameter`).
    pub(crate) fn number(self) -> Option<u8> {
        match self {
            Self::In => Some(0),
            Self::Out => Some(1),
            Self::Variable => None,
            Self::Internal => Some(3),
        }
    }
}

impl ParameterType {
    /// Its `dataValueType` in a schema (configuration of 8.1).
    pub(crate) fn guid(&self) -> &str {
        match self {
            Self::Text => "8b3f29bb-ea14-4ce5-a5c5-293a929b6ba2",
            Self::Integer => "6b6b74e2-820d-490e-a017-2b73d4ccf2b0",
            Self::Decimal => "5cc8060d-6d10-4773-89fc-8c12d6f659a6",
            Self::Money => "969093e2-2b4e-463b-883a-3d3b8c61f0cd",
            Self::Boolean => "90b65bf8-0ffc-4141-8779-2420877af907",
            Self::Guid => "23018567-a13c-4320-8687-fd6f9e3699bd",
            Self::Lookup => "b295071f-7ea9-4e62-8d1a-919bf3732ff2",
            Self::DateTime => "d21e9ef4-c064-4012-b286-fa1a8171da44",
            Self::Date => "603d4960-a1a2-45e9-b232-206a54421b01",
            Self::Time => "04cc757b-8f06-482c-8a1a-0c0e171d2410",
            Self::Objects(_) => "651ec16f-d140-46db-b9e2-825c985a8ac2",
            Self::Object(_) => "632e4371-0a7f-46cd-a284-a623b3933027",
            Self::Other(guid) => guid,
        }
    }

    /// The properties of its items.
    pub(crate) fn properties(&self) -> &[Parameter] {
        match self {
            Self::Objects(properties) | Self::Object(properties) => properties,
            _ => &[],
        }
    }
}
