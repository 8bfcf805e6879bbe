//! The process as the sandbox has it, and a client for it.

use creatio_runtime::Client;
use creatio_sandbox::{Direction, Ending, Parameter, ParameterType, Process, Running, Sandbox};
use tokio::sync::watch;

use crate::stage;

fn item(name: &str, kind: ParameterType) -> Parameter {
    Parameter::new(name, kind, Direction::Variable)
}

fn shelf() -> Vec<Parameter> {
    vec![item("Shelf", ParameterType::Text)]
}

/// `UsrApproveOrder`, in a version of its own that is the active one. It hands back what it is given.
pub(crate) fn approve() -> Process {
    let lines = vec![
        item("Parts", ParameterType::Objects(shelf())),
        item("Price", ParameterType::Decimal),
        item("Ready", ParameterType::Boolean),
    ];
    Process::new("UsrApproveOrder")
        .caption("en-US", "Approve an order")
        .input("Old", ParameterType::Text)
        .version("UsrApproveOrderCustom1")
        .variable("Comment", ParameterType::Text)
        .variable("Count", ParameterType::Integer)
        .variable("Day", ParameterType::Date)
        .variable("Due", ParameterType::DateTime)
        .variable("Hour", ParameterType::Time)
        .variable("Lines", ParameterType::Objects(lines))
        .variable("OrderId", ParameterType::Lookup)
        .variable("Place", ParameterType::Object(shelf()))
        .variable("Total", ParameterType::Money)
        .variable("Urgent", ParameterType::Boolean)
}

/// A sandbox that has the process.
pub(crate) fn with(process: Process) -> Sandbox {
    stage::sandbox().now("2026-06-01T12:00:00Z").process(process)
}

pub(crate) async fn start(process: Process) -> (Running, Client) {
    let sandbox = with(process).start().await.expect("it starts");
    let client = stage::forms(&sandbox).build().expect("a client");
    (sandbox, client)
}

/// Waits until a process has begun.
pub(crate) async fn begun(sandbox: &Running, runs: usize) {
    while sandbox.runs("UsrApproveOrder").len() < runs {
        tokio::task::yield_now().await;
    }
}

/// What lets a process go, and the process, which is held until then.
pub(crate) fn held() -> (impl Fn(), Process) {
    let (release, held) = watch::channel(false);
    let process = approve().runs_async(move |inputs| {
        let mut held = held.clone();
        async move {
            held.wait_for(|released| *released).await.expect("the test is still there");
            Ending::Completed(inputs)
        }
    });
    let release = move || {
        release.send_replace(true);
    };
    (release, process)
}
