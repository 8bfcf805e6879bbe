//! What came of a run.

use creatio_runtime::process::{Outcome, Refusal};
use creatio_runtime::{Error, ErrorKind};

use super::approve::UsrApproveOrder;
use super::{ID, answered, text};
use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, silence, status};

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// The outcome in an answer, and whether it has an id.
fn outcome(answer: &str) -> (Outcome<()>, bool) {
    let run = answered(UsrApproveOrder::default(), json(answer)).0.unwrap();
    let has_id = run.process_id().is_some();
    let outcome = match run.into_outcome() {
        Outcome::Completed(_) => Outcome::Completed(()),
        Outcome::Suspended => Outcome::Suspended,
        Outcome::Failed => Outcome::Failed,
        Outcome::Cancelled => Outcome::Cancelled,
        Outcome::Queued => Outcome::Queued,
        Outcome::Other(number) => Outcome::Other(number),
        _ => unreachable!(),
    };
    (outcome, has_id)
}

/// The error that a run comes to.
fn refused(answer: Answer) -> Error {
    answered(UsrApproveOrder { comment: Some("secret".into()), ..Default::default() }, answer).0.unwrap_err()
}

#[test]
fn the_status_says_what_came_of_it() {
    let reply = |id: &str, status: i64, success: bool| {
        format!(r#"{{"processId":"{id}","processStatus":{status},"success":{success}}}"#)
    };
    for (answer, expected) in [
        (reply(ID, 2, true), (Outcome::Completed(()), true)),
        (reply(ID, 1, true), (Outcome::Suspended, true)),
        (reply(ID, 3, false), (Outcome::Failed, true)),
        (reply(ID, 3, true), (Outcome::Failed, true)),
        (reply(ID, 4, true), (Outcome::Cancelled, true)),
        (reply(ID, 5, true), (Outcome::Cancelled, true)),
        (reply(NOBODY, 0, true), (Outcome::Queued, false)),
        (r#"{"success":true}"#.to_owned(), (Outcome::Queued, false)),
        (reply(ID, 0, true), (Outcome::Other(0), true)),
        (reply(ID, 0, false), (Outcome::Other(0), true)),
        (reply(ID, 9, true), (Outcome::Other(9), true)),
        (
            format!("\u{feff}{{\"ProcessId\":\"{ID}\",\"ProcessStatus\":2,\"Success\":true}}"),
            (Outcome::Completed(()), true),
        ),
    ] {
        assert_eq!(outcome(&answer), expected, "{answer}");
    }
}

#[test]
fn what_has_not_completed_says_what_to_do() {
    let failed = format!(
        r#"{{"processId":"{ID}","processStatus":3,"success":false,"errorInfo":{{"message":"Process blew up on secret"}}}}"#
    );
    let reply = |status: i64| format!(r#"{{"processId":"{ID}","processStatus":{status},"success":true}}"#);
    let queued = format!(r#"{{"processId":"{NOBODY}","processStatus":0,"success":true}}"#);
    let texts = [reply(1), failed, reply(4), queued, reply(9)].map(|reply| {
        let process = UsrApproveOrder { comment: Some("secret".into()), ..Default::default() };
        let error = answered(process, json(reply)).0.unwrap().completed().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotCompleted { .. }) && !error.outcome_unknown());
        assert!(!error.to_string().contains("secret"), "{error}");
        error.to_string()
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}

fn refusal(code: &str, message: &str) -> String {
    format!(
        r#"{{"processId":"{NOBODY}","processStatus":0,"success":false,"errorInfo":{{"errorCode":"{code}","message":"{message}"}}}}"#
    )
}

#[test]
fn refusals_are_told_apart() {
    for (code, message, expected) in [
        ("ItemNotFoundException", "Item with name UsrApproveOrder not found", Refusal::NoSuchProcess),
        ("ItemNotFoundException", "Parameter 'Total' not found", Refusal::NoSuchResult),
        ("Terrasoft.Common.ItemNotFoundException", "Nichts gefunden", Refusal::NoSuchProcessOrResult),
        ("ProcessCannotBeManuallyStartedException", "automatic start events only", Refusal::AutomaticStartOnly),
        ("SecurityException", "No rights", Refusal::NoRights),
    ] {
        let error = refused(json(refusal(code, message)));
        assert!(matches!(error.kind(), ErrorKind::NotRun { refusal, .. } if *refusal == expected), "{code}: {error}");
        assert!(!error.outcome_unknown(), "{code}");
        assert_eq!(error.is_auth(), expected == Refusal::NoRights, "{code}");
        assert_eq!(error.server().unwrap().code(), Some(code));
    }
    for (code, expected) in [("KeyNotFoundException", Refusal::NotCompiled), ("NullReferenceException", Refusal::Other)]
    {
        let error = refused(json(refusal(code, "The given key")));
        assert!(matches!(error.kind(), ErrorKind::NotRun { refusal, .. } if *refusal == expected), "{code}: {error}");
        assert!(error.outcome_unknown(), "{code}: what came before may have been done");
    }
}

#[test]
fn refusals_read_well() {
    let texts = [
        refusal("ItemNotFoundException", "Item with name UsrApproveOrder not found"),
        refusal("ProcessCannotBeManuallyStartedException", "You cannot run this process manually"),
        refusal("SecurityException", "No rights for secret"),
        refusal("KeyNotFoundException", "The given key was not present in the dictionary."),
        r#"{"success":false}"#.to_owned(),
    ]
    .map(|answer| {
        let text = text(&refused(json(answer)));
        assert!(!text.contains("secret"), "{text}");
        text
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}

/// An envelope may come with any status.
#[test]
fn a_refusal_with_the_status_of_a_failure_is_the_same() {
    let error = refused(Answer::new(500, "application/json", refusal("ProcessCannotBeManuallyStartedException", "m")));
    let kind = error.kind();
    assert!(matches!(kind, ErrorKind::NotRun { refusal: Refusal::AutomaticStartOnly, .. }), "{error}");
    assert!(!error.outcome_unknown());
}

#[test]
fn what_nobody_knows_is_said() {
    for answer in
        [hang_up(), status(500), status(504), json("{}"), json("[1]"), json(r#"{"processStatus":"two"}"#), json("")]
    {
        let error = refused(answer);
        assert!(error.outcome_unknown(), "{error}");
        assert!(text(&error).ends_with("none where logging is off"), "{error}");
    }
    for answer in [status(404), status(405), status(400)] {
        let error = refused(answer);
        assert!(!error.outcome_unknown(), "{error}");
    }
}

#[test]
fn time_that_runs_out_is_the_processs_own() {
    let texts = run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (super::RUN, silence()), (super::RUN, silence())]).await;
        let builder = server.builder().timeout(std::time::Duration::from_secs(1));
        let client = builder.process_timeout(std::time::Duration::from_secs(300)).build().unwrap();
        let begun = tokio::time::Instant::now();
        let error = client.run(UsrApproveOrder::default()).await.unwrap_err();
        let waited = begun.elapsed().as_secs();
        assert!((300..302).contains(&waited), "{waited}");
        let processes = client.processes().timeout(std::time::Duration::from_secs(5));
        let shorter = processes.run(UsrApproveOrder::default()).await.unwrap_err();
        let waited = begun.elapsed().as_secs() - waited;
        assert!((5..7).contains(&waited), "{waited}");
        assert!(shorter.is_timeout() && shorter.outcome_unknown());
        server.done();
        text(&error)
    });
    insta::assert_snapshot!(texts);
}
