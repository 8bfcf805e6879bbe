//! Rows that come page after page.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::Walk;
use crate::FromRow;
use crate::client::{Error, ErrorKind, Work};

/// Pages of rows, each of them a request: `while let Some(page) = pages.next().await`. An error is
/// the last item.
///
/// It is a [`Stream`], and [`next`](Self::next) needs no extension trait. It borrows nothing.
#[must_use = "nothing is sent until it is asked for the next page"]
pub struct Pages<Row>(State<Row>);

enum State<Row> {
    Idle(Box<Walk>),
    Waiting(Work<Step<Row>>),
    Over,
}

/// What became of a walk when it was asked for a page.
type Step<Row> = (Box<Walk>, Result<Option<Vec<Row>>, Error>);

impl<Row: FromRow> Pages<Row> {
    pub(crate) fn new(walk: Walk) -> Self {
        Self(State::Idle(Box::new(walk)))
    }

    /// The next page; `None` after the last one. Dropped before it is ready, it can be called again.
    pub async fn next(&mut self) -> Option<Result<Vec<Row>, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<Row>, Error>>> {
        let mut step = match std::mem::replace(&mut self.0, State::Over) {
            State::Over => return Poll::Ready(None),
            State::Waiting(step) => step,
            State::Idle(mut walk) => Work::new(async move {
                let page = walk.page().await;
                (walk, page)
            }),
        };
        let Poll::Ready(done) = step.poll(context) else {
            self.0 = State::Waiting(step);
            return Poll::Pending;
        };
        let Some((walk, page)) = done else {
            return Poll::Ready(Some(Err(Error::new(ErrorKind::Stopped))));
        };
        let page = page.transpose();
        // After an error nobody knows where to go on.
        if let Some(Ok(_)) = page {
            self.0 = State::Idle(walk);
        }
        Poll::Ready(page)
    }
}

impl<Row: FromRow> Stream for Pages<Row> {
    type Item = Result<Vec<Row>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// Rows, asked for page by page as they are taken, so that memory holds one page at a time:
/// `while let Some(row) = rows.next().await`. An error is the last item.
///
/// It is a [`Stream`], and [`next`](Self::next) needs no extension trait. It borrows nothing.
#[must_use = "nothing is sent until it is asked for the next row"]
pub struct Rows<Row> {
    page: VecDeque<Row>,
    pages: Pages<Row>,
}

impl<Row: FromRow> Rows<Row> {
    pub(crate) fn new(walk: Walk) -> Self {
        Self { page: VecDeque::new(), pages: Pages::new(walk) }
    }

    /// The next row; `None` after the last one. Dropped before it is ready, it can be called again.
    pub async fn next(&mut self) -> Option<Result<Row, Error>> {
        poll_fn(|context| self.poll_row(context)).await
    }

    fn poll_row(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Row, Error>>> {
        loop {
            if let Some(row) = self.page.pop_front() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.page = page.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Row: FromRow> Stream for Rows<Row> {
    type Item = Result<Row, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_row(context)
    }
}

// Rows are handed out whole, never pinned in place.
impl<Row> Unpin for Rows<Row> {}

impl<Row> fmt::Debug for Pages<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<Row> fmt::Debug for Rows<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rows")
    }
}
