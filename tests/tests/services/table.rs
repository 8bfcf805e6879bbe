//! Body styles × verbs × formats × who calls: each cell is a contract, a service that is told to be what the contract says,
//! and a call of one by the other.

use creatio_runtime::ErrorKind;
use creatio_runtime::contract::Returned;
use creatio_runtime::prelude::*;
use creatio_sandbox::{Arguments, BodyStyle, Expiry, Outcome, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::stage::{ann, nobody, start};

/// What the method makes of its arguments.
#[derive(Debug, Deserialize, PartialEq)]
struct Said {
    count: i64,
    name: String,
    user: Option<String>,
}

const NAME: &str = "Zoë <& \"Co\" + 100%";

/// The method, the same in all styles: a body that is not wrapped is one object with both of them.
fn say(arguments: Arguments) -> Outcome {
    let argument = |name: &str| match arguments.named.get(name) {
        Some(value) => value.clone(),
        None => arguments.bare[name].clone(),
    };
    // What stands in a URL or in XML is text.
    let count = match argument("count") {
        Value::String(text) => text.parse().map_or(Value::Null, |count: i64| count.into()),
        count => count,
    };
    Outcome::Returns(json!({"count": count, "name": argument("name"), "user": arguments.user}))
}

fn service(style: &str, verb: &'static str, format: &str, anonymous: bool) -> Service {
    let service = Service::new("UsrEcho", "Say", say).verb(verb).style(match style {
        "wrapped" => BodyStyle::Wrapped,
        "wrapped_request" => BodyStyle::WrappedRequest,
        "wrapped_response" => BodyStyle::WrappedResponse,
        _ => BodyStyle::Bare,
    });
    let service = match format {
        "xml" => service.xml("http://tempuri.org/", "urn:data", ["count", "name", "user"]),
        _ => service,
    };
    if anonymous { service.service_model().anonymous() } else { service }
}

async fn holds<C>(contract: impl Fn() -> C, cell: &str, service: Service, anonymous: bool)
where
    C: Contract<Returns = Said> + Serialize,
    C::Returns: Returned,
{
    let sandbox = start([service]).await;
    let said = |user: Option<&str>| Said { count: i64::MAX, name: NAME.to_owned(), user: user.map(str::to_owned) };
    let (ann, nobody) = (ann(&sandbox), nobody(&sandbox));
    if anonymous {
        for client in [&ann, &nobody] {
            assert_eq!(
                client.call(contract()).await.unwrap_or_else(|error| panic!("{cell}: {error}")),
                said(None),
                "{cell}"
            );
        }
        ann.login().await.expect("a session");
        sandbox.clear_requests();
        assert_eq!(ann.call(contract()).await.expect("an answer"), said(None), "{cell}");
        let sent = &sandbox.requests()[0];
        for header in ["cookie", "bpmcsrf", "crt_csrf", "forceusesession"] {
            assert_eq!(sent.header(header), None, "{cell}");
        }
        return;
    }
    let answer = ann.call(contract()).await.unwrap_or_else(|error| panic!("{cell}: {error}"));
    assert_eq!(answer, said(Some("Ann")), "{cell}");
    for how in [Expiry::Unauthorized, Expiry::UnauthorizedJson, Expiry::Redirect, Expiry::LoginPage] {
        sandbox.expire_sessions(how);
        let answer = ann.call(contract()).await.unwrap_or_else(|error| panic!("{cell}, {how:?}: {error}"));
        assert_eq!(answer, said(Some("Ann")), "{cell}, {how:?}");
    }
    assert_eq!(sandbox.logins(), 5, "{cell}");
    let error = nobody.call(contract()).await.expect_err("nobody may not");
    assert!(matches!(error.kind(), ErrorKind::Unauthorized), "{cell}: {error}");
    sandbox.stale_csrf();
    let error = ann.call(contract()).await.expect_err("the token is wrong");
    assert!(matches!(error.kind(), ErrorKind::Forbidden) && !error.outcome_unknown(), "{cell}: {error}");
}

macro_rules! cell {
    ($body:literal $verb:literal $format:literal $root:literal $is_anonymous:literal $($more:tt)*) => {{
        #[derive(Contract, Serialize)]
        #[contract(
            service = "UsrEcho", method = "Say", body = $body, verb = $verb, format = $format, root = $root, returns = Said $($more)*
        )]
        struct Say {
            count: i64,
            name: &'static str,
        }
        let cell = concat!($body, " ", $verb, " ", $format, " ", $root);
        holds(|| Say { count: i64::MAX, name: NAME }, cell, service($body, $verb, $format, $is_anonymous), $is_anonymous).await;
    }};
}

macro_rules! cells {
    ($body:literal $verb:literal) => {
        cell!($body $verb "json" "rest" false);
        cell!($body $verb "json" "service_model" true, anonymous);
        cell!($body $verb "xml" "rest" false, data_namespace = "urn:data");
        cell!($body $verb "xml" "service_model" true, anonymous, data_namespace = "urn:data");
    };
}

macro_rules! table {
    ($($body:literal)*) => { $(
        cells!($body "GET");
        cells!($body "POST");
        cells!($body "PUT");
        cells!($body "PATCH");
        cells!($body "DELETE");
    )* };
}

#[tokio::test]
async fn every_cell_of_the_table() {
    table!("wrapped" "wrapped_request" "wrapped_response" "bare");
}
