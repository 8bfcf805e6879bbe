//! Servers that have no time now.

use std::time::Duration;

use creatio_runtime::Error;
use creatio_runtime::prelude::*;
use creatio_sandbox::{Fault, Running};
use insta::assert_snapshot;
use tokio::time::Instant;

use crate::clock::run;
use crate::creatio::Contact;
use crate::stage::{anonymous, sandbox, text};

/// What a read comes to, and how long it took by the test's own clock.
async fn timed(sandbox: &Running) -> (Result<u64, Error>, Duration) {
    let start = Instant::now();
    (Contact::query().count(&anonymous(sandbox)).await, start.elapsed())
}

#[test]
fn it_is_asked_again_after_a_while() {
    run(async {
        let sandbox = sandbox().auth(false).start().await.unwrap();
        for status in [429, 503] {
            let busy = sandbox.fault(Fault::status(status)).times(3);
            let (count, elapsed) = timed(&sandbox).await;
            assert_eq!((count.unwrap(), busy.hits()), (3, 3));
            // Halves of 0.5, 1 and 2 seconds, and a random part of the other halves.
            assert!(elapsed >= Duration::from_millis(1_750) && elapsed < Duration::from_secs(10), "{elapsed:?}");
        }
    });
}

#[test]
fn it_says_when_to_ask_again() {
    run(async {
        let sandbox = sandbox().auth(false).start().await.unwrap();
        for status in [429, 503] {
            sandbox.fault(Fault::status_with(status, "Retry-After", "30"));
            let (count, elapsed) = timed(&sandbox).await;
            assert_eq!(count.unwrap(), 3);
            assert!(elapsed >= Duration::from_secs(30) && elapsed < Duration::from_secs(40), "{elapsed:?}");
        }
    });
}

#[test]
fn it_stays_busy() {
    run(async {
        let sandbox = sandbox().auth(false).start().await.unwrap();
        let fault = |status| sandbox.fault(Fault::status(status)).times(4);
        fault(429);
        let error = timed(&sandbox).await.0.unwrap_err();
        assert!(error.is_throttled());
        assert_snapshot!(text(&sandbox, &error), @r#"
        GET http://sandbox/0/odata/Contact: too many requests (status 429), 4 times
        send less at once: `.max_in_flight(…)`
        "#);
        fault(503);
        let error = timed(&sandbox).await.0.unwrap_err();
        assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact: the service is not available (status 503), 4 times");
        // Longer than anybody waits without being asked.
        sandbox.fault(Fault::status_with(503, "Retry-After", "3600"));
        let (error, elapsed) = timed(&sandbox).await;
        let error = error.unwrap_err();
        assert!(elapsed < Duration::from_secs(5) && error.is_throttled());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3_600)));
        assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact: the service is not available (status 503), and asks to be left alone for 3600 s");
    });
}
