//! Answers that are on their way.

use std::fmt;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::task::JoinHandle;

use super::{Error, ErrorKind};

/// Work that begins when it is polled first, and goes on whether it is polled or not: it may hold
/// what others wait for, such as the turn to sign in. Dropped, it is given up.
pub(crate) struct Work<T>(State<T>);

enum State<T> {
    New(Pin<Box<dyn Future<Output = T> + Send>>),
    Running(JoinHandle<T>),
    Over,
}

impl<T: Send + 'static> Work<T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(State::New(Box::pin(future)))
    }

    /// What it came to; `None` when the runtime was shut down meanwhile.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        let mut running = match std::mem::replace(&mut self.0, State::Over) {
            State::New(future) => tokio::spawn(future),
            State::Running(running) => running,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready(done) = Pin::new(&mut running).poll(context) else {
            self.0 = State::Running(running);
            return Poll::Pending;
        };
        Poll::Ready(match done {
            Ok(value) => Some(value),
            Err(error) => error.try_into_panic().map_or(None, |panic| resume_unwind(panic)),
        })
    }
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        if let State::Running(running) = &self.0 {
            running.abort();
        }
    }
}

/// An answer that is on its way once it is awaited. It borrows nothing, so it can be spawned and
/// kept; dropped, it gives the request up, and nobody knows whether a change was made.
#[must_use = "nothing is sent until it is awaited: `.await?`"]
pub struct Call<T> {
    work: Work<Result<T, Error>>,
    changes: bool,
}

impl<T: Send + 'static> Call<T> {
    pub(crate) fn new(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self { work: Work::new(future), changes: false }
    }

    /// An answer to something that is not done again.
    pub(crate) fn changing(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self { changes: true, ..Self::new(future) }
    }
}

impl<T: Send + 'static> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let done = ready!(self.work.poll(context));
        Poll::Ready(done.unwrap_or_else(|| {
            let stopped = Error::new(ErrorKind::Stopped);
            Err(if self.changes { stopped.unknown_outcome() } else { stopped })
        }))
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}
