//! The documented way, and what else can be asked of the engine.

use creatio_runtime::process::Refusal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Error, ErrorKind};

use super::approve::{UsrApproveOrder, UsrApproveOrderOutput, UsrApproveOrderPlace};
use super::{ID, text};
use crate::server::{Answer, LOGIN, Server, json, run, signed_in, status};

const EXECUTE: &str = "GET /0/ServiceModel/ProcessEngineService.svc/UsrApproveOrder/Execute";

fn xml(body: impl AsRef<[u8]>) -> Answer {
    Answer::new(200, "application/xml; charset=utf-8", body)
}

/// Wraps a text as WCF does.
fn string(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">{text}</string>"#)
}

fn executed(result: &'static str, answer: Answer) -> Result<UsrApproveOrderOutput, Error> {
    run(async {
        let line = format!("{EXECUTE}?ResultParameterName={result}");
        let server = Server::start([(LOGIN, signed_in("one")), (&*line, answer)]).await;
        let executed = server.client().processes().execute(UsrApproveOrder::default(), result).await;
        server.done();
        executed
    })
}

#[test]
fn values_are_in_the_query() {
    run(async {
        let line = format!(
            "{EXECUTE}?ResultParameterName=Total&Comment=a%26b%3D%22%C3%A9%20%2B%22&Count=3&Place=%7B%22Shelf%22%3A%22C%22%7D"
        );
        let server = Server::start([(LOGIN, signed_in("one")), (&*line, xml(string("9.90")))]).await;
        let process = UsrApproveOrder {
            comment: Some("a&b=\"é +\"".into()),
            count: Some(3),
            place: Some(UsrApproveOrderPlace { shelf: Some("C".into()) }),
            ..Default::default()
        };
        let output = server.client().processes().execute(process, "Total").await.unwrap();
        assert_eq!(output.total, Some("9.90".parse().unwrap()));
        assert_eq!(output.comment, None, "nobody asked for it");
        let sent = &server.log()[1];
        assert_eq!((sent.header("accept"), sent.header("bpmcsrf")), ("text/xml".into(), "csrf-one".into()));
    });
}

#[test]
fn a_result_is_wrapped_in_many_ways() {
    let lines = r#"[{"Price":9.90,"Parts":[{"Shelf":"<A> & \"B\""}]}]"#;
    let twice = serde_json::to_string(lines).unwrap();
    let wrapped = serde_json::to_string(&twice).unwrap();
    for answer in [
        xml(string(lines)),
        xml(string(&twice)),
        xml(format!(
            "\u{feff}<?xml version=\"1.0\"?>\n<x:string xmlns:x=\"https://y\"><![CDATA[{lines}]]></x:string>\n"
        )),
        xml(string(lines)
            .replace("http://schemas", "https://schemas")
            .replace('"', "&#34;")
            .replace("=&#34;", "=\"")
            .replace("/&#34;>", "/\">")),
        json(lines),
        json(&twice),
        json(format!(r#"{{"ExecuteResult":{twice}}}"#)),
        json(format!(r#"{{"ExecuteResult":{wrapped}}}"#)),
    ] {
        let output = executed("Lines", answer).unwrap();
        assert_eq!(output.lines[0].price, Some("9.90".parse().unwrap()));
        assert_eq!(output.lines[0].parts[0].shelf.as_deref(), Some("<A> & \"B\""));
    }
    for (answer, expected) in [
        (xml(string("\"plain\"")), Some("plain")),
        (xml(string("plain words")), Some("plain words")),
        (xml(string("007")), Some("007")),
        (xml(string("null")), None),
        (xml("<a:string b='>' c=\"'\">&#65;&#x42;&quot;&apos;\r\n&#13;</a:string >\n"), Some("AB\"'\n\r")),
        (xml(string("")), None),
        (xml("<string xmlns='x'/>"), None),
        (json(""), None),
        (json(r#"{"ExecuteResult":null}"#), None),
        (json(r#""plain words""#), Some("plain words")),
    ] {
        assert_eq!(executed("Comment", answer).unwrap().comment.as_deref(), expected);
    }
}

/// A composite is an object as well, and nothing is wrapped around it.
#[test]
fn a_composite_is_no_wrapper() {
    for answer in [json(r#"{"Shelf":"C"}"#), xml(string(r#"{"Shelf":"C"}"#))] {
        let place = executed("Place", answer).unwrap().place;
        assert_eq!(place.unwrap().shelf.as_deref(), Some("C"));
    }
}

#[test]
fn what_is_no_result_is_an_error() {
    let unread = executed("Total", xml(string("secret"))).unwrap_err();
    assert!(matches!(unread.kind(), ErrorKind::ResultsUnread { .. }) && !unread.outcome_unknown());
    assert!(!unread.to_string().contains("secret"), "{unread}");
    for answer in [
        "<int>3</int>",
        "<string>",
        "<string>a</string><string>b</string>",
        "<string><b/></string>",
        "<string>&other;</string>",
        "<string>&#0;x</string>extra",
        "<string>a</strings>",
        "<string>a &amp b</string>",
        "<!DOCTYPE x><string>a</string>",
    ] {
        let error = executed("Total", xml(answer)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Decode(_)) && error.outcome_unknown(), "{answer}: {error}");
    }
    let refused = r#"{"success":false,"errorInfo":{"errorCode":"ItemNotFoundException","message":"UsrApproveOrder"}}"#;
    let error = executed("Total", json(refused)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotRun { refusal: Refusal::NoSuchProcess, .. }), "{error}");
    assert!(executed("Total", status(500)).unwrap_err().outcome_unknown());
}

#[test]
fn a_result_that_is_none_is_refused_before_anything_is_sent() {
    run(async {
        let server = Server::start([]).await;
        let error = server.client().processes().execute(UsrApproveOrder::default(), "total").await.unwrap_err();
        insta::assert_snapshot!(error, @r"
        `UsrApproveOrder` hands back nothing that is called `total`
        what it hands back: Comment, Count, Day, Due, Hour, Lines, OrderId, Place, Total, Urgent
        ");
        assert!(server.lines().is_empty());
    });
}

#[test]
fn it_can_be_started_without_waiting() {
    run(async {
        let line = format!("{EXECUTE}?Count=3");
        let server = Server::start([(LOGIN, signed_in("one")), (&*line, xml(""))]).await;
        let process = UsrApproveOrder { count: Some(3), ..Default::default() };
        server.client().processes().start_only(process).await.unwrap();
        server.done();
    });
}

#[test]
fn elements_and_cancelling() {
    const ENGINE: &str = "/0/ServiceModel/ProcessEngineService.svc";
    run(async {
        let id: Uuid = ID.parse().unwrap();
        let (complete, cancel) = (format!("POST {ENGINE}/CompleteExecuting"), format!("POST {ENGINE}/CancelExecution"));
        let element = format!("GET {ENGINE}/ExecProcElByUId?ProcessElementUID={ID}");
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        server.then(&complete, json(r#"{"waitingUserTaskCount":0,"success":true}"#));
        server.then(&element, xml(""));
        server.then(&cancel, json(r#"{"success":true}"#));
        let refused = r#"{"success":false,"errorInfo":{"errorCode":"SecurityException","message":"CanCancelProcess"}}"#;
        server.then(&cancel, json(refused));
        let processes = server.client().processes();
        processes.complete_element(id, &UsrApproveOrderPlace { shelf: Some("C".into()) }).await.unwrap();
        processes.execute_element(id).await.unwrap();
        processes.cancel(id).await.unwrap();
        let error = processes.cancel(id).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Refused), "{error}");
        assert!(text(&error).contains("CanCancelProcess"), "{error}");
        let sent = server.log();
        assert_eq!(
            sent[1].body,
            format!(
                r#"{{"collectExecutionData":false,"parameterValues":[{{"name":"Shelf","value":"C"}}],"processElementUId":"{ID}"}}"#
            )
        );
        assert_eq!(sent[3].body, format!(r#"{{"processDataIds":"{ID}"}}"#));
    });
}
