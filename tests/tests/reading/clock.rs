//! Time for tests of repetitions: it does not pass, it is moved.

use std::future::Future;
use std::task::Poll;
use std::time::Duration;

/// Runs a test by a clock that is moved in small steps, between which all others get a chance to run: tokio's own advance
/// does not see that bytes are on their way, nor that a query runs on a thread, and would let every request time out.
pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let mut test = Box::pin(test);
        loop {
            for _ in 0..30 {
                let poll = std::future::poll_fn(|context| Poll::Ready(test.as_mut().poll(context))).await;
                if let Poll::Ready(value) = poll {
                    return value;
                }
                tokio::task::yield_now().await;
            }
            std::thread::yield_now();
            tokio::time::advance(Duration::from_millis(5)).await;
        }
    })
}
