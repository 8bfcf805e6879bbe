//! Login, CSRF, sessions and how they end.

mod common;

use std::time::Duration;

use common::{METADATA, Session, id, login, send};
use creatio_sandbox::{Account, Expiry, Oddity, Platform, Running, Sandbox, User};
use serde_json::{Value, json};

fn builder() -> Sandbox {
    Sandbox::builder().metadata(METADATA).rows("Contact", [json!({"Id": id(1), "Name": "Ann"})])
}

async fn start() -> Running {
    builder().start().await.expect("it starts")
}

#[tokio::test]
async fn a_login_sets_cookies_and_the_session_reads() {
    let sandbox = start().await;
    let reply = login(&sandbox, "supervisor", "Supervisor").await;
    assert_eq!(
        reply.json(),
        json!({"Code": 0, "Message": "", "Exception": null, "PasswordChangeUrl": null, "RedirectUrl": null, "UserType": "General"})
    );
    assert!(reply.body.starts_with(r#"{"Code":0,"Message":"","Exception":null,"PasswordChangeUrl":null,"#), "in order");
    let cookies = reply.cookies();
    let names: Vec<&str> = cookies.keys().map(String::as_str).collect();
    assert_eq!(names, [".ASPXAUTH", "BPMCSRF", "BPMLOADER", "CRT_CSRF", "CsrfToken", "UserName", "UserType"]);
    let http_only: Vec<&str> =
        cookies.iter().filter(|(_, (_, rest))| rest.contains("HttpOnly")).map(|(name, _)| name.as_str()).collect();
    assert_eq!(http_only, [".ASPXAUTH", "BPMLOADER", "CsrfToken", "UserName"]);
    let mut session = Session::open(&sandbox).await;
    assert_ne!(session.cookies["BPMCSRF"], session.cookies["CRT_CSRF"]);
    let reply = session.get("Contact?$select=Name").await;
    assert_eq!((reply.status, reply.column("Name")), (200, vec![json!("Ann")]));
    assert_eq!(sandbox.logins(), 2);
    let log = sandbox.requests();
    let last = log.last().expect("a request");
    assert_eq!(
        (last.method.as_str(), last.target.as_str(), last.status),
        ("GET", "/0/odata/Contact?$select=Name", Some(200))
    );
    assert_eq!(
        (last.path(), last.query(), last.header("ForceUseSession")),
        ("/0/odata/Contact", "$select=Name", Some("true"))
    );
    assert!(log[0].body.contains("UserPassword"));
}

#[tokio::test]
async fn a_refused_login_is_200_with_a_code() {
    let sandbox = start().await;
    for (user, password) in [("Supervisor", "wrong"), ("Nobody", "Supervisor"), ("", "")] {
        let reply = login(&sandbox, user, password).await;
        assert_eq!((reply.status, &reply.json()["Code"]), (200, &json!(1)));
        assert!(reply.json()["Exception"]["Message"].as_str().is_some_and(|text| text.starts_with("Invalid username")));
        assert!(reply.cookies().is_empty());
    }
    assert_eq!(sandbox.logins(), 0);
    let url = format!("{}/ServiceModel/AuthService.svc/Login", sandbox.url());
    assert_eq!(send(&url, "GET", &[], "").await.status, 405);
    assert_eq!(send(&url, "POST", &[("Content-Type", "application/json")], "{").await.status, 400);
    assert_eq!(send(&url, "POST", &[], r#"{"UserName":"Supervisor","UserPassword":"Supervisor"}"#).await.status, 400);
    let below = format!("{}/0/ServiceModel/AuthService.svc/Login", sandbox.url());
    let body = r#"{"UserName":"Supervisor","UserPassword":"Supervisor"}"#;
    assert_eq!(send(&below, "POST", &[("Content-Type", "application/json")], body).await.status, 401);
    assert_eq!(
        send(&url, "POST", &[("Content-Type", "application/json; charset=utf-8")], body).await.json()["Code"],
        0
    );
    sandbox.set_oddity(Oddity::LoginNeedsForceUseSession, true);
    assert_eq!(send(&url, "POST", &[("Content-Type", "application/json")], body).await.json()["Code"], 1);
}

#[tokio::test]
async fn accounts_have_their_codes() {
    let accounts = [
        ("good", Account::Good, 0, true),
        ("advised", Account::ChangeAdvised, 2, true),
        ("grant", Account::MayGrantLicence, 3, true),
        ("licence", Account::NoLicence, 4, true),
        ("expired", Account::PasswordExpired, 5, false),
        ("second", Account::SecondFactor, 1, false),
    ];
    let mut sandbox = builder();
    for (name, account, ..) in accounts {
        sandbox = sandbox.user(User::new(name, "p").account(account));
    }
    let sandbox = sandbox.user(User::new("noodata", "p").account(Account::NoOData)).start().await.expect("it starts");
    for (name, _, code, ticket) in accounts {
        let reply = login(&sandbox, name, "p").await;
        assert_eq!(
            (&reply.json()["Code"], reply.cookies().contains_key(".ASPXAUTH")),
            (&json!(code), ticket),
            "{name}"
        );
    }
    let second = login(&sandbox, "second", "p").await.json();
    assert_eq!(second["Exception"]["Type"], "Terrasoft.Authentication.TwoFactor.Exceptions.StartAuthFlowException");
    assert!(login(&sandbox, "advised", "p").await.json()["PasswordChangeUrl"].is_string());
    assert_eq!(login(&sandbox, "Supervisor", "Supervisor").await.json()["Code"], 1, "the users are those given");
    for (name, status) in [("noodata", 500), ("licence", 401), ("advised", 200)] {
        let cookies =
            login(&sandbox, name, "p").await.cookies().into_iter().map(|(key, (value, _))| (key, value)).collect();
        let mut session = Session { cookies, root: sandbox.odata_url() };
        assert_eq!(session.get("Contact").await.status, status, "{name}");
    }
}

#[tokio::test]
async fn a_request_needs_a_token_that_is_its_cookies() {
    let sandbox = start().await;
    let session = Session::open(&sandbox).await;
    let url = format!("{}/Contact", sandbox.odata_url());
    let cookie = session.cookie_header();
    let (bpm, crt) = (session.cookies["BPMCSRF"].as_str(), session.cookies["CRT_CSRF"].as_str());
    for (headers, status) in [
        (vec![], 403),
        (vec![("BPMCSRF", bpm)], 200),
        (vec![("CRT_CSRF", crt)], 200),
        (vec![("crt_csrf", crt), ("bpmcsrf", bpm)], 200),
        (vec![("CRT_CSRF", bpm)], 403),
        (vec![("BPMCSRF", crt)], 403),
        (vec![("BPMCSRF", bpm), ("CRT_CSRF", bpm)], 403),
        (vec![("BPMCSRF", "")], 403),
        (vec![("CsrfToken", session.cookies["CsrfToken"].as_str())], 403),
    ] {
        let mut all = vec![("Cookie", cookie.as_str()), ("ForceUseSession", "true")];
        all.extend(&headers);
        assert_eq!(send(&url, "GET", &all, "").await.status, status, "{headers:?}");
    }
    let ticket_only = format!(".ASPXAUTH={}", session.cookies[".ASPXAUTH"]);
    let headers = [("Cookie", ticket_only.as_str()), ("BPMCSRF", bpm)];
    assert_eq!(send(&url, "GET", &headers, "").await.status, 403, "the header is compared with the cookie");
    sandbox.set_oddity(Oddity::CsrfCheck, false);
    assert_eq!(send(&url, "GET", &[("Cookie", cookie.as_str())], "").await.status, 200);
}

#[tokio::test]
async fn cookies_can_be_left_out() {
    let sandbox = builder()
        .oddity(Oddity::CrtCsrfCookie, false)
        .oddity(Oddity::CsrfTokenCookie, false)
        .start()
        .await
        .expect("it starts");
    let mut session = Session::open(&sandbox).await;
    assert!(!session.cookies.contains_key("CRT_CSRF") && !session.cookies.contains_key("CsrfToken"));
    assert_eq!(session.get("Contact").await.status, 200);
    let none = builder()
        .oddity(Oddity::CrtCsrfCookie, false)
        .oddity(Oddity::BpmcsrfCookie, false)
        .start()
        .await
        .expect("it starts");
    assert_eq!(Session::open(&none).await.get("Contact").await.status, 200);
    let early = builder().oddity(Oddity::LateSessionCookie, false).start().await.expect("it starts");
    let mut session = Session::open(&early).await;
    assert!(session.cookies.contains_key("BPMSESSIONID"));
    session.get("Contact").await;
    assert_eq!(early.server_sessions(), 1);
}

#[tokio::test]
async fn who_drops_the_session_cookie_opens_sessions() {
    let sandbox = start().await;
    let mut session = Session::open(&sandbox).await;
    assert!(session.get("Contact").await.cookies().contains_key("BPMSESSIONID"));
    assert!(session.get("Contact").await.cookies().is_empty());
    assert_eq!(sandbox.server_sessions(), 1);
    for _ in 0..3 {
        session.cookies.remove("BPMSESSIONID");
        session.get("Contact").await;
    }
    assert_eq!(sandbox.server_sessions(), 4);
    session.cookies.insert("BPMSESSIONID".into(), "made-up".into());
    assert_ne!(session.get("Contact").await.cookies()["BPMSESSIONID"].0, "made-up");
    assert_eq!(sandbox.server_sessions(), 5);
}

#[tokio::test]
async fn sessions_end_in_four_ways() {
    for platform in [Platform::NetFramework, Platform::Net] {
        let sandbox = builder().platform(platform).start().await.expect("it starts");
        for how in [Expiry::Unauthorized, Expiry::UnauthorizedJson, Expiry::Redirect, Expiry::LoginPage] {
            let mut session = Session::open(&sandbox).await;
            assert_eq!(session.get("Contact").await.status, 200);
            sandbox.expire_sessions(how);
            let reply = session.get("Contact").await;
            match how {
                Expiry::Unauthorized => assert_eq!((reply.status, reply.body.as_str()), (401, "")),
                Expiry::UnauthorizedJson => {
                    assert_eq!((reply.status, &reply.json()["Message"]), (401, &json!("Authentication failed.")));
                }
                Expiry::Redirect => {
                    assert_eq!(reply.status, 302);
                    assert!(reply.header("location").is_some_and(|to| to.contains("/Login/")));
                }
                _ => assert!(
                    reply.status == 200 && reply.body.contains("bootstrap.login") && reply.body.contains("/Login/")
                ),
            }
        }
    }
}

#[tokio::test]
async fn without_a_ticket_it_depends_on_the_header() {
    let sandbox = start().await;
    let url = format!("{}/Contact", sandbox.odata_url());
    assert_eq!(send(&url, "GET", &[("ForceUseSession", "true")], "").await.status, 401);
    assert_eq!(send(&url, "GET", &[], "").await.status, 302);
    assert_eq!(send(&url, "GET", &[("Cookie", ".ASPXAUTH=made-up")], "").await.status, 302);
    let who = format!("{}/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", sandbox.url());
    assert_eq!(send(&who, "POST", &[], "{}").await.json()["Message"], "Authentication failed.");
    sandbox.set_oddity(Oddity::LoginRedirect, false);
    assert_eq!(send(&url, "GET", &[], "").await.status, 401);
}

#[tokio::test]
async fn a_session_that_is_not_used_is_over() {
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let sandbox = builder().session_timeout(minutes(30)).start().await.expect("it starts");
    let mut session = Session::open(&sandbox).await;
    for _ in 0..3 {
        sandbox.pass(minutes(20));
        assert_eq!(session.get("Contact").await.status, 200, "it is used");
    }
    let mut other = Session::open(&sandbox).await;
    sandbox.pass(minutes(30));
    let url = format!("{}/Contact", sandbox.odata_url());
    assert_eq!(session.get("Contact").await.status, 401, "ForceUseSession: true");
    let cookie = session.cookie_header();
    let reply = send(&url, "GET", &[("Cookie", &cookie), ("BPMCSRF", &session.cookies["BPMCSRF"])], "").await;
    assert!(reply.status == 302 && reply.header("location").is_some_and(|to| to.contains("/Login/")), "{reply:?}");
    sandbox.set_oddity(Oddity::LoginRedirect, false);
    assert_eq!(send(&url, "GET", &[("Cookie", &cookie)], "").await.status, 401);
    assert_eq!(other.get("Contact").await.status, 401);
    assert_eq!(Session::open(&sandbox).await.get("Contact").await.status, 200);
    let forever = start().await;
    let mut session = Session::open(&forever).await;
    forever.pass(minutes(1_000_000));
    assert_eq!(session.get("Contact").await.status, 200);
}

#[tokio::test]
async fn a_stale_token_is_a_403_until_the_next_login() {
    let sandbox = start().await;
    let mut session = Session::open(&sandbox).await;
    sandbox.stale_csrf();
    assert_eq!(session.get("Contact").await.status, 403);
    assert_eq!(Session::open(&sandbox).await.get("Contact").await.status, 200);
}

#[tokio::test]
async fn a_second_login_may_end_the_first() {
    let sandbox = start().await;
    let (mut first, mut second) = (Session::open(&sandbox).await, Session::open(&sandbox).await);
    assert_eq!((first.get("Contact").await.status, second.get("Contact").await.status), (200, 200));
    sandbox.set_oddity(Oddity::OneSessionPerUser, true);
    let mut third = Session::open(&sandbox).await;
    assert_eq!((first.get("Contact").await.status, third.get("Contact").await.status), (401, 200));
}

#[tokio::test]
async fn who_am_i_and_logout() {
    let sandbox = start().await;
    let mut session = Session::open(&sandbox).await;
    let below = format!("{}/0", sandbox.url());
    let who = session.send("POST", &format!("{below}/ServiceModel/UserInfoService.svc/GetCurrentUserInfo"), &[]).await;
    assert_eq!(who.json()["userName"], "Supervisor");
    assert_eq!(who.json()["contact"]["value"], "00000000-0000-0000-0000-000000000000");
    let logout = format!("{below}/rest/MainMenuService/Logout");
    assert_eq!(session.send("GET", &logout, &[]).await.status, 405);
    assert!(session.send("POST", &logout, &[]).await.json()["RedirectLocation"].is_string());
    assert_eq!(session.get("Contact").await.status, 401);
    assert_eq!(session.send("POST", &format!("{below}/rest/Nope/Nope"), &[]).await.body, "");
    let open = builder().auth(false).start().await.expect("it starts");
    let url = format!("{}/Contact", open.odata_url());
    assert_eq!(send(&url, "GET", &[], "").await.json()["value"].as_array().map(Vec::len), Some(1));
    assert!(Value::is_string(
        &send(&logout.replace(&sandbox.url(), &open.url()), "POST", &[], "{}").await.json()["RedirectLocation"]
    ));
}
