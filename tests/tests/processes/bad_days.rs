//! What can happen while a process runs: time runs out, sessions end, answers are lost. It runs once.

use std::time::Duration;

use creatio_runtime::process::Status;
use creatio_runtime::{Error, Forms};
use creatio_sandbox::{Expiry, Fault, Process, Running, User};

use crate::approve::UsrApproveOrder;
use crate::process::{approve, begun, held, start, with};
use crate::stage::PASSWORD;
use crate::{clock, stage};

const RUN: &str = "ProcessEngineService.svc/RunProcess";

fn runs(sandbox: &Running) -> usize {
    sandbox.runs("UsrApproveOrder").len()
}

/// The client gives up; the server does not, and the log has the run once it is over.
#[test]
fn time_runs_out_in_the_middle_of_a_run() {
    clock::run(async {
        let (release, process) = held();
        let sandbox = with(process).start().await.expect("it starts");
        let client = stage::forms(&sandbox).process_timeout(Duration::from_secs(5)).build().expect("a client");
        let error = client.run(UsrApproveOrder::default()).await.expect_err("it takes too long");
        assert!(error.is_timeout() && error.outcome_unknown(), "{error}");
        insta::assert_snapshot!(stage::text(&sandbox, &error));
        assert_eq!(runs(&sandbox), 1);
        let searched = client.processes().runs_of::<UsrApproveOrder>().await.expect("a log");
        assert!(searched.is_empty(), "the row is not there yet");
        release();
        let entry = loop {
            let runs = client.processes().runs_of::<UsrApproveOrder>().await.expect("a log");
            if let Some(entry) = runs.into_iter().next() {
                break entry;
            }
        };
        assert_eq!(entry.status, Status::Completed);
        assert_eq!(runs(&sandbox), 1, "it ran once");
    });
}

/// A limit for one run alone, and what else the client does has its own.
#[test]
fn a_run_may_have_its_own_limit() {
    clock::run(async {
        let (release, process) = held();
        let sandbox = with(process).start().await.expect("it starts");
        let client = stage::forms(&sandbox).timeout(Duration::from_secs(1)).build().expect("a client");
        let begun_at = tokio::time::Instant::now();
        let limited = client.processes().timeout(Duration::from_secs(5));
        let error = limited.run(UsrApproveOrder::default()).await.expect_err("it takes too long");
        let waited = begun_at.elapsed();
        assert!(
            error.is_timeout() && waited >= Duration::from_secs(5) && waited < Duration::from_secs(6),
            "{waited:?}"
        );
        release();
        let run = client.run(UsrApproveOrder { count: Some(3), ..Default::default() }).await.expect("it runs");
        assert_eq!(run.completed().expect("it completes").count, Some(3));
    });
}

/// It takes longer than any other request may.
#[test]
fn a_run_may_take_its_time() {
    clock::run(async {
        let (release, process) = held();
        let sandbox = with(process).start().await.expect("it starts");
        let client = stage::forms(&sandbox).timeout(Duration::from_secs(1)).build().expect("a client");
        let running = tokio::spawn(client.run(UsrApproveOrder { count: Some(3), ..Default::default() }));
        begun(&sandbox, 1).await;
        tokio::time::sleep(Duration::from_secs(5)).await;
        release();
        let run = running.await.expect("no panic").expect("it runs");
        assert_eq!(run.completed().expect("it completes").count, Some(3));
    });
}

#[tokio::test]
async fn a_session_that_has_ended_is_renewed_and_the_process_runs_once() {
    for how in [Expiry::Unauthorized, Expiry::UnauthorizedJson, Expiry::Redirect, Expiry::LoginPage] {
        let (sandbox, client) = start(approve()).await;
        client.login().await.expect("it signs in");
        sandbox.expire_sessions(how);
        let run = client.run(UsrApproveOrder { count: Some(3), ..Default::default() }).await.expect("it runs");
        assert_eq!(run.completed().expect("it completes").count, Some(3));
        assert_eq!((runs(&sandbox), sandbox.logins()), (1, 2), "{how:?}");
        sandbox.expire_sessions(how);
        let output =
            client.processes().execute(UsrApproveOrder { count: Some(4), ..Default::default() }, "Count").await;
        assert_eq!(output.expect("it runs").count, Some(4), "{how:?}");
        assert_eq!((runs(&sandbox), sandbox.logins()), (2, 3), "{how:?}");
    }
}

async fn lost(fault: Fault) -> (Running, Error) {
    let (sandbox, client) = start(approve()).await;
    client.login().await.expect("it signs in");
    sandbox.clear_requests();
    let fault = sandbox.fault(fault).on(RUN).always();
    let error = client.run(UsrApproveOrder::default()).await.expect_err("the answer is lost");
    assert_eq!(fault.hits(), 1, "it is sent once: {error}");
    stage::text(&sandbox, &error);
    (sandbox, error)
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_the_outcome_open() {
    for fault in [
        Fault::NoReply,
        Fault::CutBefore,
        Fault::Cut,
        Fault::Truncated,
        Fault::status(500),
        Fault::status(503),
        Fault::Html(200),
        Fault::Html(502),
    ] {
        let name = format!("{fault:?}");
        let (sandbox, error) = lost(fault).await;
        assert!(error.outcome_unknown(), "{name}: {error}");
        assert!(error.to_string().contains("look for it in SysProcessLog"), "{name}: {error}");
        assert!(runs(&sandbox) <= 1, "{name}");
    }
    for fault in [Fault::status(400), Fault::status(404), Fault::status(429)] {
        let name = format!("{fault:?}");
        let (sandbox, error) = lost(fault).await;
        assert!(!error.outcome_unknown() && runs(&sandbox) == 0, "{name}: {error}");
    }
}

/// A call that is dropped before it is polled sends nothing; one that is dropped in the middle leaves the process running.
#[tokio::test]
async fn a_call_that_is_dropped() {
    let (release, process) = held();
    let (sandbox, client) = start(process).await;
    drop(client.run(UsrApproveOrder::default()));
    let running = tokio::spawn(client.run(UsrApproveOrder::default()));
    begun(&sandbox, 1).await;
    running.abort();
    release();
    while client.processes().runs_of::<UsrApproveOrder>().await.expect("a log").is_empty() {}
    assert_eq!(runs(&sandbox), 1);
}

/// Somebody else's runs are not among one's own, nor are those of other processes.
#[tokio::test]
async fn only_ones_own_runs_are_found() {
    let sandbox = with(approve()).user(User::new("Ann", PASSWORD)).process(Process::new("UsrElse"));
    let sandbox = sandbox.start().await.expect("it starts");
    let supervisor = stage::forms(&sandbox).build().expect("a client");
    let ann = stage::forms(&sandbox).auth(Forms::new("Ann", PASSWORD)).build().expect("a client");
    let mut ids = Vec::new();
    for client in [&supervisor, &ann, &supervisor] {
        ids.push(client.run(UsrApproveOrder::default()).await.expect("it runs").process_id().expect("an id"));
    }
    let body = r#"{"schemaName":"UsrElse","parameterValues":[],"resultParameterNames":[]}"#;
    supervisor.post_raw("ServiceModel/ProcessEngineService.svc/RunProcess", body).await.expect("it runs");
    let mut found = Vec::new();
    for client in [&supervisor, &ann] {
        let runs = client.processes().runs_of::<UsrApproveOrder>().await.expect("a log");
        found.push(runs.iter().map(|entry| entry.id).collect::<Vec<_>>());
    }
    assert_eq!(found, [vec![ids[0], ids[2]], vec![ids[1]]]);
}
