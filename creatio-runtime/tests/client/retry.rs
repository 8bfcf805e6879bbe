//! What is sent again, and when.

use std::time::Duration;

use creatio_runtime::{Client, Error, ErrorKind};

use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, status};

const A: &str = "GET /0/odata/A";

/// What a read comes to when the server answers so, and the seconds between one attempt and the next.
fn read(answers: impl IntoIterator<Item = Answer>) -> (Result<String, Error>, Vec<f64>) {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        answers.into_iter().for_each(|answer| server.then(A, answer));
        let result = server.client().odata_get_raw("A?$filter=Name eq 'Smith'").await;
        server.done();
        let times: Vec<_> = server.log()[1..].iter().map(|request| request.at).collect();
        (result, times.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect())
    })
}

#[test]
fn what_may_pass_is_repeated_with_growing_pauses() {
    let rebuilt = r#"{"error":{"code":"","message":"An error has occurred.","innererror":{"message":
        "Collection was modified; enumeration operation may not execute."}}}"#;
    let rebuilt = Answer::new(500, "application/json", rebuilt);
    for passing in [status(429), status(503), status(502), rebuilt, hang_up(), json("[1, 2, 3]").cut_after(4)] {
        let (result, pauses) = read([passing.clone(), passing.clone(), passing, json("[]")]);
        assert_eq!(result.unwrap(), "[]");
        for (pause, longest) in pauses.iter().zip([0.5, 1.0, 2.0]) {
            // The clock moves in steps of 20 ms.
            assert!((longest / 2.0..longest + 0.1).contains(pause), "{pauses:?}");
        }
    }
}

#[test]
fn it_is_not_repeated_for_ever() {
    let (result, _) = read(vec![status(503); 4]);
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unavailable { retry_after: None, .. }) && !error.is_throttled());
    assert!(error.to_string().ends_with("the service is not available (status 503), 4 times"), "{error}");
    let (result, _) = read(vec![json("[1, 2, 3]").cut_after(4); 4]);
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport) && !error.outcome_unknown());
    assert_eq!(error.status(), Some(200));
}

#[test]
fn the_server_says_how_long() {
    let date = creatio_runtime::jiff::Timestamp::now() + Duration::from_secs(20);
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for (after, at_least) in [("7", 7.0), (date.as_str(), 15.0)] {
        let (result, pauses) = read([status(429).header("Retry-After", after), json("[]")]);
        result.unwrap();
        assert!((at_least..at_least + 5.5).contains(&pauses[0]), "{pauses:?}");
    }
}

#[test]
fn a_long_time_is_for_the_caller_to_wait() {
    for code in [429, 503] {
        let (result, _) = read([status(code).header("Retry-After", "3600")]);
        let error = result.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3_600)));
        assert!(error.is_throttled(), "{error}");
    }
}

#[test]
fn what_will_not_pass_is_sent_once() {
    for code in [400, 404, 500, 501, 504] {
        let (result, _) = read([status(code)]);
        assert_eq!(result.unwrap_err().status(), Some(code));
    }
}

#[test]
fn never() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (A, status(503))]).await;
        let client = server.builder().retries(0).build().unwrap();
        let error = client.odata_get_raw("A").await.unwrap_err();
        assert!(error.to_string().ends_with("(status 503)"), "{error}");
        server.done();
    });
}

#[test]
fn the_replay_in_a_new_session_is_no_repetition() {
    for answers in [[status(503), status(401)], [status(401), status(503)]] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), (LOGIN, signed_in("two"))]).await;
            answers.into_iter().chain([json("[]")]).for_each(|answer| server.then(A, answer));
            let client: Client = server.builder().retries(1).build().unwrap();
            client.odata_get_raw("A").await.unwrap();
            server.done();
        });
    }
}
