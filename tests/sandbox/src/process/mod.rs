//! Business processes that a test registers.

mod ending;
mod log;
mod parameter;
mod registry;
mod saved;
mod schema;
mod value;

use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use crate::error::Error;

pub use ending::Ending;
pub(crate) use log::{Entry, Status};
pub use parameter::{Direction, Parameter, ParameterType};
pub(crate) use registry::Registry;
pub(crate) use schema::reply as schema_reply;
pub(crate) use value::{Form, read, write};

type Handler = Arc<dyn Fn(Value) -> Pin<Box<dyn Future<Output = Ending> + Send>> + Send + Sync>;

/// A business process that a test registers: [`Sandbox::process`](crate::Sandbox::process).
///
/// ```
/// use creatio_sandbox::{Ending, ParameterType, Process};
/// use serde_json::json;
///
/// Process::new("UsrApproveOrder")
///     .caption("en-US", "Approve an order")
///     .input("OrderId", ParameterType::Lookup)
///     .output("Total", ParameterType::Money)
///     .runs(|inputs| Ending::Completed(json!({ "Total": "12.50", "Order": inputs["OrderId"] })));
/// ```
pub struct Process {
    pub(crate) name: String,
    pub(crate) captions: Vec<(String, String)>,
    /// Versions of one family. The first is the base, the last the active one.
    pub(crate) versions: Vec<Version>,
    pub(crate) start: Start,
    pub(crate) background: bool,
    pub(crate) enabled: bool,
    handler: Handler,
}

/// One of the schemas of a process.
pub(crate) struct Version {
    pub(crate) name: String,
    pub(crate) parameters: Vec<Parameter>,
    /// What is answered when its schema is asked for, where that was saved.
    pub(crate) saved: Option<Value>,
}

impl Version {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), parameters: Vec::new(), saved: None }
    }
}

/// What becomes of an attempt to start a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Simple,
    AutomaticOnly,
    Denied,
    Uncompiled,
}

impl Process {
    /// A process with a simple start. It completes, and hands back what it was given under the names of its results.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            captions: Vec::new(),
            versions: vec![Version::new(name)],
            start: Start::Simple,
            background: false,
            enabled: true,
            handler: Arc::new(|inputs| Box::pin(async { Ending::Completed(inputs) })),
        }
    }

    /// A process as its schema has it: a saved reply of ProcessSchemaRequest, which is what this sandbox answers then. `name` is
    /// that of the base version, which the schema may be a later one of.
    pub fn from_schema(name: &str, reply: &str) -> Result<Self, Error> {
        let schema = saved::Schema::read(reply)
            .ok_or_else(|| Error::new(format!("the schema of {name} is no reply of ProcessSchemaRequest")))?;
        let process = Self { captions: schema.captions, ..Self::new(name) };
        let mut process = if schema.name == name { process } else { process.version(&schema.name) };
        for version in process.versions.iter_mut().rev().take(1) {
            (version.parameters, version.saved) = (schema.parameters.clone(), Some(schema.reply.clone()));
        }
        Ok(process)
    }

    /// What people call it, in a culture such as `en-US`.
    #[must_use]
    pub fn caption(mut self, culture: &str, caption: &str) -> Self {
        self.captions.push((culture.to_owned(), caption.to_owned()));
        self
    }

    /// A parameter, of the version that was added last.
    #[must_use]
    pub fn parameter(mut self, parameter: Parameter) -> Self {
        self.versions.iter_mut().last().into_iter().for_each(|version| version.parameters.push(parameter.clone()));
        self
    }

    /// A parameter of direction In.
    #[must_use]
    pub fn input(self, name: &str, kind: ParameterType) -> Self {
        self.parameter(Parameter::new(name, kind, Direction::In))
    }

    /// A parameter of direction Out.
    #[must_use]
    pub fn output(self, name: &str, kind: ParameterType) -> Self {
        self.parameter(Parameter::new(name, kind, Direction::Out))
    }

    /// A parameter of direction Variable: in and out.
    #[must_use]
    pub fn variable(self, name: &str, kind: ParameterType) -> Self {
        self.parameter(Parameter::new(name, kind, Direction::Variable))
    }

    /// A later version, a schema of its own, which is the active one from now on. It has the parameters that follow.
    #[must_use]
    pub fn version(mut self, name: &str) -> Self {
        self.versions.push(Version::new(name));
        self
    }

    /// Only a timer, a signal or a message starts it.
    #[must_use]
    pub fn automatic_start(self) -> Self {
        Self { start: Start::AutomaticOnly, ..self }
    }

    /// The user may not run it.
    #[must_use]
    pub fn denied(self) -> Self {
        Self { start: Start::Denied, ..self }
    }

    /// A script in it was not compiled.
    #[must_use]
    pub fn uncompiled(self) -> Self {
        Self { start: Start::Uncompiled, ..self }
    }

    /// It runs in the background, where nobody wants its results.
    #[must_use]
    pub fn background(self) -> Self {
        Self { background: true, ..self }
    }

    /// It is switched off: the library lists it so.
    #[must_use]
    pub fn disabled(self) -> Self {
        Self { enabled: false, ..self }
    }

    /// What it does. Inputs that it has no parameter for are not among those it gets; numbers with a fraction and dates are
    /// text, with every digit.
    #[must_use]
    pub fn runs(self, handler: impl Fn(Value) -> Ending + Send + Sync + 'static) -> Self {
        self.runs_async(move |inputs| std::future::ready(handler(inputs)))
    }

    /// The same, of a process that takes its time.
    #[must_use]
    pub fn runs_async<F>(self, handler: impl Fn(Value) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Ending> + Send + 'static,
    {
        Self { handler: Arc::new(move |inputs| Box::pin(handler(inputs))), ..self }
    }

    /// The version that runs.
    pub(crate) fn active(&self) -> &Version {
        // There always is the first.
        &self.versions[self.versions.len() - 1]
    }

    pub(crate) fn run(&self, inputs: Value) -> Pin<Box<dyn Future<Output = Ending> + Send>> {
        (self.handler)(inputs)
    }

    /// What people call it in English, or its name.
    pub(crate) fn title(&self) -> &str {
        self.captions.first().map_or(&self.name, |(_, caption)| caption)
    }
}

impl std::fmt::Debug for Process {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Process({})", self.name)
    }
}

impl Version {
    pub(crate) fn uid(&self) -> Uuid {
        let saved = self.saved.as_ref().and_then(|saved| saved["schema"]["uId"].as_str()?.parse().ok());
        saved.unwrap_or_else(|| uid(&self.name, 1))
    }

    /// The row of the library, which has another id than the schema.
    pub(crate) fn row_id(&self) -> Uuid {
        uid(&self.name, 2)
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

/// An id that is the same in every run (FNV-1a, 128 bits).
fn uid(name: &str, salt: u8) -> Uuid {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = name.bytes().chain([salt]).fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash: u128, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    });
    Uuid::from_u128(hash)
}
