//! What a test sees of a sandbox, and does to it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::fault::{Fault, Injected};
use crate::log::Received;
use crate::oddity::Oddity;
use crate::server::{Shared, lock};
use crate::session::Expiry;

/// A local Creatio that is running. It stops when dropped.
pub struct Running {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Running").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Running {
    pub(crate) fn new(
        shared: Arc<Shared>,
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        task: JoinHandle<()>,
    ) -> Self {
        Self { shared, address, stop: Some(stop), task: Some(task) }
    }

    /// The base address, as a user of Creatio has it: without `/0` and without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.base_path)
    }

    /// The OData service root.
    pub fn odata_url(&self) -> String {
        format!("http://{}{}/odata", self.address, self.shared.prefix())
    }

    /// What was received so far, in order.
    pub fn requests(&self) -> Vec<Received> {
        lock(&self.shared.log).clone()
    }

    /// Forgets what was received.
    pub fn clear_requests(&self) {
        lock(&self.shared.log).clear();
    }

    /// How many logins opened a session.
    pub fn logins(&self) -> usize {
        lock(&self.shared.sessions).logins()
    }

    /// How many server sessions were opened. More than one for a client means that it drops `BPMSESSIONID`.
    pub fn server_sessions(&self) -> usize {
        lock(&self.shared.sessions).server_sessions()
    }

    /// Ends every session that is alive; their requests are answered like this from now on.
    pub fn expire_sessions(&self, how: Expiry) {
        lock(&self.shared.sessions).expire(how);
    }

    /// Lets time pass for sessions, as far as [`Sandbox::session_timeout`](crate::Sandbox::session_timeout) goes.
    pub fn pass(&self, time: Duration) {
        lock(&self.shared.sessions).pass(time);
    }

    /// Gives every session new CSRF tokens without telling the clients: their requests get 403.
    pub fn stale_csrf(&self) {
        lock(&self.shared.sessions).stale_csrf();
    }

    /// Turns a switch from now on.
    pub fn set_oddity(&self, oddity: Oddity, on: bool) {
        lock(&self.shared.oddities).set(oddity, on);
    }

    /// All rows of a set as the database holds them, in the order in which they came: every column, empty ones null, decimals
    /// and Int64 as text so that no digit is lost, streams left out. No oddity touches them.
    ///
    /// # Panics
    /// If the document has no such set.
    pub fn rows(&self, set: &str) -> Vec<serde_json::Value> {
        crate::inspect::rows(&self.shared, set).unwrap_or_else(|error| panic!("rows of {set}: {error}"))
    }

    /// How many rows a set has.
    ///
    /// # Panics
    /// If the document has no such set.
    pub fn row_count(&self, set: &str) -> u64 {
        crate::inspect::count(&self.shared, set).unwrap_or_else(|error| panic!("rows of {set}: {error}"))
    }

    /// From now on bodies may name this column, and it is silently not written: [`Sandbox::drops`](crate::Sandbox::drops).
    ///
    /// # Panics
    /// If the document has no such column.
    pub fn drops(&self, set: &str, column: &str) {
        let column = self.shared.model.column_of(set, column).unwrap_or_else(|error| panic!("drops: {error}"));
        lock(&self.shared.dropped).insert(column);
    }

    /// What each run of a process was given, in the order in which they began; those too whose answer nobody waited for.
    pub fn runs(&self, process: &str) -> Vec<serde_json::Value> {
        self.shared.processes.begun(process)
    }

    /// Injects a fault: once and on any request, until [`Injected`] is told otherwise.
    pub fn fault(&self, fault: Fault) -> Injected {
        let injected = Injected::new(fault);
        lock(&self.shared.faults).push(injected.clone());
        injected
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        for fault in lock(&self.shared.faults).drain(..) {
            fault.remove();
        }
    }

    /// Stops, and waits until connections are closed.
    pub async fn stop(mut self) {
        self.stop.take();
        if let Some(task) = self.task.take() {
            // It ends at once, or when the last reply is out.
            let _ = task.await;
        }
    }
}
