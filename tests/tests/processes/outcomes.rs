//! Every outcome, and every refusal.

use creatio_runtime::process::{Outcome, Refusal, Status};
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_runtime::{Client, Error, ErrorKind, Inputs, Outputs, Parameters, Results};
use creatio_sandbox::{Ending, Oddity, Process};

use crate::approve::{UsrApproveOrder, UsrApproveOrderPlace};
use crate::process::{approve, start};
use crate::stage;

pub(crate) const TASK: Uuid = uuid!("11111111-1111-4111-8111-111111111111");

/// A process that hands nothing back.
#[derive(Clone, Debug, Default, PartialEq)]
struct UsrPing {}

impl creatio_runtime::Process for UsrPing {
    const NAME: &'static str = "UsrPing";
    type Output = UsrPingOutput;
}

impl Inputs for UsrPing {
    fn write(&self, _to: &mut Parameters) {}
}

#[derive(Clone, Debug, PartialEq)]
struct UsrPingOutput {}

impl Outputs for UsrPingOutput {
    const NAMES: &'static [&'static str] = &[];

    fn read(_from: &mut Results<'_>) -> Self {
        Self {}
    }
}

async fn refused(client: &Client) -> Error {
    client.run(UsrApproveOrder::default()).await.expect_err("it is refused")
}

#[tokio::test]
async fn every_outcome() {
    let waits = Ending::waits(TASK, Ending::Completed);
    for (ending, status, is_final) in [
        (Ending::Failed("It broke".into()), Status::Error, true),
        (Ending::Cancelled, Status::Cancelled, true),
        (waits, Status::Running, false),
    ] {
        let (sandbox, client) = start(approve().runs(move |_| ending.clone())).await;
        for says_so in [true, false] {
            sandbox.set_oddity(Oddity::FailedRunSaysSo, says_so);
            let run = client.run(UsrApproveOrder::default()).await.expect("it is started");
            let expected = match status {
                Status::Error => matches!(run.outcome(), Outcome::Failed),
                Status::Cancelled => matches!(run.outcome(), Outcome::Cancelled),
                _ => matches!(run.outcome(), Outcome::Suspended),
            };
            assert!(expected, "{:?} for {status:?}", run.outcome());
            assert_eq!(run.server().is_some(), says_so && status == Status::Error);
            let id = run.process_id().expect("an id");
            let entry = client.processes().status(id).await.expect("a log").expect("a row");
            assert_eq!((entry.id, entry.status, entry.status.is_final()), (id, status, is_final));
            assert_eq!(
                (entry.caption.as_str(), entry.schema.as_deref()),
                ("Approve an order", Some("UsrApproveOrderCustom1"))
            );
            assert_eq!(entry.error.as_deref(), (status == Status::Error).then_some("It broke"));
            assert_eq!(entry.started.expect("a start").to_string(), "2026-06-01T12:00:00");
            let error = run.completed().expect_err("it has not completed");
            assert!(matches!(error.kind(), ErrorKind::NotCompleted { id: Some(told), .. } if *told == id), "{error}");
        }
    }
}

#[tokio::test]
async fn what_nobody_waits_for_is_queued() {
    let (sandbox, client) = start(Process::new("UsrPing").background()).await;
    let run = client.run(UsrPing {}).await.expect("it is queued");
    assert!(matches!(run.outcome(), Outcome::Queued), "{:?}", run.outcome());
    assert_eq!(run.process_id(), None);
    insta::assert_snapshot!(run.completed().expect_err("it has not completed"), @r"
    process `UsrPing` was queued, to run in the background
    it can't be followed, and nobody hears of its results; one that hands something back is not queued
    ");
    while sandbox.runs("UsrPing").is_empty() {
        tokio::task::yield_now().await;
    }
}

/// One that hands something back is waited for, even where it runs in the background.
#[tokio::test]
async fn what_somebody_waits_for_is_not_queued() {
    let (_sandbox, client) = start(approve().background()).await;
    let run = client.run(UsrApproveOrder { count: Some(3), ..Default::default() }).await.expect("it runs");
    assert_eq!(run.completed().expect("it completes").count, Some(3));
}

#[tokio::test]
async fn a_user_task_is_completed() {
    let waits = Ending::waits(TASK, |values| match values["Shelf"] == "C" {
        true => Ending::Completed(values),
        false => Ending::Failed("The wrong shelf".into()),
    });
    let (_sandbox, client) = start(approve().runs(move |_| waits.clone())).await;
    let processes = client.processes();
    for (shelf, expected) in [("C", Status::Completed), ("D", Status::Error)] {
        let run = client.run(UsrApproveOrder::default()).await.expect("it is started");
        let id = run.process_id().expect("an id");
        let values = UsrApproveOrderPlace { shelf: Some(shelf.into()) };
        processes.complete_element(TASK, &values).await.expect("it goes on");
        // The element has run already, so that this does nothing.
        processes.execute_element(TASK).await.expect("it is left alone");
        let entry = processes.status(id).await.expect("a log").expect("a row");
        assert_eq!(entry.status, expected, "{shelf}");
    }
}

#[tokio::test]
async fn refusals() {
    for (process, expected) in [
        (approve().automatic_start(), Refusal::AutomaticStartOnly),
        (approve().denied(), Refusal::NoRights),
        (approve().uncompiled(), Refusal::NotCompiled),
        (Process::new("UsrElse"), Refusal::NoSuchProcess),
        // Its version of now does not hand back what the code was generated for.
        (approve().version("UsrApproveOrderCustom2"), Refusal::NoSuchResult),
    ] {
        let (sandbox, client) = start(process).await;
        let error = refused(&client).await;
        assert!(
            matches!(error.kind(), ErrorKind::NotRun { refusal, .. } if *refusal == expected),
            "{expected:?}: {error}"
        );
        assert_eq!(error.outcome_unknown(), expected == Refusal::NotCompiled, "{error}");
        assert!(sandbox.runs("UsrApproveOrder").is_empty());
        stage::text(&sandbox, &error);
    }
    let (_sandbox, client) = start(Process::new("UsrElse")).await;
    let error = client.run(UsrPing {}).await.expect_err("there is none");
    assert!(
        matches!(error.kind(), ErrorKind::NotRun { process: "UsrPing", refusal: Refusal::NoSuchProcess, .. }),
        "{error}"
    );
}
