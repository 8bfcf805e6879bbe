//! Custom web services: methods of C# classes in an instance's configuration, called by contract.
//!
//! Nothing about a service can be read from outside, so a contract is written by hand, from the C# code: a struct whose fields
//! are the parameters, and one attribute for what WCF's attributes say. [`Contract`](derive@crate::Contract) lists what that
//! attribute takes; `Client::call` sends it. Names are serde's: `#[serde(rename_all = "camelCase")]`, and
//! `#[serde(rename = "…")]` where a parameter, or a `[DataMember(Name = "…")]`, has another one. Dates, bytes and the like have
//! forms of their own in WCF: `wcf` has adapters for them. A `Uuid` needs none, unless the zero guid is to be read as `None`.
//!
//! # A class of each body style
//!
//! ## Wrapped
//! As nearly all of Creatio's own services are. Parameters are members of the body, the result is a member of the reply that is
//! called by the method.
//!
//! ```csharp
//! [ServiceContract]
//! public class UsrOrderService : BaseService {
//!     [OperationContract]
//!     [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.Wrapped,
//!         RequestFormat = WebMessageFormat.Json, ResponseFormat = WebMessageFormat.Json)]
//!     public Totals Recalculate(Guid orderId, bool force) { … }        // {"orderId":…,"force":…} → {"RecalculateResult":{…}}
//!
//!     [return: MessageParameter(Name = "count")]
//!     public int CloseAll(DateTime before, out int failed) { … }       // {"before":…} → {"count":3,"failed":0}
//! }
//! [DataContract]
//! public class Totals {
//!     [DataMember(Name = "total")] public decimal Total { get; set; }
//! }
//! ```
//! ```
//! # #[cfg(feature = "client")] mod example {
//! use creatio_runtime::jiff::Timestamp;
//! use creatio_runtime::prelude::*;
//! use creatio_runtime::{rust_decimal::Decimal, uuid::Uuid, wcf};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "Recalculate", returns = Totals)]
//! #[serde(rename_all = "camelCase")]
//! struct Recalculate {
//!     order_id: Uuid,
//!     force: bool,
//! }
//!
//! #[derive(Deserialize)]
//! struct Totals {
//!     #[serde(with = "wcf::decimal")]
//!     total: Decimal,
//! }
//!
//! // With `out` parameters the reply is read as a whole: they are members beside the result.
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "CloseAll", returns = Closed, out)]
//! struct CloseAll {
//!     #[serde(with = "wcf::date")]
//!     before: Timestamp,
//! }
//!
//! #[derive(Deserialize)]
//! struct Closed {
//!     count: i32,
//!     failed: i32,
//! }
//!
//! # async fn run(client: Client, order_id: Uuid) -> Result<(), creatio_runtime::Error> {
//! let totals: Totals = client.call(Recalculate { order_id, force: true }).await?;
//! # Ok(())
//! # }
//! # }
//! ```
//!
//! ## Wrapped request
//! The reply is the value alone.
//!
//! ```csharp
//! [WebInvoke(Method = "POST", UriTemplate = "orders/{orderId}/lines", BodyStyle = WebMessageBodyStyle.WrappedRequest, …)]
//! public string[] AddLine(string orderId, string product, int count) { … }   // {"product":…,"count":…} → ["…","…"]
//!
//! [WebGet(UriTemplate = "orders/{orderId}/{view=short}?since={since}", BodyStyle = WebMessageBodyStyle.WrappedRequest, …)]
//! public Order Read(string orderId, string view, DateTime since) { … }       // GET …/orders/7/short?since=… → {…}
//! ```
//! ```
//! # #[cfg(feature = "client")] mod example {
//! # use creatio_runtime::prelude::*;
//! # use creatio_runtime::{jiff::Timestamp, wcf};
//! # use serde::{Deserialize, Serialize};
//! #[derive(Contract, Serialize)]
//! #[contract(
//!     service = "UsrOrderService", method = "AddLine", path = "orders/{orderId}/lines", body = "wrapped_request",
//!     returns = Vec<String>
//! )]
//! struct AddLine {
//!     #[serde(rename = "orderId")]
//!     order_id: u32,
//!     product: String,
//!     count: u32,
//! }
//!
//! // In a URL, dates are ISO 8601. What is `None` is left out of the query, and in the path has its default.
//! #[derive(Contract, Serialize)]
//! #[contract(
//!     service = "UsrOrderService", method = "Read", verb = "GET", path = "orders/{orderId}/{view=short}?since={since}",
//!     body = "wrapped_request", returns = Order
//! )]
//! struct Read {
//!     #[serde(rename = "orderId")]
//!     order_id: u32,
//!     view: Option<&'static str>,
//!     #[serde(with = "wcf::iso")]
//!     since: Option<Timestamp>,
//! }
//! # #[derive(Deserialize)] struct Order {}
//! # }
//! ```
//!
//! ## Wrapped response
//! The body is the one parameter that does not stand in the path.
//!
//! ```csharp
//! [WebInvoke(Method = "PUT", UriTemplate = "orders/{orderId}", BodyStyle = WebMessageBodyStyle.WrappedResponse, …)]
//! public BaseResponse Replace(string orderId, Order order) { … }       // {"number":…} → {"ReplaceResult":{"success":true,…}}
//! ```
//! ```
//! # #[cfg(feature = "client")] mod example {
//! # use creatio_runtime::prelude::*;
//! # use serde::Serialize;
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "Replace", verb = "PUT", path = "orders/{id}", body = "wrapped_response")]
//! struct Replace {
//!     id: u32,
//!     #[contract(body)]
//!     order: Order,
//! }
//!
//! #[derive(Serialize)]
//! struct Order {
//!     number: String,
//! }
//! # }
//! ```
//! A `BaseResponse` that says `success: false` is an error, [`ErrorKind::Refused`](crate::ErrorKind::Refused), with the code and
//! message that came with it; what is read otherwise is what `returns` says, here nothing.
//!
//! ## Bare
//! Neither side wraps; it is what WCF does when no style is given. The fields are members of the parameter. A `Stream` is bare
//! whatever the style: bytes.
//!
//! ```csharp
//! [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.Bare, …)]
//! public Guid Import(Order order) { … }                                // {"number":…} → "8ecab4a1-…"
//!
//! [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.Bare, …)]
//! public string Delete(Guid[] ids) { … }                               // ["…"] → "{\"deleted\":1}"
//!
//! [WebInvoke(Method = "POST", UriTemplate = "files/{name}", BodyStyle = WebMessageBodyStyle.Bare)]
//! public Stream Stamp(string name, Stream file) { … }                  // bytes → bytes
//! ```
//! ```
//! # #[cfg(feature = "client")] mod example {
//! # use creatio_runtime::prelude::*;
//! # use creatio_runtime::{uuid::Uuid, wcf};
//! # use serde::{Deserialize, Serialize};
//! use creatio_runtime::contract::Raw;
//!
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "Import", body = "bare", returns = Key)]
//! struct Import {
//!     number: String,
//! }
//!
//! #[derive(Deserialize)]
//! struct Key(#[serde(with = "wcf::guid")] Uuid);
//!
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "Delete", body = "bare", returns = Deleted, json_string)]
//! struct Delete(#[serde(with = "wcf::guid")] Vec<Uuid>);
//!
//! #[derive(Deserialize)]
//! struct Deleted {
//!     deleted: u32,
//! }
//!
//! #[derive(Contract, Serialize)]
//! #[contract(service = "UsrOrderService", method = "Stamp", path = "files/{name}", body = "bare", returns = Raw)]
//! struct Stamp {
//!     name: String,
//!     #[contract(raw)]
//!     #[serde(skip)]
//!     file: Raw,
//! }
//! # }
//! ```
//!
//! # What is sent twice
//! A contract says whether its method may change something for good (`changes = …`). One that may is sent once: when its answer is
//! lost, [`Error::outcome_unknown`](crate::Error::outcome_unknown) is true, and only its author knows how to find out. One that
//! may not is repeated as reads are. When the contract does not say, a GET may not: that is HTTP's word, and it is the method's
//! author who has kept it or not. An expired session is another matter: the request did not get past the door, and is sent once
//! more.
//!
//! # Who calls
//! The client's session, signed in when it is needed. A service of those that anybody may call (`anonymous`) is sent neither
//! cookies nor a CSRF token, so that it needs no credentials, and answers whoever the client is. `blocking` is carried along for
//! who spreads calls over sessions ([`Operation::is_blocking`]).
//!
//! # XML
//! With the feature `xml` and `format = "xml"`, bodies are those of .NET's `DataContractSerializer`. It reads the members of a
//! data contract in their order alone, and passes over one that comes too late: write fields in the order of `[DataMember(Order)]`,
//! those without one before, by the alphabet. Structs have the names of their data contracts (`#[serde(rename = "OrderLine")]`),
//! by which items of lists are called; `Option` is `i:nil`. One namespace holds all data contracts of a method
//! (`data_namespace`). No service of Creatio's own speaks it; nothing was tried on a live instance.
//!
//! # What can't stand in a path
//! Values are percent-encoded. ASP.NET, on .NET Framework, refuses some characters in paths all the same (`: % & * < > ? \` and an
//! encoded slash), with a page for 400: pass such values in the query.

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
