//! The documented way.

use creatio_runtime::ErrorKind;
use creatio_sandbox::{Ending, Oddity};

use crate::process::{approve, begun, start};
use crate::values::order;

#[tokio::test]
async fn one_result_comes_back_whatever_it_is_wrapped_in() {
    let (sandbox, client) = start(approve()).await;
    let processes = client.processes();
    for (twice, json) in [(true, false), (false, false), (true, true), (false, true)] {
        sandbox.set_oddity(Oddity::ExecuteEncodesTwice, twice);
        sandbox.set_oddity(Oddity::ExecuteAnswersJson, json);
        macro_rules! check {
            ($field:ident, $name:literal, $expected:expr) => {
                let output = processes.execute(order(), $name).await.expect("it runs");
                assert_eq!(output.$field, $expected, "{twice} {json}");
            };
        }
        check!(comment, "Comment", order().comment);
        check!(count, "Count", order().count);
        check!(day, "Day", order().day);
        check!(due, "Due", order().due);
        check!(hour, "Hour", order().hour);
        check!(order_id, "OrderId", order().order_id);
        check!(total, "Total", order().total);
        check!(urgent, "Urgent", order().urgent);
        let lines = processes.execute(order(), "Lines").await.expect("it runs").lines;
        assert_eq!(lines[0].parts[1].shelf.as_deref(), Some("\"B\""));
        let place = processes.execute(order(), "Place").await.expect("it runs").place;
        assert_eq!(place.and_then(|place| place.shelf).as_deref(), Some("C"));
    }
}

#[tokio::test]
async fn a_failure_looks_like_a_result_that_was_not_set() {
    let (_sandbox, client) = start(approve().runs(|_| Ending::Failed("It broke".into()))).await;
    let output = client.processes().execute(order(), "Total").await.expect("it runs");
    assert_eq!(output.total, None);
}

#[tokio::test]
async fn it_is_started_and_nobody_waits() {
    let (sandbox, client) = start(approve()).await;
    client.processes().start_only(order()).await.expect("it is started");
    begun(&sandbox, 1).await;
}

#[tokio::test]
async fn a_process_that_is_not_there_is_a_page() {
    let (sandbox, client) = start(creatio_sandbox::Process::new("UsrElse")).await;
    let error = client.processes().execute(order(), "Total").await.expect_err("there is none");
    assert!(matches!(error.kind(), ErrorKind::Server) && error.outcome_unknown(), "{error}");
    crate::stage::text(&sandbox, &error);
}
