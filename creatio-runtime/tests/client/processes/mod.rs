//! Business processes: what is sent, and what answers mean.

mod execute;
mod library;
mod log;
mod outcomes;
mod results;
mod values;

#[allow(missing_docs, unreachable_pub)]
#[path = "../../common/approve.rs"]
pub(crate) mod approve;

use creatio_runtime::Error;
use creatio_runtime::process::Run;

use self::approve::{UsrApproveOrder, UsrApproveOrderOutput};
use crate::server::{Answer, LOGIN, Received, Server, run, signed_in};

const RUN: &str = "POST /0/ServiceModel/ProcessEngineService.svc/RunProcess";

const ID: &str = "0f5e3a2a-2c8f-4f1e-9d0b-6d4b2f1a7c31";

/// Runs a process that is answered like this: what comes of it, and what was sent, once.
fn answered(process: UsrApproveOrder, answer: Answer) -> (Result<Run<UsrApproveOrderOutput>, Error>, Received) {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (RUN, answer)]).await;
        let ran = server.client().run(process).await;
        server.done();
        assert_eq!(server.lines().len(), 2, "sent once");
        let sent = server.log()[1].clone();
        (ran, sent)
    })
}

/// The text of an error, without the address.
fn text(error: &Error) -> String {
    let text = error.to_string();
    text.split_once("/0/ServiceModel/").map_or(text.clone(), |(_, text)| text.to_owned())
}
