//! Any text goes through a path, a query and a body as it is: ours writes, the sandbox's own parser reads.

use creatio_runtime::ErrorKind;
use creatio_runtime::prelude::*;
use creatio_sandbox::{Outcome, Service};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::json;

use crate::stage::{ann, start};

#[derive(Clone, Debug, Contract, Serialize)]
#[contract(
    service = "UsrEcho",
    method = "Say",
    verb = "PUT",
    path = "x-{segment}.y/{number=7}/{*rest}?q={query}&fixed=1",
    returns = serde_json::Value
)]
struct Say {
    segment: String,
    number: Option<i64>,
    rest: String,
    query: Option<String>,
    body: Vec<Option<String>>,
}

fn say() -> impl Strategy<Value = Say> {
    let text = || "[^\0]{0,12}|[-./%?#&=+ \\\\:*<>'\"{}]{0,6}";
    let query = proptest::option::of(any::<String>());
    (text(), any::<Option<i64>>(), text(), query, any::<Vec<Option<String>>>())
        .prop_map(|(segment, number, rest, query, body)| Say { segment, number, rest, query, body })
}

#[test]
fn texts_arrive_as_they_were_sent() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let template = "x-{segment}.y/{number=7}/{*rest}?q={query}&fixed=1";
    let echo = Service::new("UsrEcho", "Say", |arguments| Outcome::Returns(json!(arguments.named)));
    let sandbox = runtime.block_on(start([echo.verb("PUT").path(template)]));
    let client = ann(&sandbox);
    let tested = TestRunner::default().run(&say(), |said| {
        let segments: Vec<&str> = said.rest.split('/').filter(|segment| !segment.is_empty()).collect();
        let leads_elsewhere = segments.iter().any(|segment| matches!(*segment, "." | ".."));
        let answer = runtime.block_on(client.call(said.clone()));
        if said.segment.is_empty() || leads_elsewhere {
            let error = answer.expect_err("it can't be sent");
            prop_assert!(matches!(error.kind(), ErrorKind::Usage(_)), "{error}");
            return Ok(());
        }
        let mut expected = json!({
            "segment": said.segment, "number": said.number.unwrap_or(7).to_string(), "rest": segments.join("/"), "body": said.body,
        });
        if let Some(query) = &said.query {
            expected["query"] = json!(query);
        }
        prop_assert_eq!(answer.map_err(|error| TestCaseError::fail(error.to_string()))?, expected);
        Ok(())
    });
    if let Err(error) = tested {
        panic!("{error}");
    }
}
