//! How a process ends.

use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

/// How a process ends, or what it waits for.
#[derive(Clone)]
#[non_exhaustive]
pub enum Ending {
    /// It comes to its end; an object with what it hands back. Numbers with a fraction may be text.
    Completed(Value),
    /// It waits for an element, and goes on with what that is handed.
    Waits(Uuid, Arc<dyn Fn(Value) -> Ending + Send + Sync>),
    /// An element fails, with these words.
    Failed(String),
    /// It is cancelled.
    Cancelled,
}

impl Ending {
    /// It waits for an element, and goes on with what that is handed, each value as text.
    pub fn waits(element: Uuid, then: impl Fn(Value) -> Self + Send + Sync + 'static) -> Self {
        Self::Waits(element, Arc::new(then))
    }
}

impl std::fmt::Debug for Ending {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Completed(results) => write!(formatter, "Completed({results})"),
            Self::Waits(element, _) => write!(formatter, "Waits({element})"),
            Self::Failed(message) => write!(formatter, "Failed({message:?})"),
            Self::Cancelled => formatter.write_str("Cancelled"),
        }
    }
}
