//! Time, size, and how much at once.

use std::time::Duration;

use creatio_runtime::ErrorKind;
use tokio::time::Instant;

use crate::server::{Answer, LOGIN, Server, json, later, run, signed_in, silence, status};

const A: &str = "GET /0/odata/A";

#[test]
fn time_runs_out_and_is_not_spent_twice() {
    for answer in [silence(), json("[1, 2, 3]").then_silence(4)] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), (A, answer)]).await;
            let client = server.builder().timeout(Duration::from_secs(30)).build().unwrap();
            client.login().await.unwrap();
            let start = Instant::now();
            let error = client.odata_get_raw("A").await.unwrap_err();
            assert!(error.is_timeout() && !error.outcome_unknown(), "{error}");
            let seconds = start.elapsed().as_secs_f64();
            assert!((29.9..31.0).contains(&seconds), "{seconds}");
            assert_eq!(server.log().len(), 2);
        });
    }
}

#[test]
fn silence_in_the_middle_of_an_answer_is_not_waited_out() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (A, json("[1, 2, 3]").then_silence(4))]).await;
        let client = server.builder().timeout(Duration::from_secs(3_600)).build().unwrap();
        let start = Instant::now();
        assert!(client.odata_get_raw("A").await.unwrap_err().is_timeout());
        assert!(start.elapsed() < Duration::from_secs(65));
    });
}

#[test]
fn the_default_leaves_the_server_its_time() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (A, silence())]).await;
        let start = Instant::now();
        assert!(server.client().odata_get_raw("A").await.unwrap_err().is_timeout());
        assert!(start.elapsed() > Duration::from_secs(120));
    });
}

/// `{"value":[` and a million spaces and `]}`, in a thousand bytes.
const BOMB: &[u8] = include_bytes!("bomb.json.gz");

#[test]
fn an_answer_over_the_limit_is_left() {
    let plain = json(format!("[{}]", " ".repeat(100_000)));
    // Without a length, so that only counting helps.
    let chunked = Answer::new(200, "application/json", "").chunked(&[&[b' '; 60_000], &[b' '; 60_000]]);
    let packed = Answer::new(200, "application/json", BOMB).header("Content-Encoding", "gzip");
    for answer in [plain, chunked, packed] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), (A, answer)]).await;
            let client = server.builder().max_response_bytes(100_000).build().unwrap();
            let error = client.odata_get_raw("A").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 100_000, .. }), "{error}");
            assert!(error.to_string().contains("max_response_bytes"));
            assert_eq!(server.log().len(), 2);
        });
    }
}

#[test]
fn what_is_packed_is_unpacked_up_to_the_limit() {
    run(async {
        let packed = Answer::new(200, "application/json", BOMB).header("Content-Encoding", "gzip");
        let server = Server::start([(LOGIN, signed_in("one")), (A, packed)]).await;
        let client = server.builder().max_response_bytes(1_000_012).build().unwrap();
        assert_eq!(client.odata_get_raw("A").await.unwrap().len(), 1_000_012);
    });
}

#[test]
fn the_body_of_an_error_has_a_limit_of_its_own() {
    run(async {
        let huge = Answer::new(500, "text/html", format!("<title>Oops</title>{}", "x".repeat(5_000_000)));
        let server = Server::start([(LOGIN, signed_in("one")), (A, huge)]).await;
        let error = server.client().odata_get_raw("A").await.unwrap_err();
        assert_eq!((error.status(), error.server().unwrap().message()), (Some(500), "Oops"));
    });
}

#[test]
fn a_long_url_is_refused_before_it_is_sent() {
    run(async {
        let server = Server::start([]).await;
        let client = server.builder().max_url_bytes(100).build().unwrap();
        let error = client.odata_get_raw(&format!("A?$filter={}", "x".repeat(100))).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Usage(_)));
        assert!(error.to_string().starts_with("path and query are 119 bytes long, more than the 100"), "{error}");
        assert!(server.log().is_empty());
    });
}

#[test]
fn so_many_requests_at_once_and_no_more() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        (0..6).for_each(|_| server.then(A, later(json("[]"))));
        let client = server.builder().max_in_flight(2).build().unwrap();
        client.login().await.unwrap();
        let tasks: Vec<_> = (0..6)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.odata_get_raw("A").await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let times: Vec<_> = server.log()[1..].iter().map(|request| request.at).collect();
        let gap = |index: usize| times[index] - times[index - 1];
        assert!(gap(1) < Duration::from_millis(500) && gap(3) < Duration::from_millis(500));
        assert!(gap(2) > Duration::from_millis(500) && gap(4) > Duration::from_millis(500));
    });
}

#[test]
fn a_pause_does_not_hold_up_others() {
    run(async {
        let busy = status(503).header("Retry-After", "30");
        let server = Server::start([(LOGIN, signed_in("one")), (A, busy), ("GET /0/odata/B", json("[]"))]).await;
        let client = server.builder().max_in_flight(1).build().unwrap();
        let waiting = tokio::spawn({
            let client = client.clone();
            async move { client.odata_get_raw("A").await }
        });
        while server.log().len() < 2 {
            tokio::task::yield_now().await;
        }
        let start = Instant::now();
        client.odata_get_raw("B").await.unwrap();
        assert!(start.elapsed() < Duration::from_secs(5));
        waiting.abort();
    });
}
