//! Bodies that are written while they are sent.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use futures_core::Stream;
use tokio::sync::mpsc::{Receiver, Sender};

use crate::fail::Fail;
use crate::reply::Sink;

/// A piece of a body, or why there is none.
pub(super) type Piece = Result<Bytes, Fail>;

/// The end that a query writes to.
pub(super) struct Pipe(pub(super) Sender<Piece>);

impl Sink for Pipe {
    fn write(&mut self, bytes: &mut Vec<u8>) -> bool {
        let piece = Bytes::from(std::mem::take(bytes));
        self.0.blocking_send(Ok(piece)).is_ok()
    }
}

/// A body of what has come and what will.
struct Pieces {
    ready: std::vec::IntoIter<Bytes>,
    rest: Option<Receiver<Piece>>,
    end: End,
}

/// What comes after the pieces that are ready.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The rest, if there is one.
    Rest,
    /// What was sent goes out, then the connection breaks.
    Flush,
    /// The connection breaks.
    Break,
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(piece) = self.ready.next() {
            return Poll::Ready(Some(Ok(piece)));
        }
        let broken = || Poll::Ready(Some(Err(io::Error::other("the connection is cut"))));
        match self.end {
            End::Rest => {}
            End::Flush => {
                // Nothing more for now: the server sends what it has, and asks again.
                self.end = End::Break;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            End::Break => return broken(),
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        match rest.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Ready(Some(Ok(piece))) => Poll::Ready(Some(Ok(piece))),
            // Too late for a status: the reply ends where it is.
            Poll::Ready(Some(Err(_))) => broken(),
        }
    }
}

/// The body that comes out of a pipe, or the error that came first. A short one is whole, its length known.
pub(super) async fn body(mut pieces: Receiver<Piece>) -> Result<Body, Fail> {
    let mut ready = Vec::new();
    while ready.len() < 2 {
        match pieces.recv().await {
            Some(Ok(piece)) => ready.push(piece),
            Some(Err(fail)) => return Err(fail),
            None => return Ok(Body::from(ready.concat())),
        }
    }
    Ok(Body::from_stream(Pieces { ready: ready.into_iter(), rest: Some(pieces), end: End::Rest }))
}

/// A body that breaks off; without a beginning, the connection ends before there is a status.
pub(super) fn cut(start: Option<Bytes>) -> Body {
    let end = if start.is_some() { End::Flush } else { End::Break };
    Body::from_stream(Pieces { ready: start.into_iter().collect::<Vec<_>>().into_iter(), rest: None, end })
}
