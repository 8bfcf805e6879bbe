//! What came of a run.

use std::fmt;

use uuid::Uuid;

use crate::client::{Error, ErrorKind, ServerError};

/// A process that was started, and what came of it.
#[derive(Clone, Debug)]
#[must_use = "a process that was started may have failed: look at its `outcome`, or call `completed`"]
pub struct Run<O> {
    pub(super) process: &'static str,
    pub(super) id: Option<Uuid>,
    pub(super) outcome: Outcome<O>,
    pub(super) said: Option<ServerError>,
}

/// How far a process had come when the call returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome<O> {
    /// It has come to its end, and this is what it hands back.
    Completed(O),
    /// It waits for a user, a time or a signal. That is no error; what it would hand back is not known yet.
    Suspended,
    /// One of its elements failed. What those before it did stays done.
    Failed,
    /// It was cancelled, or is being.
    Cancelled,
    /// It was put in the queue of background processes. It has no id yet, hands nothing back, and can't be followed.
    Queued,
    /// It has a status of which this version does not know what it means. The number is Creatio's.
    Other(i64),
}

impl<O> Run<O> {
    /// By which [`Processes::status`](super::Processes::status), [`Processes::cancel`](super::Processes::cancel) and the
    /// process log know it; `None` when it was [queued](Outcome::Queued).
    pub fn process_id(&self) -> Option<Uuid> {
        self.id
    }

    /// What came of it.
    pub fn outcome(&self) -> &Outcome<O> {
        &self.outcome
    }

    /// The same, to keep.
    pub fn into_outcome(self) -> Outcome<O> {
        self.outcome
    }

    /// What the service said of a failure. An element that fails leaves a general text; the process log has more.
    pub fn server(&self) -> Option<&ServerError> {
        self.said.as_ref()
    }

    /// What it hands back, when it has come to its end.
    ///
    /// # Errors
    /// [`NotCompleted`](ErrorKind::NotCompleted) in any other case, which says what it is and what to do.
    pub fn completed(self) -> Result<O, Error> {
        let Self { process, id, outcome, said } = self;
        match outcome.and_then(Err) {
            Err(output) => Ok(output),
            Ok(outcome) => Err(Error::new(ErrorKind::NotCompleted { process, id, outcome }).said(said)),
        }
    }
}

impl<O> Outcome<O> {
    /// The same, with what `read` makes of what is handed back.
    pub(super) fn and_then<T, E>(self, read: impl FnOnce(O) -> Result<T, E>) -> Result<Outcome<T>, E> {
        Ok(match self {
            Self::Completed(output) => Outcome::Completed(read(output)?),
            Self::Suspended => Outcome::Suspended,
            Self::Failed => Outcome::Failed,
            Self::Cancelled => Outcome::Cancelled,
            Self::Queued => Outcome::Queued,
            Self::Other(number) => Outcome::Other(number),
        })
    }
}

/// As it stands behind "the process".
impl fmt::Display for Outcome<()> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Completed(()) => "has completed",
            Self::Suspended => "waits for a user, a time or a signal",
            Self::Failed => "has failed",
            Self::Cancelled => "was cancelled",
            Self::Queued => "was queued, to run in the background",
            Self::Other(number) => return write!(f, "has the status {number}, which is not known here"),
        })
    }
}

impl Outcome<()> {
    /// What to do about it.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Completed(()) => return None,
            Self::Suspended => {
                "it goes on when that comes, and nobody hears what it hands back then: `Run::outcome` tells it from a failure, \
                 `client.processes().status(…)` says how far it has come"
            }
            Self::Failed => {
                "what went before the element that failed stays done; `client.processes().status(…)` reads the error of the \
                 process log, which tells more"
            }
            Self::Cancelled => "what it did until then stays done",
            Self::Queued => {
                "it can't be followed, and nobody hears of its results; one that hands something back is not queued"
            }
            Self::Other(_) => "`client.processes().status(…)` says what the process log has of it",
        })
    }
}
