//! Custom web services.

#[cfg(feature = "client")]
mod arguments;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod json;
mod operation;
mod raw;
#[cfg(feature = "client")]
mod reply;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod template;
#[cfg(feature = "xml")]
mod xml;

pub use self::operation::{BodyStyle, Format, Operation, Root, Verb};
pub use self::raw::Raw;
#[cfg(feature = "client")]
pub use self::reply::Returned;

/// A call of a custom web service's method: a struct whose fields are the parameters.
///
/// Derived: `#[derive(Contract, Serialize)]`. `Client::call` sends it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no contract of a web service",
    label = "not a contract",
    note = "derive one: `#[derive(Contract, serde::Serialize)]` and `#[contract(service = \"…\", method = \"…\")]`"
)]
pub trait Contract {
    /// What the method returns; `()` when nothing is read.
    type Returns;

    /// What the method is.
    const OPERATION: Operation;

    /// The body, where it is bytes.
    fn raw(&self) -> Option<&Raw> {
        None
    }
}
