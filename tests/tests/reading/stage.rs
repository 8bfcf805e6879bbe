//! A sandbox with a few rows of Creatio's, and a client for it.

use std::error::Error as _;

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_runtime::{ClientBuilder, Error, Platform};
use creatio_sandbox::{Running, Sandbox, User};
use serde_json::json;

pub(crate) const METADATA: &str = include_str!("../../fixtures/creatio/metadata.xml");

/// What must never be shown, and nothing else is called.
pub(crate) const PASSWORD: &str = "Tr0ub4dor&3";

pub(crate) const ACME: Uuid = uuid!("e308b781-3c5b-4ecb-89ef-5c1ed4da488e");
pub(crate) const GLOBEX: Uuid = uuid!("e308b781-3c5b-4ecb-89ef-5c1ed4da488f");
pub(crate) const ANN: Uuid = uuid!("410006e1-ca4e-4502-a9ec-e54d922d2c00");
pub(crate) const BOB: Uuid = uuid!("410006e1-ca4e-4502-a9ec-e54d922d2c01");
pub(crate) const CID: Uuid = uuid!("410006e1-ca4e-4502-a9ec-e54d922d2c02");

/// An instance with two accounts and three contacts, of which one has no account.
pub(crate) fn sandbox() -> Sandbox {
    Sandbox::builder()
        .metadata(METADATA)
        .user(User::new("Supervisor", PASSWORD))
        .rows("Account", [
            json!({"Id": ACME.to_string(), "Name": "Acme", "Code": "1", "PrimaryContactId": BOB.to_string()}),
            json!({"Id": GLOBEX.to_string(), "Name": "Globex", "ParentId": ACME.to_string()}),
        ])
        .rows("Contact", [
            json!({"Id": ANN.to_string(), "Name": "Ann", "Age": 30, "AccountId": ACME.to_string(), "BirthDate": "1990-02-28T00:00:00Z"}),
            json!({"Id": BOB.to_string(), "Name": "Bob", "Age": 40, "AccountId": ACME.to_string(), "Confirmed": true}),
            json!({"Id": CID.to_string(), "Name": "Cid", "Age": 50, "OwnerId": BOB.to_string()}),
        ])
}

/// A client that signs in.
pub(crate) fn forms(sandbox: &Running) -> ClientBuilder {
    Client::builder(sandbox.url()).auth(Forms::new("Supervisor", PASSWORD)).platform(Platform::NetFramework)
}

/// A client of a sandbox that asks nobody who they are.
pub(crate) fn anonymous(sandbox: &Running) -> Client {
    Client::builder(sandbox.url()).auth(Anonymous).platform(Platform::NetFramework).build().expect("a client")
}

/// Requests for data that arrived, as people read them.
pub(crate) fn requests(sandbox: &Running) -> Vec<String> {
    let decoded = |target: &str| percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned();
    sandbox
        .requests()
        .iter()
        .filter(|request| request.target.contains("/odata"))
        .map(|request| decoded(&request.target))
        .collect()
}

/// An error's text; the address, which differs each time, is made the same.
pub(crate) fn text(sandbox: &Running, error: &Error) -> String {
    let text = error.to_string();
    assert_eq!(text, format!("{error:?}"), "what `unwrap` prints is what `Display` says");
    shows_nothing(sandbox, &text);
    let mut cause = error.source();
    while let Some(error) = cause {
        shows_nothing(sandbox, &format!("{error} {error:?}"));
        cause = error.source();
    }
    text.replace(&sandbox.url(), "http://sandbox")
}

/// What is shown has no password in it, none of the cookies that were received, and nothing of what was searched for or found.
pub(crate) fn shows_nothing(sandbox: &Running, text: &str) {
    let requests = sandbox.requests();
    let cookies =
        requests.iter().filter_map(|request| request.header("cookie")).flat_map(|cookies| cookies.split("; "));
    let values = cookies.filter_map(|cookie| cookie.split_once('=')).filter(|(name, _)| !name.starts_with("User"));
    for private in values.map(|(_, value)| value).chain([PASSWORD, "Smith", "A-4711", "Gotham", "secret", "$filter"]) {
        assert!(!text.contains(private), "{private} is in: {text}");
    }
}
