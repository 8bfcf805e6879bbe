//! A local Creatio: a real HTTP server over a real database, made from any OData 4 `$metadata` document.
//!
//! ```no_run
//! # async fn example(metadata: &str) -> Result<(), creatio_sandbox::Error> {
//! use creatio_sandbox::{Oddity, Sandbox};
//! use serde_json::json;
//!
//! let sandbox = Sandbox::builder()
//!     .metadata(metadata)
//!     .rows("Contact", [json!({"Name": "Ann", "Age": 30})])
//!     .oddity(Oddity::NestedExpand, true)
//!     .start()
//!     .await?;
//! println!("log in at {} as Supervisor / Supervisor", sandbox.url());
//! # Ok(())
//! # }
//! ```
//!
//! Rows can be read and written over OData 4; [`Running::rows`] tells what the database holds. [`Running::fault`] breaks
//! connections, sessions and replies.
//!
//! It answers as Creatio on .NET Framework does, or as Creatio on .NET; each thing in which it differs from a plain OData
//! service is an [`Oddity`] with a switch. It shares no code with the client of this project, so that one mistake can't
//! hide in both.
#![forbid(unsafe_code)]

mod data;
mod edm;
mod error;
mod fail;
mod fault;
mod inspect;
mod json;
mod log;
mod model;
mod oddity;
mod process;
mod query;
mod reply;
mod running;
mod sandbox;
mod server;
mod session;
mod sql;
mod store;
mod user;

pub use error::Error;
pub use fault::{Fault, Injected};
pub use log::Received;
pub use oddity::Oddity;
pub use process::{Direction, Ending, Parameter, ParameterType, Process};
pub use running::Running;
pub use sandbox::Sandbox;
pub use server::Platform;
pub use server::service::{Arguments, BodyStyle, Outcome, Service};
pub use session::Expiry;
pub use user::{Account, User};
