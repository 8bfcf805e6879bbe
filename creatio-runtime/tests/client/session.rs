//! Sessions that expire.

use creatio_runtime::{ErrorKind, Platform};

use crate::server::{Answer, LOGIN, Server, json, run, signed_in, status};

const A: &str = "GET /0/odata/A";

fn login_page() -> Answer {
    Answer::new(200, "text/html; charset=utf-8", "<!DOCTYPE html><html><script src=\"/Login/login.js\"></script>")
}

/// The ways in which a server says that it does not know the session.
fn expired() -> [Answer; 7] {
    [
        status(401),
        Answer::new(
            401,
            "application/json",
            r#"{"Message":"Authentication failed.","StackTrace":null,"ExceptionType":"System.UnauthorizedAccessException"}"#,
        ),
        status(302).header("Location", "/Login/NuiLogin.aspx?ReturnUrl=%2f0%2fodata"),
        status(307).header("Location", "/login/Login.html"),
        login_page(),
        Answer::new(200, "application/json", "<html><body data-x='\"bootstrap.login\"'>"),
        // It takes the old session's cookies away as well.
        status(401).header("Set-Cookie", ".ASPXAUTH=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT"),
    ]
}

#[test]
fn every_shape_of_an_expired_session_leads_to_one_login_and_one_replay() {
    for expired in expired() {
        run(async {
            let script =
                [(LOGIN, signed_in("one")), (A, json("{}")), (A, expired), (LOGIN, signed_in("two")), (A, json("[2]"))];
            let server = Server::start(script).await;
            let client = server.client();
            client.odata_get_raw("A").await.unwrap();
            assert_eq!(client.odata_get_raw("A").await.unwrap(), "[2]");
            server.done();
            let log = server.log();
            assert_eq!(log[4].header("bpmcsrf"), "csrf-two");
            assert!(!log[4].header("cookie").contains("one"), "{}", log[4].header("cookie"));
        });
    }
}

#[test]
fn a_new_session_that_is_not_accepted_either_is_an_error() {
    for expired in expired() {
        run(async {
            let script = [(LOGIN, signed_in("one")), (A, expired.clone()), (LOGIN, signed_in("two")), (A, expired)];
            let server = Server::start(script).await;
            let error = server.client().odata_get_raw("A").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::SessionExpired) && error.is_auth(), "{error}");
            server.done();
        });
    }
}

#[test]
fn a_password_that_changed_meanwhile_is_sent_once() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (A, status(401)), (LOGIN, json(r#"{"Code":1}"#))]).await;
        let client = server.client();
        for _ in 0..3 {
            let error = client.odata_get_raw("A").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Login(_)), "{error}");
        }
        assert_eq!(server.log().len(), 3);
    });
}

#[test]
fn ten_tasks_that_find_the_session_expired_share_one_login() {
    run(async {
        let mut script = vec![(LOGIN, signed_in("one")), (LOGIN, signed_in("two"))];
        script.extend((0..10).map(|_| (A, status(401).header("Set-Cookie", ".ASPXAUTH=; path=/; max-age=0"))));
        script.extend((0..10).map(|_| (A, json("{}"))));
        let server = Server::start(script).await;
        let client = server.builder().max_in_flight(10).build().unwrap();
        client.login().await.unwrap();
        let tasks: Vec<_> = (0..10)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.odata_get_raw("A").await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        server.done();
        assert_eq!(server.lines().iter().filter(|line| *line == LOGIN).count(), 2);
    });
}

#[test]
fn ten_tasks_share_the_refusal_of_one_login() {
    for refusal in [json(r#"{"Code":1}"#), status(500)] {
        run(async {
            let server = Server::start([(LOGIN, refusal)]).await;
            let client = server.client();
            let tasks: Vec<_> = (0..10)
                .map(|_| {
                    let client = client.clone();
                    tokio::spawn(async move { client.odata_get_raw("A").await })
                })
                .collect();
            for task in tasks {
                assert!(task.await.unwrap().is_err());
            }
            assert_eq!(server.lines(), [LOGIN]);
        });
    }
}

#[test]
fn a_task_that_is_dropped_while_it_signs_in_leaves_the_turn_to_the_next() {
    run(async {
        let server = Server::start([(LOGIN, crate::server::silence())]).await;
        let client = server.client();
        let first = tokio::spawn({
            let client = client.clone();
            async move { client.odata_get_raw("A").await }
        });
        while server.log().is_empty() {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn({
            let client = client.clone();
            async move { client.odata_get_raw("A").await }
        });
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        first.abort();
        server.then(LOGIN, signed_in("two"));
        server.then(A, json("{}"));
        second.await.unwrap().unwrap();
        server.done();
    });
}

#[test]
fn forbidden_is_stale_only_when_somebody_signed_in_since() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (A, status(403))]).await;
        let error = server.client().odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Forbidden) && error.is_auth(), "{error}");
        server.done();
    });
    run(async {
        // The answer to A comes after another task has signed in anew.
        let server = Server::start([(LOGIN, signed_in("one")), (A, crate::server::later(status(403)))]).await;
        let client = server.client();
        let slow = tokio::spawn({
            let client = client.clone();
            async move { client.odata_get_raw("A").await }
        });
        while server.log().len() < 2 {
            tokio::task::yield_now().await;
        }
        server.then(LOGIN, signed_in("two"));
        client.login().await.unwrap();
        server.then(A, json("{}"));
        slow.await.unwrap().unwrap();
        server.done();
        assert_eq!(server.log()[3].header("bpmcsrf"), "csrf-two");
    });
}

#[test]
fn logout() {
    const LOGOUT: &str = "POST /rest/MainMenuService/Logout";
    run(async {
        let script = [(LOGIN, signed_in("one")), (LOGOUT, json(r#"{"RedirectLocation":"/Login"}"#))];
        let server = Server::start(script).await;
        let client = server.builder().platform(Platform::Net).build().unwrap();
        client.logout().await.unwrap();
        client.login().await.unwrap();
        client.logout().await.unwrap();
        client.logout().await.unwrap();
        server.done();
        assert_eq!(server.log()[1].body, "{}");
        assert_eq!(server.log()[1].header("bpmcsrf"), "csrf-one");
        // The next request signs in anew.
        server.then(LOGIN, signed_in("two"));
        server.then("GET /odata/A", json("{}"));
        client.odata_get_raw("A").await.unwrap();
        // A session that is over already is as good as ended, whatever the server thinks of it.
        server.then(LOGOUT, status(401));
        client.logout().await.unwrap();
        server.done();
    });
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (LOGOUT, crate::server::hang_up())]).await;
        let client = server.builder().platform(Platform::Net).build().unwrap();
        client.login().await.unwrap();
        let error = client.logout().await.unwrap_err();
        assert!(error.outcome_unknown() && matches!(error.kind(), ErrorKind::Transport), "{error}");
        assert_eq!(server.log().len(), 2, "never sent again");
    });
}

/// On .NET, logging out is elsewhere, too: who does not know yet what the instance runs on has to find out.
#[test]
fn logout_finds_its_way() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/", status(404))]).await;
        server.then("GET /odata/", json(r#"{"@odata.context":"x","value":[]}"#));
        server.then("POST /rest/MainMenuService/Logout", json(r#"{"RedirectLocation":"/Login"}"#));
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        client.login().await.unwrap();
        client.logout().await.unwrap();
        server.done();
    });
}

/// To find out, the client may have to sign in anew; it is that session which must not stay behind.
#[test]
fn logout_ends_the_session_that_there_is() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/", status(401))]).await;
        server.then(LOGIN, signed_in("two"));
        server.then("GET /0/odata/", json(r#"{"@odata.context":"x","value":[]}"#));
        server.then("POST /0/rest/MainMenuService/Logout", json(r#"{"RedirectLocation":"/Login"}"#));
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        client.login().await.unwrap();
        client.logout().await.unwrap();
        server.done();
        assert_eq!(server.log().last().unwrap().header("bpmcsrf"), "csrf-two");
        client.logout().await.unwrap();
        assert_eq!(server.lines().len(), 5, "there is nothing left to end");
    });
}

/// What is refused whoever asks must not cost a login, and a session on the server, for every read.
#[test]
fn an_address_that_is_refused_for_ever_makes_no_session_after_session() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (LOGIN, signed_in("two"))]).await;
        let client = server.client();
        for requests in [2, 1, 1] {
            for _ in 0..requests {
                server.then("GET /0/odata/A", status(401));
            }
            let error = client.odata_get_raw("A").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::SessionExpired), "{error}");
        }
        server.done();
        // What is not refused shows that the session is good, and is renewed when it no longer is.
        server.then("GET /0/odata/B", json("{}"));
        client.odata_get_raw("B").await.unwrap();
        server.then("GET /0/odata/B", status(401));
        server.then(LOGIN, signed_in("three"));
        server.then("GET /0/odata/B", json("{}"));
        client.odata_get_raw("B").await.unwrap();
        server.done();
    });
}
