//! Derive macros of creatio. Use them through `creatio_runtime`, which re-exports them.
#![forbid(unsafe_code)]

mod attribute;
mod contract;
mod projection;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct a row type of its own, checked against generated columns.
///
/// # The struct
///
/// `#[projection(entity = Contact)]` names the entity. (`crate = path` says where `creatio_runtime` is, when it has another
/// name.)
///
/// # The fields
///
/// | attribute | filled by | type of the field |
/// |---|---|---|
/// | none | the column of the field's name: `name` by `Contact::NAME` | the column's |
/// | `#[projection(column = JOB_TITLE)]` | another column of the entity | the column's |
/// | `#[projection(column = Contact::ACCOUNT.at(Account::NAME))]` | a column behind a lookup | an `Option` of the column's |
/// | `#[projection(lookup = ACCOUNT)]` | what the lookup leads to | `Option<…>` of a projection of it, or of the entity |
/// | `#[projection(details = ACTIVITY_BY_OWNER)]` | the rows that refer to this one | `Vec<…>` of a projection of them, or of the entity |
///
/// A single name is a const of the entity; anything else is a const expression.
#[proc_macro_derive(Projection, attributes(projection))]
pub fn projection(input: TokenStream) -> TokenStream {
    projection::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct the call of a custom web service's method: its fields are the parameters, by serde's names for them.
///
/// What it writes is data (`creatio_runtime::contract::Operation`), so that `client.call(…)` knows how to call. C# classes of
/// each kind stand beside their contracts on the page of `creatio_runtime::contract`.
///
/// # The struct
///
/// `#[contract(service = "UsrOrderService", method = "Recalculate")]` names class and method; both are needed. The rest is for
/// what differs from Creatio's own services: JSON, wrapped both ways, by POST, below `rest/`.
///
/// | key | says | left out |
/// |---|---|---|
/// | `returns = Totals` | the type that the result is read into; `Raw` takes any bytes | nothing is read, and `call` gives `()` |
/// | `body = "bare"` | WCF's `BodyStyle`: `wrapped`, `wrapped_request`, `wrapped_response` or `bare`. On GET it is about the reply alone | `wrapped` |
/// | `verb = "GET"` | `GET`, `POST`, `PUT`, `PATCH` or `DELETE` | `POST` |
/// | `path = "orders/{orderId}/{*rest}?deep={deep}"` | WCF's `UriTemplate`; `{name=default}` has a default. Fields that stand in it are not in the body | the method's name |
/// | `root = "service_model"` | `rest`; `service_model`, which adds `.svc`; or `ssp`, for users of the portal | `rest` |
/// | `result = "total"` | the name of the result in a wrapped reply, from `[return: MessageParameter(Name = "total")]` | `RecalculateResult` |
/// | `out` | the type of `returns` takes the whole wrapped reply: the result and the `out` parameters, each by its name | the result alone is read |
/// | `json_string` | the result is a text that holds JSON | it is JSON |
/// | `anonymous` | anybody may call it: no session, no cookies, no CSRF token are sent | the client's session |
/// | `changes = false` | whether it may change something for good. What does not is sent again when the connection breaks | a GET does not, all else does |
/// | `judged = false` | a reply that says `success: false` is a reply like any other | it is an error |
/// | `blocking` | calls of one session stand in line on the server: the class does not implement `IReadOnlySessionState` | they do not |
/// | `format = "xml"` | bodies are the XML of data contracts; needs the feature `xml` | `json` |
/// | `namespace = "…"` | in XML, that of the service: of wrappers and parameters | `http://tempuri.org/` |
/// | `data_namespace = "…"` | in XML, that of the data contracts: of their members | that of `Terrasoft.Configuration` |
/// | `crate = path` | where `creatio_runtime` is, when it has another name | `::creatio_runtime` |
///
/// # The fields
///
/// | attribute | the field is |
/// |---|---|
/// | none | a parameter: in the path if the template names it, in the query of a GET, else in the body |
/// | `#[contract(body)]` | the whole body, where that is not wrapped |
/// | `#[contract(raw)]` and `#[serde(skip)]` | the whole body as bytes, of the type `Raw`: a parameter of the type `Stream`. The other fields stand in the path or the query |
///
/// The struct derives serde's `Serialize` as well; a tuple struct of one field is the body of `body = "bare"` by itself.
#[proc_macro_derive(Contract, attributes(contract, serde))]
pub fn contract(input: TokenStream) -> TokenStream {
    contract::derive(&parse_macro_input!(input as DeriveInput)).into()
}
