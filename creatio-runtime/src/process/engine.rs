//! Asking the process engine.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::values::{pairs, parameter_values};
use super::{Inputs, Outputs, Process, Refusal, Run, reply};
use crate::client::{Body, Call, Client, Error, ErrorKind, ServiceFailure, ServiceRequest};

/// Where it is (creatio-services facts 2.1).
const SERVICE: &str = "ServiceModel/ProcessEngineService.svc";

/// What to do when nobody knows whether a process was run.
const LOOK_FIRST: &str = "before it is started again, look for it in SysProcessLog: `client.processes().runs_of::<…>()` searches by \
     schema and owner and tells when each run began (over OData the set may be refused); a run gets its row when its call \
     returns in the server, and none where logging is off";

/// The processes of an instance: running them, and what can be done with one that runs.
///
/// [`Client::processes`] gives it. It is cheap to clone.
#[derive(Clone, Debug)]
pub struct Processes {
    client: Client,
    timeout: Option<Duration>,
}

impl Client {
    /// Runs a process, and waits until it has come to its end or to something that it waits for. It is started once: no
    /// failure makes the client start it again.
    ///
    /// ```no_run
    /// # mod creatio { pub mod processes { include!("../../tests/common/approve.rs"); } }
    /// # async fn run(client: creatio_runtime::Client, id: creatio_runtime::uuid::Uuid) -> Result<(), creatio_runtime::Error> {
    /// use creatio::processes::UsrApproveOrder;
    ///
    /// let run = client.run(UsrApproveOrder { order_id: Some(id), ..Default::default() }).await?;
    /// println!("total: {:?}", run.completed()?.total);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The process goes by the base version's name, and the server runs the active version.
    /// [`processes`](Self::processes) has more: a time limit for one run, the log, cancelling. See the
    /// [module](crate::process) for what can come of a run.
    ///
    /// # Errors
    /// [`NotRun`](ErrorKind::NotRun) when the service refuses, [`ResultsUnread`](ErrorKind::ResultsUnread) when what it hands
    /// back does not fit, and whatever can happen to any request. When [`outcome_unknown`](Error::outcome_unknown) says so,
    /// the process may have run.
    pub fn run<P: Process>(&self, process: P) -> Call<Run<P::Output>> {
        self.processes().run(process)
    }

    /// The processes of the instance.
    pub fn processes(&self) -> Processes {
        Processes { client: self.clone(), timeout: None }
    }
}

impl Processes {
    /// How long what is started through this may take, in place of
    /// [`process_timeout`](crate::ClientBuilder::process_timeout).
    #[must_use = "it holds for what is called on the result"]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The same as [`Client::run`].
    ///
    /// # Errors
    /// As there.
    pub fn run<P: Process>(&self, process: P) -> Call<Run<P::Output>> {
        let body = json!({
            "schemaName": P::NAME,
            "parameterValues": parameter_values(&process),
            "resultParameterNames": <P::Output as Outputs>::NAMES,
            "collectExecutionData": false,
        });
        let (processes, request) = (self.clone(), of(&process, post("RunProcess", &body)));
        Call::changing(async move {
            let body = processes.start::<P>(request).await?;
            reply::run::<P>(&body)
        })
    }

    /// Completes an element that waits, a user task above all, and hands it values. Its process goes on from there.
    ///
    /// `element` is the id of the running element: `ProcessElementId` in an activity that a process has made.
    ///
    /// # Errors
    /// [`Refused`](ErrorKind::Refused) when the service says so, and whatever can happen to any request. It is sent once.
    pub fn complete_element(&self, element: Uuid, values: &impl Inputs) -> Call<()> {
        // That values go in the same form as those of a process is likely: the form has the same name in both.
        let body = json!({
            "processElementUId": element.to_string(),
            "parameterValues": parameter_values(values),
            "collectExecutionData": false,
        });
        self.tell(post("CompleteExecuting", &body))
    }

    /// Runs one element of a process that runs; one that has run already is left alone.
    ///
    /// # Errors
    /// As with [`complete_element`](Self::complete_element).
    pub fn execute_element(&self, element: Uuid) -> Call<()> {
        self.tell(get(&element_path(element), "text/xml"))
    }

    /// Cancels a process that runs, waits, or has failed. On an instance that does this in the background it is
    /// [`Cancelling`](super::Status::Cancelling) for a while.
    ///
    /// The user needs the operation `CanCancelProcess`. Only a process that no other has started can be cancelled.
    ///
    /// # Errors
    /// As with [`complete_element`](Self::complete_element).
    pub fn cancel(&self, process_id: Uuid) -> Call<()> {
        self.tell(post("CancelExecution", &json!({ "processDataIds": process_id.to_string() })))
    }

    /// Asks for something that is answered by a yes or a no.
    fn tell(&self, request: ServiceRequest) -> Call<()> {
        let processes = self.clone();
        Call::changing(async move {
            let body = processes.client.service(processes.limited(request)).await?;
            match ServiceFailure::of_text(body.text()?) {
                Some(failure) => Err(body.refused(&failure)),
                None => Ok(()),
            }
        })
    }

    /// Starts a process, and says what a failure means for it.
    pub(super) async fn start<P: Process>(&self, request: ServiceRequest) -> Result<Body, Error> {
        let sent = self.client.service(self.limited(request)).await;
        sent.map_err(|error| failed(error, P::NAME, <P::Output as Outputs>::NAMES))
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    fn limited(&self, request: ServiceRequest) -> ServiceRequest {
        let timeout = self.timeout.unwrap_or(self.client.settings().process_timeout);
        ServiceRequest { timeout: Some(timeout), ..request }
    }
}

/// A request about a process: errors may show what it and its parameters are called.
pub(super) fn of<P: Process>(process: &P, request: ServiceRequest) -> ServiceRequest {
    let results = <P::Output as Outputs>::NAMES.iter().copied();
    let named = std::iter::once(P::NAME).chain(results).chain(pairs(process).into_iter().map(|(name, _)| name));
    ServiceRequest { named: named.collect(), ..request }
}

fn post(method: &str, body: &serde_json::Value) -> ServiceRequest {
    ServiceRequest::post(format!("{SERVICE}/{method}"), body.to_string())
}

/// A GET that changes something, as the two documented methods do.
pub(super) fn get(path: &str, accept: &'static str) -> ServiceRequest {
    ServiceRequest {
        method: Method::GET,
        path: format!("{SERVICE}/{path}"),
        body: None,
        accept,
        changes: true,
        timeout: None,
        named: Vec::new(),
        anonymous: false,
    }
}

/// With a query, as older documents and another client have it; the newest page has the id in the path
/// (creatio-services facts 2.5).
fn element_path(element: Uuid) -> String {
    format!("ExecProcElByUId?ProcessElementUID={element}")
}

/// What an error of the pipeline means for a process: an envelope may come with any status.
fn failed(error: Error, process: &'static str, results: &[&str]) -> Error {
    let code = error.server().and_then(|server| server.code());
    let refusal = code.map_or(Refusal::Other, |code| Refusal::of(Some(code), "", process, results));
    if refusal != Refusal::Other && !matches!(error.kind(), ErrorKind::Forbidden) {
        return refused(error, refusal, process);
    }
    if error.outcome_unknown() { unknown(error) } else { error }
}

/// The error of a service that says it has not run the process.
pub(super) fn not_run(body: &Body, failure: &ServiceFailure, process: &'static str, results: &[&str]) -> Error {
    let refusal = Refusal::of(failure.code.as_deref(), &failure.message, process, results);
    refused(body.refused(failure), refusal, process)
}

fn refused(error: Error, refusal: Refusal, process: &'static str) -> Error {
    let error = error.of_kind(ErrorKind::NotRun { process, refusal });
    if refusal.is_before_start() { error.known_outcome() } else { unknown(error) }
}

/// Whether the process was run can't be told.
pub(super) fn unknown(error: Error) -> Error {
    error.unknown_outcome().advised(LOOK_FIRST)
}
