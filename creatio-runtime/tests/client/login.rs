//! Signing in.

use std::sync::{Arc, Mutex};

use creatio_runtime::jiff::tz::{TimeZone, offset};
use creatio_runtime::{ErrorKind, LoginReason, LoginRefused, Warning};

use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, status};

/// What a login with this answer is refused for.
fn refused(answer: Answer) -> LoginRefused {
    run(async {
        let server = Server::start([(LOGIN, answer)]).await;
        let client = server.client();
        let error = client.odata_get_raw("Contact").await.unwrap_err();
        assert!(error.is_auth() && !error.outcome_unknown());
        assert!(!format!("{error} {error:?} {client:?}").contains("hunter2"));
        // Whoever asks next with the same password gets the same answer, without a second login.
        let again = client.odata_get_raw("Contact").await.unwrap_err();
        assert_eq!(again.to_string(), error.to_string());
        assert_eq!(server.log().len(), 1);
        let ErrorKind::Login(refused) = error.kind() else { panic!("{error}") };
        refused.clone()
    })
}

#[test]
fn what_is_sent() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/Contact?$top=1", json("{}"))]).await;
        let client = server.client();
        client.odata_get_raw("Contact?$top=1").await.unwrap();
        let log = server.log();
        assert_eq!(log[0].body, r#"{"UserName":"Ann","UserPassword":"hunter2"}"#);
        assert_eq!(log[0].header("content-type"), "application/json; charset=utf-8");
        assert_eq!(log[0].header("forceusesession"), "true");
        assert_eq!((log[0].header("cookie"), log[0].header("bpmcsrf")), (String::new(), String::new()));
        assert_eq!(log[1].header("forceusesession"), "true");
        assert_eq!(log[1].header("bpmcsrf"), "csrf-one");
        assert!(log[1].header("cookie").contains(".ASPXAUTH=one"));
        assert_eq!((log[1].header("odata-version"), log[1].header("odata-maxversion")), (String::new(), "4.0".into()));
        assert_eq!(
            (log[1].header("accept"), log[1].header("accept-encoding")),
            ("application/json".into(), "gzip".into())
        );
    });
}

#[test]
fn the_newer_name_of_the_csrf_token_comes_first() {
    run(async {
        let newer = signed_in("one").header("Set-Cookie", "CRT_CSRF=new; path=/").header("Set-Cookie", "CsrfToken=x");
        let server = Server::start([(LOGIN, newer), ("GET /0/odata/A", json("{}"))]).await;
        server.client().odata_get_raw("A").await.unwrap();
        assert_eq!((server.log()[1].header("crt_csrf"), server.log()[1].header("bpmcsrf")), ("new".into(), "".into()));
    });
}

#[test]
fn cookies_of_any_answer_are_kept() {
    run(async {
        let first = json("{}").header("Set-Cookie", "BPMSESSIONID=s; path=/");
        let server =
            Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/A", first), ("GET /0/odata/B", json("{}"))]);
        let server = server.await;
        let client = server.client();
        client.odata_get_raw("A").await.unwrap();
        client.odata_get_raw("B").await.unwrap();
        assert!(server.log()[2].header("cookie").contains("BPMSESSIONID=s"));
    });
}

#[test]
fn a_wrong_password_is_sent_once() {
    let refused = refused(json(r#"{"Code":1,"Message":"Falsches\n Kennwort hunter2","Exception":{}}"#));
    assert_eq!((refused.code, refused.reason), (Some(1), LoginReason::Refused));
    assert_eq!(refused.message.as_deref(), Some("Falsches Kennwort …"));
    let by_status = self::refused(Answer::new(401, "application/json", r#"{"Message":"Authentication failed."}"#));
    assert_eq!((by_status.code, by_status.reason), (None, LoginReason::WrongCredentials));
    assert_eq!(self::refused(status(403)).reason, LoginReason::Refused);
    let both = self::refused(Answer::new(401, "application/json", r#"{"Code":5}"#));
    assert_eq!(both.reason, LoginReason::PasswordExpired);
}

#[test]
fn every_code_has_its_reason() {
    for (code, exception, reason) in [
        (3, "null", LoginReason::GrantLicense),
        (4, "null", LoginReason::NoLicense),
        (5, "null", LoginReason::PasswordExpired),
        (-1, r#"{"Type":"System.Exception"}"#, LoginReason::Other),
        (
            1,
            r#"{"Type":"Terrasoft.Authentication.TwoFactor.Exceptions.StartAuthFlowException"}"#,
            LoginReason::SecondFactor,
        ),
        (1, r#""Terrasoft.Authentication.TOTP.Exceptions.TotpIsNotEnabledException""#, LoginReason::SecondFactor),
    ] {
        let refused = refused(json(format!(r#"{{"Code":{code},"Message":"","Exception":{exception}}}"#)));
        assert_eq!((refused.code, refused.reason, refused.message), (Some(code), reason, None));
    }
}

#[test]
fn yes_without_a_ticket_is_no() {
    assert_eq!(refused(json(r#"{"Code":0}"#)).reason, LoginReason::NoTicket);
}

#[test]
fn code_2_is_a_warning() {
    run(async {
        let advised = json(r#"{"Code":2,"Message":"Soon","PasswordChangeUrl":"/change","UserType":"SSP"}"#)
            .header("Set-Cookie", ".ASPXAUTH=one; path=/");
        let server = Server::start([(LOGIN, advised)]).await;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&heard);
        let client =
            server.builder().on_warning(move |warning| hear.lock().unwrap().push(warning.clone())).build().unwrap();
        let login = client.login().await.unwrap();
        assert_eq!(login.warnings, *heard.lock().unwrap());
        assert_eq!(login.user_type.as_deref(), Some("SSP"));
        let [Warning::PasswordChangeAdvised { url, message, .. }] = &login.warnings[..] else { panic!("{login:?}") };
        assert_eq!((url.as_deref(), message.as_deref()), (Some("/change"), Some("Soon")));
        assert_eq!(login.warnings[0].to_string(), "the server advises to change the password: Soon (/change)");
    });
}

#[test]
fn the_time_zone_is_told_as_javascript_does() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        let client = server.builder().time_zone(TimeZone::fixed(offset(3))).build().unwrap();
        client.login().await.unwrap();
        assert_eq!(server.log()[0].body, r#"{"UserName":"Ann","UserPassword":"hunter2","TimeZoneOffset":-180}"#);
    });
}

#[test]
fn a_refused_login_is_tried_again_when_somebody_says_so() {
    run(async {
        let server = Server::start([(LOGIN, json(r#"{"Code":1}"#)), (LOGIN, signed_in("one"))]).await;
        let client = server.client();
        assert!(client.odata_get_raw("A").await.is_err());
        client.login().await.unwrap();
        server.then("GET /0/odata/A", json("{}"));
        client.odata_get_raw("A").await.unwrap();
        server.done();
    });
}

#[test]
fn a_login_that_nobody_answers_is_not_a_refused_one() {
    run(async {
        let server = Server::start([(LOGIN, hang_up())]).await;
        let error = server.client().odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport) && !error.outcome_unknown(), "{error}");
        assert_eq!(server.lines(), [LOGIN], "never sent again");
    });
    run(async {
        let server = Server::start([(LOGIN, status(503)), (LOGIN, signed_in("one")), ("GET", json("{}"))]).await;
        let client = server.client();
        let error = client.odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unavailable { .. }), "{error}");
        assert!(!error.is_auth());
        client.odata_get_raw("A").await.unwrap();
        server.done();
    });
}

#[test]
fn what_is_no_answer_to_a_login() {
    for (answer, text) in [
        (Answer::new(200, "text/html", "<html><title>Proxy</title>"), "answered with a page, \"Proxy\" (status 200)"),
        (json("{}"), "the answer is not what was asked for (status 200)"),
        (json(r#"{"Code":0"#), "the answer is not what was asked for (status 200)"),
        (status(404), "nothing is served there (status 404)"),
        (
            status(301).header("Location", "https://other.com/x?y"),
            "sent on to https://other.com/x, which is not followed (status 301)",
        ),
    ] {
        run(async {
            let server = Server::start([(LOGIN, answer)]).await;
            let error = server.client().login().await.unwrap_err().to_string();
            let expected = format!("{LOGIN}: {text}").replace("POST ", &format!("POST {}", server.url()));
            assert_eq!(error.lines().next(), Some(expected.as_str()));
        });
    }
}

#[test]
fn nobody_signs_in() {
    run(async {
        let server = Server::start([("GET /0/odata/A", json("{}")), ("GET /0/odata/B", status(401))]).await;
        let client = server.builder().auth(creatio_runtime::Anonymous).build().unwrap();
        client.odata_get_raw("A").await.unwrap();
        let error = client.odata_get_raw("B").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unauthorized) && error.is_auth() && error.status() == Some(401));
        assert_eq!(server.log()[0].header("forceusesession"), "");
        client.login().await.unwrap();
        client.logout().await.unwrap();
        server.done();
    });
}
